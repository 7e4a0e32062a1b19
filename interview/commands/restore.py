"""`interview restore`: brings a session back from the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview.project.workplace import Workplace, now
from interview.terminal.options import offered, sessions_option
from interview.text.cleaning import on_a_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the names of removed sessions to a shell."""
    from click.shell_completion import CompletionItem

    try:
        names = Workplace.here(context.params.get("sessions_dir")).store.trash.names()
    except Exception:
        return []
    return [CompletionItem(name) for name in offered(names) if incomplete in name]


@click.command
@click.argument("session", required=False, shell_complete=_complete)
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
