"""Free text of several lines."""

from typing import Literal

from interview.questionnaire.kinds.values import LINES_HINT, UNTIL_A_DOT, filled, text_of
from interview.questionnaire.parts import (
    Asking,
    Content,
    Instructions,
    ItemNames,
    Schema,
    TextBlock,
)
from interview.questionnaire.question import Question, Value
from interview.text.cleaning import one_line


class Paragraph(Question):
    """Free text of several lines, Markdown by the user."""

    kind: Literal["paragraph"] = "paragraph"

    def accept(self, value: Value) -> str:
        """Take a text that is not empty."""
        return filled(text_of(value)).strip("\n").rstrip()

    def read(self, typed: str) -> Value:
        """Take what is typed."""
        return self.accept(typed) if typed.strip() else None

    def write(self, answer: Value) -> str:
        """Return the text."""
        return str(answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the text on one line."""
        return one_line(answer)

    @property
    def asking(self) -> Asking:
        """On several lines."""
        return Asking.LINES

    @property
    def instructions(self) -> Instructions:
        """How several lines are typed."""
        return Instructions(
            "Several lines are fine, and Markdown is; ^D ends it, ^X^E opens your editor, "
            "^X^K empties it.",
            f"{UNTIL_A_DOT} Markdown is fine.",
            LINES_HINT,
        )

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the text as a block."""
        return TextBlock(answer)

    def answer_schema(self) -> Schema:
        """Return that of a string."""
        return {"type": "string"}
