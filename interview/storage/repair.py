"""Looks at a damaged session file, says what could be done about it, and does it.

Nothing is thrown away: the file as it was is kept beside the session, and so is every line that
cannot be read. A line that can be read is kept even where the chain of checks says that it, or a
line before it, was altered: which of the two it was cannot be known, and a person can judge it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import SessionError
from interview.files import door
from interview.files.reading import read_regular
from interview.session.events import SCHEMA, Event, Merged, QuestionnaireName, Started, Unknown
from interview.storage.journal import create_free, reason
from interview.storage.lines import JournalLine, rewritten
from interview.storage.merge import whole
from interview.storage.session_file import LARGEST, holding, read_chain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path


class Trouble(NamedTuple):
    """One thing that is wrong with a session file: where, what, and what a repair does about it.

    Attributes:
        remedy: Empty where nothing can be done by a repair.
    """

    where: str
    what: str
    remedy: str = ""


@dataclass
class Examination:
    """A session file as a doctor sees it.

    Attributes:
        events: Those that can be read, in their order.
        aside: The lines that cannot.
        merges: Where branches came together, which is nothing wrong.
        hopeless: There is nothing in the file that a repair could save, or it is none of ours.
    """

    path: Path
    troubles: list[Trouble] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    aside: list[bytes] = field(default_factory=list)
    merges: list[Merged] = field(default_factory=list)
    hopeless: bool = False

    @property
    def can_be_repaired(self) -> bool:
        """Whether a repair would do something."""
        return any(trouble.remedy for trouble in self.troubles)

    def find(self, where: str, what: str, remedy: str = "") -> None:
        """Note one thing that is wrong."""
        self.troubles.append(Trouble(where, what, remedy))


def examine(
    path: Path,
    now: datetime,
    project: str,
    asked: Callable[[Sequence[Event]], QuestionnaireName],
    private: bool = True,
) -> Examination:
    """Look at a session file without changing it.

    Args:
        path: The file.
        now: The time; with it, a first line that is lost is written anew.
        project: The project that such a line names.
        asked: Returns the questionnaire that it names, by what can still be read.
        private: Nobody else may read it; sessions that a project keeps in its repository are
            shared.

    Raises:
        SessionError: The file cannot be read at all.
    """
    examination = Examination(path)
    lines, torn, _ = read_chain(path)
    if not _is_ours(examination, lines, torn):
        return examination
    for line in lines:
        if not line.aside:
            _look_at(examination, line)
    examination.events += whole(lines).events
    examination.merges = [event for event in examination.events if isinstance(event, Merged)]
    if torn:
        examination.aside.append(torn)
        examination.find(f"line {len(lines) + 1}", "it was cut off while it was being written",
                   "set it aside; it was never confirmed")  # fmt: skip
    if not isinstance(examination.events[0] if examination.events else None, Started):
        first = examination.events[0].at if examination.events else now
        examination.events.insert(0, _first_line(first, project, asked(examination.events)))
        examination.find("line 1", "the first line, which identifies the file, is missing",
                   f"write it again, for the project {project}")  # fmt: skip
    if private:
        _look_at_mode(examination)
    return examination


def _is_ours(examination: Examination, lines: list[JournalLine], torn: bytes) -> bool:
    """Whether the file holds something of a session; note why not."""
    known = [line.event for line in lines if line.event and not isinstance(line.event, Unknown)]
    started = next((event for event in known if isinstance(event, Started)), None)
    if started and started.schema_version > SCHEMA:
        examination.find("line 1", f"it was written by a newer version (session format "
                   f"{started.schema_version}, this one knows {SCHEMA}); install that")  # fmt: skip
    elif not lines and not torn:
        examination.find("the file", "it is empty; `interview remove` removes it")
    elif not known:
        examination.find("the file", "it contains no session events; it is left unchanged")
    else:
        return True
    examination.hopeless = True
    return False


def _look_at(examination: Examination, line: JournalLine) -> None:
    where = f"line {line.number}"
    if line.event is None:
        examination.aside.append(line.raw)
        examination.find(where, f"unreadable: {line.wrong}", "set it aside")
        return
    if line.wrong:
        text = line.raw.decode("utf-8", "replace")[:100]
        examination.find(where, f"{line.wrong}; it says {text}",
                   "keep it as it is; check that it is right")  # fmt: skip


def _look_at_mode(examination: Examination) -> None:
    if os.name == "posix" and examination.path.stat().st_mode & 0o077:
        examination.find("the file", "others can read it", "make it readable only by you")


def _first_line(at: datetime, project: str, questionnaire: QuestionnaireName) -> Started:
    return Started(id=os.urandom(16).hex(), questionnaire=questionnaire, project=project, at=at)


def repair(examination: Examination) -> list[Path]:
    """Write the session anew from what can be read; return the files that keep the rest.

    The file as it was comes first among them. The session must be held for writing.

    Raises:
        SessionError: If that fails; the session is as it was then.
    """
    path = examination.path
    try:
        kept = [_kept(path, "damaged", [read_regular(path, LARGEST)])]
        if examination.aside:
            kept.append(_kept(path, "aside", [line + b"\n" for line in examination.aside]))
        door.replace(path, rewritten(examination.events), door.status(path), door.PRIVATE)
    except OSError as error:
        raise SessionError(
            f"cannot repair {path}: {reason(error)}", "It was not changed; try again."
        ) from None
    return kept


def _kept(path: Path, kind: str, chunks: Sequence[bytes]) -> Path:
    """Keep something beside a session, once, and return where."""
    beside = path.with_name(f"{path.name}.{kind}")
    return holding(beside, b"".join(chunks)) or create_free(beside, lambda: chunks)
