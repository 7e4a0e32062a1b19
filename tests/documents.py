"""The document of a plan, for tests that need no interview."""

from __future__ import annotations

from interview.document import Gaps, plan_view
from interview.library import Template
from interview.plan import Plan
from interview.render import render


def of_plan(plan: Plan, template: Template, gaps: Gaps | None = None, mermaid: bool = False) -> str:
    """Return the document of a plan; with gaps, a draft."""
    return render(plan_view(plan, gaps or {}, mermaid=mermaid), template)
