"""Folds the events of a session into what they add up to, as a questionnaire understands them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.kinds.records import Records
from interview.session.address import Address, Group
from interview.session.applicability import Applicability
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
)
from interview.session.migration import Misfit
from interview.session.staleness import Bases
from interview.session.state import State
from interview.session.steps import Consequences, Progress

if TYPE_CHECKING:
    from interview.questionnaire.question import Question
    from interview.session.blueprint import Blueprint


class Sheet(NamedTuple):
    """One group of questions as it stands: what applies, in which words, and what is open."""

    asks: dict[str, Question]
    open: tuple[str, ...]
    stale: frozenset[str]
    progress: Progress


@dataclass
class Fold:
    """What events add up to.

    Attributes:
        blueprint: What may be asked.
        state: What was said.
        misfits: Answers that the questionnaire has no question for.
        applicability: Which questions apply.
        bases: What answers were an answer to.
    """

    blueprint: Blueprint
    state: State
    misfits: dict[Address, Misfit]
    applicability: Applicability
    bases: Bases
    _sheets: dict[Group, Sheet] = field(default_factory=dict)

    @classmethod
    def of_nothing(cls, blueprint: Blueprint) -> Fold:
        """Return the fold of no event."""
        applicability = Applicability(blueprint, state := State())
        return cls(blueprint, state, {}, applicability, Bases(applicability))

    def copy(self) -> Fold:
        """Return a fold that can go its own way."""
        state = self.state.copy()
        applicability = self.applicability.copy(state)
        bases = self.bases.copy(applicability)
        sheets = dict(self._sheets)
        return Fold(self.blueprint, state, dict(self.misfits), applicability, bases, sheets)

    # Events

    def add(self, event: Event, judged: bool = False) -> None:
        """Take one event in, as far as the questionnaire has a place for it.

        Args:
            event: What happened.
            judged: Whether it comes from a question of this questionnaire, which judged its value;
                what an older program wrote, or another questionnaire asked, has to be fitted.
        """
        if isinstance(event, Answered | Cleared | Drafted | Postponed):
            fitted = event if judged else self.blueprint.fitting.fit(event)
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

    def add_and_compare(self, event: Event, judged: bool = False) -> Consequences:
        """Take one event in and say what it does to other answers."""
        if not isinstance(event, Answered | Cleared):
            self.add(event, judged)
            return Consequences()
        address = Address.parse(event.address)
        before = {group: self.sheet(group) for group in self.touched(address)}
        self.add(event, judged)
        return self.compare(before, address)

    def _fitted(self, event: Merged) -> Merged:
        """Return a merge with what this questionnaire asks, under the names that it has today."""
        contradictions = []
        for contradiction in event.contradictions:
            address = self.blueprint.fitting.place(Address.parse(contradiction.address))
            if (address.section, address.question) not in self.blueprint.words:
                continue
            values = []
            for value in contradiction.values:
                given = Answered(
                    address=contradiction.address, value=value, origin="user", at=event.at
                )
                fitted = self.blueprint.fitting.fit(given)
                if isinstance(fitted, Misfit):
                    self.misfits[fitted.address] = fitted
                else:
                    values.append(getattr(fitted, "value", None))
            if values:
                contradictions.append(
                    contradiction.model_copy(
                        update={"address": str(address), "values": tuple(values)}
                    )
                )
        return event.model_copy(update={"contradictions": tuple(contradictions)})

    def _merge(self, event: Merged) -> None:
        """Take a merge in; let what branches answered differently start as it is typed."""
        self.state.apply(event)
        for address in [
            Address.parse(contradiction.address) for contradiction in event.contradictions
        ]:
            draft = self.state.drafts.get(address)
            question = self.blueprint.questionnaire.sections[address.section].questions[
                address.question
            ]
            by_rows = isinstance(question, Records) and question.row_by_row
            if draft is not None and not isinstance(draft, str) and not by_rows:
                self.state.drafts[address] = question.write(draft)
            self.bases.forget(address)
        self._forget_all()

    def _set_misfit(self, event: Answered | Cleared | Drafted | Postponed, misfit: Misfit) -> None:
        if isinstance(event, Answered):
            self.misfits[misfit.address] = misfit
        address = self.blueprint.fitting.place(misfit.address)
        if misfit.draft is not None:
            self.state.drafts.setdefault(address, misfit.draft)
        self._forget(address.group)

    def _fold_answer(self, event: Answered | Cleared | Drafted | Postponed) -> None:
        address = Address.parse(event.address)
        self.state.apply(event)
        for group in self.touched(address):
            self._forget(group)
        if isinstance(event, Answered | Cleared):
            self.bases.forget(address)
        if isinstance(event, Answered):
            self.bases.remember(address, event)

    def touched(self, address: Address) -> list[Group]:
        """Return the groups whose questions may look different after a change at an address."""
        groups = [address.group]
        for section in self.blueprint.dependants.get((address.section, address.question), ()):
            is_here = section == address.section
            groups += [address.group] if is_here else self.applicability.groups(section)
        fed = [group for source in groups for group in self.bases.fed_by(source)]
        return list(dict.fromkeys(groups + fed))

    def _forget(self, group: Group) -> None:
        self.applicability.forget(group)
        self._sheets.pop(group, None)

    def _forget_all(self) -> None:
        self.applicability.forget_all()
        self._sheets.clear()

    def _arrange(self, event: ItemAdded | ItemMoved | ItemRemoved) -> None:
        if isinstance(event, ItemAdded) and event.copy_of:
            origin, copy = Group(event.section, event.copy_of), Group(event.section, event.item)
            self.bases.copy_item(origin, copy)
        if isinstance(event, ItemAdded) and len(self.state.items[event.section]) > 1:
            # A further item stands after the others and changes nothing for them, but for what
            # was made of its answers before it was removed.
            for group in (item := Group(event.section, event.item), *self.bases.fed_by(item)):
                self._forget(group)
        else:
            self._forget_all()

    # How a group stands

    def sheet(self, group: Group) -> Sheet:
        """Return how one group of questions stands."""
        if group not in self._sheets:
            self._sheets[group] = self._tally(group, self.applicability.questions(group))
        return self._sheets[group]

    def _tally(self, group: Group, asks: dict[str, Question]) -> Sheet:
        stale = frozenset(
            name for name, ask in asks.items() if self.bases.is_stale(group.at(name), ask)
        )
        open_ = tuple(
            name
            for name, ask in asks.items()
            if name in stale or not self._is_answered(group.at(name), ask)
        )
        missing = sum(asks[name].required or name in stale for name in open_)
        return Sheet(asks, open_, stale, Progress(len(asks), len(asks) - len(open_), missing))

    def _is_answered(self, address: Address, question: Question) -> bool:
        answer = self.state.answers.get(address)
        if answer is None or address in self.state.postponed:
            return False
        return answer.value is not None or not question.required

    def compare(self, before: dict[Group, Sheet], cause: Address | None) -> Consequences:
        """Say what became of answers since their groups stood as they did before.

        Args:
            before: How the groups stood that may have been touched.
            cause: The answer that changed itself, which is no consequence.
        """
        unreachable, returned, stale = [], [], []
        for group, old in before.items():
            if not self.applicability.has(group):
                continue
            new = self.sheet(group)
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
