"""A session that a command writes: opened, held, and let go again."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.project.workplace import now
from interview.storage.session_file import append_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.project.workplace import Workplace
    from interview.session.engine import Engine
    from interview.session.events import Event
    from interview.session.steps import Consequences
    from interview.storage.journal import Journal
    from interview.storage.session_file import SessionReading


@dataclass(eq=False, repr=False)
class OpenSession:
    """A session with its journal; what happens in it is on the disk before anything else."""

    reading: SessionReading
    engine: Engine
    journal: Journal

    def keep(self, *events: Event) -> None:
        """Put events on the disk, all or none."""
        self.journal.append(*events)

    def happen(self, *events: Event) -> list[Consequences]:
        """Keep events whose values were judged and take them in; say what each did to others."""
        if events:
            self.keep(*events)
        return [self.engine.apply(event, judged=True) for event in events]


@contextmanager
def held_open(workplace: Workplace, record: SessionReading) -> Iterator[OpenSession]:
    """Hold a session for writing.

    Raises:
        SessionError: If another process holds it, or it cannot be written.
    """
    reading, journal = append_to(record.path, now(), workplace.store.refuges)
    with journal:
        yield OpenSession(reading, workplace.engine(reading), journal)
