"""The JSON of a plan, given as an answers file."""

from __future__ import annotations

import json
from pathlib import Path

from interview.session.plan_file import answers_of_plan, is_plan
from tests.shell import Shell


def plan_of(sh: Shell, session: str) -> dict[str, object]:
    plan: dict[str, object] = json.loads(sh("export", session, "--format", "json", "-o", "-").out)
    return plan


def test_a_plan_that_was_exported_is_an_answers_file(
    sh: Shell, linkstash: str, project: Path
) -> None:
    assert sh("export", linkstash, "--format", "json", "-o", "plan.json").code == 0
    assert sh("start", "--answers", "plan.json", "--no-input").code == 0
    assert plan_of(sh, "linkstash-3-2") == plan_of(sh, linkstash)


def test_what_depends_on_a_task_does_so_after_tasks_were_moved_and_removed(
    sh: Shell, linkstash: str, project: Path
) -> None:
    assert sh("edit", linkstash, "--move", "tasks.1=3", "--remove", "tasks.4", "--force").code == 0
    (project / "plan.json").write_text(json.dumps(plan_of(sh, linkstash)))
    assert sh("start", "--answers", "plan.json", "--no-input").code == 0

    def document(session: str) -> str:
        return sh("export", session, "--draft", "-o", "-").out

    assert document("linkstash-3-2") == document(linkstash)


def test_answers_of_a_team_stand_in_their_sections_again() -> None:
    plan = {
        "goal": {"outcome": "O"},
        "tasks": [{"key": "t4", "status": "complete", "name": "N", "hours": None, "what": ""}],
        "base": {"commit": "abc"},
        "suppressions": [],
        "own": {
            "goal": {"effort": 3},
            "tasks": [{"key": "t4", "reviewer": "Ada"}],
            "release": {"after": ["t4"], "steps": ["one"]},
        },
    }
    assert is_plan(plan)
    assert answers_of_plan(plan) == {
        "goal": {"outcome": "O", "effort": 3},
        "tasks": [{"name": "N", "reviewer": "Ada"}],
        "release": {"after": [1], "steps": ["one"]},
    }


def test_answers_alone_are_no_plan() -> None:
    assert not is_plan({"goal": {"outcome": "O"}})
    assert not is_plan([])
