"""A number with a unit and bounds."""

import math
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from interview.questionnaire.kinds.values import type_name
from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value
from interview.text.cleaning import quoted


class Number(Question):
    """A number with a unit and inclusive bounds."""

    kind: Literal["number"] = "number"
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False

    comparable: ClassVar[bool] = True

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"minimum {self.minimum:g} is above maximum {self.maximum:g}")
        return self

    def accept(self, value: Value) -> int | float:
        """Take a finite number inside the bounds, a whole one where that is asked."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Rejected(f"expected a number, not {type_name(value)}")
        if not _is_finite(value):
            raise Rejected("expected a finite number")
        unit = f" {self.unit}" if self.unit else ""
        if self.minimum is not None and value < self.minimum:
            raise Rejected(f"{value:g} is too small: at least {self.minimum:g}{unit}")
        if self.maximum is not None and value > self.maximum:
            raise Rejected(f"{value:g} is too large: at most {self.maximum:g}{unit}")
        if self.whole and value != int(value):
            raise Rejected(f"{value:g} is not a whole number")
        return int(value) if value == int(value) else value

    def read(self, typed: str) -> Value:
        """Take a number with a decimal point or comma, with or without its unit."""
        text = typed.strip().lower()
        if not text:
            return None
        bare = text.removesuffix(self.unit.lower()).removesuffix(self.unit.lower().rstrip("s"))
        try:
            return self.accept(float(bare.strip().replace(",", ".")))
        except Rejected:
            raise
        except ValueError:
            raise Rejected(f"{quoted(typed)} is not a number; use digits, such as 3") from None

    def write(self, answer: Value) -> str:
        """Return the number without its unit."""
        return f"{answer:g}" if isinstance(answer, float) else str(answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the number with its unit."""
        return f"{self.write(answer)} {self.unit}".rstrip()

    @property
    def asking(self) -> Asking:
        """On one line."""
        return Asking.LINE

    @property
    def mark(self) -> str:
        """The unit."""
        return self.unit

    @property
    def instructions(self) -> Instructions:
        """How a number is typed."""
        return Instructions("A number; press Enter to finish.", "A number.")

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the number with its unit."""
        return Inline(f"{self.write(answer)} {self.unit}".rstrip())

    def answer_schema(self) -> Schema:
        """Return that of a number within the bounds."""
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"type": "integer" if self.whole else "number", **given}


def _is_finite(value: float) -> bool:
    """Whether a number is one that can be calculated with and printed."""
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False
