"""`interview rename`: gives a session another name."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace, now
from interview.terminal import completion
from interview.terminal.options import sessions_option
from interview.text.cleaning import on_a_line


@click.command
@click.argument("session", shell_complete=completion.session)
@click.argument("name")
@sessions_option
def command(session: str, name: str, sessions_dir: str | None) -> int:
    """Rename a session. A name has lower-case letters, digits and dashes.

    SESSION is a session's name, a unique part of it, or a path.
    """
    from interview.storage.manage import rename

    path = Workplace.here(sessions_dir).store.find(session)
    renamed = rename(path, name, now())
    click.echo(f"{on_a_line(path.stem)} is now {on_a_line(renamed.stem)}.", err=True)
    return 0
