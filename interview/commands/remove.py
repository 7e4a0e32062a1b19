"""`interview remove`: puts sessions into the trash."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace, now
from interview.terminal import completion
from interview.terminal.options import sessions_option
from interview.text.cleaning import as_argument, on_a_line


@click.command
@click.argument("sessions", metavar="SESSION...", nargs=-1, required=True,
                shell_complete=completion.session)  # fmt: skip
@sessions_option
def command(sessions: tuple[str, ...], sessions_dir: str | None) -> int:
    """Move sessions to the trash folder beside them; `interview restore` restores them.

    SESSION is a session's name, a unique part of it, or a path.
    """
    from interview.storage.manage import remove

    store = Workplace.here(sessions_dir).store
    for path in [store.find(session) for session in sessions]:
        target = remove(path, now())
        click.echo(f"{on_a_line(path.stem)} was moved to the trash. To restore it:", err=True)
        click.echo(f"  interview restore {as_argument(target.stem)}", err=True)
    return 0
