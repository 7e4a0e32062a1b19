"""Markdown -> plan, with the line of every answer, and with what was not understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.plan.document.field_forms import COMPONENT_LEVEL
from interview.plan.document.labels import (
    ALIASES,
    ARCHITECTURE,
    CONTEXT,
    PLANNED_FOR,
    POINTS,
    TASK,
    TYPES,
)
from interview.plan.document.markdown.blocks import block, embedded
from interview.plan.document.mermaid import flowchart
from interview.plan.fields import METADATA, SMOKE_TEST, FieldForm
from interview.plan.model import TASK_MODELS, Plan
from interview.plan.reader import values
from interview.plan.reader.blocks import MOST, blocks, items, outside_lists
from interview.plan.reader.fields import Field, answered, fields
from interview.plan.reader.outline import DocumentPart, Outline, iteration_title
from interview.plan.reader.statuses import marked
from interview.plan.reader.suppressions import Addresses, address_of, take_suppressions
from interview.plan.reader.texts import code_span, line, named, simplest
from interview.plan.reader.values import Read, Remark
from interview.plan.schedule import steps
from interview.plan.task_types import PRINTED
from interview.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LARGEST = 16 << 20
"""Characters of a document that is read; a plan of 2,000 tasks is no longer."""

LONGEST = 300_000
"""Lines of such a document."""

MOST_DEPENDENCIES = 200_000
"""Dependencies of all tasks together that are read: a hundred for each of 2,000 tasks."""

_BASE = re.compile(
    rf"<!--\s*{PLANNED_FOR}\s+(?:(?P<branch>\S.*?)\s+at\s+)?(?P<commit>\S+?)\.?\s*-->"
)


_INTRODUCES = re.compile(r"[^\n]{0,60}must:(\*\*)?")
"""The line above the items of a gate."""

_GRAPH = re.compile(r"```mermaid\n(?P<text>.*?)\n```(?:\n|$)", re.DOTALL)

_LEGEND = re.compile(r"[*_]*status legend\b.*", re.I)


class ProgressLine(NamedTuple):
    """A line of the progress list: the task's number and name, its status, and the line, from 1."""

    number: int | None
    name: str
    status: str
    line: int


class DocumentReading(NamedTuple):
    """What a document says.

    Attributes:
        plan: Its answers; the tasks' keys are t1, t2 … in their order.
        lines: The line of each address, from 1.
        numbers, statuses: Those in the headings of the tasks, as far as they say any.
        progress: The progress list.
        remarks: What was not understood.
        code: The lines in which nothing is Markdown, from 1.
        unread: What was not read, as there is too much of it.
        end: The number of the lines that were read; None for all.
    """

    plan: Plan
    lines: Mapping[str, int]
    numbers: tuple[int | None, ...]
    statuses: tuple[str, ...]
    progress: tuple[ProgressLine, ...]
    remarks: tuple[Remark, ...]
    code: frozenset[int]
    unread: tuple[Remark, ...] = ()
    end: int | None = None


def read_document(text: str) -> DocumentReading:
    """Return what an iteration document says; whatever it does not say is empty.

    Raises:
        ValueError: If it is too long to be one.
    """
    if len(text) > LARGEST:
        raise ValueError(f"it is longer than {LARGEST >> 20} MiB")
    if text.count("\n") + text.count("\r") - text.count("\r\n") > LONGEST:
        raise ValueError(f"it has more than {LONGEST:,} lines")
    return _Reader(clean(text)).reading()


