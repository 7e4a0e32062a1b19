"""Where a command works: the project, its sessions, and the questionnaires within reach."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interview.errors import SessionError
from interview.project import Project, find_project
from interview.store import Reading, Store, read, slug

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.shell_completion import CompletionItem

    from interview.engine import Engine
    from interview.library import Library

F = TypeVar("F", bound="Callable[..., Any]")


@dataclass(frozen=True)
class Workplace:
    """The project that a command was called in, and its sessions."""

    project: Project
    store: Store

    @classmethod
    def here(cls, sessions_dir: str | None = None) -> Workplace:
        """Return the workplace of the current folder."""
        project = find_project(Path.cwd())
        return cls(project, Store(_sessions_folder(project, sessions_dir)))

    @cached_property
    def library(self) -> Library:
        """The questionnaires and document templates within reach."""
        import platformdirs

        from interview.library import Library, built_in

        own = self.project.root / ".interview"
        return Library((own, platformdirs.user_config_path("interview"), built_in()))

    def engine(self, reading: Reading) -> Engine:
        """Return the interview that a session file holds."""
        from interview.engine import Engine

        questionnaire = self.library.questionnaire(reading.started.questionnaire.name)
        return Engine(questionnaire, reading.events)

    def open(self, session: str | None, unfinished: bool = False) -> tuple[Reading, Engine]:
        """Return a session by name; without one, the latest, or the latest that is unfinished.

        Raise SessionError when there is none.
        """
        if session is not None:
            reading = read(self.store.find(session))
            return reading, self.engine(reading)
        names = self.store.names()
        for name in names:
            reading = read(self.store.find(name))
            engine = self.engine(reading)
            if not unfinished or not engine.state.approved:
                return reading, engine
        what = "unfinished session" if unfinished and names else "session"
        raise SessionError(
            f"there is no {what} of {self.project.name} in {self.store.folder}",
            "`interview start` begins one.",
        )

    def next_number(self) -> int:
        """Return the number after the highest in the names of this project's sessions."""
        pattern = re.compile(re.escape(slug(self.project.name)) + r"-(\d{1,9})")
        found = (pattern.match(name) for name in self.store.names())
        return max((int(match[1]) for match in found if match), default=0) + 1

    def relative(self, path: Path) -> str:
        """Return a path as it stands in a session: relative to the project when it is inside."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if absolute.is_relative_to(self.project.root):
            return absolute.relative_to(self.project.root).as_posix()
        return str(absolute)


def now() -> datetime:
    """Return the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _sessions_folder(project: Project, sessions_dir: str | None) -> Path:
    """Return the folder of the sessions: option, environment, project's setting, user's data."""
    if named := sessions_dir or os.environ.get("INTERVIEW_SESSIONS_DIR"):
        return Path(named)
    if project.sessions is not None:
        return project.sessions
    import platformdirs

    # Two projects may bear the same name; their folders tell them apart.
    place = hashlib.sha256(str(project.root).encode()).hexdigest()[:8]
    folder = f"{slug(project.name)}-{place}"
    return platformdirs.user_data_path("interview") / "sessions" / folder


def complete_session(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of sessions to a shell."""
    from click.shell_completion import CompletionItem

    try:
        names = Workplace.here(context.params.get("sessions_dir")).store.names()
    except Exception:
        return []
    return [CompletionItem(name) for name in names if incomplete in name]


def sessions_option(function: F) -> F:
    """Give a command the option --sessions-dir."""
    return click.option(
        "--sessions-dir",
        metavar="FOLDER",
        type=click.Path(file_okay=False),
        help="Where the session files are.",
    )(function)


def session_argument(function: F) -> F:
    """Give a command the argument SESSION, completed by the shell."""
    return click.argument("session", required=False, shell_complete=complete_session)(function)
