"""A kind of question as a newcomer would add it, in one module: how long something takes."""

import re
from typing import Literal

from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value

_TYPED = re.compile(r"(?:(?P<hours>\d{1,4}) ?h)? ?(?:(?P<minutes>\d{1,4}) ?min)?")


class Duration(Question):
    """A number of minutes, typed as `1 h 30 min`."""

    kind: Literal["duration"] = "duration"

    def accept(self, value: Value) -> int:
        """Take minutes, one at least."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise Rejected("a number of minutes is expected")
        return value

    def read(self, typed: str) -> Value:
        """Take hours and minutes."""
        if not typed.strip():
            return None
        match = _TYPED.fullmatch(typed.strip())
        if match is None:
            raise Rejected(f"'{typed}' is not of the form 1 h 30 min")
        return self.accept(int(match["hours"] or 0) * 60 + int(match["minutes"] or 0))

    def write(self, answer: Value) -> str:
        """Return hours and minutes."""
        hours, minutes = divmod(answer, 60)
        return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return hours and minutes."""
        return self.write(answer)

    @property
    def asking(self) -> Asking:
        """On one line."""
        return Asking.LINE

    @property
    def instructions(self) -> Instructions:
        """How it is typed."""
        return Instructions("Such as 1 h 30 min; Enter ends it.", "Such as 1 h 30 min.")

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return hours and minutes."""
        return Inline(self.write(answer))

    def answer_schema(self) -> Schema:
        """Return that of a number of minutes."""
        return {"type": "integer", "minimum": 1}
