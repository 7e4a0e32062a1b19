"""Findings for programs fit the formats that they claim, whatever a plan says."""

from __future__ import annotations

import json
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from interview.checks.check import RULES, check
from interview.checks.finding import Finding, Severity
from interview.checks.output import (
    FORMATS,
    Checked,
    as_github,
    as_json,
    as_junit,
    as_sarif,
    summary,
)
from interview.checks.subject import Subject
from interview.plan.reader.document import read_document
from interview.text.cleaning import clean
from tests.conftest import DATA
from tests.shell import Shell

TEMPLATE = (DATA / "template.md").read_text(encoding="utf-8")

# SARIF 2.1.0's schema as https://json.schemastore.org/sarif-2.1.0-rtm.5.json has it, here from the
# npm package @microsoft/jest-sarif (MIT), without blanks.
SARIF = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def checked() -> Checked:
    reading = read_document(TEMPLATE)
    subject = Subject.read_from(reading, TEMPLATE)
    return Checked("docs/my plan.md", check(subject), subject.title)


FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(list(RULES)),
    severity=st.sampled_from(Severity),
    address=st.sampled_from(["", "goal", "tasks.t1.what"]),
    message=st.text().map(clean),
    hint=st.just("Mend it."),
    line=st.none() | st.integers(min_value=1, max_value=9_999),
    where=st.text().map(clean),
    excerpt=st.text().map(clean),
)
ANY = st.lists(st.builds(Checked, st.text().map(clean), st.lists(FINDINGS)), max_size=3)


