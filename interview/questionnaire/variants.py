"""The words in which a question is asked: its own, or those of the variant that applies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.question import Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview.questionnaire.model import Questionnaire
    from interview.questionnaire.question import Question, Value

Place = tuple[str, str]
"""A question's section and id."""


class Wordings:
    """A question and what its variants make of it; each is built once, so `is` compares them."""

    def __init__(self, question: Question) -> None:
        fields = question.model_fields_set - {"variant", "when"}
        plain = {name: getattr(question, name) for name in fields} if question.variant else {}
        self.plain = question
        self.variants = [
            (variant.when, type(question).model_validate({**plain, **variant.changes}))
            for variant in question.variant
        ]

    def choose(self, answer: Callable[[str], Value]) -> Question:
        """Return the first variant whose condition holds, else the plain question."""
        for condition, question in self.variants:
            if condition.holds(answer):
                return question
        return self.plain

    def accept(self, value: Value) -> Value:
        """Return the answer that a value stands for in any of the wordings; raise Rejected."""
        if value is None:
            return None
        try:
            return self.plain.accept(value)
        except Rejected:
            for _, question in self.variants:
                try:
                    return question.accept(value)
                except Rejected:
                    continue
            raise


def words_of(questionnaire: Questionnaire) -> dict[Place, Wordings]:
    """Return the words of every question."""
    return {
        (section.id, question.id): Wordings(question)
        for section in questionnaire.section
        for question in section.question
    }


def dependants(questionnaire: Questionnaire) -> dict[Place, list[str]]:
    """Return, for each question, the sections whose questions depend on its answer."""
    looked_at_by: dict[Place, set[Place]] = {}
    for looked_at, place in _mentions(questionnaire):
        looked_at_by.setdefault(looked_at, set()).add(place)
    order = {name: at for at, name in enumerate(questionnaire.sections)}
    reached: dict[Place, set[str]] = {}
    places = [(section.id, name) for section in questionnaire.section for name in section.questions]
    # Conditions look back: from the last question to the first, what stands behind is known.
    for place in reversed(places):
        targets = looked_at_by.get(place, ())
        reached[place] = {section for section, _ in targets}
        for target in targets:
            reached[place] |= reached.get(target, set())
    return {place: sorted(reached[place], key=order.__getitem__) for place in looked_at_by}


def _mentions(questionnaire: Questionnaire) -> Iterator[tuple[Place, Place]]:
    """Yield each question that a condition looks at, with the question of the condition."""
    for section in questionnaire.section:
        for question in section.question:
            for condition in question.conditions():
                for name, _ in condition.mentions():
                    is_local = name in section.questions
                    target = (section.id, name) if is_local else tuple(name.split(".", 1))
                    yield (target[0], target[1]), (section.id, question.id)
