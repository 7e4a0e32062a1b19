"""What stands in a document: the fields of a plan, and answers to a team's own questions.

The template holds headings, labels and their order. What stands between them is made here, as
Markdown that cannot break out of its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interview.plan import fields
from interview.plan.document.answers_view import own_view
from interview.plan.document.labels import (
    EXPECTED,
    HEADINGS,
    INTEGRATION,
    LEGEND,
    NOTES,
    OPEN,
    STATUSES,
    SUPPRESS,
    TYPES,
    VERIFICATION,
    WHOLE,
)
from interview.plan.document.markdown.blocks import block, embedded
from interview.plan.document.markdown.code import code_span, fence
from interview.plan.document.markdown.lines import inline, strong
from interview.plan.document.markdown.text import Markdown, comment
from interview.plan.document.mermaid import flowchart
from interview.plan.fields import FieldForm
from interview.plan.model import Plan, is_field
from interview.plan.schedule import STEP, steps
from interview.plan.task_types import POINTS, PRINTED, TASK_TYPES
from interview.text.cleaning import one_line, visible
from interview.text.invisible import revealed, strays

if TYPE_CHECKING:
    from interview.plan.model import (
        Assumption,
        Base,
        BaseTask,
        Code,
        Component,
        Exclusion,
        KeyFile,
        Part,
        Pattern,
        Rule,
        Service,
        Standard,
        Suppression,
        Variable,
    )
    from interview.questionnaire.model import Questionnaire

COMPONENT_LEVEL = 3
"""The heading of a component, below which those of embedded standards stand."""

Gaps = Mapping[str, str]
"""What is open, by address: the question, and the note of whoever left it open."""


def plan_view(
    plan: Plan, gaps: Gaps, questionnaire: Questionnaire | None = None, mermaid: bool = False
) -> dict[str, Any]:
    """Return what the template sees: for each part of the plan, its fields as Markdown.

    Args:
        gaps: For a draft, the open questions by address (`tasks.t1.what`); each shows where its
            answer would stand.
        questionnaire: What says how the plan's own answers are called.
        mermaid: Whether to show what the tasks wait for.
    """
    numbers = plan.task_numbers()
    own = _own(plan, gaps, questionnaire) if questionnaire else {}
    gates = _Shown(plan.gates, "gates", gaps)
    iteration = _Shown(plan.iteration, "iteration", gaps)
    return {
        **_besides(own, questionnaire),
        "words": _words(),
        "iteration": {name: iteration.field(name, _heading) for name in ("number", "title")},
        "goal": {"outcome": _Shown(plan.goal, "goal", gaps).field("outcome", block)},
        "context": _Shown(plan.context, "context", gaps).points(),
        "stack": [
            {**_component(component, gaps), "own": more}
            for component, more in zip(plan.stack, _of_items(own, "stack", plan.stack), strict=True)
        ],
        "architecture": _Shown(plan.architecture, "architecture", gaps).points(),
        "graph": _graph(plan) if mermaid else Markdown(),
        "tasks": [
            {**_task(task, numbers, gaps), "own": more}
            for task, more in zip(plan.tasks, _of_items(own, "tasks", plan.tasks), strict=True)
        ],
        "gates": {
            "code_standards": gates.field("code_standards", _rules),
            "testing_standards": gates.field("testing_standards", _sentences),
            "completion": gates.field("completion", _boxes),
        },
        "demo": {"verification": _verification(_Shown(plan.demo, "demo", gaps), "commands")},
        "assumptions": {
            "validates": _Shown(plan.assumptions, "assumptions", gaps).field("validates", _rules)
        },
        "gap": {name: Markdown(_gap(gaps[name]) if name in gaps else "") for name in _LISTS},
        "suppressions": [
            comment(_suppression(suppression, plan)) for suppression in plan.suppressions
        ],
        "base": Markdown(_base(plan.base)) if plan.base else "",
        "scope": {"excluded": _Shown(plan.scope, "scope", gaps).field("excluded", _exclusions)},
    }


def _words() -> dict[str, Any]:
    """Return the words of the document that its reader looks for."""
    return {
        "headings": {name: Markdown(heading) for name, heading in HEADINGS.items()},
        "types": [
            {"name": Markdown(kind.name), "definition": Markdown(kind.definition)}
            for kind in TASK_TYPES.values()
        ],
        "legend": Markdown(f"{strong(LEGEND)}: {' | '.join(STATUSES.values())}"),
    }


def _graph(plan: Plan) -> Markdown:
    """Return a flowchart of the tasks; one alone waits for nothing."""
    tasks = steps(task.model_dump(include=STEP) for task in plan.tasks)
    return fence(flowchart(tasks), "mermaid") if len(tasks) > 1 else Markdown()


def _own(plan: Plan, gaps: Gaps, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what a template sees of the questions that a plan has no field for."""
    keys = {section: [{"key": item.key} for item in items] for section, items in plan.items.items()}
    return own_view(questionnaire, {**keys, **plan.own}, gaps, lambda *place: not is_field(*place))


