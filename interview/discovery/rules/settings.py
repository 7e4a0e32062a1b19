"""The settings that a tool's configuration file holds, asked for by type.

A file of a stranger's may be malformed, and hold anything where a number is expected: what is wrong
with it is noted once, and the rest of it is still of use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST_NUMBER = 10_000
"""No line, no indent and no test is longer than that."""

NO_LIMIT = -1
"""How tools say that there is none."""

LONGEST_TEXT = 100
"""Characters of a text that can be part of a one-line rule."""


class ToolSettings:
    """A table of settings; one that is missing is empty, as is one of another type.

    Attributes:
        wrong: What was asked for and is of another type, shared with the tables within.
    """

    def __init__(
        self, table: Mapping[Any, object], name: str = "", wrong: list[str] | None = None
    ) -> None:
        self._table = table
        self._name = name
        self.wrong: list[str] = [] if wrong is None else wrong

    def __contains__(self, name: str) -> bool:
        return self._table.get(name) is not None

    def is_text(self, name: str) -> bool:
        """Return whether a setting is a text, where it may also be a table."""
        return isinstance(self._table.get(name), str)

    def items(self) -> Iterator[tuple[str, object]]:
        """Yield the settings that have short names, whatever they are."""
        for name, value in self._table.items():
            if isinstance(name, str) and (short := _short(name)):
                yield short, value

    def at(self, *names: str) -> ToolSettings:
        """Return the table at the end of a path of names."""
        settings = self
        for name in names:
            value = settings._get(name, dict, "a table")
            settings = ToolSettings(value or {}, settings._path(name), self.wrong)
        return settings

    def tables(self, name: str) -> list[ToolSettings]:
        """Return the tables of a list."""
        values = self._get(name, list, "a list") or []
        if not all(isinstance(value, dict) for value in values):
            self._complain(name, "a list of tables")
        path = self._path(name)
        return [
            ToolSettings(value, path, self.wrong) for value in values if isinstance(value, dict)
        ]

    def text(self, name: str) -> str:
        """Return a text on one line; one too long for that is no setting."""
        value = self._get(name, str, "a text") or ""
        if not (short := _short(value)) and value.strip():
            self._complain(name, f"a text of at most {LONGEST_TEXT} characters")
        return short

    def number(self, name: str) -> float | None:
        """Return a number; INI files write it as a text."""
        value = self._table.get(name)
        if isinstance(value, str):
            value = _number(value)
        if value is None or value == NO_LIMIT:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._complain(name, "a number")
        elif 0 <= value <= LARGEST_NUMBER:
            return value
        else:
            self._complain(name, "a sensible number")
        return None

    def flag(self, name: str) -> bool | None:
        """Return whether something is set; INI and YAML files write it as a text."""
        value = self._table.get(name)
        if isinstance(value, str):
            value = _FLAGS.get(value.strip().lower(), value)
        if value is None or isinstance(value, bool):
            return value
        self._complain(name, "true or false")
        return None

    def texts(self, name: str, separator: str | None = ",") -> list[str]:
        """Return the texts of a list that are short; many tools take one text with separators, too.

        Args:
            separator: Stands between them, besides line breaks; None is any white space.
        """
        value = self._table.get(name)
        if isinstance(value, str):
            value = [part for line in value.split("\n") for part in line.split(separator)]
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(element, str) for element in value):
            self._complain(name, "a list of texts")
            return []
        return [short for element in value if (short := _short(element))]

    def _get(self, name: str, kind: type[Any], what: str) -> Any:
        value = self._table.get(name)
        if value is None or isinstance(value, kind):
            return value
        self._complain(name, what)
        return None

    def _path(self, name: str) -> str:
        return f"{self._name}.{name}" if self._name else name

    def _complain(self, name: str, what: str) -> None:
        self.wrong.append(f"{self._path(name)} is not {what}")


_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_TEXT else ""


def _number(text: str) -> object:
    """Return the number that a text is; the text where it is none."""
    try:
        return float(text) if len(text) <= LONGEST_TEXT else text
    except ValueError:
        return text
