"""How long a person takes for a question, and so how many minutes are left for the open ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.session.address import Address
from interview.session.events import Answered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from interview.questionnaire.model import Questionnaire
    from interview.session.engine import Engine
    from interview.session.events import Event

BREAK = 600
"""Seconds between two events; after more the person was away, and it says nothing."""

ENOUGH = 5
"""Answers from which a pace is told; fewer say too little."""

ENOUGH_OF_A_KIND = 3
"""Answers of a kind of question from which that kind has a pace of its own: code takes longer."""


class Pace:
    """The times between the answers of one person."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._before: datetime | None = None
        self._seconds: dict[str, list[float]] = {}

    def follow(self, events: Iterable[Event]) -> None:
        """Take in what happened; an answer took the time since the event before it."""
        for event in events:
            before, self._before = self._before, event.at
            if not isinstance(event, Answered) or event.origin in ("file", "flag") or event.batch:
                continue
            address = Address.parse(event.address)
            section = self._questionnaire.sections.get(address.section)
            question = section and section.questions.get(address.question)
            if before and question and (took := (event.at - before).total_seconds()) <= BREAK:
                self._seconds.setdefault(question.kind, []).append(max(took, 0))

    def minutes_left(self, engine: Engine) -> int | None:
        """Return the minutes that the open questions will take; None while that is not known."""
        everything = [number for durations in self._seconds.values() for number in durations]
        if len(everything) < ENOUGH:
            return None
        usual = sum(everything) / len(everything)
        own = {
            kind: sum(durations) / len(durations)
            for kind, durations in self._seconds.items()
            if len(durations) >= ENOUGH_OF_A_KIND
        }
        return round(sum(own.get(question.kind, usual) for question in engine.ahead()) / 60)
