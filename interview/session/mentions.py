"""Texts that name an item by its number, such as “task 2”, when the numbers change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.question import Rejected
from interview.session.events import Answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from interview.questionnaire.question import Value
    from interview.session.address import Address
    from interview.session.engine import Engine
    from interview.session.events import Origin

_NUMBER = re.compile(r"\d+")


class Mention(NamedTuple):
    """An answer that names items by numbers which are other items' now, or nobody's.

    Attributes:
        address: The answer.
        value: The same with the new numbers.
        moved: The new numbers, by the old ones that it names.
        removed: The numbers of items that it names and that are gone.
        word: What an item is called.
    """

    address: Address
    value: Value
    moved: Mapping[int, int]
    removed: Sequence[int]
    word: str

    def can_change(self, engine: Engine) -> bool:
        """Whether the new numbers can be written.

        Not where a removed item is named as well: its number would be read as another's. Nor where
        the question does not take the new value, which may be longer.
        """
        question = engine.question(self.address)
        try:
            return (
                not self.removed
                and question is not None
                and bool(question.accept(self.value) == self.value)
            )
        except Rejected:
            return False

    def changed(self, at: datetime, origin: Origin, batch: str | None = None) -> Answered:
        """Return what happens when the new numbers are written."""
        return Answered(
            address=str(self.address), value=self.value, origin=origin, at=at, batch=batch
        )

    def __str__(self) -> str:
        word = self.word
        changes = [f"{word} {old} is now {word} {new}" for old, new in self.moved.items()]
        return ", ".join([*changes, *(f"{word} {number} was removed" for number in self.removed)])


def mentions(engine: Engine, section: str, before: Sequence[str]) -> list[Mention]:
    """Return the answers that name items of a section by numbers that mean others now.

    Args:
        before: The keys of the items, in the order that the numbers were written for.
    """
    items = engine.state.items.get(section, [])
    new = {key: number for number, key in enumerate(items, 1)}
    places = {number: new.get(key) for number, key in enumerate(before, 1)}
    if all(number == place for number, place in places.items()):
        return []
    word = engine.questionnaire.sections[section].item
    return list(_mentions(engine, word, places))


def _mentions(engine: Engine, word: str, places: Mapping[int, int | None]) -> Iterator[Mention]:
    pattern = _pattern(word)
    sections = engine.questionnaire.sections
    for address, answer in engine.state.answers.items():
        if engine.question(address) is None:
            continue
        if sections[address.section].questions[address.question].kind == "references":
            continue  # by keys, which stay
        named: dict[int, int | None] = {}
        value = _renumbered(answer.value, pattern, places, named)
        moved = {old: new for old, new in named.items() if new is not None}
        if named:
            gone = [old for old in named if old not in moved]
            yield Mention(address, value, moved, gone, word)


def _pattern(word: str) -> re.Pattern[str]:
    """Return what finds “task 2”, “Tasks 1, 2 and 4” and “tasks 2-4”, for the word of an item."""
    joined = r"\s*(?:,\s*and|,|and|or|to|through|[&/–-])\s*"
    numbers = rf"\d{{1,4}}(?:{joined}\d{{1,4}})*"
    return re.compile(rf"\b({re.escape(word)}s?\s+#?)({numbers})(?![\d.]\d|\w)", re.IGNORECASE)


def _renumbered(
    value: Value,
    pattern: re.Pattern[str],
    places: Mapping[int, int | None],
    named: dict[int, int | None],
) -> Value:
    """Return a value with the new numbers; what it names that changed goes into `named`."""

    def number(match: re.Match[str]) -> str:
        old = int(match[0])
        new = places.get(old, old)
        if new != old:
            named[old] = new
        return match[0] if new is None else str(new)

    if isinstance(value, str):
        return pattern.sub(lambda match: match[1] + _NUMBER.sub(number, match[2]), value)
    if isinstance(value, list):
        return [_renumbered(part, pattern, places, named) for part in value]
    if isinstance(value, dict):
        return {name: _renumbered(part, pattern, places, named) for name, part in value.items()}
    return value
