"""Earlier items of a repeating section."""

from typing import Literal

from interview.questionnaire.kinds.values import (
    TICKS,
    TICKS_HINT,
    each,
    filled,
    type_name,
    words_of,
)
from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value


class References(Question):
    """Earlier items of a repeating section, kept by their keys."""

    kind: Literal["references"] = "references"
    section: str

    def accept(self, value: Value) -> list[str]:
        """Take a list of item keys; whether the items exist is the session's matter."""
        if not isinstance(value, list):
            raise Rejected(f"expected a list of numbers or keys, not {type_name(value)}")
        return list(dict.fromkeys(each(_key, value)))

    def read(self, typed: str) -> Value:
        """Take keys with commas between them."""
        return self.accept(words_of(typed)) or None

    def write(self, answer: Value) -> str:
        """Return the keys with commas between them."""
        return ", ".join(answer)

    def complete(self, answer: Value, items: ItemNames) -> Value:
        """Return the keys of the items that exist."""
        return [key for key in answer if items.positions(self.section, [key])]

    def shown(self, answer: Value, items: ItemNames) -> str:
        """Return the items by what they are called and their positions."""
        name = items.name(self.section)
        return ", ".join(f"{name} {place}" for place in items.positions(self.section, answer))

    @property
    def asking(self) -> Asking:
        """As a list of boxes."""
        return Asking.SOME_OF

    @property
    def instructions(self) -> Instructions:
        """How items are chosen."""
        return Instructions(TICKS, "Numbers, separated by commas.", TICKS_HINT)

    def in_document(self, answer: Value, items: ItemNames) -> Content:
        """Return the positions of the items."""
        return Inline(", ".join(map(str, items.positions(self.section, answer))))

    def answer_schema(self) -> Schema:
        """Return that of a list of positions or keys."""
        return {"type": "array", "items": {"type": ["integer", "string"]}}


def _key(value: Value) -> str:
    if not isinstance(value, str):
        raise Rejected(f"expected the key of an item, not {type_name(value)}")
    return filled(value.strip())
