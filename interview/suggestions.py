"""Suggestions: what an answer could be, and where that comes from.

A questionnaire names the source of a suggestion with `suggest`. What it gives is offered and
edited, never taken silently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.address import Address
    from interview.engine import Engine
    from interview.question import Value

    Source = Callable[[Engine], "Suggestion | None"]

SOURCES = frozenset({"next_number", "verify_commands"})
"""next_number: the number after the highest iteration of this project's sessions.
verify_commands: the commands that verify the tasks."""


class Suggestion(NamedTuple):
    """An answer that is proposed.

    source: where it comes from, in words. based_on: the answers that it is made of; when one of
    them changes, an answer that followed the suggestion has to be confirmed.
    """

    value: Value
    source: str
    based_on: tuple[Address, ...] = ()

    def stands_behind(self, answer: Value) -> bool:
        """Whether something of the suggestion is left in an answer."""
        return answer == self.value or bool(_lines(answer) & _lines(self.value))


def verify_commands(engine: Engine) -> Suggestion | None:
    """Propose for the demo what verifies the tasks, in their order."""
    addresses = [group.at("verify") for group in engine.groups("tasks")]
    given = {address: engine.value(address) for address in addresses}
    commands = [_text(value) for value in given.values() if value is not None]
    if not commands:
        return None
    based_on = tuple(address for address, value in given.items() if value is not None)
    return Suggestion("\n".join(commands), "the commands that verify the tasks", based_on)


def _text(value: Value) -> str:
    return str(value["text"] if isinstance(value, dict) else value)


def _lines(value: Value) -> set[str]:
    text = _text(value) if isinstance(value, str | dict) else ""
    return {line.strip() for line in text.split("\n") if line.strip()}
