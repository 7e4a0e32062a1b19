"""Recorded answers played through a questionnaire, and the document that comes of them."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from interview.answers import events_of
from interview.engine import Engine
from interview.planning import gaps_of, plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from interview.library import Template
    from interview.questionnaire import Questionnaire


def document_of(engine: Engine, template: Template) -> str:
    """Return the document of an interview; what is still open shows as a gap.

    Raise InterviewError when the template is at fault.
    """
    from interview import document

    questionnaire, gaps = engine.questionnaire, gaps_of(engine)
    if questionnaire.is_of_iterations:
        return document.of_plan(plan_of(engine), template, gaps, questionnaire)
    return document.of_answers(questionnaire, engine.answers(), template, gaps)


def played(
    questionnaire: Questionnaire, answers: Mapping[str, Any], template: Template, at: datetime
) -> str:
    """Return the document that answers become, as an answers file holds them.

    Raise InterviewError for answers that the questionnaire does not take, and for a bad template.
    """
    engine = Engine(questionnaire)
    events_of(dict(answers), engine, at)
    return document_of(engine, template)


def difference(expected: str, found: str, name: str) -> str:
    """Return how two documents differ, as `diff -u` says it; empty when they do not."""
    lines = unified_diff(
        expected.splitlines(), found.splitlines(), f"{name} (expected)", f"{name} (now)",
        lineterm="",
    )  # fmt: skip
    told = "\n".join(lines)
    return told or ("" if expected == found else f"{name}: the ends of lines differ")
