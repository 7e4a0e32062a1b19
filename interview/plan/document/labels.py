"""The words of the document that people and programs look for: its labels, types and statuses.

The template writes them, the reader finds them, and free text must not forge them.
"""

from __future__ import annotations

from interview.plan import fields, task_types
from interview.plan.task_types import PRINTED, TASK_TYPES

TYPES = {kind.id: kind.name for kind in TASK_TYPES.values()}

STATUSES = {"planned": "📋 Planned", "in_progress": "🔄 In Progress", "complete": "✅ Complete"}

CONTEXT = {field.label: field.id for field in fields.CONTEXT_FIELDS}

ARCHITECTURE = {field.label: field.id for field in fields.ARCHITECTURE_FIELDS}

METADATA = {field.label: field.id for field in fields.METADATA}
"""The labels that may share a line."""

INTEGRATION = "Integration points"
"""The label of the items in `POINTS`."""

VERIFICATION = "Success verification"
"""The label of the commands and of what they print."""

TASK = {
    **METADATA,
    **{field.label: field.id for field in PRINTED},
    INTEGRATION: "points",
    fields.SMOKE_TEST.label: fields.SMOKE_TEST.id,
    VERIFICATION: "verification",
}
"""The labels of a task's parts, in the order of the document."""

NOTES = {fields.DATA.label: " (from interview)"}
"""What the document adds behind a label."""

ALIASES = {
    "Estimate": "hours",
    "Dependencies": "depends_on",
    "Smoke test": "smoke_test",
    "Verification": "verification",
}
"""What people write instead of a task's labels."""

FURTHER = (
    "Status", "Verified", "Free to choose", "Cases", "Boundaries", "Names and Values", "Decisions",
    "Open",
)  # fmt: skip
"""Labels that people and programs look for besides: of what is tracked, and of optional answers."""

POINTS = {field.label: field.id for field in task_types.POINTS}
"""The items of a task's integration points."""

LEGEND = "Status Legend"

HEADINGS = {
    "goal": "Working Software Goal",
    "context": "Context From Previous Iterations",
    "stack": "Tech Stack & Embedded Standards",
    "architecture": "Integration Architecture",
    "connects": "How This Iteration Connects",
    "tasks": "Tasks",
    "types": "Task Type Definitions",
    "progress": "Progress Tracking",
    "gates": "Quality Gates",
    "code_standards": "Code Standards",
    "testing_standards": "Testing Standards",
    "completion": "Task Completion Gates",
    "demo": "Success Demo",
    "assumptions": "What This Iteration Validates",
    "scope": "Not In This Iteration (Scope Control)",
}
"""The headings of the document."""

MUST = "Each task must:"
"""What stands above the gates that each task has to pass."""

SUPPRESS = "interview: suppress"
"""What a comment begins with that lets a rule not hold in one place."""

WHOLE = "plan"
"""The address of everything, in such a comment."""

EXPECTED = "# Expected output"
"""The line between commands and what they print."""

OPEN = "⚠️ **Open**:"
"""Begins what a draft shows in the place of an answer."""

PLANNED_FOR = "Planned for"
"""Begins the comment that names the commit of a plan."""
