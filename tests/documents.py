"""The document of a plan, for tests that need no interview."""

from __future__ import annotations

from interview.plan.document.plan_view import plan_view
from interview.plan.document.render import render
from interview.plan.document.shown_part import Gaps
from interview.plan.model import Plan
from interview.questionnaire.library import Template


def of_plan(plan: Plan, template: Template, gaps: Gaps | None = None, mermaid: bool = False) -> str:
    """Return the document of a plan; with gaps, a draft."""
    return render(plan_view(plan, gaps or {}, mermaid=mermaid), template)
