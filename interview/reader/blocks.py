"""The blocks of a Markdown text, with the lines that they take."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKER = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")

OPAQUE = frozenset({"fence", "code_block", "html_block"})
"""Blocks in which nothing is Markdown."""


class Block(NamedTuple):
    """A block: its kind as markdown-it calls it, the first line, and the one after the last.

    depth: 0 for one that stands by itself, otherwise how many blocks it is in. content: a
    heading's or a paragraph's text, or what is in a fence. info: the fence's first line. level: the
    heading's.
    """

    kind: str
    first: int
    end: int
    depth: int
    content: str = ""
    info: str = ""
    level: int = 0


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text in order, those within others, too."""
    tokens = _parser().parse(text if text.endswith("\n") else f"{text}\n")
    for place, token in enumerate(tokens):
        if token.map and token.type != "inline":
            yield _block(token, tokens[place + 1] if place + 1 < len(tokens) else token)


def _block(token: Token, after: Token) -> Block:
    first, end = token.map or (0, 0)
    kind = token.type.removesuffix("_open")
    content = after.content if after.type == "inline" else token.content
    level = int(token.tag[1:]) if kind == "heading" else 0
    return Block(kind, first, end, token.level, content, token.info.strip(), level)


@cache
def _parser() -> MarkdownIt:
    """Return a parser of blocks alone; what is in a line is the reader's own business."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable(["inline", "reference", "text_join"])


class Item(NamedTuple):
    """An item of a list: the line where it begins, from 0, and its text without the marker."""

    line: int
    text: str


def items(text: str) -> list[Item]:
    """Return the items of the lists that stand by themselves in a text."""
    lines = text.split("\n")
    return [
        Item(block.first, _unmarked(lines[block.first : block.end]))
        for block in blocks(text)
        if block.kind == "list_item" and block.depth == 1
    ]


def outside_lists(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands between the lists of a text, with its line, from 0."""
    lines = text.split("\n")
    for block in blocks(text):
        if block.depth == 0 and not block.kind.endswith("_list"):
            yield block.first, "\n".join(lines[block.first : block.end])


def _unmarked(lines: list[str]) -> str:
    """Return the lines of a list item without its marker, and without its column."""
    marker = _MARKER.match(lines[0])
    width = marker.end() if marker else 0
    return dedented([lines[0][width:], *lines[1:]], width)


def dedented(lines: list[str], width: int) -> str:
    """Return lines of which all but the first lose some blanks at their start."""
    blanks = re.compile(f"[ ]{{0,{width}}}")
    return "\n".join([lines[0], *(blanks.sub("", line, count=1) for line in lines[1:])]).strip("\n")
