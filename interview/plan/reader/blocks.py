"""The blocks of a Markdown text, with the lines that they take."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST = 100_000
"""Blocks of a text that are read; a plan of 2,000 tasks has no more."""

_MARKER = re.compile(r"[ ]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")

OPAQUE = frozenset({"fence", "code_block", "html_block"})
"""Blocks in which nothing is Markdown."""


class Block(NamedTuple):
    """A block: its kind as markdown-it calls it, the first line, and the one after the last.

    Attributes:
        depth: 0 for one that stands by itself, otherwise how many blocks it is in.
        content: A heading's or a paragraph's text, or what is in a fence.
        info: The fence's first line.
        level: The heading's.
    """

    kind: str
    first: int
    end: int
    depth: int
    content: str = ""
    info: str = ""
    level: int = 0


class Blocks(NamedTuple):
    """The blocks of a text in order, those within others, too.

    Attributes:
        end: The line, from 0, from which on the text was not read; None when it was read as a
            whole.
    """

    blocks: tuple[Block, ...]
    end: int | None


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, as far as it is read."""
    return read_blocks(text).blocks


@lru_cache(maxsize=2)  # a list is read twice: for its items, and for what stands between them
def read_blocks(text: str) -> Blocks:
    """Return the blocks of a text, the first MOST of them."""
    state = _state(text if text.endswith("\n") else f"{text}\n")
    result: list[Block] = []
    try:
        for tokens in _roots(state):
            result += _blocks_of(tokens)
            state.room = MOST - len(result)
    except _FullError:
        end = max(state.line, result[-1].end if result else 0)
        result += (
            block._replace(end=min(block.end, end) or end)
            for block in _blocks_of(state.tokens)
            if block.first < end
        )
        return Blocks(tuple(result), end)
    return Blocks(tuple(result), None)


class _FullError(Exception):
    """There are more blocks than are read."""


def _state(text: str) -> Any:
    """Return the state of a parser that makes no more blocks than there is room for."""
    from markdown_it.rules_block import StateBlock

    class State(StateBlock):
        room = MOST

        def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
            if nesting >= 0 and ttype != "inline":
                self.room -= 1
                if self.room < 0:
                    raise _FullError
            return super().push(ttype, tag, nesting)

    return State(text, _parser(), {}, [])


def _roots(state: Any) -> Iterator[list[Token]]:
    """Yield the tokens of each block that stands by itself; they are not kept.

    It is what the parser does, which keeps them all: ten times the document, and more.
    """
    rules = _parser().block.ruler.getRules("")
    line = state.skipEmptyLines(0)
    while line < state.lineMax:
        state.line = line
        if not any(rule(state, line, state.lineMax, False) for rule in rules):
            raise RuntimeError("no block begins here")  # a paragraph can begin anywhere
        yield state.tokens
        state.tokens.clear()
        line = state.skipEmptyLines(state.line)


def _blocks_of(tokens: list[Token]) -> Iterator[Block]:
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


class ListItem(NamedTuple):
    """An item of a list: the line where it begins, from 0, and its text without the marker."""

    line: int
    text: str


def items(text: str) -> list[ListItem]:
    """Return the items of the lists that stand by themselves in a text."""
    lines = text.split("\n")
    return [
        ListItem(block.first, _unmarked(lines[block.first : block.end]))
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
