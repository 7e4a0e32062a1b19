"""Where a command works: the project, its sessions, and the questionnaires within reach."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interview.errors import InterviewError, SessionError
from interview.project.registry import Home, Registry, note_once
from interview.project.root import Project, expanded, find_project
from interview.storage.journal import SUFFIX
from interview.storage.session_file import SessionReading, read
from interview.storage.store import Store, slug
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.iterations.iteration import EarlierIteration
    from interview.discovery.project import Discovery
    from interview.questionnaire.library import Library
    from interview.questionnaire.model import Questionnaire
    from interview.session.engine import Engine


@dataclass(eq=False, repr=False)
class Workplace:
    """The project that a command was called in, and its sessions.

    Attributes:
        remark: What to tell of the folder of the sessions; may be empty.
    """

    project: Project
    store: Store
    remark: str = ""

    @classmethod
    def here(cls, sessions_dir: str | None = None) -> Workplace:
        """Return the workplace of the current folder."""
        path = _current_folder()
        project = find_project(path, user_settings(), os.environ)
        home = _home(project, sessions_dir)
        return cls(project, Store(home.folder, _refuges(path)), home.remark)

    @cached_property
    def library(self) -> Library:
        """The questionnaires and document templates within reach."""
        from interview.questionnaire.library import Library, built_in

        root = self.project.root
        return Library((root / ".interview", user_folder(), built_in()), root)

    def engine(self, reading: SessionReading) -> Engine:
        """Return the interview that a session file holds.

        Raises:
            SessionError: If its events cannot be followed, whoever wrote them.
        """
        from interview.session.engine import Engine

        questionnaire = self.library.questionnaire(reading.started.questionnaire.name)
        with followed(reading.path):
            return Engine(questionnaire, reading.events)

    def read(self, session: str) -> SessionReading:
        """Return a session by name, part of a name, or path; raise SessionError."""
        return read(self.store.find(session))

    def open(self, session: str | None) -> tuple[SessionReading, Engine]:
        """Return a session by name; without one, the latest. Raise SessionError."""
        if session is None:
            names = self.store.names()
            if not names:
                raise self.nothing("session")
            session = names[0]
        reading = self.read(session)
        return reading, self.engine(reading)

    def of_any_project(self, session: str) -> Workplace:
        """Return this workplace, or that of the one other project that has a session of a name."""
        try:
            self.store.find(session)
        except SessionError:
            others = [other for other in self.others() if session in other.store.names()]
            if len(others) == 1:
                return others[0]
        return self

    def others(self) -> list[Workplace]:
        """Return the same with the sessions of each other project of this user."""
        return [Workplace(self.project, store) for store in self._other_stores()]

    def register(self) -> None:
        """Write down whose sessions these are, where the folder is one of this program's."""
        if self.store.folder.parent == _shared_folder(self.project):
            note_once(self.store.folder, self.project.root)

    def unfinished(self, everywhere: bool = False) -> Iterator[tuple[SessionReading, Engine]]:
        """Yield the sessions whose plan is not approved, the latest first.

        Args:
            everywhere: Of all projects. What cannot be read is left out; `list` tells of it.
        """
        stores = [self.store, *self._other_stores()] if everywhere else [self.store]
        for store in stores:
            for name in store.names():
                try:
                    reading = read(store.folder / (name + SUFFIX))
                    engine = self.engine(reading)
                except InterviewError:
                    continue
                if not engine.state.approved:
                    yield reading, engine

    def _other_stores(self) -> list[Store]:
        """Return where the sessions of other projects are, as far as this user keeps them."""
        shared = _shared_folder(self.project)
        folders = sorted(folder for folder in shared.glob("*") if folder.is_dir())
        return [Store(folder) for folder in folders if folder != self.store.folder]

    def nothing(self, what: str) -> SessionError:
        """Return what to raise when there is no such session here."""
        return SessionError(
            f"{self.project.name} has no {what} in {self.store.folder}",
            self.remark or "`interview start` creates one.",
        )

    def is_address(self, text: str) -> bool:
        """Whether a word is the address of something to edit rather than the name of a session."""
        names = self.store.names()
        if not names or text in names:
            return False
        return text.partition(".")[0] in self.open(names[0])[1].questionnaire.sections

    def session_name(self, questionnaire: Questionnaire, number: object = "") -> str:
        """Return what a session is called: by its project, what it asks, and its number."""
        kind = "" if questionnaire.is_of_iterations else f"-{questionnaire.name}"
        return f"{self.project.name}{kind}-{number}"

    def next_number(self, questionnaire: Questionnaire) -> tuple[int, str]:
        """Return the number after the highest of this project's, and where that stands.

        Iteration documents count by their names: they are not read before the first question.
        """
        start = re.escape(slug(self.session_name(questionnaire, "x"))[:-1])
        pattern = re.compile(rf"{start}(\d{{1,9}})(?!\d)")
        of_iterations = questionnaire.is_of_iterations
        numbers = [0]
        for name in self.store.names():
            # A name tells the number at once, unless somebody changed it.
            match = pattern.match(name)
            if match or of_iterations:
                numbers.append(int(match[1]) if match else self._number_in(name))
        written, path = self.project.latest_document() if of_iterations else (0, "")
        if written > max(numbers):
            return written + 1, path
        return max(numbers) + 1, "your sessions"

    def _number_in(self, name: str) -> int:
        try:
            engine = self.open(name)[1]
        except InterviewError:
            return 0
        return engine.number or 0 if engine.questionnaire.is_of_iterations else 0

    def document_path(self, engine: Engine, session: str) -> Path:
        """Return where the document of a session goes.

        Raises:
            InterviewError: If that leads out of the project.
        """
        questionnaire, project = engine.questionnaire, self.project
        last = re.search(r"\d+$", session)
        number = engine.number if engine.number is not None else last[0] if last else "draft"
        if questionnaire.path:
            name = questionnaire.path.replace("{number}", str(number))
            return project.inside(name, "path", document=True)
        if questionnaire.is_of_iterations:
            return project.document_path(number)
        return project.inside(f"{questionnaire.name}-{number}.md", "path", document=True)

    def discovery(self) -> Discovery:
        """Return what looks through the project; nothing is read before it is asked for."""
        from interview.discovery.project import Discovery

        own = user_folder() / "standards"
        return Discovery(
            self.project.root,
            self.project.standards,
            self.project.document,
            {
                # Without a home the path stays as it is, and there is no such folder.
                "~/.claudex/standards": Path(os.path.expanduser("~/.claudex/standards")),  # noqa: PTH111
                str(own): own,
            },
            lambda: list(self._iterations()),
        )

    def _iterations(self) -> Iterator[EarlierIteration]:
        """Yield what was planned in the sessions of this project, the latest first."""
        from interview.discovery.iterations.iteration import EarlierIteration

        for name in self.store.names():
            try:
                reading, engine = self.open(name)
                with followed(reading.path):
                    answers = engine.answers()
            except InterviewError:
                continue
            if engine.questionnaire.is_of_iterations:
                yield EarlierIteration(f"session {name}", answers, engine.questionnaire)

    def relative(self, path: Path) -> str:
        """Return a path as it stands in a session: relative to the project when it is inside."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if absolute.is_relative_to(self.project.root):
            absolute = absolute.relative_to(self.project.root)
        # A name need not be UTF-8, but a session is.
        return os.fsencode(absolute.as_posix()).decode("utf-8", "backslashreplace")


@contextmanager
def followed(session: Path) -> Iterator[None]:
    """Tell whatever a session's events bring about as a fault of the session.

    They may be anybody's, and one session must not keep people from all others. Raise SessionError.
    """
    try:
        yield
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as error:
        why = one_line(str(error)) or type(error).__name__
        raise SessionError(
            f"the session {session} is not valid: {why}",
            "If it is not yours, move it away. Other sessions are not affected.",
        ) from error


def now() -> datetime:
    """Return the time, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _home(project: Project, sessions_dir: str | None) -> Home:
    """Return where the sessions are: by the option, by a setting, or in the user's data."""
    if sessions_dir:
        return Home(expanded(sessions_dir))
    if project.sessions is not None:
        return Home(project.sessions)
    return Registry(_shared_folder(project)).home(project.root, project.name)


def _shared_folder(project: Project) -> Path:
    """Return where the sessions of all projects are, a folder for each."""
    return project.shared_sessions or _user_sessions()


def _current_folder() -> Path:
    """Return the current folder; raise InterviewError when it is not there any more."""
    try:
        return Path.cwd()
    except OSError:
        raise InterviewError(
            "the current folder no longer exists", "Change to another folder."
        ) from None


def _refuges(path: Path) -> tuple[Path, ...]:
    """Return where a session goes whose folder is gone while it is written."""
    return _user_sessions().with_name("rescued"), path


def user_settings() -> Path:
    """Return the user's own file of settings."""
    return user_folder() / "config.toml"


def user_folder() -> Path:
    """Return the user's configuration folder."""
    import platformdirs

    return platformdirs.user_config_path("interview")


def _user_sessions() -> Path:
    """Return where the user's sessions are, a folder for each project."""
    import platformdirs

    return platformdirs.user_data_path("interview") / "sessions"
