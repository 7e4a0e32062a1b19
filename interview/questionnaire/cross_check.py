"""What no part of a questionnaire can see by itself: names that must fit together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from interview.errors import did_you_mean
from interview.questionnaire.circles import on_circles, shortest_circle
from interview.questionnaire.kinds.references import References
from interview.questionnaire.truth_table import MOST_ROWS, TruthTable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from interview.questionnaire.conditions import Condition
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question


class Report(Protocol):
    """Takes one problem: where in the file, what is wrong, what to do."""

    def __call__(self, where: str, message: str, hint: str) -> None:
        """Report a problem."""


class QuestionPlace(NamedTuple):
    """A question in its section."""

    section: str
    question: str

    def __str__(self) -> str:
        return f"{self.section}.{self.question}"

    @property
    def where(self) -> str:
        """The place, as a problem names it."""
        return f"section '{self.section}', question '{self.question}'"


@dataclass(eq=False, repr=False)
class CrossCheck:
    """The checks of one questionnaire.

    Attributes:
        broken: Places that could not be read; they are reported already and what looks at them is
            not reported again.
    """

    sections: Sequence[Section]
    broken: frozenset[QuestionPlace]
    sources: Collection[str]
    report: Report
    _rows_left: int = MOST_ROWS

    def run(self) -> None:
        """Report every problem."""
        self._duplicates()
        self._items()
        self._renamed()
        for section in self.sections:
            self._suggestion(f"section '{section.id}'", section.suggest)
            for question in section.question:
                self._suggestion(QuestionPlace(section.id, question.id).where, question.suggest)
                self._references(section, question)
                for condition in question.conditions():
                    if self._condition(section, question, condition):
                        self._outcomes(section, question, condition)
        self._order()

    def _duplicates(self) -> None:
        for name in _repeated(section.id for section in self.sections):
            self.report(f"section '{name}'", f"the id '{name}' is used twice", "Rename one.")
        for section in self.sections:
            broken = [place.question for place in self.broken if place.section == section.id]
            ids = [question.id for question in section.question] + broken
            for name in _repeated(ids):
                self.report(QuestionPlace(section.id, name).where, f"the id '{name}' is used twice "
                            "in this section", "Rename one; use [[section.question.variant]] for "
                            "other words under a condition.")  # fmt: skip

    def _renamed(self) -> None:
        """Report old names that do not lead to one question of today; answers would go astray."""
        today = {
            QuestionPlace(section.id, name.id)
            for section in self.sections
            for name in section.question
        }
        seen: dict[QuestionPlace, QuestionPlace] = {}
        for section in self.sections:
            for question in section.question:
                place = QuestionPlace(section.id, question.id)
                for name in question.renamed_from:
                    before, dot, last = name.rpartition(".")
                    old = QuestionPlace(before if dot else section.id, last)
                    if old in today:
                        self.report(place.where, f"renamed_from names '{name}', which is still "
                                    "asked", "Remove it.")  # fmt: skip
                    elif seen.setdefault(old, place) != place:
                        self.report(place.where, f"'{name}' was renamed to '{seen[old]}' already",
                                    "Keep it for one of them.")  # fmt: skip

    def _items(self) -> None:
        letters = Counter(section.key_letter for section in self.sections if section.repeats)
        for section in self.sections:
            if section.repeats and letters[section.key_letter] > 1:
                self.report(f"section '{section.id}'", f"another item begins with "
                            f"'{section.key_letter}' too", "Choose items with different first "
                            "letters; keys such as t1 are made of them.")  # fmt: skip
            if section.at_least and not section.repeats:
                self.report(f"section '{section.id}'", "at_least is set but the section has no "
                            "item", 'Name what is repeated: item = "…".')  # fmt: skip

    def _suggestion(self, where: str, source: str) -> None:
        if source and source not in self.sources:
            self.report(where, f"unknown source of suggestions '{source}'"
                        f"{did_you_mean(source, self.sources)}",
                        f"Known: {', '.join(sorted(self.sources)) or 'none'}.")  # fmt: skip

    def _references(self, section: Section, question: Question) -> None:
        if not isinstance(question, References):
            return
        repeating = [section.id for section in self.sections if section.repeats]
        if question.section not in repeating:
            self.report(QuestionPlace(section.id, question.id).where, f"'{question.section}' is "
                        f"not a repeating section{did_you_mean(question.section, repeating)}",
                        "References name the items of a repeating section.")  # fmt: skip

    def _condition(self, section: Section, question: Question, condition: Condition) -> bool:
        """Report the names and answers that are at fault; say whether there were none."""
        where = QuestionPlace(section.id, question.id).where
        sound = True
        for name, wanted in condition.mentions():
            place = self._find(section, name)
            if place in self.broken:
                sound = False
            elif fault := self._fault(section, name, place):
                self.report(where, *fault)
                sound = False
            else:
                target = place and self._question(place)
                for value in wanted:
                    if why := target.admits(value) if target else "":
                        self.report(where, f"the condition on '{name}' can never hold: {why}",
                                    "Use an answer that the question accepts.")  # fmt: skip
                        sound = False
        return sound

    def _fault(
        self, section: Section, name: str, place: QuestionPlace | None
    ) -> tuple[str, str] | None:
        """Return what is wrong with a name in a condition, and what to do."""
        target = place and self._question(place)
        if place is None or target is None:
            return (
                f"the condition names '{name}', which is not a question"
                f"{did_you_mean(name, self._names(section))}",
                "Name a question of this section, or section.question.",
            )
        if place.section != section.id and self._section(place.section).repeats:
            return (
                f"the condition refers to '{name}', which is answered once per "
                f"{self._section(place.section).item}",
                "Look at a question of this section or of one that is asked once.",
            )
        if not target.comparable:
            return (
                f"the condition refers to '{name}', whose kind '{target.kind}' has no fixed "
                "answers",
                "Look at a choice, a confirm, a number or a text.",
            )
        return None

    def _outcomes(self, section: Section, question: Question, condition: Condition) -> None:
        """Report a condition under which the question is never asked, or always."""

        def find(home: str, name: str) -> tuple[QuestionPlace, str, Question] | None:
            place = self._find(self._section(home), name)
            target = place and self._question(place)
            return (place, place.section, target) if place and target else None

        where = QuestionPlace(section.id, question.id).where
        table = TruthTable(condition, section.id, find)
        if table.rows > self._rows_left:
            return
        self._rows_left -= table.rows
        results = table.outcomes()
        if results == {False}:
            self.report(where, f"the condition can never hold: {condition}",
                        "No answers meet all of it; change it.")  # fmt: skip
        elif results == {True}:
            self.report(where, f"the condition always holds: {condition}",
                        "Remove it, or name fewer answers.")  # fmt: skip

    def _order(self) -> None:
        order = {place: at for at, place in enumerate(self._places())}
        looks = {place: self._looks_at(place) & order.keys() for place in order}
        circular: set[QuestionPlace] = set()
        for place in on_circles(looks):
            if place not in circular and (cycle := shortest_circle(place, looks)):
                circular |= set(cycle)
                path = " -> ".join(str(place) for place in [*cycle, cycle[0]])
                self.report(place.where, f"the conditions are circular: {path}",
                            "Remove one of these dependencies.")  # fmt: skip
        for place, seen in looks.items():
            for target in sorted(seen - circular if place in circular else seen):
                if order[target] > order[place]:
                    text = f"the condition refers to '{target}', which is asked later"
                    self.report(place.where, text, "Move that question before this one.")

    def _looks_at(self, place: QuestionPlace) -> set[QuestionPlace]:
        question = self._question(place)
        section = self._section(place.section)
        return {
            target
            for condition in (question.conditions() if question else ())
            for name, _ in condition.mentions()
            if (target := self._find(section, name))
        }

    def _places(self) -> Iterator[QuestionPlace]:
        for section in self.sections:
            for question in section.question:
                yield QuestionPlace(section.id, question.id)

    @cached_property
    def _known(self) -> frozenset[QuestionPlace]:
        return frozenset(self._places()) | self.broken

    def _find(self, section: Section, name: str) -> QuestionPlace | None:
        if QuestionPlace(section.id, name) in self._known:
            return QuestionPlace(section.id, name)
        absolute = QuestionPlace(*name.split(".")) if name.count(".") == 1 else None
        return absolute if absolute in self._known else None

    @cached_property
    def _by_id(self) -> dict[str, Section]:
        # Duplicate ids are reported elsewhere; the first question with an id counts.
        return {section.id: section for section in reversed(self.sections)}

    def _section(self, name: str) -> Section:
        return self._by_id[name]

    def _question(self, place: QuestionPlace) -> Question | None:
        return self._section(place.section).questions.get(place.question)

    def _names(self, section: Section) -> list[str]:
        return [*section.questions, *(str(place) for place in self._places())]


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
