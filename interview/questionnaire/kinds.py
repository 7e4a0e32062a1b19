"""The kinds of question, and the answers that each of them takes.

An answer is plain JSON data. `accept` says what a value from a file or a prompt is worth, `read`
does the same for typed text, and `write` turns an answer back into the text that `read` takes.
"""

import math
import re
from collections.abc import Collection
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field, GetJsonSchemaHandler, field_validator, model_validator

from interview.errors import did_you_mean
from interview.questionnaire.question import Id, Line, Model, Question, Rejected, Value
from interview.text.cleaning import clean, one_line, quoted

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SEPARATOR = " - "
"""Stands between the columns of a record that is typed on one line."""

LONGEST_TEXT = 1_000_000
"""Characters in one text of an answer; a larger paste is a mistake, not an answer."""

_FENCED = re.compile(
    r"\s*(?P<fence>(?P<mark>[`~])(?P=mark){2,})[ \t]*(?P<language>[\w+#.-]+)[ \t]*\n"
    r"(?P<text>(?:(?!(?P=fence)).*\n)*)"
    r"(?P=fence)\s*"
)
_LANGUAGE = re.compile(r"[\w+#.-]{1,40}")


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Rejected(f"a text is expected, not {_name(value)}")
    if len(value) > LONGEST_TEXT:
        raise Rejected(f"a text of {len(value):,} characters is too long ({LONGEST_TEXT:,} fit)")
    return clean(value)


def _filled(text: str) -> str:
    if not text.strip():
        raise Rejected("the text is empty")
    return text


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
        text = _filled(one_line(_text(value)))
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


class Paragraph(Question):
    """Free text of several lines, Markdown by the user."""

    kind: Literal["paragraph"] = "paragraph"

    def accept(self, value: Value) -> str:
        """Take a text that is not empty."""
        return _filled(_text(value)).strip("\n").rstrip()


class CodeQuestion(Question):
    """Source text, a command or its output: kept character for character.

    An answer is a text in the question's own language, or `{language, text}`.
    """

    kind: Literal["code"] = "code"
    language: str = "text"

    def accept(self, value: Value) -> Value:
        """Take a text, or a mapping of language and text."""
        if not isinstance(value, dict):
            return _code(value)
        if unknown := [key for key in value if key not in ("language", "text")]:
            raise Rejected(f"unknown key '{unknown[0]}' (code has language and text)")
        language, text = value.get("language", self.language), _code(value.get("text", ""))
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise Rejected("the language is a single word such as python or c++")
        return text if language == self.language else {"language": language, "text": text}

    def read(self, typed: str) -> Value:
        """Take typed code; a fence around all of it names another language."""
        if not typed.strip():
            return None
        if fenced := _FENCED.fullmatch(clean(typed)):
            return self.accept({"language": fenced["language"], "text": fenced["text"]})
        return self.accept(typed)

    def write(self, answer: Value) -> str:
        """Return the code, fenced when its language is not the question's own."""
        if isinstance(answer, str):
            if not _FENCED.fullmatch(answer):
                return answer
            answer = {"language": self.language, "text": answer}
        longest = max((len(run) for run in re.findall("`+", answer["text"])), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}{answer['language']}\n{answer['text']}\n{fence}"


def _code(value: Value) -> str:
    # Editors end a file with a newline; the document's fence brings that one newline itself.
    return _filled(_text(value)).removesuffix("\n")


class _Shorthand(Model):
    """A part that a questionnaire may write as a single word."""

    word: ClassVar[str]
    """The key that the single word stands for."""

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, data: object) -> object:
        return {cls.word: data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: "CoreSchema", handler: GetJsonSchemaHandler
    ) -> "JsonSchemaValue":
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(core))]}


class Choice(_Shorthand):
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
        """Return the choice that a number stands for, counted from 1, or the word itself."""
        numbered = {str(number): choice.value for number, choice in enumerate(self.choices, 1)}
        return numbered.get(word, word)

    def _choose(self, value: Value) -> str:
        if isinstance(value, str):
            if value in self._values:
                return value
            if named := self._named.get(value.strip().lower()):
                return named
        text = quoted(value) if isinstance(value, str) else _name(value)
        hint = did_you_mean(value, self._values) if isinstance(value, str) else ""
        raise Rejected(f"{text} is not one of {_enumerated(self._values)}{hint}")


def _enumerated(names: Collection[str]) -> str:
    """Return names with commas between them, the first ones of very many."""
    listing = ", ".join(islice(names, _MOST_NAMES))
    return (
        listing if len(names) <= _MOST_NAMES else f"{listing} and {len(names) - _MOST_NAMES} more"
    )


