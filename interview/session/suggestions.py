"""Suggestions: what an answer could be, and where that comes from.

A questionnaire names the source of a suggestion with `suggest`. What it gives is offered and
edited, never taken silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Value
    from interview.session.address import Address
    from interview.session.engine import Engine

    Source = Callable[[Engine, Address], "Suggestion | None"]
    ItemSource = Callable[[Engine, Section], "Sequence[Proposal]"]


class Offer(NamedTuple):
    """A part of an answer that can be ticked.

    Attributes:
        detail: What helps to decide, such as the beginning of a text.
    """

    label: str
    value: Value
    detail: str = ""


class Suggestion(NamedTuple):
    """An answer that is proposed.

    Attributes:
        source: Where it comes from, in words.
        based_on: The answers that it is made of; when one of them changes, an answer that followed
            the suggestion has to be confirmed.
        offers: Parts to choose from first; the value is made of those that are chosen then.
    """

    value: Value
    source: str
    based_on: tuple[Address, ...] = ()
    offers: tuple[Offer, ...] = ()

    def chosen(self, places: Iterable[int]) -> Suggestion:
        """Return the suggestion that the offers at some places, counted from 0, amount to."""
        values = [self.offers[place].value for place in places]
        return self._replace(value=_combined(values), offers=())

    def stands_behind(self, answer: Value) -> bool:
        """Whether something of the suggestion is left in an answer."""
        return answer == self.value or bool(_lines(answer) & _lines(self.value))


class Proposal(NamedTuple):
    """An item that is proposed for a repeating section.

    Attributes:
        answers: By question, what it begins with.
        source: Where they come from.
        settled: Whether they are taken as they are; otherwise each question starts from its own,
            except the first, which names the item, and choices, which say what else is asked.
        also: Further items that come with it.
    """

    label: str
    answers: dict[str, Value]
    source: str
    detail: str = ""
    settled: bool = False
    also: tuple[Proposal, ...] = ()


def verify_commands(engine: Engine, _: Address | None = None) -> Suggestion | None:
    """Propose for the demo what verifies the tasks, in their order."""
    addresses = [engine.address_of(Role.VERIFY, group.item) for group in engine.tasks]
    given = {address: engine.value(address) for address in addresses if address}
    commands = [_text(value) for value in given.values() if value is not None]
    if not commands:
        return None
    based_on = tuple(address for address, value in given.items() if value is not None)
    return Suggestion("\n".join(commands), "the commands that verify the tasks", based_on)


def _combined(values: Sequence[Value]) -> Value:
    """Return one value of several: rows and lists in a row, texts below each other."""
    if len(values) == 1:
        return values[0]
    if not values:
        return None
    if isinstance(values[0], list):
        return [element for value in values for element in value]
    texts = "\n".join(_text(value) for value in values)
    languages = {value["language"] if isinstance(value, dict) else "" for value in values}
    if languages == {""}:
        return texts
    return {"language": languages.pop() if len(languages) == 1 else "text", "text": texts}


def _text(value: Value) -> str:
    return str(value["text"] if isinstance(value, dict) else value)


def _lines(value: Value) -> set[str]:
    text = _text(value) if isinstance(value, str | dict) else ""
    return {line.strip() for line in text.split("\n") if line.strip()}
