"""Where a command at the terminal works: in which project, and on which session."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from interview.terminal.screen.printer import Printer, people
from interview.terminal.screen.theme import theme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.project.open_session import OpenSession
    from interview.project.workplace import Workplace
    from interview.storage.session_file import SessionReading
    from interview.terminal.screen.theme import Theme


def theme_in(workplace: Workplace) -> Theme:
    """Return what everything looks like that is shown in a project."""
    return theme_of(workplace.project.settings["theme"].value, os.environ)


def print_remark(workplace: Workplace) -> None:
    """Print what a person should know about the folder of the sessions."""
    if workplace.remark:
        Printer(people(), theme_in(workplace)).text(workplace.remark, "warning")


@contextmanager
def opened(workplace: Workplace, reading: SessionReading) -> Iterator[OpenSession]:
    """Hold a session for writing, and print what a person should know about its file.

    Raises:
        SessionError: Another process holds the session, or it cannot be written.
    """
    from interview.project.open_session import held_open

    with held_open(workplace, reading) as session:
        _print_warnings(session, Printer(people(), theme_in(workplace)))
        yield session


def _print_warnings(session: OpenSession, printer: Printer) -> None:
    from interview.terminal.screen import report

    for warning in session.reading.warnings:
        printer.text(warning, "warning")
    if left_by := session.journal.held.left_by:
        message = f"It was last open in {left_by}, and not closed; every answer is saved."
        printer.text(message, "warning")
        if not left_by.is_here:
            message = "That is another machine: make sure that nobody continues it there."
            printer.text(message, "warning")
    report.misfits(printer, session.engine)
