"""Pipes and devices: what is written there goes on to somebody else.

They are opened and written, never read, emptied or replaced.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from interview.files.drafts import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator


def is_stream(path: Path) -> bool:
    """Whether a path leads to a pipe, a device or a descriptor of this process.

    What is written there goes on to somebody else: `/dev/stdout`, `>(command)`, a named pipe.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    special = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode)
    return special or any(_DESCRIPTOR.fullmatch(str(step)) for step in _steps(path))


_DESCRIPTOR = re.compile(r"/dev/(?:stdout|stderr|fd/\d+)|/proc/(?:self|\d+)(?:/task/\d+)?/fd/\d+")

_MOST_LINKS = 40
"""Links in a row that are followed; Linux follows as many."""


def _steps(path: Path) -> Iterator[Path]:
    """Yield a path that exists, and what each link on its end leads to."""
    for _ in range(_MOST_LINKS):
        path = Path(os.path.realpath(path.parent), path.name)
        yield path
        if not path.is_symlink():
            return
        path = path.parent / path.readlink()


def write_through(path: Path, data: bytes) -> None:
    """Write to a pipe or a device, as a shell's `>>` does; wait for a reader where one is needed.

    It is not read, created, emptied or replaced.
    """
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def nowhere() -> TextIO:
    """Return a stream for text that nobody reads."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as we run


def silence(stream: int) -> None:
    """Let what is written to a descriptor from now on go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)
