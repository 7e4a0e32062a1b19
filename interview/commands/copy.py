"""`interview copy`: begins another session with what one says."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace
from interview.terminal import completion
from interview.terminal.options import sessions_option
from interview.text.cleaning import as_argument, on_a_line


@click.command
@click.argument("session", shell_complete=completion.session)
@click.argument("name", required=False)
@sessions_option
def command(session: str, name: str | None, sessions_dir: str | None) -> int:
    """Copy a session, including its history.

    SESSION is a session's name, a unique part of it, or a path.
    """
    from interview.storage.manage import copy

    path = Workplace.here(sessions_dir).store.find(session)
    new = copy(path, name or "")
    click.echo(f"{on_a_line(path.stem)} was copied. To open the copy:", err=True)
    click.echo(f"  interview resume {as_argument(new.stem)}", err=True)
    return 0
