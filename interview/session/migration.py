"""Fits the answers of a session to a questionnaire that has changed since they were given.

What a question of today takes is kept, under the name that the question has today. What it does not
take is not thrown away: it is listed as a misfit, with the reason, and where it can be read as text
the question starts from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.questionnaire.question import Rejected
from interview.session.address import Address
from interview.session.events import Answered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.questionnaire.model import Questionnaire
    from interview.questionnaire.question import Value
    from interview.questionnaire.variants import Place, Wordings
    from interview.session.events import Cleared, Drafted, Postponed

    Addressed = Answered | Cleared | Drafted | Postponed


class Misfit(NamedTuple):
    """An answer that no question of this questionnaire takes.

    Attributes:
        address: Where it stands in the session.
        why: One sentence.
        draft: What the question of that name can start from instead.
    """

    address: Address
    value: Value
    why: str
    draft: str | None = None


class Fitting:
    """The names and kinds of one questionnaire, held against the events of any session."""

    def __init__(self, questionnaire: Questionnaire, words: Mapping[Place, Wordings]) -> None:
        self._sections = questionnaire.sections
        self._words = words
        self._now: dict[Place, Place] = {
            _old(old, section.id): (section.id, question.id)
            for section in questionnaire.section
            for question in section.question
            for old in question.renamed_from
        }

    def place(self, address: Address) -> Address:
        """Return the address that an answer has today."""
        now = self._now.get((address.section, address.question))
        if now is None or (address.section, address.question) in self._words:
            return address
        return Address(now[0], address.item, now[1])

    def fit(self, event: Addressed) -> Addressed | Misfit:
        """Return an event as it is understood today, or why it is not."""
        written = Address.parse(event.address)
        address = self.place(written)
        value = getattr(event, "value", None)
        if why := self._why_nowhere(address):
            return Misfit(written, value, why)
        if isinstance(event, Answered):
            try:
                value = self._words[address.section, address.question].accept(value)
            except Rejected as error:
                return Misfit(written, value, str(error), _typed(value))
        if address == written and value is getattr(event, "value", None):
            return event
        return event.model_copy(update={"address": str(address), "value": value})

    def _why_nowhere(self, address: Address) -> str:
        section = self._sections.get(address.section)
        if section is None or address.question not in section.questions:
            return "this questionnaire does not ask it"
        if section.repeats and not address.item:
            return f"it is asked for each {section.item} now"
        if address.item and not section.repeats:
            return "it is asked once now"
        return ""


def _old(name: str, section: str) -> Place:
    """Return the place that an old name stands for: `question`, or `section.question`."""
    before, dot, question = name.rpartition(".")
    return (before if dot else section, question)


def _typed(value: Value) -> str | None:
    """Return an answer as the text that one would have typed for it, if there is such a text."""
    if isinstance(value, dict):
        return _typed(value.get("text"))
    if isinstance(value, list):
        lines = [_typed(element) for element in value]
        return "\n".join(line for line in lines if line) or None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    return None
