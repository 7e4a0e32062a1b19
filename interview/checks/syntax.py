"""Whether code parses in its language. Grammars are loaded when their language first occurs.

What people put into a plan is often a piece: methods without their class, a file with "..." in it.
Such a piece is taken as it is meant.
"""

from __future__ import annotations

import re
import textwrap
import time
import warnings
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ELIDED = re.compile(r"(?:\.\.\.|…)(?=\s*[)}\],;]|[ \t]*$)", re.MULTILINE)

LONGEST = 100_000
"""Characters of code that is parsed; nobody reads more in a plan."""


MOST = 2_000_000
"""Characters of code that are parsed in one check."""

PATIENCE = 4.0
"""Seconds that all grammars of a check take together at most; an ordinary plan takes a tenth."""


class Parsing:
    """Parses the code of a plan: each piece once, and no more than anybody writes."""

    def __init__(self) -> None:
        self._problems: dict[tuple[str, str], str | None] = {}
        self._room = MOST
        self._patience = PATIENCE

    def problem(self, language: str, text: str) -> str | None:
        """Return what is wrong with code, as `problem` does; None when it was not parsed."""
        name = language.lower()
        if name not in _PARSERS:
            return ""
        if (name, text) not in self._problems:
            self._problems[name, text] = self._parsed(name, text)
        return self._problems[name, text]

    def _parsed(self, name: str, text: str) -> str | None:
        if len(text) > min(LONGEST, self._room) or self._patience <= 0:
            return None
        self._room -= len(text)
        start = time.process_time()
        try:
            return problem(name, text)
        finally:
            self._patience -= time.process_time() - start


def problem(language: str, text: str) -> str:
    """Return what is wrong with code; empty for what parses, and for languages not known here."""
    name, parse = _PARSERS.get(language.lower(), ("", None))
    if parse is None or len(text) > LONGEST:
        return ""
    try:
        parse(text)
    except (RecursionError, MemoryError):
        return f"it is not {name}: it is nested too deeply"
    except ValueError as error:
        return f"it is not {name}: {error}"
    return ""


def _python(text: str) -> None:
    import ast

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # warnings about odd but valid code do not matter here
        try:
            ast.parse(textwrap.dedent(text))
        except SyntaxError as error:
            raise ValueError(f"{error.msg}, line {error.lineno}") from None


def _json(text: str) -> None:
    import json

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(_is_json(line) for line in lines):  # JSON Lines
            raise ValueError(f"{error.msg}, line {error.lineno}") from None


def _is_json(line: str) -> bool:
    import json

    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _toml(text: str) -> None:
    import tomllib

    tomllib.loads(text)


def _yaml(text: str) -> None:
    from interview.discovery.plain_yaml import load

    load(text)


# By tree-sitter's grammars: {} is where a piece may stand.


def _typescript(text: str) -> None:
    import tree_sitter_typescript

    grammar = tree_sitter_typescript.language_tsx()
    # TSX has no type assertions of the form `<T>x` and no generic arrow functions.
    other = tree_sitter_typescript.language_typescript()
    around = ("{}", "class A {{\n{}\n}}", "interface A {{\n{}\n}}", "({{\n{}\n}})")
    _by_grammar(text, [(dialect, form) for form in around for dialect in (grammar, other)])


def _go(text: str) -> None:
    import tree_sitter_go

    around = (
        "{}",
        "func f() {{\n{}\n}}",
        "type T interface {{\n{}\n}}",
        "type T struct {{\n{}\n}}",
    )
    _by_grammar(text, [(tree_sitter_go.language(), form) for form in around])


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _bash(text: str) -> None:
    import tree_sitter_bash

    # The grammar's scanner asks C's isalpha() and its like about characters that have no entry in
    # their tables, which ends the process. To a shell, whatever is not ASCII is a part of a word.
    _by_grammar(_NOT_ASCII.sub("x", text), [(tree_sitter_bash.language(), "{}")])


