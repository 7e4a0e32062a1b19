"""The document: exactly the template's skeleton, whatever people type."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from pydantic import ValidationError

from interview.errors import InterviewError
from interview.plan.model import Plan, plan_schema
from interview.plan.tasks import TASK_MODELS, UntypedTask
from interview.questionnaire.library import Template
from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from tests.conftest import DATA
from tests.documents import of_plan
from tests.events import linkstash
from tests.strategies import engines

MARKDOWN = MarkdownIt("commonmark")
BLOCKS = MarkdownIt("commonmark").disable(["html_block", "reference"])


@pytest.fixture
def plan(questionnaire: Questionnaire) -> dict[str, Any]:
    """The example's answers, as the plan's JSON."""
    answers = Engine(questionnaire, linkstash(questionnaire)).answers()
    return Plan.model_validate(answers).model_dump(mode="json")


def document(plan: dict[str, Any], template: Template) -> str:
    return of_plan(Plan.model_validate(plan), template)


def headings(text: str) -> list[tuple[str, str]]:
    tokens = MARKDOWN.parse(text)
    return [
        (token.tag, _plain(tokens[place + 1].children or []))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _plain(children: list[Any]) -> str:
    return "".join(child.content for child in children)


def expected_headings(plan: Plan) -> list[str]:
    """Return the level of each heading that a plan has."""
    start = ["h1", "h2", "h2", "h2", *["h3"] * len(plan.stack), "h2", "h3"]
    middle = ["h2", *["h3"] * len(plan.tasks), "h2", "h2", "h2", "h3", "h3", "h3"]
    return [*start, *middle, "h2", "h2", "h2"]


def embedded_headings(plan: Plan) -> int:
    """Return how many headings the embedded standards of a plan have."""
    standards = [standard for component in plan.stack for standard in component.standards]
    tokens = [token for standard in standards for token in BLOCKS.parse(standard.text)]
    return sum(token.type == "heading_open" and token.level == 0 for token in tokens)


def levels(text: str) -> tuple[list[str], int]:
    """Return the levels of a document's own headings, and how many stand below them."""
    results = [level for level, _ in headings(text)]
    own = [level for level in results if level <= "h3"]
    return own, len(results) - len(own)


def test_the_example_becomes_the_example_document(
    questionnaire: Questionnaire, template: Template
) -> None:
    plan = Plan.model_validate(Engine(questionnaire, linkstash(questionnaire)).answers())
    assert of_plan(plan, template) == (DATA / "linkstash.md").read_text()


SKELETON = """
# Iteration 3: Signed-in users keep private bookmarks
## Working Software Goal
## Context From Previous Iterations
## Tech Stack & Embedded Standards
## Integration Architecture
### How This Iteration Connects
## Tasks
## Task Type Definitions
## Progress Tracking
## Quality Gates
### Code Standards
### Testing Standards
### Task Completion Gates
## Success Demo
## What This Iteration Validates
## Not In This Iteration (Scope Control)
"""


def test_the_document_has_the_headings_of_the_template(
    plan: dict[str, Any], template: Template
) -> None:
    plan = {**plan, "tasks": [], "stack": []}
    plan["demo"]["expected"] = None
    lines = [line for line in document(plan, template).splitlines() if line.startswith("#")]
    assert lines == SKELETON.strip().splitlines()


@pytest.mark.slow
@settings(max_examples=120)
@given(st.data())
def test_any_answers_that_validate_can_be_rendered(
    questionnaire: Questionnaire, template: Template, data: st.DataObject
) -> None:
    engine = data.draw(engines(questionnaire))
    plan = Plan.model_validate(engine.answers())
    text = of_plan(plan, template)
    tokens = MARKDOWN.parse(text)
    assert levels(text) == (expected_headings(plan), embedded_headings(plan))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or []
    }
    assert not kinds & {"html_block", "html_inline", "hr", "blockquote_open"}
    codes = [token.content for token in tokens if token.type == "fence"]
    for task in plan.tasks:
        assert task.smoke_test is not None
        assert task.smoke_test.text + "\n" in codes
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert "⚠️ **Open**" not in text


@pytest.mark.slow
@settings(max_examples=60)
@given(st.data())
def test_any_unfinished_plan_can_be_rendered(
    questionnaire: Questionnaire, template: Template, data: st.DataObject
) -> None:
    engine = data.draw(engines(questionnaire, complete=False))
    plan = Plan.model_validate(engine.answers())
    gaps = {str(ask.address): ask.question.ask for ask in engine.open() if ask.question.required}
    text = of_plan(plan, template, gaps)
    assert levels(text) == (expected_headings(plan), embedded_headings(plan))
    # A type that is open stands in the heading of no field of its own.
    assert text.count("⚠️ **Open**") >= len({gap.rpartition(".")[0] for gap in gaps})


