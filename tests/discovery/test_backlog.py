"""Ideas from lists and from remarks in the code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from interview.discovery.backlog import Idea, find_ideas
from interview.discovery.repository import Repository
from tests.discovery.test_repository import git


def ideas(folder: Path, **files: str) -> list[Idea]:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_md", ".md").replace("_py", ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return find_ideas(Repository(folder))


@pytest.mark.parametrize(
    ("line", "text", "since"),
    [
        ("- rate limit the login", "rate limit the login", None),
        ("* [ ] rate limit", "rate limit", None),
        ("3. rate limit", "rate limit", None),
        (
            "- type:: idea id::7 captured:: 2026-01-02 rate limit",
            "rate limit",
            date(2026, 1, 2),
        ),
        ("- rate limit (2025-12-31)", "rate limit (2025-12-31)", date(2025, 12, 31)),
        ("- rate limit 2025-13-99", "rate limit 2025-13-99", None),
    ],
)
def test_a_line_of_a_list_is_an_idea(
    tmp_path: Path, line: str, text: str, since: date | None
) -> None:
    assert ideas(tmp_path, later_md=f"# Later\n\n{line}\n") == [Idea(text, "later.md:3", since)]


@pytest.mark.parametrize("line", ["- [x] done", "text", "", "# - no", "- id::7", "---"])
def test_other_lines_are_none(tmp_path: Path, line: str) -> None:
    assert ideas(tmp_path, TODO_md=line) == []


def test_the_oldest_comes_first_and_what_has_no_date_last(tmp_path: Path) -> None:
    results = ideas(
        tmp_path, BACKLOG_md="- c\n- b 2026-02-01\n- a 2025-02-01\n", docs__todo_md="- d\n"
    )
    assert [idea.text[0] for idea in results] == ["a", "b", "c", "d"]


def test_remarks_in_tracked_code_are_ideas(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "a.py").write_text("x = 1  # TODO: rate limit\ny = 'TODO'\n# FIXME(2026-01-02) z\n")
    (tmp_path / "b.c").write_text("/* TODO free it */\n")
    (tmp_path / "later.md").write_text("- TODO: once\n")
    git(tmp_path, "add", "a.py", "b.c", "later.md")
    (tmp_path / "c.py").write_text("# TODO: not tracked\n")
    assert find_ideas(Repository(tmp_path)) == [
        Idea("z", "a.py:3", date(2026, 1, 2)),
        Idea("TODO: once", "later.md:1"),
        Idea("rate limit", "a.py:1"),
        Idea("free it", "b.c:1"),
    ]


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (date(2026, 11, 23), "of today"),
        (date(2026, 11, 22), "1 day old"),
        (date(2026, 9, 1), "2 months old"),
        (date(2024, 11, 1), "2 years old"),
        (date(2027, 1, 1), ""),
        (None, ""),
    ],
)
def test_an_idea_has_an_age(since: date | None, age: str) -> None:
    assert Idea("x", "y", since).age(date(2026, 11, 23)) == age
