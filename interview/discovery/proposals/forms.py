"""What was found, in the form of the question that it is proposed for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.kinds.code import CodeQuestion
from interview.questionnaire.kinds.lines import Lines
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.question import Rejected
from interview.session.suggestions import Offer, Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview.questionnaire.question import Question, Value
    from interview.session.address import Address


PREVIEW = 4
"""Lines of a text that are shown with its name."""

MOST = 40
"""Parts that are offered to be ticked; more would hide each other."""


def row_for(question: Question | None, *cells: str) -> Value:
    """Return what belongs together as a question takes it: in columns, else on a line."""
    if isinstance(question, Records):
        ids = (column.id for column in question.columns)
        return [{name: cell for name, cell in zip(ids, cells, strict=False) if cell}]
    line = " - ".join(filter(None, cells))
    return [line] if isinstance(question, Lines) else line


def rows_for(question: Question | None, rows: Iterable[Sequence[str]]) -> Value:
    """Return several of them: rows and lines in a list, texts below each other."""
    values = [row_for(question, *cells) for cells in rows]
    if isinstance(question, Records | Lines):
        return [row for value in values for row in value]
    return "\n".join(values)


def code_for(question: Question | None, language: str, text: str) -> Value:
    """Return code as its question takes it: alone where it is in the language that is meant."""
    meant = question.language if isinstance(question, CodeQuestion) else ""
    return text if language == meant else {"language": language, "text": text}


def taken(suggestion: Suggestion, question: Question | None) -> Suggestion | None:
    """Return what a question takes of a suggestion; None where that is nothing.

    A questionnaire may name any source; what does not fit its question is no proposal.
    """
    if question is None:
        return suggestion
    if suggestion.offers:
        offers = tuple(offer for offer in suggestion.offers if _takes(question, offer.value))
        return suggestion._replace(offers=offers) if offers else None
    return suggestion if _takes(question, suggestion.value) else None


def _takes(question: Question, value: Value) -> bool:
    try:
        question.accept(value)
    except Rejected:
        return False
    return True


def ticked(
    offers: Sequence[Offer], source: str, based_on: tuple[Address, ...] = ()
) -> Suggestion | None:
    """Return a suggestion of what a person ticks; None without anything to tick."""
    return Suggestion(None, source, based_on, tuple(offers[:MOST])) if offers else None


def preview(text: str) -> str:
    """Return the beginning of a text, to decide by."""
    lines = text.split("\n")
    return "\n".join(lines[:PREVIEW] + ["…"] * (len(lines) > PREVIEW))


def listed(sources: Iterable[str]) -> str:
    """Return where something comes from, on a part of a line."""
    names = list(dict.fromkeys(sources))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
