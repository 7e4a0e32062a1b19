"""Short words for the events that tests need."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.session.answering import defaults, events_of
from interview.session.answers_file import read_answers
from interview.session.engine import Engine
from interview.session.events import (
    Answered,
    Cleared,
    Drafted,
    Event,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Origin,
    Postponed,
    QuestionnaireName,
    SectionClosed,
    Started,
)
from tests.conftest import DATA, NOW


def started(project: str = "linkstash") -> Started:
    name = QuestionnaireName(name="iteration", version=1)
    return Started(id="0" * 32, questionnaire=name, project=project, at=NOW)


def answered(address: str, value: Value, origin: Origin = "user") -> Answered:
    return Answered(address=address, value=value, origin=origin, at=NOW)


def drafted(address: str, value: Value) -> Drafted:
    return Drafted(address=address, value=value, at=NOW)


def cleared(address: str) -> Cleared:
    return Cleared(address=address, at=NOW)


def postponed(address: str, note: str = "") -> Postponed:
    return Postponed(address=address, note=note, at=NOW)


def added(section: str, item: str) -> ItemAdded:
    return ItemAdded(section=section, item=item, at=NOW)


def removed(section: str, item: str) -> ItemRemoved:
    return ItemRemoved(section=section, item=item, at=NOW)


def moved(section: str, item: str, to: int) -> ItemMoved:
    return ItemMoved(section=section, item=item, to=to, at=NOW)


def closed(section: str) -> SectionClosed:
    return SectionClosed(section=section, at=NOW)


def applied(engine: Engine, events: Iterable[Event]) -> Engine:
    for event in events:
        engine.apply(event)
    return engine


def linkstash(questionnaire: Questionnaire, path: Path = DATA / "linkstash.toml") -> list[Event]:
    """Return the events of the example's answers, with what the questionnaire proposes."""
    engine = Engine(questionnaire)
    events = events_of(read_answers(path), engine, NOW)
    return [*events, *defaults(engine, NOW)]


def facts(event: Event) -> dict[str, Any]:
    """Return an event without its time."""
    return event.model_dump(exclude={"at"})
