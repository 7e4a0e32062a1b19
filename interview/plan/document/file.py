"""Writes documents: beside their place first, and never over what somebody changed by hand."""

from __future__ import annotations

import os
import stat
from difflib import unified_diff
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import InterviewError
from interview.files import door
from interview.files.pipes import write_through
from interview.files.places import linked
from interview.files.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

LARGEST = 1 << 28
"""Bytes of a document that is compared with what would be written."""

SHOWN = 40
"""Lines of a difference that are shown."""


class ChangedByHandError(InterviewError):
    """A document is not what was written last; `difference` says how."""

    several_lines = True

    def __init__(self, path: Path, difference: str) -> None:
        super().__init__(
            f"{path} was changed since interview wrote it, or is another file:\n{difference}",
            "Use -o to write another file, or --force to overwrite this one.",
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
    *,
    force: bool = False,
    folders: bool = False,
    within: Path | None = None,
    before: Callable[[Written], object] = lambda _: None,
) -> Written:
    """Write a document whole or not at all; it keeps the permissions that it has.

    A link at its end is followed and stays.

    Args:
        path: Where.
        text: What it says.
        ours: The sha256 of what was written there before; anything else there is kept.
        force: Whether to overwrite that, and a document that is read-only.
        folders: Whether to make folders that are missing.
        within: The project that a link has to stay in, and below which no folder is a link; None
            where a person named the path.
        before: Called when the text is safely on the disk, and not yet in its place.

    Raises:
        ChangedByHandError: The document was changed since.
        InterviewError: It cannot be written.
    """
    written = Written(path, sha256(text.encode()).hexdigest())
    target = linked(path, within)
    try:
        seen = door.status(target)
        if seen is not None:
            _check_kind(target, seen)
            if not force:
                _check(target, text, {*ours, written.sha256})
        if folders:
            door.make_folder(target.parent, within=within)
        door.replace(target, [text.encode()], seen, before=lambda: before(written))
    except OSError as error:
        raise InterviewError(
            f"cannot write the document {path}: {error.strerror}",
            "Use -o to write another file. Your answers are saved.",
        ) from None
    return written


def write_stream(path: Path, text: str) -> None:
    """Write a document to a pipe or a device; raise InterviewError when that fails."""
    try:
        write_through(path, text.encode())
    except OSError as error:
        raise InterviewError(
            f"cannot write {path}: {error.strerror}", "Use -o to write another file."
        ) from None


def _check_kind(path: Path, seen: os.stat_result) -> None:
    """Raise InterviewError where there is a folder, or something that is no document."""
    if not stat.S_ISREG(seen.st_mode):
        what = "a folder" if stat.S_ISDIR(seen.st_mode) else "not a regular file"
        raise InterviewError(f"{path} is {what}", "Use -o to write another file.")


def _check(path: Path, text: str, ours: Collection[str]) -> None:
    content = read_regular(path, LARGEST)
    if sha256(content).hexdigest() not in ours:
        raise ChangedByHandError(path, _difference(content.decode(errors="replace"), text))
    if not os.access(path, os.W_OK) or not path.stat().st_mode & stat.S_IWUSR:
        raise InterviewError(
            f"the document {path} is read-only", "Make it writable, or use --force."
        )


def _difference(content: str, new: str) -> str:
    sides = content.splitlines(), new.splitlines()
    lines = list(unified_diff(*sides, "there now", "would be written", lineterm=""))
    more = [f"… and {len(lines) - SHOWN} more lines"] if len(lines) > SHOWN else []
    return "\n".join(lines[:SHOWN] + more)
