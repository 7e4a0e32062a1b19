"""The log of a session: what happened when, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.session.events import (
    Answered,
    Cleared,
    Event,
    Exported,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Merged,
    Postponed,
    Redone,
    SectionClosed,
    Status,
    Suppressed,
    Undone,
)
from interview.session.history import History

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime


class LogEntry(NamedTuple):
    """One line of a log: when, what, where, from where, and the value before and after."""

    at: datetime
    what: str
    where: str = ""
    origin: str = ""
    old: Any = None
    new: Any = None


def log(events: Iterable[Event]) -> Iterator[LogEntry]:
    """Yield an entry for every event, and for what each undoing took back or brought again."""
    history = History([], [])
    values: dict[str, Any] = {}
    entries: dict[int, LogEntry] = {}
    for event in events:
        change = history.turned_by(event)
        history.add(event)
        if isinstance(event, Undone | Redone):
            for member in change:
                entry = _again(event, entries[id(member)])
                values[entry.where] = entry.new
                yield entry
        else:
            entry = _entry(event, values)
            entries[id(event)] = entry
            if entry.where:
                values[entry.where] = entry.new
            yield entry
            if isinstance(event, Merged):
                for entry in _contradictions(event):
                    values.pop(entry.where, None)
                    yield entry


def _contradictions(event: Merged) -> Iterator[LogEntry]:
    """Yield what is open since branches came together, with all that was answered."""
    for contradiction in event.contradictions:
        yield LogEntry(
            event.at,
            "answered differently",
            contradiction.address,
            "",
            None,
            list(contradiction.values),
        )
    for item in event.restored:
        yield LogEntry(event.at, "item restored", item)


def _again(event: Event, entry: LogEntry) -> LogEntry:
    if isinstance(event, Undone):
        return LogEntry(event.at, f"undone: {entry.what}", entry.where, "", entry.new, entry.old)
    return LogEntry(event.at, f"redone: {entry.what}", entry.where, "", entry.old, entry.new)


def _entry(event: Event, values: dict[str, Any]) -> LogEntry:
    """Return what one event did, seen from the values before it."""
    what = event.event.replace("_", " ")
    match event:
        case Answered():
            old = values.get(event.address)
            return LogEntry(event.at, what, event.address, event.origin, old, event.value)
        case Cleared():
            return LogEntry(event.at, what, event.address, "", values.get(event.address), None)
        case Postponed():
            return LogEntry(event.at, what, event.address, "", None, event.note or None)
        case ItemAdded() | ItemRemoved() | ItemMoved() | Status():
            field = "to" if isinstance(event, ItemMoved) else "status"
            where = f"{event.section}.{event.item}"
            return LogEntry(event.at, what, where, "", None, getattr(event, field, None))
        case SectionClosed():
            return LogEntry(event.at, what, event.section)
        case Suppressed():
            where = f"{event.rule} at {event.address}" if event.address else event.rule
            done = what if event.reason else "rule re-enabled"
            return LogEntry(event.at, done, where, "", None, event.reason or None)
        case Exported():
            return LogEntry(event.at, what, "", "", None, event.path)
        case Merged():
            return LogEntry(event.at, what, "", "", None, ", ".join(event.heads))
        case _:
            return LogEntry(event.at, what)
