"""Asking line by line: the same answers, without a terminal's keys."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from interview.plain import PlainAsker
from interview.prompt import Command, Leave, Prompt, Reply
from interview.question import Value
from tests.test_asker import EVERY_KIND, PATTERNS, TASKS
from tests.test_question import question

Ask = Callable[..., Reply | Leave]


class Plain:
    """Asks one question of a person who types these lines."""

    def __init__(self) -> None:
        self.shown = ""

    def __call__(
        self, kind: str, typed: str, more: dict[str, Any] | None = None, **prompt: Any
    ) -> Reply | Leave:
        output = io.StringIO()
        options = TASKS if kind == "references" else ()
        asker = PlainAsker(io.StringIO(typed), output)
        reply = asker.ask(Prompt(question(kind, **more or {}), options=options, **prompt))
        self.shown = output.getvalue()
        return reply


@pytest.fixture
def ask() -> Plain:
    return Plain()


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", "hello\n", "hello"),
        ("text", "\n", None),
        ("paragraph", "one\ntwo\n.\n", "one\ntwo"),
        ("paragraph", "\n", None),
        ("code", "if x:\n\n    y()\n..\n.\n", "if x:\n\n    y()\n."),
        ("choice", "2\n", "wiring"),
        ("choice", "spike\n", "spike"),
        ("choices", "1, 2\n", ["spike", "wiring"]),
        ("confirm", "y\n", True),
        ("number", "1,5\n", 1.5),
        ("lines", "one\ntwo\n.\n", ["one", "two"]),
        ("records", "a.py - makes it\n.\n", [{"path": "a.py", "purpose": "makes it"}]),
        ("references", "1, 2\n", ["t1", "t4"]),
        ("references", "t4\n", ["t4"]),
        ("references", "\n", None),
    ],
)  # fmt: skip
def test_every_kind_is_answered(ask: Plain, kind: str, typed: str, value: Value) -> None:
    more = {"choices": [{"value": "spike"}, {"value": "wiring"}]} if kind == "choices" else {}
    assert ask(kind, typed, more) == Reply(value)


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("command", Command)
def test_every_command_is_understood_everywhere(ask: Plain, kind: str, command: Command) -> None:
    left = ask(kind, f":{command}\n")
    assert isinstance(left, Leave)
    assert left.command is command


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_end_of_input_pauses_and_takes_no_default(ask: Plain, kind: str) -> None:
    initial = {"confirm": True, "number": 1, "choice": "spike"}.get(kind)
    left = ask(kind, "", initial=initial)
    assert isinstance(left, Leave)
    assert left.command is Command.PAUSE


def test_what_was_typed_before_a_command_is_given_back(ask: Plain) -> None:
    assert ask("code", "one\ntwo\n:back\n") == Leave(Command.BACK, "one\ntwo")


def test_what_is_wrong_is_said_and_asked_again(ask: Plain) -> None:
    assert ask("number", "two\n2\n") == Reply(2)
    assert "! 'two' is not a number" in ask.shown


def test_a_choice_is_numbered(ask: Plain) -> None:
    ask("choice", "1\n")
    assert "  1. Research Spike\n  2. wiring\n" in ask.shown


def test_an_empty_answer_keeps_what_is_shown(ask: Plain) -> None:
    assert ask("text", "\n", initial="old") == Reply("old")
    assert "An empty answer keeps: old" in ask.shown


def test_a_reference_to_nothing_is_refused(ask: Plain) -> None:
    assert ask("references", "7\n1\n") == Reply(["t1"])
    assert "! there is no 7 to choose" in ask.shown


def test_rows_with_code_are_asked_part_by_part(ask: Plain) -> None:
    reply = ask("records", "Session\npython\nwith db:\n    x\n.\n\n", {"columns": PATTERNS})
    assert reply == Reply([{"name": "Session", "language": "python", "code": "with db:\n    x"}])


def test_no_cursor_is_moved_and_no_colour_used(ask: Plain) -> None:
    ask("choice", "9\n1\n")
    assert "\x1b" not in ask.shown
