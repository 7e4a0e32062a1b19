"""`interview resume`: goes on at the first open question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from interview.commands.workplace import Workplace, now, session_argument, sessions_option

if TYPE_CHECKING:
    from interview.engine import Engine
    from interview.journal import Journal
    from interview.session import Event
    from interview.store import Reading


@click.command
@session_argument
@click.option("--plain", is_flag=True, help="Ask line by line, without moving the cursor.")
@sessions_option
def command(session: str | None, plain: bool, sessions_dir: str | None) -> int:
    """Go on with an interview at its first open question.

    SESSION is a name, a unique part of one, or a path; without it, the latest unfinished session
    of this project.
    """
    from interview.commands import conversation
    from interview.console import ConsoleScreen, people
    from interview.store import append_to

    workplace = Workplace.here(sessions_dir)
    found, _ = workplace.open(session, unfinished=True)
    who = conversation.asker(workplace, plain)
    reading, journal = append_to(found.path, now())
    engine = workplace.engine(reading)
    with journal:
        _recall(reading, engine)
        if journal.held.left_by:
            say = ConsoleScreen(people()).note
            say(f"It was left open by {journal.held.left_by}; every answer is there.")
        return conversation.hold(workplace, engine, _OldSession(journal), who)


@dataclass
class _OldSession:
    """A session whose file is there already."""

    journal: Journal | None

    def keep(self, *events: Event) -> None:
        """Put events on the disk."""
        assert self.journal is not None  # noqa: S101 - opened before anything is asked
        self.journal.append(*events)


def _recall(reading: Reading, engine: Engine) -> None:
    """Say what this was and how far it is."""
    from interview.console import ConsoleScreen, people, since

    screen = ConsoleScreen(people())
    progress = engine.progress()
    title = engine.answers().get("iteration", {}).get("title", "")
    screen.line()
    screen.line(f"{reading.name}{f': {title}' if title else ''}", "bold")
    screen.line(f"{progress.answered} of about {progress.applicable} answered, {progress.missing} "
                f"still needed; last answer {since(engine.state.last_at, now())}.")  # fmt: skip
    for warning in reading.warnings:
        screen.note(warning)
