"""Documents as people and programs edit them are read all the same, and nothing gets lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.plan.document.labels import EXPECTED
from interview.plan.model import Plan
from interview.plan.reader.document import LARGEST, LONGEST, read_document
from interview.plan.reader.statuses import mojibake
from interview.plan.reader.values import Remark
from tests.conftest import DATA
from tests.plan.reader.test_round_trip import content

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")


def plan(text: str) -> dict[str, object]:
    return content(read_document(text).plan)


def on_lines(text: str) -> str:
    return re.sub(r" (\*\*(?:Depends on|Estimated time)\*\*)", r"\n\1", text)


def in_paragraphs(text: str) -> str:
    return re.sub(r" (\*\*(?:Depends on|Estimated time)\*\*)", r"\n\n\1", text)


def as_items(text: str) -> str:
    return re.sub(r"(?m)^(\*\*Type)", r"- \1", re.sub(
        r" (\*\*(?:Depends on|Estimated time)\*\*)", r"\n- \1", text))  # fmt: skip


def colon_inside(text: str) -> str:
    return re.sub(r"\*\*([A-Z][^*\n]*)\*\*( \(from interview\))?:", r"**\1:**", text)


def files_as_items(text: str) -> str:
    def item(match: re.Match[str]) -> str:
        return "\n".join(f"- `{row}".replace(" - ", "` - ", 1) for row in match[1].split("\n"))

    return re.sub(r"(?s)(?<=\*\*Key files\*\*:\n\n)```\n(.*?)\n```", item, text)


def deeper(text: str) -> str:
    return re.sub(r"(?m)^(##+ )", r"#\1", text)


def underlined(text: str) -> str:
    return re.sub(r"(?m)^## (.*)$", r"\1\n---", text)


def other_bullets(text: str) -> str:
    return re.sub(r"(?m)^- (?=\*\*)", "* ", text)


def other_bold(text: str) -> str:
    return re.sub(
        r"\*\*(Type|Depends on|Estimated time|What to build|Key files)\*\*", r"__\1__", text
    )


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def icons_alone(text: str) -> str:
    return text.replace("📋 Planned\n\n**Type", "📋\n\n**Type")


def words_alone(text: str) -> str:
    return text.replace("📋 Planned\n\n**Type", "(planned)\n\n**Type")


def read_as_cp1252(text: str) -> str:
    return text.replace("📋", mojibake("📋"))


def headings_as_labels(text: str) -> str:
    return re.sub(
        r"(?m)^\*\*(Key files|One smoke test|Success verification)\*\*:$", r"#### \1", text
    )


def tasks_named(text: str) -> str:
    return re.sub(r"(?m)^### (\d)\.", r"### Task \1:", text)


def sections_numbered(text: str) -> str:
    return re.sub(r"(?m)^## (?=Tasks|Success)", "## 7. ", text)


def ticks_of_tildes(text: str) -> str:
    return text.replace("```", "~~~")


EDITS: list[Callable[[str], str]] = [
    on_lines, in_paragraphs, as_items, colon_inside, files_as_items, deeper, underlined,
    other_bullets, other_bold, windows, icons_alone, words_alone, read_as_cp1252,
    headings_as_labels, tasks_named, sections_numbered, ticks_of_tildes,
]  # fmt: skip


def test_a_document_that_was_edited_says_the_same() -> None:
    for edit in EDITS:
        text = edit(EXAMPLE)
        assert text != EXAMPLE
        assert plan(text) == plan(EXAMPLE)
        assert read_document(text).remarks == ()


# What is not understood

EXTRA = "## Risks\n\nThe tax adviser is away.\n\n- one\n- two\n\n## Success Demo"


def test_a_section_of_their_own_is_kept_with_its_place() -> None:
    reading = read_document(EXAMPLE.replace("## Success Demo", EXTRA))
    line = EXAMPLE.split("\n").index("## Success Demo") + 1
    assert reading.remarks == (
        Remark(line, "Risks"),
        Remark(line + 1, "The tax adviser is away.\n\n- one\n- two"),
    )
    assert content(reading.plan) == plan(EXAMPLE)


DATA_FLOW = "login form -> POST /auth/login -> JWT in memory -> /bookmarks filtered by users.id"

LEFT_OVER = [
    ("## Tasks\n", "## Tasks\n\nRead this first.\n", "Read this first."),
    ("```python\ndef test_cost", "Mind the gap.\n\n```python\ndef test_cost", "Mind the gap."),
    ("- Receives: `Auth", "- Elsewhere: x\n- Receives: `Auth", "Elsewhere: x"),
    ("- **State**: TanStack", "- nothing in bold\n- **State**: TanStack", "nothing in bold"),
    ("- postgres: `docker", "- by hand\n- postgres: `docker", "by hand"),
    ("**Type**: Wiring", "Some words.\n\n**Type**: Wiring", "Some words."),
    ("**Rollback**", "**Workflow**: none\n\n**Rollback**", "**Workflow**: none"),
    ("Each task must:", "Each task must:\n\nAnd more.", "And more."),
    ("# Iteration 3", "Before all.\n\n# Iteration 3", "Before all."),
    ("- **Wiring Task**", "- **Party**: with cake\n- **Wiring Task**", "**Party**: with cake"),
    ("Each task must:", "Each task must: hurry", "Each task must: hurry"),
    ("- **Data Flow**", "- **Data Flow**: login\n- **Data Flow**", DATA_FLOW),
]


@pytest.mark.parametrize(("before", "after", "text"), LEFT_OVER)
def test_what_is_not_understood_is_kept_with_its_line(before: str, after: str, text: str) -> None:
    assert before in EXAMPLE
    edited = EXAMPLE.replace(before, after, 1)
    (remark,) = read_document(edited).remarks
    assert remark.text == text
    assert text in edited.split("\n")[remark.line - 1]


def test_a_field_of_another_type_of_task_is_left_over() -> None:
    edited = EXAMPLE.replace("**Rollback**:", "**Decision rule**: the fastest\n\n**Rollback**:")
    (remark,) = read_document(edited).remarks
    assert remark.text == "decision_rule: the fastest"


def test_every_answer_has_its_line() -> None:
    reading = read_document(EXAMPLE)
    lines = EXAMPLE.split("\n")
    begins = {
        "iteration.title": "# Iteration 3", "goal.outcome": "A visitor", "context.built": "- **Bu",
        "stack.c1.name": "### Python", "stack.c1.rules": "- **Async", "stack.c2": "### React",
        "stack.c1.patterns.1": "- **Actual DB", "architecture.data_flow": "- **Data Flow**",
        "tasks.t1": "### 1.", "tasks.t1.hours": "**Type**", "tasks.t2.core": "**Core",
        "tasks.t3.failure": "- On failure", "tasks.t4.rollback": "**Rollback",
        "demo.commands": "```",
        "tasks.t2.expected": "**Success", "gates.completion": "### Task Completion",
        "assumptions.validates.2": "- **Assumption 2", "scope.excluded.3": "- Shared",
    }  # fmt: skip
    for address, beginning in begins.items():
        assert lines[reading.lines[address] - 1].startswith(beginning), address


# Anything


@pytest.mark.parametrize("text", ["", "\n", "# Notes", "Nothing.", "---\n---\n", "\0", "## Tasks"])
def test_a_document_that_says_nothing_is_an_empty_plan(text: str) -> None:
    assert read_document(text).plan.tasks == Plan().tasks


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    read_document(text)


@given(st.lists(st.sampled_from(EXAMPLE.split("\n")), max_size=60).map("\n".join))
def test_no_order_of_lines_is_an_error(text: str) -> None:
    read_document(text)


PIECES = st.sampled_from(EXAMPLE.split("\n\n"))


@given(st.lists(PIECES, min_size=1, max_size=20))
def test_nothing_that_is_written_gets_lost(pieces: list[str]) -> None:
    """Every word stands in the plan or in the remarks."""
    text = "\n\n".join(pieces)
    reading = read_document(text)
    left = [remark.text for remark in reading.remarks] + [line.name for line in reading.progress]
    kept = "\n".join([*leaves(reading.plan.model_dump()), *left])
    words = set(re.findall(r"\b[a-z]{5,}\b", text)) - BOILERPLATE
    assert words <= set(re.findall(r"\b[a-z]{5,}\b", kept))


def leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for element in value:
            yield from leaves(element)
    else:
        yield str(value)


TEMPLATE = Path(__file__).parents[3] / "templates" / "documents" / "iteration.md.j2"
WRITTEN = TEMPLATE.read_text(encoding="utf-8").lower() + EXPECTED.lower()
BOILERPLATE = set(re.findall(r"\b[a-z]{5,}\b", WRITTEN))


# Hostile documents


HOSTILE = {
    "many headings": "# Iteration 1: x\n\n## Tasks\n\n" + "### 1. a\n" * 100_000,
    "an open fence": "# Iteration 1: x\n\n## Tasks\n### 1. a\n```\n" + "x\n" * 200_000,
    "deep lists": "".join(" " * n + "- a\n" for n in range(1_000)),
    "deep quotes": (">" * 500 + " a\n") * 500,
    "labels on a line": "# Iteration 1\n## Tasks\n### 1. x\n" + "**Type**: " * 100_000,
    "loose backticks": "# Iteration 1\n## Tech stack\n### a\n- **" + "`a``b" * 50_000,
    "commands": "# Iteration 1\n## Tasks\n### 1. a\n**Services**:\n\n- " + ": `a" * 50_000,
    "dashes": "# Iteration 1\n## Not in this iteration\n- " + "a - " * 50_000,
    "statuses": "# Iteration 1\n## Tasks\n### 1. " + "✅ " * 50_000,
    "comments": "<!--\n" * 100_000,
}


@pytest.mark.slow
@pytest.mark.timeout(30)
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_is_read_in_bounded_time(kind: str) -> None:
    read_document(HOSTILE[kind])


@pytest.mark.parametrize(
    ("text", "why"),
    [("x" * (LARGEST + 1), "longer than 16 MiB"), ("\n" * (LONGEST + 1), "300,000")],
)
def test_what_is_too_long_to_be_a_plan_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_document(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("90 min", 1.5), ("30 minutes", 0.5), ("2 hours", 2), ("1.5 h", 1.5), ("1-2 hours", 2),
        ("2h 30min", 2.5), ("6h 30min", 6.5), ("1h30", 1.5), ("2 hours and 15 minutes", 2.25),
        ("3 hours (incl. 30 min review)", 3), ("2 hours, max 3 tries", 2), ("2 days", 16),
        ("30 min to 1 h", 1), ("3", 3), ("ca. 3 h", 3), ("1-2", 2),
    ],
)  # fmt: skip
def test_an_estimate_is_read_as_people_write_it(text: str, hours: float) -> None:
    document = f"# Iteration 1: x\n\n## Tasks\n\n### 1. a\n\n**Estimated time**: {text}\n"
    assert read_document(document).plan.tasks[0].hours == hours


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tasks 1-3", ["t1", "t2", "t3"]),
        ("Task 1 (2 hours)", ["t1"]),
        ("None (see iteration 2)", []),
        ("1 and 3", ["t1", "t3"]),
        ("Tasks 1–2, 3", ["t1", "t2", "t3"]),
        ("Task 2, task 2", ["t2"]),
    ],
)
def test_dependencies_are_read_as_people_write_them(text: str, numbers: list[str]) -> None:
    tasks = "".join(f"### {number}. {name}\n\n" for number, name in enumerate("abc", 1))
    document = f"# Iteration 1: x\n\n## Tasks\n\n{tasks}### 4. d\n\n**Depends on**: {text}\n"
    plan = read_document(document).plan
    keys = {task.key: f"t{number}" for number, task in enumerate(plan.tasks, 1)}
    assert [keys[key] for key in plan.tasks[3].depends_on] == numbers


@pytest.mark.parametrize(
    "marker",
    ["# Expected output", "# Expected output ", "# Expected output:", "# expected output",
     "# Expected", "## EXPECTED OUTPUT", "#Expected:"],
)  # fmt: skip
def test_the_line_before_the_output_is_recognised(marker: str) -> None:
    block = f"```bash\ntrue\n{marker}\n3 passed\n```"
    document = f"# Iteration 1: x\n\n## Tasks\n\n### 1. a\n\n**Success verification**:\n{block}\n"
    task = read_document(document).plan.tasks[0]
    assert task.verify
    assert task.expected
    assert (task.verify.text, task.expected.text) == ("true", "3 passed")


def test_a_comment_is_no_such_line_where_the_line_itself_follows() -> None:
    block = "```bash\n# expected:\ntrue\n# Expected output\n# expected\n```"
    document = f"# Iteration 1: x\n\n## Tasks\n\n### 1. a\n\n**Success verification**:\n{block}\n"
    task = read_document(document).plan.tasks[0]
    assert task.verify
    assert task.expected
    assert (task.verify.text, task.expected.text) == ("# expected:\ntrue", "# expected")
