"""What a kind of question says of itself, in words that interfaces and documents know."""

from enum import StrEnum
from typing import NamedTuple, Protocol


class Asking(StrEnum):
    """How a question is put; every interface knows each of these, and no kind besides."""

    LINE = "line"
    LINES = "lines"
    ONE_OF = "one of"
    SOME_OF = "some of"
    YES_NO = "yes or no"
    ROWS = "rows"
    """Row after row, each part of it by itself."""


class Instructions(NamedTuple):
    """How a kind of question is answered.

    Attributes:
        keys: At a terminal whose keys the program hears.
        lines: Where answers are read line by line.
        hint: What a first-time user would not guess at such a terminal; empty where that is
            nothing.
    """

    keys: str
    lines: str
    hint: str = ""


class ItemNames(Protocol):
    """What an answer may have to know of the items of repeating sections."""

    def positions(self, section: str, keys: list[str]) -> list[int]:
        """Return the positions of items, from 1, in the order of the keys; of those that exist."""

    def name(self, section: str) -> str:
        """Return what an item of a section is called."""


class Inline(NamedTuple):
    """A text on one line of a document."""

    text: str


class TextBlock(NamedTuple):
    """A text of several lines, Markdown by the user."""

    text: str


class CodeText(NamedTuple):
    """Source text, kept character for character."""

    text: str
    language: str


class Bullets(NamedTuple):
    """A list of short texts."""

    lines: list[str]


class Row(NamedTuple):
    """One row of a table of texts.

    Attributes:
        name: What stands out.
        texts: What stands behind it.
        code: What stands below it.
    """

    name: str
    texts: list[str]
    code: list[CodeText]


class Rows(NamedTuple):
    """Rows, one below the other."""

    rows: list[Row]


Content = Inline | TextBlock | CodeText | Bullets | Rows
"""What stands in a document for an answer."""

Schema = dict[str, object]
"""A JSON Schema."""
