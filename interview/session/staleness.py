"""Which answers have to be confirmed, since what they were an answer to has changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Self

from interview.session.address import Address, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.questionnaire.question import Question, Value
    from interview.session.applicability import Applicability
    from interview.session.events import Answered


class _Basis(NamedTuple):
    """What an answer was an answer to: the question as asked, and what it was suggested from."""

    asked: Question
    sources: dict[Address, Value]


@dataclass
class Bases:
    """Remembers of every answer what it was an answer to.

    Attributes:
        applicability: Says in which words a question is asked now.
    """

    applicability: Applicability
    _bases: dict[Address, _Basis] = field(default_factory=dict)
    _fed: dict[Group, set[Group]] = field(default_factory=dict)
    """By the group of an answer, the groups that something was suggested to from it."""

    def copy(self, applicability: Applicability) -> Self:
        """Return what remembers the same, and can go its own way."""
        fed = {group: set(others) for group, others in self._fed.items()}
        return replace(self, applicability=applicability, _bases=dict(self._bases), _fed=fed)

    def remember(self, address: Address, event: Answered) -> None:
        """Keep what an answer was an answer to, so that it is known when that changes."""
        blueprint = self.applicability.blueprint
        named = [blueprint.fitting.place(Address.parse(entry)) for entry in event.suggested_from]
        words = blueprint.words[address.section, address.question]
        if not named and not words.variants:
            return
        asked = words.choose(lambda name: self.applicability.given(address.group, name))
        sources = {source: self.applicability.value(source) for source in named}
        self._bases[address] = _Basis(asked, sources)
        self._feed(named, address.group)

    def _feed(self, sources: Iterable[Address], group: Group) -> None:
        for source in sources:
            self._fed.setdefault(source.group, set()).add(group)

    def forget(self, address: Address) -> None:
        """Let an answer be none to anything any more."""
        self._bases.pop(address, None)

    def copy_item(self, origin: Group, copy: Group) -> None:
        """Let the answers of a copy follow the copy's own, where those of its original did."""
        for address, basis in list(self._bases.items()):
            if address.group == origin:
                sources = {
                    copy.at(source.question) if source.group == origin else source: value
                    for source, value in basis.sources.items()
                }
                self._bases[copy.at(address.question)] = basis._replace(sources=sources)
                self._feed(sources, copy)

    def fed_by(self, group: Group) -> Iterator[Group]:
        """Yield the groups that something was suggested to from the answers of a group."""
        yield from self._fed.get(group, ())

    def is_stale(self, address: Address, question: Question) -> bool:
        """Whether the answer in force was given to something else than is asked now."""
        answer = self.applicability.state.answers.get(address)
        basis = self._bases.get(address)
        if answer is None or answer.value is None or basis is None:
            return False
        return basis.asked is not question or any(
            self.applicability.value(source) != value for source, value in basis.sources.items()
        )
