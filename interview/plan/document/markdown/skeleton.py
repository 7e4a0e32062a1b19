"""Escapes what in a user's text would forge or break the skeleton of the document."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from interview.plan.document.markdown.forged_labels import without_label
from interview.plan.document.markdown.lines import shown_marks, tame
from interview.plan.document.markdown.tokens import has_unseen
from interview.text.entities import unseen_entities
from interview.text.invisible import revealed

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


_TAG_OR_LINK = re.compile(r"<[A-Za-z/!?]|\]\(")


_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:", re.DOTALL)


# Real texts settle in two or three passes; hostile ones may need one for each line.
_PASSES = 10


# The parser drops what is nested deeper than 20 levels, two for each list.
_DEEPEST = 17


def settled_text(document: str) -> str | None:
    """Escape until nothing is left to escape; None when that does not come to an end."""
    for _ in range(_PASSES):
        tokens = _outside_quotes(document)
        if any(token.level > _DEEPEST for token in tokens):
            return None
        escaped = _without_skeleton(document, tokens)
        if escaped == document:
            return document
        document = escaped
    return None


@cache
def block_parser() -> MarkdownIt:
    """Return a parser of blocks alone.

    It knows neither HTML blocks nor link reference definitions: every line that could begin one
    is escaped as part of its paragraph.
    """
    # Importing it takes longer than everything else in this module
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    return parser.disable(["html_block", "reference", "inline", "text_join"])


def _outside_quotes(document: str) -> list[Token]:
    """Parse; what is in a block quote can only be judged when the quote is plain text."""
    tokens, quoted = [], 0
    for token in block_parser().parse(document + "\n"):
        if token.map and token.map[0] >= quoted:
            tokens.append(token)
            quoted = token.map[1] if token.type == "blockquote_open" else quoted
    return tokens


def _without_skeleton(document: str, tokens: list[Token]) -> str:
    lines = document.split("\n")
    for token in tokens:
        if token.map and (plain := _PLAIN.get(token.type)):
            start, end = token.map
            lines[start:end] = plain(token, lines[start:end])
    return "\n".join(lines)


def _plain_heading(token: Token, lines: list[str]) -> list[str]:
    mark = token.markup[0]
    return [*lines[:-1], lines[-1].replace(mark, f"\\{mark}", 1)]


def _plain_break(token: Token, lines: list[str]) -> list[str]:
    # The markers of lists before the break may be of the same character.
    mark = token.markup[0]
    lists = lines[0].rstrip(f"{mark} \t")
    return [lists + lines[0][len(lists) :].replace(mark, f"\\{mark}", 1)]


def _plain_quote(_: Token, lines: list[str]) -> list[str]:
    first, *others = lines
    return [first.replace(">", r"\>", 1), *(re.sub(r"^[ \t]*(?=>)", r"\g<0>\\", o) for o in others)]


def _plain_fence(token: Token, lines: list[str]) -> list[str]:
    closed = token.content.count("\n") == len(lines) - 2
    opening = lines[0] if closed else lines[0].replace(token.markup, shown_marks(token.markup), 1)
    for entity in reversed([*unseen_entities(opening)]):  # parsers decode entities here, too
        opening = f"{opening[: entity.start()]}\\{opening[entity.start() :]}"
    return [revealed(opening), *lines[1:]]


def _plain_text(token: Token, lines: list[str]) -> list[str]:
    shown = [*map(revealed, lines), ""]
    lines = [without_label(line, after) for line, after in pairwise(shown)]
    if _DEFINITION.match(token.content):
        lines[0] = lines[0].replace("[", r"\[", 1)
    text = "\n".join(lines)
    is_tame = not (_TAG_OR_LINK.search(text) or has_unseen(text))
    return lines if is_tame else tame(text).split("\n")


_PLAIN: dict[str, Callable[[Token, list[str]], list[str]]] = {
    "heading_open": _plain_heading,
    "hr": _plain_break,
    "blockquote_open": _plain_quote,
    "fence": _plain_fence,
    "inline": _plain_text,
}
