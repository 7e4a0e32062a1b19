"""A part of the plan as a template sees it: its fields, and what is open in the place of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interview.plan.document.field_forms import IN_LINE, written
from interview.plan.document.labels import EXPECTED, OPEN
from interview.plan.document.markdown.code import fence
from interview.plan.document.markdown.lines import inline
from interview.plan.document.markdown.text import Markdown

if TYPE_CHECKING:
    from interview.plan.fields import PlanField
    from interview.plan.parts import Code, Part

Gaps = Mapping[str, str]
"""What is open, by address: the question, and the note of whoever left it open."""


def open_mark(question: str) -> Markdown:
    """Return what a draft shows in the place of an answer."""
    return Markdown(f"{OPEN} {inline(question)}")


@dataclass(frozen=True)
class ShownPart:
    """A part of the plan with the gaps that are in it."""

    part: Part
    address: str
    gaps: Gaps

    def value(self, field: PlanField) -> Any:
        """Return the value of a field; None where it is open or the part does not have it."""
        value = getattr(self.part, field.id, None)
        return None if value in ("", ()) else value

    def field(self, field: PlanField) -> Markdown:
        """Return a field in its form, the gap in its place, or nothing."""
        value = self.value(field)
        return self.gap(field) if value is None else Markdown(written(field, value))

    def gap(self, field: PlanField) -> Markdown:
        """Return what stands in the place of a field that is open, if anybody was asked for it."""
        question = self.gaps.get(f"{self.address}.{field.id}")
        if question is None:
            return Markdown()
        before = " " if field.label and field.form in IN_LINE else ""
        return Markdown(before + open_mark(question))

    def fields(self, *fields: PlanField) -> dict[str, Markdown]:
        """Return fields by their ids."""
        return {field.id: self.field(field) for field in fields}

    def verification(self, commands: PlanField, expected: PlanField) -> Markdown:
        """Return the commands and what they print in one block; a gap stands below it."""
        command: Code | None = self.value(commands)
        output: Code | None = self.value(expected)
        if command is None or output is None:
            pieces = [self.field(commands), self.field(expected)]
            return Markdown("\n\n".join(piece for piece in pieces if piece))
        return fence(f"{command.text}\n{EXPECTED}\n{output.text}", command.language)
