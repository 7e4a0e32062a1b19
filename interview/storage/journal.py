"""A session file that is being written: events are on the disk before anything else is asked."""

from __future__ import annotations

import errno
import os
import shlex
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Self

from interview.errors import NotKeptError, SessionError
from interview.files import door
from interview.storage.lines import write_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from interview.files.growing import AppendOnlyFile
    from interview.session.events import Event
    from interview.storage.lock import Held


SUFFIX = ".jsonl"
"""What the name of a session file ends in."""

_TAIL = 4_096
"""Bytes at the end of a file by which the file is recognised."""


@dataclass(eq=False, repr=False)
class Journal:
    """A session file that is being written; as a context it is let go at the end.

    Attributes:
        held: The lock on it.
        refuges: Folders that take what it holds when its own is gone.
    """

    path: Path
    held: Held
    _file: AppendOnlyFile = field(repr=False)
    _check: str = ""
    _opening: bytes = b""
    """What the file lacks before the next line: see `store.Reading`."""
    refuges: Sequence[Path] = ()
    _content: bytearray = field(default_factory=bytearray, repr=False)
    """What was in the file when it was opened, and all that was written since."""
    _whole: int | None = None
    """Bytes of the file that are whole lines, while there are others behind them."""

    def __post_init__(self) -> None:
        self._content += self._file.read()

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

        Raises:
            NotKeptError: If they cannot be written.
            SessionError: If the file is not there any more: all that it held, and the events, are
                in another file then.
        """
        lines, checks = write_lines(events, self._check)
        data = self._opening + lines
        self._look_at_place(data)
        if self._whole is None and not self._is_as_it_was_left:
            raise self._rescued("was changed by another program", data)
        try:
            self._cut_off()
            self._whole = self._file.size
            self._file.append(data)
            self._whole = None
        except OSError as error:
            with suppress(OSError):  # the write is tried again before the next line
                self._cut_off()
            raise NotKeptError(
                f"cannot save the last answer in {self.path}: {reason(error)}",
                "All earlier answers are saved. Free some disk space, then resume.",
            ) from None
        self._opening = b""
        self._content += data
        for event, self._check in zip(events, checks, strict=True):
            event.prove(self._check)

    def confirm(self) -> None:
        """Raise SessionError, as `append` does, when the file is not where it was any more."""
        self._look_at_place(b"")

    def _look_at_place(self, data: bytes) -> None:
        if not self._file.is_in_place:
            raise self._rescued("was moved, removed or replaced", data)

    def _cut_off(self) -> None:
        """Take away what was written of lines that could not be kept; raise OSError."""
        if self._whole is not None:
            self._file.cut(self._whole)
            self._whole = None

    @property
    def _is_as_it_was_left(self) -> bool:
        """Whether no other program wrote into the file, or cut it off."""
        end = bytes(self._content[-_TAIL:])
        return self._file.size == len(self._content) and self._file.end(_TAIL) == end

    def begin_with(self, lines: bytes, check: str) -> None:
        """Let the next write begin with lines that stand for themselves; the last has a check."""
        self._opening += lines
        self._check = check

    def _rescued(self, what: str, data: bytes) -> SessionError:
        """Write all that was kept, and lines behind it, elsewhere; return what to tell.

        Args:
            what: Became of the file.
        """
        what = f"{self.path} {what} while it was open"
        last: OSError | None = None
        for folder in (self.path.parent, *self.refuges, Path(tempfile.gettempdir())):
            try:
                if folder != self.path.parent:
                    door.make_folder(folder, 0o700)
                path = create_free(
                    folder / f"{self.path.stem}-rescued{SUFFIX}",
                    lambda: [bytes(self._content), data],
                )
            except OSError as error:
                last = error
            else:
                return SessionError(
                    f"{what}. Everything, including the last answer, was saved in {path}",
                    f"To continue: interview resume {shlex.quote(str(path))}",
                )
        why = reason(last) if last else "there is no folder"
        return NotKeptError(
            f"{what}, and the answers could not be saved elsewhere: {why}",
            "Copy what is on the screen before you close the terminal.",
        )

    def close(self) -> None:
        """Let the file go; raise SessionError when the system reports a failure at the last."""
        try:
            self._file.close()
        except OSError as error:
            raise SessionError(
                f"cannot close {self.path}: {reason(error)}",
                "Your answers were already on disk; `interview doctor` checks the file.",
            ) from None
        finally:
            self.held.release()


def create_free(path: Path, chunks: Callable[[], Iterable[bytes]]) -> Path:
    """Write a private file of a name that no file has, and return its path.

    Args:
        chunks: Returns what it holds, anew each time a name is found to be taken. Raise OSError.
    """
    for place in free_names(path):
        # Usually enough; `create` notices a name that is taken meanwhile
        if os.path.lexists(place):
            continue
        with suppress(FileExistsError):
            door.create(place, chunks())
            return place
    raise AssertionError("there is always another number")


def free_names(path: Path) -> Iterator[Path]:
    """Yield the paths that a file can have instead of one that is taken: itself, then numbered.

    The suffix of a session file stays its suffix.
    """
    suffix = SUFFIX if path.suffix == SUFFIX else ""
    yield path
    for number in count(2):
        yield path.with_name(f"{path.name.removesuffix(suffix)}-{number}{suffix}")


def reason(failed: OSError) -> str:
    """Say in a few words why the system refused."""
    if failed.errno == errno.ENOSPC:
        return "the disk is full"
    if failed.errno == errno.ELOOP:
        return "it is a symbolic link; links are not followed"
    return failed.strerror or str(failed)