_MOST_NAMES = 30


class ChoiceQuestion(_Offering):
    """One of several answers."""

    kind: Literal["choice"] = "choice"

    def accept(self, value: Value) -> str:
        """Take the value or the label of a choice."""
        return self._choose(value)

    def read(self, typed: str) -> Value:
        """Read a value, a label, or the number of a choice, counted from 1."""
        return self.accept(self._by_number(typed.strip())) if typed.strip() else None


class ChoicesQuestion(_Offering):
    """Any number of several answers."""

    kind: Literal["choices"] = "choices"

    def accept(self, value: Value) -> list[str]:
        """Take a list of values or labels of choices."""
        if not isinstance(value, list):
            raise Rejected(f"a list of choices is expected, not {_name(value)}")
        return list(dict.fromkeys(_each(self._choose, value)))

    def read(self, typed: str) -> Value:
        """Take choices, or their numbers, with commas between them."""
        return self.accept([self._by_number(word) for word in _commas(typed)]) or None

    def write(self, answer: Value) -> str:
        """Return the choices with commas between them."""
        return ", ".join(answer)

    def admits(self, wanted: Value) -> str:
        """Say why a condition can never see one choice here; empty when it can."""
        return super().admits([wanted])


class Confirm(Question):
    """Yes or no."""

    kind: Literal["confirm"] = "confirm"

    comparable: ClassVar[bool] = True

    def accept(self, value: Value) -> bool:
        """Take true or false."""
        if not isinstance(value, bool):
            raise Rejected(f"true or false is expected, not {_name(value)}")
        return value

    def read(self, typed: str) -> Value:
        """Take yes or no, y or n, true or false."""
        words = {"y": True, "yes": True, "true": True, "n": False, "no": False, "false": False}
        if typed.strip() and typed.strip().lower() not in words:
            raise Rejected("answer yes or no")
        return words.get(typed.strip().lower())

    def write(self, answer: Value) -> str:
        """Return yes or no."""
        return "yes" if answer else "no"


class Number(Question):
    """A number with a unit and bounds, both of which are allowed values."""

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
            raise Rejected(f"a number is expected, not {_name(value)}")
        if not _is_finite(value):
            raise Rejected("a finite number is expected")
        unit = f" {self.unit}" if self.unit else ""
        if self.minimum is not None and value < self.minimum:
            raise Rejected(f"{value:g} is too small: at least {self.minimum:g}{unit}")
        if self.maximum is not None and value > self.maximum:
            raise Rejected(f"{value:g} is too much: at most {self.maximum:g}{unit}")
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
            raise Rejected(f"{quoted(typed)} is not a number") from None

    def write(self, answer: Value) -> str:
        """Return the number without its unit."""
        return f"{answer:g}" if isinstance(answer, float) else str(answer)


def _is_finite(value: float) -> bool:
    """Whether a number is one that can be calculated with and printed."""
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


class Lines(Question):
    """A list of short texts, one a line."""

    kind: Literal["lines"] = "lines"

    def accept(self, value: Value) -> list[str]:
        """Take a list of texts that are not empty."""
        if not isinstance(value, list):
            raise Rejected(f"a list of texts is expected, not {_name(value)}")
        return _each(lambda line: _filled(one_line(_text(line))), value, "line")

    def read(self, typed: str) -> Value:
        """Take one text a line; a bullet before it is dropped."""
        lines = (re.sub(r"\A\s*[-*•]\s+", "", line) for line in clean(typed).split("\n"))
        return self.accept([line for line in lines if line.strip()]) or None

    def write(self, answer: Value) -> str:
        """Return one text a line."""
        return "\n".join(answer)


class Column(_Shorthand):
    """One named part of a record.

    Attributes:
        kind: `text`, `path` (completed from the project), `language` or `code` (several lines).
        asked: False for what the program fills in.
    """

    word = "id"

    id: Id
    label: str = ""
    kind: Literal["text", "path", "language", "code"] = "text"
    required: bool = True
    asked: bool = True
    example: str = ""

    @property
    def title(self) -> str:
        """What a person reads."""
        return self.label or self.id

    def accept(self, value: Value) -> str:
        """Take the text of this column."""
        text = _code(value) if self.kind == "code" else _filled(one_line(_text(value)))
        if self.kind == "language" and not _LANGUAGE.fullmatch(text):
            raise Rejected("the language is a single word such as python or c++")
        return text


