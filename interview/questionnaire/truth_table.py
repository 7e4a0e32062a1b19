"""Whether a condition can hold at all, and whether it can fail: every combination is tried."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from interview.questionnaire.conditions import Condition
    from interview.questionnaire.question import Question

Place = TypeVar("Place", bound="Hashable")

MOST_ROWS = 20_000
"""Combinations of answers that are tried; a condition of more is taken as it is."""


class _Other:
    """An answer that no condition mentions."""

    def __repr__(self) -> str:
        return "any other answer"


OTHER = _Other()


def outcomes(
    condition: Condition,
    section: str,
    find: Callable[[str, str], tuple[Place, str, Question] | None],
) -> set[bool] | None:
    """Return what a condition comes to over every combination of answers that there can be.

    `{True}` always holds, `{False}` never does. None where there are too many combinations.

    Args:
        section: The section in which the names of the condition are looked up first.
        find: Returns the question of a name as a section knows it, with its place and its section;
            None for one that cannot be looked at.
    """
    questions: dict[Place, tuple[str, Question]] = {}
    mentioned: dict[Place, list[Any]] = {}
    pending = [(condition, section)]
    while pending:
        part, where = pending.pop()
        for name, wanted in part.mentions():
            if (target := find(where, name)) is None:
                return None
            place, home, question = target
            if place not in questions and question.when is not None:
                pending.append((question.when, home))
            questions[place] = home, question
            mentioned.setdefault(place, []).extend(wanted)
    answers = {
        place: list(_answers(question, mentioned[place]))
        for place, (_, question) in questions.items()
    }
    if prod(map(len, answers.values())) > MOST_ROWS:
        return None

    def holds(part: Condition, where: str, row: Mapping[Place, Any]) -> bool:
        def answer(name: str) -> Any:
            target = find(where, name)
            return row[target[0]] if target else None

        return part.holds(answer)

    results: set[bool] = set()
    for values in product(*answers.values()):
        row = dict(zip(answers, values, strict=True))
        # A question that does not apply has no answer; a required one that applies has one.
        applies = {
            place: question.when is None or holds(question.when, home, row)
            for place, (home, question) in questions.items()
        }
        if all(
            applies[place] and not question.required if row[place] is None else applies[place]
            for place, (_, question) in questions.items()
            if row[place] is not None or applies[place]
        ):
            results.add(holds(condition, section, row))
    return results


def _answers(question: Question, mentioned: Sequence[Any]) -> Iterator[Any]:
    """Yield the answers between which a condition can tell; None is no answer."""
    yield None
    wanted = [value for place, value in enumerate(mentioned) if value not in mentioned[:place]]
    offered = [choice.value for choice in question.offered]
    if question.kind == "confirm":
        yield from (True, False)
    elif question.kind == "choices":
        relevant = [value for value in offered if value in wanted]
        rest: list[Any] = [OTHER] if len(relevant) < len(offered) else []
        for count in range(len(relevant) + 1):
            for chosen in combinations(relevant, count):
                if chosen or rest:
                    yield [*chosen, *rest]
                if chosen and rest:
                    yield [*chosen]
    elif offered:
        yield from (value for value in offered if value in wanted)
        if any(value not in wanted for value in offered):
            yield OTHER
    else:
        yield from wanted
        yield OTHER