DIALECTS = ("postgres", "mysql", "sqlite", "tsql")
"""Dialects of SQL, one of which has to take a statement; a plan seldom says which it means."""


@cache
def _silence_sqlglot() -> None:
    """Keep off the screen what sqlglot logs of statements that it only takes as a whole; once."""
    import logging

    logging.getLogger("sqlglot").addHandler(logging.NullHandler())


def _sql(text: str) -> None:
    from sqlglot import parse
    from sqlglot.errors import ParseError, SqlglotError

    _silence_sqlglot()
    line = 0
    for dialect in DIALECTS:
        try:
            parse(text, read=dialect)
        except ParseError as error:
            line = line or error.errors[0]["line"]
        except SqlglotError:
            continue
        else:
            return
    raise ValueError(f"no SQL dialect accepts line {line}" if line else "a quote is not closed")


_BODY = ("{}", "void f() {{\n{}\n}}")
_MEMBERS = ("{}", "class A {{\n{}\n}}", "class A {{ void f() {{\n{}\n}} }}")
GRAMMARS: dict[str, tuple[str, tuple[str, ...]]] = {
    "rust": ("Rust", ("{}", "fn f() {{\n{}\n}}", "impl A {{\n{}\n}}", "trait A {{\n{}\n}}")),
    "java": ("Java", _MEMBERS),
    "c_sharp": ("C#", (*_MEMBERS, "interface A {{\n{}\n}}")),
    "kotlin": ("Kotlin", ("{}", "class A {{\n{}\n}}", "fun f() {{\n{}\n}}")),
    "ruby": ("Ruby", ("{}", "class A\n{}\nend")),
    "c": ("C", _BODY),
    "cpp": ("C++", (*_BODY, "class A {{\n{}\n}};")),
}
"""Languages that are looked at when their grammar is installed, as by `pip install
iteration-interview[grammars]`: what they are called, and where a piece may stand."""


def _installed(name: str) -> Callable[[str], None]:
    def parse(text: str) -> None:
        try:
            grammar = import_module(f"tree_sitter_{name}").language()
        except ImportError:
            return
        _by_grammar(text, [(grammar, form) for form in GRAMMARS[name][1]])

    return parse


def _by_grammar(text: str, ways: list[tuple[object, str]]) -> None:
    """Parse a piece in one way after the other; raise ValueError when none of them takes it."""
    from interview.discovery.syntax import first_mistake

    elided = _ELIDED.sub("", text)
    first = 0
    for grammar, form in ways:
        mistake = first_mistake(form.format(elided), grammar)
        if not mistake:
            return
        first = first or mistake
    raise ValueError(f"syntax error near line {first}")


_PARSERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "python": ("Python", _python), "py": ("Python", _python),
    "json": ("JSON", _json), "toml": ("TOML", _toml),
    "yaml": ("YAML", _yaml), "yml": ("YAML", _yaml),
    "typescript": ("TypeScript", _typescript), "ts": ("TypeScript", _typescript),
    "tsx": ("TypeScript", _typescript), "javascript": ("JavaScript", _typescript),
    "js": ("JavaScript", _typescript), "jsx": ("JavaScript", _typescript),
    **{name: (GRAMMARS[name][0], _installed(name)) for name in GRAMMARS},
    "rs": ("Rust", _installed("rust")), "c#": ("C#", _installed("c_sharp")),
    "cs": ("C#", _installed("c_sharp")), "csharp": ("C#", _installed("c_sharp")),
    "kt": ("Kotlin", _installed("kotlin")), "rb": ("Ruby", _installed("ruby")),
    "c++": ("C++", _installed("cpp")), "sql": ("SQL", _sql), "go": ("Go", _go),
    "bash": ("shell", _bash), "sh": ("shell", _bash), "shell": ("shell", _bash),
}  # fmt: skip
