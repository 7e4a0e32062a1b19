"""The labels of a document's part, and what stands behind each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview.plan.document.labels import METADATA, OPEN
from interview.plan.reader.blocks import dedented
from interview.plan.reader.outline import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from interview.plan.reader.outline import Outline

_LABEL = re.compile(
    r"""
    (?P<item> [ ]{0,3} (?: [-*+] | \d{1,9}[.)] ) [ \t]+ )?
    (?P<bold> \*\* | __ ) (?P<label> [^*_:\n]{1,40}? ) [ \t]*
    (?: : [ \t]* (?P=bold) | (?P=bold) (?: [ \t]* \([^()\n]*\) )? [ \t]* : )
    """,
    re.VERBOSE,
)


_FILLED = re.compile(r"\S")

_METADATA = frozenset(METADATA.values())


class Field(NamedTuple):
    """What stands behind a label: the field's name, the label's line, from 0, and the text.

    Without a name it is what stands before the first label.

    Attributes:
        start: The line where the text begins.
    """

    name: str
    line: int
    text: str
    start: int


class _Label(NamedTuple):
    name: str
    line: int
    start: int
    end: int
    indent: int


def fields(outline: Outline, first: int, end: int, labels: Mapping[str, str]) -> Iterator[Field]:
    """Yield the fields in some lines of a document.

    Args:
        labels: The names of fields by their labels. What a draft shows as open is an empty text.
    """
    known = {label.lower(): name for label, name in labels.items()}
    markers = list(_labels(outline, first, end, known))
    start = markers[0].line if markers else end
    if before := "\n".join(outline.lines[first:start]).strip():
        begins = outline.first_filled(first, start)
        yield Field("", begins, before, begins)
    for place, label in enumerate(markers):
        later = markers[place + 1] if place + 1 < len(markers) else _Label("", end, 0, 0, 0)
        text = _text(outline.lines, label, later)
        same = _FILLED.search(outline.lines[label.line], label.end) is not None
        start = label.line if same else outline.first_filled(label.line + 1, later.line)
        yield Field(label.name, label.line, text, start)


def _labels(outline: Outline, first: int, end: int, known: Mapping[str, str]) -> Iterator[_Label]:
    for number in range(first, end):
        if number in outline.opaque:
            continue
        if heading := outline.heading_at.get(number):
            if name := known.get(normal(heading.content)):
                yield _Label(name, number, 0, len(outline.lines[number]), 0)
            continue
        yield from _labels_of_line(outline.lines[number], number, known)


def _labels_of_line(line: str, number: int, known: Mapping[str, str]) -> Iterator[_Label]:
    """Yield the label that a line begins with, and behind one of the metadata the others of it."""
    first = _LABEL.match(line)
    if first is None or not (name := _name(first, known)):
        return
    yield _Label(name, number, first.start(), first.end(), len(first["item"] or ""))
    if name in _METADATA:
        for match in _LABEL.finditer(line, first.end()):
            if (other := _name(match, known)) in _METADATA:
                yield _Label(other, number, match.start(), match.end(), 0)


def _name(match: re.Match[str], known: Mapping[str, str]) -> str:
    return known.get(" ".join(match["label"].lower().split()), "")


def _text(lines: list[str], label: _Label, later: _Label) -> str:
    if later.line == label.line:
        return lines[label.line][label.end : later.start].strip()
    written = [lines[label.line][label.end :].lstrip(" \t"), *lines[label.line + 1 : later.line]]
    return answered(dedented(written, label.indent))


def answered(text: str) -> str:
    """Return a text without blank lines around, empty where a draft shows that it is open."""
    stripped = text.strip("\n").rstrip()
    return "" if stripped.lstrip().startswith(OPEN) else stripped
