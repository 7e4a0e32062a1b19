"""The sections of a Markdown text, word for word."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

# Settings between two lines of dashes, as Cursor, Copilot, Claude and static sites have them.
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<settings>[\w-]+[ \t]*:.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL
)
_LINE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


MOST_HEADINGS = 2_000
"""Headings of a text that is divided; nobody keeps their standards in more."""

# Lines that could be a heading, or underline one
_HEADING = re.compile(r"^[ ]{0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)


class TextPart(NamedTuple):
    """A part of a text below a heading.

    Attributes:
        heading: The heading; empty for what stands before the first one.
        level: The heading's, 0 without one.
        text: The lines up to the next heading that is not below this one, stripped of blank ones.
        line: Where it begins, from 1.
    """

    heading: str
    level: int
    text: str
    line: int


class _Heading(NamedTuple):
    """A heading: its text, its level, and the lines that it takes, from 0."""

    text: str
    level: int
    first: int
    end: int


def front_matter(text: str) -> str:
    """Return the settings before a text, as they are written.

    They look like YAML, but Cursor's need not be: `globs: *.ts` is none. Nothing here needs more
    than their words.
    """
    match = _FRONT_MATTER.match(text)
    return match["settings"] if match else ""


def _without_front_matter(text: str) -> str:
    """Return a text with blank lines for its settings, so that the others keep their numbers."""
    match = _FRONT_MATTER.match(text)
    return re.sub(r"[^\r\n]", "", match[0]) + text[match.end() :] if match else text


def parts(text: str) -> Iterator[TextPart]:
    """Yield the parts of a Markdown text in order, also those that are only a heading.

    A text of more headings than anybody writes has none.
    """
    if sum(1 for _ in islice(_HEADING.finditer(text), MOST_HEADINGS + 1)) > MOST_HEADINGS:
        return
    lines = _LINE.split(_without_front_matter(text))
    headings = list(_headings("".join(lines)))
    start = _part(_Heading("", 0, 0, 0), lines, headings[0].first if headings else len(lines))
    if start.text:
        yield start
    for place, heading in enumerate(headings):
        later = (other.first for other in headings[place + 1 :] if other.level <= heading.level)
        yield _part(heading, lines, next(later, len(lines)))


def _part(heading: _Heading, lines: list[str], end: int) -> TextPart:
    filled = [number for number in range(heading.end, end) if lines[number].strip()]
    text = "".join(lines[filled[0] : filled[-1] + 1]).rstrip("\r\n") if filled else ""
    first = filled[0] if filled and not heading.level else heading.first
    return TextPart(heading.text, heading.level, text, first + 1)


def _headings(text: str) -> Iterator[_Heading]:
    """Yield the headings, except those within lists and quotes: they are the quoted text's."""
    tokens = _blocks().parse(text)
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            first, end = token.map
            yield _Heading(one_line(content.content), int(token.tag[1:]), first, end)


def prose(text: str) -> Iterator[str]:
    """Yield the running text of a Markdown text: no code, no comments."""
    for block in _blocks().parse(_without_front_matter(text)):
        if block.type == "inline":
            for token in _spans().parseInline(block.content)[0].children or ():
                if token.type == "text":
                    yield token.content


@cache
def _blocks() -> MarkdownIt:
    """Return a parser that looks for blocks only: what is in their lines takes most of the time."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").disable("inline")


@cache
def _spans() -> MarkdownIt:
    """Return a parser that tells code from other text in a line."""
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": True}).enable(["backticks", "html_inline"])


def bullets(text: str) -> Iterator[str]:
    """Yield the first paragraph of each item of the lists that stand by themselves, on one line."""
    lines = text.split("\n")
    for token in _blocks().parse(text):
        if token.type == "list_item_open" and token.level == 1 and token.map:
            first, end = token.map
            inner = _blocks().parse("\n".join(lines[first:end]))
            words = next((token.content for token in inner if token.type == "inline"), "")
            yield one_line(words)
