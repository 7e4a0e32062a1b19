"""The folder of the sessions: finding them by name, and beginning new ones."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from interview.errors import SessionError, did_you_mean
from interview.files import door
from interview.files.growing import AppendOnlyFile
from interview.storage.journal import SUFFIX, Journal, reason
from interview.storage.lines import write_lines
from interview.storage.lock import hold
from interview.storage.sharing import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from interview.session.events import Event, Started


TRASH = "trash"
"""The folder beside the sessions that holds those that were removed."""


@dataclass(eq=False, repr=False)
class Store:
    """The session files of one folder.

    Attributes:
        refuges: Folders that take a session whose own is gone while it is written.
    """

    folder: Path
    refuges: Sequence[Path] = ()

    @property
    def trash(self) -> Store:
        """Where the sessions are that were removed.

        Raises:
            SessionError: If it is a link: it may lead to files of others.
        """
        folder = self.folder / TRASH
        if folder.is_symlink():
            raise SessionError(
                f"{folder} is a symbolic link; links are not followed", "Remove the link."
            )
        return Store(folder, self.refuges)

    def names(self) -> list[str]:
        """Return the names of the sessions, the one that was written last first."""
        return [path.stem for path in sorted(self.paths(), key=_written, reverse=True)]

    def paths(self) -> Iterable[Path]:
        """Return the session files, in no order."""
        try:
            return [path for path in self.folder.iterdir() if path.suffix == SUFFIX]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise SessionError(
                f"cannot list the sessions in {self.folder}: {reason(error)}",
                "Make the folder readable, or use --sessions-dir to name another.",
            ) from None

    def find(self, session: str) -> Path:
        """Return the file of a session that is given as a name, a unique part of one, or a path.

        Raises:
            SessionError: If there is none, or more than one.
        """
        if os.sep in session or session.endswith(SUFFIX):
            if (path := Path(session)).is_file():
                return path
            if os.sep not in session and (path := self.folder / session).is_file():
                return path
            raise SessionError(
                f"there is no session file {session}", "`interview list` shows the existing ones."
            )
        if (path := self.folder / (session + SUFFIX)).is_file():
            return path
        names = self.names()
        matches = [name for name in names if session in name]
        if len(matches) == 1:
            return self.folder / (matches[0] + SUFFIX)
        if matches:
            raise SessionError(
                f"'{session}' is ambiguous: {', '.join(sorted(matches))}", "Type more of the name."
            )
        raise SessionError(
            f"there is no session '{session}' in {self.folder}{did_you_mean(session, names)}",
            "`interview list` shows the existing ones.",
        )

    def create(self, name: str, started: Started, *events: Event) -> Journal:
        """Begin a session file; a number is put behind a name that is taken.

        Args:
            events: What happened already.

        Raises:
            SessionError: If it cannot be written.
        """
        lines, checks = write_lines((started, *events), "")
        try:
            door.make_folder(self.folder, 0o700)
            prepare(self.folder)
            for number in count(1):
                path = self.folder / f"{slug(name)}{f'-{number}' if number > 1 else ''}{SUFFIX}"
                # Usually enough; `create` notices a name that is taken meanwhile
                if os.path.lexists(path):
                    continue
                try:
                    door.create(path, [lines])
                except FileExistsError:
                    continue
                for event, check in zip((started, *events), checks, strict=True):
                    event.prove(check)
                return self._opened(path, started.at, checks[-1])
        except OSError as error:
            raise SessionError(
                f"cannot create a session in {self.folder}: {reason(error)}",
                "Check the folder's permissions, or use --sessions-dir to name another.",
            ) from None
        raise AssertionError("there is always another number")

    def _opened(self, path: Path, now: datetime, check: str) -> Journal:
        held = hold(path, now)
        try:
            return Journal(path, held, AppendOnlyFile(path), check, refuges=self.refuges)
        except BaseException:
            held.release()
            raise


def slug(name: str) -> str:
    """Return a name of lower-case letters, digits and dashes that any file system takes."""
    short = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-")
    return short or "session"


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
