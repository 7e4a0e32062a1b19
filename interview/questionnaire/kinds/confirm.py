"""Yes or no."""

from typing import ClassVar, Literal

from interview.questionnaire.kinds.values import type_name
from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value

_WORDS = {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}


class Confirm(Question):
    """Yes or no."""

    kind: Literal["confirm"] = "confirm"

    comparable: ClassVar[bool] = True

    def accept(self, value: Value) -> bool:
        """Take true or false."""
        if not isinstance(value, bool):
            raise Rejected(f"expected true or false, not {type_name(value)}")
        return value

    def read(self, typed: str) -> Value:
        """Take yes or no, y or n, true or false."""
        if typed.strip() and typed.strip().lower() not in _WORDS:
            raise Rejected("answer yes or no")
        return _WORDS.get(typed.strip().lower())

    def write(self, answer: Value) -> str:
        """Return yes or no."""
        return "yes" if answer else "no"

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return yes or no."""
        return self.write(answer)

    @property
    def asking(self) -> Asking:
        """By one key or one word."""
        return Asking.YES_NO

    @property
    def instructions(self) -> Instructions:
        """How yes and no are said."""
        return Instructions("y or n, then Enter.", "yes or no.")

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return Yes or No."""
        return Inline("Yes" if answer else "No")

    def answer_schema(self) -> Schema:
        """Return that of true or false."""
        return {"type": "boolean"}
