"""A session that begins with the first thing there is to keep."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from interview.project.workplace import Workplace
    from interview.session.engine import Engine
    from interview.session.events import Event
    from interview.storage.journal import Journal


@dataclass(eq=False, repr=False)
class NewSession:
    """A session whose file begins with the first thing there is to keep."""

    workplace: Workplace
    engine: Engine
    journal: Journal | None = None

    def keep(self, *events: Event) -> None:
        """Put events on the disk, in a new file when they are the first."""
        if self.journal is None:
            self.journal = self._begin(*events)
        else:
            self.journal.append(*events)

    def close(self) -> None:
        """Let the file go, if there is one."""
        if self.journal is not None:
            self.journal.close()

    def _begin(self, first: Event, *others: Event) -> Journal:
        from interview.discovery.commit import find_commit
        from interview.discovery.repository import Repository
        from interview.session.events import QuestionnaireName, Started

        questionnaire = self.engine.questionnaire
        left = False
        try:
            commit = find_commit(Repository(self.workplace.project.root))
        except KeyboardInterrupt:  # git may be slow; the answer is kept even if git gives none
            commit, left = None, True
        started = Started(
            id=os.urandom(16).hex(),
            questionnaire=QuestionnaireName(name=questionnaire.name, version=questionnaire.version),
            project=self.workplace.project.name,
            branch=commit.branch if commit else "",
            commit=commit.commit if commit else "",
            at=first.at,
        )
        self.engine.apply(started)
        name = self.workplace.session_name(questionnaire, self._number(first))
        journal = self.workplace.store.create(name, started, first, *others)
        self.workplace.register()
        if left:
            self.journal = journal
            raise KeyboardInterrupt
        return journal

    def _number(self, first: Event) -> object:
        """Return the number that was given first, else the next one."""
        given = str(getattr(first, "value", ""))
        asked = self.engine.address_of(Role.NUMBER)
        if asked and getattr(first, "address", "") == str(asked) and given.isdecimal():
            return given  # an unfinished entry may hold any text
        return self.workplace.next_number(self.engine.questionnaire)[0]
