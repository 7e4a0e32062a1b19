"""The tasks of a plan as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.plan.schedule import critical_path
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.plan.schedule import Step

_SPECIAL = re.compile(r'["#`<>&;\\\[\]{}|]')


def flowchart(steps: Sequence[Step]) -> str:
    """Return a flowchart of tasks, those on the critical path with a thicker border."""
    lines = ["flowchart TD"]
    lines += [f'    t{step.number}["{_label(step)}"]' for step in steps]
    lines += [f"    t{number} --> t{step.number}" for step in steps for number in step.needs]
    if len(path := critical_path(steps)) > 1:
        lines.append("    classDef critical stroke-width:4px")
        lines.append(f"    class {','.join(f't{step.number}' for step in path)} critical")
    return "\n".join(lines)


def _label(step: Step) -> str:
    """Return what stands in a task's box; what Mermaid or HTML would read in it is a character."""
    hours = "" if step.hours is None else f"<br/>{step.hours:g} h"
    return (
        _SPECIAL.sub(lambda match: f"#{ord(match[0])};", f"{step.number}. {visible(step.name)}")
        + hours
    )
