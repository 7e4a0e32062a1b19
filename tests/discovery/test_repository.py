"""The files of a project, and the bounds of reading them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from interview.discovery.repository import LARGEST, Note, Repository


def git(folder: Path, *arguments: str) -> None:
    author = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "init.defaultBranch=main",
    ]
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.py").write_text("a\n")
    (folder / "README.md").write_text("# Read\r\nme\r\n", newline="")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "x.js").write_text("x")
    return folder


def test_git_says_which_files_there_are(folder: Path) -> None:
    git(folder, "init")
    (folder / ".gitignore").write_text("node_modules\n*.log\n")
    (folder / "x.log").write_text("")
    git(folder, "add", "src")
    (folder / "new.py").write_text("")
    repository = Repository(folder)
    assert repository.files == (".gitignore", "README.md", "new.py", "src/a.py")
    assert repository.tracked == {"src/a.py"}


def test_without_git_the_folder_is_walked(folder: Path) -> None:
    repository = Repository(folder)
    assert repository.files == ("README.md", "src/a.py")
    assert repository.tracked == frozenset()


def test_a_folder_that_may_not_be_looked_into_is_noted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def guarded(place: str) -> object:
        if str(place).endswith("src"):
            raise PermissionError(13, "Permission denied", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", guarded)
    repository = Repository(folder)
    assert repository.files == ("README.md",)
    assert repository.notes == [Note("src", "Permission denied")]


def test_without_a_git_program_the_folder_is_walked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(folder, "init")
    monkeypatch.setenv("PATH", "")
    assert Repository(folder).files == ("README.md", "src/a.py")


def test_names_of_any_kind_are_listed(folder: Path) -> None:
    git(folder, "init")
    names = ['with "quotes".md', "żółw.md", "new\nline.md"]
    for name in names:
        (folder / name).write_text("")
    assert set(names) <= set(Repository(folder).files)


def test_text_is_read_with_plain_line_ends(folder: Path) -> None:
    assert Repository(folder).read("README.md") == "# Read\nme\n"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("large", f"it is larger than {LARGEST >> 20} MiB"),
        ("binary", "it is binary"),
        ("latin", "it is not UTF-8 text"),
        ("src", "it is a folder, not a regular file"),
        ("nowhere", "No such file or directory"),
        ("broken", "No such file or directory"),
        ("out", "a link that leads out of the project was not followed"),
        ("../secret", "a link that leads out of the project was not followed"),
    ],
)
def test_what_cannot_be_read_is_noted_in_one_line(folder: Path, path: str, why: str) -> None:
    (folder.parent / "secret").write_text("secret")
    (folder / "large").write_bytes(b"a" * (LARGEST + 1))
    (folder / "binary").write_bytes(b"a\0b")
    (folder / "latin").write_bytes(b"\xe9t\xe9")
    (folder / "broken").symlink_to("gone")
    (folder / "out").symlink_to("../secret")
    repository = Repository(folder)
    assert repository.read(path) is None
    assert repository.notes == [Note(path, why)]


def test_a_circle_of_links_is_noted(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    repository = Repository(folder)
    assert repository.read("a") is None
    assert len(repository.notes) == 1


def test_a_link_inside_the_project_is_read(folder: Path) -> None:
    (folder / "link.py").symlink_to("src/a.py")
    assert Repository(folder).read("link.py") == "a\n"


@pytest.mark.skipif(os.name != "posix", reason="the hook is a shell script")
def test_a_repository_cannot_make_git_run_its_programs(folder: Path) -> None:
    git(folder, "init")
    hook = folder / "hook.sh"
    hook.write_text(f"#!/bin/sh\ntouch {folder.parent}/ran\n")
    hook.chmod(0o755)
    git(folder, "config", "core.fsmonitor", str(hook))
    Repository(folder).git("status", "--porcelain")
    assert Repository(folder).files
    assert not (folder.parent / "ran").exists()


def test_files_are_found_by_name_the_nearest_first(folder: Path) -> None:
    (folder / "src" / "readme.md").write_text("")
    assert list(Repository(folder).named("README.md")) == ["README.md", "src/readme.md"]


def test_a_worktree_is_a_repository_too(folder: Path) -> None:
    git(folder, "init")
    git(folder, "add", "src")
    git(folder, "commit", "-m", "x")
    git(folder, "worktree", "add", "../tree")
    assert Repository(folder.parent / "tree").files == ("src/a.py",)
