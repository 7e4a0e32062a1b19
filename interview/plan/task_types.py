"""The table of the types of tasks: what each is called, what it has, and what it has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.plan import fields
from interview.plan.fields import FieldForm

if TYPE_CHECKING:
    from interview.plan.fields import PlanField


class SmokeTestSteps(NamedTuple):
    """What a smoke test does, in words.

    Attributes:
        arrange: What has to be there first.
        given: What goes in.
        act: What is done.
        wanted: What comes out.
    """

    arrange: str
    given: str
    act: str
    wanted: str


class TaskType(NamedTuple):
    """A type of task.

    Attributes:
        id: The answer that stands for it.
        name: What the document calls it.
        summary: What such a task is, in a sentence for programs.
        definition: What such a task is, in the document.
        fields: What it has besides what every task has, in the order of a plan's JSON.
        needed: What of that it has to say, where no rule of its own looks for it.
        steps: What its smoke test does.
    """

    id: str
    name: str
    summary: str
    definition: str
    fields: tuple[PlanField, ...]
    needed: tuple[PlanField, ...]
    steps: SmokeTestSteps


IMPLEMENTATION = TaskType(
    "implementation",
    "Implementation Task",
    "A known approach that produces a working feature.",
    "Known approach, clear requirements, produces working feature",
    (fields.CORE, fields.DATA, fields.RECEIVES, fields.SENDS, fields.DATABASE),
    (fields.CORE,),
    SmokeTestSteps(
        "start the real services that the task needs",
        "what goes in",
        "call what the task delivers with it",
        "what comes out",
    ),
)

SPIKE = TaskType(
    "spike",
    "Research Spike",
    "A time-boxed exploration that ends in a decision and throwaway code.",
    "Time-boxed exploration (1-2 hours max), produces working code to validate approach, "
    "throwaway code acceptable",
    (fields.QUESTION, fields.CANDIDATES, fields.DECISION_RULE, fields.ARTIFACT, fields.CORE),
    (fields.QUESTION, fields.CANDIDATES, fields.DECISION_RULE, fields.ARTIFACT),
    SmokeTestSteps(
        "name the candidates",
        "every candidate",
        "run the spike on each of them",
        "one measured line for every candidate",
    ),
)

INTEGRATION = TaskType(
    "integration",
    "Integration Task",
    "New components meet the existing system, end to end.",
    "Connects new components to existing system, ensures end-to-end workflows",
    (
        fields.WORKFLOW,
        fields.CORE,
        fields.DATA,
        fields.RECEIVES,
        fields.SENDS,
        fields.DATABASE,
        fields.FAILURE,
    ),
    (fields.WORKFLOW,),
    SmokeTestSteps(
        "start both sides, none of them replaced",
        "the message that one side sends",
        "send it all the way",
        "what the other side made of it",
    ),
)

WIRING = TaskType(
    "wiring",
    "Wiring Task",
    "Configuration, orchestration and deployment.",
    "Configuration, service orchestration, deployment setup",
    (fields.SERVICES, fields.ENVIRONMENT, fields.CONFIGURATION, fields.ROLLBACK),
    (fields.SERVICES, fields.ENVIRONMENT, fields.ROLLBACK),
    SmokeTestSteps(
        "start everything from nothing",
        "the system as it was started",
        "ask it how it is",
        "what a healthy system answers",
    ),
)

TASK_TYPES = {
    kind.id: kind
    for kind in (
        IMPLEMENTATION,
        SPIKE,
        INTEGRATION,
        WIRING,
    )
}
"""The types of tasks by their ids."""

COMMON_NEEDED = (fields.NAME, fields.WHAT, fields.KEY_FILES)
"""What every task has to say, where no rule of its own looks for it."""


_ORDER = (
    fields.WHAT,
    fields.QUESTION,
    fields.CANDIDATES,
    fields.DECISION_RULE,
    fields.ARTIFACT,
    fields.WORKFLOW,
    fields.KEY_FILES,
    fields.SERVICES,
    fields.ENVIRONMENT,
    fields.CONFIGURATION,
    fields.ROLLBACK,
    fields.CORE,
    fields.DATA,
)


def _printed() -> tuple[PlanField, ...]:
    """Return the labelled fields in their order; the others stand before the files."""
    place = _ORDER.index(fields.KEY_FILES)
    others = [
        field
        for kind in TASK_TYPES.values()
        for field in kind.fields
        if field.form is not FieldForm.POINT and field not in _ORDER
    ]
    return (*_ORDER[:place], *dict.fromkeys(others), *_ORDER[place:])


PRINTED = _printed()
"""The labelled fields of tasks before the integration points, in the order of the document."""

POINTS = tuple(
    {
        field.id: field
        for kind in (INTEGRATION, *TASK_TYPES.values())
        for field in kind.fields
        if field.form is FieldForm.POINT
    }.values()
)
"""The fields that stand among a task's integration points, in the order of the document."""
