"""The guard of the tests themselves."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from interview.project.workplace import Workplace
from tests.conftest import REAL_HOME


def test_no_test_can_reach_the_real_home(home: Path) -> None:
    places = [
        Path.home(),
        Path("~").expanduser(),
        platformdirs.user_data_path("interview"),
        platformdirs.user_config_path("interview"),
        Workplace.here().store.folder,
    ]
    for place in places:
        assert place.is_relative_to(home)
        assert not place.is_relative_to(REAL_HOME)
