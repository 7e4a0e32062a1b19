"""What of a questionnaire an interview needs to know, and what no answer ever changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.variants import dependants, words_of
from interview.session.migration import Fitting

if TYPE_CHECKING:
    from interview.questionnaire.model import Questionnaire


class Blueprint:
    """A questionnaire, and what follows from it alone.

    Attributes:
        questionnaire: What may be asked.
        words: By section and question, the words in which each can be asked.
        fitting: Holds events of any session against it.
        dependants: By section and question, the sections that look at its answer.
        looked_at: The sections that conditions elsewhere look at, in their order.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.words = words_of(questionnaire)
        self.fitting = Fitting(questionnaire, self.words)
        self.dependants = dependants(questionnaire)
        self.looked_at = _looked_at(questionnaire)


def _looked_at(questionnaire: Questionnaire) -> list[str]:
    """Return the sections that conditions elsewhere look at, in their order."""
    named = {
        name.partition(".")[0]
        for section in questionnaire.section
        for question in section.question
        for condition in question.conditions()
        for name, _ in condition.mentions()
        if name not in section.questions
    }
    return [section.id for section in questionnaire.section if section.id in named]
