"""The plan: the typed result of an interview, ready to be rendered, checked or handed on as JSON.

Its keys are the ids of the questionnaire. What is still open is empty: a text "", a number or code
null, a list []. Whether that is allowed is for the questionnaire and the checks to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import (
    Field,
)

from interview.plan.fields import STACK, TASKS
from interview.plan.parts import (
    Architecture,
    Assumptions,
    Base,
    Component,
    Context,
    Demo,
    Gates,
    Goal,
    Iteration,
    Part,
    Scope,
    Suppression,
)
from interview.plan.tasks import TASK_MODELS, BaseTask, Task, type_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Plan(Part):
    """An iteration plan.

    `planning.plan_of(engine)` makes one; `model_dump(mode="json")` is its JSON.

    Attributes:
        own: The answers to questions that a team added, by section, in the form of
            `engine.answers()`.
    """

    iteration: Iteration = Field(default_factory=Iteration)
    goal: Goal = Field(default_factory=Goal)
    context: Context = Field(default_factory=Context)
    stack: tuple[Component, ...] = ()
    architecture: Architecture = Field(default_factory=Architecture)
    tasks: tuple[Task, ...] = ()
    gates: Gates = Field(default_factory=Gates)
    demo: Demo = Field(default_factory=Demo)
    assumptions: Assumptions = Field(default_factory=Assumptions)
    scope: Scope = Field(default_factory=Scope)
    base: Base | None = None
    suppressions: tuple[Suppression, ...] = ()
    own: dict[str, Any] = Field(default_factory=dict)

    @property
    def items(self) -> dict[str, tuple[BaseTask | Component, ...]]:
        """The items of the sections that repeat."""
        return {STACK: self.stack, TASKS: self.tasks}

    def task_numbers(self) -> dict[str, int]:
        """Return the number of each task by its key, in the order of the document."""
        return {task.key: number for number, task in enumerate(self.tasks, 1)}


def split(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return answers apart: those that a plan has fields for, and a team's own."""
    plan: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for section, answer in answers.items():
        if section not in Plan.model_fields:
            own[section] = answer
        elif isinstance(answer, list):
            parts = [_apart(item, _fields(section, item)) for item in answer]
            plan[section] = [known for known, _ in parts]
            if any(rest for _, rest in parts):
                own[section] = [{"key": known["key"], **rest} for known, rest in parts]
        else:
            plan[section], rest = _apart(answer, _fields(section, answer))
            own |= {section: rest} if rest else {}
    return plan, own


def is_field(section: str, question: str, task: BaseTask | None) -> bool:
    """Whether a plan has a field for an answer; a task has those of its type."""
    return section in Plan.model_fields and question in _fields(section, task)


def _apart(
    answers: Mapping[str, Any], fields: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    known = {name: value for name, value in answers.items() if name in fields}
    return known, {name: value for name, value in answers.items() if name not in fields}


def _fields(section: str, answers: BaseTask | Mapping[str, Any] | None) -> Collection[str]:
    if section == TASKS:
        return TASK_MODELS[type_of(answers)].model_fields
    if section == STACK:
        return Component.model_fields
    part = Plan.model_fields[section].annotation
    return part.model_fields if isinstance(part, type) and issubclass(part, Part) else ()


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema()}
