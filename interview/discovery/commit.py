"""Which commit a plan is made against."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.text.cleaning import one_line

if TYPE_CHECKING:
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
