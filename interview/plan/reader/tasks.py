"""The tasks of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.document.labels import (
    ALIASES,
    POINTS,
    TASK,
)
from interview.plan.fields import METADATA, SMOKE_TEST, FieldForm
from interview.plan.reader import values
from interview.plan.reader.blocks import items, outside_lists
from interview.plan.reader.fields import Field, answered, fields
from interview.plan.reader.numbered import numbered
from interview.plan.reader.statuses import marked
from interview.plan.reader.texts import line
from interview.plan.reader.values import Read, Remark
from interview.plan.task_types import PRINTED
from interview.plan.tasks import TASK_MODELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.plan.reader.outline import DocumentPart
    from interview.plan.reader.state import ReadingState


MOST_DEPENDENCIES = 200_000
"""Dependencies of all tasks together that are read: a hundred for each of 2,000 tasks."""


def read_task(state: ReadingState, part: DocumentPart) -> None:
    """Read a task."""
    key = f"t{len(state.answers['tasks']) + 1}"
    number, heading = numbered(part.heading)
    name, status = marked(heading)
    task: dict[str, Any] = {"key": key, "name": answered(line(name))}
    state.answers["tasks"].append(task)
    state.numbers.append(number)
    state.statuses.append(status)
    state.lines[f"tasks.{key}"] = state.lines[f"tasks.{key}.name"] = part.line + 1
    if status:
        task["status"] = status
    for field in fields(state.outline, part.first, part.end, {**TASK, **ALIASES}):
        _field(state, task, field)
    known = _known(task.get("type"))
    for name in [name for name in task if name not in known]:
        state.remark(state.lines[f"tasks.{key}.{name}"] - 1, f"{name}: {task.pop(name)}")


def _field(state: ReadingState, task: dict[str, Any], field: Field) -> None:
    if not field.name:
        state.remark(field.line, field.text)
        return
    prefix = f"tasks.{task['key']}"
    if field.name == "points":
        _integration(state, task, field)
        return
    result = _FIELDS[field.name](field.text)
    if field.name == "depends_on":
        _bound_dependencies(state, result.value, field)
    if field.name == "verification":
        given = {"verify": result.value.commands, "expected": result.value.expected}
    else:
        given = {field.name: result.value}
    for name, value in given.items():
        if name in task and value:
            state.remark(field.line, field.text)
        elif value is not None:
            task[name] = value
        state.lines.setdefault(f"{prefix}.{name}", field.line + 1)
    state.leave(field.start, result.rest)


def _bound_dependencies(state: ReadingState, numbers: list[int], field: Field) -> None:
    """Leave the dependencies out for which there is no room."""
    room = MOST_DEPENDENCIES - state.dependencies
    state.dependencies += min(len(numbers), room)
    if len(numbers) > room:
        del numbers[room:]
        message = (
            f"the tasks name more than {MOST_DEPENDENCIES:,} dependencies; the rest were not read"
        )
        state.unread.append(Remark(field.line + 1, message))


def _integration(state: ReadingState, task: dict[str, Any], field: Field) -> None:
    for number, item in items(field.text):
        label, _, rest = item.partition(":")
        name = _POINTS.get(label.strip(" *").lower())
        if name is None or name in task:
            state.remark(field.start + number, item)
            continue
        text = rest.removeprefix("**") if label.startswith("**") else rest
        task[name] = values.point(answered(text.lstrip(" "))).value
        state.lines[f"tasks.{task['key']}.{name}"] = field.start + number + 1
    for number, other in outside_lists(field.text):
        if answered(other):
            state.remark(field.start + number, other)


def name_dependencies(state: ReadingState) -> None:
    """Turn the numbers of tasks into their keys; a number without a task keeps its own."""
    keys: dict[int, str] = {}
    for place, number in enumerate(state.numbers, 1):
        keys.setdefault(number if number is not None else place, f"t{place}")
    for task in state.answers["tasks"]:
        named = task.get("depends_on", [])
        task["depends_on"] = [keys.get(number, f"t{number}") for number in named]


_POINTS = {label.lower(): name for label, name in POINTS.items()}


_READERS: dict[FieldForm, Callable[[str], Read]] = {
    FieldForm.TYPE: lambda text: Read(values.task_type(text)),
    FieldForm.TASKS: lambda text: Read(values.task_numbers(text, MOST_DEPENDENCIES)),
    FieldForm.HOURS: lambda text: Read(values.hours(text)),
    FieldForm.PARAGRAPHS: values.paragraphs,
    FieldForm.BULLETS: lambda text: values.listed(text, values.one_line),
    FieldForm.FILES: values.files,
    FieldForm.SERVICES: lambda text: values.listed(text, values.service),
    FieldForm.VARIABLES: lambda text: values.listed(text, values.variable),
    FieldForm.CODE: values.code,
    FieldForm.COMMAND: values.command,
}
"""How a field is read, by its form."""


_FIELDS: dict[str, Callable[[str], Read]] = {
    **{field.id: _READERS[field.form] for field in (*METADATA, *PRINTED, SMOKE_TEST)},
    "verification": values.verification,
}
"""How the text behind each label is read."""


def _known(kind: str | None) -> set[str]:
    """Return the fields that a task of a type has."""
    return set(TASK_MODELS[kind or "untyped"].model_fields)