def _of_items(own: Mapping[str, Any], section: str, items: Sequence[object]) -> list[Markdown]:
    """Return the own answers of each item of a section of the plan."""
    return [entry["own"] for entry in own[section]] if section in own else [Markdown()] * len(items)


def _besides(own: Mapping[str, Any], questionnaire: Questionnaire | None) -> dict[str, Any]:
    """Return the own answers in each section of the plan, and the sections that it does not have.

    The latter stand below `more`, each with its `title` and `text`, and by themselves.
    """
    known = {name: Markdown() for name in Plan.model_fields}
    if questionnaire is None:
        return {"own": known, "more": []}
    of_plan = {name: pair["own"] for name, pair in own.items() if name in known and "own" in pair}
    others = {name: pair for name, pair in own.items() if name not in known}
    more = [
        {"title": Markdown(inline(questionnaire.sections[name].title)), "text": _below(other)}
        for name, other in others.items()
    ]
    return {**others, "own": {**known, **of_plan}, "more": [view for view in more if view["text"]]}


def _below(section: Any) -> Markdown:
    """Return a section of a team's own as it stands below its heading."""
    if isinstance(section, list):
        return Markdown(
            "\n\n".join(f"{item['number']}. {block(item['own'], indent=3)}" for item in section)
        )
    return Markdown(section["own"])


_LISTS = ("stack", "tasks")


def _base(base: Base) -> str:
    """Return what a plan was made against, for a comment, which a name must not end."""
    where = f"{base.branch} at {base.commit}" if base.branch else base.commit
    return re.sub(r"--+|[^\w ./@#+-]", "-", visible(one_line(where)))


def _suppression(suppression: Suppression, plan: Plan) -> str:
    """Return what a comment says that suppresses a rule; items go by their numbers there."""
    section, _, rest = suppression.address.partition(".")
    key, dot, answer = rest.partition(".")
    for number, item in enumerate(plan.items.get(section, ()), 1):
        if item.key == key:
            return (
                f"{SUPPRESS} {suppression.rule} at {section}.{number}{dot}{answer}: "
                f"{suppression.reason}"
            )
    return f"{SUPPRESS} {suppression.rule} at {suppression.address or WHOLE}: {suppression.reason}"


@dataclass(frozen=True)
class _Shown:
    """A part of the plan with the gaps that are in it."""

    part: Part
    address: str
    gaps: Gaps

    def field(self, name: str, form: Callable[[Any], str], before_gap: str = "") -> Markdown:
        """Return a field in its form, the gap in its place, or nothing."""
        value = getattr(self.part, name, None)
        if value not in ("", (), None):
            return Markdown(form(value))
        gap = self.gaps.get(f"{self.address}.{name}")
        return Markdown(before_gap + _gap(gap) if gap is not None else "")

    def points(self) -> dict[str, Markdown]:
        """Return all fields as they stand behind the labels of a list."""
        return {name: self.point(name) for name in type(self.part).model_fields}

    def point(self, name: str) -> Markdown:
        """Return a field as it stands behind a label in a list."""
        return self.field(name, lambda text: block(text, indent=2, after_label=True), " ")

    def labelled(self, name: str) -> Markdown:
        """Return a field as it stands behind a label of its own."""
        return self.field(name, lambda text: block(text, after_label=True), " ")


def _gap(question: str) -> str:
    return f"{OPEN} {inline(question)}"


def _heading(value: object) -> str:
    return inline(str(value))


# The parts of the document that have a form of their own


def _component(component: Component, gaps: Gaps) -> dict[str, Markdown]:
    shown = _Shown(component, f"stack.{component.key}", gaps)
    points = [
        shown.field("rules", _rules),
        shown.field("patterns", _patterns),
        shown.field("standards", _standards),
    ]
    return {"name": shown.field("name", _heading), "standards": Markdown(_joined(points))}


def _joined(lists: Iterable[str]) -> str:
    """Join lists to one; a blank line stands behind one that ends in a block."""
    joined = ""
    for text in filter(None, lists):
        ends_in_block = joined.rpartition("\n")[2].startswith(" ")
        joined += ("\n\n" if ends_in_block else "\n" if joined else "") + text
    return joined


def _rules(rules: Iterable[Rule | Assumption]) -> str:
    return "\n".join(f"- {strong(rule.name)}:{_tail(rule.text)}" for rule in rules)


def _sentences(rules: Iterable[Rule]) -> str:
    return "\n".join(f"- {strong(rule.name)}{_tail(rule.text)}" for rule in rules)


def _tail(text: str) -> str:
    return f" {inline(text, at_start=False)}"


def _patterns(patterns: Iterable[Pattern]) -> str:
    return "\n\n".join(
        f"- {strong(pattern.name)}:\n\n{fence(pattern.code, pattern.language, indent=2)}"
        for pattern in patterns
    )


def _standards(standards: Iterable[Standard]) -> str:
    return "\n\n".join(
        f"- {strong(standard.heading)} ({_origin(standard)}):\n\n"
        f"  {embedded(standard.text, COMPONENT_LEVEL, indent=2)}"
        for standard in standards
    )


