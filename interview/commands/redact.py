"""`interview redact`: removes what was answered to a question from the past of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interview.errors import InterviewError
from interview.project.workplace import Workplace, now
from interview.session.address import Address
from interview.session.lookup import find_place
from interview.terminal import completion
from interview.terminal.here import theme_in
from interview.terminal.options import sessions_option
from interview.terminal.screen.printer import Printer, people
from interview.text.cleaning import as_argument, on_a_line
from interview.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from interview.session.engine import Engine
    from interview.storage.redaction import Redaction
    from interview.storage.session_file import SessionReading


@click.command
@click.argument("session", required=False, shell_complete=completion.session_or_address)
@click.argument("address", shell_complete=completion.address)
@click.option("--keep-answer", is_flag=True, help="Keep the last answer; remove only earlier ones.")
@click.option("--force", is_flag=True, help="Remove the values; this cannot be undone.")
@sessions_option
def command(
    session: str | None, address: str, keep_answer: bool, force: bool, sessions_dir: str | None
) -> int:
    """Remove all answers to a question from the history of a session, for example a secret.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session.
    Without --force nothing is changed, and what would be removed is counted. What else may hold the
    same text is listed.
    """
    from interview.storage.redaction import redact, redaction

    workplace = Workplace.here(sessions_dir)
    reading, engine = workplace.open(session)
    try:
        place = find_place(engine, address)
    except ValueError as error:
        raise InterviewError(str(error), "Nothing was changed.") from None
    planned = redaction(reading.events, place, keep_answer)
    name = on_a_line(reading.name)
    what = f"{counted('value', planned.values)} of {address}"
    if not planned.values:
        raise InterviewError(f"{name} has no values of {address} to remove", "Check the address.")
    if not force:
        raise InterviewError(
            f"this removes {what} from {name} and its history",
            "Nothing was changed: use --force to go ahead. It cannot be undone.",
        )
    changed = redact(reading.path, place, now(), keep_answer)
    printer = Printer(people(), theme_in(workplace))
    printer.text(f"Removed {what} from {name} and its history.")
    _print_places(printer, list(_elsewhere(workplace, reading, engine, changed)))
    if not keep_answer:
        click.echo("The question is open again:", err=True)
        click.echo(f"  interview edit {as_argument(reading.name)} {address}", err=True)
    return 0


def _print_places(printer: Printer, places: list[str]) -> None:
    if places:
        printer.text("The same text is also in:", "warning")
    for place in places:
        printer.text(f"  {place}", "warning")
    printer.text("Commits, backups and other copies of the session still contain it.", "warning")


def _elsewhere(
    workplace: Workplace, reading: SessionReading, engine: Engine, changed: Redaction
) -> Iterator[str]:
    """Yield where the removed text is as well, as far as this program can know."""
    from interview.session.phrases import named
    from interview.storage.redaction import addresses_with, files_with

    for address in addresses_with(changed.events, changed.lines):
        where = named(engine, Address.parse(address)) if "." in address else address
        yield f"{on_a_line(where) or 'the session itself'}, or its history"
    exports = {workplace.project.root / export.path for export in engine.state.exports}
    files = [*_sessions(workplace, reading.path), *sorted(exports)]
    yield from (on_a_line(str(path)) for path in files_with(files, changed.lines))


def _sessions(workplace: Workplace, own: Path) -> list[Path]:
    """Return the other files of the folder of the sessions and of its trash."""
    folders = (own.parent, workplace.store.folder, workplace.store.trash.folder)
    files = {file for folder in folders if folder.is_dir() for file in folder.iterdir()}
    return sorted(files - {own})