def test_the_plan_s_json_fits_its_schema_and_comes_back(plan: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(plan_schema())
    assert [error.message for error in Draft202012Validator(plan_schema()).iter_errors(plan)] == []
    assert Plan.model_validate(plan).model_dump(mode="json") == plan


def test_each_type_of_task_is_a_class_of_its_own(plan: dict[str, Any]) -> None:
    spike, implementation, *_ = Plan.model_validate(plan).tasks
    assert isinstance(spike, TASK_MODELS["spike"])
    assert isinstance(implementation, TASK_MODELS["implementation"])
    assert isinstance(Plan.model_validate({"tasks": [{"key": "t1"}]}).tasks[0], UntypedTask)


def test_a_field_of_another_type_of_task_is_refused(plan: dict[str, Any]) -> None:
    plan["tasks"][1]["candidates"] = ["x"]
    with pytest.raises(ValidationError, match="candidates"):
        Plan.model_validate(plan)


def test_task_numbers_follow_the_order_of_the_tasks(
    plan: dict[str, Any], template: Template
) -> None:
    plan["tasks"] = plan["tasks"][::-1]
    lines = document(plan, template).splitlines()
    assert [line for line in lines if line.startswith("### ") and "📋" in line] == [
        "### 1. Secrets and the migration in docker-compose 📋 Planned",
        "### 2. Bookmarks belong to the signed-in user 📋 Planned",
        "### 3. Register and sign in 📋 Planned",
        "### 4. Cost of argon2id on the production machine 📋 Planned",
    ]
    assert sum("**Depends on**: Task 3" in line for line in lines) == 2
    assert "- [ ] Task 3: Register and sign in - 📋 Planned" in lines


def test_a_status_stands_in_heading_and_progress(plan: dict[str, Any], template: Template) -> None:
    plan["tasks"][0]["status"] = "complete"
    plan["tasks"][1]["status"] = "in_progress"
    text = document(plan, template)
    assert "### 1. Cost of argon2id on the production machine ✅ Complete" in text
    assert "- [ ] Task 2: Register and sign in - 🔄 In Progress" in text


@pytest.mark.parametrize(
    ("hours", "text"), [(1, "1 hour"), (0.5, "0.5 hours"), (2.0, "2 hours"), (1.5, "1.5 hours")]
)
def test_hours_are_said_as_people_say_them(
    plan: dict[str, Any], template: Template, hours: float, text: str
) -> None:
    plan["tasks"][0]["hours"] = hours
    assert f"**Estimated time**: {text}\n" in document(plan, template)


CODE = 'a = """\n```python\n````\n"""\n\n\tindented\n  trailing  '


@pytest.mark.parametrize("field", ["core", "data", "smoke_test"])
def test_code_arrives_character_for_character(
    plan: dict[str, Any], template: Template, field: str
) -> None:
    plan["tasks"][1][field] = {"language": "python", "text": CODE}
    fences = [t for t in MARKDOWN.parse(document(plan, template)) if t.type == "fence"]
    assert CODE + "\n" in [token.content for token in fences]


def test_commands_and_what_they_print_share_a_block(
    plan: dict[str, Any], template: Template
) -> None:
    plan["demo"] = {"commands": "run ```\n", "expected": "done"}
    assert "````\nrun ```\n\n# Expected output\ndone\n````" in document(plan, template)


def test_a_paragraph_of_several_blocks_stays_in_its_list_item(
    plan: dict[str, Any], template: Template
) -> None:
    plan["context"]["built"] = "first\n\n- a\n- b\n\n```sh\nrun\n```\n\nlast"
    text = document(plan, template)
    assert (
        "- **Built**: first\n\n  - a\n  - b\n\n  ```sh\n  run\n  ```\n\n  last\n"
        "- **Current State**: FastAPI" in text
    )


HOSTILE = "# h\n- item\n> quote\n<script>x</script>\n{{ 7*7 }}\n[bold red]x[/]\r\n\x1b[31mred\n---"


@pytest.mark.parametrize(
    "field", [("goal", "outcome"), ("context", "built"), ("architecture", "data_flow")]
)
def test_hostile_text_arrives_as_text(
    plan: dict[str, Any], template: Template, field: tuple[str, str]
) -> None:
    before = headings(document(plan, template))
    plan[field[0]][field[1]] = HOSTILE
    text = document(plan, template)
    assert headings(text) == before
    for literal in ("# h", r"\<script>", "{{ 7*7 }}", "[bold red]x[/]", "red", r"\> quote"):
        assert literal in text
    assert "\x1b" not in text
    assert "\r" not in text
    assert "49" not in text.replace("0049", "")


def test_a_name_cannot_forge_a_heading(plan: dict[str, Any], template: Template) -> None:
    plan["tasks"][0]["name"] = "x\n\n## Tasks\n\n### 9. Forged"
    plan["iteration"]["title"] = "C #"
    text = document(plan, template)
    assert headings(text)[0] == ("h1", "Iteration 3: C #")
    assert len(headings(text)) == len(headings((DATA / "linkstash.md").read_text()))


def test_a_gap_of_a_draft_shows_where_its_answer_would_stand(
    plan: dict[str, Any], template: Template
) -> None:
    plan["tasks"][0] |= {"what": "", "hours": None, "smoke_test": None, "expected": None}
    plan["goal"]["outcome"] = ""
    gaps = {
        "tasks.t1.what": "What?",
        "tasks.t1.hours": "How long?",
        "tasks.t1.smoke_test": "Which test?",
        "tasks.t1.expected": "What does it print? (ask Kim)",
        "goal.outcome": "What for?",
    }
    text = of_plan(Plan.model_validate(plan), template, gaps)
    assert "## Working Software Goal\n\n⚠️ **Open**: What for?\n\n## Context" in text
    assert "**What to build**: ⚠️ **Open**: What?\n" in text
    assert "**Estimated time**: ⚠️ **Open**: How long?\n" in text
    assert "**One smoke test**:\n\n⚠️ **Open**: Which test?\n" in text
    assert "```\n\n⚠️ **Open**: What does it print? (ask Kim)\n" in text


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("{{ iteration.nmber }}", "has no attribute 'nmber'"),
        ("{{ missing }}", "'missing' is undefined"),
        ("{% for x in %}", "Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include '/etc/passwd' %}", "there is no template '/etc/passwd' here"),
        ("{{ 1 // 0 }}", "division"),
        ("{% for x in range(3) %}{% endfor %}", "'range' is undefined"),
        ("{% for i in 'x' * 9999 %}{% for j in 'x' * 99 %}{{ 'x' * 100 }}{% endfor %}"
         "{% endfor %}", "the document is larger than"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150, "too many"),
        (f"{{{{ {'y' * 9_999} }}}}", "yyy"),
    ],
)  # fmt: skip
def test_a_template_at_fault_is_told(plan: dict[str, Any], bad: str, message: str) -> None:
    with pytest.raises(InterviewError) as error:
        document(plan, Template(bad))
    assert message in error.value.message
    assert error.value.hint


