"""The parts of a document that are no items: its title and its sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview.plan import fields as table
from interview.plan.document.labels import (
    ARCHITECTURE,
    CONTEXT,
    PLANNED_FOR,
    TYPES,
)
from interview.plan.document.markdown.blocks import block
from interview.plan.fields import FieldForm
from interview.plan.reader import values
from interview.plan.reader.blocks import blocks, items, outside_lists
from interview.plan.reader.fields import answered, fields
from interview.plan.reader.outline import DocumentPart, iteration_title
from interview.plan.reader.progress import read_progress
from interview.plan.reader.texts import line, named, simplest
from interview.plan.reader.values import Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.plan.fields import PlanField
    from interview.plan.reader.state import ReadingState


_BASE = re.compile(
    rf"<!--\s*{PLANNED_FOR}\s+(?:(?P<branch>\S.*?)\s+at\s+)?(?P<commit>\S+?)\.?\s*-->"
)


_INTRODUCES = re.compile(r"[^\n]{0,60}must:(\*\*)?")
"""The line above the items of a gate."""


_GRAPH = re.compile(r"```mermaid\n(?P<text>.*?)\n```(?:\n|$)", re.DOTALL)


def _definitions(state: ReadingState, part: DocumentPart) -> None:
    """Pass over what every document says of the types of tasks, and keep the rest."""
    text = state.outline.text(part)
    for number, item in items(text):
        definition = named(item)
        known = definition is not None and definition.name.rstrip(":") in TYPES.values()
        if not known or "\n" in item.strip():
            state.remark(part.first + number, item)
    state.leave(part.first, tuple(outside_lists(text)))


def _introduced(state: ReadingState, part: DocumentPart) -> None:
    """Read what stands before the items or parts of a section: nothing, or a draft's gap.

    A graph of the tasks says nothing that they do not, unless it says something else.
    """
    text = state.outline.text(part).strip()
    if part.kind == table.TASKS and (match := _GRAPH.match(text)):
        line = state.outline.first_filled(part.first, part.end)
        state.graph = Remark(line, match["text"])
        text = text[match.end() :].strip()
    if answered(text):
        state.remark(state.outline.first_filled(part.first, part.end), text)


def _title(state: ReadingState, part: DocumentPart) -> None:
    number, title = iteration_title(part.heading)
    _put(state, table.NUMBER, number, part.line)
    _put(state, table.TITLE, answered(line(title)), part.line)
    for paragraph in blocks(state.outline.text(part)):
        text = "\n".join(
            state.outline.lines[part.first + paragraph.first : part.first + paragraph.end]
        )
        if base := _BASE.fullmatch(text.strip()):
            state.answers["base"] = {"branch": base["branch"] or "", "commit": base["commit"]}
            state.lines["base"] = part.first + paragraph.first + 1
        elif paragraph.depth == 0:
            state.remark(part.first + paragraph.first, text)


def _goal(state: ReadingState, part: DocumentPart) -> None:
    text = answered(state.outline.text(part))
    first = state.outline.first_filled(part.first, part.end)
    _put(state, table.OUTCOME, simplest(text, block), first)


def _points(state: ReadingState, part: DocumentPart) -> None:
    labels = CONTEXT if part.kind == "context" else ARCHITECTURE
    for field in fields(state.outline, part.first, part.end, labels):
        if field.name and not state.answered(part.kind, field.name):
            state.put(part.kind, field.name, values.point(field.text).value, field.line)
        else:
            state.remark(field.line, field.text)


def _gate(state: ReadingState, part: DocumentPart) -> None:
    field = WHOLE_ANSWERS[part.kind]
    result = values.listed(state.outline.text(part), _ITEM_READERS[field.form])
    _put(state, field, result.value, part.line)
    rest = [position for position in result.rest if not _INTRODUCES.fullmatch(position[1].strip())]
    state.leave(part.first, tuple(rest))


def _demo(state: ReadingState, part: DocumentPart) -> None:
    result = values.verification(answered(state.outline.text(part)))
    first = state.outline.first_filled(part.first, part.end)
    _put(state, table.DEMO_COMMANDS, result.value.commands, first)
    _put(state, table.DEMO_EXPECTED, result.value.expected, first)
    state.leave(first, result.rest)


def _list(state: ReadingState, part: DocumentPart) -> None:
    field, text = WHOLE_ANSWERS[part.kind], state.outline.text(part)
    read = _ITEM_READERS[field.form]
    listing = values.listed(text, read)
    _put(state, field, listing.value, part.line)
    rows = [number for number, item in items(text) if read(item) is not None]
    for place, number in enumerate(rows, 1):
        state.lines[f"{field.address}.{place}"] = part.first + number + 1
    state.leave(part.first, listing.rest)


def _put(state: ReadingState, field: PlanField, value: object, number: int) -> None:
    state.put(field.section, field.id, value, number)


_ITEM_READERS: dict[FieldForm, Callable[[str], Any]] = {
    FieldForm.RULES: values.rule,
    FieldForm.SENTENCES: values.sentence,
    FieldForm.BOXES: values.ticked,
    FieldForm.EXCLUSIONS: values.exclusion,
}
"""How an item of a list is read, by the form of its field."""

SECTION_READERS: dict[str, Callable[[ReadingState, DocumentPart], None]] = {
    "title": _title,
    "goal": _goal,
    "context": _points,
    "architecture": _points,
    "stack": _introduced,
    "tasks": _introduced,
    "types": _definitions,
    "progress": read_progress,
    "gates": _introduced,
    "code_standards": _gate,
    "testing_standards": _gate,
    "completion": _gate,
    "demo": _demo,
    "assumptions": _list,
    "scope": _list,
}
"""How each part that is no item is read."""


WHOLE_ANSWERS = {
    "goal": table.OUTCOME,
    "code_standards": table.CODE_STANDARDS,
    "testing_standards": table.TESTING_STANDARDS,
    "completion": table.COMPLETION,
    "demo": table.DEMO_COMMANDS,
    "assumptions": table.VALIDATES,
    "scope": table.EXCLUDED,
}
"""The parts that are one answer, or one and what goes with it."""
