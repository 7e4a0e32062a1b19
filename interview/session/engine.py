"""The engine: which question comes next, what applies, how far it is, what a change does.

It folds events into a state and looks at that state through the questionnaire. It knows no file,
no clock and no terminal. What it finds out about a group of questions it remembers until an event
touches that group, so that a question costs the same in a short interview and in a long one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.kinds import Code, Records, References
from interview.questionnaire.roles import Role
from interview.questionnaire.variants import dependants, words_of
from interview.session.address import Address, Group
from interview.session.events import (
    Answered,
    Cleared,
    Drafted,
    Event,
    ItemAdded,
    ItemMoved,
    ItemRemoved,
    Merged,
    Postponed,
    Redone,
    State,
    Undone,
)
from interview.session.history import History
from interview.session.migration import Fitting, Misfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.questionnaire.model import Questionnaire, Section
    from interview.questionnaire.question import Question, Value


class Ask(NamedTuple):
    """The next step: a question to be asked."""

    address: Address
    question: Question


class OfferItem(NamedTuple):
    """The next step: an item to be added, or a section to be closed.

    key: what the item will be called. needed: the plan cannot do without it.
    """

    section: Section
    key: str
    needed: bool


Step = Ask | OfferItem


class Progress(NamedTuple):
    """How far an interview is, in questions that apply.

    missing: the open ones without which the plan is not finished: the required ones, and those
    whose earlier answer has to be confirmed.
    """

    applicable: int
    answered: int
    missing: int

    @property
    def open(self) -> int:
        """The questions without a valid answer."""
        return self.applicable - self.answered


class Consequences(NamedTuple):
    """What an event does to other answers: set aside, back again, or to be confirmed."""

    unreachable: tuple[Address, ...] = ()
    returned: tuple[Address, ...] = ()
    stale: tuple[Address, ...] = ()

    @property
    def affected(self) -> int:
        """How many answers there are that it does something to."""
        return len({*self.unreachable, *self.returned, *self.stale})


class _Sheet(NamedTuple):
    """One group of questions as it stands: what applies, in which words, and what is open."""

    asks: dict[str, Question]
    open: tuple[str, ...]
    stale: frozenset[str]
    progress: Progress


class _Basis(NamedTuple):
    """What an answer was an answer to: the question as asked, and what it was suggested from."""

    asked: Question
    sources: dict[Address, Value]


class Engine:
    """An interview under way: a questionnaire and the state of one session.

    A stale answer belongs to a question whose words, bounds or necessity changed since it was
    given, or it was suggested from an answer that changed; it counts as open until it is given
    again. history: what is in force, and what was undone. misfits: answers of the session that
    this questionnaire has no question for.
    """

    def __init__(self, questionnaire: Questionnaire, events: Iterable[Event] = ()) -> None:
        self.questionnaire = questionnaire
        self._words = words_of(questionnaire)
        self._fitting = Fitting(questionnaire, self._words)
        self._dependants = dependants(questionnaire)
        self._looked_at = _looked_at(questionnaire)
        self.history = History.of(events)
        self._fold_all()

    def _fold_all(self) -> None:
        self.state = State()
        self.misfits: dict[Address, Misfit] = {}
        self._bases: dict[Address, _Basis] = {}
        self._fed: dict[Group, set[Group]] = {}
        self._asked: dict[Group, dict[str, bool]] = {}
        self._asks: dict[Group, dict[str, Question]] = {}
        self._sheets: dict[Group, _Sheet] = {}
        for event in self.history.in_force:
            self._fold(event)

    # What happened

    def apply(self, event: Event) -> Consequences:
        """Take one more event in and say what it does to other answers."""
        self.history.add(event)
        if isinstance(event, Undone | Redone):
            # Undoing is rare; what is in force is folded anew, so nothing depends on the path.
            before = {group: self._sheet(group) for group in self.groups()}
            self._fold_all()
            return self._compare(before, None)
        return self._fold_and_compare(event)

    def foresee(self, event: Answered) -> Consequences:
        """Say what an event would do to other answers, without it happening."""
        ahead = Engine.__new__(Engine)
        ahead.__dict__.update(
            self.__dict__,
            state=self.state.copy(),
            misfits=dict(self.misfits),
            _bases=dict(self._bases),
            _fed={group: set(fed) for group, fed in self._fed.items()},
            _asked=dict(self._asked),
            _asks=dict(self._asks),
            _sheets=dict(self._sheets),
        )
        return ahead._fold_and_compare(event)

    def _fold_and_compare(self, event: Event) -> Consequences:
        if not isinstance(event, Answered | Cleared):
            self._fold(event)
            return Consequences()
        address = Address.parse(event.address)
        before = {group: self._sheet(group) for group in self._touched(address)}
        self._fold(event)
        return self._compare(before, address)

    def _fold(self, event: Event) -> None:
        """Take one event in, as far as the questionnaire has a place for it."""
        if isinstance(event, Answered | Cleared | Drafted | Postponed):
            fitted = self._fitting.fit(event)
            self.misfits.pop(Address.parse(event.address), None)
            if isinstance(fitted, Misfit):
                self._set_misfit(event, fitted)
            else:
                self._fold_answer(fitted)
            return
        if isinstance(event, Merged):
            self._merge(self._fitted(event))
            return
        self.state.apply(event)
        if isinstance(event, ItemAdded | ItemMoved | ItemRemoved):
            self._arrange(event)

    def _fitted(self, event: Merged) -> Merged:
        """Return a merge with what this questionnaire asks, under the names that it has today."""
        here = []
        for one in event.contradictions:
            address = self._fitting.place(Address.parse(one.address))
            if (address.section, address.question) not in self._words:
                continue
            values = []
            for value in one.values:
                given = Answered(address=one.address, value=value, origin="user", at=event.at)
                fitted = self._fitting.fit(given)
                if isinstance(fitted, Misfit):
                    self.misfits[fitted.address] = fitted
                else:
                    values.append(getattr(fitted, "value", None))
            if values:
                here.append(
                    one.model_copy(update={"address": str(address), "values": tuple(values)})
                )
        return event.model_copy(update={"contradictions": tuple(here)})

    def _merge(self, event: Merged) -> None:
        """Take a merge in; let what branches answered differently start as it is typed."""
        self.state.apply(event)
        for address in [Address.parse(one.address) for one in event.contradictions]:
            draft = self.state.drafts.get(address)
            question = self.questionnaire.sections[address.section].questions[address.question]
            by_rows = isinstance(question, Records) and question.row_by_row
            if draft is not None and not isinstance(draft, str) and not by_rows:
                self.state.drafts[address] = question.write(draft)
            self._bases.pop(address, None)
        self._asks.clear()
        self._sheets.clear()

    def _set_misfit(self, event: Answered | Cleared | Drafted | Postponed, misfit: Misfit) -> None:
        if isinstance(event, Answered):
            self.misfits[misfit.address] = misfit
        address = self._fitting.place(misfit.address)
        if misfit.draft is not None:
            self.state.drafts.setdefault(address, misfit.draft)
        self._forget(address.group)

    def _fold_answer(self, event: Answered | Cleared | Drafted | Postponed) -> None:
        address = Address.parse(event.address)
        self.state.apply(event)
        for group in self._touched(address):
            self._forget(group)
        if isinstance(event, Answered | Cleared):
            self._bases.pop(address, None)
        if isinstance(event, Answered):
            self._remember_basis(address, event)

    def _remember_basis(self, address: Address, event: Answered) -> None:
        """Keep what an answer was an answer to, so that it is known when that changes."""
        named = [self._fitting.place(Address.parse(one)) for one in event.suggested_from]
        words = self._words[address.section, address.question]
        if not named and not words.variants:
            return
        asked = words.choose(lambda name: self._given(address.group, name))
        self._bases[address] = _Basis(asked, {one: self.value(one) for one in named})
        for one in named:
            self._fed.setdefault(one.group, set()).add(address.group)

    def _touched(self, address: Address) -> list[Group]:
        """Return the groups whose questions may look different after a change at an address."""
        groups = [address.group]
        for section in self._dependants.get((address.section, address.question), ()):
            groups += [address.group] if section == address.section else self.groups(section)
        return list(
            dict.fromkeys(groups + [fed for one in groups for fed in self._fed.get(one, ())])
        )

    def _forget(self, group: Group) -> None:
        self._asked.pop(group, None)
        self._asks.pop(group, None)
        self._sheets.pop(group, None)

    def _compare(self, before: dict[Group, _Sheet], cause: Address | None) -> Consequences:
        unreachable, returned, stale = [], [], []
        for group, old in before.items():
            if not self.has(group):
                continue
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

    def _arrange(self, event: ItemAdded | ItemMoved | ItemRemoved) -> None:
        if isinstance(event, ItemAdded) and event.copy_of:
            origin, copy = Group(event.section, event.copy_of), Group(event.section, event.item)
            self._copy_bases(origin, copy)
        if isinstance(event, ItemAdded) and len(self.state.items[event.section]) > 1:
            # A further item stands after the others and changes nothing for them, but for what
            # was made of its answers before it was removed.
            for group in (item := Group(event.section, event.item), *self._fed.get(item, ())):
                self._forget(group)
        else:
            self._asked.clear()
            self._asks.clear()
            self._sheets.clear()

    def _copy_bases(self, origin: Group, copy: Group) -> None:
        """Let the answers of a copy follow the copy's own, where those of its original did."""
        for address, basis in list(self._bases.items()):
            if address.group == origin:
                sources = {
                    copy.at(one.question) if one.group == origin else one: value
                    for one, value in basis.sources.items()
                }
                self._bases[copy.at(address.question)] = basis._replace(sources=sources)
                for one in sources:
                    self._fed.setdefault(one.group, set()).add(copy)

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
        return self._applying(group)

    def question(self, address: Address) -> Question | None:
        """Return a question in the words that apply, or None where it does not apply."""
        return self._applying(address.group).get(address.question)

    def value(self, address: Address) -> Value:
        """Return the answer in force: None when open, left empty, or not applicable."""
        applies = self.has(address.group) and self.question(address)
        return self._said(address) if applies else None

    def _said(self, address: Address) -> Value:
        """Return an answer wherever it stands; one that was left open for later says nothing."""
        answer = self.state.answers.get(address)
        return answer.value if answer and address not in self.state.postponed else None

    def has(self, group: Group) -> bool:
        """Say whether an item is there; a section without items always is."""
        return not group.item or group.item in self.state.items.get(group.section, ())

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
            said: str | None = self.playing(Role.STATUS, group.item)
            return said
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

    def _sheet(self, group: Group) -> _Sheet:
        if group not in self._sheets:
            self._sheets[group] = self._tally(group, self._applying(group))
        return self._sheets[group]

    def _applying(self, group: Group) -> dict[str, Question]:
        """Return what applies; it does not depend on what is stale, which is told by it."""
        if group not in self._asks:
            self._asks[group] = {
                name: self._words[group.section, name].choose(lambda name: self._given(group, name))
                for name, applies in self._applicable(group).items()
                if applies
            }
        return self._asks[group]

    def _applicable(self, group: Group) -> dict[str, bool]:
        """Return of every question whether it applies.

        Each is looked at once, and after those that its condition can look at: however many
        conditions build on one another, none of them leads through all the others.
        """
        if group not in self._asked:
            for section in self._looked_at:
                if section == group.section:
                    break
                self._applying(Group(section))
            asked = self._asked[group] = {}
            try:
                for name, question in self.questionnaire.sections[group.section].questions.items():
                    asked[name] = self._applies(group, question)
            except BaseException:
                del self._asked[group]  # it would pass for the whole
                raise
        return self._asked[group]

    def _applies(self, group: Group, question: Question) -> bool:
        if isinstance(question, References) and not self._earlier(question, group):
            return False
        return question.when is None or question.when.holds(lambda one: self._given(group, one))

    def _given(self, group: Group, name: str) -> Value:
        """Return the answer that a condition in a group means by a name: here, or absolute."""
        if name not in self.questionnaire.sections[group.section].questions:
            return self.value(Address.parse(name))
        return self._said(group.at(name)) if self._applicable(group).get(name) else None

    def _tally(self, group: Group, asks: dict[str, Question]) -> _Sheet:
        stale = frozenset(name for name, ask in asks.items() if self._is_stale(group.at(name), ask))
        open_ = tuple(
            name
            for name, ask in asks.items()
            if name in stale or not self._is_answered(group.at(name), ask)
        )
        missing = sum(asks[name].required or name in stale for name in open_)
        return _Sheet(asks, open_, stale, Progress(len(asks), len(asks) - len(open_), missing))

    def _is_answered(self, address: Address, question: Question) -> bool:
        answer = self.state.answers.get(address)
        if answer is None or address in self.state.postponed:
            return False
        return answer.value is not None or not question.required

    def _is_stale(self, address: Address, question: Question) -> bool:
        answer, basis = self.state.answers.get(address), self._bases.get(address)
        if answer is None or answer.value is None or basis is None:
            return False
        return basis.asked is not question or any(
            self.value(source) != value for source, value in basis.sources.items()
        )

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

    # How far it is

    def progress(self, section: str | None = None) -> Progress:
        """Count the questions of the interview, or of one section."""
        counts = [self._sheet(group).progress for group in self.groups(section)]
        return Progress(*map(sum, zip(Progress(0, 0, 0), *counts, strict=True)))

    def group_progress(self, group: Group) -> Progress:
        """Count the questions of one section or item."""
        return self._sheet(group).progress

    @property
    def finished(self) -> bool:
        """Whether a plan can be written: nothing is missing, and there are enough items."""
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

    def ahead(self) -> Iterator[Question]:
        """Yield what is still to be asked, with that of the items that a plan cannot do without."""
        for group in self.groups():
            sheet = self._sheet(group)
            yield from (sheet.asks[name] for name in sheet.open)
        for section in self.questionnaire.section:
            there = len(self.state.items.get(section.id, ()))
            for _ in range(section.at_least - there):
                item = Group(section.id, self.new_key(section.id))
                yield from self.questions(item).values()

    def missing(self) -> Iterator[Ask]:
        """Yield the open questions without which the plan is not finished."""
        for ask in self.open():
            if (
                ask.question.required
                or ask.address.question in self._sheet(ask.address.group).stale
            ):
                yield ask

    def is_answered(self, address: Address) -> bool:
        """Whether a question applies and nothing about it is open."""
        sheet = self._sheet(address.group)
        return address.question in sheet.asks and address.question not in sheet.open

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
        sheet = self._sheet(group)
        return {
            name: self._in_full(question, answer.value)
            for name, question in sheet.asks.items()
            if name not in sheet.open
            and (answer := self.state.answers.get(group.at(name)))
            and answer.value is not None
        }

    def _in_full(self, question: Question, value: Value) -> Value:
        if isinstance(question, Code) and isinstance(value, str):
            return {"language": question.language, "text": value}
        if isinstance(question, References):
            return [key for key in value if key in self.state.items.get(question.section, ())]
        return value


def _looked_at(questionnaire: Questionnaire) -> list[str]:
    """Return the sections that conditions elsewhere look at, in their order."""
    named = {
        name.partition(".")[0]
        for section in questionnaire.section
        for question in section.question
        for condition in question.conditions()
        for name, _ in condition.mentions()
        if name not in section.questions
    }
    return [section.id for section in questionnaire.section if section.id in named]
