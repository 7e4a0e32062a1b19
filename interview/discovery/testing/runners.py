"""The test runners of a project, of every ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.all import ECOSYSTEMS

if TYPE_CHECKING:
    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.runner import Runner


def find_runners(documents: Documents) -> list[Runner]:
    """Return the test runners, those that are called in the root first."""
    runners = [runner for ecosystem in ECOSYSTEMS for runner in ecosystem.find_runners(documents)]
    return sorted(runners, key=lambda runner: runner.folder.count("/") + bool(runner.folder))
