"""Session files: one journal of events per session, appended and never rewritten.

A session file is JSON Lines: each line is one event, the first says what the file is. `session`
has the events, `chain` the lines, `journal` writes them.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interview.chain import Line, lines_of
from interview.errors import SessionError, did_you_mean
from interview.journal import SUFFIX, Journal, reason
from interview.lock import hold
from interview.session import SCHEMA, Event, Started

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class Reading(NamedTuple):
    """What a session file says, and what is to be said about it.

    torn: bytes of a last line whose writing was cut off; it was never accepted. check: that of the
    last line, on which the next one builds.
    """

    path: Path
    events: tuple[Event, ...]
    torn: bytes = b""
    check: str = ""

    @property
    def name(self) -> str:
        """The name of the session."""
        return self.path.stem

    @property
    def started(self) -> Started:
        """What the session is."""
        first = self.events[0]
        assert isinstance(first, Started)  # noqa: S101 - `read` let no other file through
        return first

    @property
    def warnings(self) -> list[str]:
        """What a person should know about the file."""
        unknown = sorted({one.event for one in self.events if type(one).__name__ == "Unknown"})
        cut = f"the last line of {self.path} was cut off while it was written and is set aside"
        newer = f"{self.path} has events of a newer version, kept but not understood: "
        return [cut] * bool(self.torn) + [newer + ", ".join(unknown)] * bool(unknown)


@dataclass(eq=False, repr=False)
class Store:
    """The session files of one folder."""

    folder: Path

    @property
    def trash(self) -> Store:
        """Where the sessions are that were removed."""
        return Store(self.folder / "trash")

    def names(self) -> list[str]:
        """Return the names of the sessions, the one that was written last first."""
        return [path.stem for path in sorted(self._paths(), key=_written, reverse=True)]

    def _paths(self) -> Iterable[Path]:
        try:
            return [path for path in self.folder.iterdir() if path.suffix == SUFFIX]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as failed:
            raise SessionError(
                f"the sessions in {self.folder} cannot be listed: {reason(failed)}",
                "Allow reading that folder, or name another with --sessions-dir.",
            ) from None

    def find(self, session: str) -> Path:
        """Return the file of a session that is given as a name, a unique part of one, or a path.

        Raise SessionError when there is none, or more than one.
        """
        if os.sep in session or session.endswith(SUFFIX):
            if (path := Path(session)).is_file():
                return path
            raise SessionError(f"there is no session file {session}", "`interview list` shows all.")
        if (path := self.folder / (session + SUFFIX)).is_file():
            return path
        names = self.names()
        found = [name for name in names if session in name]
        if len(found) == 1:
            return self.folder / (found[0] + SUFFIX)
        if found:
            raise SessionError(
                f"'{session}' could be {', '.join(sorted(found))}", "Give more of the name."
            )
        raise SessionError(
            f"there is no session '{session}' in {self.folder}{did_you_mean(session, names)}",
            "`interview list` shows those that exist.",
        )

    def create(self, name: str, started: Started) -> Journal:
        """Begin a session file; a number is put behind a name that is taken.

        Raise SessionError when it cannot be written.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            journal = self._create_unique(slug(name), started.at)
        except OSError as failed:
            raise SessionError(
                f"no session can be kept in {self.folder}: {reason(failed)}",
                "Allow writing there, or name another folder with --sessions-dir.",
            ) from None
        try:
            journal.append(started)
            _sync_folder(self.folder)
        except SessionError:
            journal.path.unlink(missing_ok=True)  # there is nothing in it
            journal.close()
            raise
        return journal

    def _create_unique(self, name: str, now: datetime) -> Journal:
        taken = 1
        while True:
            path = self.folder / f"{name}{f'-{taken}' if taken > 1 else ''}{SUFFIX}"
            try:
                flags = os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_RDWR
                file = os.open(path, flags, 0o600)
                return Journal(path, hold(path, now), file)
            except FileExistsError:
                taken += 1


def read(path: Path) -> Reading:
    """Read a session file; raise SessionError when it is missing, foreign, newer or damaged."""
    lines, torn = read_lines(path)
    events = [_event(path, line) for line in lines_of(lines)]
    if not events:
        raise SessionError(
            f"{path} holds no session" + (": its only line was cut off" if torn else ""),
            "Nothing was answered in it; remove it and start again.",
        )
    return Reading(path, tuple(event for event, _ in events), torn, events[-1][1])


def read_lines(path: Path) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a session file, and the torn one at its end, if there is one.

    Raise SessionError when it cannot be read.
    """
    try:
        *lines, torn = path.read_bytes().split(b"\n")
    except OSError as failed:
        raise SessionError(
            f"the session {path} cannot be read: {reason(failed)}",
            "`interview list` shows the sessions that exist.",
        ) from None
    return lines, torn


def _event(path: Path, line: Line) -> tuple[Event, str]:
    """Return the event of a line and its check; raise SessionError when something is wrong."""
    event = line.event
    if line.number == 1 and not isinstance(event, Started):
        why = line.wrong or "its first line is not 'started'"
        raise SessionError(f"{path} is not a session file: {why}",
                           "`interview doctor` says what can be done about it.")  # fmt: skip
    if isinstance(event, Started) and event.schema_version > SCHEMA:
        raise SessionError(
            f"{path} was written by a newer version (session format {event.schema_version}, "
            f"this one knows {SCHEMA})",
            "Install a newer interview; nothing was changed.",
        )
    if event is None or line.wrong:
        raise SessionError(
            f"line {line.number} of {path} is damaged ({line.wrong}); the {line.number - 1} lines "
            "before it can be read",
            f"`interview doctor --repair {path.stem}` sets it aside and keeps the original.",
        )
    return event, line.check


def append_to(path: Path, now: datetime) -> tuple[Reading, Journal]:
    """Open a session file for going on, and read it; a torn last line is put into a file beside it.

    Raise SessionError when another process holds it, or it cannot be read or written.
    """
    try:
        held = hold(path, now)
        try:
            # Only who holds the session knows that nobody writes it while it is read.
            reading = read(path)
            if reading.torn:
                _set_aside(reading)
            file = os.open(path, os.O_APPEND | os.O_RDWR)
        except BaseException:
            held.release()
            raise
        return reading, Journal(path, held, file, reading.check)
    except OSError as failed:
        raise SessionError(
            f"the session {path} cannot be written: {reason(failed)}",
            "Allow writing it, or copy it into a folder of yours and resume that.",
        ) from None


def _set_aside(reading: Reading) -> None:
    path = reading.path
    beside = path.with_name(f"{path.name}.torn")
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "wb") as file:
        file.write(reading.torn + b"\n")
        file.flush()
        os.fsync(file.fileno())
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - len(reading.torn))
        os.fsync(file.fileno())


def slug(name: str) -> str:
    """Return a name of lower-case letters, digits and dashes that any file system takes."""
    short = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return short or "session"


def _sync_folder(folder: Path) -> None:
    """Make a new file's name last; systems that cannot open a folder do that by themselves."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
