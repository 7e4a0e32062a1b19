"""`interview log`: what happened in a session, and when."""

from __future__ import annotations

import sys

import click

from interview.project.workplace import Workplace
from interview.terminal.here import theme_in
from interview.terminal.options import session_argument, sessions_option
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import written_json


@click.command
@session_argument
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@sessions_option
def command(session: str | None, as_json: bool, sessions_dir: str | None) -> int:
    """Show the history of a session: time, event, address, origin, old and new value.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session.
    """
    from interview.session.log import log

    workplace = Workplace.here(sessions_dir)
    reading, _ = workplace.open(session)
    entries = log(reading.events)
    if as_json:
        rows = [{**entry._asdict(), "at": entry.at.isoformat()} for entry in entries]
        click.echo(written_json(rows))
        return 0
    from interview.terminal.screen import report

    printer = Printer(sys.stdout, theme_in(workplace))
    for entry in entries:
        report.entry(printer, entry)
    return 0