class _Reader:
    def __init__(self, text: str) -> None:
        self.outline = Outline(text)
        self.answers: dict[str, Any] = {"stack": [], "tasks": []}
        self.lines: dict[str, int] = {}
        self.numbers: list[int | None] = []
        self.statuses: list[str] = []
        self.progress: list[ProgressLine] = []
        self.remarks: list[Remark] = []
        self.unread: list[Remark] = []
        self.dependencies = MOST_DEPENDENCIES
        self.graph: Remark | None = None
        if self.outline.end is not None:
            message = f"the document has more than {MOST:,} blocks; from here on it was not read"
            self.unread.append(Remark(self.outline.end + 1, message))
        self.suppressed, unclear = take_suppressions(self.outline)
        lines = text.split("\n")
        for number in unclear:
            self._remark(number, lines[number])

    def reading(self) -> DocumentReading:
        for part in self.outline.parts():
            if part.item:
                _ITEMS[part.kind](self, part)
            elif self._answered(*_WHOLE.get(part.kind, ("", ""))):
                self._unknown(part)
            else:
                _PARTS.get(part.kind, _Reader._unknown)(self, part)
        self._name_dependencies()
        self._suppress()
        if self.graph and self.graph.text.strip() != flowchart(steps(self.answers["tasks"])):
            self._remark(*self.graph)
        return DocumentReading(
            Plan.model_validate(self.answers),
            self.lines,
            tuple(self.numbers),
            tuple(self.statuses),
            tuple(self.progress),
            tuple(sorted(self.remarks)),
            frozenset(number + 1 for number in self.outline.opaque),
            tuple(sorted(self.unread)),
            self.outline.end,
        )

    def _put(self, section: str, name: str, value: object, number: int) -> None:
        self.answers.setdefault(section, {})[name] = value
        self.lines[f"{section}.{name}"] = number + 1

    def _answered(self, section: str, name: str) -> bool:
        """Whether an earlier part says it: what is said again is not lost, and not mixed in."""
        return bool(self.answers.get(section, {}).get(name)) if section else False

    def _left(self, first: int, rest: tuple[tuple[int, str], ...]) -> None:
        for number, text in rest:
            self._remark(first + number, text)

    def _remark(self, number: int, text: str) -> None:
        if text.strip():
            self.remarks.append(Remark(number + 1, text.strip("\n")))

    def _unknown(self, part: DocumentPart) -> None:
        if part.heading:
            self._remark(part.line, part.heading)
        self._remark(part.first, self.outline.text(part))

    def _definitions(self, part: DocumentPart) -> None:
        """Pass over what every document says of the types of tasks, and keep the rest."""
        text = self.outline.text(part)
        for number, item in items(text):
            definition = named(item)
            known = definition is not None and definition.name.rstrip(":") in TYPES.values()
            if not known or "\n" in item.strip():
                self._remark(part.first + number, item)
        self._left(part.first, tuple(outside_lists(text)))

    def _introduced(self, part: DocumentPart) -> None:
        """Read what stands before the items or parts of a section: nothing, or a draft's gap.

        A graph of the tasks says nothing that they do not, unless it says something else.
        """
        text = self.outline.text(part).strip()
        if part.kind == "tasks" and (match := _GRAPH.match(text)):
            line = self.outline.first_filled(part.first, part.end)
            self.graph = Remark(line, match["text"])
            text = text[match.end() :].strip()
        if answered(text):
            self._remark(self.outline.first_filled(part.first, part.end), text)

    # The parts that are no items

    def _title(self, part: DocumentPart) -> None:
        number, title = iteration_title(part.heading)
        self._put("iteration", "number", number, part.line)
        self._put("iteration", "title", answered(line(title)), part.line)
        for paragraph in blocks(self.outline.text(part)):
            text = "\n".join(
                self.outline.lines[part.first + paragraph.first : part.first + paragraph.end]
            )
            if base := _BASE.fullmatch(text.strip()):
                self.answers["base"] = {"branch": base["branch"] or "", "commit": base["commit"]}
                self.lines["base"] = part.first + paragraph.first + 1
            elif paragraph.depth == 0:
                self._remark(part.first + paragraph.first, text)

    def _goal(self, part: DocumentPart) -> None:
        text = answered(self.outline.text(part))
        self._put(
            "goal",
            "outcome",
            simplest(text, block),
            self.outline.first_filled(part.first, part.end),
        )

    def _points(self, part: DocumentPart) -> None:
        labels = CONTEXT if part.kind == "context" else ARCHITECTURE
        for field in fields(self.outline, part.first, part.end, labels):
            if field.name and not self._answered(part.kind, field.name):
                self._put(part.kind, field.name, values.point(field.text).value, field.line)
            else:
                self._remark(field.line, field.text)

    def _gate(self, part: DocumentPart) -> None:
        readers: dict[str, Callable[[str], Any]] = {
            "code_standards": values.rule,
            "testing_standards": values.sentence,
            "completion": values.ticked,
        }
        text = self.outline.text(part)
        result = values.listed(text, readers[part.kind])
        self._put("gates", part.kind, result.value, part.line)
        rest = [
            position for position in result.rest if not _INTRODUCES.fullmatch(position[1].strip())
        ]
        self._left(part.first, tuple(rest))

    def _demo(self, part: DocumentPart) -> None:
        result = values.verification(answered(self.outline.text(part)))
        first = self.outline.first_filled(part.first, part.end)
        self._put("demo", "commands", result.value.commands, first)
        self._put("demo", "expected", result.value.expected, first)
        self._left(first, result.rest)

    def _assumptions(self, part: DocumentPart) -> None:
        self._list(part, "assumptions", "validates", values.rule)

    def _scope(self, part: DocumentPart) -> None:
        self._list(part, "scope", "excluded", values.exclusion)

    def _list(
        self, part: DocumentPart, section: str, name: str, read: Callable[[str], Any]
    ) -> None:
        text = self.outline.text(part)
        listing = values.listed(text, read)
        self._put(section, name, listing.value, part.line)
        rows = [number for number, item in items(text) if read(item) is not None]
        for place, number in enumerate(rows, 1):
            self.lines[f"{section}.{name}.{place}"] = part.first + number + 1
        self._left(part.first, listing.rest)

    def _progress(self, part: DocumentPart) -> None:
        text = self.outline.text(part)
        for number, item in items(text):
            self.progress.append(_progress(item, part.first + number))
        for number, other in outside_lists(text):
            if not _LEGEND.fullmatch(other.strip()):
                self._remark(part.first + number, other)

    # Components

    def _component(self, part: DocumentPart) -> None:
        key = f"c{len(self.answers['stack']) + 1}"
        component: dict[str, Any] = {"key": key, "name": answered(line(part.heading))}
        self.answers["stack"].append(component)
        self.lines[f"stack.{key}"] = self.lines[f"stack.{key}.name"] = part.line + 1
        text = self.outline.text(part)
        for number, item in items(text):
            kind, value = _standard(item)
            address = f"stack.{component['key']}.{kind}"
            if value is None:
                self._remark(part.first + number, item)
                continue
            component.setdefault(kind, []).append(value)
            self.lines.setdefault(address, part.first + number + 1)
            self.lines[f"{address}.{len(component[kind])}"] = part.first + number + 1
        for number, other in outside_lists(text):
            if answered(other):
                self._remark(part.first + number, other)

    # Tasks

    def _task(self, part: DocumentPart) -> None:
        key = f"t{len(self.answers['tasks']) + 1}"
        number, heading = _numbered(part.heading)
        name, status = marked(heading)
        task: dict[str, Any] = {"key": key, "name": answered(line(name))}
        self.answers["tasks"].append(task)
        self.numbers.append(number)
        self.statuses.append(status)
        self.lines[f"tasks.{key}"] = self.lines[f"tasks.{key}.name"] = part.line + 1
        if status:
            task["status"] = status
        for field in fields(self.outline, part.first, part.end, {**TASK, **ALIASES}):
            self._field(task, field)
        known = _known(task.get("type"))
        for name in [name for name in task if name not in known]:
            self._remark(self.lines[f"tasks.{key}.{name}"] - 1, f"{name}: {task.pop(name)}")

    def _field(self, task: dict[str, Any], field: Field) -> None:
        if not field.name:
            self._remark(field.line, field.text)
            return
        prefix = f"tasks.{task['key']}"
        if field.name == "points":
            self._integration(task, field)
            return
        result = _FIELDS[field.name](field.text)
        if field.name == "depends_on":
            self._bound_dependencies(result.value, field)
        if field.name == "verification":
            given = {"verify": result.value.commands, "expected": result.value.expected}
        else:
            given = {field.name: result.value}
        for name, value in given.items():
            if name in task and value:
                self._remark(field.line, field.text)
            elif value is not None:
                task[name] = value
            self.lines.setdefault(f"{prefix}.{name}", field.line + 1)
        self._left(field.start, result.rest)

    def _bound_dependencies(self, numbers: list[int], field: Field) -> None:
        """Leave the dependencies out for which there is no room."""
        room = self.dependencies
        self.dependencies -= min(len(numbers), room)
        if len(numbers) > room:
            del numbers[room:]
            message = (
                f"the tasks name more than {MOST_DEPENDENCIES:,} dependencies; "
                "those from here on were not read"
            )
            self.unread.append(Remark(field.line + 1, message))

    def _integration(self, task: dict[str, Any], field: Field) -> None:
        for number, item in items(field.text):
            label, _, rest = item.partition(":")
            name = _POINTS.get(label.strip(" *").lower())
            if name is None or name in task:
                self._remark(field.start + number, item)
                continue
            text = rest.removeprefix("**") if label.startswith("**") else rest
            task[name] = values.point(answered(text.lstrip(" "))).value
            self.lines[f"tasks.{task['key']}.{name}"] = field.start + number + 1
        for number, other in outside_lists(field.text):
            if answered(other):
                self._remark(field.start + number, other)

    def _suppress(self) -> None:
        """Find what each comment is about that lets a rule not hold: without a name, the next."""
        addresses = Addresses(self.lines)
        self.answers["suppressions"] = [
            {
                "rule": entry.rule,
                "reason": entry.reason,
                "address": address_of(entry, addresses),
            }
            for entry in self.suppressed
        ]
        for place, entry in enumerate(self.suppressed, 1):
            self.lines[f"suppressions.{place}"] = entry.line + 1

    def _name_dependencies(self) -> None:
        """Turn the numbers of tasks into their keys; a number without a task keeps its own."""
        keys: dict[int, str] = {}
        for place, number in enumerate(self.numbers, 1):
            keys.setdefault(number if number is not None else place, f"t{place}")
        for task in self.answers["tasks"]:
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

