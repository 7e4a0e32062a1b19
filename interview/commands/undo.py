"""`interview undo`: takes the last change back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview.project.workplace import Workplace, now
from interview.terminal.here import opened, theme_in
from interview.terminal.options import session_argument, sessions_option
from interview.terminal.screen.printer import people

if TYPE_CHECKING:
    from interview.session.events import Redone, Undone


@click.command(name="undo")
@session_argument
@sessions_option
def command(session: str | None, sessions_dir: str | None) -> int:
    """Undo the last change of a session. Repeat it to go further back.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session.
    """
    return turn(Workplace.here(sessions_dir), session, undo=True)


def turn(workplace: Workplace, session: str | None, undo: bool) -> int:
    """Undo or redo, and say what that changed."""
    from interview.session.history import History
    from interview.session.log import log
    from interview.terminal.screen import report
    from interview.terminal.screen.full import TerminalScreen

    reading, _ = workplace.open(session)
    screen = TerminalScreen(people(), theme_in(workplace))
    with opened(workplace, reading) as opened_session:
        history = History.of(opened_session.reading.events)
        event: Undone | Redone = history.undo(now()) if undo else history.redo(now())
        count = len(history.turned_by(event))
        if not count:
            screen.printer.text(
                f"There is nothing to {'undo' if undo else 'redo'} in {reading.name}."
            )
            return 0
        (*_, consequences) = opened_session.happen(event)
        for entry in list(log((*opened_session.reading.events, event)))[-count:]:
            report.entry(screen.printer, entry, dated=False)
        if consequences.affected:
            screen.consequences(opened_session.engine, consequences)
    back = "redo" if undo else "undo"
    screen.printer.text(f"To reverse this: interview {back} {reading.name}", "aside")
    return 0
