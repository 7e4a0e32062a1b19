"""What stands in a document: the fields of a plan, and answers to a team's own questions.

The template holds the order of headings and labels. What stands between them is made here, as
Markdown that cannot break out of its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview.plan import fields
from interview.plan.document.labels import HEADINGS, LEGEND, MUST, STATUSES, SUPPRESS, WHOLE
from interview.plan.document.markdown.code import fence
from interview.plan.document.markdown.lines import strong
from interview.plan.document.markdown.text import Markdown, comment
from interview.plan.document.mermaid import flowchart
from interview.plan.document.own_view import beside_the_plan, own_answers, own_of_items
from interview.plan.document.shown_part import ShownPart, open_mark
from interview.plan.document.task_view import task_view
from interview.plan.schedule import STEP, steps
from interview.plan.task_types import TASK_TYPES
from interview.text.cleaning import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.plan.document.shown_part import Gaps
    from interview.plan.fields import PlanField
    from interview.plan.model import Plan
    from interview.plan.parts import Base, Component, Suppression
    from interview.questionnaire.model import Questionnaire


def plan_view(
    plan: Plan, gaps: Gaps, questionnaire: Questionnaire | None = None, mermaid: bool = False
) -> dict[str, Any]:
    """Return what the template sees: for each part of the plan, its fields as Markdown.

    Args:
        gaps: For a draft, the open questions by address (`tasks.t1.what`); each shows where its
            answer would stand.
        questionnaire: What says how the plan's own answers are called.
        mermaid: Whether to show what the tasks wait for.
    """
    numbers = plan.task_numbers()
    own = own_answers(plan, gaps, questionnaire) if questionnaire else {}
    gates = ShownPart(plan.gates, "gates", gaps)
    iteration = ShownPart(plan.iteration, "iteration", gaps)
    architecture = ShownPart(plan.architecture, "architecture", gaps)
    demo = ShownPart(plan.demo, "demo", gaps)
    return {
        **beside_the_plan(own, questionnaire),
        "words": _words(),
        "iteration": iteration.fields(fields.NUMBER, fields.TITLE),
        "goal": ShownPart(plan.goal, "goal", gaps).fields(fields.OUTCOME),
        "context": ShownPart(plan.context, "context", gaps).fields(*fields.CONTEXT_FIELDS),
        "stack": [
            {**_component(component, gaps), "own": more}
            for component, more in zip(
                plan.stack, own_of_items(own, "stack", plan.stack), strict=True
            )
        ],
        "architecture": architecture.fields(*fields.ARCHITECTURE_FIELDS),
        "graph": _graph(plan) if mermaid else Markdown(),
        "tasks": [
            {**task_view(task, numbers, gaps), "own": more}
            for task, more in zip(
                plan.tasks, own_of_items(own, fields.TASKS, plan.tasks), strict=True
            )
        ],
        "gates": gates.fields(fields.CODE_STANDARDS, fields.TESTING_STANDARDS, fields.COMPLETION),
        "demo": {"verification": demo.verification(fields.DEMO_COMMANDS, fields.DEMO_EXPECTED)},
        "assumptions": ShownPart(plan.assumptions, "assumptions", gaps).fields(fields.VALIDATES),
        "gap": {
            name: open_mark(gaps[name]) if name in gaps else Markdown() for name in fields.REPEATING
        },
        "suppressions": [
            comment(_suppression(suppression, plan)) for suppression in plan.suppressions
        ],
        "base": Markdown(_base(plan.base)) if plan.base else "",
        "scope": ShownPart(plan.scope, "scope", gaps).fields(fields.EXCLUDED),
    }


def _words() -> dict[str, Any]:
    """Return the words of the document that its reader looks for."""
    return {
        "headings": {name: Markdown(heading) for name, heading in HEADINGS.items()},
        "labels": {
            "context": _labels(fields.CONTEXT_FIELDS),
            "architecture": _labels(fields.ARCHITECTURE_FIELDS),
            "task": _labels(fields.METADATA),
        },
        "must": Markdown(MUST),
        "types": [
            {"name": Markdown(kind.name), "definition": Markdown(kind.definition)}
            for kind in TASK_TYPES.values()
        ],
        "legend": Markdown(f"{strong(LEGEND)}: {' | '.join(STATUSES.values())}"),
    }


def _labels(labelled: Iterable[PlanField]) -> dict[str, Markdown]:
    """Return the labels of fields by their ids, in the order of the document."""
    return {field.id: Markdown(field.label) for field in labelled}


def _graph(plan: Plan) -> Markdown:
    """Return a flowchart of the tasks; one alone waits for nothing."""
    tasks = steps(task.model_dump(include=STEP) for task in plan.tasks)
    return fence(flowchart(tasks), "mermaid") if len(tasks) > 1 else Markdown()


def _component(component: Component, gaps: Gaps) -> dict[str, Markdown]:
    shown = ShownPart(component, f"{fields.STACK}.{component.key}", gaps)
    points = shown.fields(fields.RULES, fields.PATTERNS, fields.STANDARDS).values()
    return {
        **shown.fields(fields.COMPONENT_NAME),
        "standards": Markdown(_joined(points)),
    }


def _joined(lists: Iterable[str]) -> str:
    """Join lists to one; a blank line stands behind one that ends in a block."""
    joined = ""
    for text in filter(None, lists):
        ends_in_block = joined.rpartition("\n")[2].startswith(" ")
        joined += ("\n\n" if ends_in_block else "\n" if joined else "") + text
    return joined


def _base(base: Base) -> str:
    """Return what a plan was made against, for a comment, which a name must not end."""
    where = f"{base.branch} at {base.commit}" if base.branch else base.commit
    return re.sub(r"--+|[^\w ./@#+-]", "-", visible(one_line(where)))


def _suppression(suppression: Suppression, plan: Plan) -> str:
    """Return what a comment says that suppresses a rule; items go by their numbers there."""
    section, _, rest = suppression.address.partition(".")
    key, dot, answer = rest.partition(".")
    for number, item in enumerate(plan.items.get(section, ()), 1):
        if item.key == key:
            return (
                f"{SUPPRESS} {suppression.rule} at {section}.{number}{dot}{answer}: "
                f"{suppression.reason}"
            )
    return f"{SUPPRESS} {suppression.rule} at {suppression.address or WHOLE}: {suppression.reason}"
