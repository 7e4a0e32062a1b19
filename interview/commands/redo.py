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
    """Bring back what was undone last; a change since then leaves nothing to bring back.

    SESSION is a name, a unique part of one, or a path; without it, the latest session.
    """
    return turn(Workplace.here(sessions_dir), session, undo=False)
