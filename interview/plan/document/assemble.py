"""Recorded answers played through a questionnaire, and the document that comes of them."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from interview.plan.build import gaps_of, plan_of
from interview.questionnaire.question import Rejected
from interview.session.answering import events_of
from interview.session.engine import Engine
from interview.session.events import Answered, Event

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from interview.questionnaire.library import Template
    from interview.questionnaire.model import Questionnaire
    from interview.session.address import Group


def document_of(engine: Engine, template: Template, mermaid: bool = False) -> str:
    """Return the document of an interview; what is still open shows as a gap.

    Args:
        mermaid: Whether it shows what the tasks of a plan wait for.

    Raises:
        InterviewError: If the template is at fault.
    """
    from interview.plan.document.rendering import document

    return document(_view(engine, mermaid), template)


def part_of(engine: Engine, group: Group, template: Template) -> str:
    """Return what a section, or one item of it, becomes in the document: a block of its name.

    What is half typed counts as said, if it would be an answer. Where the template has no such
    block, it is the whole document.

    Raises:
        InterviewError: If the template is at fault.
    """
    from interview.plan.document.rendering import part

    engine = _as_typed(engine, group)
    view = _view(engine)
    if group.item:
        place = engine.state.position(group) - 1
        view[group.section] = view[group.section][place : place + 1]
    return part(view, template, (group.section, "more"))


def _as_typed(engine: Engine, group: Group) -> Engine:
    """Return an interview in which the unfinished entries of a group are answers."""
    events: list[Event] = []
    for name, question in engine.questions(group).items():
        draft, at = engine.state.drafts.get(group.at(name)), engine.state.last_at
        if draft and at:
            try:
                value = question.read(draft) if isinstance(draft, str) else question.accept(draft)
            except Rejected:
                continue
            address = str(group.at(name))
            events.append(Answered(address=address, value=value, origin="user", at=at))
    return Engine(engine.questionnaire, [*engine.history.in_force, *events]) if events else engine


def _view(engine: Engine, mermaid: bool = False) -> dict[str, Any]:
    from pydantic import ValidationError

    from interview.plan.document.answers_view import own_view
    from interview.plan.document.plan_view import plan_view
    from interview.plan.document.schedule_view import schedule_view

    questionnaire, gaps = engine.questionnaire, gaps_of(engine)
    if questionnaire.is_of_iterations:
        try:
            return plan_view(plan_of(engine), gaps, questionnaire, mermaid)
        except ValidationError:  # a project asks something else by the name of the iteration
            pass
    own = own_view(questionnaire, engine.answers(), gaps)
    return {**schedule_view(engine), **own}


def played(
    questionnaire: Questionnaire, answers: Mapping[str, Any], template: Template, at: datetime
) -> str:
    """Return the document that answers become, as an answers file holds them.

    Raises:
        InterviewError: For answers that the questionnaire does not take, and for a bad template.
    """
    engine = Engine(questionnaire)
    events_of(dict(answers), engine, at)
    return document_of(engine, template)


def difference(expected: str, actual: str, name: str) -> str:
    """Return how two documents differ, as `diff -u` says it; empty when they do not."""
    lines = unified_diff(
        expected.splitlines(), actual.splitlines(), f"{name} (expected)", f"{name} (now)",
        lineterm="",
    )  # fmt: skip
    message = "\n".join(lines)
    return message or ("" if expected == actual else f"{name}: only the line endings differ")
