"""Earlier iterations: what their documents say, and how sessions and documents go together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.iterations.documents import MOST, find_documents, merged
from interview.discovery.iterations.iteration import EarlierIteration, built, current_state
from interview.plan.reader.answers import read_answers
from interview.questionnaire.library import built_in_iteration
from tests.conftest import DATA
from tests.discovery.projects import repository


def answers(text: str) -> dict[str, Any]:
    results = read_answers(text)
    assert results is not None
    return results


def document(*tasks: str, after: str = "") -> str:
    body = "\n\n".join(f"### {heading}\n" for heading in tasks)
    return f"# Iteration 1: First\n\n## Tasks\n\n{body}\n{after}"


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("# Iteration 3: Users sign in", 3, "Users sign in"),
        ("# Iteration 3 - Users sign in", 3, "Users sign in"),
        ("# ITERATION #12. Users", 12, "Users"),
        ("## Iteration 4: x", 4, "x"),
        ("Iteration 5: Setext\n===", 5, "Setext"),
    ],
)
def test_the_title_names_the_iteration(heading: str, number: int, title: str) -> None:
    assert answers(heading)["iteration"] == {"number": number, "title": title}


@pytest.mark.parametrize(
    "text",
    ["", "# Notes\n", "```\n# Iteration 3: x\n```\n", "# Iterations\n"],
)
def test_other_documents_are_none(text: str) -> None:
    assert read_answers(text) is None


STATUSES = [
    ("1. Log in ✅ Complete", "complete"),
    ("1. Log in ✅", "complete"),
    ("1. Log in (done)", "complete"),
    ("1. Log in - COMPLETED", "complete"),
    ("1. Log in [Done]", "complete"),
    ("1. Log in âœ… Complete", "complete"),
    ("1. Log in 🔄 In Progress", "in_progress"),
    ("1. Log in ðŸ”„ In Progress", "in_progress"),
    ("1. Log in – in progress", "in_progress"),
    ("1. Log in 📋 Planned", "planned"),
    ("1. Log in ðŸ“‹ Planned", "planned"),
    ("1. Log in ☐", "planned"),
    ("Task 1: Log in", "planned"),
    ("1) Log in", "planned"),
    ("1: Log in ✅", "complete"),
]


def test_a_tasks_status_is_told_by_a_word_or_an_icon() -> None:
    for heading, status in STATUSES:
        (task,) = answers(document(heading))["tasks"]
        assert (task["name"], task["status"], task["line"]) == ("Log in", status, 5)


@pytest.mark.parametrize("name", ["Leave nothing undone", "Show what is incomplete", "Opened"])
def test_a_word_that_only_ends_like_a_status_is_part_of_the_name(name: str) -> None:
    (task,) = answers(document(f"1. {name}"))["tasks"]
    assert (task["name"], task["status"]) == (name, "planned")


def test_the_progress_list_counts_where_a_heading_says_nothing() -> None:
    progress = "## Iteration Progress\n\n- [x] 1. Log in\n- [ ] 2. Log out ✅\n- [ ] 3. Mail\n"
    tasks = answers(document("1. Log in", "2. Log out", "3. Mail", after=progress))["tasks"]
    assert [task["status"] for task in tasks] == ["complete", "complete", "planned"]


LABELS = [
    "**Type**: Research Spike **Depends on**: None **Estimated time**: 2 hours",
    "**Type:** Research Spike\n**Estimated time:** 2h",
    "**Type**: Research Spike\n\n**Estimate**: about 2 hours",
    "- **Type**: spike\n- **Estimated Time:** 2 h",
]


@pytest.mark.parametrize("text", LABELS)
def test_labels_stand_on_one_line_or_on_several(text: str) -> None:
    what = "**What to build**: a page"
    (task,) = answers(f"# Iteration 1\n\n## Tasks\n\n### 1. Try\n\n{text}\n\n{what}\n")["tasks"]
    assert (task["type"], task["hours"], task["what"]) == ("spike", 2.0, "a page")


def test_the_example_is_read_as_far_as_an_iteration_needs_it() -> None:
    results = answers((DATA / "linkstash.md").read_text(encoding="utf-8"))
    assert results["iteration"] == {"number": 3, "title": "Signed-in users keep private bookmarks"}
    assert [(task["type"], task["status"]) for task in results["tasks"]] == [
        ("spike", "planned"),
        ("implementation", "planned"),
        ("integration", "planned"),
        ("wiring", "planned"),
    ]
    assert [entry["name"] for entry in results["stack"]] == [
        "Python Backend (FastAPI)",
        "React Frontend (TypeScript)",
    ]
    assert set(results["gates"]) == {"code_standards", "testing_standards", "completion"}
    assert all(row["name"] and row["text"] for row in results["assumptions"]["validates"])
    assert all(row["feature"] and row["reason"] for row in results["scope"]["excluded"])


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    read_answers(text)
    read_answers(f"# Iteration 1: {text}\n\n## Tasks\n\n{text}\n")


# Where documents stand


def test_documents_are_found_where_people_put_them(tmp_path: Path) -> None:
    places = {
        "ITERATION.md": 1, "iteration-2.md": 2, "docs/iterations/3.md": 3,
        "docs/iterations/login.md": 4, ".workflow/archives/2026/ITERATION.md": 5,
        "plans/006.md": 6, "docs/ITERATION_7.md": 7,
    }  # fmt: skip
    others = ["README.md", "docs/plan.md", "examples/ITERATION.md", "iterations.txt"]
    files = {path: f"# Iteration {number}: x\n" for path, number in places.items()}
    files |= dict.fromkeys(others, "# Iteration 99: x\n")
    iterations = find_documents(repository(tmp_path, files), "plans/{number}.md")
    assert {iteration.source: iteration.number for iteration in iterations} == places


def test_a_file_with_the_name_and_no_iteration_in_it_is_passed_over(tmp_path: Path) -> None:
    files = {"ITERATION_TEMPLATE.md": "# Iteration [N]: [Working Software Outcome]\n"}
    assert find_documents(repository(tmp_path, files)) == []


def test_not_more_documents_are_read_than_anybody_looks_back_at(tmp_path: Path) -> None:
    files = {f"docs/iterations/{n:03}.md": f"# Iteration {n}: x\n" for n in range(1, 60)}
    assert len(find_documents(repository(tmp_path, files))) == MOST


# Sessions and documents together


def planned(source: str, number: int, *tasks: tuple[str, str], **more: Any) -> EarlierIteration:
    rows = [
        {"name": name, "status": status, "line": 7 + place}
        if source.endswith(".md")
        else {"name": name, "status": status}
        for place, (name, status) in enumerate(tasks)
    ]
    answers = {"iteration": {"number": number}, "tasks": rows, **more}
    return EarlierIteration(source, answers, built_in_iteration())


def test_a_document_ticks_off_the_tasks_of_its_session() -> None:
    session = planned("session x-1", 1, ("Log in", "planned"), ("Mail", "planned"), stack=["s"])
    written = planned("iteration-1.md", 1, ("log  IN", "complete"), ("Other", "complete"))
    (iteration,) = merged([written], [session])
    assert iteration.source == "iteration-1.md"
    assert [(task.name, task.status) for task in iteration.tasks] == [
        ("Log in", "complete"),
        ("Mail", "planned"),
    ]
    assert iteration.answers["stack"] == ["s"]


def test_the_latest_comes_first_and_the_first_of_two_alike_counts() -> None:
    iterations = merged(
        [planned("iteration-2.md", 2), planned("notes.md", 0), planned("old.md", 0)],
        [planned("session a-3", 3), planned("session b-3", 3), planned("session c-1", 1)],
    )
    assert [iteration.source for iteration in iterations] == [
        "session a-3", "iteration-2.md", "session c-1", "notes.md", "old.md",
    ]  # fmt: skip


def test_what_was_done_is_told_from_the_first_iteration_on() -> None:
    first = planned("iteration-1.md", 1, ("Log in", "complete"), ("Log out", "complete"))
    second = planned("iteration-2.md", 2, ("Mail", "complete"), ("Print", "planned"))
    third = planned("iteration-3.md", 3, ("Fly", "planned"))
    assert built([third, second, first]) == (
        "- Log in; Log out (iteration 1)\n- Mail (iteration 2)"
    )
    assert [iteration.finished for iteration in (first, second, third)] == [True, False, False]
    assert [task.name for task in second.open] == ["Print"]


def test_the_state_is_what_there_was_and_the_files_of_what_was_done() -> None:
    files = [{"path": "a.py", "purpose": "x"}, {"path": "b.py"}, {"purpose": "none"}]
    iteration = EarlierIteration(
        "session",
        {
            "tasks": [
                {"name": "Log in", "status": "complete", "key_files": files},
                {"name": "Mail", "status": "complete"},
                {"name": "Fly", "status": "planned", "key_files": files},
            ],
        },
        built_in_iteration(),
    )
    assert (
        current_state(iteration, "table users") == "table users\n- Log in: `a.py`, `b.py`\n- Mail"
    )
    assert current_state(planned("x", 1), "") == ""
