"""Renaming, copying, removing and restoring sessions."""

from __future__ import annotations

import json

import pytest

from interview.session.events import Exported
from interview.storage.lock import hold
from interview.storage.session_file import read
from tests.conftest import NOW
from tests.shell import Shell, session_file


def names(sh: Shell) -> list[str]:
    return sorted(row["session"] for row in json.loads(sh("list", "--json").out))


def test_a_session_is_renamed(sh: Shell, linkstash: str) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh("rename", linkstash, "Private Bookmarks")
    assert (result.code, result.err) == (0, "linkstash-3 is now private-bookmarks.\n")
    assert names(sh) == ["private-bookmarks"]
    assert session_file("private-bookmarks").read_bytes() == before


def test_a_taken_name_is_refused(sh: Shell, linkstash: str, half_done: str) -> None:
    result = sh("rename", linkstash, half_done)
    assert result.code == 3
    assert "the session 'linkstash-4' already exists" in result.err
    assert names(sh) == [linkstash, half_done]


def test_a_copy_has_the_same_history_and_an_id_of_its_own(sh: Shell, linkstash: str) -> None:
    result = sh("copy", linkstash)
    assert result.err.splitlines()[-1] == "  interview resume linkstash-3-copy"
    original, copy = (read(session_file(name)) for name in (linkstash, "linkstash-3-copy"))
    kept = [event for event in original.events if not isinstance(event, Exported)]
    assert copy.events[1:] == tuple(kept[1:])
    assert copy.started.id != original.started.id
    sh("edit", "linkstash-3-copy", "--set", "goal.outcome=Other")
    assert read(session_file(linkstash)).events == original.events


def test_a_removed_session_comes_back(sh: Shell, linkstash: str) -> None:
    before = session_file(linkstash).read_bytes()
    assert sh("remove", linkstash).err.splitlines()[-1] == "  interview restore linkstash-3"
    assert names(sh) == []
    assert sh("restore").out == "linkstash-3\n"
    assert sh("restore", linkstash).err == "linkstash-3 was restored.\n"
    assert session_file(linkstash).read_bytes() == before
    assert sh("restore").out == "The trash is empty.\n"


def test_two_removed_sessions_of_one_name_are_both_kept(sh: Shell, linkstash: str) -> None:
    for _ in range(2):
        sh("remove", "linkstash-3")
        sh("start", "--set", "iteration.number=3", "--no-input")
    assert sorted(sh("restore").out.split()) == ["linkstash-3", "linkstash-3-2"]
    assert sh("restore", "linkstash-3").err == "linkstash-3-2 was restored.\n"
    assert names(sh) == ["linkstash-3", "linkstash-3-2"]


def test_what_was_set_aside_goes_with_its_session(sh: Shell, linkstash: str) -> None:
    path = session_file(linkstash)
    path.with_name(f"{path.name}.torn").write_bytes(b"half")
    sh("remove", linkstash)
    sh("restore", linkstash)
    sh("rename", linkstash, "other")
    assert path.with_name("other.jsonl.torn").read_bytes() == b"half"
    assert {path.name for path in path.parent.iterdir()} == {
        "other.jsonl",
        "other.jsonl.torn",
        "project.json",
        "trash",
    }


@pytest.mark.parametrize("arguments", [["remove", "linkstash-3"], ["rename", "linkstash-3", "x"]])
def test_a_session_that_is_being_written_stays(
    sh: Shell, linkstash: str, arguments: list[str]
) -> None:
    path = session_file(linkstash)
    with hold(path, NOW):
        result = sh(*arguments)
    assert result.code == 3
    assert "is open in process" in result.err
    assert path.is_file()


def test_the_trash_is_private(sh: Shell, linkstash: str) -> None:
    folder = session_file(linkstash).parent
    sh("remove", linkstash)
    assert (folder / "trash").stat().st_mode & 0o777 == 0o700


def test_what_was_set_aside_goes_along_where_a_file_has_one_name_only(
    sh: Shell, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    path = session_file(linkstash)
    path.with_name(f"{path.name}.torn").write_bytes(b"half")
    monkeypatch.setattr("os.link", refuse)
    assert sh("rename", linkstash, "other").code == 0
    assert path.with_name("other.jsonl.torn").read_bytes() == b"half"
    assert not path.with_name(f"{path.name}.torn").exists()


def test_what_cannot_be_moved_is_where_it_was(
    sh: Shell, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session_file(linkstash)

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("interview.files.door.rename_new", refuse)
    result = sh("rename", linkstash, "x")
    assert result.code == 3
    assert "could not be moved: Read-only file system" in result.err
    assert path.is_file()


def test_what_others_keep_among_the_sessions_stays(
    sh: Shell, linkstash: str, half_done: str
) -> None:
    folder = session_file(linkstash).parent
    for name in (".other.lock", ".empty.lock", ".other.holder", "data.jsonl.gz", "x.jsonl.torn"):
        (folder / name).write_text("" if name == ".empty.lock" else "theirs")
    for name in ("data.jsonl.gz", "x.jsonl.torn"):
        (folder / f"second-{name}").hardlink_to(folder / name)
    (folder / ".gone.lock").write_text("")
    (folder / ".gone.holder").write_text('{"pid": 1, "host": "h", "since": "2026"}')
    assert sh("rename", linkstash, "other-name").code == 0
    assert sh("doctor", "--repair").code == 0
    kept = {path.name for path in folder.iterdir()}
    assert {".other.lock", ".empty.lock", ".other.holder", "data.jsonl.gz"} <= kept
    assert not {".gone.lock", ".gone.holder"} & kept
    assert {"second-x.jsonl.torn"} <= kept | {"x.jsonl.torn"}


def test_a_copy_does_not_overwrite_the_document_of_the_original(sh: Shell, linkstash: str) -> None:
    sh("export", linkstash)
    sh("copy", linkstash, "mine")
    sh("edit", "mine", "--set", "goal.outcome=Other people can do other things.")
    result = sh("export", "mine")
    assert result.code != 0
    assert "iteration-3.md" in result.err
    assert sh("export", linkstash).code == 0
