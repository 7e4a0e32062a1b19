"""The history of a session: what is in force after undoing, and what happened when.

Undoing is an event like any other: nothing is taken out of the journal. `in_force` says which
events count; a state is the fold of those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview.session.events import (
    Answered,
    Approved,
    Cleared,
    Drafted,
    Event,
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
from interview.session.keys import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable
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


_KINDS = frozenset(CHANGES)

MOST_STEPS = 10_000_000
"""Events that may be looked through for all undoing in a session: some seconds of it."""


@dataclass(eq=False, repr=False)
class History:
    """The events in force, and the changes that were undone and can be redone.

    Raises:
        ValueError: If undoing is piled up to keep whoever reads it busy.
    """

    in_force: list[Event]
    undone: list[list[Event]]
    last_key: dict[str, int] = field(default_factory=dict)
    """By section, the number of the newest key of an item, which no other item ever gets."""
    _drafts_before: list[int] = field(default_factory=list)
    """For each change that was undone, how many drafts are older than it."""
    _ages: dict[int, int] = field(default_factory=dict)
    """By the ids of changes and merges: how many of those happened before them."""
    _steps: int = 0
    """Events that were looked through for what was undone and redone."""
    _buried: list[list[Event]] = field(default_factory=list)
    """Changes that were undone before others happened: only a redoing that names one brings it."""

    @classmethod
    def of(cls, events: Iterable[Event]) -> History:
        """Return the history of some events."""
        history = cls([], [])
        for event in events:
            history.add(event)
        return history

    def add(self, event: Event) -> None:
        """Follow one more event; undoing where there is nothing to undo changes nothing."""
        if isinstance(event, Undone | Redone):
            self._steps += len(self.in_force)
            if self._steps > MOST_STEPS:
                raise ValueError("it is undone and redone more often than anybody does")
        if isinstance(event, Undone):
            if change := self._take_back(self._named_places(event.change)):
                self.undone.append(change)
        elif isinstance(event, Redone):
            if self._is_undone(event.change):
                self._bring_back()
        else:
            self.in_force.append(event)
            if isinstance(event, (*CHANGES, Merged)):
                self._ages[id(event)] = len(self._ages)
            if isinstance(event, CHANGES):
                self._buried += self.undone
                self.undone.clear()
                self._drafts_before.clear()
            if isinstance(event, ItemAdded) and event.item[1:].isdecimal():
                newest = max(self.last_key.get(event.section, 0), int(event.item[1:]))
                self.last_key[event.section] = newest

    @property
    def new_batch(self) -> str:
        """A name for changes that are made and undone as one; nobody else gives the same."""
        return drawn()

    @property
    def last_change(self) -> list[Event]:
        """The events of the last change in force; several when they were made as one."""
        places = self._last_places()
        return [self.in_force[place] for place in places]

    @property
    def last_undone(self) -> list[Event]:
        """The events of the change that was undone last; none where there is nothing to redo."""
        return self.undone[-1] if self.undone else []

    def turned_by(self, event: Event) -> list[Event]:
        """Return the events that an undoing will take back, or a redoing will bring again."""
        if isinstance(event, Undone):
            return [self.in_force[place] for place in self._named_places(event.change)[::-1]]
        if isinstance(event, Redone) and self._is_undone(event.change):
            return list(self.last_undone)
        return []

    def undo(self, at: datetime) -> Undone:
        """Return the event that takes the last change back."""
        return Undone(change=self.last_change[-1].check if self.last_change else "", at=at)

    def redo(self, at: datetime) -> Redone:
        """Return the event that brings the change again that was undone last."""
        return Redone(change=self.last_undone[-1].check if self.undone else "", at=at)

    def _named_places(self, name: str) -> list[int]:
        """Return where the events of a change in force are; without a name, the last one.

        Where branches met, the change may have been undone on another one already.
        """
        if not name:
            return self._last_places()
        for place in range(len(self.in_force) - 1, -1, -1):
            if self.in_force[place].check == name:
                return self._last_places(place)
        undone = (*self.undone, *self._buried)
        return [] if any(change[-1].check == name for change in undone) else self._last_places()

    def _is_undone(self, name: str) -> bool:
        """Whether there is such a change to bring back; if so, it is the last of those undone."""
        for stack in (self.undone, self._buried) if name else ():
            for place in range(len(stack) - 1, -1, -1):
                if stack[place][-1].check == name:
                    if stack is self.undone:
                        self._drafts_before.append(self._drafts_before.pop(place))
                    else:
                        self._drafts_before.append(0)
                    self.undone.append(stack.pop(place))
                    return True
        return bool(self.undone) and not any(event.check == name for event in self.in_force if name)

    def _take_back(self, places: list[int]) -> list[Event]:
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
        age = self._ages[id(self.undone[-1][0])]
        for place, event in enumerate(self.in_force):
            if self._ages.get(id(event), -1) > age:
                # It was undone on one branch while there were changes on another one, or it is
                # older than a merge, which says what is open of it.
                self.in_force[place:place] = self.undone.pop()
                self._drafts_before.pop()
                return
        # What was typed after the change is still newer than it.
        drafts = [event for event in self.in_force if isinstance(event, Drafted)]
        newer = {id(draft): draft for draft in drafts[self._drafts_before.pop() :]}
        rest = [event for event in self.in_force if id(event) not in newer]
        self.in_force = [*rest, *self.undone.pop(), *newer.values()]

    def _last_places(self, last: int | None = None) -> list[int]:
        """Return where the events of a change are, the last of which is at a place."""
        places: list[int] = []
        for place in range(len(self.in_force) - 1 if last is None else last, -1, -1):
            event = self.in_force[place]
            if type(event) not in _KINDS:
                continue
            if places and (not event.batch or event.batch != self.in_force[places[0]].batch):
                break
            places.insert(0, place)
        return places
