"""What was read of a document so far, and what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.fields import REPEATING
from interview.plan.reader.values import Remark

if TYPE_CHECKING:
    from interview.plan.reader.outline import DocumentPart, Outline
    from interview.plan.reader.reading import ProgressLine


class ReadingState:
    """What was read of a document so far.

    Attributes:
        outline: The document's parts.
        answers: What it says, by section.
        lines: The line of each address, from 1.
        numbers, statuses: Those in the headings of the tasks.
        progress: The progress list.
        remarks: What was not understood.
        unread: What was not read, as there is too much of it.
        dependencies: How many of them were read.
        graph: The graph of the tasks, if there is one.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.answers: dict[str, Any] = {section: [] for section in REPEATING}
        self.lines: dict[str, int] = {}
        self.numbers: list[int | None] = []
        self.statuses: list[str] = []
        self.progress: list[ProgressLine] = []
        self.remarks: list[Remark] = []
        self.unread: list[Remark] = []
        self.dependencies = 0
        self.graph: Remark | None = None

    def put(self, section: str, name: str, value: object, number: int) -> None:
        """Keep an answer, with its line, from 0."""
        self.answers.setdefault(section, {})[name] = value
        self.lines[f"{section}.{name}"] = number + 1

    def answered(self, section: str, name: str) -> bool:
        """Whether an earlier part says it: what is said again is not lost, and not mixed in."""
        return bool(self.answers.get(section, {}).get(name))

    def leave(self, first: int, rest: tuple[tuple[int, str], ...]) -> None:
        """Remark what is left of a text that begins in a line."""
        for number, text in rest:
            self.remark(first + number, text)

    def remark(self, number: int, text: str) -> None:
        """Say that a text was not understood, unless it is blank."""
        if text.strip():
            self.remarks.append(Remark(number + 1, text.strip("\n")))

    def unknown(self, part: DocumentPart) -> None:
        """Say that a part was not understood."""
        if part.heading:
            self.remark(part.line, part.heading)
        self.remark(part.first, self.outline.text(part))
