"""The table of fields and the model of the plan say the same."""

import pytest

from interview.plan import fields
from interview.plan.fields import PlanField
from interview.plan.model import Plan, is_field
from interview.plan.parts import Component
from interview.plan.task_types import TASK_TYPES, TaskType
from interview.plan.tasks import TASK_MODELS, BaseTask

TABLE = [field for field in vars(fields).values() if isinstance(field, PlanField)]
KEPT_ONLY = {"key", "status"}
"""What items have for the program's sake, and nobody is asked for."""


@pytest.mark.parametrize("field", TABLE, ids=lambda field: field.address)
def test_every_field_of_the_table_is_one_of_the_plan(field: PlanField) -> None:
    tasks = (
        [model.model_construct(type=name) for name, model in TASK_MODELS.items()]
        if field.section == fields.TASKS
        else [None]
    )
    assert any(is_field(field.section, field.id, task) for task in tasks)


def test_every_field_of_a_section_is_in_the_table() -> None:
    plan = Plan()
    sections = {field.section for field in TABLE} - set(fields.REPEATING)
    for section in sections:
        in_table = {field.id for field in TABLE if field.section == section}
        assert set(type(getattr(plan, section)).model_fields) == in_table


def test_every_field_of_a_component_is_in_the_table() -> None:
    in_table = {field.id for field in TABLE if field.section == fields.STACK}
    assert set(Component.model_fields) - KEPT_ONLY == in_table


@pytest.mark.parametrize("kind", TASK_TYPES.values(), ids=lambda kind: kind.id)
def test_a_task_has_what_its_type_names_and_what_every_task_has(kind: TaskType) -> None:
    own = set(TASK_MODELS[kind.id].model_fields) - set(BaseTask.model_fields) - {"type"}
    assert own == {field.id for field in kind.fields}


def test_what_a_type_needs_it_has() -> None:
    for kind in TASK_TYPES.values():
        assert set(kind.needed) <= set(kind.fields)
