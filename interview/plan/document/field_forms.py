"""How fields are written: each form as Markdown that cannot break out of its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.document.labels import TYPES
from interview.plan.document.markdown.blocks import block, embedded
from interview.plan.document.markdown.code import code_span, fence
from interview.plan.document.markdown.lines import inline, strong
from interview.plan.fields import FieldForm
from interview.text.cleaning import one_line
from interview.text.invisible import revealed, strays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from interview.plan.fields import PlanField
    from interview.plan.parts import Assumption, Code, Exclusion, Pattern, Rule, Standard
    from interview.plan.tasks import KeyFile, Service, Variable

COMPONENT_LEVEL = 3
"""The heading of a component, below which those of embedded standards stand."""

IN_LINE = (FieldForm.PARAGRAPHS, FieldForm.POINT, FieldForm.COMMAND)
"""The forms that begin in the line of their label."""


def written(field: PlanField, value: Any) -> str:
    """Return the value of a field as it stands in the document, behind its label if it has one."""
    if field.form is FieldForm.PARAGRAPHS and not field.label:
        return block(value)
    return _WRITERS[field.form](value)


def _heading(value: object) -> str:
    return inline(str(value))


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


def _hours(hours: float) -> str:
    return f"{hours:g} hour{'' if hours == 1 else 's'}"


_WRITERS: dict[FieldForm, Callable[[Any], str]] = {
    FieldForm.HEADING: _heading,
    FieldForm.NUMBER: _heading,
    FieldForm.HOURS: _hours,
    FieldForm.TYPE: TYPES.__getitem__,
    FieldForm.PARAGRAPHS: lambda text: block(text, after_label=True),
    FieldForm.POINT: lambda text: block(text, indent=2, after_label=True),
    FieldForm.BULLETS: _bullets,
    FieldForm.BOXES: _boxes,
    FieldForm.RULES: _rules,
    FieldForm.SENTENCES: _sentences,
    FieldForm.PATTERNS: _patterns,
    FieldForm.STANDARDS: _standards,
    FieldForm.FILES: _files,
    FieldForm.SERVICES: _services,
    FieldForm.VARIABLES: _variables,
    FieldForm.EXCLUSIONS: _exclusions,
    FieldForm.CODE: _code,
    FieldForm.COMMAND: _command,
}
"""How a field is written, by its form; the names of tasks are known to the plan alone."""
