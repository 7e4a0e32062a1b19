"""`interview list`: the sessions of this project."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import click

from interview.project.summaries import summary_of
from interview.project.workplace import Workplace, now
from interview.terminal.here import print_remark, theme_in
from interview.terminal.options import sessions_option
from interview.terminal.screen.printer import Printer, people
from interview.text.cleaning import one_line, written_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.project.summaries import SessionSummary


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--all", "everywhere", is_flag=True, help="List the sessions of all projects.")
@sessions_option
def command(as_json: bool, everywhere: bool, sessions_dir: str | None) -> int:
    """List the sessions of this project, latest first."""
    workplace = Workplace.here(sessions_dir)
    places = [workplace, *(workplace.others() if everywhere else ())]
    summaries = [summary_of(place, name) for place in places for name in place.store.names()]
    if as_json:
        click.echo(written_json([summary.as_json() for summary in summaries]))
        return 0
    print_remark(workplace)
    _show(workplace, summaries, everywhere)
    for place in places:
        _show_copies(place)
    return 0


def _show_copies(workplace: Workplace) -> None:
    """Say which files are one session: a sync service made copies where two machines wrote it."""
    from interview.storage.copies import of_one_session

    printer = Printer(people(), theme_in(workplace))
    for first, copies in of_one_session(workplace.store.paths()).items():
        names = ", ".join(one_line(copy.stem) for copy in copies)
        printer.text(
            f"The same session as {one_line(first.stem)}: {names}. "
            f"`interview doctor --repair {shlex.quote(first.stem)}` merges them.",
            "warning",
        )


def _show(workplace: Workplace, summaries: Sequence[SessionSummary], everywhere: bool) -> None:
    from interview.terminal.screen.tables import table

    if not summaries:
        Printer(people(), theme_in(workplace)).text(
            f"{workplace.project.name} has no sessions yet. To start one:"
        )
        click.echo("  interview start", file=people())
        return
    headings = ("Project", "Session", "Title", "State", "Answered", "Changed")
    rows = [_row(summary) for summary in summaries]
    first = 0 if everywhere else 1
    table(sys.stdout, headings[first:], [row[first:] for row in rows], flexible="Title")


def _damage(summary: SessionSummary) -> str:
    """Return where to read what is wrong with a session; the reason itself can be very long."""
    return f"`interview doctor {shlex.quote(summary.session)}` says why"


def _row(summary: SessionSummary) -> tuple[str, ...]:
    from interview.text.counting import since

    return (
        summary.project,
        summary.session,
        _damage(summary) if summary.error else summary.title or "",
        summary.state,
        "" if summary.error else f"{summary.answered} of {summary.applicable}",
        since(summary.changed, now()) if summary.changed else "",
    )
