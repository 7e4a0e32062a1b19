"""`interview redo`: brings back what was undone last."""

from __future__ import annotations

import click

from interview.commands.undo import turn
from interview.project.workplace import Workplace
from interview.terminal.options import session_argument, sessions_option


@click.command
@session_argument
@sessions_option
def command(session: str | None, sessions_dir: str | None) -> int:
    """Redo the change that was undone last. After a new change there is nothing to redo.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session.
    """
    return turn(Workplace.here(sessions_dir), session, undo=False)
