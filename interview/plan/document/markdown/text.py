"""Text that is Markdown already, and how it is moved to its column."""

from __future__ import annotations

import re

from interview.text.cleaning import one_line, visible


class Markdown(str):
    """Text that is Markdown already and safe to place in a document."""

    __slots__ = ()


def indented(text: str, indent: int) -> str:
    """Return a text whose lines, except for empty ones, begin in a column."""
    return re.sub(r"(?m)^(?=.)", " " * indent, text) if indent else text


def comment(text: str) -> Markdown:
    """Return a line that stands in a comment, which nothing in it ends."""
    return Markdown(re.sub(r"--+", "-", visible(one_line(text))).rstrip(" -"))
