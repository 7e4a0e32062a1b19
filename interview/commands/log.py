"""`interview log`: what happened in a session, and when."""

from __future__ import annotations

import sys

import click

from interview.terminal.here import workplace_here
from interview.terminal.options import session_argument, sessions_option
from interview.text.cleaning import written_json


@click.command
@session_argument
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@sessions_option
def command(session: str | None, as_json: bool, sessions_dir: str | None) -> int:
    """Show the history of a session: when, what, where, from where, the old and the new value.

    SESSION is a name, a unique part of one, or a path; without it, the latest session.
    """
    from interview.session.log import log

    reading, _ = workplace_here(sessions_dir).open(session)
    entries = log(reading.events)
    if as_json:
        rows = [{**entry._asdict(), "at": entry.at.isoformat()} for entry in entries]
        click.echo(written_json(rows))
        return 0
    from interview.terminal.screen import report
    from interview.terminal.screen.printer import Printer

    printer = Printer(sys.stdout)
    for entry in entries:
        report.entry(printer, entry)
    return 0
