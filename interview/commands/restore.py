"""`interview restore`: brings a session back from the trash."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace, now
from interview.terminal import completion
from interview.terminal.options import sessions_option
from interview.text.cleaning import on_a_line


@click.command
@click.argument("session", required=False, shell_complete=completion.removed_session)
@sessions_option
def command(session: str | None, sessions_dir: str | None) -> int:
    """Restore a session from the trash; without a name, list what is in it.

    SESSION is a session's name or a unique part of it.
    """
    from interview.storage.manage import restore

    trash = Workplace.here(sessions_dir).store.trash
    if session is None:
        names = trash.names()
        click.echo("\n".join(map(on_a_line, names)) if names else "The trash is empty.")
        return 0
    path = restore(trash.find(session), now())
    click.echo(f"{on_a_line(path.stem)} was restored.", err=True)
    return 0