def _origin(standard: Standard) -> str:
    """Return where a standard stands, and what tells whether it has changed since."""
    changed = f", sha256 {code_span(standard.sha256)}" if standard.sha256 else ""
    return f"from {code_span(standard.source)}{changed}"


def _boxes(lines: Iterable[str]) -> str:
    return "\n".join(f"- [ ] {inline(line)}" for line in lines)


def _exclusions(excluded: Iterable[Exclusion]) -> str:
    return "\n".join(
        f"- {inline(exclusion.feature)} -{_tail(exclusion.reason)}" for exclusion in excluded
    )


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {inline(line)}" for line in lines)


def _files(files: Iterable[KeyFile]) -> str:
    rows = (f"{one_line(file.path)} - {one_line(file.purpose)}" for file in files)
    return fence("\n".join(map(revealed, rows)))


def _services(services: Iterable[Service]) -> str:
    return "\n".join(
        f"- {inline(service.name)}: {code_span(service.start)}" for service in services
    )


def _variables(variables: Iterable[Variable]) -> str:
    return "\n".join(
        f"- {code_span(variable.name)}:{_tail(variable.value)}" for variable in variables
    )


def _code(code: Code) -> str:
    return fence(code.text, code.language)


def _command(code: Code) -> str:
    """Return a command as it stands behind a label: in the line, or below it when it is longer."""
    on_a_line = "\n" not in code.text and code.language in ("", "bash", "sh")
    if not on_a_line or any(strays(code.text)):  # in a block code keeps every byte
        return f"\n\n{_code(code)}"
    return f" {code_span(code.text)}"


def _task(task: BaseTask, numbers: Mapping[str, int], gaps: Gaps) -> dict[str, Any]:
    shown = _Shown(task, f"tasks.{task.key}", gaps)

    def tasks(keys: Iterable[str]) -> str:
        return ", ".join(f"Task {numbers[key]}" for key in keys if key in numbers)

    view: dict[str, Any] = {
        "number": numbers[task.key],
        "name": shown.field(fields.NAME.id, _heading),
        "status": STATUSES[task.status],
        "type": shown.field(fields.TYPE.id, TYPES.__getitem__),
        "depends_on": shown.field(fields.DEPENDS_ON.id, tasks) or "None",
        "hours": shown.field(fields.HOURS.id, _hours),
        "verification": _verification(shown, fields.VERIFY.id),
    }
    for field in (*PRINTED, *POINTS, fields.SMOKE_TEST):
        view[field.id] = _WRITERS[field.form](shown, field.id)
    view["integrates"] = any(view[field.id] for field in POINTS)
    view["parts"] = _parts(view)
    return view


def _parts(view: Mapping[str, Any]) -> list[dict[str, Markdown]]:
    """Return what stands below the metadata of a task: each label with what stands behind it."""
    points = "\n".join(f"- {field.label}:{view[field.id]}" for field in POINTS if view[field.id])
    parts = [
        *[(field.label, view[field.id], field in _ALWAYS, field) for field in PRINTED],
        (INTEGRATION, points, False, None),
        (fields.SMOKE_TEST.label, view[fields.SMOKE_TEST.id], True, fields.SMOKE_TEST),
        (VERIFICATION, view["verification"], True, None),
    ]
    return [
        {
            "label": Markdown(label),
            "note": Markdown(NOTES.get(label, "")),
            "text": Markdown(text if field and field.form in _IN_LINE else f"\n\n{text}"),
        }
        for label, text, always, field in parts
        if text or always
    ]


_ALWAYS = (fields.WHAT, fields.KEY_FILES)
"""What has its label also where it says nothing."""

_IN_LINE = (FieldForm.PARAGRAPHS, FieldForm.COMMAND)
"""The forms that begin in the line of their label."""

_WRITERS: dict[FieldForm, Callable[[_Shown, str], Markdown]] = {
    FieldForm.PARAGRAPHS: _Shown.labelled,
    FieldForm.POINT: _Shown.point,
    FieldForm.BULLETS: lambda shown, name: shown.field(name, _bullets),
    FieldForm.FILES: lambda shown, name: shown.field(name, _files),
    FieldForm.SERVICES: lambda shown, name: shown.field(name, _services),
    FieldForm.VARIABLES: lambda shown, name: shown.field(name, _variables),
    FieldForm.CODE: lambda shown, name: shown.field(name, _code),
    FieldForm.COMMAND: lambda shown, name: shown.field(name, _command, " "),
}
"""How a field is printed, by its form."""


def _hours(hours: float) -> str:
    return f"{hours:g} hour{'' if hours == 1 else 's'}"


def _verification(shown: _Shown, commands: str) -> Markdown:
    """Return the commands and what they print in one block; a gap stands below it."""
    command: Code | None = getattr(shown.part, commands)
    expected: Code | None = getattr(shown.part, "expected")  # noqa: B009 - a name like the other
    if command is None or expected is None:
        pieces = [shown.field(commands, _code), shown.field("expected", _code)]
        return Markdown("\n\n".join(piece for piece in pieces if piece))
    return fence(f"{command.text}\n{EXPECTED}\n{expected.text}", command.language)