def test_the_template_s_findings_are_valid_sarif() -> None:
    Draft4Validator.check_schema(SARIF)
    report = json.loads(as_sarif([entry := checked()]))
    assert [error.message for error in Draft4Validator(SARIF).iter_errors(report)] == []
    (run,) = report["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert len(run["results"]) == len(entry.findings) > 40
    for result, finding in zip(run["results"], entry.findings, strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert result["ruleId"] == rule["id"] == finding.rule
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "docs/my%20plan.md"
        assert place["region"]["startLine"] == finding.line


BAD = Finding(
    "to-do", Severity.ERROR, "tasks.t1.what", "It is open", "Say it", where="tasks.1.what"
)
POOR = Finding("vague-word", Severity.WARNING, "goal", "No: 5%, a", "Count", line=3, where="goal",
               excerpt="a word")  # fmt: skip
NEWS = Finding("unused-task", Severity.INFORMATION, "", "It is unused", "Use it")
TWO = [Checked("a,b.md", [BAD, POOR, NEWS]), Checked("fine.md", [NEWS])]


def test_a_workflow_gets_one_annotation_for_each_finding() -> None:
    assert as_github(TWO).splitlines() == [
        "::error file=a%2Cb.md,title=to-do::tasks.1.what: It is open. Say it",
        "::warning file=a%2Cb.md,line=3,title=vague-word::goal: No: 5%25, a. Count",
        "::notice file=a%2Cb.md,title=unused-task::plan: It is unused. Use it",
        "::notice file=fine.md,title=unused-task::plan: It is unused. Use it",
    ]


def test_a_report_of_tests_counts_errors_and_warnings_as_failures() -> None:
    suites = Xml.fromstring(as_junit(TWO)).findall("testsuite")  # noqa: S314 - it is our own
    assert [suite.attrib for suite in suites] == [
        {"name": "a,b.md", "tests": "2", "failures": "2", "errors": "0"},
        {"name": "fine.md", "tests": "1", "failures": "0", "errors": "0"},
    ]
    cases = [case for suite in suites for case in suite.findall("testcase")]
    assert [case.attrib for case in cases] == [
        {"classname": "tasks.1.what", "name": "to-do"},
        {"classname": "goal", "name": "vague-word"},
        {"classname": "fine.md", "name": "check"},
    ]
    failures = [failure for case in cases for failure in case.findall("failure")]
    assert [(failure.attrib, failure.text) for failure in failures] == [
        ({"message": "It is open", "type": "error"}, "Say it"),
        ({"message": "No: 5%, a", "type": "warning"}, "line 3: Count"),
    ]


def test_an_editor_gets_each_finding_with_its_place() -> None:
    results = json.loads(as_sarif(TWO))["runs"][0]["results"]
    assert [(result["ruleId"], result["level"]) for result in results] == [
        ("to-do", "error"),
        ("vague-word", "warning"),
        ("unused-task", "note"),
        ("unused-task", "note"),
    ]
    assert results[0]["message"] == {"text": "It is open. Say it"}
    assert [result["locations"] for result in results[:3]] == [
        [{"logicalLocations": [{"fullyQualifiedName": "tasks.1.what", "kind": "member"}]}],
        [
            {
                "logicalLocations": [{"fullyQualifiedName": "goal", "kind": "member"}],
                "physicalLocation": {
                    "artifactLocation": {"uri": "a%2Cb.md"},
                    "region": {"startLine": 3, "snippet": {"text": "a word"}},
                },
            }
        ],
        [{"logicalLocations": [{"fullyQualifiedName": "plan", "kind": "member"}]}],
    ]


def test_programs_get_the_findings_with_their_counts() -> None:
    facts = json.loads(as_json(TWO))
    assert [(entry["name"], entry["counts"]) for entry in facts["checked"]] == [
        ("a,b.md", {"error": 1, "warning": 1, "information": 1}),
        ("fine.md", {"error": 0, "warning": 0, "information": 1}),
    ]
    assert facts["checked"][0]["findings"][1]["line"] == 3


def test_the_number_of_findings_is_told_in_words() -> None:
    assert summary([BAD, POOR, POOR, NEWS]) == "1 error, 2 warnings, 1 remark"
    assert summary([]) == "No problems found"


@pytest.mark.slow
@given(ANY)
def test_any_findings_are_valid_sarif(plans: list[Checked]) -> None:
    report = json.loads(as_sarif(plans))
    assert list(Draft4Validator(SARIF).iter_errors(report)) == []


@pytest.mark.slow
@given(ANY)
def test_any_findings_are_xml_that_counts_them(plans: list[Checked]) -> None:
    root = Xml.fromstring(as_junit(plans))  # noqa: S314 - it is our own
    suites = root.findall("testsuite")
    assert len(suites) == len(plans)
    for suite, plan in zip(suites, plans, strict=True):
        failed = [
            finding for finding in plan.findings if finding.severity is not Severity.INFORMATION
        ]
        assert (
            len(suite.findall("testcase/failure")) == len(failed) == int(suite.attrib["failures"])
        )
        assert len(suite.findall("testcase")) == int(suite.attrib["tests"])


@pytest.mark.slow
@given(ANY)
def test_any_findings_are_one_annotation_each(plans: list[Checked]) -> None:
    lines = as_github(plans).splitlines()
    assert len(lines) == sum(len(plan.findings) for plan in plans)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


@pytest.mark.parametrize("form", FORMATS)
def test_the_command_prints_every_format(sh: Shell, linkstash: str, form: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.what=TBD")
    done = sh("check", "--format", form)
    assert (done.code, done.err) == (1, "")
    assert "to-do" in done.out


# For people


def test_the_words_in_question_are_marked(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.what=名前 in the form: TBD")
    assert sh("check").out.splitlines()[:4] == [
        "Task 2: Register and sign in",
        "  error [to-do] tasks.2.what: TBD is not decided",
        "    名前 in the form: TBD",
        "                      ^^^",
    ]


def test_a_long_line_is_shown_where_the_words_are(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", f"tasks.2.what={'many words ' * 30}then TBD")
    shown, marks = sh("check").out.splitlines()[2:4]
    assert shown.startswith("    …")
    assert shown[marks.index("^") :] == "TBD"
    assert len(shown) <= 100


def test_a_password_is_not_repeated(sh: Shell, linkstash: str) -> None:
    url = "postgres://linkstash:hunter2@db/linkstash"
    sh("edit", linkstash, "--set", f"tasks.3.database={url}")
    for form in ("text", *FORMATS):
        done = sh("check", "--format", form)
        assert "login-in-url" in done.out
        assert "hunter2" not in done.out
