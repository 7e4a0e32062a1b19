"""The state of a session: what its events add up to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from interview.session.address import Address, Group
from interview.session.events import (
    Answered,
    Approved,
    Cleared,
    Drafted,
    Event,
    Exported,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Merged,
    Origin,
    Postponed,
    SectionClosed,
    Started,
    Status,
    Suppressed,
    Value,
)

if TYPE_CHECKING:
    from datetime import datetime

    from interview.questionnaire.roles import Progress

LATER_BRANCH = "the branch that began later"
"""Where a draft comes from when branches answered differently."""


class Answer(NamedTuple):
    """A value with its origin and when it was given."""

    value: Value
    origin: Origin
    at: datetime


MOST_ITEMS = 5_000
"""Items of a section; a plan of as many tasks is nobody's."""

MOST_MOVES = 100_000_000
"""Items that may be looked through to arrange others, in a whole session: some seconds of it."""


@dataclass
class State:
    """What the events of a session add up to.

    Attributes:
        items: The keys of each repeating section, in order.
        drafts: Unfinished entries.
        proposed: Where those come from that nobody typed.
        contradictions: What branches of the file answered differently, as long as nobody answered
            again.
        postponed: Questions left for later, with a note.
        preceding: The items before each one that was removed, when it was.
        closed: Sections that have all their items.
        exports: The documents written.
        suppressed: Why rules of the check do not hold, by address and rule.
        unknown: Names of events that this version does not know.
    """

    started: Started | None = None
    answers: dict[Address, Answer] = field(default_factory=dict)
    drafts: dict[Address, Value] = field(default_factory=dict)
    proposed: dict[Address, str] = field(default_factory=dict)
    contradictions: dict[Address, tuple[Value, ...]] = field(default_factory=dict)
    postponed: dict[Address, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    preceding: dict[Group, tuple[str, ...]] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    statuses: dict[Group, Progress] = field(default_factory=dict)
    approved: bool = False
    exports: list[Exported] = field(default_factory=list)
    suppressed: dict[tuple[str, str], str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    last_at: datetime | None = None
    _moves: int = field(default=0, compare=False)
    """Items that were looked through to add, move and remove others."""

    def apply(self, event: Event) -> None:
        """Fold one more event into the state."""
        self.last_at = event.at
        match event:
            case Answered():
                self._answer(event)
            case Drafted():
                self._draft(event)
            case Cleared() | Postponed():
                self._open(event)
            case ItemAdded() | ItemRemoved() | ItemMoved():
                self._arrange(event)
            case SectionClosed():
                self.closed.add(event.section)
            case Status():
                self.statuses[Group(event.section, event.item)] = event.status
            case Suppressed():
                self._suppress(event)
            case Approved():
                self.approved = True
            case Exported():
                self.exports.append(event)
            case Started():
                self.started = event
            case Merged():
                self._merge(event)
            case _:
                self.unknown.append(event.event)

    def _draft(self, event: Drafted) -> None:
        address = Address.parse(event.address)
        self.drafts[address] = event.value
        self.proposed.pop(address, None)
        if event.source:
            self.proposed[address] = event.source

    def _answer(self, event: Answered) -> None:
        address = Address.parse(event.address)
        self.proposed.pop(address, None)
        self.answers[address] = Answer(event.value, event.origin, event.at)
        self.drafts.pop(address, None)
        self.contradictions.pop(address, None)
        self.postponed.pop(address, None)
        self.approved = False

    def _merge(self, event: Merged) -> None:
        """Let what was answered differently be open, each with a value that it can start from."""
        for contradiction in event.contradictions:
            address = Address.parse(contradiction.address)
            self.answers.pop(address, None)
            self.postponed.pop(address, None)
            self.contradictions[address] = contradiction.values
            given = [value for value in contradiction.values if value is not None]
            if given:
                self.drafts[address], self.proposed[address] = given[-1], LATER_BRANCH
        for item in event.restored:
            section, _, key = item.partition(".")
            self._arrange(ItemAdded(section=section, item=key, at=event.at))
        self.approved = False

    def _open(self, event: Cleared | Postponed) -> None:
        address = Address.parse(event.address)
        if isinstance(event, Postponed):
            self.postponed[address] = event.note
        else:
            self.answers.pop(address, None)
            self.postponed.pop(address, None)
        self.approved = False

    def _suppress(self, event: Suppressed) -> None:
        if event.reason:
            self.suppressed[event.address, event.rule] = event.reason
        else:
            self.suppressed.pop((event.address, event.rule), None)

    def _arrange(self, event: ItemAdded | ItemRemoved | ItemMoved) -> None:
        items = self.items.setdefault(event.section, [])
        self._moves += len(items)
        if len(items) >= MOST_ITEMS or self._moves > MOST_MOVES:
            raise ValueError(f"its section {event.section} has more items than anybody plans")
        removed = self.removed.setdefault(event.section, [])
        present = event.item in items
        if present:
            before = tuple(items[: items.index(event.item)])
            items.remove(event.item)
        if isinstance(event, ItemAdded):
            items.append(event.item)
            removed[:] = [key for key in removed if key != event.item]
            if event.copy_of:
                self._copy(event)
            self.closed.discard(event.section)
        elif isinstance(event, ItemRemoved) and present:
            removed.append(event.item)
            self.preceding[Group(event.section, event.item)] = before
        elif isinstance(event, ItemMoved) and present:
            items.insert(min(event.to - 1, len(items)), event.item)
        self.approved = False

    def _copy(self, event: ItemAdded) -> None:
        """Give a new item the answers of the one that it is a copy of, open where they are."""
        origin, copy = Group(event.section, event.copy_of or ""), Group(event.section, event.item)
        for address in [answer for answer in self.answers if answer.group == origin]:
            self.answers[copy.at(address.question)] = self.answers[address]
        for address in [address for address in self.postponed if address.group == origin]:
            self.postponed[copy.at(address.question)] = self.postponed[address]

    def copy(self) -> Self:
        """Return a state that can go its own way; answers themselves are never changed."""
        return replace(
            self,
            answers=dict(self.answers),
            drafts=dict(self.drafts),
            proposed=dict(self.proposed),
            contradictions=dict(self.contradictions),
            postponed=dict(self.postponed),
            items={section: list(items) for section, items in self.items.items()},
            removed={section: list(items) for section, items in self.removed.items()},
            preceding=dict(self.preceding),
            closed=set(self.closed),
            statuses=dict(self.statuses),
            exports=list(self.exports),
            suppressed=dict(self.suppressed),
            unknown=list(self.unknown),
        )

    def former_position(self, group: Group) -> int:
        """Return the place of a removed item among those of now: behind what stood before it."""
        items = self.items.get(group.section, [])
        before = [items.index(key) for key in self.preceding.get(group, items) if key in items]
        return max(before, default=-1) + 2

    def position(self, group: Group) -> int:
        """Return the place of an item among its siblings, counted from 1."""
        return self.items[group.section].index(group.item) + 1
