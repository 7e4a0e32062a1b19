"""Sessions under a questionnaire that is newer, older or another than the one they answered."""

from __future__ import annotations

from typing import Any

import pytest

from interview.questionnaire.loading import load
from interview.session.address import Address
from interview.session.engine import Engine
from interview.session.events import Event, Undone
from interview.session.steps import Ask
from tests.conftest import NOW
from tests.events import added, answered, cleared

OLD: list[Event] = [
    answered("goal.outcome", "People list bookmarks"),
    answered("goal.hours", 3),
    added("tasks", "t1"),
    answered("tasks.t1.name", "Parser"),
    answered("tasks.t1.steps", "one\ntwo"),
]


def question(name: str, kind: str = "text", more: str = "") -> str:
    return (
        f'[[section.question]]\nid = "{name}"\nkind = "{kind}"\nask = "?"\nhelp = "h"\n'
        f"required = true\n{more}\n"
    )


def section(name: str, questions: str, item: str = "") -> str:
    repeated = f'item = "{item}"\n' if item else ""
    return f'[[section]]\nid = "{name}"\ntitle = "{name}"\n{repeated}{questions}'


def under(*sections: str, events: list[Event] = OLD) -> Engine:
    """Open the old session under a questionnaire of these sections."""
    head = 'name = "iteration"\nversion = 2\ndocument = "iteration.md.j2"\n'
    return Engine(load(head + "".join(sections), "test.toml"), events)


def opened(goal: str, tasks: str = question("name") + question("steps", "paragraph")) -> Engine:
    """Open the old session under a questionnaire with other questions."""
    return under(section("goal", goal), section("tasks", tasks, "task"))


GOAL = question("outcome") + question("hours", "number")


def misfits(engine: Engine) -> list[tuple[str, Any, str]]:
    return [(str(misfit.address), misfit.value, misfit.why) for misfit in engine.misfits.values()]


def test_what_still_fits_is_kept() -> None:
    engine = opened(GOAL)
    assert engine.misfits == {}
    assert engine.answers() == {
        "goal": {"outcome": "People list bookmarks", "hours": 3},
        "tasks": [{"key": "t1", "name": "Parser", "steps": "one\ntwo"}],
    }


def test_an_answer_follows_its_question_to_a_new_name() -> None:
    engine = opened(
        question("result", more='renamed_from = ["outcome"]') + question("hours", "number"),
        question("title", more='renamed_from = ["name"]') + question("steps", "paragraph"),
    )
    assert engine.misfits == {}
    assert engine.answers()["goal"]["result"] == "People list bookmarks"
    assert engine.answers()["tasks"][0]["title"] == "Parser"


def test_an_answer_follows_its_question_to_another_section() -> None:
    moved = question("hours", "number", 'renamed_from = ["goal.hours"]')
    assert under(section("effort", moved)).answers() == {"effort": {"hours": 3}}


def test_only_new_questions_are_asked() -> None:
    engine = opened(GOAL + question("who"))
    step = engine.next()
    assert isinstance(step, Ask)
    assert str(step.address) == "goal.who"
    assert [str(ask.address) for ask in engine.open()] == ["goal.who"]


def test_the_answer_to_a_question_that_is_gone_is_listed() -> None:
    engine = opened(question("outcome"))
    assert misfits(engine) == [("goal.hours", 3, "this questionnaire does not ask it")]
    assert engine.answers()["goal"] == {"outcome": "People list bookmarks"}


def test_an_answer_of_another_kind_is_listed_and_the_question_starts_from_it() -> None:
    engine = opened(GOAL, question("name") + question("steps", "lines"))
    assert misfits(engine) == [
        ("tasks.t1.steps", "one\ntwo", "expected a list of texts, not a text")
    ]
    assert engine.state.drafts == {Address.parse("tasks.t1.steps"): "one\ntwo"}
    assert [str(ask.address) for ask in engine.open()] == ["tasks.t1.steps"]


def test_a_section_that_is_not_asked_per_item_any_more_lists_its_answers() -> None:
    engine = under(
        section("goal", GOAL, "aim"), section("tasks", question("name") + question("steps"))
    )
    assert [why for *_, why in misfits(engine)] == [
        "it is asked for each aim now",
        "it is asked for each aim now",
        "it is asked once now",
        "it is asked once now",
    ]


@pytest.mark.parametrize(
    "event", [cleared("goal.hours"), Undone(at=NOW)], ids=["cleared", "undone"]
)
def test_a_misfit_that_is_not_in_force_is_not_listed(event: Event) -> None:
    engine = opened(question("outcome"))
    if isinstance(event, Undone):
        for _ in range(4):  # back to before goal.hours
            engine.apply(event)
    else:
        engine.apply(event)
    assert engine.misfits == {}


def test_an_answer_that_a_variant_takes_fits() -> None:
    variant = '[[section.question.variant]]\nwhen = { outcome = ["long"] }\nmaximum = 8'
    goal = question("outcome", "choice", 'choices = ["long", "short"]')
    hours = question("hours", "number", f"maximum = 2\n{variant}")
    events: list[Event] = [answered("goal.outcome", "long"), answered("goal.hours", 7)]
    engine = under(section("goal", goal + hours), events=events)
    assert (engine.misfits, engine.answers()["goal"]["hours"]) == ({}, 7)


def test_a_session_goes_on_under_the_new_name() -> None:
    engine = opened(
        question("result", more='renamed_from = ["outcome"]') + question("hours", "number")
    )
    engine.apply(answered("goal.result", "Another"))
    assert engine.answers()["goal"]["result"] == "Another"
