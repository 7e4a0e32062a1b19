"""Exit code 70 is for defects of the program: no odd circumstance brings it about.

A sixth of the invocations is tried here, `python -m tests.odd_invocations` tries all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.odd_invocations import example, internal, invocations

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example(tmp_path_factory.mktemp("original"))


def test_there_are_some_hundred_of_them() -> None:
    assert len(list(invocations())) >= 500


@pytest.mark.parametrize("part", range(6))
def test_no_odd_invocation_is_an_internal_error(part: int, original: Path, tmp_path: Path) -> None:
    assert internal(list(invocations())[part::36], original, tmp_path) == []
