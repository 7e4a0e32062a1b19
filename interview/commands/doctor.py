"""`interview doctor`: what is wrong with session files, and what can be done about it."""

from __future__ import annotations

import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING

import click

from interview.errors import DONE, UNFINISHED, InterviewError
from interview.project.workplace import Workplace, followed, now
from interview.terminal.here import theme_in
from interview.terminal.options import session_argument, sessions_option
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import as_argument, on_a_line

if TYPE_CHECKING:
    from pathlib import Path

    from interview.session.engine import Engine
    from interview.storage.repair import Examination


@click.command
@session_argument
@click.option(
    "--repair", "fix", is_flag=True, help="Repair the file; a copy of the original is kept."
)
@sessions_option
def command(session: str | None, fix: bool, sessions_dir: str | None) -> int:
    """Diagnose session files, and say what --repair would do.

    SESSION is a session's name, a unique part of it, or a path; by default every session of this
    project is checked. The exit code is 1 if a problem remains.
    """
    workplace = Workplace.here(sessions_dir)
    names = [session] if session else workplace.store.names()
    paths = [workplace.store.find(name) for name in names]
    printer = Printer(sys.stdout, theme_in(workplace))
    if not paths:
        printer.text(
            on_a_line(f"{workplace.project.name} has no sessions in {workplace.store.folder}.")
        )
    if fix:
        from interview.storage.manage import tidy

        # In a folder that cannot be written, this program left nothing behind
        with suppress(OSError):
            tidy(workplace.store.folder)
    healthy = [_look_at(workplace, path, fix, printer) for path in paths if path.exists()]
    return DONE if all(healthy) else UNFINISHED


def _look_at(workplace: Workplace, path: Path, fix: bool, printer: Printer) -> bool:
    """Report on one session, repair it on request; say whether no problem remains."""
    from interview.storage.lock import hold

    try:
        # A repair needs the lock: no other process may write the file meanwhile.
        with followed(path), hold(path, now()) if fix else nullcontext():
            examination = _examined(workplace, path)
            copies = _copies(workplace, path, examination)
            engine = None if examination.troubles else workplace.engine(workplace.read(str(path)))
            _report(path, examination, engine, printer)
            if fix and examination.can_be_repaired and not copies:
                return _repaired(examination, printer)
        if fix and copies:
            return _brought_together(path, copies, printer)
    except InterviewError as error:
        printer.text(f"{on_a_line(path.stem)}: {error.message}", "strong")
        printer.text(f"  {error.hint}")
        return False
    if examination.can_be_repaired:
        command_line = f"interview doctor --repair {as_argument(path.stem)}"
        printer.text(f"  To repair it: {command_line}", "aside")
    return not examination.troubles


def _copies(workplace: Workplace, path: Path, examination: Examination) -> list[Path]:
    """Return the copies that a sync service made of a whole session, and note them."""
    from interview.storage.copies import of_one_session

    if examination.troubles:
        return []
    for first, copies in of_one_session(workplace.store.paths()).items():
        if path == first:
            for copy in copies:
                what = f"{copy.name} is the same session, continued elsewhere"
                remedy = "merge its answers into this file, and move the copy to the trash"
                examination.find("the file", what, remedy)
            return copies
        if path in copies:
            examination.find("the file", f"it is the same session as {first.stem}; `interview "
                       f"doctor --repair {first.stem}` merges them")  # fmt: skip
    return []


def _brought_together(path: Path, copies: list[Path], printer: Printer) -> bool:
    from interview.session.events import Merged
    from interview.storage.copies import take_in
    from interview.storage.merge import summary
    from interview.storage.session_file import read

    for copy in copies:
        kept_copy = take_in(path, copy, now())
        printer.text(f"  {copy.name} was merged into the session. Its backup: {kept_copy}")
    for event in read(path).events[-1:]:
        if isinstance(event, Merged):
            printer.text(f"  {summary(event)}", "aside")
    return True


def _report(path: Path, examination: Examination, engine: Engine | None, printer: Printer) -> None:
    misfits = list(engine.misfits.values()) if engine else []
    fine = not examination.troubles and not misfits
    message = "no problems found" if fine else on_a_line(str(path))
    printer.text(f"{on_a_line(path.stem)}: {message}", "strong")
    for trouble in examination.troubles:
        remedy = f" → {trouble.remedy}" if trouble.remedy else ""
        printer.text(on_a_line(f"  {trouble.where}: {trouble.what}{remedy}"))
    for misfit in misfits:
        message = f"  {misfit.address}: {misfit.why}; the answer is kept in the session"
        printer.text(on_a_line(message))
    _report_merges(examination, engine, printer)


def _report_merges(examination: Examination, engine: Engine | None, printer: Printer) -> None:
    """Say what came together in the file, and what is open since; none of it is wrong."""
    from interview.session.phrases import differing, named
    from interview.storage.merge import summary

    for merged in examination.merges:
        printer.text(f"  {merged.at:%Y-%m-%d %H:%M}: {summary(merged)}", "aside")
    if engine is None:
        return
    for address, values in engine.state.contradictions.items():
        question = engine.questionnaire.sections[address.section].questions[address.question]
        printer.text(f"  {named(engine, address)}: {differing(engine, question, values)}")
    for key in (key for merged in examination.merges for key in merged.renamed.values()):
        for group in engine.groups():
            if group.item == key:
                place = engine.state.position(group)
                printer.text(f"  {group.section}.{place}: {engine.title(group)} got a key of its "
                              "own, since another branch had given it as well")  # fmt: skip


def _examined(workplace: Workplace, path: Path) -> Examination:
    from interview.project.lost_line import questionnaire_of
    from interview.storage.repair import examine

    project = workplace.project
    private = not path.resolve().is_relative_to(project.root)
    return examine(
        path, now(), project.name, lambda events: questionnaire_of(workplace, events), private
    )


def _repaired(examination: Examination, printer: Printer) -> bool:
    from interview.storage.repair import repair

    original, *aside = repair(examination)
    printer.text(f"  Repaired. Backup: {on_a_line(str(original))}")
    for path in aside:
        printer.text(f"  Unreadable lines: {on_a_line(str(path))}")
    return True
