"""A session file that is being written: events are on the disk before anything else is asked."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from interview.chain import write_line
from interview.errors import NotKeptError, SessionError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from interview.lock import Held
    from interview.session import Event


SUFFIX = ".jsonl"
"""What the name of a session file ends in."""


@dataclass(eq=False, repr=False)
class Journal:
    """A session file that is being written; as a context it is let go at the end.

    held: the lock on it.
    """

    path: Path
    held: Held
    _file: int = field(repr=False)
    _check: str = ""
    _whole: int | None = None
    """Bytes of the file that are whole lines, while there are others behind them."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The name of the session."""
        return self.path.stem

    def append(self, *events: Event) -> None:
        """Put events on the disk, all or none; when that fails, leave the file as it was.

        Raise NotKeptError when they cannot be written, SessionError when the file is not there
        any more.
        """
        data, check = _lines(events, self._check)
        self._is_still_there()
        try:
            self._cut_off()
            self._whole = os.fstat(self._file).st_size
            _write_all(self._file, data)
            os.fsync(self._file)
            self._whole = None
        except OSError as failed:
            with suppress(OSError):  # then it is tried again before the next line
                self._cut_off()
            raise NotKeptError(
                f"the last answer could not be kept in {self.path}: {reason(failed)}",
                "Everything before it is safe. Make room and resume.",
            ) from None
        self._check = check

    def _cut_off(self) -> None:
        """Take away what was written of lines that could not be kept; raise OSError."""
        if self._whole is not None:
            os.ftruncate(self._file, self._whole)
            self._whole = None

    def _is_still_there(self) -> None:
        """Raise SessionError when the file was removed or another took its place."""
        try:
            there = os.path.samestat(os.fstat(self._file), self.path.stat())
        except OSError:
            there = False
        if not there:
            rescued = self._rescue()
            raise SessionError(
                f"{self.path} was removed or replaced while it was open",
                f"All answers until then are in {rescued}; resume that.",
            )

    def _rescue(self) -> Path:
        """Write what the open file holds into a new one."""
        path = free_name(self.path.with_name(f"{self.path.stem}-rescued{self.path.suffix}"))
        os.lseek(self._file, 0, os.SEEK_SET)
        chunks = iter(lambda: os.read(self._file, 1_000_000), b"")
        write_new(path, chunks)
        return path

    def close(self) -> None:
        """Let the file go; raise SessionError when the system reports a failure at the last."""
        try:
            os.close(self._file)
        except OSError as failed:
            raise SessionError(
                f"{self.path} could not be closed: {reason(failed)}",
                "Every answer was on the disk before; `interview doctor` looks at the file.",
            ) from None
        finally:
            self.held.release()


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a private file that did not exist and see it safely on the disk; raise OSError."""
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def free_name(path: Path) -> Path:
    """Return a path that no file has: this one, or with a number behind it.

    The suffix of a session file stays its suffix.
    """
    suffix = SUFFIX if path.suffix == SUFFIX else ""
    place, number = path, 1
    while place.exists():
        number += 1
        place = path.with_name(f"{path.name.removesuffix(suffix)}-{number}{suffix}")
    return place


def reason(failed: OSError) -> str:
    """Say in a few words why the system refused."""
    if failed.errno == errno.ENOSPC:
        return "the disk is full"
    return failed.strerror or str(failed)


def _lines(events: Iterable[Event], check: str) -> tuple[bytes, str]:
    lines = []
    for event in events:
        line, check = write_line(event, check)
        lines.append(line)
    return b"".join(lines), check


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]