@pytest.mark.parametrize("name", ["range", "dict", "lipsum", "cycler", "joiner", "namespace"])
def test_a_template_sees_no_function_of_its_language(name: str) -> None:
    with pytest.raises(InterviewError, match=f"'{name}' is undefined"):
        document({}, Template(f"{{{{ {name}() }}}}"))


def test_what_went_wrong_is_told_in_a_few_words(plan: dict[str, Any]) -> None:
    with pytest.raises(InterviewError) as error:
        document(plan, Template(f"{{{{ {'y' * 99_999} }}}}"))
    assert len(error.value.message) < 600


def test_a_template_cannot_forget_to_make_text_harmless(plan: dict[str, Any]) -> None:
    assert document(plan, Template("{{ '<b>' ~ 'x' }}\n{{ '# y' }}")) == "\\<b>x\n\\# y"


def test_a_task_that_waits_for_a_removed_one_waits_for_none(
    plan: dict[str, Any], template: Template
) -> None:
    plan["tasks"] = plan["tasks"][1:2]
    assert "**Depends on**: None" in document(plan, template)


def test_a_longer_rollback_stands_in_a_block_of_its_own(
    plan: dict[str, Any], template: Template
) -> None:
    plan["tasks"][3]["rollback"] = {"language": "bash", "text": "one\ntwo"}
    assert "**Rollback**:\n\n```bash\none\ntwo\n```\n" in document(plan, template)


def test_an_embedded_standard_names_its_source(plan: dict[str, Any], template: Template) -> None:
    standard = {"source": "STYLE.md", "heading": "Errors", "text": "Say `why`.", "sha256": "a1"}
    plan["stack"][1]["standards"] = [standard]
    assert (
        "- **State**: TanStack Query for server state, no global store\n"
        "- **Errors** (from `STYLE.md`, sha256 `a1`):\n\n  Say `why`.\n" in document(plan, template)
    )


SECTION = """\
Before.

## Deep #

```python
# no heading
```

Shallow
=======

> quoted

###### Deepest"""

EMBEDDED = """\
  Before.

  ##### Deep

  ```python
  # no heading
  ```

  #### Shallow

  \\> quoted

  ###### Deepest
"""


def test_the_headings_of_an_embedded_standard_stand_below_the_component(
    plan: dict[str, Any], template: Template
) -> None:
    plan["stack"][0]["standards"] = [{"source": "STYLE.md", "heading": "All", "text": SECTION}]
    assert f"- **All** (from `STYLE.md`):\n\n{EMBEDDED}" in document(plan, template)


@pytest.mark.parametrize(
    ("base", "comment"),
    [
        ({"branch": "main", "commit": "83e8699"}, "<!-- Planned for main at 83e8699. -->"),
        ({"commit": "83e8699"}, "<!-- Planned for 83e8699. -->"),
        ({"branch": "a--><b>", "commit": "1"}, "<!-- Planned for a---b- at 1. -->"),
    ],
)
def test_a_plan_says_against_which_commit_it_was_made(
    plan: dict[str, Any], template: Template, base: dict[str, str], comment: str
) -> None:
    text = document({**plan, "base": base}, template)
    assert text.split("\n")[1:4] == ["", comment, ""]
    without = text.replace(f"\n{comment}\n", "")
    assert without == document(plan, template)
