"""A list of short texts."""

import re
from typing import Literal

from interview.questionnaire.kinds.values import (
    LINES_HINT,
    ON_LINES,
    each,
    filled,
    text_of,
    type_name,
)
from interview.questionnaire.parts import Asking, Bullets, Content, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value
from interview.text.cleaning import clean, one_line

_BULLET = re.compile(r"\A\s*[-*•]\s+")


class Lines(Question):
    """A list of short texts, one per line."""

    kind: Literal["lines"] = "lines"

    def accept(self, value: Value) -> list[str]:
        """Take a list of texts that are not empty."""
        if not isinstance(value, list):
            raise Rejected(f"expected a list of texts, not {type_name(value)}")
        return each(lambda line: filled(one_line(text_of(line))), value, "line")

    def read(self, typed: str) -> Value:
        """Take one text a line; a bullet before it is dropped."""
        lines = (_BULLET.sub("", line) for line in clean(typed).split("\n"))
        return self.accept([line for line in lines if line.strip()]) or None

    def write(self, answer: Value) -> str:
        """Return one text a line; one that has a bullet of its own gets one more to be dropped."""
        return "\n".join(f"- {line}" if _BULLET.match(line) else line for line in answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the texts on one line."""
        return one_line("\n".join(answer))

    @property
    def asking(self) -> Asking:
        """On several lines."""
        return Asking.LINES

    @property
    def is_list(self) -> bool:
        """Each line is a text."""
        return True

    @property
    def instructions(self) -> Instructions:
        """How the texts are typed."""
        return Instructions(
            ON_LINES, "One per line; finish with a line containing only a dot.", LINES_HINT
        )

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the texts as a list."""
        return Bullets(answer)

    def answer_schema(self) -> Schema:
        """Return that of a list of strings."""
        return {"type": "array", "items": {"type": "string"}}
