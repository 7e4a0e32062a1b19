"""A task as a template sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan import fields
from interview.plan.document.field_forms import IN_LINE
from interview.plan.document.labels import INTEGRATION, NOTES, STATUSES, VERIFICATION
from interview.plan.document.markdown.text import Markdown
from interview.plan.document.shown_part import ShownPart
from interview.plan.task_types import POINTS, PRINTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.plan.document.shown_part import Gaps
    from interview.plan.tasks import BaseTask

_ALWAYS = (fields.WHAT, fields.KEY_FILES)
"""What has its label also where it says nothing."""


def task_view(task: BaseTask, numbers: Mapping[str, int], gaps: Gaps) -> dict[str, Any]:
    """Return a task's fields by their ids, and in `parts` each label with what stands behind it.

    Args:
        numbers: Those of all tasks, by their keys.
        gaps: The open questions by address.
    """
    shown = ShownPart(task, f"{fields.TASKS}.{task.key}", gaps)
    view: dict[str, Any] = {
        "number": numbers[task.key],
        "status": STATUSES[task.status],
        **shown.fields(fields.NAME, fields.TYPE, fields.HOURS, *PRINTED, *POINTS),
        **shown.fields(fields.SMOKE_TEST),
        "depends_on": _dependencies(shown, numbers),
        "verification": shown.verification(fields.VERIFY, fields.EXPECTED),
    }
    view["integrates"] = any(view[field.id] for field in POINTS)
    view["parts"] = _parts(view)
    return view


def _dependencies(shown: ShownPart, numbers: Mapping[str, int]) -> str:
    keys = shown.value(fields.DEPENDS_ON)
    if keys is None:
        return shown.gap(fields.DEPENDS_ON) or "None"
    return Markdown(", ".join(f"Task {numbers[key]}" for key in keys if key in numbers)) or "None"


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
            "text": Markdown(text if field and field.form in IN_LINE else f"\n\n{text}"),
        }
        for label, text, always, field in parts
        if text or always
    ]
