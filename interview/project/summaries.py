"""What there is to say about a session in a list, also when it cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError, SessionError
from interview.project.workplace import followed

if TYPE_CHECKING:
    from datetime import datetime

    from interview.project.workplace import Workplace
    from interview.session.engine import Engine
    from interview.storage.session_file import SessionReading


class SessionSummary(NamedTuple):
    """A session on one line.

    Attributes:
        session: Its name.
        state: `unfinished`, `finished`, `approved`, `written`, or `damaged`.
        title: What it plans, as far as it says so.
        answered: The questions that are answered.
        applicable: The questions that are asked, as far as one can know.
        missing: The questions without which there is no plan.
        project: The project that it was begun in.
        changed: When its last event happened.
        error: Why it cannot be read; the fields besides name and state are empty then.
    """

    session: str
    state: str
    title: str | None = None
    answered: int = 0
    applicable: int = 0
    missing: int = 0
    project: str = ""
    changed: datetime | None = None
    error: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what programs are told."""
        if self.error:
            return {"session": self.session, "state": self.state, "error": self.error}
        return {
            "session": self.session,
            "title": self.title,
            "state": self.state,
            "answered": self.answered,
            "applicable": self.applicable,
            "missing": self.missing,
            "project": self.project,
            "changed": self.changed.isoformat() if self.changed else None,
        }


def summary_of(workplace: Workplace, name: str) -> SessionSummary:
    """Return the summary of a session of the workplace."""
    try:
        reading, engine = workplace.open(str(workplace.store.find(name)))
        with followed(reading.path):
            return _summary(reading, engine)
    except (SessionError, InterviewError) as error:
        return SessionSummary(name, "damaged", error=error.message)


def _summary(reading: SessionReading, engine: Engine) -> SessionSummary:
    progress = engine.progress()
    return SessionSummary(
        reading.name,
        _state_of(engine),
        engine.heading,
        progress.answered,
        progress.applicable,
        progress.missing,
        reading.started.project,
        engine.state.last_at,
    )


def _state_of(engine: Engine) -> str:
    if not engine.finished:
        return "unfinished"  # also where a draft was written, or an answer taken away since
    if engine.state.exports:
        return "written"
    return "approved" if engine.state.approved else "finished"
