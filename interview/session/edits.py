"""Changes that are asked for in words, as on a command line: what they name, and their events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast, get_args

from interview.errors import did_you_mean
from interview.questionnaire.roles import Progress, Role
from interview.session import item_events as items
from interview.session.address import Group
from interview.session.answering import events_of
from interview.session.answers_file import Answers, set_answers
from interview.session.events import Cleared, Postponed, Status, Suppressed
from interview.session.lookup import find_address, find_item, find_place
from interview.session.mentions import mentions
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from interview.session.answers_file import Answers
    from interview.session.engine import Engine
    from interview.session.events import Event
    from interview.session.mentions import Mention


@dataclass(eq=False, repr=False)
class Changes:
    """Changes to one interview, one after the other; together they are undone as one.

    Attributes:
        engine: Is moved forward by each.
        at: The time. Every method raises ValueError when what it is told makes no sense there;
            nothing has happened in the session then.
    """

    engine: Engine
    at: datetime
    events: list[Event] = field(default_factory=list)
    _batch: str = ""

    def __post_init__(self) -> None:
        self._batch = self.engine.history.new_batch

    def answer(self, answers: Answers) -> None:
        """Give answers; raise AnswersError with every problem."""
        self.events += events_of(answers, self.engine, self.at, self._batch)

    def clear(self, address: str) -> None:
        """Clear an answer."""
        place = find_address(self.engine, address)
        self._happen(Cleared(address=str(place), at=self.at))

    def postpone(self, wish: str) -> None:
        """Leave a question open: `ADDRESS`, or `ADDRESS=NOTE`."""
        address, _, note = wish.partition("=")
        place = find_address(self.engine, address)
        self._happen(Postponed(address=str(place), note=note.strip(), at=self.at))

    def restore(self, item: str) -> None:
        """Bring an item back that was removed; it goes by its key."""
        section, _, key = item.partition(".")
        removed = self.engine.state.removed.get(section, [])
        if key not in removed:
            names = ", ".join(f"{section}.{name}" for name in removed) or "none"
            raise ValueError(f"{item} is not a removed item; removed items: {names}")
        self._happen(*items.restore(self.engine, Group(section, key), self.at))

    def duplicate(self, item: str) -> None:
        """Put a copy of an item behind it."""
        self._happen(*items.duplicate(self.engine, find_item(self.engine, item), self.at))

    def move(self, wish: str) -> None:
        """Move an item: `ITEM=PLACE`, the place counted from 1."""
        item, _, place = wish.partition("=")
        group = find_item(self.engine, item)
        count = len(self.engine.state.items[group.section])
        if not place.isdecimal() or not 1 <= int(place) <= count:
            raise ValueError(f"'{wish}' is not ITEM=PLACE with a place from 1 to {count}")
        self._happen(items.move(group, int(place), self.at))

    def remove(self, item: str, force: bool = False) -> None:
        """Remove an item.

        Args:
            force: Also one that others depend on.
        """
        group = find_item(self.engine, item)
        if (waiting := self.engine.dependants_of(group)) and not force:
            word = self.engine.questionnaire.sections[group.section].item
            named = ", ".join(f"{word} {number}" for number in waiting)
            depend = "depends" if len(waiting) == 1 else "depend"
            raise ValueError(f"{named} {depend} on {item}; use --force to remove it anyway")
        self._happen(items.remove(group, self.at))

    def renumber(self, before: Mapping[str, Sequence[str]]) -> list[Mention]:
        """Change texts that name items by numbers which are others now; return those that stay.

        Args:
            before: The keys of the items of each section when the texts were written.
        """
        stay = []
        for mention in self.misnumbered(before):
            if mention.can_change(self.engine):
                self._happen(mention.changed(self.at, "flag"))
            else:
                stay.append(mention)
        return stay

    def misnumbered(self, before: Mapping[str, Sequence[str]]) -> list[Mention]:
        """Return the answers that name items by numbers which are others now."""
        return [
            mention
            for section, keys in before.items()
            for mention in mentions(self.engine, section, keys)
        ]

    def track(self, wish: str) -> None:
        """Say how far a task is: `ITEM=STATUS`."""
        item, _, text = wish.partition("=")
        group, named = find_item(self.engine, item), text.strip().replace(" ", "_")
        if named not in get_args(Progress):
            raise ValueError(
                f"'{wish}' is not ITEM=STATUS with one of {', '.join(get_args(Progress))}"
            )
        self._refuse_untracked(item, group)
        if asked := self.engine.address_of(Role.STATUS, group.item):
            self.answer(set_answers({}, [f"{asked}={named}"], self.engine))
            return
        status = cast("Progress", named)
        self._happen(Status(section=group.section, item=group.item, status=status, at=self.at))

    def _refuse_untracked(self, item: str, group: Group) -> None:
        """Raise ValueError for an item that is no task: nothing would show its status."""
        section = self.engine.questionnaire.sections[group.section]
        if section.role != Role.TASKS:
            name = self.engine.questionnaire.name
            raise ValueError(f"'{item}' has no status: the section '{section.id}' of the "
                             f"questionnaire '{name}' does not have the role 'tasks'")  # fmt: skip

    def suppress(self, wish: str, rules: Collection[str]) -> None:
        """Let a rule of the check not hold in one place: `RULE at ADDRESS: REASON`."""
        place, colon, reason = wish.partition(":")
        if not reason.strip():
            message = "needs a reason" if colon else "is not RULE at ADDRESS: REASON"
            raise ValueError(f"'{wish}' {message}")
        rule, address = self._rule_at(place, rules)
        reason = one_line(reason).strip()
        self._happen(Suppressed(address=address, rule=rule, reason=reason, at=self.at))

    def unsuppress(self, wish: str) -> None:
        """Let a rule hold again: `RULE at ADDRESS`."""
        known = {rule for _, rule in self.engine.state.suppressed}
        rule, address = self._rule_at(wish, known)
        if (address, rule) not in self.engine.state.suppressed:
            raise ValueError(f"{rule} was not suppressed at {address}")
        self._happen(Suppressed(address=address, rule=rule, at=self.at))

    def _rule_at(self, wish: str, rules: Collection[str]) -> tuple[str, str]:
        rule, _, place = (part.strip() for part in wish.partition(" at "))
        if rule not in rules:
            raise ValueError(f"there is no rule '{rule}'{did_you_mean(rule, rules)}")
        return rule, find_place(self.engine, place)

    def _happen(self, *events: Event) -> None:
        for event in events:
            event = event.model_copy(update={"batch": self._batch})
            self.engine.apply(event)
            self.events.append(event)
