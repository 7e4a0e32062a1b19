"""What happens while somebody answers: a large paste, another size, hanging up, a stop."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from interview.questionnaire.model import Questionnaire
from interview.terminal.flow.ports import Command
from tests.hostile import hidden
from tests.played import Leave, Say, keys, lines
from tests.terminal.emulator import Terminal
from tests.terminal.short import FOURTH, SECOND, THIRD, Person, kept

pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("plain", [True, False], ids=["plain", "full"])


def begin(plain: bool, **more: int) -> Terminal:
    return Terminal("start", *(["--plain"] if plain else []), **more)  # type: ignore[arg-type]


def until_outcome(terminal: Terminal, plain: bool, questionnaire: Questionnaire) -> Person:
    """Answer up to the first question that takes several lines."""
    number, title = questionnaire.sections["iteration"].question
    person = Person(terminal, plain)
    person.say(Say(number, 3), SECOND)
    person.say(Say(title, "A title"), THIRD)
    return person


@BOTH
def test_a_paste_of_10_000_lines_arrives_whole(plain: bool, questionnaire: Questionnaire) -> None:
    (outcome,) = questionnaire.sections["goal"].question
    text = "\n".join(f"{number} 漢" for number in range(10_000))
    with begin(plain) as terminal:
        person = until_outcome(terminal, plain, questionnaire)
        value = (lines if plain else keys)(Say(outcome, text))
        terminal.type(value)
        person.seen = len(terminal.raw)
        person.asked(FOURTH)
        person.pause()
    assert kept(questionnaire)["goal"] == {"outcome": text}


@BOTH
def test_another_size_in_mid_question_loses_nothing(
    plain: bool, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        person = until_outcome(terminal, plain, questionnaire)
        person.half()
        for columns, rows in ((40, 15), (200, 50), (30, 8), (80, 24)):
            terminal.resize(columns, rows)
            if not plain:
                before = len(terminal.raw)
                terminal.wait(lambda: "half" in terminal.raw[before:])  # noqa: B023
        terminal.type(person.typed(Leave(Command.PAUSE)))
        assert terminal.ends() == 130
        assert not terminal.halves
        assert "Traceback" not in terminal.raw
    assert kept(questionnaire)["drafted"] == "half"


@BOTH
@pytest.mark.parametrize("name", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_goes_away_pauses_and_keeps_what_is_half_typed(
    plain: bool, name: signal.Signals, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        until_outcome(terminal, plain, questionnaire).half()
        terminal.child.kill(name)
        assert terminal.ends() == 130
        assert "interview resume linkstash-3" in terminal.running_text
    assert kept(questionnaire)["drafted"] == "half"


@BOTH
def test_a_closed_terminal_keeps_what_is_half_typed(
    plain: bool, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        until_outcome(terminal, plain, questionnaire).half()
        terminal.hang_up()
    assert kept(questionnaire)["drafted"] == "half"


@BOTH
def test_control_z_stops_and_fg_goes_on(plain: bool, questionnaire: Questionnaire) -> None:
    shell = ("bash", "--norc", "--noprofile", "-i")
    flag = "--plain" if plain else ""
    with Terminal(program=shell, env={"PS1": "shell> ", "PYTHON": sys.executable}) as terminal:
        terminal.wait("shell>")
        # The shell says what it stopped in the words that were typed; a path may be too long.
        terminal.type(f"clear; $PYTHON -m interview start {flag}\n")
        person = until_outcome(terminal, plain, questionnaire)
        person.half()
        terminal.type("\x1a")
        terminal.wait("Stopped")
        terminal.type("fg\n" if plain else "fg\r")
        if not plain:
            person.seen = len(terminal.raw)
            person.asked("half")
        terminal.type(person.typed(Leave(Command.PAUSE)))
        terminal.wait("interview resume linkstash-3")
        terminal.wait(lambda: terminal.lines[terminal.screen.cursor.y] == "shell>")
        terminal.type("echo back; exit\n")
        terminal.ends()
        assert "back" in terminal.lines
    assert kept(questionnaire)["drafted"] == "half"


WICKED = "\x1b]0;owned\x07\x1b[2J\u202eevil\u2066\x9b31m"
"""A title, a cleared screen, text turned around, a colour."""


@BOTH
def test_what_a_project_s_files_hold_reaches_no_terminal_as_more_than_text(
    plain: bool, project: Path
) -> None:
    (project / "CONTRIBUTING.md").write_text(
        f"# Standards\n\n## Errors {WICKED}\n\nAlways {WICKED} log the cause.\n"
    )
    (project / "package.json").write_text(
        '{"name": "x\\u202ey\\u001b[2J", "dependencies": {"react": "^19\\u202e\\u001b]0;o\\u0007"}}'
    )
    flags = ["--plain"] if plain else []
    answers = project / "a.toml"
    answers.write_text(
        '[iteration]\nnumber = 1\ntitle = "x"\n[goal]\noutcome = "x"\n[context]\nbuilt = "x"\n'
        'current_state = "x"\ninfrastructure = "x"\nnow_building = "x"\n'
        '[[stack]]\nname = "x"\nrules = [{ name = "a", text = "b" }]\npatterns = []\n'
    )
    with Terminal("start", "--answers", str(answers), *flags) as terminal:
        terminal.wait("Errors")
        _harmless(terminal)
    with Terminal("discover") as terminal:
        terminal.ends()
        assert "Errors" in terminal.text
        _harmless(terminal)


def _harmless(terminal: Terminal) -> None:
    assert "\x1b]" not in terminal.raw
    assert "\x07" not in terminal.raw
    assert "\x1b[2J" not in terminal.raw
    assert "\x9b" not in terminal.raw
    assert hidden(terminal.raw) == []
    assert "<U+202E>evil<U+2066>" in terminal.raw
