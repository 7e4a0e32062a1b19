"""A number with a unit and bounds."""

import math
import re
from typing import ClassVar, Literal, Self

from pydantic import FiniteFloat, model_validator

from interview.questionnaire.kinds.values import type_name
from interview.questionnaire.parts import Asking, Content, Inline, Instructions, ItemNames, Schema
from interview.questionnaire.question import Question, Rejected, Value
from interview.text.cleaning import quoted
from interview.text.durations import MINUTES, duration

_SPACE = r"'’_ \u00a0\u202f"
_GROUPED = re.compile(
    rf"[-+]?(?:\d{{1,3}}([.,{_SPACE}])\d{{3}}(?:\1\d{{3}})*[.,]\d+"
    rf"|[1-9]\d{{0,2}}(?:[,{_SPACE}]\d{{3}})+|\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d+(?:_\d+)+)"
)
"""Digits in groups: `1,000`, `1_000`, `1 000`, `1.000,5`. Countries read them differently."""


class Number(Question):
    """A number with a unit and inclusive bounds."""

    kind: Literal["number"] = "number"
    unit: str = ""
    minimum: FiniteFloat | None = None
    maximum: FiniteFloat | None = None
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
        shown = self.write(value)
        if self.minimum is not None and value < self.minimum:
            raise Rejected(f"{shown} is too small: at least {self.minimum:g}{unit}")
        if self.maximum is not None and value > self.maximum:
            raise Rejected(f"{shown} is too large: at most {self.maximum:g}{unit}")
        if self.whole and value != int(value):
            raise Rejected(f"{shown} is not a whole number")
        return int(value) if value == int(value) else value

    def read(self, typed: str) -> Value:
        """Take a number with a decimal point or comma, with or without its unit.

        Where the unit is one of time, a duration such as `90 min` or `1h30` is taken as well.
        """
        text = typed.strip().lower()
        if not text:
            return None
        bare = text.removesuffix(self.unit.lower()).removesuffix(self.unit.lower().rstrip("s"))
        bare = bare.strip()
        if _GROUPED.fullmatch(bare):
            raise Rejected(f"{quoted(typed)} has separators between its digits; leave them out")
        number = _number(bare)
        if number is None:
            number = self._of_duration(text)
        if number is None:
            raise Rejected(f"{quoted(typed)} is not a number; use digits, such as 3{self._units}")
        return self.accept(number)

    def _of_duration(self, text: str) -> float | None:
        """Return a duration in this unit of time; None for other units and other texts."""
        unit, minutes = MINUTES.get(self.unit.lower().rstrip("s")), duration(text)
        if unit is None or minutes is None or re.search(r"\dd|day", text):
            return None  # how long a day is depends on who says so
        return minutes / unit

    @property
    def _units(self) -> str:
        return ", or 1h30" if self.unit.lower().rstrip("s") in MINUTES else ""

    def write(self, answer: Value) -> str:
        """Return the number without its unit, with all of its digits."""
        return repr(answer)

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


def _number(text: str) -> int | float | None:
    """Return a number with a decimal point or comma; None for any other text."""
    for read in (int, float):
        try:
            return read(text if read is int else text.replace(",", "."))
        except ValueError:
            continue
    return None


def _is_finite(value: float) -> bool:
    """Whether a number is one that can be calculated with and printed."""
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False
