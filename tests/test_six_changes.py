"""What a newcomer adds goes into one module or one row."""

import re
from pathlib import Path

import pytest

from tests.six_changes import CHANGES, MOST, Change, tried

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_works_and_touches_two_files_at_most(change: Change, tmp_path: Path) -> None:
    assert len(change.files) <= MOST
    assert re.search(change.shows, tried(change, tmp_path))
