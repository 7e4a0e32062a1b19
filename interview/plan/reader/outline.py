"""The parts of an iteration document: which heading begins which section."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from interview.plan.document.labels import HEADINGS
from interview.plan.fields import REPEATING
from interview.plan.reader.blocks import OPAQUE, Block, read_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator


def normal(heading: str) -> str:
    """Return a heading's words without numbers, marks and what is in brackets."""
    words = re.sub(r"\([^()]*\)\s*$", "", heading.lower())
    return re.sub(r"^[\W\d_]+|(?<![\W_])[\W_]++$", "", words)


_WITHIN = {
    "connects": ("architecture", "architecture"),
    "code_standards": ("gates", "code_standards"),
    "testing_standards": ("gates", "testing_standards"),
    "completion": ("gates", "completion"),
}
"""The headings within a section: which section, and what they begin."""

SECTIONS = {
    **{normal(heading): name for name, heading in HEADINGS.items() if name not in _WITHIN},
    "goal": "goal", "outcome": "goal", "context": "context",
    "tech stack and embedded standards": "stack", "tech stack": "stack",
    "embedded standards": "stack", "architecture": "architecture",
    "iteration progress": "progress", "progress": "progress", "demo": "demo",
    "out of scope": "scope", "non-goals": "scope", "template instructions": "instructions",
}  # fmt: skip
"""The titles of sections, as people write them, without what they put in brackets."""

PARTS = {
    **{normal(HEADINGS[name]): part for name, part in _WITHIN.items()},
    "completion gates": _WITHIN["completion"],
}
"""Headings within a section, and what they begin."""

ITEMS = tuple(REPEATING)
"""Sections whose headings name items."""

_TITLE = re.compile(r"iteration\s*#?(?P<number>\d{1,9})?(?:\s*[:.–—-]\s*|\s+|$)(?P<title>.*)", re.I)


class DocumentPart(NamedTuple):
    """A part of the document: what it is, its heading, and its lines.

    Attributes:
        kind: A value of SECTIONS or PARTS, `title`, or empty where nobody knows.
        line: That of the heading.
        first, end: Its text.
        item: Whether the heading names an item of a section.
    """

    kind: str
    heading: str
    line: int
    first: int
    end: int
    item: bool = False


class Outline:
    """A document's lines, its headings, and the lines in which nothing is Markdown.

    Attributes:
        end: The line from which on it was not read, from 0; None when it was read as a whole.
    """

    def __init__(self, text: str) -> None:
        blocks = read_blocks(text)
        self.end = blocks.end
        self.lines = text.split("\n")[: self.end]
        self.headings: list[Block] = []
        self.heading_at: dict[int, Block] = {}
        self.comments: list[Block] = []
        self.opaque: set[int] = set()
        for block in blocks.blocks:
            if block.kind == "heading" and block.depth == 0:
                self.headings.append(block)
                self.heading_at[block.first] = block
            elif block.kind in OPAQUE:
                self.opaque.update(range(block.first, block.end))
                if block.kind == "html_block":
                    self.comments.append(block)

    def parts(self) -> Iterator[DocumentPart]:
        """Yield the parts of the document in order."""
        starts = list(self._starts())
        ends = [*(block.first for _, _, block in starts), len(self.lines)]
        if ends[0]:
            yield DocumentPart("", "", 0, 0, ends[0])
        for (kind, item, heading), end in zip(starts, ends[1:], strict=True):
            yield DocumentPart(kind, heading.content, heading.first, heading.end, end, item)

    def _starts(self) -> Iterator[tuple[str, bool, Block]]:
        """Yield the headings that begin a part, with its kind, and whether it is an item's."""
        level = self._level()
        present = {_section(heading) for heading in self.headings if heading.level == level}
        title = self._title(level)
        inside, items = "", 0
        for heading in self.headings:
            section, (around, part) = _section(heading), _part(heading)
            if heading is title:
                inside = ""
                yield "title", False, heading
            elif section and (heading.level == level or section not in present):
                inside, items = section, 0
                yield section, False, heading
            elif part and inside not in ITEMS:
                inside = around
                yield part, False, heading
            elif heading.level <= level or inside not in ITEMS:
                inside = inside if heading.level > level else ""
                yield "", False, heading
            elif not items or heading.level <= items:
                items = heading.level
                yield inside, True, heading

    def _level(self) -> int:
        """Return the level of most sections."""
        counts = Counter(heading.level for heading in self.headings if _section(heading))
        return min(counts, key=lambda level: (-counts[level], level), default=2)

    def _title(self, level: int) -> Block | None:
        """Return the heading that names the iteration: it stands above the sections."""
        above = []
        for heading in self.headings:
            if _section(heading):
                break
            if heading.level < level or _TITLE.match(heading.content):
                above.append(heading)
        named = (block for block in above if _TITLE.match(block.content))
        return next(named, above[0] if above else None)

    def first_filled(self, first: int, end: int) -> int:
        """Return the first of some lines that says something; the one before them without any."""
        numbers = range(first, end)
        return next((number for number in numbers if self.lines[number].strip()), first - 1)

    def blank(self, number: int) -> None:
        """Take what stands in a line out of the document."""
        self.lines[number] = ""
        self.opaque.discard(number)

    def text(self, part: DocumentPart) -> str:
        """Return the text of a part."""
        return "\n".join(self.lines[part.first : part.end])


def iteration_title(heading: str) -> tuple[int | None, str]:
    """Return the number and the outcome that a document's title names."""
    match = _TITLE.match(heading)
    if match is None:
        return None, heading
    return int(match["number"]) if match["number"] else None, match["title"]


def _section(heading: Block) -> str:
    return SECTIONS.get(normal(heading.content), "")


def _part(heading: Block) -> tuple[str, str]:
    return PARTS.get(normal(heading.content), ("", ""))
