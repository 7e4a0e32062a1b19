"""What a Python file declares, read by Python's own parser; nothing of it is imported or run."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from itertools import islice
from textwrap import indent
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.declaration import Declaration
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 80
"""Characters of a default, an annotation or a value; a longer one is shown as `...`."""

LONGEST_WORDS = 200
"""Characters of the line that is kept of a docstring."""

MOST_WORDS = 250_000
"""Words and signs of a file; nothing interrupts Python's parser, half a second for as many."""

_WORD = re.compile(r"\w+|[^\w \t]")

_ELLIPSIS = ast.Constant(...)
_BODY = ast.Expr(_ELLIPSIS)
_DEEP = "it is nested too deeply"


def declarations(text: str) -> list[Declaration]:
    """Return the functions and classes at the top level; raise ValueError for what is no Python."""
    if next(islice(_WORD.finditer(text), MOST_WORDS, None), None):
        raise ValueError(f"it has more than {MOST_WORDS:,} words and signs")
    tree = _parse(text)
    try:
        return [
            declaration._replace(public=_is_public(node.name))
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and (declaration := _declaration(node))
        ]
    except RecursionError:
        raise ValueError(_DEEP) from None


def _parse(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an invalid escape in a string literal only warns
        try:
            return ast.parse(text)
        except SyntaxError as error:
            version = f"Python {sys.version_info.major}.{sys.version_info.minor}"
            where = f"line {error.lineno}: " if error.lineno else ""
            raise ValueError(f"it is not {version} ({where}{error.msg})") from None
        except (RecursionError, MemoryError):
            raise ValueError(_DEEP) from None


def _declaration(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Declaration:
    if not isinstance(node, ast.ClassDef):
        return Declaration(_function(node))
    members = tuple(indent(member, "    ") for member in _members(node.body))
    return Declaration(_class(node, empty=not members), members)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Return the header with its decorators, and the docstring's first line."""
    arguments = node.args
    arguments.defaults = [_short(default) for default in arguments.defaults]
    arguments.kw_defaults = [default and _short(default) for default in arguments.kw_defaults]
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    for argument in filter(None, [*named, arguments.vararg, arguments.kwarg]):
        argument.annotation = argument.annotation and _short(argument.annotation)
    node.returns = node.returns and _short(node.returns)
    return _stub(node)


def _class(node: ast.ClassDef, *, empty: bool) -> str:
    """Return the header with its decorators and bases, and the docstring's first line."""
    node.bases = [_short(base) for base in node.bases]
    for keyword in node.keywords:
        keyword.value = _short(keyword.value)
    text = _stub(node)
    return text if empty else text.removesuffix("...").rstrip()


def _stub(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    words = _words(node)
    node.decorator_list = [_decorator(decorator) for decorator in node.decorator_list]
    node.body = [ast.Expr(ast.Constant(words)), _BODY] if words else [_BODY]
    text = ast.unparse(node)
    return text if words else text.removesuffix("\n    ...") + " ..."


def _words(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    """Return the first line of the docstring, empty without."""
    line = one_line((ast.get_docstring(node) or "").strip().split("\n")[0])
    return line if len(line) <= LONGEST_WORDS else f"{line[: LONGEST_WORDS - 1]}…"


def _members(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the public fields, methods and classes inside a class, without indentation."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if _is_public(node.name):
                yield _declaration(node).text
        elif isinstance(node, ast.AnnAssign | ast.Assign) and _is_field(node):
            if isinstance(node, ast.AnnAssign):
                node.annotation = _short(node.annotation)
            node.value = node.value and _short(node.value)
            yield ast.unparse(node)


def _is_field(node: ast.AnnAssign | ast.Assign) -> bool:
    """Return whether a public name gets its type or value: an enumeration's members, too."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(target, ast.Name) and _is_public(target.id) for target in targets)


def _is_public(name: str) -> bool:
    """Return whether others may use a name; `__init__` and its like are made for that."""
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _decorator(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.Call) and _short(node) is _ELLIPSIS:
        return ast.Call(_short(node.func), [_ELLIPSIS], [])
    return _short(node)


def _short(node: ast.expr) -> ast.expr:
    """Return an expression, or `...` for one that is too long to read."""
    try:
        text = ast.unparse(node)
    # A number with thousands of digits, or expressions nested too deeply
    except (ValueError, RecursionError):
        return _ELLIPSIS
    return node if len(text) <= LONGEST and "\n" not in text else _ELLIPSIS
