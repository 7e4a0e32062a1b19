"""The log: what happened, and every value with the one before it."""

from __future__ import annotations

from typing import Any

from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from interview.session.events import (
    Contradiction,
    Event,
    Exported,
    Merged,
    Status,
    Suppressed,
)
from interview.session.log import log
from tests.conftest import NOW
from tests.events import added, answered, cleared, closed, moved, postponed, removed, started


def lines(*events: Event) -> list[tuple[str, str, Any, Any]]:
    return [(entry.what, entry.where, entry.old, entry.new) for entry in log(events)]


def test_every_answer_stands_beside_the_one_before_it() -> None:
    assert lines(
        answered("goal.outcome", "A"),
        answered("context.built", "B"),
        answered("goal.outcome", "C"),
        cleared("goal.outcome"),
        answered("goal.outcome", "D"),
    ) == [
        ("answered", "goal.outcome", None, "A"),
        ("answered", "context.built", None, "B"),
        ("answered", "goal.outcome", "A", "C"),
        ("cleared", "goal.outcome", "C", None),
        ("answered", "goal.outcome", None, "D"),
    ]


def test_what_follows_an_undoing_is_told_from_what_it_brought_back(
    questionnaire: Questionnaire,
) -> None:
    events: list[Event] = [started()]
    engine = Engine(questionnaire, events)

    def happen(event: Event) -> None:
        events.append(event)
        engine.apply(event)

    happen(answered("goal.outcome", "A"))
    happen(answered("goal.outcome", "B"))
    happen(engine.history.undo(NOW))
    happen(engine.history.redo(NOW))
    happen(engine.history.undo(NOW))
    happen(answered("goal.outcome", "C"))
    assert lines(*events)[3:] == [
        ("undone: answered", "goal.outcome", "B", "A"),
        ("redone: answered", "goal.outcome", "A", "B"),
        ("undone: answered", "goal.outcome", "B", "A"),
        ("answered", "goal.outcome", "A", "C"),
    ]


def test_what_branches_answered_differently_has_no_value_until_it_is_settled() -> None:
    contradiction = Contradiction(address="goal.outcome", values=("A", "B"))
    merged = Merged(
        heads=("one", "two"), contradictions=(contradiction,), restored=("tasks.t2",), at=NOW
    )
    assert lines(answered("goal.outcome", "A"), merged, answered("goal.outcome", "B"))[1:] == [
        ("merged", "", None, "one, two"),
        ("answered differently", "goal.outcome", None, ["A", "B"]),
        ("item restored", "tasks.t2", None, None),
        ("answered", "goal.outcome", None, "B"),
    ]


def test_every_other_event_says_what_it_changed_and_where() -> None:
    heeded = Suppressed(rule="vague-word", address="goal.outcome", reason="", at=NOW)
    assert lines(
        postponed("goal.outcome", "ask Kim"),
        postponed("goal.outcome"),
        added("tasks", "t1"),
        moved("tasks", "t1", 2),
        removed("tasks", "t1"),
        closed("stack"),
        Status(section="tasks", item="t1", status="complete", at=NOW),
        heeded.model_copy(update={"reason": "It is a name"}),
        heeded,
        heeded.model_copy(update={"address": "", "reason": "A name"}),
        Exported(path="plan.md", sha256="0" * 64, at=NOW),
    ) == [
        ("postponed", "goal.outcome", None, "ask Kim"),
        ("postponed", "goal.outcome", None, None),
        ("item added", "tasks.t1", None, None),
        ("item moved", "tasks.t1", None, 2),
        ("item removed", "tasks.t1", None, None),
        ("section closed", "stack", None, None),
        ("status", "tasks.t1", None, "complete"),
        ("suppressed", "vague-word at goal.outcome", None, "It is a name"),
        ("rule re-enabled", "vague-word at goal.outcome", None, None),
        ("suppressed", "vague-word", None, "A name"),
        ("exported", "", None, "plan.md"),
    ]
