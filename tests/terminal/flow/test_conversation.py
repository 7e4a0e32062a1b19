"""How a conversation ends: what is said, and the command that goes on with the same options."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.project.new_session import NewSession
from interview.project.workplace import Workplace
from interview.questionnaire.library import built_in
from interview.session.engine import Engine
from interview.terminal.flow import conversation
from tests.scripted import Person
from tests.shell import LINKSTASH, Shell

ANSWERS = ":empty\n" * 9
"""Leaves what is optional in the example empty, as far as it is still open."""


def last(sh: Shell, *arguments: str, typed: str) -> list[str]:
    return sh(*arguments, "--plain", typed=typed).err.splitlines()


def test_a_pause_names_the_command_that_goes_on(sh: Shell, half_done: str, project: Path) -> None:
    folder = str(project / "kept here")
    place = f" --sessions-dir '{folder}'"
    for options, again in (
        ((), " --plain"),
        (("--no-discovery",), " --plain --no-discovery"),
    ):
        lines = last(sh, "resume", *options, typed="")
        assert lines[-2].startswith("Paused. Your answers are saved in ")
        assert lines[-1] == f"  interview resume linkstash-4{again}"
    nothing = last(sh, "start", "--sessions-dir", folder, "--set", "goal.outcome=x", typed="")
    assert nothing[-1] == f"  interview resume linkstash-1{place} --plain"


def test_who_answered_nothing_begins_again(sh: Shell, project: Path) -> None:
    result = sh("start", "--plain", "--no-discovery", typed="")
    assert result.code == 130
    assert result.err.splitlines()[-2:] == [
        "Nothing was answered, so nothing was saved. Begin again with:",
        "  interview start --plain --no-discovery",
    ]


@pytest.mark.parametrize("finished", [True, False])
def test_who_writes_nothing_yet_is_told_both_ways_on(
    sh: Shell, project: Path, finished: bool
) -> None:
    folder = str(project / "kept here")
    place = ("--sessions-dir", folder)
    assert sh("start", "--answers", LINKSTASH, "--no-input", *place).code == 0
    if not finished:
        sh("edit", "linkstash-3", "--later", "goal.outcome", *place)
    result = sh("resume", "linkstash-3", "--plain", *place, typed=ANSWERS + "\nno\n")
    draft = "" if finished else " --draft"
    assert result.err.splitlines()[-3:] == [
        "No document was written; your answers are saved. Continue, or export the plan as it is:",
        f"  interview resume linkstash-3 --sessions-dir '{folder}' --plain",
        f"  interview export linkstash-3{draft} --sessions-dir '{folder}'",
    ]
    assert result.code == (0 if finished else 1)


@pytest.mark.parametrize(("questionnaire", "what"), [("iteration", "plan"), ("adr", "document")])
def test_the_closing_yes_writes_what_the_questionnaire_makes(
    sh: Shell, project: Path, questionnaire: str, what: str
) -> None:
    answers = LINKSTASH
    if questionnaire == "adr":
        answers = str(built_in() / "tests" / "adr" / "sessions.toml")
    assert sh("start", "-q", questionnaire, "--answers", answers, "--no-input").code == 0
    result = sh("resume", "--plain", typed=":empty\n" * 9 + "\nyes\n")
    assert f"Ready to write the {what}?" in result.err
    assert f"The {what} was written to " in result.err
    assert result.code == 0


@pytest.mark.parametrize(("sessions", "newcomer"), [(0, True), (3, True), (4, False)])
def test_hints_are_for_the_first_sessions(
    sh: Shell, project: Path, sessions: int, newcomer: bool
) -> None:
    for number in range(1, sessions + 1):
        assert sh("start", "--set", f"iteration.number={number}", "--no-input").code == 0
    workplace = Workplace.here()
    engine = Engine(workplace.library.questionnaire("iteration"))
    keeper = NewSession(workplace, engine)
    dialogue = conversation.dialogue(workplace, engine, keeper, Person(), None)
    assert dialogue.newcomer is newcomer
