"""Exit code 70 is for defects of the program: no odd circumstance brings it about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import DATA
from tests.odd_invocations import INTERNAL, Invocation, invocations, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a session that has every answer."""
    project = tmp_path_factory.mktemp("original") / "p"
    (project / "sessions").mkdir(parents=True)
    (project / ".git").mkdir()
    arguments = ["start", "--answers", str(DATA / "linkstash.toml"), "--no-input"]
    ended = run(Invocation("none", arguments, {}), project, project.parent)
    assert ended.returncode == 0, ended.stderr.decode()
    return project


def test_there_are_some_hundred_of_them() -> None:
    assert len(list(invocations())) >= 500


@pytest.mark.parametrize("part", range(10))
def test_no_odd_invocation_is_an_internal_error(part: int, original: Path, tmp_path: Path) -> None:
    internal = []
    for number, invocation in enumerate(list(invocations())[part::10]):
        project = tmp_path / str(number) / "p"
        shutil.copytree(original, project)
        ended = run(invocation, project, project.parent)
        if ended.returncode == INTERNAL or b"Traceback" in ended.stderr:
            internal.append((invocation.oddity, invocation.arguments, ended.stderr[:300]))
    assert not internal
