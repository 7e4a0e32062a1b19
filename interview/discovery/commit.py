"""Which commit a plan is made against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.git import GitError, ask
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from interview.discovery.repository import Repository


class Commit(NamedTuple):
    """A branch and its short commit; the branch is empty where none is checked out."""

    branch: str
    commit: str

    def __str__(self) -> str:
        return f"{self.branch} at {self.commit}" if self.branch else self.commit


def find_commit(repository: Repository) -> Commit | None:
    """Return what is checked out; None without a repository, or before its first commit."""
    commit = repository.git("rev-parse", "--short", "HEAD")
    if commit is None:
        return None
    branch = repository.git("symbolic-ref", "--short", "--quiet", "HEAD") or ""
    return Commit(one_line(branch), one_line(commit))


ROOTS_PATIENCE = 1.0
"""Seconds for finding the first commits: git walks through the whole history."""


def root_commits(root: Path) -> frozenset[str]:
    """Return the commits that a history began with.

    None without a repository, in a shallow clone, which does not know them, and where the history
    is too long to be walked through.
    """
    try:
        if ask(root, "rev-parse", "--is-shallow-repository").text.strip() != "false":
            return frozenset()
        answer = ask(root, "rev-list", "--max-parents=0", "HEAD", patience=ROOTS_PATIENCE)
    except GitError:
        return frozenset()
    return frozenset(answer.text.split())
