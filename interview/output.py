"""Writes documents: beside their place first, and never over what somebody changed by hand."""

from __future__ import annotations

import os
from difflib import unified_diff
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import InterviewError

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SHOWN = 40
"""Lines of a difference that are shown."""


class ChangedByHandError(InterviewError):
    """A document is not what was written last; `difference` says how."""

    def __init__(self, path: Path, difference: str) -> None:
        super().__init__(
            f"{path} was changed since it was written, or is not ours:\n{difference}",
            "Give another file with -o, or --force to overwrite it.",
        )
        self.difference = difference


class Written(NamedTuple):
    """A document on the disk."""

    path: Path
    sha256: str


def write_document(
    path: Path,
    text: str,
    ours: Collection[str] = (),
    force: bool = False,
    folders: bool = False,
) -> Written:
    """Write a document whole or not at all.

    ours: the sha256 of what was written there before; anything else there is kept unless `force`.
    folders: whether to make those that are missing.
    Raise ChangedByHandError, or InterviewError when it cannot be written.
    """
    digest = sha256(text.encode()).hexdigest()
    try:
        if not force:
            _check(path, text, {*ours, digest})
        if folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    except OSError as failed:
        raise InterviewError(
            f"the document {path} cannot be written: {failed.strerror}",
            "Give another file with -o; the session is safe.",
        ) from None
    return Written(path, digest)


def _check(path: Path, text: str, ours: Collection[str]) -> None:
    try:
        there = path.read_bytes()
    except FileNotFoundError:
        return
    if sha256(there).hexdigest() not in ours:
        raise ChangedByHandError(path, _difference(there.decode(errors="replace"), text))


def _difference(there: str, new: str) -> str:
    sides = there.splitlines(), new.splitlines()
    lines = list(unified_diff(*sides, "there now", "would be written", lineterm=""))
    more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    return "\n".join(lines[:SHOWN] + more)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
