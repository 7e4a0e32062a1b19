"""The commit that a plan is made against."""

from __future__ import annotations

from pathlib import Path

from interview.discovery.commit import find_commit
from interview.discovery.repository import Repository
from tests.discovery.test_repository import git


def test_without_a_repository_there_is_none(tmp_path: Path) -> None:
    assert find_commit(Repository(tmp_path)) is None


def test_before_the_first_commit_there_is_none(tmp_path: Path) -> None:
    git(tmp_path, "init")
    assert find_commit(Repository(tmp_path)) is None


def test_branch_and_short_commit_are_told(tmp_path: Path) -> None:
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "x")
    commit = find_commit(Repository(tmp_path))
    assert commit
    assert commit.branch == "main"
    assert 4 <= len(commit.commit) <= 12
    assert str(commit) == f"main at {commit.commit}"


def test_a_commit_without_a_branch_is_told_alone(tmp_path: Path) -> None:
    git(tmp_path, "init")
    git(tmp_path, "commit", "--allow-empty", "-m", "x")
    git(tmp_path, "checkout", "--detach")
    commit = find_commit(Repository(tmp_path))
    assert commit
    assert str(commit) == commit.commit
