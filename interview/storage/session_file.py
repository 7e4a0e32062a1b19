"""A session file, read within bounds, and opened for going on.

A session file is JSON Lines: one journal of events, appended and never rewritten, whose first line
says what the file is. What is damaged is an error that names the line; a torn last line was never
accepted.
"""

from __future__ import annotations

import os
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import SessionError
from interview.files.growing import AppendOnlyFile
from interview.files.reading import read_regular, says_exactly
from interview.session.events import SCHEMA, Event, Merged, Started, Unknown
from interview.storage.journal import Journal, create_free, free_names, reason
from interview.storage.lines import JournalLine, lines_of, write_line
from interview.storage.lock import hold
from interview.storage.merge import summary, whole
from interview.storage.sharing import prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path


LARGEST = 1 << 25
"""Bytes of a session file; an answer has a million at most, and most have twenty."""


MOST_LINES = 100_000
"""Lines of a session file; a whole interview has some hundred."""


class SessionReading(NamedTuple):
    """What a session file says, and what is to be said about it.

    Attributes:
        torn: Bytes of a last line whose writing was cut off; it was never accepted.
        check: That of the last line, on which the next one builds.
        merged: Branches of the file that came together since it was written last.
        opening: What the next write begins with: that, and the end of a line that lacks it.
    """

    path: Path
    events: tuple[Event, ...]
    torn: bytes = b""
    check: str = ""
    merged: Merged | None = None
    opening: bytes = b""

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
        warnings = []
        if self.torn:
            warnings.append(
                f"the last line of {self.path} was cut off while it was being written, and was "
                "set aside"
            )
        if unknown := {event.event for event in self.events if isinstance(event, Unknown)}:
            names = ", ".join(sorted(unknown))
            warnings.append(
                f"{self.path} has events of a newer version, which are kept but ignored: {names}"
            )
        if self.merged:
            warnings.append(f"in {self.path} {summary(self.merged)}")
        return warnings


def read(path: Path) -> SessionReading:
    """Read a session file; raise SessionError when it is missing, foreign, newer or damaged."""
    lines, torn, unended = read_chain(path)
    _refuse_damage(path, lines)
    read_ = whole(lines)
    if not read_.events:
        raise SessionError(
            f"{path} contains no session" + (": its only line was cut off" if torn else ""),
            "It has no answers; remove it and start again.",
        )
    opening, check = b"\n" if unended else b"", read_.before
    if read_.merged:
        line, check = write_line(read_.merged, check)
        read_.merged.prove(check)
        opening += line
    return SessionReading(path, read_.events, torn, check, read_.merged, opening)


def read_chain(path: Path) -> tuple[list[JournalLine], bytes, bool]:
    """Return the lines of a session file, a torn one at its end, and whether one lacks its end.

    A last line that an editor took the end from is all there: its check proves it.

    Raises:
        SessionError: If the file cannot be read.
    """
    raw, torn = read_lines(path)
    *lines, last = lines_of([*raw, torn])
    if torn and last.event and last.check and not last.wrong:
        return [*lines, last], b"", True
    return lines, torn, False


def read_lines(path: Path) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a session file, and the torn one at its end, if there is one.

    Raises:
        SessionError: If it cannot be read.
    """
    try:
        data = read_regular(path, LARGEST)
    except OSError as error:
        raise SessionError(
            f"cannot read the session {path}: {reason(error)}",
            "`interview list` shows the sessions that exist.",
        ) from None
    if data.count(b"\n") > MOST_LINES:
        raise SessionError(
            f"the session {path} has more than {MOST_LINES:,} lines",
            "If it is not yours, move it away.",
        )
    *lines, torn = data.split(b"\n")
    return lines, torn


def _refuse_damage(path: Path, lines: list[JournalLine]) -> None:
    """Raise SessionError when something is wrong with a line."""
    first = next((line for line in lines if not line.aside), None)
    for line in lines:
        if line.event is None or line.wrong or line is first or isinstance(line.event, Started):
            _look_at(path, line, line is first)


def _look_at(path: Path, line: JournalLine, is_first: bool) -> None:
    event = line.event
    if line.aside:
        return
    if is_first and not isinstance(event, Started):
        why = line.wrong or "its first line is not 'started'"
        raise SessionError(f"{path} is not a session file: {why}",
                           "`interview doctor` shows how to repair it.")  # fmt: skip
    if isinstance(event, Started) and event.schema_version > SCHEMA:
        raise SessionError(
            f"{path} was written by a newer version (session format {event.schema_version}, "
            f"this one knows {SCHEMA})",
            "Upgrade interview; nothing was changed.",
        )
    if event is None or line.wrong:
        raise SessionError(
            f"line {line.number} of {path} is damaged ({line.wrong}); the {line.number - 1} lines "
            "before it can be read",
            f"`interview doctor --repair {path.stem}` sets it aside and keeps the original.",
        )


def append_to(
    path: Path, now: datetime, refuges: Sequence[Path] = ()
) -> tuple[SessionReading, Journal]:
    """Open a session file for going on, and read it; a torn last line is put into a file beside it.

    Args:
        refuges: See `Store`.

    Raises:
        SessionError: If another process holds it, or it cannot be read or written.
    """
    _refuse_link(path)
    try:
        held = hold(path, now)
        prepare(path.parent)
        try:
            # Only who holds the session knows that nobody writes it while it is read.
            reading = read(path)
            file = AppendOnlyFile(path)
            if reading.torn:
                _set_aside(reading, file)
        except BaseException:
            held.release()
            raise
        return reading, Journal(path, held, file, reading.check, reading.opening, refuges)
    except OSError as error:
        raise SessionError(
            f"cannot write the session {path}: {reason(error)}",
            "Make it writable, or copy it into a folder of yours and resume the copy.",
        ) from None


def _refuse_link(path: Path) -> None:
    """Raise SessionError for a session file that is a link: it may lead to a session of others."""
    if path.is_symlink():
        raise SessionError(
            f"the session {path} is a symbolic link; links are not followed for writing",
            f"Name the file itself: {path.resolve()}",
        )


def _set_aside(reading: SessionReading, file: AppendOnlyFile) -> None:
    """Put a torn last line into a file beside the session, and take it out of the session."""
    path, torn = reading.path, reading.torn + b"\n"
    beside = path.with_name(f"{path.name}.torn")
    if not holding(beside, torn):  # the process may have been killed between these two steps
        create_free(beside, lambda: [torn])
    file.cut(file.size - len(reading.torn))


def holding(path: Path, data: bytes) -> Path | None:
    """Return the file that holds exactly this, of a name or one with a number; None without."""
    for place in takewhile(os.path.lexists, free_names(path)):
        if says_exactly(place, data):
            return place
    return None
