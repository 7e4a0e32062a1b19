"""Reading what was written gives the same plan, and writing what was read the same bytes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.plan.model import Plan
from interview.plan.reader.document import read_document
from interview.questionnaire.library import Template
from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from interview.text.cleaning import visible
from tests.conftest import DATA
from tests.documents import of_plan
from tests.events import linkstash
from tests.strategies import engines

pytestmark = pytest.mark.slow

# What a document cannot tell: the keys of items, what there was of a file, the language of an
# output, and where two texts on one line part when either holds a dash.


def content(plan: Plan) -> dict[str, Any]:
    data = plan.model_dump(mode="json")
    keys = {task["key"]: f"t{place}" for place, task in enumerate(data["tasks"], 1)}
    for task in data["tasks"]:
        task["key"] = keys[task["key"]]
        task["depends_on"] = [keys[key] for key in task["depends_on"]]
        task["key_files"] = [f"{row['path']} - {row['purpose']}" for row in task["key_files"]]
        task["expected"]["language"] = ""
        if (rollback := task.get("rollback")) and rollback["language"] in ("", "sh"):
            rollback["language"] = "bash"
    for place, component in enumerate(data["stack"], 1):
        component["key"] = f"c{place}"
        for standard in component["standards"]:  # an underlined heading gets marks in front
            standard["text"] = re.sub("[-=]+", "", standard["text"])
    rows = data["scope"]["excluded"]
    data["scope"]["excluded"] = [f"{row['feature']} - {row['reason']}" for row in rows]
    data["demo"]["expected"]["language"] = ""
    return data


def bare(value: Any) -> Any:
    """Return visible texts without what escapes, what separates, and how deep a heading is."""
    if isinstance(value, dict):
        return {name: bare(element) for name, element in value.items()}
    if isinstance(value, list):
        return [bare(element) for element in value]
    return re.sub(r"[\\\s#`]+", "", visible(value)) if isinstance(value, str) else value


def test_the_example_is_read_as_the_plan_that_it_was_made_of(
    questionnaire: Questionnaire, template: Template
) -> None:
    reading = read_document((DATA / "linkstash.md").read_text(encoding="utf-8"))
    plan = Plan.model_validate(Engine(questionnaire, linkstash(questionnaire)).answers())
    assert content(reading.plan) == content(plan)
    assert reading.remarks == ()
    assert reading.numbers == (1, 2, 3, 4)
    assert [line.number for line in reading.progress] == [1, 2, 3, 4]
    assert [line.name for line in reading.progress] == [task.name for task in plan.tasks]


@settings(max_examples=200)
@given(st.data())
def test_any_plan_is_read_as_it_was_written(
    questionnaire: Questionnaire, template: Template, data: st.DataObject
) -> None:
    plan = Plan.model_validate(data.draw(engines(questionnaire)).answers())
    mermaid = data.draw(st.booleans(), "mermaid")
    text = of_plan(plan, template, mermaid=mermaid)
    reading = read_document(text)
    assert of_plan(reading.plan, template, mermaid=mermaid) == text
    assert bare(content(reading.plan)) == bare(content(plan))
    assert reading.remarks == ()


def test_a_graph_that_says_something_else_is_remarked(
    questionnaire: Questionnaire, template: Template
) -> None:
    plan = Plan.model_validate(Engine(questionnaire, linkstash(questionnaire)).answers())
    text = of_plan(plan, template, mermaid=True)
    assert "## Tasks\n\n```mermaid\nflowchart TD\n    t1[" in text
    assert read_document(text).remarks == ()
    (remark,) = read_document(text.replace("t1 --> t2", "t2 --> t1")).remarks
    assert remark.text.startswith("flowchart TD")
    assert text.split("\n")[remark.line - 1] == "```mermaid"


@given(st.data())
def test_an_unfinished_plan_is_read_with_its_gaps(
    questionnaire: Questionnaire, template: Template, data: st.DataObject
) -> None:
    engine = data.draw(engines(questionnaire, complete=False))
    plan = Plan.model_validate(engine.answers())
    gaps = {str(ask.address): ask.question.ask for ask in engine.open() if ask.question.required}
    reading = read_document(of_plan(plan, template, gaps))
    assert len(reading.plan.tasks) == len(plan.tasks)
    assert bare([task.name for task in reading.plan.tasks]) == bare(
        [task.name for task in plan.tasks]
    )


PLAIN = ["word", "two words", "a, b; c", "`code` here", "*soft* and **loud**", "GET /x?y=1&z=[2]",
         "3 < 4", "say \"so\"", "100 %", "naïve → ünïcode", "- a list\n- of two", "one\n\ntwo",
         "see [this](http://example.org/a_(b))"]  # fmt: skip


@given(st.data())
def test_plain_texts_are_read_letter_by_letter(
    questionnaire: Questionnaire, template: Template, data: st.DataObject
) -> None:
    events = linkstash(questionnaire)
    plan = Plan.model_validate(Engine(questionnaire, events).answers())
    text = st.sampled_from(PLAIN)
    context = {name: data.draw(text) for name in type(plan.context).model_fields}
    goal = {"outcome": data.draw(text)}
    task = plan.tasks[2].model_copy(
        update={name: data.draw(text) for name in ("what", "receives", "failure", "workflow")}
    )
    tasks = [*plan.tasks[:2], task, *plan.tasks[3:]]
    changed = Plan.model_validate(
        {**plan.model_dump(), "context": context, "goal": goal,
         "tasks": [task.model_dump() for task in tasks]}
    )  # fmt: skip
    assert content(read_document(of_plan(changed, template)).plan) == content(changed)
