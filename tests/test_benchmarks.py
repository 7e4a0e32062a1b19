"""The big project of the benchmarks is what it is said to be, at a small size."""

from __future__ import annotations

from pathlib import Path

from interview.discovery.project import Discovery
from tests.benchmarks.big_project import build


def test_the_big_project_has_something_to_find_of_every_kind(tmp_path: Path) -> None:
    discovery = Discovery(build(tmp_path, 307))
    assert len(discovery.files) == len(discovery.repository.tracked) == 307
    assert [component.name for component in discovery.components] == [
        "Python Application",
        "Python Backend (FastAPI 0.115)",
        "React Frontend (TypeScript, React 19.0; web/package0000)",
        "React Frontend (TypeScript, React 19.0; web/package0002)",
    ]
    assert [idea.text for idea in discovery.ideas] == [
        "Split the monolith", "rounding of part 0", "rounding of part 30", "rounding of part 60",
    ]  # fmt: skip
    assert [iteration.title for iteration in discovery.iterations] == ["The first"]
    assert [service.name for service in discovery.services] == ["db"]
    assert [runner.name for runner in discovery.runners] == ["pytest", "vitest", "vitest"]
    assert [standard.heading for standard in discovery.standards] == ["Rules", "Python", "Web"]
    assert discovery.notes == []
