"""Data files: read once, and without trust in their shape."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.documents import FORMS, LONGEST_NOTE, Documents
from interview.discovery.repository import Note
from tests.discovery.projects import documents

SAME = {
    "TOML": '[tool]\nname = "x"\nlist = ["a", "b"]',
    "JSON": '{"tool": {"name": "x", "list": ["a", "b"]}}',
    "JSON5": '// settings\n{tool: {name: "x", list: ["a", "b",],}, /* all */}',
    "YAML": "tool:\n  name: x\n  list: [a, b]\n",
    "JSON or YAML": "tool: {name: x, list: [a, b]}\n",
}


@pytest.mark.parametrize("form", SAME)
def test_the_formats_say_the_same(tmp_path: Path, form: str) -> None:
    data = documents(tmp_path, {"file": SAME[form]}).load("file", form)
    assert data is not None
    assert data.text("tool", "name") == "x"
    assert data.texts("tool", "list") == ["a", "b"]
    assert data.table("tool") == {"name": "x", "list": ["a", "b"]}


def test_an_ini_file_has_sections_of_texts(tmp_path: Path) -> None:
    text = "[a]\nkey = 1\nalone\n[b]\nkey : x\n  y\n"
    data = documents(tmp_path, {"file": text}).load("file", "INI")
    assert data is not None
    assert data.data == {"a": {"key": "1", "alone": None}, "b": {"key": "x\ny"}}


def test_an_editorconfig_begins_before_its_first_section(tmp_path: Path) -> None:
    text = "root = true\n\n  [*.py]\n    indent_size = 4\n"
    data = documents(tmp_path, {"file": text}).load("file", "EditorConfig")
    assert data is not None
    assert data.data == {"preamble": {"root": "true"}, "*.py": {"indent_size": "4"}}


def test_a_file_is_read_once_and_noted_once(tmp_path: Path) -> None:
    project = documents(tmp_path, {"good": "{}", "bad": "{"})
    assert project.load("good", "JSON") is project.load("good", "JSON")
    assert project.load("bad", "JSON") is None
    assert project.load("bad", "JSON") is None
    assert [note.where for note in project.repository.notes] == ["bad"]


BAD = {
    "TOML": ["a = ", "a = 1\na = 2", "a" + ".a" * 600 + " = 1"],
    "JSON": ["", "{", "[1]", '{"a": 1}}', "[" * 100_000],
    "JSON5": ["{a:", "[1]", "[" * 100_000],
    "YAML": ["a: b: c", "- 1", "a: &a [*a, *b]", "{" * 100_000],
    "INI": ["no section = 1", "[a]\nx = " + "y" * 2_000],
    "EditorConfig": ["[*]\nx = " + "y" * 2_000],
}


@pytest.mark.parametrize(("form", "text"), [(f, t) for f, texts in BAD.items() for t in texts])
def test_what_is_malformed_is_one_short_line(tmp_path: Path, form: str, text: str) -> None:
    project = documents(tmp_path, {"file": text})
    assert project.load("file", form) is None
    (note,) = project.repository.notes
    assert note.where == "file"
    assert "\n" not in note.why
    assert 0 < len(note.why) <= LONGEST_NOTE


@given(st.text(), st.sampled_from(list(FORMS)))
def test_no_text_is_an_error(text: str, form: str) -> None:
    notes: list[Note] = []

    class Repository:
        files = ("file",)

        def read(self, path: str) -> str:
            return text

        def note(self, where: str, why: str) -> None:
            notes.append(Note(where, why))

    data = Documents(Repository()).load("file", form)  # type: ignore[arg-type]
    assert (data is None) == bool(notes)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ({"tool": 3}, "tool is not a table"),
        ({"tool": {"name": 3}}, "tool.name is not a text"),
        ({"tool": {"list": [1]}}, "tool.list is not a list of texts"),
    ],
)
def test_what_is_not_as_it_should_be_counts_as_missing(
    tmp_path: Path, data: object, note: str
) -> None:
    project = documents(tmp_path, {"file": json.dumps(data)})
    loaded = project.load("file", "JSON")
    assert loaded is not None
    assert loaded.text("tool", "name") == ""
    assert loaded.texts("tool", "list") == []
    assert project.repository.notes == [Note("file", note)]


def test_the_nearest_file_is_found_upwards(tmp_path: Path) -> None:
    paths = ["lock", "a/b/c/x", "a/lock", "a/other/LOCK"]
    project = documents(tmp_path, dict.fromkeys(paths, ""))
    assert project.nearest("a/b/c", "lock") == "a/lock"
    assert project.nearest("z", "lock") == "lock"
    assert project.nearest("a", "none") == ""
    assert project.named("lock") == ("lock", "a/lock", "a/other/LOCK")
    assert (project.has("a", "none", "lock"), project.has("a/b", "lock")) == ("a/lock", "")


def test_a_name_that_breaks_a_line_is_passed_over(tmp_path: Path) -> None:
    project = documents(tmp_path, {"a\nb/package.json": "{}", "package.json": "{}"})
    assert project.named("package.json") == ("package.json",)
