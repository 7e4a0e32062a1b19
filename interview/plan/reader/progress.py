"""The progress list of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.plan.document.labels import LEGEND
from interview.plan.reader.blocks import items, outside_lists
from interview.plan.reader.numbered import numbered
from interview.plan.reader.reading import ProgressLine
from interview.plan.reader.statuses import marked
from interview.plan.reader.texts import line

if TYPE_CHECKING:
    from interview.plan.reader.outline import DocumentPart
    from interview.plan.reader.state import ReadingState

_LEGEND = re.compile(rf"[*_]*{re.escape(LEGEND)}\b.*", re.I)


def read_progress(state: ReadingState, part: DocumentPart) -> None:
    """Read the list."""
    text = state.outline.text(part)
    for number, item in items(text):
        state.progress.append(_progress_line(item, part.first + number))
    for number, other in outside_lists(text):
        if not _LEGEND.fullmatch(other.strip()):
            state.remark(part.first + number, other)


def _progress_line(item: str, number: int) -> ProgressLine:
    ticked = re.match(r"\[(?P<box>[ xX])\]\s*", item)
    text = item[ticked.end() :] if ticked else item
    task, name = numbered(text)
    name, status = marked(name)
    if ticked and ticked["box"] in "xX":
        status = "complete"
    return ProgressLine(task, line(name.removesuffix(" -")), status, number + 1)
