"""What is checked: its texts with their addresses, its excerpts, its commands, and the order."""

from __future__ import annotations

import pytest

from interview.checks.check import check
from interview.checks.finding import Severity
from interview.checks.subject import Subject
from interview.plan.reader.document import read_document
from tests.checks.test_rules import EXAMPLE, document, edited


@pytest.fixture
def subject() -> Subject:
    return Subject(read_document(EXAMPLE).plan)


def test_an_excerpt_is_the_line_that_the_words_stand_in() -> None:
    subject = edited('tasks.2.what = """One line.\nThe TBD line.\nAnother."""')
    for marked in ("TBD", "TBD line.\nAnother"):
        assert subject.excerpt("tasks.t2.what", marked, None) == "The TBD line."
    assert subject.excerpt("tasks.t2", "TBD", None) == "The TBD line."
    for address, marked in (
        ("tasks.t2.what", ""),
        ("tasks.t2.what", "gone"),
        ("tasks.t1.what", "TBD"),
        ("nowhere", "TBD"),
    ):
        assert subject.excerpt(address, marked, None) == ""


def test_an_excerpt_of_a_document_is_looked_for_from_its_line_on() -> None:
    subject = document(f"{EXAMPLE}\n\nfirst TBD\n\nsecond TBD\n")
    lines = f"{EXAMPLE}\n\nfirst TBD\n\nsecond TBD\n".split("\n")
    first, second = lines.index("first TBD") + 1, lines.index("second TBD") + 1
    assert subject.excerpt("document", "TBD", first) == "first TBD"
    assert subject.excerpt("document", "TBD", second) == "second TBD"
    assert subject.excerpt("document", "TBD", second + 1) == ""


def test_a_long_line_is_cut_around_the_words() -> None:
    subject = edited(f'tasks.2.what = "{"a" * 500}TBD{"b" * 500}"')
    excerpt = subject.excerpt("tasks.t2.what", "TBD", None)
    before, _, after = excerpt.partition("TBD")
    assert set(before) == {"a"}
    assert set(after) == {"b"}
    assert len(before) == len(after) < 500


def test_items_are_called_as_people_count_them(subject: Subject) -> None:
    assert subject.where("tasks.t2.what") == "tasks.2.what"
    assert subject.where("stack.c1") == "stack.1"
    assert subject.where("tasks.t9.what") == "tasks.t9.what"
    assert subject.where("goal.outcome") == "goal.outcome"
    assert subject.title("tasks.t2.what") == "Task 2: Register and sign in"
    assert subject.title("stack.c1.rules.1") == "Component 1: Python Backend (FastAPI)"
    assert subject.title("goal.outcome") == "goal"
    assert subject.named("t2") == "task 2"
    assert subject.named("t9") == "task '9'"


def test_commands_are_what_is_typed_into_a_shell() -> None:
    def commands(change: str) -> list[tuple[str, str]]:
        findings = dict(edited(change).commands)
        return [(address, findings[address]) for address in findings if "t4" in address]

    def verify(language: str) -> str:
        return f'tasks.4.verify = {{language = "{language}", text = "x"}}'

    for language in ("", "bash", "sh", "Shell", "console"):
        assert ("tasks.t4.verify", "x") in commands(verify(language))
    assert "tasks.t4.verify" not in dict(commands(verify("python")))
    service = 'tasks.4.services = [{name = "a", start = "make a"}, {name = "b", start = "make b"}]'
    assert commands(service)[-2:] == [
        ("tasks.t4.services.1", "make a"),
        ("tasks.t4.services.2", "make b"),
    ]


def test_every_text_has_its_address() -> None:
    plan = edited(
        'own = {release = {steps = ["a", "b"], note = {language = "sh", text = "c"}}}'
    ).plan
    passages = {passage.address: passage for passage in Subject(plan).passages}
    assert passages["release.steps.1"].text == "a"
    assert passages["release.steps.2"].text == "b"
    assert passages["release.note"] == ("release.note", "c", True)
    assert passages["tasks.t2.what"].code is False
    assert passages["tasks.t2.smoke_test"].code is True
    assert passages["tasks.t2.key_files.1.path"] == (
        "tasks.t2.key_files.1.path",
        "api/auth.py",
        True,
    )
    assert passages["stack.c1.name"].text == "Python Backend (FastAPI)"
    for name in ("key", "type", "status", "depends_on", "base", "state", "sha256"):
        assert not any(name in address.split(".") for address in passages)


def test_items_of_a_team_s_own_go_by_their_keys() -> None:
    change = 'own = {tools = [{key = "i1", name = "a", status = "planned"}, {name = "b"}]}'
    passages = {passage.address: passage.text for passage in Subject(edited(change).plan).passages}
    own = {address: text for address, text in passages.items() if address.startswith("tools")}
    assert own == {"tools.i1.name": "a", "tools.2.name": "b"}


def test_findings_come_in_the_order_of_the_plan() -> None:
    changes = (
        'goal.outcome = "TBD"',
        'tasks.3.what = "TBD, fast"',
        'tasks.2.what = "TBD"',
        'context.built = "TBD"',
        'demo.expected = "TBD"',
    )
    findings = check(edited("\n".join(changes)))
    assert [(finding.rule, finding.where) for finding in findings] == [
        ("to-do", "goal.outcome"),
        ("to-do", "context.built"),
        ("to-do", "tasks.2.what"),
        ("to-do", "tasks.3.what"),
        ("vague-word", "tasks.3.what"),
        ("to-do", "demo.expected"),
    ]


def test_findings_of_a_document_come_in_the_order_of_its_lines() -> None:
    text = EXAMPLE.replace("### 2. Register", "TBD\n\n### 2. Register", 1) + "\n\nTBD\n"
    lines = [
        finding.line for finding in check(document("TBD\n\n" + text)) if finding.rule == "to-do"
    ]
    assert lines == sorted(line for line in lines if line)
    assert len(lines) == 3


def test_only_the_first_findings_of_a_rule_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interview.checks.check.MOST", 2)
    for count, shown in ((1, ["TBD"]), (2, ["TBD"] * 2), (3, ["TBD"] * 2 + ["more"])):
        subject = edited(f'tasks.2.what = "{"TBD " * count}"')
        findings = [finding for finding in check(subject) if finding.rule == "to-do"]
        assert ["more" if "more" in finding.message else "TBD" for finding in findings] == shown
        assert (findings[-1].severity is Severity.INFORMATION) is (count == 3)


def test_only_the_families_that_are_wanted_are_looked_at(subject: Subject) -> None:
    changed = edited('tasks.2.what = "TBD"\ntasks.2.hours = 0')

    def rules(*families: str) -> list[str]:
        return [finding.rule for finding in check(changed, families=families)]

    assert rules("leftovers") == ["to-do"]
    assert rules("types") == ["no-time"]
    assert sorted(rules("leftovers", "types")) == sorted(rules()) == ["no-time", "to-do"]


def test_what_is_looked_at_stays_as_it_was(subject: Subject) -> None:
    whole = subject.plan.model_dump_json()
    check(subject)
    assert subject.plan.model_dump_json() == whole
