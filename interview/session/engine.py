"""The engine: which question comes next, what applies, how far it is, what a change does.

It looks through a questionnaire at what events add up to. It knows no file, no clock and no
terminal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.kinds.references import References
from interview.questionnaire.roles import Role
from interview.session.address import Address, Group
from interview.session.blueprint import Blueprint
from interview.session.events import Redone, Undone
from interview.session.fold import Fold
from interview.session.history import History
from interview.session.item_names import EngineItems
from interview.session.steps import Ask, Consequences, OfferItem, Progress, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.questionnaire.model import Questionnaire, Section
    from interview.questionnaire.parts import ItemNames
    from interview.questionnaire.question import Question, Value
    from interview.session.events import Answered, Event
    from interview.session.migration import Misfit
    from interview.session.state import State


class Engine:
    """An interview under way: a questionnaire and the state of one session.

    A stale answer belongs to a question whose words, bounds or necessity changed since it was
    given, or it was suggested from an answer that changed; it counts as open until it is given
    again.

    Attributes:
        history: What is in force, and what was undone.
        misfits: Answers of the session that this questionnaire has no question for.
    """

    def __init__(self, questionnaire: Questionnaire, events: Iterable[Event] = ()) -> None:
        self.questionnaire = questionnaire
        self._blueprint = Blueprint(questionnaire)
        self.history = History.of(events)
        self._fold = self._folded()

    def _folded(self) -> Fold:
        fold = Fold.of_nothing(self._blueprint)
        for event in self.history.in_force:
            fold.add(event)
        return fold

    @property
    def state(self) -> State:
        """What the events in force add up to."""
        return self._fold.state

    @property
    def misfits(self) -> dict[Address, Misfit]:
        """The answers of the session that this questionnaire has no question for."""
        return self._fold.misfits

    # Events

    def apply(self, event: Event, judged: bool = False) -> Consequences:
        """Apply an event and return what it does to other answers.

        Args:
            event: What happened.
            judged: Whether its value was judged by the question that it answers; nothing is judged
                twice between a key and the journal.
        """
        self.history.add(event)
        if isinstance(event, Undone | Redone):
            # Undoing is rare; what is in force is folded anew, so nothing depends on the path.
            before = {group: self._fold.sheet(group) for group in self.groups()}
            self._fold = self._folded()
            return self._fold.compare(before, None)
        return self._fold.add_and_compare(event, judged)

    def foresee(self, event: Answered) -> Consequences:
        """Say what an answer that was judged would do to others, without it happening."""
        return self._fold.copy().add_and_compare(event, judged=True)

    # Which questions apply

    def groups(self, section: str | None = None) -> Iterator[Group]:
        """Yield every group of questions in the order of the interview."""
        return self._fold.applicability.groups(section)

    def questions(self, group: Group) -> dict[str, Question]:
        """Return the questions that apply in a group, in the words that apply there."""
        return self._fold.applicability.questions(group)

    def question(self, address: Address) -> Question | None:
        """Return a question in the words that apply, or None where it does not apply."""
        return self.questions(address.group).get(address.question)

    def value(self, address: Address) -> Value:
        """Return the answer in force: None when open, left empty, or not applicable."""
        return self._fold.applicability.value(address)

    def has(self, group: Group) -> bool:
        """Say whether an item is there; a section without items always is."""
        return self._fold.applicability.has(group)

    @property
    def heading(self) -> str:
        """What the whole is called: the answer with the role `title`; empty if open."""
        return str(self.playing(Role.TITLE) or "")

    @property
    def number(self) -> int | None:
        """The answer with the role `number`; None while it is open."""
        value = self.playing(Role.NUMBER)
        return value if isinstance(value, int) else None

    @property
    def tasks(self) -> list[Group]:
        """The items of the section with the role `tasks`; none where no section has it."""
        part = self.questionnaire.playing(Role.TASKS)
        return list(self.groups(part.section.id)) if part else []

    def address_of(self, role: Role, item: str = "") -> Address | None:
        """Return where the question of a role stands; None where the questionnaire has none.

        Args:
            role: The role of a question.
            item: The item, for a question that is asked once for each.
        """
        part = self.questionnaire.playing(role)
        return Address(part.section.id, item, part.question.id) if part and part.question else None

    def playing(self, role: Role, item: str = "") -> Value:
        """Return the answer in force to the question of a role; None also where there is none."""
        address = self.address_of(role, item)
        return address and self.value(address)

    def status(self, group: Group) -> str | None:
        """Return how far a task is: as it was answered where that is asked, else as tracked."""
        if self.questionnaire.sections[group.section].role != Role.TASKS:
            return None
        if self.address_of(Role.STATUS):
            status: str | None = self.playing(Role.STATUS, group.item)
            return status
        return self.state.statuses.get(group)

    def naming(self, group: Group) -> Address | None:
        """Return where the name of an item is answered; None outside of repeating sections."""
        section = self.questionnaire.sections[group.section]
        return group.at(section.naming.id) if section.repeats else None

    def title(self, group: Group) -> str:
        """Return what an item calls itself: the answer to the first question of its section."""
        first = self.questionnaire.sections[group.section].naming
        answer = self.state.answers.get(group.at(first.id))
        return str(answer.value) if answer and answer.value is not None else group.item

    # The next step

    def next(self) -> Step | None:
        """Return the first open step of the interview, or None when nothing is left to ask.

        Postponed questions are not asked again here; `postponed` lists them.
        """
        for section in self.questionnaire.section:
            for group in self.groups(section.id):
                for name in self._fold.sheet(group).open:
                    if group.at(name) not in self.state.postponed:
                        return Ask(group.at(name), self._fold.sheet(group).asks[name])
            if section.repeats and (offer := self._offer(section)):
                return offer
        return None

    def _offer(self, section: Section) -> OfferItem | None:
        needed = len(self.state.items.get(section.id, ())) < section.at_least
        if section.id in self.state.closed and not needed:
            return None
        return OfferItem(section, self.new_key(section.id), needed)

    def new_key(self, section: str) -> str:
        """Return the key of the next item; no two items of a session ever share one."""
        letter = self.questionnaire.sections[section].key_letter
        return f"{letter}{self.history.last_key.get(section, 0) + 1}"

    def before(self, step: Step | None) -> Address | None:
        """Return the question before a step, or None at the very beginning."""
        if isinstance(step, Ask):
            names = list(self.questions(step.address.group))
            if (place := names.index(step.address.question)) > 0:
                return step.address.group.at(names[place - 1])
        previous = None
        for group in self.groups():
            if isinstance(step, Ask) and group == step.address.group:
                break
            if isinstance(step, OfferItem) and self._after(group.section, step.section.id):
                break
            previous = group if self.questions(group) else previous
        return previous and previous.at(list(self.questions(previous))[-1])

    def _after(self, section: str, other: str) -> bool:
        order = list(self.questionnaire.sections)
        return order.index(section) > order.index(other)

    # Progress

    def progress(self, section: str | None = None) -> Progress:
        """Count the questions of the interview, or of one section."""
        counts = [self._fold.sheet(group).progress for group in self.groups(section)]
        return Progress(*map(sum, zip(Progress(0, 0, 0), *counts, strict=True)))

    def group_progress(self, group: Group) -> Progress:
        """Count the questions of one section or item."""
        return self._fold.sheet(group).progress

    @property
    def needed(self) -> int:
        """How many answers a plan still needs; where it has them, how many items."""
        items = (
            max(0, section.at_least - len(self.state.items.get(section.id, ())))
            for section in self.questionnaire.section
        )
        return self.progress().missing or sum(items)

    @property
    def finished(self) -> bool:
        """Whether a plan can be written: no answer and no item is missing."""
        return self.needed == 0

    def open(self) -> Iterator[Ask]:
        """Yield every open question, postponed ones included."""
        for group in self.groups():
            sheet = self._fold.sheet(group)
            for name in sheet.open:
                yield Ask(group.at(name), sheet.asks[name])

    def ahead(self) -> Iterator[Question]:
        """Yield what is still to be asked, with that of the items that a plan cannot do without."""
        for group in self.groups():
            sheet = self._fold.sheet(group)
            yield from (sheet.asks[name] for name in sheet.open)
        for section in self.questionnaire.section:
            count = len(self.state.items.get(section.id, ()))
            for _ in range(section.at_least - count):
                item = Group(section.id, self.new_key(section.id))
                yield from self.questions(item).values()

    def missing(self) -> Iterator[Ask]:
        """Yield the open questions without which the plan is not finished."""
        for ask in self.open():
            if (
                ask.question.required
                or ask.address.question in self._fold.sheet(ask.address.group).stale
            ):
                yield ask

    def is_answered(self, address: Address) -> bool:
        """Whether a question applies and nothing about it is open."""
        sheet = self._fold.sheet(address.group)
        return address.question in sheet.asks and address.question not in sheet.open

    def stale(self) -> list[Address]:
        """Return the answers that have to be confirmed, since their question changed."""
        return [address for group in self.groups() for address in self.stale_in(group)]

    def stale_in(self, group: Group) -> list[Address]:
        """Return the answers of one group that have to be confirmed."""
        sheet = self._fold.sheet(group)
        return [group.at(name) for name in sheet.asks if name in sheet.stale]

    def set_aside(self) -> list[Address]:
        """Return the answers whose question does not apply, and those of removed items."""
        groups = set(self.groups())
        return [
            address
            for address in self.state.answers
            if address.group not in groups or address.question not in self.questions(address.group)
        ]

    @property
    def item_names(self) -> ItemNames:
        """What answers may have to know of the items."""
        return EngineItems(self.questionnaire, self.state)

    def references(self, group: Group) -> Iterator[str]:
        """Yield the keys of the items that the answers of a group name."""
        for name, question in self.questions(group).items():
            if isinstance(question, References):
                yield from self.value(group.at(name)) or ()

    def dependants_of(self, group: Group) -> list[int]:
        """Return the numbers of the items that name an item."""
        return [
            number
            for number, other in enumerate(self.groups(group.section), 1)
            if group.item in self.references(other)
        ]

    def forward_references(self, section: str) -> Iterator[tuple[int, int]]:
        """Yield the numbers of items that name a later one, with the number of that."""
        items = self.state.items.get(section, [])
        for number, group in enumerate(self.groups(section), 1):
            for key in self.references(group):
                if key in items[number:]:
                    yield number, items.index(key) + 1

    # The answers as data

    def answers(self) -> dict[str, Value]:
        """Return the answers in force as the plan has them: `{section: {question: value}}`.

        A repeating section is a list of items, each with its `key` and, when it was tracked, its
        `status`. Code has its language beside it. Open questions are left out, also those that
        have an earlier answer: one to be confirmed, or one that was postponed.
        """
        return {
            section.id: [self.answers_in(group) for group in self.groups(section.id)]
            if section.repeats
            else self.answers_in(Group(section.id))
            for section in self.questionnaire.section
        }

    def answers_in(self, group: Group) -> dict[str, Value]:
        """Return the answers of one section or item, as `answers` has them."""
        if not group.item:
            return self._answers(group)
        tracked = self.status(group)
        status = {"status": tracked} if tracked else {}
        return {"key": group.item, **status, **self._answers(group)}

    def _answers(self, group: Group) -> dict[str, Value]:
        sheet = self._fold.sheet(group)
        return {
            name: question.complete(answer.value, self.item_names)
            for name, question in sheet.asks.items()
            if name not in sheet.open
            and (answer := self.state.answers.get(group.at(name)))
            and answer.value is not None
        }
