from __future__ import annotations

import pytest

from tests.shell import Shell

THREE = ("--set", "tasks.1.name=A", "--set", "tasks.2.name=B", "--set", "tasks.3.name=C")


@pytest.fixture
def session(sh: Shell) -> str:
    assert sh("start", "--set", "iteration.number=1", *THREE, "--no-input").code == 0
    return "linkstash-1"


def outcome(sh: Shell) -> str:
    text = sh("show", "--answers").out
    (line,) = [line for line in text.split("\n") if " outcome " in line]
    return line.split(maxsplit=2)[2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Uses what task 1 measured.", "Uses what task 2 measured."),
        ("Tasks 1, 2 and 3 in turn.", "Tasks 2, 3 and 1 in turn."),
        ("After Task 3: see tasks 1-2", "After Task 1: see tasks 2-3"),
        ("task #2 or TASK 3", "task #3 or TASK 1"),
    ],
)
def test_texts_follow_a_moved_task_when_asked_to(
    sh: Shell, session: str, before: str, after: str
) -> None:
    sh("edit", session, "--set", f"goal.outcome={before}")
    sh("edit", session, "--move", "tasks.3=1", "--renumber")
    assert outcome(sh) == after
    sh("undo", session)
    assert outcome(sh) == before


@pytest.mark.parametrize(
    "text",
    [
        "2 tasks, 1 of them small",
        "iteration 1 of 3",
        "task 1.5 is none, and multitask 1 neither",
        "task 12 is not there",
        "a task 3rd in line",
    ],
)
def test_other_numbers_stay(sh: Shell, session: str, text: str) -> None:
    sh("edit", session, "--set", f"goal.outcome={text}")
    result = sh("edit", session, "--move", "tasks.3=1", "--renumber")
    assert "still says the old number" not in result.err
    assert outcome(sh) == text


def test_a_move_tells_which_texts_name_other_tasks_now(sh: Shell, session: str) -> None:
    sh("edit", session, "--set", "goal.outcome=task 1 first")
    sh("edit", session, "--set", "tasks.2.what=see task 3")
    report = sh("edit", session, "--move", "tasks.3=1").err
    assert "goal.outcome still says the old number: task 1 is now task 2." in report
    assert "tasks.3.what still says the old number: task 3 is now task 1." in report
    assert "`interview undo`, then the same command with --renumber." in report
    assert outcome(sh) == "task 1 first"


def test_what_names_a_removed_task_is_told_and_stays(sh: Shell, session: str) -> None:
    sh("edit", session, "--set", "goal.outcome=task 1, then task 2")
    report = sh("edit", session, "--remove", "tasks.1", "--renumber").err
    assert (
        "goal.outcome still says the old number: task 2 is now task 1, task 1 was removed."
        in report
    )
    assert outcome(sh) == "task 1, then task 2"


def test_a_change_that_moves_no_number_tells_nothing(sh: Shell, session: str) -> None:
    sh("edit", session, "--set", "goal.outcome=task 1, then task 2")
    assert "old number" not in sh("edit", session, "--remove", "tasks.3").err
    assert "old number" not in sh("edit", session, "--duplicate", "tasks.2").err
