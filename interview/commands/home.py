"""`interview` without a command: what is unfinished here, and what to do next."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview.terminal.here import workplace_here
from interview.text.cleaning import as_argument, on_a_line

if TYPE_CHECKING:
    from interview.terminal.screen.printer import Printer


WELCOME = (
    ("interview start", "plan an iteration; Ctrl-C pauses, all is kept"),
    ("interview discover", "what the files here say already"),
    ("interview help tutorial", "a walk through one iteration"),
)


def _welcome(printer: Printer, project: str) -> None:
    """Say what can be done where nothing was planned yet."""
    printer.text(f"No iteration of {project} is planned yet.", "strong")
    printer.text(
        "An interview asks for it, one question at a time, and writes a plan that can be "
        "implemented without guessing.",
        "aside",
    )
    printer.blank()
    for line, does in WELCOME:
        printer.line((f"  {line:<25}", "strong"), (does, ""), cut=True)


def command(context: click.Context) -> None:
    """Show what is unfinished here; without a terminal, the help."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(context.get_help())
        return
    from interview.commands.list import _row
    from interview.terminal.screen.printer import Printer

    workplace = workplace_here()
    printer = Printer(sys.stdout)
    rows = [_row(workplace, name) for name in workplace.store.names()[:50]]
    unfinished = [row for row in rows if row["state"] in ("unfinished", "finished", "approved")]
    if not rows:
        _welcome(printer, workplace.project.name)
        return
    if not unfinished:
        printer.text(f"Nothing is unfinished in {workplace.project.name}. Begin an iteration with:")
        click.echo("  interview start")
    for row in unfinished:
        printer.text(f"{on_a_line(row['session'])}: {row['title'] or 'no title yet'} "
                    f"({row['answered']} of about {row['applicable']} answered)")  # fmt: skip
        todo = "resume" if row["state"] == "unfinished" else "export"
        click.echo(f"  interview {todo} {as_argument(row['session'])}")
    click.echo("\n`interview --help` lists the commands.")
