r"""An answer of several lines while it is typed line by line: begun, changed by numbers, ended.

A line is text unless it is a command: a colon and one of the known words at its very beginning, or
a dot alone. Before a line that only looks like one, a backslash is typed: `\.` is a dot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.question import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection

END = "."
"""A line that ends an answer of several lines."""

_ORDER = re.compile(r":([a-z]+)(?: (.*))?")
_MEANT = re.compile(r"\\+(?:\.|:[a-z].*)")
_NUMBERED = re.compile(r"\s*(\d{1,7})(?: (.*))?")


class Order(NamedTuple):
    """A command as it was typed: its name, and what stands behind it."""

    name: str
    rest: str = ""


def order(line: str, names: Collection[str] = ()) -> Order | None:
    """Return the command that a line is, out of some or of all that look like one."""
    match = _ORDER.fullmatch(line.rstrip())
    if not match or (names and match[1] not in names):
        return None
    return Order(match[1], match[2] or "")


def meant(line: str) -> str:
    """Return the text of a line: without the backslash before what looks like a command."""
    return line[1:] if _MEANT.fullmatch(line.rstrip()) else line


def written(text: str) -> str:
    """Return the lines that one would type for a text, and the one that ends them."""
    lines = [
        "\\" + line if line.rstrip() == END or order(line) or meant(line) != line else line
        for line in text.split("\n")
    ]
    return "\n".join([*lines, END])


class LineEntry:
    """The lines of one answer. The lines it began with stand until the first one is typed."""

    def __init__(self, begun: str = "") -> None:
        self._begun = begun.split("\n") if begun else []
        self._lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines there are now."""
        return self._begun if self._lines is None else self._lines

    @property
    def text(self) -> str:
        """The answer as it is now."""
        return "\n".join(self.lines)

    @property
    def next(self) -> int:
        """The number of the line that is typed next."""
        return len(self._lines or ()) + 1

    def add(self, line: str) -> None:
        """Take a typed line; the first one takes the place of what the answer began with."""
        self._lines = [*(self._lines or ()), line]

    def keep(self) -> None:
        """Put the lines that the answer began with before those that are typed."""
        self._lines = [*self._begun, *(self._lines or ())]
        self._begun = []

    def change(self, rest: str) -> None:
        """Put another text in the place of a line: `2 the new text`."""
        place, text = numbered(rest, len(self.lines))
        self._lines = [*self.lines[:place], text, *self.lines[place + 1 :]]

    def delete(self, rest: str) -> None:
        """Take a line out: `2`."""
        place, _ = numbered(rest, len(self.lines))
        self._lines = [*self.lines[:place], *self.lines[place + 1 :]]


def numbered(rest: str, count: int) -> tuple[int, str]:
    """Return the place that a number stands for, counted from 1, and the text behind it."""
    match = _NUMBERED.fullmatch(rest)
    if not match or not 1 <= int(match[1]) <= count:
        raise Rejected(f"use a number from 1 to {count}" if count else "there are none yet")
    return int(match[1]) - 1, match[2] or ""
