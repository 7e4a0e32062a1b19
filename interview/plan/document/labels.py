"""The words of the document that people and programs look for: its labels, types and statuses.

The template writes them, the reader finds them, and free text must not forge them.
"""

from __future__ import annotations

TYPES = {
    "implementation": "Implementation Task",
    "spike": "Research Spike",
    "integration": "Integration Task",
    "wiring": "Wiring Task",
}

STATUSES = {"planned": "📋 Planned", "in_progress": "🔄 In Progress", "complete": "✅ Complete"}

CONTEXT = {
    "Built": "built",
    "Current State": "current_state",
    "Infrastructure": "infrastructure",
    "Now Building": "now_building",
}

ARCHITECTURE = {
    "Existing Services": "existing_services",
    "New Integration Points": "integration_points",
    "Data Flow": "data_flow",
    "Service Dependencies": "service_dependencies",
}

METADATA = {"Type": "type", "Depends on": "depends_on", "Estimated time": "hours"}
"""The labels of a task that may share a line."""

TASK = {
    **METADATA,
    "What to build": "what",
    "Question to answer": "question",
    "Candidates": "candidates",
    "Decision rule": "decision_rule",
    "Working artifact": "artifact",
    "End-to-end workflow": "workflow",
    "Key files": "key_files",
    "Services": "services",
    "Environment": "environment",
    "Configuration": "configuration",
    "Rollback": "rollback",
    "Core functionality": "core",
    "Data structures": "data",
    "Integration points": "points",
    "One smoke test": "smoke_test",
    "Success verification": "verification",
}

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

POINTS = {
    "Receives": "receives",
    "Sends": "sends",
    "Database": "database",
    "On failure": "failure",
}
"""The items of a task's integration points."""

LEGEND = "Status Legend"

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