_PARTS: dict[str, Callable[[_Reader, DocumentPart], None]] = {
    "title": _Reader._title,
    "goal": _Reader._goal,
    "context": _Reader._points,
    "architecture": _Reader._points,
    "stack": _Reader._introduced,
    "tasks": _Reader._introduced,
    "types": _Reader._definitions,
    "progress": _Reader._progress,
    "gates": _Reader._introduced,
    "code_standards": _Reader._gate,
    "testing_standards": _Reader._gate,
    "completion": _Reader._gate,
    "demo": _Reader._demo,
    "assumptions": _Reader._assumptions,
    "scope": _Reader._scope,
}

_ITEMS: dict[str, Callable[[_Reader, DocumentPart], None]] = {
    "stack": _Reader._component,
    "tasks": _Reader._task,
}

_WHOLE = {
    "goal": ("goal", "outcome"),
    "code_standards": ("gates", "code_standards"),
    "testing_standards": ("gates", "testing_standards"),
    "completion": ("gates", "completion"),
    "demo": ("demo", "commands"),
    "assumptions": ("assumptions", "validates"),
    "scope": ("scope", "excluded"),
}
"""The parts that are one answer, or one and what goes with it."""

_STANDARD = re.compile(r"\s*\(from\s+(?=`)")


def _standard(item: str) -> tuple[str, dict[str, str] | None]:
    """Return what an item of a component is, and what it says; None when nobody knows."""
    definition = named(item)
    if definition is None:
        return "", None
    first, _, below = definition.rest.partition("\n")
    if match := _STANDARD.match(first):
        source, rest = code_span(first[match.end() :])
        mark = re.match(r",\s*sha256\s+(?=`)", rest)
        sha256 = code_span(rest[mark.end() :])[0] if mark else ""
        text = simplest(below.strip("\n"), lambda plain: embedded(plain, COMPONENT_LEVEL))
        return "standards", {
            "source": source, "heading": definition.name, "text": text, "sha256": sha256,
        }  # fmt: skip
    if first.strip() in (":", "") and any(paragraph.kind == "fence" for paragraph in blocks(below)):
        code = values.code(below).value
        name = definition.name.removesuffix(":")
        return "patterns", {"name": name, "language": code["language"], "code": code["text"]}
    return "rules", values.rule(item)


def _numbered(heading: str) -> tuple[int | None, str]:
    """Return the number and the rest of a task's heading."""
    match = re.match(r"(?:task\s+)?#?(?P<number>\d{1,9})(?:[.:)]\s*|\s+|$)", heading, re.I)
    return (int(match["number"]), heading[match.end() :]) if match else (None, heading)


def _progress(item: str, number: int) -> ProgressLine:
    ticked = re.match(r"\[(?P<box>[ xX])\]\s*", item)
    text = item[ticked.end() :] if ticked else item
    task, name = _numbered(text)
    name, status = marked(name)
    if ticked and ticked["box"] in "xX":
        status = "complete"
    return ProgressLine(task, line(name.removesuffix(" -")), status, number + 1)


def _known(kind: str | None) -> set[str]:
    """Return the fields that a task of a type has."""
    return set(TASK_MODELS[kind or "untyped"].model_fields)
