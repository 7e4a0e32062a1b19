"""Which files a glob means, and where the names of paths lead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.globs import matches
from interview.discovery.paths import beneath, normal, run_in, upwards, within
from interview.discovery.places import is_for_tests, is_foreign, is_worked_in, stands_aside


def test_a_glob_means_files() -> None:
    cases: list[tuple[str, str, bool]] = [
        ("docs/a.md", "docs/*.md", True),
        ("docs/x/a.md", "docs/*.md", False),
        ("docs/x/y/a.md", "docs/**/*.md", True),
        ("docs/a.md", "docs/**/*.md", True),
        ("a.md", "**/*.md", True),
        ("a.md", "./a.md", True),
        ("docs/x/a.md", "docs", True),
        ("docs/x/a.md", "docs/", True),
        ("docs2/a.md", "docs", False),
        ("docs/a.md", "docs/**", True),
        ("STYLE.md", "STYLE*", True),
        ("style.md", "STYLE*", False),
        ("a1.md", "a[0-9].md", True),
        ("ab.md", "a?.md", True),
        ("a.md", "", False),
    ]
    for path, glob, meant in cases:
        assert matches(path, glob) is meant


def test_no_glob_takes_long() -> None:
    assert not matches("a/" * 60 + "b", "**/" * 60 + "c")


NAMES = st.text("ab.", min_size=1, max_size=3)


@given(st.lists(NAMES, min_size=1, max_size=5).map("/".join), st.lists(NAMES, max_size=4))
def test_two_stars_stand_for_any_folders(path: str, folders: list[str]) -> None:
    assert matches("/".join([*folders, path]), f"**/{path}")


def test_paths_are_put_together_and_taken_apart() -> None:
    assert within("", "a") == "a"
    assert within("x/y", "a") == "x/y/a"
    assert list(upwards("x/y")) == ["x/y", "x", ""]
    assert (beneath("x/y/a", "x"), beneath("xy/a", "x"), beneath("a", "")) == ("y/a", None, "a")


@pytest.mark.parametrize(
    ("path", "result"),
    [("./a", "a"), ("x/../a", "a"), ("x/./a", "x/a"), ("../a", None), ("/a", None), ("a/..", "")],
)
def test_a_path_stays_in_the_project(path: str, result: str | None) -> None:
    assert normal(path) == result


def test_a_command_is_typed_in_the_root_whatever_its_folder_is_called() -> None:
    assert run_in("", "npm test") == "npm test"
    assert run_in("web", "npm test") == "(cd web && npm test)"
    assert run_in("my web; rm -rf ~", "npm test") == "(cd 'my web; rm -rf ~' && npm test)"


def test_the_folders_on_the_way_tell_what_a_file_is_for() -> None:
    cases: list[tuple[str, bool, bool, bool, bool]] = [
        ("package.json", False, False, False, True),
        ("web/package.json", False, False, False, True),
        ("vendor/x/go.mod", True, False, True, False),
        ("Examples/demo/package.json", True, False, True, False),
        ("tests/fixtures/a/package.json", True, True, True, False),
        ("tests/package.json", False, True, True, True),
        ("tests/a/package.json", False, True, True, False),
        (".github/x/package.json", False, False, True, False),
        ("docs/package.json", False, False, True, True),
        ("{{cookiecutter.name}}/setup.py", True, False, True, False),
        ("template-react/package.json", False, False, True, True),
    ]
    for path, foreign, for_tests, aside, worked_in in cases:
        results = (is_foreign(path), is_for_tests(path), stands_aside(path), is_worked_in(path))
        assert results == (foreign, for_tests, aside, worked_in)
