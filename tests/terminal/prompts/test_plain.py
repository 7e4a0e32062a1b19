"""Asking line by line: the same answers, without a terminal's keys."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from interview.questionnaire.question import Value
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.prompts.line_buffer import written
from interview.terminal.prompts.plain import PlainAsker
from tests.questionnaire.test_kinds import question
from tests.terminal.prompts.test_asker import EVERY_KIND, PATTERNS, TASKS

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
        ("paragraph", ".\n", None),
        ("paragraph", "\n\nafter blanks\n.\n", "after blanks"),
        ("code", "if x:\n\n    y()\n..\n...\n.\n", "if x:\n\n    y()\n..\n..."),
        ("code", "\nafter a blank\n.\n", "\nafter a blank"),
        ("code", "```go\nx := 1\n```\n.\n", {"language": "go", "text": "x := 1"}),
        ("code", "  :back\n:ok\n:param x: y\n.\n", "  :back\n:ok\n:param x: y"),
        ("paragraph", "\\:back\n.\n", ":back"),
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
    assert "! '7' is not one of the choices" in ask.shown


@pytest.mark.parametrize(
    "text",
    [".", "..", "\\.", ":back", "\\:back", ":change 1 x", ":odd", "\\", "a\n.\n\n:x\n:review"],
)
def test_every_text_can_be_typed(ask: Plain, text: str) -> None:
    assert ask("code", written(text) + "\n") == Reply(text)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (".\n", "one\ntwo"),
        ("three\n.\n", "three"),
        (":keep\nthree\n.\n", "one\ntwo\nthree"),
        ("zero\n:keep\n.\n", "one\ntwo\nzero"),
        (":change 2 2nd\n.\n", "one\n2nd"),
        (":change 2   indented\n.\n", "one\n  indented"),
        (":delete 1\nthree\n.\n", "two\nthree"),
        (":delete 3\n:change x\n.\n", "one\ntwo"),
        (":empty\n", None),
    ],
)
def test_the_lines_of_an_answer_are_changed_by_their_numbers(
    ask: Plain, typed: str, value: Value
) -> None:
    assert ask("code", typed, initial="one\ntwo") == Reply(value)
    assert "  1. one\n  2. two\n" in ask.shown


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_answer_can_be_emptied(ask: Plain, kind: str) -> None:
    rows = [{"path": "a.py", "purpose": "b"}]
    initial = {"choices": ["wiring"], "references": ["t1"], "records": rows, "lines": ["a"],
               "confirm": True, "number": 1, "choice": "wiring"}.get(kind, "old")  # fmt: skip
    assert ask(kind, ":empty\n", initial=initial) == Reply(None)


def test_a_command_that_is_misspelt_is_no_answer(ask: Plain) -> None:
    assert ask("text", ":bakc\n:later Kim\n:show\nyes\n") == Reply("yes")
    assert "! unknown command :bakc — did you mean 'back'?;" in ask.shown
    assert "! :later takes no argument" in ask.shown


def test_a_line_that_may_be_a_misspelt_command_is_kept_and_wondered_at(ask: Plain) -> None:
    assert ask("paragraph", "one\n:prview\n:delete 2\n:ok\n.\n") == Reply("one\n:ok")
    parts = [line.split("> ")[-1] for line in ask.shown.splitlines() if "Added as" in line]
    assert parts == [
        "! Added as line 2 — did you mean 'preview'? To remove it: :delete 2",
    ]


def test_a_wrong_line_is_mended_without_typing_the_others_again(ask: Plain) -> None:
    columns = {"columns": ["path", "purpose"]}
    reply = ask("records", "a.py - x\nb.py\n.\n:change 2 b.py - y\n.\n", columns)
    assert reply == Reply([{"path": "a.py", "purpose": "x"}, {"path": "b.py", "purpose": "y"}])


def test_what_an_empty_answer_keeps_is_said_as_people_read_it(ask: Plain) -> None:
    assert ask("references", "\n", initial=["t4"]) == Reply(["t4"])
    assert "An empty answer keeps: 2\n" in ask.shown
    assert ask("choice", "\n", initial="spike") == Reply("spike")
    assert "An empty answer keeps: Research Spike\n" in ask.shown


def test_rows_with_code_are_asked_part_by_part(ask: Plain) -> None:
    reply = ask("records", "Session\npython\nwith db:\n    x\n.\n\n", {"columns": PATTERNS})
    assert reply == Reply([{"name": "Session", "language": "python", "code": "with db:\n    x"}])


ROWS = [
    {"name": "Session", "language": "python", "code": "x"},
    {"name": "Store", "language": "go", "code": "y"},
]


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("\n", ROWS),
        (":delete 1\n\n", ROWS[1:]),
        (":change 2\n\nrust\n.\n\n", [ROWS[0], {**ROWS[1], "language": "rust"}]),
        ("New\nc\nz\n.\n\n", [*ROWS, {"name": "New", "language": "c", "code": "z"}]),
        (":delete 3\n:empty\n", None),
    ],
)
def test_rows_are_added_changed_and_deleted(ask: Plain, typed: str, rows: Value) -> None:
    assert ask("records", typed, {"columns": PATTERNS}, initial=ROWS) == Reply(rows)


@pytest.mark.parametrize("half", ["New\n", "New\nc\n", "New\nc\nz\n"])
def test_a_row_that_is_left_half_way_is_kept(ask: Plain, half: str) -> None:
    left = ask("records", half + ":review\n", {"columns": PATTERNS}, initial=ROWS[:1])
    parts = dict(zip(("name", "language", "code"), half.split(), strict=False))
    assert left == Leave(Command.REVIEW, [ROWS[0], parts])


def test_rows_that_do_not_fit_on_lines_are_asked_part_by_part(ask: Plain) -> None:
    rows = [{"path": "a - b.py", "purpose": "x"}]
    columns = {"columns": ["path", "purpose"]}
    assert ask("records", "\n", columns, initial=rows) == Reply(rows)


class Interrupted(io.StringIO):
    """Somebody presses Ctrl-C, or the terminal goes away, after these lines."""

    def __init__(self, typed: str, failure: BaseException) -> None:
        super().__init__(typed)
        self.failure = failure

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        if line := super().readline():
            return line
        raise self.failure


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(5, "no terminal")])
def test_an_interruption_keeps_the_lines_that_were_typed(failure: BaseException) -> None:
    asker = PlainAsker(Interrupted("one\ntwo\n", failure), io.StringIO())
    assert asker.ask(Prompt(question("code"))) == Leave(Command.PAUSE, "one\ntwo")


def test_no_cursor_is_moved_and_no_colour_used(ask: Plain) -> None:
    ask("choice", "9\n1\n")
    assert "\x1b" not in ask.shown


def test_however_many_lines_are_no_text_the_next_one_is_read(ask: Plain) -> None:
    typed = "caf\udce9\n" * 3_000 + "hello\n"
    assert ask("text", typed) == Reply("hello")
    assert ask.shown.count("! That line is not UTF-8") == 3_000
