"""Text is edited with the keys of vi where a person's inputrc says so; our own keys work there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from interview.session.suggestions import Suggestion
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.prompts.asker import TerminalAsker
from interview.terminal.prompts.editing_mode import LARGEST, wants_vi
from interview.terminal.prompts.keys import KEYS
from tests.questionnaire.test_kinds import question
from tests.terminal.prompts.test_asker import CTRL_D, ENTER, EVERY_KIND, LEAVING, pairs

TYPED = ["text", "paragraph", "code", "number", "lines", "records"]

Ask = Callable[..., Reply | Leave]


@pytest.fixture
def ask() -> Ask:
    def ask(kind: str, keys: str, more: dict[str, Any] | None = None, **prompt: Any) -> Any:
        with create_pipe_input() as pipe:
            asker = TerminalAsker(input=pipe, output=DummyOutput(), vi=True)
            pipe.send_text(keys)
            return asker.ask(Prompt(question(kind, **more or {}), **prompt))

    return ask


ESCAPE = "\x1b"


def test_text_is_edited_with_the_keys_of_vi(ask: Ask) -> None:
    assert ask("text", "one two" + ESCAPE + "bdwA" + "three" + ENTER) == Reply("one three")
    assert ask("text", "wrong" + ESCAPE + "ccright" + ENTER) == Reply("right")


def test_without_it_they_are_text_and_alt_keys() -> None:
    with create_pipe_input() as pipe:
        pipe.send_text("one" + ESCAPE + "bdw" + ENTER)
        asker = TerminalAsker(input=pipe, output=DummyOutput())
        assert asker.ask(Prompt(question("text"))) == Reply("dwone")


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPED)
@pytest.mark.parametrize("command", KEYS)
@pytest.mark.parametrize("mode", ["", ESCAPE + "0"], ids=["insert", "navigation"])
def test_every_key_leaves_in_both_modes_with_what_was_typed(
    ask: Ask, kind: str, command: Command, mode: str
) -> None:
    assert ask(kind, "half" + mode + LEAVING[command]) == Leave(command, "half")


@pytest.mark.parametrize(("kind", "command"), pairs(sorted({*EVERY_KIND} - {*TYPED, "references"})))
def test_every_key_leaves_lists(ask: Ask, kind: str, command: Command) -> None:
    left = ask(kind, LEAVING[command])
    assert isinstance(left, Leave)
    assert left.command is command


@pytest.mark.parametrize("mode", ["", ESCAPE + "0"], ids=["insert", "navigation"])
def test_several_lines_are_submitted_and_emptied_in_both_modes(ask: Ask, mode: str) -> None:
    assert ask("paragraph", "one\rtwo" + mode + CTRL_D) == Reply("one\ntwo")
    emptied = "\x18\x0b" + ("i" if mode else "") + "three"
    assert ask("paragraph", "one" + mode + emptied + CTRL_D) == Reply("three")


def test_the_keys_of_navigation_edit_what_is_proposed(ask: Ask) -> None:
    proposed = Suggestion(17, "a test")
    more = {"maximum": 99}
    assert ask("number", ESCAPE + "0x" + ENTER, more, initial=17, suggestion=proposed) == Reply(7)
    assert ask("number", "12" + ENTER, more, initial=17, suggestion=proposed) == Reply(12)


def test_an_answer_of_yes_or_no_is_not_edited_and_its_keys_are_at_once(ask: Ask) -> None:
    assert ask("confirm", "y" + ENTER) == Reply(True)


INPUTRC = {
    "set editing-mode vi": True,
    "  SET   Editing-Mode   VI  # mine": True,
    "set editing-mode vi\nset editing-mode emacs": False,
    "set editing-mode emacs": False,
    "# set editing-mode vi": False,
    "set editing-mode vim": False,
    "set bell-style none": False,
    "$if Bash\nset editing-mode vi\n$endif": False,
    "$if mode=vi\n$if Bash\n$endif\nset editing-mode emacs\n$endif\nset editing-mode vi": True,
    "$endif\nset editing-mode vi": True,
    "": False,
}


@pytest.mark.parametrize("text", INPUTRC)
def test_the_inputrc_says_it(text: str, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(text, encoding="utf-8")
    assert wants_vi({"INPUTRC": str(tmp_path / "keys")}) == INPUTRC[text]


def test_it_is_the_one_at_home_where_no_other_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert not wants_vi({"EDITOR": "vi"})
    (tmp_path / ".inputrc").write_text("set editing-mode vi\n", encoding="utf-8")
    assert wants_vi({})
    assert not wants_vi({"INPUTRC": str(tmp_path / "nowhere")})


def test_no_inputrc_keeps_an_interview_from_beginning(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"set editing-mode vi\n" * (LARGEST // 10))
    (tmp_path / "bytes").write_bytes(b"\xff\x00\nset editing-mode vi\n")
    assert not wants_vi({"INPUTRC": str(tmp_path / "large")})
    assert not wants_vi({"INPUTRC": str(tmp_path)})
    assert not wants_vi({"INPUTRC": "a\0b"})
    assert wants_vi({"INPUTRC": str(tmp_path / "bytes")})
