"""What the check says while people are interviewed, and what is not exported for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview.checks.interview import InterviewChecker
from interview.checks.settings import CheckSettings
from interview.questionnaire.model import Questionnaire
from interview.session.address import Address
from interview.session.engine import Engine
from interview.terminal.flow.ports import Prompt, Reply
from interview.terminal.flow.review import Review
from tests.events import answered, linkstash, postponed
from tests.scripted import PAUSE, Interview
from tests.shell import Shell


@pytest.fixture
def finished(questionnaire: Questionnaire) -> Interview:
    """The example, every optional question of it answered or left empty."""
    engine = Engine(questionnaire, linkstash(questionnaire))
    for ask in list(engine.open()):
        engine.apply(answered(str(ask.address), None))
    return checked(engine)


def checked(engine: Engine) -> Interview:
    interview = Interview(engine)
    interview.checker = InterviewChecker(CheckSettings)
    return interview


def findings(interview: Interview) -> list[tuple[str, str, str]]:
    return [entry[1:] for entry in interview.screen.shown if entry[0] == "finding"]


def test_a_finding_is_told_under_its_answer_and_the_interview_goes_on(engine: Engine) -> None:
    interview = checked(engine)
    vague = "A robust sign-in."
    asked = interview.until_paused(Reply(3), Reply("Sign in"), Reply(vague), PAUSE)
    assert asked == ["number", "title", "outcome", "built"]
    assert findings(interview) == [("vague-word", "goal.outcome", "Shift-Tab")]
    assert interview.engine.answers()["goal"] == {"outcome": vague}


def test_the_finding_stands_before_the_next_section(engine: Engine) -> None:
    interview = checked(engine)
    interview.until_paused(Reply(3), Reply("Sign in"), Reply("A robust sign-in."))
    kinds = [entry[:2] for entry in interview.screen.shown]
    assert kinds[-2:] == [("finding", "vague-word"), ("place", "context")]


def test_no_answer_of_a_good_plan_has_a_finding(finished: Interview) -> None:
    engine = finished.engine
    looked = [address for address in engine.state.answers if engine.is_answered(address)]
    assert len(looked) > 60
    assert [finished.checker.answer(engine, address) for address in looked] == [[]] * len(looked)


WRONG: dict[str, Any] = {
    "tasks.t2.verify": ("curl -s ... localhost:8000/auth", "elided-command"),
    "tasks.t2.what": ("TBD", "to-do"),
    "tasks.t3.name": ("[name of the task]", "bracketed-placeholder"),
    "tasks.t2.smoke_test": ("def test_login(:", "invalid-code"),
    "tasks.t1.hours": (5, "long-spike"),
    "tasks.t2.hours": (6, "long-task"),
    "tasks.t3.database": ("postgres://linkstash:hunter2@db/linkstash", "login-in-url"),
    "tasks.t3.receives": ("the token of the user", "described-payload"),
    "assumptions.validates": (
        [{"name": "Users cope", "text": "The form is intuitive."}],
        "vague-word",
    ),
}


@pytest.mark.parametrize("address", WRONG)
def test_what_is_wrong_with_an_answer_is_said_at_once(finished: Interview, address: str) -> None:
    value, rule = WRONG[address]
    engine = finished.engine
    engine.apply(answered(address, value))
    results = finished.checker.answer(engine, Address.parse(address))
    assert rule in [finding.rule for finding in results]


def test_what_is_wrong_elsewhere_is_not_said_again(finished: Interview) -> None:
    engine = finished.engine
    engine.apply(answered("tasks.t2.what", "TBD"))
    assert finished.checker.answer(engine, Address.parse("tasks.t2.hours")) == []
    assert finished.checker.answer(engine, Address.parse("tasks.t3.what")) == []


def test_what_is_open_is_no_finding_of_what_was_said(finished: Interview) -> None:
    finished.engine.apply(postponed("tasks.t2.verify"))
    assert [str(ask.address) for ask in finished.engine.missing()] == ["tasks.t2.verify"]
    assert finished.checker.findings(finished.engine) == []


def test_an_interview_that_just_began_has_findings_of_nothing(engine: Engine) -> None:
    assert InterviewChecker(CheckSettings).findings(engine) == []


# The review and the end


def look(
    interview: Interview, *choices: str, seen: Callable[[Prompt], None] = lambda _: None
) -> list[list[str]]:
    dialogue = interview.dialogue()
    interview.person.before_menu = seen
    interview.person.choices = list(choices)
    Review(dialogue).run()
    return interview.person.menus


def test_the_review_counts_the_findings_of_each_section(finished: Interview) -> None:
    for address, value in (("tasks.t2.what", "TBD, fast"), ("goal.outcome", "A robust thing.")):
        finished.engine.apply(answered(address, value))
    menu = look(finished)[0]
    assert "Working Software Goal (1 of 1, 1 finding)" in menu
    (task,) = [line for line in menu if line.startswith("Task 2:")]
    assert task.endswith(", 2 findings)")
    assert sum("finding" in line for line in menu) == 2


def test_the_review_says_how_ready_the_plan_is(finished: Interview) -> None:
    asked: list[str] = []

    def seen(prompt: Prompt) -> None:
        asked.append(prompt.question.help)

    look(finished, seen=seen)
    finished.engine.apply(answered("tasks.t2.what", "TBD, fast"))
    finished.engine.apply(postponed("goal.outcome"))
    look(finished, seen=seen)
    answers = finished.engine.progress().applicable
    rest = "Select a line to open it; going back closes this list."
    assert asked == [
        f"{answers} of {answers} answered. {rest}",
        f"{answers - 1} of {answers} answered, 1 needed, 1 error, 1 warning. {rest}",
    ]


def test_an_opened_section_tells_its_findings_until_they_are_mended(finished: Interview) -> None:
    finished.engine.apply(answered("goal.outcome", "A robust thing."))
    dialogue = finished.dialogue(Reply("GET /bookmarks answers 200."))
    finished.person.choices = ["Working Software Goal", "Outcome:"]
    Review(dialogue).run()
    assert finished.person.menus[1][1] == "Outcome: ! A robust thing."
    assert finished.person.menus[2][1] == "Outcome: GET /bookmarks answers 200."
    assert "Working Software Goal (1 of 1)" in finished.person.menus[-1]


def test_the_closing_question_tells_of_errors_and_a_yes_writes_it(finished: Interview) -> None:
    finished.engine.apply(answered("tasks.t2.what", "TBD"))
    assert finished.run(Reply(True))
    (ready,) = finished.person.prompts
    assert ready.question.help == (
        "It has an error: an implementer would have to guess. Nothing is written until you confirm."
    )
    assert findings(finished)[-1] == ("to-do", "tasks.t2.what", "")


def test_a_plan_without_errors_is_ready(finished: Interview) -> None:
    asked: list[Prompt] = []

    def no(prompt: Prompt) -> Reply:
        asked.append(prompt)
        return Reply(False)

    assert not finished.run(no)
    assert asked[0].question.help == "Nothing is written until you confirm."


# What is not exported


@pytest.fixture
def guessing(sh: Shell, linkstash: str) -> str:
    settings = ["--set", "tasks.2.what=TBD", "--set", "tasks.3.verify=curl … localhost"]
    assert sh("edit", linkstash, *settings).code == 0
    return linkstash


def test_a_plan_with_errors_is_not_exported(project: Path, sh: Shell, guessing: str) -> None:
    done = sh("export")
    assert done.code == 1
    assert done.err == (
        "interview: the plan of linkstash-3 has 2 errors:\n"
        "    tasks.t2.what: TBD is not decided [to-do]\n"
        "    tasks.t3.verify: the command is incomplete [elided-command]\n"
        "  `interview check linkstash-3` shows how to fix them; --force writes the plan anyway.\n"
    )
    assert done.out == ""
    assert not list(project.glob("*.md"))
    assert sh("export", "-o", "-").code == 1
    assert sh("export", "--format", "json", "-o", "-").code == 1


@pytest.mark.parametrize("option", ["--force", "--draft"])
def test_it_is_written_all_the_same(project: Path, sh: Shell, guessing: str, option: str) -> None:
    assert sh("export", option).code == 0
    assert "TBD" in (project / "iteration-3.md").read_text(encoding="utf-8")


def test_many_errors_are_counted(sh: Shell, linkstash: str) -> None:
    names = ("what", "core", "data", "smoke_test", "verify", "expected", "name")
    sh("edit", linkstash, *[f"--set=tasks.2.{name}=TBD {name}" for name in names])
    err = sh("export").err
    count = json.loads(sh("check", "--format", "json").out)["checked"][0]["counts"]["error"]
    assert f"and {count - 5} more\n" in err


def test_a_suppressed_error_is_none(sh: Shell, guessing: str) -> None:
    for value in ("to-do at tasks.2.what: it is the name", "elided-command at tasks.3: agreed"):
        sh("edit", guessing, "--suppress", value)
    assert sh("export").code == 0


def test_a_warning_is_exported(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.hours=6")
    assert sh("export").code == 0
