"""The history of a session: what is in force after undoing, and what happened when.

Undoing is an event like any other: nothing is taken out of the journal. `in_force` says which
events count; a state is the fold of those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.session import (
    Answered,
    Approved,
    Cleared,
    Drafted,
    Event,
    Exported,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Postponed,
    Redone,
    SectionClosed,
    Status,
    Suppressed,
    Undone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

CHANGES = (
    Answered,
    Cleared,
    Postponed,
    ItemAdded,
    ItemRemoved,
    ItemMoved,
    SectionClosed,
    Status,
    Suppressed,
)
"""The events that a person made and can take back."""


@dataclass(eq=False, repr=False)
class History:
    """The events in force, and the changes that were undone and can be redone."""

    in_force: list[Event]
    undone: list[list[Event]]
    last_key: dict[str, int] = field(default_factory=dict)
    """By section, the number of the newest key of an item, which no other item ever gets."""
    _drafts_before: list[int] = field(default_factory=list)
    """For each change that was undone, how many drafts are older than it."""

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        """Follow the events from the beginning."""
        history = cls([], [])
        for event in events:
            history.add(event)
        return history

    def add(self, event: Event) -> None:
        """Follow one more event; undoing where there is nothing to undo changes nothing."""
        if isinstance(event, Undone):
            if change := self._take_back():
                self.undone.append(change)
        elif isinstance(event, Redone):
            if self.undone:
                self._bring_back()
        else:
            self.in_force.append(event)
            if isinstance(event, CHANGES):
                self.undone.clear()
                self._drafts_before.clear()
            if isinstance(event, ItemAdded):
                newest = max(self.last_key.get(event.section, 0), int(event.item[1:]))
                self.last_key[event.section] = newest

    @property
    def new_batch(self) -> str:
        """A name for changes that are made and undone as one; no neighbour in force has it."""
        name, last = str(len(self.in_force)), self.last_change
        return f"{name}+" if last and last[-1].batch == name else name

    @property
    def last_change(self) -> list[Event]:
        """The events of the last change in force; several when they were made as one."""
        places = self._last_places()
        return [self.in_force[place] for place in places]

    def _take_back(self) -> list[Event]:
        places = self._last_places()
        change = [self.in_force[place] for place in places]
        # What was approved was the plan with the change.
        approvals = (
            [
                place
                for place in range(places[0], len(self.in_force))
                if isinstance(self.in_force[place], Approved)
            ]
            if places
            else []
        )
        if places:
            older = self.in_force[: places[0]]
            self._drafts_before.append(sum(isinstance(event, Drafted) for event in older))
        for place in sorted([*places, *approvals], reverse=True):
            del self.in_force[place]
        return change

    def _bring_back(self) -> None:
        # What was typed after the change is still newer than it.
        drafts = [event for event in self.in_force if isinstance(event, Drafted)]
        newer = {id(draft): draft for draft in drafts[self._drafts_before.pop() :]}
        rest = [event for event in self.in_force if id(event) not in newer]
        self.in_force = [*rest, *self.undone.pop(), *newer.values()]

    def _last_places(self) -> list[int]:
        places: list[int] = []
        for place in range(len(self.in_force) - 1, -1, -1):
            event = self.in_force[place]
            if not isinstance(event, CHANGES):
                continue
            if places and (not event.batch or event.batch != self.in_force[places[0]].batch):
                break
            places.insert(0, place)
        return places


class Entry(NamedTuple):
    """One line of a log: when, what, where, from where, and the value before and after."""

    at: datetime
    what: str
    where: str = ""
    origin: str = ""
    old: Any = None
    new: Any = None


def log(events: Iterable[Event]) -> Iterator[Entry]:
    """Yield an entry for every event, and for what each undoing took back or brought again."""
    history = History([], [])
    values: dict[str, Any] = {}
    entries: dict[int, Entry] = {}
    for event in events:
        change = _about_to_change(history, event)
        history.add(event)
        if isinstance(event, Undone | Redone):
            for one in change:
                entry = _again(event, entries[id(one)])
                values[entry.where] = entry.new
                yield entry
        else:
            entry = _entry(event, values)
            entries[id(event)] = entry
            if entry.where:
                values[entry.where] = entry.new
            yield entry


def _about_to_change(history: History, event: Event) -> list[Event]:
    if isinstance(event, Undone):
        return history.last_change[::-1]
    if isinstance(event, Redone) and history.undone:
        return list(history.undone[-1])
    return []


def _again(event: Event, entry: Entry) -> Entry:
    if isinstance(event, Undone):
        return Entry(event.at, f"undone: {entry.what}", entry.where, "", entry.new, entry.old)
    return Entry(event.at, f"redone: {entry.what}", entry.where, "", entry.old, entry.new)


def _entry(event: Event, values: dict[str, Any]) -> Entry:
    """Return what one event did, seen from the values before it."""
    what = event.event.replace("_", " ")
    match event:
        case Answered():
            old = values.get(event.address)
            return Entry(event.at, what, event.address, event.origin, old, event.value)
        case Cleared():
            return Entry(event.at, what, event.address, "", values.get(event.address), None)
        case Postponed():
            return Entry(event.at, what, event.address, "", None, event.note or None)
        case ItemAdded() | ItemRemoved() | ItemMoved() | Status():
            field = "to" if isinstance(event, ItemMoved) else "status"
            where = f"{event.section}.{event.item}"
            return Entry(event.at, what, where, "", None, getattr(event, field, None))
        case SectionClosed():
            return Entry(event.at, what, event.section)
        case Suppressed():
            where = f"{event.rule} at {event.address}" if event.address else event.rule
            done = what if event.reason else "heeded again"
            return Entry(event.at, done, where, "", None, event.reason or None)
        case Exported():
            return Entry(event.at, what, "", "", None, event.path)
        case _:
            return Entry(event.at, what)
