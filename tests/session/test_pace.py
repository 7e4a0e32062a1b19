"""The minutes that are left, from the times of a person's own answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from interview.session.events import Event, Origin
from interview.session.pace import Pace
from tests.conftest import NOW
from tests.events import answered, cleared, linkstash, started


def timed(events: list[Event], *seconds: float) -> list[Event]:
    """Let each event happen some seconds after the one before it."""
    at, results = NOW, []
    for event, took in zip(events, seconds, strict=True):
        at += timedelta(seconds=took)
        results.append(event.model_copy(update={"at": at}))
    return results


ANSWERS = [
    started(),
    answered("iteration.title", "One"),
    answered("context.built", "Two"),
    answered("context.current_state", "Three"),
    answered("context.infrastructure", "Four"),
    answered("iteration.number", 5),
]


@pytest.fixture
def engine(questionnaire: Questionnaire) -> Engine:
    """An interview of which all is answered but two paragraphs and a number."""
    events = list(linkstash(questionnaire))
    empty = [answered(str(ask.address), None) for ask in Engine(questionnaire, events).open()]
    gone = ("goal.outcome", "context.now_building", "tasks.t1.hours")
    return Engine(questionnaire, [*events, *empty, *map(cleared, gone)])


def left(engine: Engine, events: list[Event]) -> int | None:
    pace = Pace(engine.questionnaire)
    pace.follow(events)
    return pace.minutes_left(engine)


def test_a_kind_goes_by_its_own_pace_and_the_others_by_the_usual_one(engine: Engine) -> None:
    # Three paragraphs take 120 s each, five answers 80 s each: 2 × 120 + 80 s are left.
    assert [question.kind for question in engine.ahead()] == ["paragraph", "paragraph", "number"]
    assert left(engine, timed(ANSWERS, 0, 20, 120, 120, 120, 20)) == round(320 / 60)


def test_a_few_answers_say_nothing(engine: Engine) -> None:
    assert left(engine, timed(ANSWERS[:-1], 0, 20, 120, 120, 120)) is None


def test_a_break_of_more_than_ten_minutes_is_no_pace(engine: Engine) -> None:
    more = [*ANSWERS, answered("goal.outcome", "Six")]
    assert left(engine, timed(more, 0, 20, 120, 120, 120, 20, 601)) == round(320 / 60)


def test_answers_from_a_file_and_for_unknown_questions_say_nothing(engine: Engine) -> None:
    foreign = [answered(f"old.question{n}", "x") for n in range(5)]
    filed = [answered(f"context.{name}", "x", "file") for name in ("built", "now_building")]
    assert left(engine, timed([started(), *foreign, *filed], *(60,) * 8)) is None


def test_items_that_a_plan_cannot_do_without_are_ahead(questionnaire: Questionnaire) -> None:
    ahead = list(Engine(questionnaire, [started()]).ahead())
    assert {"smoke_test", "verify", "rules"} <= {question.id for question in ahead}
    assert len(ahead) > 20


@pytest.mark.parametrize("origin", ["file", "flag"])
def test_what_a_file_answered_says_nothing_about_a_person(
    questionnaire: Questionnaire, engine: Engine, origin: Origin
) -> None:
    pace = Pace(questionnaire)
    pace.follow(timed(ANSWERS, 0, 60, 60, 60, 60, 60))
    minutes = pace.minutes_left(engine)
    assert minutes
    quick = answered("iteration.title", "x", origin).model_copy(update={"at": NOW})
    pace.follow([quick] * 20)
    assert pace.minutes_left(engine) == minutes
