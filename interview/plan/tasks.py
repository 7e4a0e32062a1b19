"""The tasks of a plan: what all have, and one model for each type of the table."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Tag,
    create_model,
)

from interview.plan.fields import FieldForm
from interview.plan.parts import Code, Part, Text
from interview.plan.task_types import TASK_TYPES, TaskType

Status = Literal["planned", "in_progress", "complete"]


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


def type_of(task: Any) -> str:
    """Return the key of the model that a task has."""
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
        Discriminator(type_of),
    ]