class Records(Question):
    """Rows with named columns.

    Rows of short texts are typed one per line, ` - ` between the columns; rows with a code column
    are asked one by one.
    """

    kind: Literal["records"] = "records"
    columns: tuple[Column, ...] = Field(min_length=1, max_length=50)

    @property
    def asked_columns(self) -> tuple[Column, ...]:
        """The columns that a person fills in."""
        return tuple(column for column in self.columns if column.asked)

    @property
    def row_by_row(self) -> bool:
        """Whether a row has a part that does not fit on a line."""
        return any(column.kind == "code" for column in self.columns)

    @property
    def shape(self) -> str:
        """How a row is typed on one line: `path - purpose`."""
        return SEPARATOR.join(column.title for column in self.asked_columns)

    def accept(self, value: Value) -> list[dict[str, str]]:
        """Take a list of mappings from column to text."""
        if not isinstance(value, list):
            raise Rejected(f"a list of rows is expected, not {_name(value)}")
        return _each(self._row, value, "row")

    def _row(self, row: Value) -> dict[str, str]:
        if not isinstance(row, dict):
            raise Rejected(f"a mapping of {', '.join(c.id for c in self.columns)} is expected, "
                           f"not {_name(row)}")  # fmt: skip
        names = [column.id for column in self.columns]
        reasons = [f"unknown column '{name}'{did_you_mean(name, names)}"
                   for name in row if name not in names]  # fmt: skip
        accepted = {}
        for column in self.columns:
            try:
                if column.id in row or column.required:
                    accepted[column.id] = column.accept(row.get(column.id, ""))
            except Rejected as error:
                reasons += [f"{column.title}: {reason}" for reason in error.reasons]
        if reasons:
            raise Rejected(*reasons)
        return accepted

    def read(self, typed: str) -> Value:
        """Take one row a line."""
        lines = [line.strip() for line in clean(typed).split("\n") if line.strip()]
        return _each(self.read_row, lines, "line") or None

    def read_row(self, line: str) -> dict[str, str]:
        """Read a row that was typed on one line."""
        columns = self.asked_columns
        parts = line.split(SEPARATOR, len(columns) - 1)
        if len(parts) < sum(column.required for column in columns):
            raise Rejected(f"{quoted(line)} is not of the form {self.shape}")
        return self._row(dict(zip((column.id for column in columns), parts, strict=False)))

    def write(self, answer: Value) -> str:
        """Return one row a line."""
        return "\n".join(
            SEPARATOR.join(row[column.id] for column in self.asked_columns if column.id in row)
            for row in answer
        )

    def fits_lines(self, answer: Value) -> bool:
        """Whether the rows can be typed one per line and what is asked comes back the same."""
        if self.row_by_row:
            return False
        asked = [column.id for column in self.asked_columns]
        typed = [{name: row[name] for name in asked if name in row} for row in answer]
        try:
            return bool(self.read(self.write(answer)) == typed)
        except Rejected:
            return False


class References(Question):
    """Earlier items of a repeating section, kept by their keys."""

    kind: Literal["references"] = "references"
    section: str

    def accept(self, value: Value) -> list[str]:
        """Take a list of item keys; whether the items exist is the session's matter."""
        if not isinstance(value, list):
            raise Rejected(f"a list of numbers or keys is expected, not {_name(value)}")
        return list(dict.fromkeys(_each(_key, value)))

    def read(self, typed: str) -> Value:
        """Take keys with commas between them."""
        return self.accept(_commas(typed)) or None

    def write(self, answer: Value) -> str:
        """Return the keys with commas between them."""
        return ", ".join(answer)


def _key(value: Value) -> str:
    if not isinstance(value, str):
        raise Rejected(f"the key of an item is expected, not {_name(value)}")
    return _filled(value.strip())


def _commas(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _each(accept: Any, values: list[Value], what: str = "") -> list[Any]:
    accepted, reasons = [], []
    for place, value in enumerate(values, 1):
        try:
            accepted.append(accept(value))
        except Rejected as error:
            reasons += [f"{what} {place}: {reason}" if what else reason for reason in error.reasons]
    if reasons:
        raise Rejected(*reasons)
    return accepted


def _name(value: Value) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text",
             list: "a list", dict: "a mapping", type(None): "nothing"}  # fmt: skip
    return names.get(type(value), type(value).__name__)


KINDS: dict[str, type[Question]] = {
    "text": TextQuestion,
    "paragraph": Paragraph,
    "code": CodeQuestion,
    "choice": ChoiceQuestion,
    "choices": ChoicesQuestion,
    "confirm": Confirm,
    "number": Number,
    "lines": Lines,
    "records": Records,
    "references": References,
}
"""The kinds of question, by the word that a questionnaire uses."""
