"""One line of text."""

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from interview.questionnaire.kinds.values import filled, text_of
from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value
from interview.text.cleaning import one_line


class TextQuestion(Question):
    """One line of text."""

    kind: Literal["text"] = "text"
    pattern: str = ""
    pattern_says: str = ""
    max_length: int = Field(default=500, gt=0)

    comparable: ClassVar[bool] = True

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        if pattern:
            # Imported late: only a question with a pattern needs it
            from interview.sandbox.pattern import problem

            if why := problem(pattern):
                raise ValueError(why)
        return pattern

    def accept(self, value: Value) -> str:
        """Take a text that is not empty, on one line, of the right length and pattern."""
        text = filled(one_line(text_of(value)))
        if len(text) > self.max_length:
            raise Rejected(f"{len(text)} characters are too many ({self.max_length} fit)")
        if self.pattern and not self._matches(text):
            raise Rejected(self.pattern_says or f"it does not match {self.pattern}")
        return text

    def _matches(self, text: str) -> bool:
        from interview.sandbox.pattern import SlowError, matches

        try:
            return matches(self.pattern, text)
        except SlowError as error:
            raise Rejected(str(error)) from None

    def read(self, typed: str) -> Value:
        """Take what is typed."""
        return self.accept(typed) if typed.strip() else None

    def write(self, answer: Value) -> str:
        """Return the text."""
        return str(answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the text."""
        return one_line(answer)

    @property
    def asking(self) -> Asking:
        """On one line."""
        return Asking.LINE

    @property
    def instructions(self) -> Instructions:
        """How a line is typed."""
        return Instructions("One line; press Enter to finish.", "One line.")

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the text on its line."""
        return Inline(str(answer))

    def answer_schema(self) -> Schema:
        """Return that of a string."""
        return {"type": "string"}
