"""Rows with named columns."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from interview.errors import did_you_mean
from interview.questionnaire.kinds.values import (
    LANGUAGE,
    LINES_HINT,
    ON_LINES,
    Shorthand,
    code_of,
    each,
    filled,
    text_of,
    type_name,
)
from interview.questionnaire.parts import (
    Asking,
    CodeText,
    Content,
    Instructions,
    ItemNames,
    Row,
    Rows,
    Schema,
)
from interview.questionnaire.question import Id, Question, Rejected, Value
from interview.text.cleaning import clean, one_line, quoted

SEPARATOR = " - "
"""Stands between the columns of a record that is typed on one line."""


class Column(Shorthand):
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
        text = code_of(value) if self.kind == "code" else filled(one_line(text_of(value)))
        if self.kind == "language" and not LANGUAGE.fullmatch(text):
            raise Rejected("the language is a single word such as python or c++")
        return text


class Records(Question):
    """Rows with named columns.

    Rows of short texts are typed one per line, ` - ` between the columns; rows with a code column
    are asked one by one.
    """

    kind: Literal["records"] = "records"
    columns: tuple[Column, ...] = Field(min_length=1, max_length=50)

    fixed: ClassVar[tuple[str, ...]] = ("columns",)

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        """Refuse two columns of one id: the second would take the place of the first."""
        ids = [column.id for column in self.columns]
        if repeated := next((name for name in ids if ids.count(name) > 1), None):
            raise ValueError(f"two columns have the id '{repeated}'")
        return self

    @property
    def asked_columns(self) -> tuple[Column, ...]:
        """The columns that a person fills in."""
        return tuple(column for column in self.columns if column.asked)

    @property
    def asking(self) -> Asking:
        """On several lines, or part by part where a part does not fit on a line."""
        by_parts = any(column.kind == "code" for column in self.columns)
        return Asking.ROWS if by_parts else Asking.LINES

    @property
    def row_by_row(self) -> bool:
        """Whether a row has a part that does not fit on a line."""
        return self.asking is Asking.ROWS

    @property
    def is_list(self) -> bool:
        """Each line is a row."""
        return True

    @property
    def form(self) -> str:
        """The columns of a row, where it fits on a line."""
        return "" if self.row_by_row else self.shape

    @property
    def shape(self) -> str:
        """How a row is typed on one line: `path - purpose`."""
        return SEPARATOR.join(column.title for column in self.asked_columns)

    @property
    def instructions(self) -> Instructions:
        """How rows are typed."""
        if self.row_by_row:
            return Instructions(
                "Each part is asked separately; an empty first part finishes.",
                "Each part of a row is asked separately; an empty first part ends the list.",
                "Each part is asked separately; an empty first part ends the list.",
            )
        return Instructions(
            ON_LINES, "One row per line; finish with a line containing only a dot.", LINES_HINT
        )

    def accept(self, value: Value) -> list[dict[str, str]]:
        """Take a list of mappings from column to text."""
        if not isinstance(value, list):
            raise Rejected(f"expected a list of rows, not {type_name(value)}")
        return each(self._row, value, "row")

    def _row(self, row: Value) -> dict[str, str]:
        if not isinstance(row, dict):
            raise Rejected(f"a mapping of {', '.join(c.id for c in self.columns)} is expected, "
                           f"not {type_name(row)}")  # fmt: skip
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
        return each(self.read_row, lines, "line") or None

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

    def shown(self, answer: Value, _: ItemNames) -> str:
        """Return how many rows there are, and what they are called."""
        return f"{len(answer)}: " + ", ".join(next(iter(row.values())) for row in answer)

    def in_document(self, answer: Value, _: ItemNames) -> Content:
        """Return the rows: the first column stands out, code stands below."""
        first, *others = self.columns
        code = [column for column in others if column.kind == "code"]
        words = [
            column
            for column in others
            if column.kind != "code" and column.asked and column.id != "language"
        ]
        return Rows(
            [
                Row(
                    row[first.id],
                    [row[column.id] for column in words if row.get(column.id)],
                    [CodeText(row[column.id], row.get("language", "")) for column in code],
                )
                for row in answer
            ]
        )

    def answer_schema(self) -> Schema:
        """Return that of a list of objects, each text by its column."""
        return {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {column.id: {"type": "string"} for column in self.columns},
                "additionalProperties": False,
                "required": [column.id for column in self.columns if column.required],
            },
        }
