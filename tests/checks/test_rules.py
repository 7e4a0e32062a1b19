"""Every rule finds the example that fails, and nothing in the one that passes."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.checks.check import RULES, check
from interview.checks.finding import Severity
from interview.checks.settings import CheckSettings
from interview.checks.subject import Subject
from interview.checks.validity import shortened
from interview.plan.model import Plan
from interview.plan.parts import Scope
from interview.plan.reader.document import read_document
from interview.plan.tasks import UntypedTask
from interview.questionnaire.library import Library
from interview.questionnaire.model import Questionnaire
from tests.conftest import DATA
from tests.documents import of_plan
from tests.strategies import engines

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")
TEMPLATE = (DATA / "template.md").read_text(encoding="utf-8")


def findings_of(subject: Subject, wanted: CheckSettings | None = None) -> list[tuple[str, str]]:
    return [(finding.rule, finding.severity) for finding in check(subject, wanted)]


def document(text: str) -> Subject:
    reading = read_document(text)
    return Subject.read_from(reading, text)


class Shop:
    """A project in which the example is planned."""

    commands = ("make up",)

    def has(self, path: str) -> bool:
        return path == "api/orders.py"

    def standard(self, source: str, heading: str, sha256: str) -> str:
        return "1"

    def runs(self, program: str) -> bool:
        return not program.startswith("no-such")


def edited(example: str) -> Subject:
    """Return linkstash with an example of a rule: answers in TOML, or a line of the document."""
    if re.match(r"[a-z_.0-9]+ = ", example):
        return Subject(_answered(tomllib.loads(example)), project=Shop())
    beginning = re.match(r"\W*(?:\[.\] Task |)\d*\.? ?", example)
    assert beginning
    number = re.search(r"\d", example)
    lines = EXAMPLE.split("\n")
    if number is None:
        return document("\n".join([*lines, "", example]))
    kind = "- [ ] Task" if "Task" in example else "### "
    wanted = f"{kind} {number[0]}:" if "Task" in example else "### 2."
    (place,) = [n for n, line in enumerate(lines) if line.startswith(wanted)]
    lines[place] = example
    return document("\n".join(lines))


def _answered(changes: dict[str, Any]) -> Plan:
    plan = read_document(EXAMPLE).plan.model_dump(mode="json")
    _change(plan, changes)
    for task in plan["tasks"]:
        task["depends_on"] = [f"t{need}" if isinstance(need, int) else need
                              for need in task["depends_on"]]  # fmt: skip
        if not task["type"]:
            task["type"] = None
            for name in set(task) - set(UntypedTask.model_fields):
                del task[name]
        for name in ("hours", "smoke_test", "verify", "expected"):
            task[name] = None if task[name] == "" else task[name]
    if plan["demo"]["expected"] == "":
        plan["demo"]["expected"] = None
    return Plan.model_validate(plan)


def _change(value: Any, changes: dict[str, Any]) -> None:
    for name, change in changes.items():
        key: Any = int(name) - 1 if isinstance(value, list) else name
        known = value[key] if isinstance(value, list) else value.get(key)
        if isinstance(change, dict) and isinstance(known, dict | list):
            _change(known, change)
        else:
            value[key] = change


def test_a_rule_finds_what_its_example_shows() -> None:
    for name in RULES:
        rule = RULES[name]
        wanted = CheckSettings(extend_select=(name,))
        assert (name, rule.severity) in findings_of(edited(rule.fails), wanted)
        assert name not in dict(findings_of(edited(rule.passes), wanted))


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_an_example_that_fails_raises_no_other_error(name: str) -> None:
    errors = {
        entry for entry, severity in findings_of(edited(RULES[name].fails)) if severity == "error"
    }
    assert errors <= {name, *ALSO.get(name, ())}


ALSO = {
    "no-type": ("missing-field",),
    "self-dependency": ("circular-dependency",),
    "different-status": (),
    "wrong-number": ("different-progress",),
    "template-instructions": (),
}
"""What goes wrong with a thing by its nature, too."""


def test_the_pages_of_the_rules_are_whole() -> None:
    for rule in RULES.values():
        for sentence in (rule.what, rule.why, rule.fix):
            assert sentence[0].isupper()
            assert sentence.endswith((".", "?"))
        assert rule.fails != rule.passes


def test_nothing_is_wrong_with_the_example() -> None:
    assert findings_of(document(EXAMPLE)) == []
    assert findings_of(Subject(read_document(EXAMPLE).plan)) == []


OF_WORDS = ("leftovers", "validity", "concreteness", "safety")
"""Random text is no code, and it draws on the words of this program, "TODO" among them."""


@pytest.mark.slow
@settings(max_examples=200)
@given(st.data())
def test_no_error_is_found_in_plans_that_are_whole(
    questionnaire: Questionnaire, library: Library, data: st.DataObject
) -> None:
    drawn = Plan.model_validate(data.draw(engines(questionnaire)).answers())
    # Random words may exclude what a random task is called, or be a leftover, which are errors.
    excluded = Scope.model_validate({"excluded": [{"feature": "Flying cars", "reason": "Physics"}]})
    plan = drawn.model_copy(update={"scope": excluded})
    text = of_plan(plan, library.document("iteration.md.j2"))
    errors = {
        finding.rule for finding in check(document(text)) if finding.severity == Severity.ERROR
    }
    assert {name for name in errors if RULES[name].family not in OF_WORDS} == set()


FINE = [
    "see [this page](https://example.org/a_b) and [that_one](x)", "[x] ticked", "[^note_one]",
    "`rows[user_id]` and `dict[str, user_id]`", "returns `list[user_name]`", "a <jwt> in a <uuid>",
    "the TodoList and the table todo_items", "method TODO_LIST", "like task 1, but for files",
    "hash with the setting of task 1", "the same body as before the change", "100 % [sic]",
    "[link_text]: https://example.org", "naïve café – “quoted” … €5", "Straße, Ærø, São Paulo",
]  # fmt: skip

FINE_CODE = [
    "ids = [user_id]", "return [user_id_of_owner]", "for x in [all_the_users]:", "f([a_b_c], 1)",
    "rows[the_user_id]", "[tool_name]", "[my_long_section]", "x: dict[str, the_user_id]",
    "if [ -f some_file ]; then", '{"a_b_c": ["the_long_name"]}', "# Expected results of the run",
    "echo $((a_b_c))", "Map<String, your_type>", "cat <<EOF", "# what is expected",
]  # fmt: skip


def test_what_is_no_leftover_is_no_finding() -> None:
    for text in FINE:
        assert (
            check(document(EXAMPLE.replace("Measure argon2id", f"{text} Measure argon2id"))) == []
        )


def test_what_is_no_leftover_in_code_is_no_finding() -> None:
    for text in FINE_CODE:
        findings = check(
            document(EXAMPLE.replace("class Credentials", f"{text}\nclass Credentials"))
        )
        assert [finding for finding in findings if RULES[finding.rule].family == "leftovers"] == []


def test_the_template_has_an_error_for_all_that_it_left_open() -> None:
    findings = check(document(TEMPLATE))
    marked = {
        (finding.line, finding.marked) for finding in findings if finding.severity == Severity.ERROR
    }
    lines = TEMPLATE.split("\n")
    brackets = [
        (number, match[0])
        for number, line in enumerate(lines, 1)
        for match in re.finditer(r"\[[^\]\s\"]+\]", line)
    ]
    assert len(brackets) > 30
    assert [bracket for bracket in brackets if bracket not in marked] == []
    samples = {number for number, _ in marked}
    for sample in SAMPLES:
        assert any(sample in lines[number - 1] for number in samples if number), sample


SAMPLES = [
    "path/to/specific/file.py", "path/to/another/file.ts", "path/to/file.py", "SpecificThing",
    "concrete_method", '"actual": "example"', "test_[feature]_actually_works",
    "/specific/endpoint", '{"should": "see this"}', "N hours", "Template Instructions",
    "# Command to verify", "# Actual code structure",
]  # fmt: skip


def test_a_finding_has_its_place_in_the_document() -> None:
    text = EXAMPLE.replace("**Estimated time**: 2 hours", "**Estimated time**: 5 hours")
    (finding,) = check(document(text))
    assert (finding.rule, finding.address, finding.marked) == (
        "long-spike", "tasks.t1.hours", "5 hours",
    )  # fmt: skip
    assert finding.line
    assert "5 hours" in text.split("\n")[finding.line - 1]


def test_a_circle_is_named_from_its_first_task_on() -> None:
    (finding,) = [finding for finding in check(edited("tasks.1.depends_on = [3]"))
                  if finding.severity == Severity.ERROR]  # fmt: skip
    assert finding.message == "circular dependency: 1 → 3 → 2 → 1"


@pytest.mark.parametrize(("hours", "rules"), [(3.9, []), (4, ["long-task"]), (4.1, ["long-task"])])
def test_a_task_is_long_from_four_hours_on(hours: float, rules: list[str]) -> None:
    task = {"key": "t1", "type": "wiring", "hours": hours}
    subject = Subject(Plan.model_validate({"tasks": [task]}))
    assert [rule for rule, _ in findings_of(subject, CheckSettings(select=("long-task",)))] == rules


@pytest.mark.parametrize(("hours", "rules"), [(2, []), (2.1, ["long-spike"])])
def test_a_spike_is_long_above_two_hours(hours: float, rules: list[str]) -> None:
    task = {"key": "t1", "type": "spike", "hours": hours}
    subject = Subject(Plan.model_validate({"tasks": [task]}))
    assert [
        rule for rule, _ in findings_of(subject, CheckSettings(select=("long-spike",)))
    ] == rules


@pytest.mark.parametrize(
    ("status", "rules"),
    [("planned", ["existing-file"]), ("in_progress", []), ("complete", [])],
)
def test_files_of_tasks_that_were_begun_prove_nothing(status: str, rules: list[str]) -> None:
    file = {"path": "api/orders.py", "purpose": "login", "state": "new"}
    task = {"key": "t1", "type": "wiring", "status": status, "key_files": [file]}
    subject = Subject(Plan.model_validate({"tasks": [task]}), project=Shop())
    assert [
        rule for rule, _ in findings_of(subject, CheckSettings(select=("existing-file",)))
    ] == rules


@pytest.mark.parametrize("length", [59, 60, 61, 200])
def test_a_message_quotes_the_beginning_of_what_is_long(length: int) -> None:
    text = "x" * length
    assert shortened(text) == (text if length <= 60 else "x" * 59 + "…")
