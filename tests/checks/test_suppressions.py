"""A rule can be suppressed in one place, with a reason; one that is of no use is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.checks.check import check
from interview.checks.settings import CheckSettings
from interview.checks.subject import Subject
from interview.plan.model import Plan
from interview.plan.reader.document import read_document
from interview.questionnaire.library import Template
from tests.conftest import DATA
from tests.documents import of_plan
from tests.shell import Shell

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")
SLOW = EXAMPLE.replace("**Estimated time**: 3 hours", "**Estimated time**: 6 hours", 1)
TASK = "### 2. Register"


def rules(text: str, settings: CheckSettings | None = None) -> list[str]:
    reading = read_document(text)
    return [finding.rule for finding in check(Subject.read_from(reading, text), settings)]


def comment(text: str) -> str:
    return f"<!-- interview: suppress {text} -->\n"


BEFORE = {
    "the answer": "**Type**: Implementation Task",
    "the task": TASK,
    "the document": "# Iteration 3",
}


@pytest.mark.parametrize("place", BEFORE)
def test_a_comment_is_about_what_comes_next(place: str) -> None:
    before = BEFORE[place]
    assert rules(SLOW) == ["long-task"]
    text = comment("long-task: it cannot be split") + before
    assert rules(SLOW.replace(before, text, 1)) == []


@pytest.mark.parametrize("place", ["tasks.2.hours", "tasks.t2.hours", "tasks.2", "tasks", "plan"])
def test_a_comment_names_its_place(place: str) -> None:
    assert rules(f"{SLOW}\n{comment(f'long-task at {place}: it cannot be split')}") == []


@pytest.mark.parametrize("text", ["vague-word: as before", "long-task at tasks.3: no split"])
def test_another_rule_or_place_hides_nothing(text: str) -> None:
    assert sorted(rules(comment(text) + SLOW)) == ["long-task", "unused-suppression"]


def test_an_unused_suppression_stands_at_its_line() -> None:
    text = EXAMPLE.replace(TASK, comment("long-task: it cannot be split") + TASK)
    reading = read_document(text)
    (finding,) = check(Subject.read_from(reading, text))
    assert finding.rule == "unused-suppression"
    assert finding.message == "long-task finds nothing at tasks.t2"
    assert text.split("\n")[(finding.line or 0) - 1].startswith("<!-- interview: suppress long")


def test_a_rule_that_was_not_looked_at_leaves_its_suppression_alone() -> None:
    text = comment("long-task: it cannot be split") + EXAMPLE
    assert rules(text) == ["unused-suppression"]
    assert rules(text, CheckSettings(ignore=("long-task",))) == []


@pytest.mark.parametrize("value", ["long-task", "long-task:", "", "long-task at : x", ": no rule"])
def test_a_comment_without_a_rule_or_a_reason_hides_nothing(value: str) -> None:
    text = SLOW.replace(TASK, comment(value) + TASK)
    assert sorted(rules(text)) == ["long-task", "not-understood"]


def test_a_comment_is_no_part_of_an_answer() -> None:
    what = "**What to build**"
    text = EXAMPLE.replace(what, f"{comment('vague-word: measured below')}{what}")
    edited, plan = read_document(text).plan, read_document(EXAMPLE).plan
    assert len(edited.suppressions) == EXAMPLE.count(what)
    assert edited.model_copy(update={"suppressions": ()}) == plan


def test_code_that_shows_a_comment_is_code() -> None:
    fence = "```python\ndef test_cost"
    assert fence in EXAMPLE
    text = EXAMPLE.replace(fence, f"```python\n{comment('long-task: x')}def test_cost")
    assert read_document(text).plan.suppressions == ()


REASONS = ["--> <script>", "two\nlines", "a -- b", "ends with --", "[x](y)"]


@pytest.mark.parametrize("reason", REASONS)
def test_what_is_suppressed_is_written_and_read_again(reason: str, template: Template) -> None:
    plan = read_document(EXAMPLE).plan
    data = plan.model_dump() | {
        "suppressions": [
            {"address": address, "rule": "long-task", "reason": reason}
            for address in ("tasks.t2.hours", "stack.c1", "demo", "")
        ]
    }
    plan = Plan.model_validate(data)
    text = of_plan(plan, template)
    assert text.startswith(EXAMPLE)
    again = read_document(text)
    assert again.plan == plan
    assert again.remarks == ()
    assert of_plan(again.plan, template) == text


# In a session


def test_a_session_keeps_what_is_suppressed(project: Path, sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.hours=6")
    assert "long-task" in sh("check").out
    text = "long-task at tasks.2.hours: it cannot be split"
    assert sh("edit", linkstash, "--suppress", text).code == 0
    assert sh("check").out == f"{linkstash}: No problems found\n"
    document = sh("export", linkstash, "-o", "-").out
    assert document.endswith(f"\n<!-- interview: suppress {text} -->\n")
    (project / "plan.md").write_text(document, encoding="utf-8")
    assert sh("check", "plan.md").out == "plan.md: No problems found\n"
    assert f"suppressed long-task at tasks.t2.hours: {text.partition(': ')[2]}" in sh("log").out
    assert sh("undo", linkstash).code == 0
    assert "long-task" in sh("check").out


def test_a_rule_holds_again(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.hours=6")
    sh("edit", linkstash, "--suppress", "long-task at tasks.2: it cannot be split")
    assert "long-task" not in sh("check").out
    assert sh("edit", linkstash, "--unsuppress", "long-task at tasks.2").code == 0
    assert "long-task" in sh("check").out


def test_what_is_said_of_a_removed_task_is_of_no_account(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--suppress", "long-task at tasks.4: it cannot be split")
    assert "unused-suppression" in sh("check").out
    sh("edit", linkstash, "--remove", "tasks.4")
    assert "unused-suppression" not in sh("check").out


WRONG = {
    "long-tusk at tasks.2: x": "there is no rule 'long-tusk' — did you mean 'long-task'?",
    "long-task at tasks.9: x": "there is no task '9'; there are 4",
    "long-task at tasks.2.size: x": "there is no question 'tasks.2.size'",
    "long-task at tasks.2:": "'long-task at tasks.2:' needs a reason",
    "long-task at tasks.2": "'long-task at tasks.2' is not RULE at ADDRESS: REASON",
}


@pytest.mark.parametrize("wish", WRONG)
def test_what_makes_no_sense_changes_nothing(sh: Shell, linkstash: str, wish: str) -> None:
    done = sh("edit", linkstash, "--suppress", wish)
    assert done.code == 2
    assert WRONG[wish] in done.err


def test_a_suppression_at_a_task_is_about_no_other_whose_number_begins_so() -> None:
    tasks = "".join(
        f"### {number}. Do {number}\n\n**Estimated time**: 9 h\n\n" for number in range(1, 12)
    )
    text = f"# Iteration 1: x\n\n## Tasks\n\n{tasks}" + comment(
        "long-task at tasks.1: it is one piece"
    )
    reading = read_document(text)
    findings = check(Subject.read_from(reading, text), CheckSettings(select=("long-task",)))
    assert [finding.address for finding in findings] == [
        f"tasks.t{number}.hours" for number in range(2, 12)
    ]
