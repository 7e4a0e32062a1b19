"""A user's text of several paragraphs: lists and closed fences work, too."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from interview.plan.document.markdown.code import fence
from interview.plan.document.markdown.forged_labels import MARKER
from interview.plan.document.markdown.lines import inline
from interview.plan.document.markdown.skeleton import block_parser, settled_text
from interview.plan.document.markdown.text import Markdown, indented
from interview.plan.document.markdown.tokens import has_unseen
from interview.text.cleaning import clean
from interview.text.invisible import revealed, strays

if TYPE_CHECKING:
    from collections.abc import Iterator


# Blanks alone on a line, too, end a list item without text, but not for every parser.
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)


# First lines that mean something else behind a label: lists, fences, code and (GitHub's) tables.
_NEEDS_OWN_LINE = re.compile(
    rf"[ ]{{4}}|[ ]*\t|[ ]{{0,3}}(?:{MARKER}(?:[ \t]|$)|`{{3,}}[^`\n]*$|~~~|\|)", re.MULTILINE
)


# First lines that would move a list item's column, or make a thematic break of its marker.
_NEEDS_OWN_LINE_IN_ITEM = re.compile(r"[ \t]|[-*_ \t]+$", re.MULTILINE)


# Most texts have no line that could begin anything but a paragraph or a shallow list; parsing
# them would tell nothing new.
_RISK = re.compile(
    rf"""
      <[A-Za-z/!?]
    | \]\(
    | ^ [ ]* \t
    | ^ [ ]{{12}}
    | ^ [ ]* (?: {MARKER} [ \t][^\S\n]* (?=\S) ){{0,2}}+ [^\S\n]*
        (?: _ | [^\w\s] | \d{{1,9}} [.)] (?: [ \t] | $ ) )
    """,
    re.MULTILINE | re.VERBOSE,
)


_DEEPEST_HEADING = 6


def block(text: str, indent: int = 0, after_label: bool = False) -> Markdown:
    """Return free text of several paragraphs that stays within its place in the document.

    Args:
        indent: The column of the list item that the text continues; 0 for none.
        after_label: The text follows `Label:`, and brings its own separator, a space or a blank
            line.
    """
    text = _BLANK_LINE.sub("", clean(text)).lstrip("\n").rstrip()
    if not text:
        return Markdown()
    placed = _placed(text, indent, after_label)
    if not (_RISK.search(text) or any(strays(text)) or has_unseen(text)):
        return Markdown(placed)
    before = _markers(indent) + ("Label:" if after_label else "")
    settled = settled_text(before + placed)
    if settled is None:
        return Markdown(_placed(fence(revealed(text)), indent, after_label))
    written = settled.removeprefix(before)
    escaped = _unplaced(written, indent, after_label)
    if escaped != text and _placed(escaped, indent, after_label) != written:
        return block(escaped, indent, after_label)  # its first line is in another column now
    return Markdown(written)


def _unplaced(written: str, indent: int, after_label: bool) -> str:
    """Return a text without what its place gave it."""
    inner = written.removeprefix(" ") if after_label else written
    inner = inner.lstrip("\n")
    return re.sub(f"(?m)^ {{{indent}}}", "", inner) if indent else inner


def embedded(text: str, level: int, indent: int = 0) -> Markdown:
    """Return a section of another document, whose own headings stay headings, below a level.

    The highest of them stand one below the level, the others as far below those as they stood.
    """
    lines = clean(text).split("\n")
    headings = list(_headings("\n".join(lines)))
    top = min((depth for *_, depth, _ in headings), default=0)
    pieces, at = [], 0
    for start, end, depth, title in headings:
        marks = "#" * min(level + 1 + depth - top, _DEEPEST_HEADING)
        pieces += [
            block("\n".join(lines[at:start]), indent),
            f"{marks} {inline(title, at_start=False)}".rstrip(),
        ]
        at = end
    pieces.append(block("\n".join(lines[at:]), indent))
    return Markdown(f"\n\n{' ' * indent}".join(filter(None, pieces)))


def _headings(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield the first line, the line after, the depth and the title of each heading of a text."""
    tokens = block_parser().parse(text + "\n")
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            first, end = token.map
            yield first, end, int(token.tag[1:]), content.content


def _markers(indent: int) -> str:
    """Return the markers of nested lists up to a column; of one character, they were a break."""
    return ("- + " * indent)[: indent // 2 * 2].ljust(indent)


def _placed(text: str, indent: int, after_label: bool) -> str:
    lines = indented(text, indent)
    if after_label:
        return f"\n\n{lines}" if _NEEDS_OWN_LINE.match(text) else f" {lines.lstrip(' ')}"
    if indent and _NEEDS_OWN_LINE_IN_ITEM.match(text):
        return f"\n{lines}"
    return lines[indent:]
