"""Reads code with a tree-sitter grammar, within bounds; knows no language itself.

https://tree-sitter.github.io/py-tree-sitter/
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

PATIENCE = 2.0
"""Seconds until a file is given up; a megabyte of code takes a tenth, one of brackets minutes."""

_CHUNK = 1 << 16


class SyntaxTree:
    """A file's text and its syntax tree.

    The tree counts in bytes, so the text is kept as bytes.
    """

    def __init__(self, text: str, grammar: object, name: str) -> None:
        """Read a file; raise ValueError when it is not of the language."""
        self._source = f"{text}\n".encode("utf-8", "replace")  # Go's grammar wants a last line end
        self.root = _parse(self._source, grammar)
        if self.root.has_error:
            raise ValueError(f"it is not {name} as its grammar knows it (line {_line(self.root)})")

    def text(self, node: Node) -> str:
        """Return what stands in a node."""
        return self.between(node.start_byte, node.end_byte)

    def between(self, start: int, end: int) -> str:
        """Return what stands between two places."""
        return self._source[start:end].decode("utf-8", "replace").strip()

    def indentation(self, node: Node) -> str:
        """Return the blanks before a node, if there is nothing else before it on its line."""
        start = node.start_byte  # a file that is one line would be copied once for each node
        while start and self._source[start - 1 : start] in (b" ", b"\t"):
            start -= 1
        alone = not start or self._source[start - 1 : start] == b"\n"
        return self._source[start : node.start_byte].decode() if alone else ""


def first_mistake(text: str, grammar: object) -> int:
    """Return the line of the first mistake in a text, from 1; 0 without any.

    Raises:
        ValueError: If it takes too long.
    """
    root = _parse(f"{text}\n".encode("utf-8", "replace"), grammar)
    return _line(root) if root.has_error else 0


DEEPEST = 500
"""Brackets within one another; the grammars go down into them by the machine's own stack."""

_BRACKETS = re.compile(rb"[(\[{]|[)\]}]")


def _refuse_depth(source: bytes) -> None:
    """Raise ValueError for code that is nested more deeply than a grammar can follow."""
    depth = 0
    for bracket in _BRACKETS.finditer(source):
        depth = depth + 1 if bracket[0] in b"([{" else max(depth - 1, 0)
        if depth > DEEPEST:
            raise ValueError(f"it is nested too deeply; the limit is {DEEPEST} levels")


def _parse(source: bytes, grammar: object) -> Node:
    from tree_sitter import Language, Parser

    _refuse_depth(source)
    end = time.monotonic() + PATIENCE
    try:
        tree = Parser(Language(grammar)).parse(
            lambda offset, _: source[offset : offset + _CHUNK],
            progress_callback=lambda _offset, _has_error: time.monotonic() >= end,
        )
    except ValueError:
        raise ValueError(f"it was given up after {PATIENCE:g} seconds") from None
    return tree.root_node


def _line(node: Node) -> int:
    """Return the line of the first mistake."""
    inner: Node | None = node
    while inner is not None:
        node = inner
        inner = next((child for child in node.children if child.has_error), None)
    return node.start_point.row + 1
