"""Sessions of any length, as an interview would have kept them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from interview.questionnaire.library import Library, built_in
from interview.session.address import Group
from interview.session.answering import defaults, events_of
from interview.session.answers_file import Given, read_answers
from interview.session.engine import Engine
from interview.session.events import (
    Answered,
    Event,
    ItemAdded,
    Postponed,
    QuestionnaireName,
    SectionClosed,
    Started,
)
from interview.storage.store import Store

EXAMPLE = Path(__file__).parents[1] / "data" / "linkstash.toml"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def build(store: Store, name: str, tasks: int, asked: int = 0) -> int:
    """Write a session of so many tasks, the example's over and over; return its events.

    Args:
        asked: How many questions are open in it, one in each of further tasks of which all else
            waits.
    """
    questionnaire = Library((built_in(),)).questionnaire("iteration")
    engine = Engine(questionnaire)
    answers = read_answers(EXAMPLE)
    kinds = cycle(answers["tasks"])
    answers["tasks"] = [
        {
            **next(kinds),
            "name": Given(f"Task {number}", "file"),
            "depends_on": Given([number - 1] if number > 1 else [], "file"),
        }
        for number in range(1, tasks + 1)
    ]
    events: list[Event] = list(events_of(answers, engine, NOW))
    for event in defaults(engine, NOW):
        engine.apply(event)
        events.append(event)
    empty = [str(ask.address) for ask in engine.open()]
    events += [Answered(address=entry, value=None, origin="user", at=NOW) for entry in empty]
    sections = [section.id for section in questionnaire.section if section.repeats]
    for _ in range(asked):
        events += _waiting(engine)
    events += [SectionClosed(section=section, at=NOW) for section in sections]
    started = Started(
        id="0" * 32,
        questionnaire=QuestionnaireName(name="iteration", version=1),
        project="bench",
        at=NOW,
    )
    with store.create(name, started) as journal:
        journal.append(*events)
    return len(events) + 1


def _waiting(engine: Engine) -> list[Event]:
    """Add a task of which one question is open and all others wait."""
    key = engine.new_key("tasks")
    added = ItemAdded(section="tasks", item=key, at=NOW)
    engine.apply(added)
    names = engine.questions(Group("tasks", key))
    waiting = [Postponed(address=f"tasks.{key}.{name}", at=NOW) for name in names if name != "what"]
    return [added, *waiting]
