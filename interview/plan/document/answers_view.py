"""Answers to a team's own questions as a document shows them: by the kind of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.plan.document.labels import OPEN, STATUSES
from interview.plan.document.markdown.blocks import block
from interview.plan.document.markdown.code import fence
from interview.plan.document.markdown.lines import inline, strong
from interview.plan.document.markdown.text import Markdown
from interview.questionnaire.parts import Bullets, CodeText, Content, Inline, Row, Rows, TextBlock
from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview.questionnaire.model import Questionnaire, Section
    from interview.questionnaire.question import Question, Value

View = dict[str, Any]


def own_view(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    gaps: Mapping[str, str],
    wanted: Callable[[str, str, str], bool] = lambda *_: True,
) -> View:
    """Return what a template sees of answers: by section and question, each as Markdown.

    A section that repeats is a list of its items, each with its `number`; tasks have a `status`.
    What is open is its gap, or empty. `own` of a section or item is all of it below one another,
    each with its label.

    Args:
        wanted: Says by section, question and key of the item, if any, what to show.
    """
    return {
        section.id: _section(section, answers, gaps, wanted) for section in questionnaire.section
    }


def _section(
    section: Section,
    answers: Mapping[str, Any],
    gaps: Mapping[str, str],
    wanted: Callable[[str, str, str], bool],
) -> Any:
    answer = answers.get(section.id)

    def shown(given: Mapping[str, Any], where: str, key: str = "") -> View:
        questions = [
            question for question in section.question if wanted(section.id, question.id, key)
        ]
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
        {
            "number": number,
            **_tracked(section, item),
            **shown(item, f"{section.id}.{item['key']}", item["key"]),
        }
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
    return Markdown(_markdown(question.in_document(value, _Items(answers))))


class _Items(NamedTuple):
    """The items that answers hold, each with its key."""

    answers: Mapping[str, Any]

    def positions(self, section: str, keys: list[str]) -> list[int]:
        """Return the positions of items, from 1, in the order of the keys; of those that exist."""
        known_keys = [item["key"] for item in self.answers.get(section) or ()]
        return [known_keys.index(key) + 1 for key in keys if key in known_keys]

    def name(self, section: str) -> str:
        """Return what an item of a section is called."""
        return section


def _markdown(content: Content) -> str:
    """Return what stands in a document as Markdown."""
    match content:
        case Inline():
            return inline(content.text)
        case TextBlock():
            return block(content.text)
        case CodeText():
            return fence(content.text, content.language)
        case Bullets():
            return "\n".join(f"- {inline(line)}" for line in content.lines)
        case Rows():
            code = any(row.code for row in content.rows)
            return ("\n\n" if code else "\n").join(map(_row, content.rows))


def _row(row: Row) -> str:
    """Return a row as an item of a list: its name stands out, code stands below."""
    texts = " - ".join(inline(text, at_start=False) for text in row.texts)
    line = f"- {strong(row.name)}" + (f": {texts}" if texts else "")
    below = [fence(code.text, code.language, indent=2) for code in row.code]
    return "\n\n".join([line, *below])
