"""Sessions that several people, machines or programs have to do with."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from interview.errors import SessionError
from interview.storage.journal import Journal
from interview.storage.lock import hold
from interview.storage.session_file import append_to, read
from interview.storage.sharing import FILES, is_in_repository, missing, prepare
from interview.storage.store import Store
from tests.conftest import NOW
from tests.events import answered, started
from tests.shell import Shell, session_file

# Another program writes the file while it is open


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Store(tmp_path / "sessions").create("linkstash-3", started())
    journal.append(answered("iteration.number", 3))
    return journal


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"event":"dreamt","at":"2026-11-23T12:00:00Z"}\n')


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def altered(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b'"value":3', b'"value":4'))


@pytest.mark.parametrize("change", [appended, cut, emptied, altered])
def test_what_another_program_does_to_an_open_file_is_noticed(
    journal: Journal, change: object
) -> None:
    assert callable(change)
    change(journal.path)
    after = journal.path.read_bytes()
    with pytest.raises(SessionError, match="was changed by another program") as error:
        journal.append(answered("iteration.title", "just typed"))
    assert journal.path.read_bytes() == after
    (rescued,) = journal.path.parent.glob("*-rescued.jsonl")
    assert str(rescued) in error.value.hint
    assert [event.event for event in read(rescued).events] == ["started", "answered", "answered"]
    assert read(rescued).events[-1] == answered("iteration.title", "just typed")


def test_what_we_write_ourselves_is_not_another_program(journal: Journal) -> None:
    for number in range(3):
        journal.append(answered("iteration.title", str(number)))
    journal.close()
    with append_to(journal.path, NOW)[1] as again:
        again.append(answered("iteration.title", "x"), answered("goal.outcome", "y"))
        again.append(answered("iteration.title", "z"))
    assert len(read(journal.path).events) == 8


# Conflict copies


COPIES = ["linkstash-4 (conflicted copy).jsonl", "linkstash-4 (Kim's conflicted copy 2026).jsonl",
          "linkstash-4.sync-conflict-20261123-120000-ABC.jsonl", "linkstash-4 2.jsonl"]  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_service_is_brought_together_with_its_session(
    sh: Shell, half_done: str, name: str
) -> None:
    session = session_file(half_done)
    copy = session.with_name(name)
    copy.write_bytes(session.read_bytes())
    copy.chmod(0o600)
    assert sh("edit", half_done, "--set", "goal.outcome=here", "--set", "context.built=b").code == 0
    assert (
        sh("edit", str(copy), "--set", "goal.outcome=there", "--set", "tasks.1.hours=2").code == 0
    )
    listed = sh("list")
    assert f"The same session as linkstash-4: {copy.stem}" in listed.err
    assert f"{name} is the same session, continued elsewhere" in sh("doctor", half_done).out
    assert "it is the same session as linkstash-4" in sh("doctor", str(copy)).out
    mended = sh("doctor", "--repair", half_done)
    assert mended.code == 0
    assert "2 branches were merged, 1 question" in mended.out
    assert not copy.exists()
    facts = json.loads(sh("show", half_done, "--json").out)
    assert sorted(facts["contradictions"]["goal.outcome"]) == ["here", "there"]
    assert facts["answers"]["context"]["built"] == "b"
    assert facts["answers"]["tasks"][0]["hours"] == 2
    assert sh("doctor").code == 0


def test_a_copy_that_holds_nothing_new_adds_nothing(sh: Shell, half_done: str) -> None:
    session = session_file(half_done)
    before = session.read_bytes()
    copy = session.with_name("linkstash-4 2.jsonl")
    copy.write_bytes(b"".join(before.splitlines(keepends=True)[:3]))
    copy.chmod(0o600)
    assert sh("doctor", "--repair", half_done).code == 0
    assert session.read_bytes() == before
    assert not copy.exists()


def test_a_copy_that_somebody_asked_for_is_a_session_of_its_own(sh: Shell, half_done: str) -> None:
    assert sh("copy", half_done).code == 0
    assert "The same session" not in sh("list").err
    assert sh("doctor").code == 0


# Folders of sessions in a repository


def test_a_folder_in_a_repository_gets_what_git_needs_to_know(project: Path) -> None:
    folder = project / "plans"
    Store(folder).create("linkstash-3", started()).close()
    assert {name: (folder / name).read_text() for name in FILES} == FILES
    assert "*.jsonl -text merge=union" in (folder / ".gitattributes").read_text().splitlines()


def test_files_that_are_there_are_left_as_they_are(project: Path) -> None:
    (project / ".gitignore").write_text("mine\n")
    prepare(project)
    prepare(project)
    assert (project / ".gitignore").read_text() == "mine\n"
    assert missing(True, [".gitignore"]) == {".gitattributes": FILES[".gitattributes"]}


def test_a_folder_outside_of_repositories_gets_nothing(home: Path) -> None:
    prepare(home)
    assert not is_in_repository(home)
    assert [*home.iterdir()] == []


def test_git_adds_sessions_and_no_locks(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=root, env=env, check=True, text=True,
                              capture_output=True).stdout  # fmt: skip

    git("init", "-q")
    Store(root / "plans").create("linkstash-3", started()).close()
    with hold(root / "plans" / "linkstash-3.jsonl", NOW + timedelta(1)):
        git("add", "-A")
    added = git("diff", "--cached", "--name-only").split()
    assert added == ["plans/.gitattributes", "plans/.gitignore", "plans/linkstash-3.jsonl"]
    assert "merge: union" in git("check-attr", "merge", "plans/linkstash-3.jsonl")


def test_the_root_of_a_repository_gets_no_files_of_ours(sh: Shell, project: Path) -> None:
    own = project / ".interview"
    own.mkdir()
    (own / "config.toml").write_text('sessions = "."\n')
    assert sh("start", "--set", "iteration.number=3", "--no-input").code == 0
    assert not [path for path in project.glob(".git*") if path.name != ".git"]
