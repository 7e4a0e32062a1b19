"""Session files: one journal of events per session, appended and never rewritten.

A session file is JSON Lines: each line is one event, the first says what the file is. A line is
kept once it is on the disk, before anything else is asked; see `session` for the events.

Each line ends in a `check` over itself and the check of the line before, so that a line that was
removed, altered or put in between is noticed. A line without one is taken as it is: somebody wrote
it by hand, and the chain begins anew behind it.
"""

from __future__ import annotations

import errno
import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Self

from interview.errors import SessionError, did_you_mean
from interview.lock import Held, hold
from interview.session import SCHEMA, Event, Started, event_from

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

SUFFIX = ".jsonl"

_CHECK = re.compile(rb',"check":"([0-9a-f]{8})"\}\Z')


@dataclass(frozen=True)
class Reading:
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


@dataclass
class Journal:
    """A session file that is being written; as a context it is let go at the end.

    held: the lock on it.
    """

    path: Path
    held: Held
    _file: int = field(repr=False)
    _check: str = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def name(self) -> str:
        """The name of the session."""
        return self.path.stem

    def append(self, event: Event) -> None:
        """Put one event on the disk; when that fails, leave the file as it was.

        Raise SessionError when it cannot be written.
        """
        line, check = _line(event, self._check)
        self._is_still_there()
        length = os.fstat(self._file).st_size
        try:
            _write_all(self._file, line)
            os.fsync(self._file)
        except OSError as failed:
            with suppress(OSError):  # what cannot be cut off now is a torn line next time
                os.ftruncate(self._file, length)
            raise SessionError(
                f"the last answer could not be kept in {self.path}: {_reason(failed)}",
                "Everything before it is safe. Make room and resume.",
            ) from None
        self._check = check

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
        path = self.path.with_name(f"{self.path.stem}-rescued{SUFFIX}")
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        os.lseek(self._file, 0, os.SEEK_SET)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            while data := os.read(self._file, 1_000_000):
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return path

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)
        self.held.release()


@dataclass(frozen=True)
class Store:
    """The session files of one folder."""

    folder: Path

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
                f"the sessions in {self.folder} cannot be listed: {_reason(failed)}",
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
        names = self.names()
        found = [session] if session in names else [name for name in names if session in name]
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
                f"no session can be kept in {self.folder}: {_reason(failed)}",
                "Allow writing there, or name another folder with --sessions-dir.",
            ) from None
        journal.append(started)
        _sync_folder(self.folder)
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
    try:
        data = path.read_bytes()
    except OSError as failed:
        raise SessionError(
            f"the session {path} cannot be read: {_reason(failed)}",
            "`interview list` shows the sessions that exist.",
        ) from None
    *lines, torn = data.split(b"\n")
    events = []
    check = ""
    for number, line in enumerate(lines, 1):
        events.append(_event(path, number, line))
        check = _follow(path, number, line, check)
    if not events:
        raise SessionError(
            f"{path} holds no session" + (": its only line was cut off" if torn else ""),
            "Nothing was answered in it; remove it and start again.",
        )
    return Reading(path, tuple(events), torn, check)


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
            f"the session {path} cannot be written: {_reason(failed)}",
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


def _event(path: Path, number: int, line: bytes) -> Event:
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            raise ValueError("it is not an event")
        data.pop("check", None)
        event = event_from(data)
    except (ValueError, RecursionError) as wrong:
        why = str(wrong).splitlines()[0] if str(wrong) else "nested too deeply"
        raise _damage(path, number, why) from None
    if number == 1 and not isinstance(event, Started):
        raise SessionError(f"{path} is not a session file: its first line is not 'started'",
                           "Give the name of a session; `interview list` shows them.")  # fmt: skip
    if isinstance(event, Started) and event.schema_version > SCHEMA:
        raise SessionError(
            f"{path} was written by a newer version (session format {event.schema_version}, "
            f"this one knows {SCHEMA})",
            "Install a newer interview; nothing was changed.",
        )
    return event


def _line(event: Event, before: str) -> tuple[bytes, str]:
    """Return the line of an event, and its check; `before` is the check of the line before."""
    body = event.model_dump_json().encode()
    check = _checksum(body, before)
    return b'%b,"check":"%b"}\n' % (body[:-1], check.encode()), check


def _checksum(body: bytes, before: str) -> str:
    return sha256(before.encode() + body).hexdigest()[:8]


def _follow(path: Path, number: int, line: bytes, before: str) -> str:
    """Return the check of a line; raise SessionError when it does not follow from the line before.

    A line without a check was written by hand: nothing can be said about it.
    """
    found = _CHECK.search(line)
    if found is None:
        return ""
    check = found[1].decode()
    if check != _checksum(line[: found.start()] + b"}", before):
        raise _damage(path, number, "it, or a line before it, was altered, removed or put in")
    return check


def _damage(path: Path, number: int, why: str) -> SessionError:
    if number == 1:
        return SessionError(f"{path} is not a session file: {why}",
                            "Give the name of a session; `interview list` shows them.")  # fmt: skip
    return SessionError(
        f"line {number} of {path} is damaged ({why}); the {number - 1} lines before it can be read",
        "Mend or remove that line; nothing was changed.",
    )


def slug(name: str) -> str:
    """Return a name of lower-case letters, digits and dashes that any file system takes."""
    short = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return short or "session"


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


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


def _reason(failed: OSError) -> str:
    if failed.errno == errno.ENOSPC:
        return "the disk is full"
    return failed.strerror or str(failed)
