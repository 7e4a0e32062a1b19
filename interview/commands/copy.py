"""`interview copy`: begins another session with what one says."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace
from interview.terminal.options import complete_session, sessions_option
from interview.text.cleaning import as_argument, on_a_line


@click.command
@click.argument("session", shell_complete=complete_session)
@click.argument("name", required=False)
@sessions_option
def command(session: str, name: str | None, sessions_dir: str | None) -> int:
    """Copy a session, history and all, under another name.

    SESSION is a name, a unique part of one, or a path.
    """
    from interview.storage.manage import copy

    path = Workplace.here(sessions_dir).store.find(session)
    new = copy(path, name or "")
    click.echo(f"{on_a_line(path.stem)} was copied; go on in the copy with:", err=True)
    click.echo(f"  interview resume {as_argument(new.stem)}", err=True)
    return 0
