"""Whether the roles that a questionnaire gives can be played where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from interview.errors import did_you_mean
from interview.questionnaire.cross_check import QuestionPlace
from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.kinds.references import References
from interview.questionnaire.roles import QUESTIONS, SECTIONS, Progress, Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from interview.questionnaire.cross_check import Report
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question


def check_roles(sections: Sequence[Section], report: Report) -> None:
    """Report every role that is unknown, given twice, or out of place.

    Args:
        sections: The sections of a questionnaire, without what could not be read.
        report: Takes each problem.
    """
    for section in sections:
        _look_at_section(section, report)
        for question in section.question:
            _look_at_question(section, question, report)
    _look_for_doubles(sections, report)


def _look_for_doubles(sections: Sequence[Section], report: Report) -> None:
    places = [
        (section.role, f"section '{section.id}'")
        for section in sections
        if section.role in SECTIONS
    ]
    places += [
        (question.role, QuestionPlace(section.id, question.id).where)
        for section in sections
        for question in section.question
        if question.role in QUESTIONS
    ]
    seen: set[str] = set()
    for role, where in places:
        if role in seen:
            report(where, f"the role '{role}' is used twice", "Keep it for one of them.")
        seen.add(role)


def _look_at_section(section: Section, report: Report) -> None:
    where = f"section '{section.id}'"
    if section.role in SECTIONS and not section.repeats:
        report(where, f"the role '{section.role}' is for a repeating section",
               'Name what is repeated: item = "…".')  # fmt: skip
    elif section.role and section.role not in SECTIONS:
        _tell_unknown(where, section.role, SECTIONS, "sections", report)


def _tell_unknown(where: str, role: str, known: Collection[str], what: str, report: Report) -> None:
    elsewhere = role in SECTIONS or role in QUESTIONS
    message = f"'{role}' is not a role of {what}" if elsewhere else (
        f"unknown role '{role}'{did_you_mean(role, known)}")  # fmt: skip
    report(where, message, f"Roles of {what}: {', '.join(known)}.")


def _look_at_question(section: Section, question: Question, report: Report) -> None:
    where = QuestionPlace(section.id, question.id).where
    if question.role not in QUESTIONS:
        if question.role:
            _tell_unknown(where, question.role, QUESTIONS, "questions", report)
        return
    role = Role(question.role)
    if question.kind not in QUESTIONS[role].kinds:
        report(where, f"a question of kind '{question.kind}' cannot have the role '{role}'",
               f"Kinds that can: {', '.join(QUESTIONS[role].kinds)}.")  # fmt: skip
    elif (within := QUESTIONS[role].within) is None and section.repeats:
        report(where, f"the role '{role}' is for a question that is asked once",
               "Give it to a question of a section without an item.")  # fmt: skip
    elif within is not None and section.role != within:
        message = f"the role '{role}' is for a question of the section with the role '{within}'"
        report(where, message, f'Give the section role = "{within}", or remove the role.')
    else:
        _look_inside(where, section, question, report)


def _look_inside(where: str, section: Section, question: Question, report: Report) -> None:
    """Report what keeps a question from its role, though its kind is right."""
    if isinstance(question, References) and question.section != section.id:
        report(where, f"the role '{question.role}' is for references to '{section.id}'",
               f'Write section = "{section.id}".')  # fmt: skip
    if isinstance(question, ChoiceQuestion) and question.role == Role.STATUS:
        known = get_args(Progress)
        others = [choice.value for choice in question.choices if choice.value not in known]
        if others:
            hint = f"Choose from {', '.join(known)}; their labels are free."
            report(where, f"'{others[0]}' is not a status", hint)
