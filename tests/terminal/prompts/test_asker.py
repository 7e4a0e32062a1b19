"""Prompts through pipe input: every kind of question, every key."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.data_structures import Size
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import TransformationInput
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from interview.questionnaire.question import Value
from interview.session.suggestions import Suggestion
from interview.terminal.flow.ports import Around, Command, Leave, Option, Prompt, Reply
from interview.terminal.prompts.asker import TerminalAsker
from interview.terminal.prompts.keys import KEYS
from interview.terminal.prompts.path_completion import PathCompleter
from interview.terminal.prompts.typed_text import Revealed, ending_of
from interview.text.cleaning import visible
from tests.hostile import hidden
from tests.questionnaire.test_kinds import question

ENTER, DOWN, SPACE, TAB, CTRL_D, CTRL_C, CTRL_U = "\r", "\x1b[B", " ", "\t", "\x04", "\x03", "\x15"
ESCAPE_ENTER = "\x1b\r"
LEFT = "\x1b[D"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
LEAVING = {
    Command.BACK: "\x1b[Z",
    Command.LATER: "\x0f",
    Command.REVIEW: "\x12",
    Command.HELP: "\x1bOP",
    Command.PREVIEW: "\x1bOQ",
    Command.PAUSE: CTRL_C,
}
TASKS = (Option("t1", "1. Parser"), Option("t4", "2. Printer"))
PATTERNS = ["name", {"id": "language", "kind": "language"}, {"id": "code", "kind": "code"}]

Ask = Callable[..., Reply | Leave]


@pytest.fixture
def ask() -> Ask:
    def ask(kind: str, keys: str, more: dict[str, Any] | None = None, **prompt: Any) -> Any:
        options = TASKS if kind == "references" else ()
        with create_pipe_input() as pipe:
            pipe.send_text(keys)
            asker = TerminalAsker(input=pipe, output=DummyOutput())
            return asker.ask(Prompt(question(kind, **more or {}), options=options, **prompt))

    return ask


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        ("text", "hello" + ENTER, "hello"),
        ("text", ENTER, None),
        ("paragraph", "one\rtwo" + CTRL_D, "one\ntwo"),
        ("paragraph", "one\rtwo" + ESCAPE_ENTER, "one\ntwo"),
        ("code", "if x:\r    y()" + CTRL_D, "if x:\n    y()"),
        ("code", f"{PASTE}def f():\n\treturn `1`\n{PASTED}{CTRL_D}", "def f():\n\treturn `1`"),
        ("code", "```go\rx := 1\r```" + CTRL_D, {"language": "go", "text": "x := 1"}),
        ("choice", ENTER, "spike"),
        ("choice", DOWN + ENTER, "wiring"),
        ("choices", SPACE + DOWN + SPACE + ENTER, ["spike", "wiring"]),
        ("choices", ENTER, None),
        ("confirm", "y" + ENTER, True),
        ("confirm", "n" + ENTER, False),
        ("confirm", ENTER, False),
        ("number", "1.5" + ENTER, 1.5),
        ("lines", "one\rtwo" + CTRL_D, ["one", "two"]),
        ("records", "a.py - makes it\rb.py" + CTRL_D, [{"path": "a.py", "purpose": "makes it"},
                                                       {"path": "b.py"}]),
        ("references", SPACE + DOWN + SPACE + ENTER, ["t1", "t4"]),
        ("references", ENTER, None),
    ],
)  # fmt: skip
def test_every_kind_is_answered(ask: Ask, kind: str, keys: str, value: Value) -> None:
    assert ask(kind, keys) == Reply(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("choice", "wiring"), ("choices", ["spike"]), ("references", ["t1"]), ("confirm", True)],
)
def test_a_key_of_the_library_that_ends_a_list_with_nothing_is_no_answer(
    ask: Ask, kind: str, value: Value
) -> None:
    choose = {"choice": DOWN, "confirm": "y"}.get(kind, SPACE)
    keys = ESCAPE_ENTER + choose + ENTER
    assert ask(kind, keys, {"required": True}) == Reply(value)


@pytest.mark.parametrize("kind", ["text", "paragraph", "code", "number", "lines", "records"])
def test_what_is_typed_is_judged_once(ask: Ask, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    calls: list[str] = []
    real = Prompt.read

    def read(prompt: Prompt, typed: str) -> Value:
        calls.append(typed)
        return real(prompt, typed)

    monkeypatch.setattr(Prompt, "read", read)
    end = ENTER if kind in ("text", "number") else CTRL_D
    assert isinstance(ask(kind, "1" + end), Reply)
    assert calls == ["1"]


HIDDEN = "a\u202eb\u200dc\U000e0041d"


@pytest.mark.parametrize(
    ("kind", "keys", "value"),
    [
        ("paragraph", HIDDEN + LEFT * 3 + "x" + CTRL_D, "a\u202eb\u200dxc\U000e0041d"),
        ("paragraph", f"{PASTE}{HIDDEN}{PASTED}{CTRL_D}", HIDDEN),
        ("code", f"{PASTE}{HIDDEN}{PASTED}{CTRL_D}", HIDDEN),
    ],
)
def test_what_is_typed_shows_what_nobody_would_see_and_is_kept(
    kind: str, keys: str, value: str
) -> None:
    screen = io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        asker = TerminalAsker(
            input=pipe, output=Vt100_Output(screen, lambda: Size(rows=24, columns=80))
        )
        assert asker.ask(Prompt(question(kind))) == Reply(value)
    assert "<U+202E>" in screen.getvalue()
    assert hidden(screen.getvalue()) == []


@given(st.text(st.sampled_from("ab\u202e\u200d👩\u200bש\u200e")))
def test_the_cursor_finds_every_character_of_what_is_shown(text: str) -> None:
    control = BufferControl(Buffer())
    given = TransformationInput(
        control, Document(text), 0, lambda place: place, [("", text)], 80, 1
    )
    shown = Revealed().apply_transformation(given)
    assert fragment_list_to_text(shown.fragments) == visible(text)
    for place in range(len(text) + 1):
        assert shown.display_to_source(shown.source_to_display(place)) == place


@pytest.mark.parametrize(
    ("kind", "initial", "keys", "value"),
    [
        ("text", "hello", " you" + ENTER, "hello you"),
        ("code", {"language": "go", "text": "x"}, CTRL_D, {"language": "go", "text": "x"}),
        ("choice", "wiring", ENTER, "wiring"),
        ("choices", ["wiring"], SPACE + ENTER, ["spike", "wiring"]),
        ("confirm", True, ENTER, True),
        ("number", 2, ENTER, 2),
        ("lines", ["a", "b"], "c" + CTRL_D, ["a", "bc"]),
        ("records", [{"path": "a", "purpose": "b"}], CTRL_D, [{"path": "a", "purpose": "b"}]),
        ("references", ["t4"], ENTER, ["t4"]),
    ],
)
def test_an_answer_starts_from_the_one_before(
    ask: Ask, kind: str, initial: Value, keys: str, value: Value
) -> None:
    assert ask(kind, keys, initial=initial) == Reply(value)


EVERY_KIND = ["text", "paragraph", "code", "choice", "choices", "confirm", "number", "lines",
              "records", "references"]  # fmt: skip


def pairs(kinds: Sequence[str]) -> list[tuple[str, Command]]:
    """Return each kind with one key, and each key with a kind: one place binds them for all."""
    keys = list(KEYS)
    most = max(len(kinds), len(keys))
    return [(kinds[at % len(kinds)], keys[at % len(keys)]) for at in range(most)]


@pytest.mark.parametrize(("kind", "command"), pairs(EVERY_KIND))
def test_every_key_leaves_every_kind(ask: Ask, kind: str, command: Command) -> None:
    left = ask(kind, LEAVING[command])
    assert isinstance(left, Leave)
    assert left.command is command


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_end_of_input_pauses(ask: Ask, kind: str) -> None:
    keys = "\x11" if kind in ("choice", "choices", "confirm") else CTRL_C
    left = ask(kind, keys)
    assert isinstance(left, Leave)
    assert left.command is Command.PAUSE


@pytest.mark.parametrize("kind", ["text", "number"])
def test_control_d_on_an_empty_line_pauses(ask: Ask, kind: str) -> None:
    assert ask(kind, CTRL_D) == Leave(Command.PAUSE, "")


@pytest.mark.parametrize(
    ("kind", "command"), pairs(["text", "paragraph", "code", "number", "lines", "records"])
)
def test_what_was_typed_is_given_back_with_the_command(
    ask: Ask, kind: str, command: Command
) -> None:
    assert ask(kind, "half a wo" + LEAVING[command]) == Leave(command, "half a wo")


@pytest.mark.parametrize("kind", ["text", "paragraph", "code", "lines"])
def test_a_draft_goes_before_the_old_answer(ask: Ask, kind: str) -> None:
    old = ["old"] if kind == "lines" else "old"
    submit = ENTER if kind == "text" else CTRL_D
    reply = ask(kind, "rd" + submit, initial=old, draft="half a wo")
    assert reply == Reply(["half a word"] if kind == "lines" else "half a word")


def test_an_entry_that_is_no_answer_stays_to_be_mended(ask: Ask) -> None:
    assert ask("number", "twenty" + ENTER + CTRL_U + "2" + ENTER) == Reply(2)


def test_a_required_question_is_not_answered_by_nothing(ask: Ask) -> None:
    assert ask("text", ENTER + "now" + ENTER, {"required": True}) == Reply("now")
    choose = ENTER + SPACE + ENTER
    assert ask("choices", choose, {"required": True}) == Reply(["spike"])


def test_a_validator_that_raises_is_a_message(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def read(_: Prompt, typed: str) -> Value:
        calls.append(typed)
        if typed == "x":
            raise RuntimeError("broken")
        return typed

    monkeypatch.setattr(Prompt, "read", read)
    assert ask("text", "x" + ENTER + "y" + ENTER) == Reply("xy")
    assert calls == ["x", "xy"]


def test_the_enter_after_yes_does_not_answer_the_next_question() -> None:
    with create_pipe_input() as pipe:
        pipe.send_text("y" + ENTER + DOWN + ENTER)
        asker = TerminalAsker(input=pipe, output=DummyOutput())
        assert asker.ask(Prompt(question("confirm"))) == Reply(True)
        assert asker.ask(Prompt(question("choice"))) == Reply("wiring")


def test_a_paste_of_many_lines_arrives_whole(ask: Ask) -> None:
    code = "\n".join(f"def f{n}():\n    return {n}\n" for n in range(200))
    assert ask("code", f"{PASTE}{code}{PASTED}{CTRL_D}") == Reply(code.removesuffix("\n"))


def test_a_paste_into_one_line_becomes_one_line(ask: Ask) -> None:
    assert ask("text", f"{PASTE}two\nlines{PASTED}{ENTER}") == Reply("two lines")


class Keeping(Around):
    """Keeps unfinished entries in a list."""

    def __init__(self, kept: list[Value]) -> None:
        self.kept = kept

    def keep_draft(self, entry: Value) -> None:
        self.kept.append(entry)


def test_rows_with_code_are_asked_one_by_one(ask: Ask) -> None:
    kept: list[Value] = []
    keys = "Session\rpython\rwith db:\r    x" + CTRL_D + "Loop\rgo\rfor {}" + CTRL_D + ENTER
    reply = ask("records", keys, {"columns": PATTERNS}, around=Keeping(kept))
    rows = [
        {"name": "Session", "language": "python", "code": "with db:\n    x"},
        {"name": "Loop", "language": "go", "code": "for {}"},
    ]
    assert reply == Reply(rows)
    assert kept == [rows[:1], rows]


def test_leaving_in_the_middle_of_a_row_keeps_what_was_entered(ask: Ask) -> None:
    keys = "Session\rpython\rx" + CTRL_D + "Loop\rgo\rfor" + LEAVING[Command.BACK]
    left = ask("records", keys, {"columns": PATTERNS})
    draft = [
        {"name": "Session", "language": "python", "code": "x"},
        {"name": "Loop", "language": "go", "code": "for"},
    ]
    assert left == Leave(Command.BACK, draft)
    again = ask("records", "\r\r" + CTRL_D + "\r\r {}" + CTRL_D + "\r", {"columns": PATTERNS},
                draft=draft)  # fmt: skip
    assert again == Reply([draft[0], {**draft[1], "code": "for {}"}])


def test_a_row_whose_first_part_is_emptied_is_dropped(ask: Ask) -> None:
    rows = [{"name": n, "language": "go", "code": n} for n in ("one", "two")]
    keys = CTRL_U + ENTER + "\r\r" + CTRL_D + "\r"
    assert ask("records", keys, {"columns": PATTERNS}, initial=rows) == Reply(rows[1:])


def test_a_required_list_of_rows_has_at_least_one(ask: Ask) -> None:
    keys = ENTER + "Session\rpython\rx" + CTRL_D + ENTER
    reply = ask("records", keys, {"columns": PATTERNS, "required": True})
    assert isinstance(reply, Reply)
    assert len(reply.value) == 1


def test_rows_that_do_not_fit_on_lines_are_edited_one_by_one(ask: Ask) -> None:
    rows = [{"path": "a - b.py", "purpose": "x"}]
    columns = {"columns": ["path", "purpose"]}
    assert ask("records", "\r\r\r", columns, initial=rows) == Reply(rows)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("a.py - x\nap", ["api/", "app.py"]),
        ("api/", ["auth.py", "v2/"]),
        ("api/v", ["v2/"]),
        ("API", []),
        ("api/auth.py - signs in", []),
        ("", []),
        ("/etc/pass", []),
    ],
)
def test_paths_are_completed_from_the_project(line: str, offered: list[str]) -> None:
    files = ("api/auth.py", "api/v2/a.py", "api/v2/b.py", "app.py", "web/app.ts")
    completions = PathCompleter(lambda: files).get_completions(Document(line), CompleteEvent())
    assert [completion.display_text for completion in completions] == offered


def test_an_editor_that_is_not_there_is_told_and_the_text_kept(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    assert ask("paragraph", "kept\x18\x05 text" + CTRL_D) == Reply("kept text")


@pytest.mark.parametrize(
    ("language", "ending"),
    [("python", ".py"), ("go", ".go"), ("json", ".json"), ("bash", ".sh"), ("cobol", ".md")],
)
def test_an_editor_gets_a_file_with_the_ending_of_its_language(language: str, ending: str) -> None:
    assert ending_of(language) == ending


@pytest.mark.parametrize(("kind", "end"), [("text", "\r"), ("paragraph", CTRL_D)])
def test_one_key_empties_an_entry(ask: Ask, kind: str, end: str) -> None:
    assert ask(kind, "one two\x18\x0bthree" + end) == Reply("three")


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("\r", 7),
        ("12\r", 12),
        ("\x7f8\r", 8),  # Backspace
        ("\x1b[D1\r", 17),  # Left
        ("\x05" + "1\r", 71),  # to the end
        ("\x1b[200~12\x1b[201~\r", 12),  # a paste
    ],
)
def test_what_is_proposed_is_typed_over_or_edited(ask: Ask, keys: str, value: int) -> None:
    proposed = Suggestion(7, "a test")
    bounds = {"maximum": 99}
    assert ask("number", keys, bounds, initial=7, suggestion=proposed) == Reply(value)


def test_an_answer_of_one_s_own_is_not_typed_over(ask: Ask) -> None:
    assert ask("number", "1\r", {"maximum": 99}, initial=7) == Reply(71)
