"""The comments of a document that let a rule of the check not hold in one place.

    <!-- interview: suppress vague-word: the measure is in task 4 -->
    <!-- interview: suppress vague-word at tasks.2.what: the measure is in task 4 -->

The first is about what comes next: above a heading about all below it, above the document's title
about everything. The second, which the program writes at the end, names its place.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from interview.labels import SUPPRESS, WHOLE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.reader.outline import Outline

_BEGINS = re.compile(r"\s*<!--\s*" + SUPPRESS.replace(" ", r"\s*") + r"\b", re.IGNORECASE)
_COMMENT = re.compile(
    _BEGINS.pattern
    + r"\s+(?P<rule>[a-z][a-z-]*)(?:\s+at\s+(?P<address>[a-z]\w*(?:\.\w+)*))?"
    + r"\s*:\s*(?P<reason>\S.*?)\s*-->\s*",
    re.IGNORECASE,
)
_KEYS = {"tasks": "t", "stack": "c"}


class Comment(NamedTuple):
    """Such a comment; without an address it is about what comes next. line: from 0."""

    rule: str
    address: str
    reason: str
    line: int


def take_suppressions(outline: Outline) -> tuple[list[Comment], list[int]]:
    """Take the comments out of a document; return also the lines of those that make no sense."""
    found, unclear = [], []
    for block in outline.comments:
        text = outline.lines[block.first]
        if not _BEGINS.match(text) or block.end - block.first > 1:
            continue
        outline.blank(block.first)
        if match := _COMMENT.fullmatch(text):
            address = match["address"] or ""
            found.append(Comment(match["rule"].lower(), address, match["reason"], block.first))
        else:
            unclear.append(block.first)
    return found, unclear


def address_of(one: Comment, lines: Mapping[str, int]) -> str:
    """Return what a comment is about, empty for everything. lines: of all addresses, from 1."""
    if one.address:
        section, *rest = one.address.split(".")
        if rest and rest[0].isdecimal() and section in _KEYS:
            rest[0] = _KEYS[section] + rest[0]
        return "" if one.address == WHOLE else ".".join([section, *rest])
    later = [(line, address) for address, line in lines.items() if line > one.line]
    nearest = min(later, default=(0, ""))[0]
    names = [address.split(".") for line, address in later if line == nearest]
    same = takewhile(lambda parts: len(set(parts)) == 1, zip(*names, strict=False))
    common = [parts[0] for parts in same]
    return "" if common == ["iteration"] else ".".join(common)
