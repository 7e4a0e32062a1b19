"""Drafts: files under random names, until they take their places.

A draft is locked as long as its process lives, so that what a killed process left is known for it.
"""

from __future__ import annotations

import os
import re
import secrets
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows locks by other means; drafts of a killed process stay there
    flock = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PRIVATE = 0o600
"""The mode of files that are nobody else's business."""

SHARED = 0o666
"""The mode of files for everybody that the user's umask lets in."""

OPENING = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # opening a pipe of that name must not block
    | getattr(os, "O_NOCTTY", 0)
)
"""How every file is opened that this program writes, besides for what."""

_NAME = re.compile(r"\.interview-[0-9a-f]{16}\.tmp")


@contextmanager
def draft(
    folder: Path, chunks: Iterable[bytes], mode: int | None, like: os.stat_result | None = None
) -> Iterator[Path]:
    """Write a file under a random name and yield it; it is gone afterwards, unless it was moved."""
    remove_abandoned(folder)
    path, descriptor = _new_draft(folder, PRIVATE if like else SHARED if mode is None else mode)
    try:
        for chunk in chunks:
            write_all(descriptor, chunk)
        if like:
            _take_over(descriptor, like, stat.S_IMODE(like.st_mode) if mode is None else mode)
        os.fsync(descriptor)
        yield path
    finally:
        # Removed before it is unlocked: while it is locked, no process takes it for an abandoned
        # draft.
        discard(path)
        os.close(descriptor)


def _new_draft(folder: Path, mode: int) -> tuple[Path, int]:
    """Create a draft that is locked, which says that its process lives."""
    while True:
        path = folder / f".interview-{secrets.token_hex(8)}.tmp"
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | OPENING, mode)
        if flock is None:
            return path, descriptor
        # The file system has no locks, so no process can take it for an abandoned draft
        with suppress(OSError):
            flock(descriptor, LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)  # another process took it for an abandoned draft first


def _take_over(descriptor: int, like: os.stat_result, mode: int) -> None:
    """Give a file the owner of another one, as far as that is allowed, and permissions."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode & 0o777)


def remove_abandoned(folder: Path) -> None:
    """Remove what processes left in a folder that were killed while they wrote there."""
    if flock is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_if_abandoned(folder / entry.name)


def _remove_if_abandoned(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | OPENING)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode) and status.st_uid == os.getuid():
            flock(descriptor, LOCK_EX | LOCK_NB)
            discard(path)
    finally:
        os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write all bytes, in as many system calls as that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def discard(path: Path) -> None:
    """Remove a file or a link that nobody misses, where there is one; it is not synced."""
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(path)  # noqa: PTH108 - tests stop this module at its calls of `os`
