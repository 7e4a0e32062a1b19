"""A session that a command writes: opened, held, and let go again."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.project.workplace import now
from interview.storage.store import append_to
from interview.terminal.screen import report
from interview.terminal.screen.printer import Printer, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.project.workplace import Workplace
    from interview.session.engine import Consequences, Engine
    from interview.session.events import Event
    from interview.storage.journal import Journal
    from interview.storage.store import Reading


@dataclass(eq=False, repr=False)
class Opened:
    """A session with its journal; what happens in it is on the disk before anything else."""

    reading: Reading
    engine: Engine
    journal: Journal | None

    def keep(self, *events: Event) -> None:
        """Put events on the disk, all or none."""
        assert self.journal is not None  # noqa: S101 - open as long as this is
        self.journal.append(*events)

    def happen(self, *events: Event) -> list[Consequences]:
        """Keep events and take them in; say what each did to other answers."""
        if events:
            self.keep(*events)
        return [self.engine.apply(event) for event in events]


@contextmanager
def opened(workplace: Workplace, found: Reading) -> Iterator[Opened]:
    """Hold a session for writing; say what a person should know about its file.

    Raise SessionError when another process holds it, or it cannot be written.
    """
    reading, journal = append_to(found.path, now(), workplace.store.refuges)
    with journal:
        session = Opened(reading, workplace.engine(reading), journal)
        printer = Printer(people())
        for warning in reading.warnings:
            printer.text(warning, "warning")
        if journal.held.left_by:
            left = f"It was left open by {journal.held.left_by}; every answer is there."
            printer.text(left, "warning")
            if not journal.held.left_by.is_here:
                printer.text("That is another machine: make sure that nobody goes on there.",
                             "warning")  # fmt: skip
        report.misfits(printer, session.engine)
        yield session
