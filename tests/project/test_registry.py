from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from interview.project.registry import NOTE, Registry, main_path, note_once
from tests.discovery.test_repository import git
from tests.shell import Shell


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    (tmp_path / "sessions").mkdir()
    return Registry(tmp_path / "sessions")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return made(tmp_path / "stash")


def made(folder: Path) -> Path:
    """Return a repository with a commit that no other has."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q")
    (folder / "name").write_text(str(folder.stat().st_ino))
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def known(registry: Registry, root: Path) -> Path:
    """Return the folder of a project's sessions, in which there are some."""
    folder = registry.home(root, "linkstash").folder
    folder.mkdir()
    note_once(folder, root)
    return folder


@pytest.mark.parametrize(
    ("old", "new"),
    [("work", "renamed"), ("work/stash", "renamed/stash"), ("work/a/b", "renamed/a/b")],
)
def test_a_moved_project_keeps_its_sessions_and_that_is_told_once(
    registry: Registry, tmp_path: Path, old: str, new: str
) -> None:
    root = made(tmp_path / old)
    folder = known(registry, root)
    (tmp_path / "work").rename(tmp_path / "renamed")
    home = registry.home(tmp_path / new, "another")
    assert home == (folder, f"These are the sessions of {root}, which was moved.")
    assert registry.home(tmp_path / new, "another") == (folder, "")


def test_a_project_keeps_its_sessions_when_its_name_changes(
    registry: Registry, repository: Path
) -> None:
    folder = known(registry, repository)
    assert registry.home(repository, "another").folder == folder


def test_a_new_project_where_another_was_has_sessions_of_its_own(
    registry: Registry, repository: Path, tmp_path: Path
) -> None:
    folder = known(registry, repository)
    moved = repository.rename(tmp_path / "moved")
    assert registry.home(moved, "linkstash").folder == folder
    again = made(tmp_path / "stash")
    home = registry.home(again, "linkstash")
    assert home == (folder.with_name(f"{folder.name}-2"), "")


def test_a_copy_has_sessions_of_its_own_and_a_hint(
    registry: Registry, repository: Path, tmp_path: Path
) -> None:
    folder = known(registry, repository)
    git(tmp_path, "clone", "-q", str(repository), "fork")
    home = registry.home(tmp_path / "fork", "linkstash")
    assert home.folder != folder
    hint = f"The sessions of {repository} may be meant: `interview list --all`."
    assert home.remark == hint


def test_a_shallow_copy_is_not_taken_for_the_project(
    registry: Registry, repository: Path, tmp_path: Path
) -> None:
    folder = known(registry, repository)
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    repository.rename(tmp_path / "aside")
    assert registry.home(tmp_path / "shallow", "linkstash").folder != folder


def test_a_linked_worktree_has_the_sessions_of_its_project(
    registry: Registry, repository: Path, tmp_path: Path
) -> None:
    folder = known(registry, repository)
    git(repository, "worktree", "add", "-q", str(tmp_path / "branch"))
    assert registry.home(tmp_path / "branch", "linkstash") == (folder, "")
    assert main_path(tmp_path / "branch" / "package") == repository / "package"


def test_a_worktree_that_its_repository_does_not_know_is_a_project_of_its_own(
    repository: Path, tmp_path: Path
) -> None:
    git(repository, "worktree", "add", "-q", str(tmp_path / "branch"))
    strange = tmp_path / "archive"
    strange.mkdir()
    (strange / ".git").write_bytes((tmp_path / "branch" / ".git").read_bytes())
    assert main_path(strange) == strange


@pytest.mark.parametrize("text", ["", "gitdir: ", "gitdir: ../nowhere", "\0", "gitdir: a\nb"])
def test_a_git_file_that_means_nothing_changes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / ".git").write_text(text)
    assert main_path(tmp_path) == tmp_path


def _nothing(_: Path) -> None:
    """Leave a folder without a note, as earlier versions made them."""


def _torn(folder: Path) -> None:
    (folder / NOTE).write_text('{"path": "/')


def _strange(folder: Path) -> None:
    (folder / NOTE).write_text(json.dumps({"path": 3, "inode": None}))


@pytest.mark.parametrize("write", [_nothing, _torn, _strange])
def test_a_folder_without_a_note_belongs_to_the_path_of_its_name(
    registry: Registry, repository: Path, write: Callable[[Path], None]
) -> None:
    folder = registry.home(repository, "linkstash").folder
    folder.mkdir()
    write(folder)
    assert registry.home(repository, "linkstash") == (folder, "")


def test_without_a_history_a_renamed_folder_gets_a_hint_where_its_creation_is_unknown(
    registry: Registry, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    folder = known(registry, plain)
    renamed = plain.rename(tmp_path / "renamed")
    home = registry.home(renamed, "linkstash")
    assert (home.folder == folder) == hasattr(renamed.stat(), "st_birthtime")
    assert str(plain) in home.remark


def test_sessions_of_other_projects_are_listed_and_shown(
    sh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("alpha", "beta"):
        monkeypatch.chdir(made(tmp_path / name))
        assert sh("start", "--set", "iteration.number=7", "--no-input").code == 0
    assert "alpha-7" not in sh("list").out
    listed = sh("list", "--all").out
    assert listed.startswith("Project")
    assert "alpha-7" in listed
    assert "beta-7" in listed
    assert sh("show", "alpha-7").out.startswith("alpha-7: ")
    assert sh("edit", "alpha-7", "--set", "iteration.number=8").code == 3
