"""The ids that the program needs for itself; a questionnaire that uses one would lose answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.questionnaire.cross_check import Report
    from interview.questionnaire.model import Section

SECTIONS = {
    "none": "answers files list there what has no answer",
    "free": "answers files list there what is free to choose",
    "base": "the plan's JSON keeps there what the plan was made for",
    "suppressions": "the plan's JSON keeps there the rules that are suppressed",
    "own": "the plan's JSON and templates keep added answers there",
    "more": "templates find the added sections there",
    "words": "templates find the words of the document there",
    "gap": "templates find what is open there",
    "graph": "templates find the flowchart of the tasks there",
    "schedule": "templates find the order of the tasks there",
}
"""The ids that no section can have, each with what it is for."""

OWN = "own"
"""What a template finds the answers of a section under, below one another."""

OF_ITEMS = {"key": "the key of each item", "number": "the number of each item"}
"""The ids that no question of a repeating section can have, each with what it is for."""

STATUS = "status"
"""What the status of a task is kept under; only the question with that role can be called so."""


def check_ids(sections: Sequence[Section], report: Report) -> None:
    """Report every id of a section or a question that the program needs for itself."""
    for section in sections:
        where = f"section '{section.id}'"
        if purpose := SECTIONS.get(section.id):
            report(where, f"the id '{section.id}' is reserved: {purpose}", "Choose another id.")
        for name, purpose in _questions(section):
            report(f"{where}, question '{name}'", f"the id '{name}' is reserved: {purpose}",
                   "Choose another id.")  # fmt: skip


def _questions(section: Section) -> Iterator[tuple[str, str]]:
    """Yield the reserved ids among the questions of a section, each with what it is for."""
    for question in section.question:
        if question.id == OWN:
            yield question.id, "templates find all answers of the section there"
        elif section.repeats and question.id in OF_ITEMS:
            yield question.id, OF_ITEMS[question.id]
        elif question.id == STATUS and section.role == Role.TASKS and question.role != Role.STATUS:
            yield question.id, 'the status of each task; use role = "status" to ask for it'
