"""The plan: the typed result of an interview, ready to be rendered, checked or handed on as JSON.

Its keys are the ids of the questionnaire. What is still open is empty: a text "", a number or code
null, a list []. Whether that is allowed is for the questionnaire and the checks to say.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    create_model,
    model_validator,
)

from interview.plan.fields import STACK, TASKS, FieldForm
from interview.plan.task_types import TASK_TYPES, TaskType
from interview.text.cleaning import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Text = Annotated[str, AfterValidator(clean)]
Status = Literal["planned", "in_progress", "complete"]


def _in_a_comment(text: str) -> str:
    """Return a reason as it can stand in a comment of a document: on one line, without its end."""
    return re.sub(r"--+", "-", one_line(text)).rstrip(" -")


class Part(BaseModel):
    """A part of a plan: never changed, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(Part):
    """Source text, a command or its output, with the name of its language."""

    language: str = ""
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data


class Iteration(Part):
    """Which iteration this is."""

    number: int | None = None
    title: Text = ""


class Goal(Part):
    """What users can do afterwards that they could not before."""

    outcome: Text = ""


class Context(Part):
    """What exists already, and what this iteration adds to it."""

    built: Text = ""
    current_state: Text = ""
    infrastructure: Text = ""
    now_building: Text = ""


class Rule(Part):
    """A standard by name."""

    name: Text
    text: Text


class Pattern(Part):
    """Code of the project that new code copies."""

    name: Text
    language: str
    code: Text


class Standard(Part):
    """A section of a standards file, word for word; sha256 is that of the text."""

    source: Text
    heading: Text
    text: Text
    sha256: str = ""


class Component(Part):
    """A part of the system with the rules that hold in it."""

    key: str = ""
    name: Text = ""
    rules: tuple[Rule, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    standards: tuple[Standard, ...] = ()


class Architecture(Part):
    """How the iteration connects to what exists."""

    existing_services: Text = ""
    integration_points: Text = ""
    data_flow: Text = ""
    service_dependencies: Text = ""


def _known_state(state: object) -> object:
    """Return what there was of a file; what only a stranger's session can say is not known."""
    return state if state in ("exists", "new") else ""


class KeyFile(Part):
    """A file that a task makes or changes; `state` is what was there when it was planned."""

    path: Text
    purpose: Text
    state: Annotated[Literal["exists", "new", ""], BeforeValidator(_known_state)] = ""


class BaseTask(Part):
    """What every task has. `depends_on` holds keys of tasks; `hours` is the estimate."""

    if TYPE_CHECKING:
        type: str | None

    key: str = ""
    status: Status = "planned"
    name: Text = ""
    depends_on: tuple[str, ...] = ()
    hours: float | None = None
    what: Text = ""
    key_files: tuple[KeyFile, ...] = ()
    smoke_test: Code | None = None
    verify: Code | None = None
    expected: Code | None = None


class Service(Part):
    """A service and the command that starts it."""

    name: Text
    start: Text


class Variable(Part):
    """An environment variable and where its value comes from."""

    name: Text
    value: Text


class UntypedTask(BaseTask):
    """A task of an unfinished plan whose type is still open."""

    type: None = None


def _type(task: Any) -> str:
    kind = task.get("type") if isinstance(task, dict) else getattr(task, "type", None)
    return "untyped" if kind is None else str(kind)


_ANNOTATIONS: dict[FieldForm, tuple[Any, Any]] = {
    FieldForm.PARAGRAPHS: (Text, ""),
    FieldForm.POINT: (Text, ""),
    FieldForm.BULLETS: (tuple[Text, ...], ()),
    FieldForm.SERVICES: (tuple[Service, ...], ()),
    FieldForm.VARIABLES: (tuple[Variable, ...], ()),
    FieldForm.CODE: (Code | None, None),
    FieldForm.COMMAND: (Code | None, None),
}
"""The types of fields that tasks have by their type, each with what an open one is."""


def _task_model(kind: TaskType) -> type[BaseTask]:
    """Return the model of the tasks of a type."""
    own: dict[str, Any] = {field.id: _ANNOTATIONS[field.form] for field in kind.fields}
    return create_model(
        f"{kind.id.title().replace('_', '')}Task",
        __base__=BaseTask,
        __doc__=kind.summary,
        type=(Literal[kind.id], kind.id),  # type: ignore[arg-type]  # made as the program runs
        **own,
    )


TASK_MODELS: dict[str, type[BaseTask]] = {
    **{kind.id: _task_model(kind) for kind in TASK_TYPES.values()},
    "untyped": UntypedTask,
}
"""The models of tasks by their types."""

if TYPE_CHECKING:
    Task = BaseTask
else:  # the type of each task is known by its `type` alone
    Task = Annotated[
        reduce(or_, (Annotated[model, Tag(name)] for name, model in TASK_MODELS.items())),
        Discriminator(_type),
    ]


class Gates(Part):
    """What "done" means for every task."""

    code_standards: tuple[Rule, ...] = ()
    testing_standards: tuple[Rule, ...] = ()
    completion: tuple[Text, ...] = ()


class Demo(Part):
    """What is shown at the end."""

    commands: Code | None = None
    expected: Code | None = None


class Assumption(Part):
    """Something believed, with what proves or disproves it."""

    name: Text
    text: Text


class Assumptions(Part):
    """What the iteration validates."""

    validates: tuple[Assumption, ...] = ()


class Exclusion(Part):
    """A feature that is not built, with what it waits for."""

    feature: Text
    reason: Text


class Scope(Part):
    """What is not in this iteration."""

    excluded: tuple[Exclusion, ...] = ()


class Base(Part):
    """The state of the project that a plan was made for: a branch, if any, and a short commit."""

    branch: Text = ""
    commit: Text


class Suppression(Part):
    """A rule of the check that does not hold in one place, and why.

    Attributes:
        address: An answer (`tasks.t2.what`), an item (`tasks.t2`), a section; empty is the whole
            plan.
    """

    address: str
    rule: str
    reason: Annotated[str, AfterValidator(_in_a_comment)]


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


def is_field(section: str, question: str) -> bool:
    """Whether a plan has a field for an answer, in items of some type."""
    if section == TASKS:
        return any(question in model.model_fields for model in TASK_MODELS.values())
    return section in Plan.model_fields and question in _fields(section, {})


def _apart(
    answers: Mapping[str, Any], fields: Collection[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    known = {name: value for name, value in answers.items() if name in fields}
    return known, {name: value for name, value in answers.items() if name not in fields}


def _fields(section: str, answers: Mapping[str, Any]) -> Collection[str]:
    if section == TASKS:
        return TASK_MODELS[_type(answers)].model_fields
    if section == STACK:
        return Component.model_fields
    part = Plan.model_fields[section].annotation
    return part.model_fields if isinstance(part, type) and issubclass(part, Part) else ()


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema of a plan."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Plan.model_json_schema()}
