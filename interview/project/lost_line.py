"""Which questionnaire a session asked whose first line is lost: the one that its answers fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.errors import InterviewError
from interview.questionnaire.iteration import ITERATION
from interview.session.events import QuestionnaireName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview.project.workplace import Workplace
    from interview.questionnaire.model import Questionnaire
    from interview.session.events import Event


def questionnaire_of(workplace: Workplace, events: Sequence[Event]) -> QuestionnaireName:
    """Return the questionnaire within reach that asks most of what was answered.

    Of several alike the one that the project asks comes first, then the iteration.

    Args:
        workplace: Where the session is.
        events: What can still be read of it.
    """
    best = max(_within_reach(workplace), key=lambda questionnaire: _fitting(questionnaire, events))
    return QuestionnaireName(name=best.name, version=best.version)


def _within_reach(workplace: Workplace) -> Iterator[Questionnaire]:
    library = workplace.library
    usual = str(workplace.project.settings["questionnaire"].value)
    for name in dict.fromkeys((usual, ITERATION, *library.questionnaires())):
        try:
            yield library.questionnaire(name)
        except InterviewError:
            continue  # `questionnaire check` says what is wrong with it


def _fitting(questionnaire: Questionnaire, events: Iterable[Event]) -> int:
    """Return how many of the places that events name are in a questionnaire."""
    places = set(_places(questionnaire))
    named = {_place_of(event) for event in events}
    return len(named & places)


def _places(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.section:
        if section.repeats:
            yield section.id
        for question in section.question:
            yield f"{section.id}.{question.id}"
            for name in question.renamed_from:
                yield name if "." in name else f"{section.id}.{name}"


def _place_of(event: Event) -> str:
    """Return the place that an event is about, without its item."""
    if address := getattr(event, "address", ""):
        section, *_, question = address.split(".")
        return f"{section}.{question}"
    return str(getattr(event, "section", ""))
