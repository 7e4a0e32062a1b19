"""The answers to a team's own questions, where they stand in the document of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.document.answers_view import own_view
from interview.plan.document.markdown.blocks import block
from interview.plan.document.markdown.lines import inline
from interview.plan.document.markdown.text import Markdown
from interview.plan.model import Plan, is_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview.plan.document.shown_part import Gaps
    from interview.questionnaire.model import Questionnaire


def own_answers(plan: Plan, gaps: Gaps, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what a template sees of the questions that a plan has no field for."""
    keys = {section: [{"key": item.key} for item in items] for section, items in plan.items.items()}
    tasks = {task.key: task for task in plan.tasks}

    def is_own(section: str, question: str, key: str) -> bool:
        return not is_field(section, question, tasks.get(key))

    return own_view(questionnaire, {**keys, **plan.own}, gaps, is_own)


def own_of_items(own: Mapping[str, Any], section: str, items: Sequence[object]) -> list[Markdown]:
    """Return the own answers of each item of a section of the plan."""
    return [entry["own"] for entry in own[section]] if section in own else [Markdown()] * len(items)


def beside_the_plan(own: Mapping[str, Any], questionnaire: Questionnaire | None) -> dict[str, Any]:
    """Return the own answers in each section of the plan, and the sections that it does not have.

    The latter stand below `more`, each with its `title` and `text`, and by themselves.
    """
    known = {name: Markdown() for name in Plan.model_fields}
    if questionnaire is None:
        return {"own": known, "more": []}
    of_plan = {name: pair["own"] for name, pair in own.items() if name in known and "own" in pair}
    others = {name: pair for name, pair in own.items() if name not in known}
    more = [
        {"title": Markdown(inline(questionnaire.sections[name].title)), "text": _below(other)}
        for name, other in others.items()
    ]
    return {**others, "own": {**known, **of_plan}, "more": [view for view in more if view["text"]]}


def _below(section: Any) -> Markdown:
    """Return a section of a team's own as it stands below its heading."""
    if isinstance(section, list):
        return Markdown(
            "\n\n".join(f"{item['number']}. {block(item['own'], indent=3)}" for item in section)
        )
    return Markdown(section["own"])
