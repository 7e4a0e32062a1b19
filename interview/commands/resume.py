"""`interview resume`: goes on at the first open question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview.project.workplace import Workplace, now
from interview.terminal.here import opened, print_remark, theme_in
from interview.terminal.options import (
    GivenOptions,
    discovery_option,
    session_argument,
    sessions_option,
)
from interview.terminal.screen.printer import Printer, people

if TYPE_CHECKING:
    from interview.project.open_session import OpenSession
    from interview.storage.session_file import SessionReading
    from interview.terminal.flow.interfaces import Asker


WITHOUT_ASKING = "Answer with `interview edit --set ADDRESS=VALUE`, or line by line with --plain."


@click.command
@session_argument
@click.option("--all", "everywhere", is_flag=True, help="Choose from the sessions of all projects.")
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers and pipes.")
@discovery_option
@sessions_option
def command(
    session: str | None,
    everywhere: bool,
    plain: bool,
    discover: bool,
    sessions_dir: str | None,
) -> int:
    """Resume an interview at its first open question.

    SESSION is a session's name, a unique part of it, or a path. By default it is the unfinished
    session of this project; if there are several, you choose one.
    """
    from interview.terminal.flow import conversation

    workplace = Workplace.here(sessions_dir)
    print_remark(workplace)
    discovery = workplace.discovery() if discover else None
    with conversation.asking(workplace, plain, discovery, WITHOUT_ASKING) as asker:
        reading = workplace.read(session) if session else _chosen(workplace, asker, everywhere)
        with opened(workplace, reading) as opened_session:
            _recall(opened_session, Printer(people(), theme_in(workplace)))
            given = GivenOptions(sessions_dir, plain, discover)
            return conversation.hold(
                workplace, opened_session.engine, opened_session, asker, discovery, given
            )


def _chosen(workplace: Workplace, asker: Asker, everywhere: bool) -> SessionReading:
    """Return the unfinished session, or the one that the person chooses."""
    from interview.questionnaire.kinds.choice import Choice
    from interview.terminal.flow import conversation
    from interview.text.counting import since

    candidates = list(workplace.unfinished(everywhere))
    if not candidates:
        raise workplace.nothing("unfinished session" if workplace.store.names() else "session")
    if len(candidates) == 1:
        return candidates[0][0]
    choices = []
    for reading, engine in candidates:
        progress = engine.progress()
        title = engine.heading or "no title yet"
        summary = f"{progress.answered} of about {progress.applicable} answered, " + since(
            engine.state.last_at, now()
        )
        project = f"{reading.started.project}: " if everywhere else ""
        choices.append(Choice(value=str(reading.path), label=f"{project}{reading.name}: {title}",
                              help=summary))  # fmt: skip
    chosen = conversation.choose(
        workplace, asker, "Which interview do you want to resume?", choices
    )
    return next(reading for reading, _ in candidates if str(reading.path) == chosen)


def _recall(session: OpenSession, printer: Printer) -> None:
    """Say what this was, how far it is, and what is open."""
    from interview.terminal.screen import report
    from interview.text.counting import since

    engine = session.engine
    progress = engine.progress()
    title = engine.heading
    printer.blank()
    printer.text(f"{session.reading.name}{f': {title}' if title else ''}", "strong")
    printer.text(f"{progress.answered} of about {progress.applicable} answered, {progress.missing} "
                f"still needed; last answer {since(engine.state.last_at, now())}.")  # fmt: skip
    report.left_for_later(printer, engine)
