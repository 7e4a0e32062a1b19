"""What nobody sees in a plan is found, and named with its place."""

from __future__ import annotations

import pytest

from interview.checks.check import check
from interview.checks.finding import Finding
from interview.checks.subject import Subject
from interview.plan.model import Plan
from interview.plan.reader.document import read_document
from tests.conftest import DATA
from tests.shell import Shell

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")
CODE, PROSE = "class Credentials", "Measure argon2id"


def invisible_findings(text: str) -> list[Finding]:
    reading = read_document(text)
    subject = Subject.read_from(reading, text)
    return [finding for finding in check(subject) if finding.rule == "invisible-character"]


@pytest.mark.parametrize(
    ("hidden", "severity", "named"),
    [
        ("\u202e", "error", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("\u2066\u2069", "error", "U+2066 (LEFT-TO-RIGHT ISOLATE) and U+2069"),
        ("\u200e", "error", "U+200E (LEFT-TO-RIGHT MARK)"),
        ("ש\u200f", "error", "U+200F"),
        ("\U000e0041", "error", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("\u200b", "warning", "U+200B (ZERO WIDTH SPACE)"),
        ("\u3164", "warning", "U+3164 (HANGUL FILLER)"),
        ("\ufe0f", "warning", "U+FE0F (VARIATION SELECTOR-16)"),
        ("\x1b[31m", "warning", "U+001B (control character)"),
        ("\x9b", "warning", "U+009B (control character)"),
        ("".join(map(chr, range(0xE0041, 0xE0061))), "error", " and 27 others"),
    ],
)
def test_what_is_hidden_in_code_is_found(hidden: str, severity: str, named: str) -> None:
    text = EXAMPLE.replace(CODE, f"# {hidden}x\n{CODE}")
    (finding,) = invisible_findings(text)
    assert finding.severity == severity
    assert named in finding.message
    assert finding.message.endswith("in this code")
    assert finding.line
    assert text.split("\n")[finding.line - 1] == f"# {hidden}x"


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x07", "\U000e0041", "\ufeff"])
def test_what_is_hidden_in_prose_is_a_warning(hidden: str) -> None:
    (finding,) = invisible_findings(EXAMPLE.replace(PROSE, f"{hidden}{PROSE}"))
    assert (finding.severity, finding.address) == ("warning", "tasks.t1.what")
    assert finding.message.endswith("in this text")


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 ❤️ 1️⃣", "می\u200cخواهم", "क्\u200dष", "tab\there", "naïve – “quoted”"]
)
def test_what_people_need_is_no_finding(text: str) -> None:
    assert invisible_findings(EXAMPLE.replace(PROSE, f"{text} {PROSE}")) == []
    assert invisible_findings(EXAMPLE.replace(CODE, f"# {text}\n{CODE}")) == []


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        ("&#x202E;", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("&shy;", "U+00AD (SOFT HYPHEN)"),
        ("&#8203;&rlm;", "U+200B (ZERO WIDTH SPACE) and U+200F (RIGHT-TO-LEFT MARK)"),
        ("&#xE0041;", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("&#27;", "U+001B (control character)"),
    ],
)
def test_an_entity_in_prose_is_what_it_stands_for(entity: str, named: str) -> None:
    text = EXAMPLE.replace(PROSE, f"{entity}{PROSE}")
    (finding,) = invisible_findings(text)
    assert (finding.severity, finding.address) == ("warning", "tasks.t1.what")
    assert finding.message == f"{named} is invisible in this text"
    assert finding.line
    assert PROSE in text.split("\n")[finding.line - 1]


@pytest.mark.parametrize("text", ["&nbsp; &amp;", r"\&shy;", "`&#x202E;`", "&amp;shy;"])
def test_an_entity_that_is_seen_is_no_finding(text: str) -> None:
    assert invisible_findings(EXAMPLE.replace(PROSE, f"{text} {PROSE}")) == []
    assert invisible_findings(EXAMPLE.replace(CODE, f"# &#x202E;\n{CODE}")) == []


def test_an_entity_of_an_answer_is_seen_in_the_document(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.what=a&#x202E;b")
    text = sh("export", linkstash, "-o", "-").out
    assert r"a\&#x202E;b" in text
    assert invisible_findings(text) == []
    assert read_document(text).plan.tasks[1].what == "a&#x202E;b"


def test_lines_that_end_in_another_way_keep_their_numbers() -> None:
    text = EXAMPLE.replace(CODE, f"# \u202e\n{CODE}")
    assert [finding.line for finding in invisible_findings(text.replace("\n", "\r\n"))] == [
        invisible_findings(text)[0].line
    ]


def test_a_plan_without_a_document_is_looked_at_as_well() -> None:
    data = read_document(EXAMPLE).plan.model_dump()
    data["tasks"][1]["verify"]["text"] += " # \u202e"
    data["tasks"][1]["what"] += "\u200b"
    findings = check(Subject(Plan.model_validate(data)))
    kinds = [(finding.severity, finding.address) for finding in findings]
    assert kinds == [("error", "tasks.t2.verify"), ("warning", "tasks.t2.what")]


def test_the_words_are_marked_where_they_are_shown(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.verify=make x\u202e y")
    done = sh("check")
    assert (done.code, done.out.splitlines()[1:4]) == (
        1,
        [
            "  error [invisible-character] tasks.2.verify: U+202E (RIGHT-TO-LEFT OVERRIDE) is "
            "invisible in this code",
            "    make x<U+202E> y",
            "          ^^^^^^^^",
        ],
    )
    assert sh("export", linkstash).code == 1


def test_a_document_that_was_written_visibly_has_nothing_hidden(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--set", "tasks.2.what=a\u202eb")
    text = sh("export", linkstash, "-o", "-").out
    assert r"a\<U+202E>b" in text
    assert invisible_findings(text) == []
    assert read_document(text).plan.tasks[1].what == "a<U+202E>b"
