"""The data files of a project: read once however many ask, and without trusting their shape."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from interview.discovery.paths import upwards, within
from interview.text.cleaning import one_line
from interview.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview.discovery.repository import Repository

Result = TypeVar("Result")

DEEPEST = 50
"""Tables within tables of JSON with comments."""

LARGEST = 1 << 18
"""Characters of a file that is parsed by a slow parser: nobody configures a tool with more."""

LONGEST_LINE = 1_000
"""Characters of a line of an INI file; configparser looks at one of blanks once for each blank."""

LONGEST_NOTE = 160
"""Characters of a note; parsers quote what they choke on."""

PREAMBLE = "preamble"
"""The section of an EditorConfig file for what stands before its first one."""


class Document:
    """A data file: tables within tables. Whatever is not as it should be counts as missing."""

    def __init__(
        self, path: str, data: Mapping[str, Any], complain: Callable[[str, str], None]
    ) -> None:
        self.path = path
        self.data = data
        self._complain = complain

    def table(self, *keys: str) -> dict[str, Any]:
        """Return the table at the keys."""
        table = self._at(keys, "a table", dict)
        return table if isinstance(table, dict) else {}

    def text(self, *keys: str) -> str:
        """Return the text at the keys."""
        text = self._at(keys, "a text", str)
        return text if isinstance(text, str) else ""

    def texts(self, *keys: str) -> list[str]:
        """Return the texts of the list at the keys; a text by itself is a list of one.

        A table among them says something else, such as which other group is included.
        """
        if isinstance(text := self.at(*keys), str):
            return [text]
        return [
            item
            for item in self._list(keys, "a list of texts", str | dict)
            if isinstance(item, str)
        ]

    def tables(self, *keys: str) -> list[dict[str, Any]]:
        """Return the tables of the list at the keys."""
        tables = self._list(keys, "a list of tables", dict)
        return [item for item in tables if isinstance(item, dict)]

    def has(self, *keys: str) -> bool:
        """Return whether there is anything at the keys."""
        inner: object = self.data
        for key in keys:
            if not isinstance(inner, dict) or key not in inner:
                return False
            inner = inner[key]
        return True

    def at(self, *keys: str) -> object:
        """Return whatever is at the keys, None without."""
        return self._at(keys, "", object)

    def complain(self, why: str) -> None:
        """Note what is wrong with the file."""
        self._complain(self.path, why)

    def _at(self, keys: tuple[str, ...], what: str, kind: type) -> object:
        inner: object = self.data
        for count, key in enumerate(keys):
            if not isinstance(inner, dict):
                self.complain(f"{'.'.join(keys[:count])} is not a table")
                return None
            inner = inner.get(key)
            if inner is None:
                return None
        if not isinstance(inner, kind):
            self.complain(f"{'.'.join(keys)} is not {what}")
        return inner

    def _list(self, keys: tuple[str, ...], what: str, kind: Any) -> list[object]:
        elements = self._at(keys, what, list)
        if not isinstance(elements, list):
            return []
        if not all(isinstance(item, kind) for item in elements):
            self.complain(f"{'.'.join(keys)} is not {what}")
        return elements


class Documents:
    """The files of one project that are data, by their paths."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._texts: dict[str, str | None] = {}
        self._documents: dict[tuple[str, str, str], Document | None] = {}
        self._derived: dict[tuple[object, str], Any] = {}

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all files that can be written on one line."""
        return frozenset(filter(str.isprintable, self.repository.files))

    def named(self, *names: str) -> tuple[str, ...]:
        """Return the files that bear one of the names, the nearest to the root first."""
        return tuple(path for path in self.repository.named(*names) if path in self.paths)

    def has(self, folder: str, *names: str) -> str:
        """Return the path of the first of the files that is in a folder; empty without."""
        paths = (within(folder, name) for name in names)
        return next((path for path in paths if path in self.paths), "")

    def nearest(self, folder: str, *names: str) -> str:
        """Return the path of the first of the files in the folder, else in those above it."""
        return next(filter(None, (self.has(place, *names) for place in upwards(folder))), "")

    def read(self, path: str) -> str | None:
        """Return the text of a file, None when it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self.repository.read(path)
        return self._texts[path]

    def load(self, path: str, form: str, until: str = "") -> Document | None:
        """Return a data file; None, and a note, when it cannot be read.

        Args:
            form: A key of FORMS.
            until: A line at which reading ends, where the rest is long and not needed.
        """
        key = (path, form, until)
        if key not in self._documents:
            text = self.read(path)
            if text is not None and until:
                text = f"\n{text}".split(f"\n{until}", 1)[0]
            self._documents[key] = None if text is None else self._parsed(path, text, form)
        return self._documents[key]

    def once(self, derive: Callable[[Documents, str], Result], path: str) -> Result:
        """Return what a function makes of a file, worked out once."""
        key = (derive, path)
        if key not in self._derived:
            self._derived[key] = derive(self, path)
        result: Result = self._derived[key]
        return result

    def complain(self, path: str, why: str) -> None:
        """Note what is wrong with a file."""
        self.repository.note(path, brief(masked(why)))  # parsers quote what they choke on

    def _parsed(self, path: str, text: str, form: str) -> Document | None:
        try:
            data = FORMS[form](text)
        except RecursionError:
            why = "it is nested too deeply"
        except ValueError as error:
            why = f"it is not {form}: {error}"
        else:
            if isinstance(data, dict | None):
                return Document(path, data or {}, self.complain)
            why = "it is not a table of names and values"
        self.complain(path, why)
        return None


