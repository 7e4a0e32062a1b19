"""Markdown -> plan, with the line of every answer, and with what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.plan.document.mermaid import flowchart
from interview.plan.fields import STACK, TASKS
from interview.plan.model import Plan
from interview.plan.reader.blocks import MOST
from interview.plan.reader.components import read_component
from interview.plan.reader.outline import DocumentPart, Outline
from interview.plan.reader.reading import DocumentReading
from interview.plan.reader.sections import SECTION_READERS, WHOLE_ANSWERS
from interview.plan.reader.state import ReadingState
from interview.plan.reader.suppressions import Addresses, Comment, address_of, take_suppressions
from interview.plan.reader.tasks import name_dependencies, read_task
from interview.plan.reader.values import Remark
from interview.plan.schedule import steps
from interview.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable


LARGEST = 16 << 20
"""Characters of a document that is read; a plan of 2,000 tasks is no longer."""

LONGEST = 300_000
"""Lines of such a document."""


def read_document(text: str) -> DocumentReading:
    """Return what an iteration document says; whatever it does not say is empty.

    Raises:
        ValueError: If it is too long to be one.
    """
    if len(text) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST >> 20} MiB")
    if text.count("\n") + text.count("\r") - text.count("\r\n") > LONGEST:
        raise ValueError(f"it has more than {LONGEST:,} lines")
    return _reading(clean(text))


def _reading(text: str) -> DocumentReading:
    outline = Outline(text)
    state = ReadingState(outline)
    if outline.end is not None:
        message = f"the document has more than {MOST:,} blocks; the rest was not read"
        state.unread.append(Remark(outline.end + 1, message))
    suppressed, unclear = take_suppressions(outline)
    lines = text.split("\n")
    for number in unclear:
        state.remark(number, lines[number])
    for part in outline.parts():
        _read(state, part)
    name_dependencies(state)
    _suppress(state, suppressed)
    if state.graph and state.graph.text.strip() != flowchart(steps(state.answers["tasks"])):
        state.remark(*state.graph)
    return _result(state)


def _read(state: ReadingState, part: DocumentPart) -> None:
    if part.item:
        _ITEM_READERS[part.kind](state, part)
    elif part.kind not in SECTION_READERS or _is_answered(state, part):
        state.unknown(part)
    else:
        SECTION_READERS[part.kind](state, part)


def _is_answered(state: ReadingState, part: DocumentPart) -> bool:
    """Whether an earlier part says all that a part can say."""
    field = WHOLE_ANSWERS.get(part.kind)
    return field is not None and state.answered(field.section, field.id)


def _result(state: ReadingState) -> DocumentReading:
    return DocumentReading(
        Plan.model_validate(state.answers),
        state.lines,
        tuple(state.numbers),
        tuple(state.statuses),
        tuple(state.progress),
        tuple(sorted(state.remarks)),
        frozenset(number + 1 for number in state.outline.opaque),
        tuple(sorted(state.unread)),
        state.outline.end,
    )


def _suppress(state: ReadingState, suppressed: list[Comment]) -> None:
    """Find what each comment is about that lets a rule not hold: without a name, the next."""
    addresses = Addresses(state.lines)
    state.answers["suppressions"] = [
        {
            "rule": entry.rule,
            "reason": entry.reason,
            "address": address_of(entry, addresses),
        }
        for entry in suppressed
    ]
    for place, entry in enumerate(suppressed, 1):
        state.lines[f"suppressions.{place}"] = entry.line + 1


_ITEM_READERS: dict[str, Callable[[ReadingState, DocumentPart], None]] = {
    STACK: read_component,
    TASKS: read_task,
}
"""How the items of a section that repeats are read."""
