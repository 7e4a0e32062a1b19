"""Suggestions: what an answer could be, and where that comes from.

A questionnaire names the source of a suggestion with `suggest`. What it gives is offered and
edited, never taken silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview.address import Address
    from interview.engine import Engine
    from interview.question import Value

    Source = Callable[[Engine, Address], "Suggestion | None"]
    ItemSource = Callable[[Engine], "Sequence[Proposal]"]

SOURCES = frozenset({"next_number", "verify_commands"})
"""next_number: the number after the highest iteration of this project's sessions.
verify_commands: the commands that verify the tasks."""


class Offer(NamedTuple):
    """A part of an answer that can be ticked.

    detail: what helps to decide, such as the beginning of a text.
    """

    label: str
    value: Value
    detail: str = ""


class Suggestion(NamedTuple):
    """An answer that is proposed.

    source: where it comes from, in words. based_on: the answers that it is made of; when one of
    them changes, an answer that followed the suggestion has to be confirmed. offers: parts to
    choose from first; the value is made of those that are chosen then.
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

    answers: by question, what it begins with. settled: whether the answers are taken as they are;
    otherwise each question starts from its own, except the first, which names the item.
    """

    label: str
    answers: dict[str, Value]
    detail: str = ""
    settled: bool = False


def verify_commands(engine: Engine, _: Address | None = None) -> Suggestion | None:
    """Propose for the demo what verifies the tasks, in their order."""
    addresses = [group.at("verify") for group in engine.groups("tasks")]
    given = {address: engine.value(address) for address in addresses}
    commands = [_text(value) for value in given.values() if value is not None]
    if not commands:
        return None
    based_on = tuple(address for address, value in given.items() if value is not None)
    return Suggestion("\n".join(commands), "the commands that verify the tasks", based_on)


def _combined(values: Sequence[Value]) -> Value:
    """Return one value of several: rows and lists in a row, texts below each other."""
    if not values:
        return None
    if isinstance(values[0], list):
        return [one for value in values for one in value]
    return "\n".join(_text(value) for value in values) if len(values) > 1 else values[0]


def _text(value: Value) -> str:
    return str(value["text"] if isinstance(value, dict) else value)


def _lines(value: Value) -> set[str]:
    text = _text(value) if isinstance(value, str | dict) else ""
    return {line.strip() for line in text.split("\n") if line.strip()}
