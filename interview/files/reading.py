"""Reading files within bounds, whatever stands at their names.

A repository, or whoever prepares a folder, may put a pipe, a device or a file of many gigabytes
where a file of settings is expected. Such a thing is refused in a sentence; nothing waits for it.
"""

from __future__ import annotations

import errno
import os
import stat
from select import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 5.0
"""Seconds until a pipe is given up that nobody writes to."""

LONG_PATIENCE = 60.0
"""Seconds until a pipe is given up whose writer is there and says nothing."""

_OPENING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOCTTY", 0)
)


class TooLargeError(OSError):
    """A file is larger than what is read."""

    def __init__(self, path: Path, largest: int) -> None:
        super().__init__(errno.EFBIG, f"it is larger than {_size(largest)}", str(path))


class NotRegularError(OSError):
    """There is a folder, a pipe or a device where a file is expected."""

    def __init__(self, path: Path, mode: int) -> None:
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
        super().__init__(errno.EINVAL, f"it is {what}, not a regular file", str(path))


def read_regular(path: Path, largest: int) -> bytes:
    """Return what a regular file holds; links are followed.

    Args:
        path: The file.
        largest: Bytes that are too many by one.

    Raises:
        TooLargeError, NotRegularError, OSError: It cannot be read.
    """
    descriptor = _opened(path)
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise NotRegularError(path, mode)
        return _read(descriptor, path, largest)
    finally:
        os.close(descriptor)


def says_exactly(path: Path, data: bytes) -> bool:
    """Whether a regular file that is no link holds exactly this."""
    try:
        return not path.is_symlink() and read_regular(path, len(data)) == data
    except OSError:
        return False


def read_start(path: Path, size: int) -> bytes:
    """Return so many bytes of the beginning of a regular file, or all of them if there are fewer.

    Raises:
        NotRegularError, OSError: It cannot be read.
    """
    descriptor = _opened(path)
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise NotRegularError(path, mode)
        return os.read(descriptor, size)
    finally:
        os.close(descriptor)


def read_named(path: Path, largest: int) -> bytes:
    """Return what a file holds that a person named, which may be a pipe: `<(command)`.

    A pipe that nobody writes to is given up after five seconds.

    Raises:
        TooLargeError, NotRegularError, OSError: It cannot be read.
    """
    descriptor = _opened(path)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISFIFO(mode):
            return _read_pipe(descriptor, path, largest)
        if not stat.S_ISREG(mode) and not os.isatty(descriptor):
            raise NotRegularError(path, mode)
        return _read(descriptor, path, largest)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, _OPENING)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device without its hardware
            raise NotRegularError(path, 0) from None
        raise


def _read(descriptor: int, path: Path, largest: int) -> bytes:
    pieces: list[bytes] = []
    left = largest + 1
    while left and (piece := os.read(descriptor, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise TooLargeError(path, largest)
    return b"".join(pieces)


def _read_pipe(descriptor: int, path: Path, largest: int) -> bytes:
    """Return all that comes through a pipe, until those who write it have closed it."""
    pieces: list[bytes] = []
    size, idle = 0, 0.0
    while idle < LONG_PATIENCE:
        if not select([descriptor], [], [], PATIENCE)[0]:
            idle += PATIENCE
        try:
            piece = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            continue  # a writer has opened the pipe but has not written yet
        if not piece and idle:
            break
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size, idle = size + len(piece), 0.0
        if size > largest:
            raise TooLargeError(path, largest)
    raise OSError(errno.ETIMEDOUT, "nothing is written to this pipe", str(path))


def _size(count: int) -> str:
    for unit, length in (("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= length:
            return f"{count // length:,} {unit}"
    return f"{count:,} bytes"
