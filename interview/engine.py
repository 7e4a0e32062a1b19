"""The engine: which question comes next, what applies, how far it is, what a change does.

It folds events into a state and looks at that state through the questionnaire. It knows no file,
no clock and no terminal. What it finds out about a group of questions it remembers until an event
touches that group, so that a question costs the same in a short interview and in a long one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.address import Address, Group
from interview.history import History
from interview.kinds import Code, References
from interview.session import (
    Answered,
    Cleared,
    Event,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Redone,
    State,
    Undone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.question import Question, Value
    from interview.questionnaire import Questionnaire, Section


@dataclass(frozen=True)
class Ask:
    """The next step: a question to be asked."""

    address: Address
    question: Question


@dataclass(frozen=True)
class OfferItem:
    """The next step: an item to be added, or a section to be closed.

    key: what the item will be called. needed: the plan cannot do without it.
    """

    section: Section
    key: str
    needed: bool


Step = Ask | OfferItem


@dataclass(frozen=True)
class Progress:
    """How far an interview is, in questions that apply.

    missing: the open ones without which the plan is not finished.
    """

    applicable: int
    answered: int
    missing: int

    @property
    def open(self) -> int:
        """The questions without a valid answer."""
        return self.applicable - self.answered

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.applicable + other.applicable,
            self.answered + other.answered,
            self.missing + other.missing,
        )


@dataclass(frozen=True)
class Consequences:
    """What an event does to other answers: set aside, back again, or to be confirmed."""

    unreachable: tuple[Address, ...] = ()
    returned: tuple[Address, ...] = ()
    stale: tuple[Address, ...] = ()

    @property
    def count(self) -> int:
        """How many answers are affected."""
        return len({*self.unreachable, *self.returned, *self.stale})


@dataclass(frozen=True)
class _Sheet:
    """One group of questions as it stands: what applies, in which words, and what is open."""

    asks: dict[str, Question]
    open: tuple[str, ...]
    stale: frozenset[str]
    progress: Progress


class Engine:
    """An interview under way: a questionnaire and the state of one session.

    A stale answer belongs to a question whose words, bounds or necessity changed since it was
    given; it counts as open until it is given again.
    """

    def __init__(self, questionnaire: Questionnaire, events: Iterable[Event] = ()) -> None:
        self.questionnaire = questionnaire
        self.state = State()
        self._words_given: dict[Address, Question] = {}
        self._words = {
            (section.id, question.id): _Words(question)
            for section in questionnaire.section
            for question in section.question
        }
        self._dependants = _dependants(questionnaire)
        self._sheets: dict[Group, _Sheet] = {}
        self.history = History([], [])
        for event in events:
            self.apply(event)

    # What happened

    def apply(self, event: Event) -> Consequences:
        """Fold one event in and say what it does to other answers."""
        self.history.add(event)
        if isinstance(event, Undone | Redone):
            return self._begin_again()
        return self._fold(event)

    def _begin_again(self) -> Consequences:
        """Fold what is in force anew; undoing is rare, and nothing then depends on its path."""
        before = {group: self._sheet(group) for group in self.groups()}
        self.state = State()
        self._sheets.clear()
        self._words_given.clear()
        for event in self.history.in_force:
            self._fold(event)
        there = {group: sheet for group, sheet in before.items() if self.has(group)}
        return self._compare(there, None)

    def has(self, group: Group) -> bool:
        """Say whether an item is there; a section without items always is."""
        return not group.item or group.item in self.state.items.get(group.section, ())

    def _fold(self, event: Event) -> Consequences:
        if not isinstance(event, Answered | Cleared):
            self.state.apply(event)
            self._forget_for(event)
            return Consequences()
        address = Address.parse(event.address)
        before = {group: self._sheet(group) for group in self._affected(address)}
        self.state.apply(event)
        self._words_given.pop(address, None)
        for group in (address.group, *before):
            self._sheets.pop(group, None)
        if isinstance(event, Answered) and (question := self.question(address)):
            self._words_given[address] = question
            self._sheets.pop(address.group, None)
        return self._compare(before, address) if before else Consequences()

    def foresee(self, event: Answered) -> Consequences:
        """Say what an event would do to other answers, without it happening."""
        ahead = Engine.__new__(Engine)
        ahead.__dict__.update(
            self.__dict__,
            state=self.state.copy(),
            _sheets=dict(self._sheets),
            _words_given=dict(self._words_given),
        )
        return ahead._fold(event)

    def _affected(self, address: Address) -> list[Group]:
        """Return the groups with questions that look at an answer, straight or through others."""
        sections = self._dependants.get((address.section, address.question), ())
        return [
            group
            for section in sections
            for group in ([address.group] if section == address.section else self.groups(section))
        ]

    def _compare(self, before: dict[Group, _Sheet], cause: Address | None) -> Consequences:
        unreachable, returned, stale = [], [], []
        for group, old in before.items():
            new = self._sheet(group)
            for name in {**old.asks, **new.asks}:
                address = group.at(name)
                if address == cause or address not in self.state.answers:
                    continue
                if name not in new.asks:
                    unreachable.append(address)
                elif name not in old.asks:
                    returned.append(address)
                if name in new.stale and name not in old.stale:
                    stale.append(address)
        return Consequences(tuple(unreachable), tuple(returned), tuple(stale))

    def _forget_for(self, event: Event) -> None:
        if isinstance(event, ItemAdded) and event.copy_of:
            origin, copy = Group(event.section, event.copy_of), Group(event.section, event.item)
            words = {a.question: q for a, q in self._words_given.items() if a.group == origin}
            self._words_given |= {copy.at(name): question for name, question in words.items()}
        if isinstance(event, ItemAdded) and len(self.state.items[event.section]) > 1:
            # A further item stands after the others and changes nothing for them.
            self._sheets.pop(Group(event.section, event.item), None)
        elif isinstance(event, ItemAdded | ItemMoved | ItemRemoved):
            self._sheets.clear()
        elif isinstance(address := getattr(event, "address", None), str):
            self._sheets.pop(Address.parse(address).group, None)

    # What applies

    def groups(self, section: str | None = None) -> Iterator[Group]:
        """Yield every group of questions in the order of the interview."""
        for one in self.questionnaire.section:
            if section is not None and one.id != section:
                continue
            if one.repeats:
                yield from (Group(one.id, item) for item in self.state.items.get(one.id, ()))
            else:
                yield Group(one.id)

    def questions(self, group: Group) -> dict[str, Question]:
        """Return the questions that apply in a group, in the words that apply there."""
        return self._sheet(group).asks

    def question(self, address: Address) -> Question | None:
        """Return a question in the words that apply, or None where it does not apply."""
        return self._sheet(address.group).asks.get(address.question)

    def value(self, address: Address) -> Value:
        """Return the answer in force: None when open, left empty, or not applicable."""
        answer = self.state.answers.get(address)
        return answer.value if answer and self.question(address) else None

    def title(self, group: Group) -> str:
        """Return what an item calls itself: the answer to the first question of its section."""
        first = next(iter(self.questionnaire.sections[group.section].questions))
        answer = self.state.answers.get(group.at(first))
        return str(answer.value) if answer and answer.value is not None else group.item

    def _sheet(self, group: Group) -> _Sheet:
        if group not in self._sheets:
            self._sheets[group] = self._draw(group)
        return self._sheets[group]

    def _draw(self, group: Group) -> _Sheet:
        asks: dict[str, Question] = {}

        def answer(name: str) -> Value:
            if name in self.questionnaire.sections[group.section].questions:
                given = self.state.answers.get(group.at(name)) if name in asks else None
                return given.value if given else None
            return self.value(Address.parse(name))

        for name, question in self.questionnaire.sections[group.section].questions.items():
            if question.when is not None and not question.when.holds(answer):
                continue
            if isinstance(question, References) and not self._earlier(question, group):
                continue
            asks[name] = self._words[group.section, name].choose(answer)
        return self._tally(group, asks)

    def _tally(self, group: Group, asks: dict[str, Question]) -> _Sheet:
        stale = frozenset(name for name, ask in asks.items() if self._is_stale(group.at(name), ask))
        open_ = tuple(
            name
            for name, ask in asks.items()
            if name in stale or not self._is_answered(group.at(name), ask)
        )
        missing = sum(asks[name].required for name in open_)
        return _Sheet(asks, open_, stale, Progress(len(asks), len(asks) - len(open_), missing))

    def _is_answered(self, address: Address, question: Question) -> bool:
        answer = self.state.answers.get(address)
        if answer is None or address in self.state.postponed:
            return False
        return answer.value is not None or not question.required

    def _is_stale(self, address: Address, question: Question) -> bool:
        answer = self.state.answers.get(address)
        if answer is None or answer.value is None:
            return False
        return self._words_given.get(address, question) is not question

    def _earlier(self, question: References, group: Group) -> bool:
        items = self.state.items.get(question.section, [])
        return bool(items) and (question.section != group.section or items[0] != group.item)

    # What comes next

    def next(self) -> Step | None:
        """Return the first open step of the interview, or None when nothing is left to ask.

        Postponed questions are not asked again here; `postponed` lists them.
        """
        for section in self.questionnaire.section:
            for group in self.groups(section.id):
                for name in self._sheet(group).open:
                    if group.at(name) not in self.state.postponed:
                        return Ask(group.at(name), self._sheet(group).asks[name])
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
        return f"{letter}{self.state.last_key.get(section, 0) + 1}"

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
            previous = group
        return previous and previous.at(list(self.questions(previous))[-1])

    def _after(self, section: str, other: str) -> bool:
        order = list(self.questionnaire.sections)
        return order.index(section) > order.index(other)

    # How far it is

    def progress(self, section: str | None = None) -> Progress:
        """Count the questions of the interview, or of one section."""
        total = Progress(0, 0, 0)
        for group in self.groups(section):
            total += self._sheet(group).progress
        return total

    def group_progress(self, group: Group) -> Progress:
        """Count the questions of one section or item."""
        return self._sheet(group).progress

    @property
    def finished(self) -> bool:
        """Whether a plan can be written: every required question answered, enough items."""
        return self.progress().missing == 0 and all(
            len(self.state.items.get(section.id, ())) >= section.at_least
            for section in self.questionnaire.section
        )

    def open(self) -> Iterator[Ask]:
        """Yield every open question, postponed ones included."""
        for group in self.groups():
            sheet = self._sheet(group)
            for name in sheet.open:
                yield Ask(group.at(name), sheet.asks[name])

    def stale(self) -> list[Address]:
        """Return the answers that have to be confirmed, since their question changed."""
        return [address for group in self.groups() for address in self.stale_in(group)]

    def stale_in(self, group: Group) -> list[Address]:
        """Return the answers of one group that have to be confirmed."""
        sheet = self._sheet(group)
        return [group.at(name) for name in sheet.asks if name in sheet.stale]

    def set_aside(self) -> list[Address]:
        """Return the answers whose question does not apply, and those of removed items."""
        here = set(self.groups())
        return [
            address
            for address in self.state.answers
            if address.group not in here or address.question not in self.questions(address.group)
        ]

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

    # What it comes to

    def answers(self) -> dict[str, Value]:
        """Return the answers in force as the plan has them: `{section: {question: value}}`.

        A repeating section is a list of items, each with its `key` and, when it was tracked, its
        `status`. Code has its language beside it. Questions without an answer are left out.
        """
        return {
            section.id: [self._item(group) for group in self.groups(section.id)]
            if section.repeats
            else self._answers(Group(section.id))
            for section in self.questionnaire.section
        }

    def _item(self, group: Group) -> dict[str, Value]:
        tracked = self.state.statuses.get(group)
        status = {"status": tracked} if tracked else {}
        return {"key": group.item, **status, **self._answers(group)}

    def _answers(self, group: Group) -> dict[str, Value]:
        return {
            name: self._in_full(question, answer.value)
            for name, question in self.questions(group).items()
            if (answer := self.state.answers.get(group.at(name))) and answer.value is not None
        }

    def _in_full(self, question: Question, value: Value) -> Value:
        if isinstance(question, Code) and isinstance(value, str):
            return {"language": question.language, "text": value}
        if isinstance(question, References):
            return [key for key in value if key in self.state.items.get(question.section, ())]
        return value


class _Words:
    """A question and what its variants make of it; each is built once, so `is` compares them."""

    def __init__(self, question: Question) -> None:
        told = question.model_fields_set - {"variant", "when"}
        plain = {name: getattr(question, name) for name in told} if question.variant else {}
        self.plain = question
        self.variants = [
            (variant.when, type(question).model_validate({**plain, **variant.changes}))
            for variant in question.variant
        ]

    def choose(self, answer: object) -> Question:
        """Return the first variant whose condition holds, else the plain question."""
        for condition, question in self.variants:
            if condition.holds(answer):  # type: ignore[arg-type]
                return question
        return self.plain


def _dependants(questionnaire: Questionnaire) -> dict[tuple[str, str], list[str]]:
    """Return, for each question, the sections whose questions depend on its answer."""
    looked_at_by: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for section in questionnaire.section:
        for question in section.question:
            for condition in question.conditions():
                for name, _ in condition.mentions():
                    place = (section.id, name) if name in section.questions else name.split(".")
                    looked_at_by.setdefault((place[0], place[1]), set()).add(
                        (section.id, question.id)
                    )
    order = list(questionnaire.sections)
    return {
        place: sorted({section for section, _ in _reach(place, looked_at_by)}, key=order.index)
        for place in looked_at_by
    }


def _reach(
    place: tuple[str, str], edges: dict[tuple[str, str], set[tuple[str, str]]]
) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    ahead = [place]
    while ahead:
        for target in edges.get(ahead.pop(), ()):
            if target not in found:
                found.add(target)
                ahead.append(target)
    return found
