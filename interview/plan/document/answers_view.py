"""Answers to a team's own questions as a document shows them: by the kind of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.document.labels import OPEN, STATUSES
from interview.plan.document.markdown import Markdown, block, fence, inline, strong
from interview.questionnaire.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    CodeQuestion,
    Confirm,
    Lines,
    Number,
    Paragraph,
    Records,
    References,
)
from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from interview.questionnaire.model import Questionnaire, Section
    from interview.questionnaire.question import Question, Value

View = dict[str, Any]


def own_view(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    gaps: Mapping[str, str],
    wanted: Callable[[str, str], bool] = lambda *_: True,
) -> View:
    """Return what a template sees of answers: by section and question, each as Markdown.

    A section that repeats is a list of its items, each with its `number`; tasks have a `status`.
    What is open is its gap, or empty. `own` of a section or item is all of it below one another,
    each with its label.

    Args:
        wanted: Says by section and question what to show.
    """
    return {
        section.id: _section(section, answers, gaps, wanted) for section in questionnaire.section
    }


def _section(
    section: Section,
    answers: Mapping[str, Any],
    gaps: Mapping[str, str],
    wanted: Callable[[str, str], bool],
) -> Any:
    questions = [question for question in section.question if wanted(section.id, question.id)]
    answer = answers.get(section.id)

    def shown(given: Mapping[str, Any], where: str) -> View:
        fields = {
            question.id: _field(
                question, given.get(question.id), gaps.get(f"{where}.{question.id}"), answers
            )
            for question in questions
        }
        texts = [
            Markdown(f"{strong(question.title)}:{_behind_label(fields[question.id])}")
            for question in questions
            if fields[question.id]
        ]
        return {**fields, "own": Markdown("\n\n".join(texts))}

    if not section.repeats:
        return shown(answer or {}, section.id)
    items = answer or []
    return [
        {"number": number, **_tracked(section, item), **shown(item, f"{section.id}.{item['key']}")}
        for number, item in enumerate(items, 1)
    ]


def _tracked(section: Section, item: Mapping[str, Any]) -> View:
    """Return how far a task is; nothing for other items."""
    if section.role != Role.TASKS:
        return {}
    return {"status": Markdown(STATUSES[item.get("status", "planned")])}


def _behind_label(text: str) -> str:
    """Return a field behind its label: in its line, or below it where it is longer than a line."""
    return f"\n\n{text}" if "\n" in text or text.startswith(("- ", "```")) else f" {text}"


def _field(
    question: Question, value: Value, gap: str | None, answers: Mapping[str, Any]
) -> Markdown:
    if value in (None, "", []):
        return Markdown(f"{OPEN} {inline(gap)}" if gap is not None else "")
    return Markdown(_shown(question, value, answers))


def _shown(question: Question, value: Value, answers: Mapping[str, Any]) -> str:
    """Return an answer as Markdown."""
    match question:
        case Paragraph():
            return block(value)
        case CodeQuestion():
            return fence(value["text"], value["language"])
        case Confirm():
            return "Yes" if value else "No"
        case Number():
            return f"{question.write(value)} {inline(question.unit)}".rstrip()
        case ChoiceQuestion():
            return inline(_title(question, value))
        case ChoicesQuestion():
            return _bullets([_title(question, element) for element in value])
        case Lines():
            return _bullets(value)
        case References():
            return ", ".join(_referred(question, value, answers))
        case Records():
            return _rows(question, value)
        case _:
            return inline(str(value))


def _title(question: ChoiceQuestion | ChoicesQuestion, value: str) -> str:
    return next((choice.title for choice in question.choices if choice.value == value), value)


def _bullets(lines: Sequence[str]) -> str:
    return "\n".join(f"- {inline(line)}" for line in lines)


def _referred(question: References, keys: Sequence[str], answers: Mapping[str, Any]) -> list[str]:
    """Return the numbers of items by their keys."""
    known_keys = [item["key"] for item in answers.get(question.section) or ()]
    return [str(known_keys.index(key) + 1) for key in keys if key in known_keys]


def _rows(question: Records, rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows as a list: the first column stands out, code stands below."""
    first, *others = question.columns
    code = [other for other in others if other.kind == "code"]
    words = [
        other for other in others if other.kind != "code" and other.asked and other.id != "language"
    ]
    shown = []
    for row in rows:
        texts = [inline(row[word.id], at_start=False) for word in words if row.get(word.id)]
        line = f"- {strong(row[first.id])}" + (f": {' - '.join(texts)}" if texts else "")
        below = [fence(row[column.id], row.get("language", ""), indent=2) for column in code]
        shown.append("\n\n".join([line, *below]))
    return ("\n\n" if code else "\n").join(shown)
