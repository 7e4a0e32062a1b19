"""One list of answers, given line by line or with keys: how the same meaning is typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.question import Question, Value
from interview.session.engine import Engine
from interview.session.events import SectionClosed
from interview.session.steps import Ask, OfferItem
from interview.terminal.flow.ports import Command
from interview.terminal.prompts.line_buffer import written
from tests.conftest import NOW
from tests.events import added, answered

ENTER, UP, DOWN, SPACE, DONE, EMPTY = "\r", "\x1b[A", "\x1b[B", " ", "\x04", "\x18\x0b"
KEYS = {
    Command.BACK: "\x1b[Z",
    Command.LATER: "\x0f",
    Command.REVIEW: "\x12",
    Command.HELP: "\x1bOP",
    Command.PAUSE: "\x03",
}


class Say(NamedTuple):
    """An answer.

    Attributes:
        items: The keys of what references choose from.
    """

    question: Question
    value: Value
    items: tuple[str, ...] = ()


class Keep(NamedTuple):
    """What the entry begins with is the answer."""

    question: Question


class Leave(NamedTuple):
    """A command, after a half typed text."""

    command: Command
    half: str = ""


class Pick(NamedTuple):
    """A line of a menu, by its place.

    Attributes:
        start: Where the pointer is.
    """

    place: int
    start: int = 0


Act = Say | Keep | Leave | Pick

CONFIRM = Confirm(id="yes", ask="?", help="?")


def interview(wanted: Engine, engine: Engine, defaults: tuple[str, ...]) -> Iterator[Act]:
    """Yield what is said until everything is answered; defaults are kept as they are."""
    while (step := engine.next()) is not None:
        if isinstance(step, OfferItem):
            more = step.key in wanted.state.items[step.section.id]
            if not step.needed:
                yield Say(CONFIRM, more)
            closed = SectionClosed(section=step.section.id, at=NOW)
            engine.apply(added(step.section.id, step.key) if more else closed)
            continue
        value = wanted.value(step.address)
        if step.question.id in defaults:
            value = step.question.default
            yield Keep(step.question)
        else:
            yield Say(step.question, value, _earlier(engine, step))
        engine.apply(answered(str(step.address), value))


def _earlier(engine: Engine, step: Ask) -> tuple[str, ...]:
    if not isinstance(step.question, References):
        return ()
    keys = engine.state.items[step.question.section]
    return tuple(keys[: keys.index(step.address.item)])


def _several(question: Question) -> bool:
    return question.kind in ("paragraph", "code", "lines", "records")


# Line by line


def lines(act: Act) -> str:
    """Return the lines that plain mode takes for it."""
    match act:
        case Keep(question):
            return ".\n" if _several(question) else "\n"
        case Leave(command, half):
            return f"{half}\n:{command}\n" if half else f":{command}\n"
        case Pick(place):
            return f"{place + 1}\n"
        case Say(question, value, items):
            return _typed_answer(question, value, items) + "\n"


def _typed_answer(question: Question, value: Value, items: tuple[str, ...]) -> str:
    if value is None:
        return ":empty"
    match question:
        case References():
            return ", ".join(str(items.index(key) + 1) for key in value)
        case ChoiceQuestion():
            return str([choice.value for choice in question.choices].index(value) + 1)
        case Records() if question.row_by_row:
            return "\n".join([*(_row(question, row) for row in value), ""])
        case _ if _several(question):
            return written(question.write(value))
        case _:
            return question.write(value)


def _row(question: Records, row: dict[str, str]) -> str:
    return "\n".join(
        written(row[column.id]) if column.kind == "code" else row[column.id]
        for column in question.asked_columns
    )


# With keys


def keys(act: Act) -> str:
    """Return the keys that the full interface takes for it."""
    match act:
        case Keep(question):
            return DONE if _several(question) else ENTER
        case Leave(command, half):
            return half + KEYS[command]
        case Pick(place, start):
            return UP * (start - place) + DOWN * (place - start) + ENTER
        case Say(question, value, items):
            return _pressed(question, value, items)


def _pressed(question: Question, value: Value, items: tuple[str, ...]) -> str:
    match question:
        case Confirm():
            return ("y" if value else "n") + ENTER
        case References():
            return "".join((SPACE if key in (value or ()) else "") + DOWN for key in items) + ENTER
        case ChoiceQuestion():
            return DOWN * [choice.value for choice in question.choices].index(value) + ENTER
        case Records() if question.row_by_row:
            rows = [
                _pasted(row[column.id]) + (DONE if column.kind == "code" else ENTER)
                for row in value or ()
                for column in question.asked_columns
            ]
            return "".join(rows) + ENTER
        case _:
            text = "" if value is None else question.write(value)
            return EMPTY + _pasted(text) + (DONE if _several(question) else ENTER)


def _pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~" if text else ""
