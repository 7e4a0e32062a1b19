"""Changing a session from the shell, taking changes back, and what the log says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from interview.session.address import Address
from interview.session.events import Answered
from interview.storage.session_file import read
from tests.shell import Shell, session_file


def facts(sh: Shell) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(sh("show", "--json").out)
    return facts


def tasks(sh: Shell) -> list[str]:
    return [task["name"] for task in facts(sh)["answers"]["tasks"]]


ARGON, SIGN_IN, OWN, MAIL = range(4)


def test_set_changes_an_answer_without_asking(sh: Shell, linkstash: str) -> None:
    result = sh("edit", "--set", "tasks.2.hours=3.5", "--set", "goal.outcome=Other")
    assert result.code == 0
    assert "answered tasks.t2.hours (flag): 3 → 3.5" in result.err
    answers = facts(sh)["answers"]
    assert answers["goal"]["outcome"] == "Other"
    assert answers["tasks"][SIGN_IN]["hours"] == 3.5


def test_an_item_goes_by_its_key_too(sh: Shell, linkstash: str) -> None:
    sh("edit", "--move", "tasks.t4=1")
    assert sh("edit", "--set", "tasks.t4.hours=1").code == 0
    assert facts(sh)["answers"]["tasks"][0]["hours"] == 1


def test_the_position_after_the_last_adds_an_item(sh: Shell, linkstash: str) -> None:
    assert sh("edit", "--set", "tasks.5.name=Fifth", "--set", "tasks.5.type=spike").code == 0
    assert facts(sh)["answers"]["tasks"][4] == {"key": "t5", "name": "Fifth", "type": "spike"}


def test_a_file_answers_one_question_character_for_character(
    sh: Shell, linkstash: str, project: Path
) -> None:
    code = "def f(x: int) -> str:\n\treturn f'{x!r} `y`'\n\n\nprint(f(1))"
    (project / "core.py").write_text(code)
    assert sh("edit", linkstash, "tasks.2.core", "--from-file", "core.py").code == 0
    assert facts(sh)["answers"]["tasks"][SIGN_IN]["core"]["text"] == code
    assert sh("edit", "tasks.2.core", "--from-file", "-", typed="x = 1").code == 0
    assert facts(sh)["answers"]["tasks"][SIGN_IN]["core"]["text"] == "x = 1"


def test_an_answers_file_changes_what_it_holds(sh: Shell, linkstash: str, project: Path) -> None:
    (project / "more.toml").write_text(
        '[goal]\noutcome = "Other"\n[[tasks]]\n[[tasks]]\nhours = 1\n'
    )
    before = facts(sh)["answers"]
    assert sh("edit", "--answers", "more.toml").code == 0
    before["goal"]["outcome"] = "Other"
    before["tasks"][1]["hours"] = 1
    assert facts(sh)["answers"] == before


def test_what_is_said_already_is_no_change(sh: Shell, linkstash: str) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh("edit", "--set", "tasks.2.hours=3")
    assert result.err == "Nothing changed: the session already has these values.\n"
    assert session_file(linkstash).read_bytes() == before


def test_items_are_copied_moved_removed_and_restored(sh: Shell, linkstash: str) -> None:
    names = tasks(sh)
    assert sh("edit", "--duplicate", "tasks.1").code == 0
    assert tasks(sh) == [names[0], *names]
    assert sh("edit", "--move", "tasks.2=5").code == 0
    assert tasks(sh) == [*names, names[0]]
    assert sh("edit", "--remove", "tasks.5").code == 0
    assert tasks(sh) == names
    assert sh("edit", "--restore", "tasks.t5").code == 0
    assert tasks(sh) == [*names, names[0]]


def test_an_item_that_others_name_is_removed_only_by_force(sh: Shell, linkstash: str) -> None:
    result = sh("edit", "--remove", "tasks.2")
    assert result.code == 2
    assert "task 3, task 4 depend on tasks.2; use --force to remove it anyway" in result.err
    assert len(tasks(sh)) == 4
    assert sh("edit", "--remove", "tasks.2", "--force").code == 0
    assert len(tasks(sh)) == 3
    assert "Depends on" not in sh("export", "--draft", "-o", "-").out.split("## Task 2")[-1][:400]


def test_an_answer_is_cleared_or_left_open_with_a_note(sh: Shell, linkstash: str) -> None:
    assert sh("edit", "--clear", "goal.outcome", "--later", "tasks.2.sends=ask Kim").code == 0
    assert facts(sh)["missing"] == ["goal.outcome", "tasks.t2.sends"]
    assert "Left open" not in sh("show").err
    assert "ask Kim" in sh("show").out
    assert "ask Kim" in sh("export", "--draft", "-o", "-").out
    refused = sh("export", "-o", "-")
    assert refused.code == 1
    assert "unfinished: goal.outcome, tasks.t2.sends" in refused.err


def test_consequences_are_told(sh: Shell, linkstash: str) -> None:
    result = sh("edit", "--set", "tasks.2.type=spike")
    assert (
        "answers no longer apply (kept; they return with the old answer): tasks.2.data"
        in result.err
    )
    assert "to be confirmed" in result.err
    back = sh("edit", "--set", "tasks.2.type=implementation")
    assert "answers back in the plan: tasks.2.data" in back.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--set", "tasks.9.hours=1"], "there is no task 9; there are 4"),
        (["--set", "tasks.2.huors=1"], "there is no such question — did you mean 'hours'?"),
        (["--set", "gaol.outcome=1"], "there is no section 'gaol' — did you mean 'goal'?"),
        (["--set", "tasks.2.hours=two"], "'two' is not a number"),
        (["--set", "tasks.2.question=x"], "does not apply here"),
        (["--set", "tasks.hours=x"], "write tasks.1.hours"),
        (["--clear", "tasks.2.question"], "does not apply here; it is asked when type"),
        (["--clear", "tasks.9.hours"], "there is no task '9'; there are 4"),
        (["--later", "goal"], "'goal' is not of the form section.question"),
        (["--move", "tasks.2=9"], "'tasks.2=9' is not ITEM=PLACE with a place from 1 to 4"),
        (["--move", "goal.1=1"], "'goal' is asked once; it has no items"),
        (["--restore", "tasks.t9"], "tasks.t9 is not a removed item; removed items: none"),
        (["--from-file", "x.py"], "--from-file needs an ADDRESS"),
        (["tasks.2.core", "--from-file", "no.py"], "cannot read no.py"),
        (["tasks.2.hours"], "cannot ask questions without a terminal"),
    ],
)
def test_a_wrong_wish_is_told_and_changes_nothing(
    sh: Shell, linkstash: str, arguments: list[str], message: str
) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh("edit", *arguments)
    assert result.code == 2
    assert message in result.err
    assert session_file(linkstash).read_bytes() == before


def test_all_problems_are_told_at_once(sh: Shell, linkstash: str) -> None:
    result = sh("edit", "--set", "tasks.2.hours=two", "--set", "tasks.3.hours=three")
    assert "2 problems" in result.err


def test_edit_asks_a_question_again_and_shows_the_review(sh: Shell, linkstash: str) -> None:
    result = sh("edit", "goal.outcome", "--plain", typed="Other\n.\n\n")
    assert result.code == 0
    assert "What can someone do after this iteration" in result.err
    assert "What would you like to review?" in result.err
    assert facts(sh)["answers"]["goal"]["outcome"].endswith("Other")
    assert result.err.endswith(
        "No document was written; your answers are saved. Continue, or export the plan as it is:\n"
        "  interview resume linkstash-3 --plain\n  interview export linkstash-3\n"
    )


def test_a_stale_answer_is_a_gap_with_its_old_value(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "tasks.2.type=spike")
    assert "tasks.t2.hours" in facts(sh)["stale"]
    assert "hours" not in facts(sh)["answers"]["tasks"][SIGN_IN]
    draft = sh("export", "--draft", "-o", "-").out
    assert "(to be confirmed: 3)" in draft
    sh("edit", "--set", "tasks.2.hours=2")
    assert "tasks.t2.hours" not in facts(sh)["stale"]


def test_undo_takes_changes_back_one_after_the_other(sh: Shell, linkstash: str) -> None:
    whole = facts(sh)["answers"]
    sh("edit", "--set", "tasks.2.hours=1", "--set", "goal.outcome=Other")
    between = facts(sh)["answers"]
    sh("edit", "--duplicate", "tasks.1")
    assert sh("undo").code == 0
    assert facts(sh)["answers"] == between
    result = sh("undo")
    assert "undone: answered tasks.t2.hours: 1 → 3" in result.err
    assert "To reverse this: interview redo linkstash-3" in result.err
    assert facts(sh)["answers"] == whole


def test_redo_brings_back_what_was_undone(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "tasks.2.hours=1")
    changed = facts(sh)["answers"]
    sh("undo")
    assert "redone: answered tasks.t2.hours: 3 → 1" in sh("redo").err
    assert facts(sh)["answers"] == changed
    assert sh("redo").err == "There is nothing to redo in linkstash-3.\n"


def test_a_change_after_undo_leaves_nothing_to_redo(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "tasks.2.hours=1")
    sh("undo")
    sh("edit", "--set", "tasks.2.hours=2")
    assert "nothing to redo" in sh("redo").err


def test_everything_can_be_undone_and_then_nothing(sh: Shell, half_done: str) -> None:
    while "nothing to undo" not in sh("undo").err:
        pass
    assert facts(sh)["answered"] == 0
    while "nothing to redo" not in sh("redo").err:
        pass
    assert facts(sh)["answers"]["iteration"] == {"number": 4}


def test_an_undone_approval_is_asked_for_again(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "goal.outcome=Other")
    still_open = len(facts(sh)["open"])
    assert sh("resume", "--plain", typed=":empty\n" * still_open + "\nyes\n").code == 0
    assert facts(sh)["approved"]
    while facts(sh)["answers"]["goal"]["outcome"] == "Other":
        sh("undo")
    assert not facts(sh)["approved"]


def test_the_log_says_when_what_where_from_where_and_both_values(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "tasks.2.hours=1")
    sh("undo")
    lines = sh("log").out.splitlines()
    assert lines[0].endswith("started")
    assert lines[-2].endswith("answered tasks.t2.hours (flag): 3 → 1")
    assert lines[-1].endswith("undone: answered tasks.t2.hours: 1 → 3")
    assert lines[-1][:16].count("-") == 2
    rows = json.loads(sh("log", "--json").out)
    assert {name: rows[-2][name] for name in ("what", "where", "origin", "old", "new")} == {
        "what": "answered",
        "where": "tasks.t2.hours",
        "origin": "flag",
        "old": 3,
        "new": 1,
    }


def test_what_was_typed_cannot_forge_the_log(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "goal.outcome=[red]x[/red]\x1b[31m\n2026-01-01 00:00  exported")
    (line,) = [line for line in sh("log").out.splitlines() if "[red]" in line]
    assert "\x1b" not in line
    assert "exported" in line


def test_a_turn_is_told_with_what_it_turned_and_the_way_back(sh: Shell, linkstash: str) -> None:
    sh("edit", "--set", "tasks.2.hours=1")
    assert sh("undo").err.splitlines() == [
        "undone: answered tasks.t2.hours: 1 → 3",
        "To reverse this: interview redo linkstash-3",
    ]
    assert sh("redo").err.splitlines() == [
        "redone: answered tasks.t2.hours: 3 → 1",
        "To reverse this: interview undo linkstash-3",
    ]
    assert sh("redo").err == "There is nothing to redo in linkstash-3.\n"


@pytest.mark.parametrize(
    ("address", "menu"),
    [
        ("goal", "Working Software Goal: which answer do you want to change?"),
        ("tasks.2", "Task 2: Register and sign in"),
        ("tasks.t2", "Task 2: Register and sign in"),
        ("tasks.2.hours", "How many hours"),
    ],
)
def test_edit_opens_what_it_was_told(sh: Shell, linkstash: str, address: str, menu: str) -> None:
    result = sh("edit", address, "--plain", typed=":back\n" * 3)
    assert result.code == 0
    assert menu in result.err
    assert result.err.index(menu) < result.err.index("What would you like to review?")
    assert sh("edit", linkstash, address, "--plain", typed=":back\n" * 3).err == result.err


@pytest.mark.parametrize("address", ["tasks", "tasks.9", "goal.outcom", "gaol", "goal.1.outcome"])
def test_edit_opens_nothing_that_there_is_not(sh: Shell, linkstash: str, address: str) -> None:
    result = sh("edit", linkstash, address, "--plain", typed=":back\n" * 3)
    assert result.code == 2
    assert "`interview show --answers` lists what you can change." in result.err


def test_a_file_needs_the_address_that_it_answers(sh: Shell, linkstash: str, project: Path) -> None:
    (project / "a.txt").write_text("x")
    result = sh("edit", linkstash, "--from-file", "a.txt")
    assert result.code == 2
    assert "--from-file needs an ADDRESS" in result.err
    gone = sh("edit", "goal.outcome", "--from-file", "gone.txt")
    assert "cannot read gone.txt: No such file or directory" in gone.err
    (project / "b.txt").write_bytes(b"\xff\xfe\x00")
    assert "b.txt is not UTF-8 text" in sh("edit", "goal.outcome", "--from-file", "b.txt").err


@pytest.mark.parametrize(
    ("address", "text", "value"),
    [
        ("tasks.2.hours", "3.5\n", 3.5),
        ("demo.expected", "201\n", {"language": "text", "text": "201"}),
        ("tasks.2.depends_on", "1", ["t1"]),
        ("gates.completion", "- One\n- Two\n", ["One", "Two"]),
    ],
)
def test_a_file_is_read_as_if_it_was_typed(
    sh: Shell, linkstash: str, project: Path, address: str, text: str, value: object
) -> None:
    (project / "answer.txt").write_text(text)
    assert sh("edit", address, "--from-file", "answer.txt").code == 0
    section, *_, question = address.split(".")
    answers = facts(sh)["answers"][section]
    answers = answers[SIGN_IN] if section == "tasks" else answers
    assert answers[question] == value


@pytest.mark.parametrize(
    ("setting", "answer"),
    [
        ('tasks.1.data={"text": "hello"}', '{"text": "hello"}'),
        ('tasks.1.data={"language": "de", "text": "hallo"}', '{"language": "de", "text": "hallo"}'),
        ('tasks.1.data=["a", "b"]', '["a", "b"]'),
        ('goal.outcome=["quoted"]', '["quoted"]'),
        ("gates.completion=[x] done", ["[x] done"]),
        ("gates.completion=[docs]", ["[docs]"]),
        ('gates.completion=["- [x] kept", "b"]', ["- [x] kept", "b"]),
    ],
)
def test_what_is_set_arrives_as_it_was_typed(
    sh: Shell, linkstash: str, setting: str, answer: object
) -> None:
    sh("edit", linkstash, "--set", "tasks.1.type=implementation")
    sh("edit", linkstash, "--set", setting)
    address = Address.parse(setting.partition("=")[0].replace("tasks.1", "tasks.t1"))
    answers = {event.address: event.value for event in read(session_file(linkstash)).events
               if isinstance(event, Answered)}  # fmt: skip
    assert answers[str(address)] == answer


@pytest.mark.parametrize("value", ['["a", ]', "[1]", '["a" "b"]', '[{"a": 1}]'])
def test_a_list_in_json_with_a_mistake_is_refused(sh: Shell, linkstash: str, value: str) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh("edit", linkstash, "--set", f"gates.completion={value}")
    assert result.code != 0
    assert "gates.completion" in result.err
    assert session_file(linkstash).read_bytes() == before
