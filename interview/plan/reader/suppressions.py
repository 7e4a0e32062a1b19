"""The comments of a document that let a rule of the check not hold in one place.

    <!-- interview: suppress vague-word: the measure is in task 4 -->
    <!-- interview: suppress vague-word at tasks.2.what: the measure is in task 4 -->

The first is about what comes next: above a heading about all below it, above the document's title
about everything. The second, which the program writes at the end, names its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from interview.plan.document.labels import SUPPRESS, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.plan.reader.outline import Outline

_BEGINS = re.compile(r"\s*<!--\s*" + SUPPRESS.replace(" ", r"\s*") + r"\b", re.IGNORECASE)
_COMMENT = re.compile(
    _BEGINS.pattern
    + r"\s+(?P<rule>[a-z][a-z-]*)(?:\s+at\s+(?P<address>[a-z]\w*(?:\.\w+)*))?"
    + r"\s*:\s*(?P<reason>\S.*?)\s*-->\s*",
    re.IGNORECASE,
)
_KEYS = {"tasks": "t", "stack": "c"}


class Comment(NamedTuple):
    """Such a comment; without an address it is about what comes next.

    Attributes:
        line: From 0.
    """

    rule: str
    address: str
    reason: str
    line: int


def take_suppressions(outline: Outline) -> tuple[list[Comment], list[int]]:
    """Take the comments out of a document; return also the lines of those that make no sense."""
    comments, unclear = [], []
    for block in outline.comments:
        text = outline.lines[block.first]
        if not _BEGINS.match(text) or block.end - block.first > 1:
            continue
        outline.blank(block.first)
        if match := _COMMENT.fullmatch(text):
            address = match["address"] or ""
            comments.append(Comment(match["rule"].lower(), address, match["reason"], block.first))
        else:
            unclear.append(block.first)
    return comments, unclear


class Addresses:
    """What stands where in a document.

    Args:
        lines: Of all addresses, from 1.
    """

    def __init__(self, lines: Mapping[str, int]) -> None:
        common: dict[int, list[str]] = {}
        for address, line in lines.items():
            parts = address.split(".")
            pairs = zip(common.get(line, parts), parts, strict=False)
            common[line] = [part for part, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        self._common = common
        self._lines = sorted(common)

    def after(self, line: int) -> str:
        """Return what comes next after a line, from 0; empty for everything."""
        place = bisect_right(self._lines, line)
        common = self._common[self._lines[place]] if place < len(self._lines) else []
        return "" if common == ["iteration"] else ".".join(common)


def address_of(comment: Comment, addresses: Addresses) -> str:
    """Return what a comment is about, empty for everything."""
    if comment.address:
        section, *rest = comment.address.split(".")
        if rest and rest[0].isdecimal() and section in _KEYS:
            rest[0] = _KEYS[section] + rest[0]
        return "" if comment.address == WHOLE else ".".join([section, *rest])
    return addresses.after(comment.line)
