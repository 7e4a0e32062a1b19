"""`interview` without a command: what is unfinished here, and what to do next."""

from __future__ import annotations

import sys

import click

from interview.project.workplace import Workplace
from interview.terminal.here import print_remark, theme_in
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import as_argument, on_a_line

WELCOME = (
    ("interview start", "plan an iteration; Ctrl-C pauses and saves"),
    ("interview discover", "see what interview finds in this project"),
    ("interview help tutorial", "a guided tour of one iteration"),
)


MOST = 50
"""Sessions that are looked at, the latest first."""

NEXT_COMMANDS = {"unfinished": "resume", "finished": "export", "approved": "export"}
"""What one does with a session that is not written yet, by its state."""


def _welcome(printer: Printer, project: str) -> None:
    """Say what can be done where nothing was planned yet."""
    printer.text(f"No iteration is planned for {project} yet.", "strong")
    printer.text(
        "An interview asks you one question at a time and writes a plan that somebody else can "
        "implement without guessing.",
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
    from interview.project.summaries import summary_of

    workplace = Workplace.here()
    print_remark(workplace)
    printer = Printer(sys.stdout, theme_in(workplace))
    summaries = [summary_of(workplace, name) for name in workplace.store.names()[:MOST]]
    if not summaries:
        _welcome(printer, workplace.project.name)
        return
    todo = [summary for summary in summaries if summary.state in NEXT_COMMANDS]
    if not todo:
        printer.text(f"{workplace.project.name} has no unfinished plan. To start one:")
        click.echo("  interview start")
    for summary in todo:
        printer.text(
            f"{on_a_line(summary.session)}: {summary.title or 'no title yet'} "
            f"({summary.answered} of about {summary.applicable} answered)"
        )
        click.echo(f"  interview {NEXT_COMMANDS[summary.state]} {as_argument(summary.session)}")
    click.echo("\n`interview --help` lists the commands.")
