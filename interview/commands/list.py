"""`interview list`: the sessions of this project."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from interview.errors import InterviewError, SessionError
from interview.project.workplace import Workplace, followed, now
from interview.terminal.here import workplace_here
from interview.terminal.options import sessions_option
from interview.text.cleaning import one_line, written_json

if TYPE_CHECKING:
    from interview.session.engine import Engine
    from interview.storage.session_file import Reading


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@sessions_option
def command(as_json: bool, sessions_dir: str | None) -> int:
    """List the sessions of this project, the latest first."""
    workplace = workplace_here(sessions_dir)
    rows = [_row(workplace, name) for name in workplace.store.names()]
    if as_json:
        click.echo(written_json(rows))
        return 0
    _show(workplace, rows)
    _show_copies(workplace)
    return 0


def _show_copies(workplace: Workplace) -> None:
    """Say which files are one session: a sync service made copies where two machines wrote it."""
    from interview.storage.copies import of_one_session
    from interview.terminal.screen.printer import Printer, people

    printer = Printer(people())
    for first, copies in of_one_session(workplace.store.paths()).items():
        names = ", ".join(one_line(copy.stem) for copy in copies)
        printer.text(
            f"The same session as {one_line(first.stem)}: {names}. "
            f"`interview doctor --repair {shlex.quote(first.stem)}` brings them together.",
            "warning",
        )


def _row(workplace: Workplace, name: str) -> dict[str, Any]:
    """Return what there is to say about a session, also when it cannot be read."""
    try:
        reading, engine = workplace.open(str(workplace.store.find(name)))
    except (SessionError, InterviewError) as error:
        return {"session": name, "state": "damaged", "error": error.message}
    try:
        with followed(reading.path):
            return _told(reading, engine)
    except SessionError as error:
        return {"session": name, "state": "damaged", "error": error.message}


def _told(reading: Reading, engine: Engine) -> dict[str, Any]:
    progress = engine.progress()
    last = engine.state.last_at
    return {
        "session": reading.name,
        "title": engine.heading,
        "state": state_of(engine),
        "answered": progress.answered,
        "applicable": progress.applicable,
        "missing": progress.missing,
        "project": reading.started.project,
        "changed": last.isoformat() if last else None,
    }


def state_of(engine: Engine) -> str:
    """Return one word for how far a session is."""
    if engine.state.exports:
        return "written"
    if engine.state.approved:
        return "approved"
    return "finished" if engine.finished else "unfinished"


def _show(workplace: Workplace, rows: list[dict[str, Any]]) -> None:
    import sys
    from datetime import datetime

    from interview.terminal.screen.printer import Printer, people
    from interview.terminal.screen.tables import table
    from interview.text.counting import since

    if not rows:
        Printer(people()).text(
            f"There is no session of {workplace.project.name} yet. Begin one with:"
        )
        click.echo("  interview start", file=people())
        return
    table(
        sys.stdout,
        ("Session", "Title", "State", "Answered", "Changed"),
        [
            (
                row["session"],
                row.get("title") or row.get("error", ""),
                row["state"],
                f"{row['answered']} of {row['applicable']}" if "answered" in row else "",
                since(datetime.fromisoformat(row["changed"]), now()) if row.get("changed") else "",
            )
            for row in rows
        ],
        flexible="Title",
    )
