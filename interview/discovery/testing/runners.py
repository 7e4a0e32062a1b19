"""The test runners of a project, of every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.testing.built_in import find_cargo, find_go
from interview.discovery.testing.jvm import find_junit
from interview.discovery.testing.libraries import find_phpunit, find_rspec
from interview.discovery.testing.node import find_node_runners
from interview.discovery.testing.python import find_pytest

if TYPE_CHECKING:
    from interview.discovery.documents import Documents
    from interview.discovery.testing.runner import Runner

FINDERS = (
    find_pytest,
    find_node_runners,
    find_go,
    find_cargo,
    find_junit,
    find_rspec,
    find_phpunit,
)


def find_runners(documents: Documents) -> list[Runner]:
    """Return the test runners, those that are called in the root first."""
    found = [runner for find in FINDERS for runner in find(documents)]
    return sorted(found, key=lambda runner: runner.folder.count("/") + bool(runner.folder))
