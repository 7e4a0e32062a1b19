"""`interview show`: the plan of a session as it reads so far."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from interview.errors import InterviewError
from interview.plan.schedule import steps_of
from interview.project.workplace import Workplace
from interview.terminal import completion
from interview.terminal.here import print_remark, theme_in
from interview.terminal.options import sessions_option
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import on_a_line, written_json

if TYPE_CHECKING:
    from interview.session.engine import Engine
    from interview.storage.session_file import SessionReading


@click.command
@click.argument("session", required=False, shell_complete=completion.any_session)
@click.option("--answers", "by_question", is_flag=True, help="List every question with its answer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@sessions_option
def command(session: str | None, by_question: bool, as_json: bool, sessions_dir: str | None) -> int:
    """Show the plan of a session so far, and what is missing.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session. The
    name of another project's session works, too.
    """
    workplace = Workplace.here(sessions_dir)
    if session is not None:
        workplace = workplace.of_any_project(session)
    print_remark(workplace)
    reading, engine = workplace.open(session)
    if as_json:
        click.echo(written_json(_facts(reading, engine)))
        return 0
    from interview.terminal.screen import report

    printer = Printer(sys.stdout, theme_in(workplace))
    progress = engine.progress()
    summary = f"{progress.answered} of {progress.applicable} questions answered"
    needed = f"{engine.needed} still needed"
    printer.text(f"{on_a_line(reading.name)}: {summary}, {needed}", "strong")
    for warning in reading.warnings:
        click.echo(f"interview: {on_a_line(warning)}", err=True)
    if by_question:
        report.answers(printer, engine)
    else:
        _read(workplace, engine, printer)
    return 0


def _read(workplace: Workplace, engine: Engine, printer: Printer) -> None:
    """Show the document, below what it amounts to and above what is not in it."""
    from interview.project.documents import document_of
    from interview.terminal.screen import report
    from interview.terminal.screen.documents import document
    from interview.terminal.screen.full import TerminalScreen

    try:
        text = document_of(workplace, engine)
    except InterviewError as error:  # the answers can be read without their document
        printer.text(f"{error.message}. {error.hint}", "warning")
        report.answers(printer, engine)
        return
    TerminalScreen(sys.stdout, printer.theme).tasks(steps_of(engine))
    document(sys.stdout, text, printer.theme)
    printer.blank()
    report.beside(printer, engine)


def _facts(reading: SessionReading, engine: Engine) -> dict[str, Any]:
    progress = engine.progress()
    return {
        "session": reading.name,
        "file": str(reading.path),
        "id": reading.started.id,
        "project": reading.started.project,
        "questionnaire": reading.started.questionnaire.model_dump(),
        "started": reading.started.at.isoformat(),
        "answered": progress.answered,
        "applicable": progress.applicable,
        "finished": engine.finished,
        "approved": engine.state.approved,
        "open": [str(ask.address) for ask in engine.open()],
        "missing": [str(ask.address) for ask in engine.missing()],
        "postponed": {str(at): note for at, note in engine.state.postponed.items()},
        "stale": [str(address) for address in engine.stale()],
        "contradictions": {
            str(at): list(values) for at, values in engine.state.contradictions.items()
        },
        "set_aside": [str(address) for address in engine.set_aside()],
        "misfits": {
            str(at): {"value": misfit.value, "why": misfit.why}
            for at, misfit in engine.misfits.items()
        },
        "answers": engine.answers(),
        "exports": [
            {"path": export.path, "sha256": export.sha256} for export in engine.state.exports
        ],
        "warnings": reading.warnings,
    }
