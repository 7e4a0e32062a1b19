"""This project's own iterations, planned with itself: the README exports and resumes them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from interview.storage.session_file import read
from tests.shell import Shell

ROOT = Path(__file__).parents[1]
FINISHED, HALF_DONE = "iteration-interview-2", "iteration-interview-3"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the repository, on a copy of its sessions."""
    copy = tmp_path / "sessions"
    shutil.copytree(ROOT / "sessions", copy)
    monkeypatch.setenv("INTERVIEW_SESSIONS_DIR", str(copy))
    monkeypatch.chdir(ROOT)
    return copy


def test_one_session_is_finished_and_one_half_done(sh: Shell, own: Path) -> None:
    rows = {row["session"]: row for row in json.loads(sh("list", "--json").out)}
    assert rows[FINISHED]["state"] == "finished"
    assert rows[HALF_DONE]["state"] == "unfinished"
    assert 0.4 < rows[HALF_DONE]["answered"] / rows[HALF_DONE]["applicable"] < 0.7


@pytest.mark.parametrize("name", [FINISHED, HALF_DONE])
def test_the_files_are_whole(own: Path, name: str) -> None:
    reading = read(own / f"{name}.jsonl")
    assert reading.warnings == []
    assert reading.started.project == "iteration-interview"


def test_all_types_of_tasks_are_planned(sh: Shell, own: Path) -> None:
    tasks = json.loads(sh("export", FINISHED, "--format", "json", "-o", "-").out)["tasks"]
    assert {task["type"] for task in tasks} == {"implementation", "spike", "integration", "wiring"}


def test_the_commands_of_the_readme_work_on_them(sh: Shell, own: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^\.venv/bin/interview (\w+.*iteration-interview-.*)$", readme, re.M)
    assert len(commands) == 2
    for command in commands:
        words = command.split()
        result = sh(*words, *(["--plain"] if words[0] == "resume" else []))
        if words[0] == "resume":
            assert result.code == 130
            assert "Answers grounded in the project" in result.err
            assert "Left for later: tasks." in result.err
        else:
            assert result.code == 0
            assert result.out.startswith("# Iteration 2: Every answer can be changed")