def brief(text: str, longest: int = LONGEST_NOTE) -> str:
    """Return a text as one line of a note."""
    line = one_line(text)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _json(text: str) -> object:
    import json

    return json.loads(text)


def _json5(text: str) -> object:
    """Read JSON as tools do: with comments and trailing commas, as JSON5 has them."""
    import pyjson5

    try:
        return pyjson5.decode(_bounded(text), maxdepth=DEEPEST)
    except pyjson5.Json5NestingTooDeep:
        raise RecursionError from None
    except pyjson5.Json5Exception as error:
        place = re.search(r"near (\d+)", str(error.args[0]))
        line = text.count("\n", 0, int(place[1])) + 1 if place else 1
        raise ValueError(f"see line {line}") from None


def _toml(text: str) -> object:
    from interview.files.toml import parse_toml

    return parse_toml(text)


def _yaml(text: str) -> object:
    from interview.discovery.plain_yaml import load

    return load(_bounded(text))


def _json_or_yaml(text: str) -> object:
    return _json5(text) if text.lstrip()[:1] in ("{", "/") else _yaml(text)


def _ini(text: str) -> object:
    """Read an INI file: sections of names and texts, or of names alone."""
    import configparser

    for number, line in enumerate(_bounded(text).split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise ValueError(f"more than {LONGEST_LINE} characters on line {number}")
    parser = configparser.RawConfigParser(
        strict=False, allow_no_value=True, default_section="", delimiters=("=", ":")
    )
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise ValueError(error.message) from None
    return {name: dict(parser[name]) for name in parser.sections()}


def _editorconfig(text: str) -> object:
    """Read an INI file with settings before its first section, and whose indents mean nothing.

    Format: https://spec.editorconfig.org
    """
    lines = (line.strip() for line in text.split("\n"))
    return _ini("\n".join((f"[{PREAMBLE}]", *lines)))


def _bounded(text: str) -> str:
    if len(text) > LARGEST:
        raise ValueError(f"more than {LARGEST >> 10} KiB")
    return text


FORMS: dict[str, Callable[[str], object]] = {
    "TOML": _toml,
    "JSON": _json,
    "JSON5": _json5,
    "YAML": _yaml,
    "JSON or YAML": _json_or_yaml,
    "INI": _ini,
    "EditorConfig": _editorconfig,
}
"""How to read each format, by the name that people know it by."""
