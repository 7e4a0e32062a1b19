"""Whether a condition can hold at all, and whether it can fail: every combination is tried."""

from __future__ import annotations

from itertools import combinations, product
from math import prod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from interview.questionnaire.conditions import Condition
    from interview.questionnaire.question import Question

Place = TypeVar("Place", bound="Hashable")

MOST_ROWS = 20_000
"""Combinations of answers that are tried for a questionnaire; it may be a stranger's."""

_MOST_QUESTIONS = MOST_ROWS.bit_length()
"""Questions of one table; as each has two answers at least, more have too many combinations."""


class _Other:
    """An answer that no condition mentions."""

    def __repr__(self) -> str:
        return "any other answer"


OTHER = _Other()


class TruthTable(Generic[Place]):
    """The combinations of answers to the questions that a condition looks at, near and far.

    Args:
        condition: The condition.
        section: The section in which its names are looked up first.
        find: Returns the question of a name as a section knows it, with its place and its section;
            None for one that cannot be looked at.
    """

    def __init__(
        self,
        condition: Condition,
        section: str,
        find: Callable[[str, str], tuple[Place, str, Question] | None],
    ) -> None:
        self._condition, self._section, self._find = condition, section, find
        self._questions: dict[Place, tuple[str, Question]] = {}
        mentioned: dict[Place, list[Any]] = {}
        known = self._collect(mentioned)
        self._answers = {
            place: list(_answers(question, mentioned[place]))
            for place, (_, question) in self._questions.items()
        }
        self.rows = prod(map(len, self._answers.values())) if known else MOST_ROWS + 1

    def _collect(self, mentioned: dict[Place, list[Any]]) -> bool:
        """Collect the questions and what is said of their answers; say whether all are known."""
        pending = [(self._condition, self._section)]
        while pending:
            condition, section = pending.pop()
            for name, wanted in condition.mentions():
                target = self._find(section, name)
                if target is None or len(self._questions) > _MOST_QUESTIONS:
                    return False
                place, home, question = target
                if place not in self._questions and question.when is not None:
                    pending.append((question.when, home))
                self._questions[place] = home, question
                mentioned.setdefault(place, []).extend(wanted)
        return True

    def outcomes(self) -> set[bool]:
        """Return what the condition comes to: `{True}` always holds, `{False}` never does."""
        rows = (
            dict(zip(self._answers, values, strict=True))
            for values in product(*self._answers.values())
        )
        return {
            self._holds(self._condition, self._section, row)
            for row in rows
            if self._is_possible(row)
        }

    def _holds(self, condition: Condition, section: str, row: Mapping[Place, Any]) -> bool:
        def answer(name: str) -> Any:
            target = self._find(section, name)
            return row[target[0]] if target else None

        return condition.holds(answer)

    def _is_possible(self, row: Mapping[Place, Any]) -> bool:
        """Whether what does not apply has no answer, and what is required and applies has one."""
        for place, (section, question) in self._questions.items():
            applies = question.when is None or self._holds(question.when, section, row)
            if row[place] is not None and not applies:
                return False
            if row[place] is None and applies and question.required:
                return False
        return True


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
