"""One or several of the answers that a questionnaire offers."""

import re
from collections.abc import Collection
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from interview.errors import did_you_mean
from interview.questionnaire.kinds.values import (
    TICKS,
    TICKS_HINT,
    Shorthand,
    each,
    type_name,
)
from interview.questionnaire.parts import (
    Asking,
    Bullets,
    Content,
    Inline,
    Instructions,
    ItemNames,
    Schema,
)
from interview.questionnaire.question import Line, Question, Rejected, Value
from interview.text.cleaning import one_line, quoted

MOST_NAMES = 30
"""Choices that an error names."""


class Choice(Shorthand):
    """One of the answers that a choice offers."""

    word = "value"

    value: Line
    label: str = ""
    help: str = ""

    @property
    def title(self) -> str:
        """What a person reads."""
        return self.label or self.value


class _Offering(Question):
    choices: tuple[Choice, ...] = Field(min_length=1, max_length=500)

    comparable: ClassVar[bool] = True
    fixed: ClassVar[tuple[str, ...]] = ("choices",)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        """Refuse choices that a person could not tell apart, by value or by label."""
        names: set[str] = set()
        for choice in self.choices:
            called = {choice.value.lower(), choice.title.lower()}
            if called & names:
                raise ValueError(f"two choices are called {quoted(choice.title)}")
            names |= called
        return self

    @property
    def offered(self) -> tuple[Choice, ...]:
        """What there is to choose from."""
        return self.choices

    @cached_property
    def _values(self) -> dict[str, None]:
        return dict.fromkeys(choice.value for choice in self.choices)

    @cached_property
    def _named(self) -> dict[str, str]:
        """The choices by what may be typed for them, whatever the case."""
        named: dict[str, str] = {}
        for choice in self.choices:
            named.setdefault(choice.value.lower(), choice.value)
            if choice.label:
                named.setdefault(choice.label.lower(), choice.value)
        return named

    def _by_number(self, word: str) -> str:
        """Return the choice that a number stands for, counted from 1, or the word itself.

        What a choice is called goes before its place in the list: an answer that is written and
        read again is the same, also where choices are called 3, 2 and 1.
        """
        if word.lower() in self._named:
            return word
        numbered = {str(number): choice.value for number, choice in enumerate(self.choices, 1)}
        return numbered.get(word, word)

    def _choose(self, value: Value) -> str:
        if isinstance(value, str):
            if value in self._values:
                return value
            if named := self._named.get(value.strip().lower()):
                return named
        text = quoted(value) if isinstance(value, str) else type_name(value)
        hint = did_you_mean(value, self._values) if isinstance(value, str) else ""
        raise Rejected(f"{text} is not one of {_enumerated(self._values)}{hint}")

    def _title(self, value: str) -> str:
        return next((choice.title for choice in self.choices if choice.value == value), value)


def _enumerated(names: Collection[str]) -> str:
    """Return names with commas between them, the first ones of very many."""
    listing = ", ".join(islice(names, MOST_NAMES))
    return listing if len(names) <= MOST_NAMES else f"{listing} and {len(names) - MOST_NAMES} more"


class ChoiceQuestion(_Offering):
    """One of several answers."""

    kind: Literal["choice"] = "choice"

    def accept(self, value: Value) -> str:
        """Take the value or the label of a choice."""
        return self._choose(value)

    def read(self, typed: str) -> Value:
        """Read a value, a label, or the number of a choice, counted from 1."""
        return self.accept(self._by_number(typed.strip())) if typed.strip() else None

    def write(self, answer: Value) -> str:
        """Return the value of the choice."""
        return str(answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return what the choice is called."""
        return self._title(answer)

    @property
    def asking(self) -> Asking:
        """As a list."""
        return Asking.ONE_OF

    @property
    def instructions(self) -> Instructions:
        """How one is chosen."""
        return Instructions("Arrow keys move, Enter selects.", "Type the number or the word.")

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return what the choice is called."""
        return Inline(self._title(answer))

    def answer_schema(self) -> Schema:
        """Return that of one of the values."""
        return {"enum": [choice.value for choice in self.choices]}


class ChoicesQuestion(_Offering):
    """Any number of several answers."""

    kind: Literal["choices"] = "choices"

    def accept(self, value: Value) -> list[str]:
        """Take a list of values or labels of choices."""
        if not isinstance(value, list):
            raise Rejected(f"expected a list of choices, not {type_name(value)}")
        return list(dict.fromkeys(each(self._choose, value)))

    def read(self, typed: str) -> Value:
        """Take choices, or their numbers, with commas between them."""
        return self.accept([self._by_number(word) for word in self._words(typed)]) or None

    def _words(self, typed: str) -> list[str]:
        """Return what stands between commas; a choice with commas of its own stays whole."""
        return [
            word for match in self._word.finditer(typed) if (word := (match[1] or match[2]).strip())
        ]

    @cached_property
    def _word(self) -> re.Pattern[str]:
        longest_first = sorted(self._named, key=len, reverse=True)
        names = "|".join(map(re.escape, longest_first))
        return re.compile(rf"\s*(?:({names})\s*|([^,]*))(?:,|$)", re.IGNORECASE)

    def write(self, answer: Value) -> str:
        """Return the choices with commas between them."""
        return ", ".join(answer)

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return the choices with commas between them."""
        return one_line(self.write(answer))

    def admits(self, wanted: Value) -> str:
        """Say why a condition can never see one choice here; empty when it can."""
        return super().admits([wanted])

    @property
    def asking(self) -> Asking:
        """As a list of boxes."""
        return Asking.SOME_OF

    @property
    def instructions(self) -> Instructions:
        """How several are chosen."""
        return Instructions(TICKS, "Numbers or words, separated by commas.", TICKS_HINT)

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return what the choices are called."""
        return Bullets([self._title(value) for value in answer])

    def answer_schema(self) -> Schema:
        """Return that of a list of the values."""
        return {"type": "array", "items": {"enum": [choice.value for choice in self.choices]}}
