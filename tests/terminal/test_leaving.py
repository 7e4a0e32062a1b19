"""One can always leave, whatever a project holds and whoever looks through it meanwhile."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pexpect
import pytest

from interview.discovery.repository import LARGEST
from interview.questionnaire.model import Questionnaire
from interview.terminal.flow.ports import Command
from tests.played import Leave, Say
from tests.terminal.emulator import Terminal
from tests.terminal.short import SECOND, THIRD, Person, kept

pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("plain", [True, False], ids=["plain", "full"])

WHOLE = LARGEST - 10

HOSTILE = {
    "justfile": "a" * WHOLE,
    "a/justfile": "#" + "a" * (WHOLE // 2) + "\n" + "a" * (WHOLE // 2),
    "Makefile": "a:" + " " * (WHOLE // 2) + "#" + " " * (WHOLE // 2 - 5),
    "noxfile.py": "@nox.session(" + "a" * (WHOLE - 20),
    "Gemfile": "gem 'a'" + ", 'a'" * 200_000,
    "package.json": "[" * WHOLE,
    "compose.yaml": "{" * 200_000,
    "TODO.md": "- a" + " " * (WHOLE - 5) + "\n",
    "AGENTS.md": "> " * 60_000,
}
"""Each kept a thread of the program busy for minutes, or tried to."""


@pytest.fixture
def hostile(project: Path) -> Path:
    for name, text in HOSTILE.items():
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text(text)
    return project


WATCHED = """
import sys
from pathlib import Path
from interview.cli import main
from interview.discovery.repository import Repository

def told(self, path, read=Repository.read):
    if path == "justfile":
        Path("reached").touch()
    return read(self, path)

Repository.read = told
sys.argv[0] = "interview"
main()
"""
"""The program, which leaves a file when it comes to one that kept it busy for longest."""


def begin(plain: bool) -> Terminal:
    program = (sys.executable, "-c", WATCHED)
    return Terminal("start", *(["--plain"] if plain else []), program=program)


def looked_at(terminal: Terminal, plain: bool, questionnaire: Questionnaire) -> Person:
    """Answer the first questions, after which the project is looked through; wait for that."""
    number, title = questionnaire.sections["iteration"].question
    person = Person(terminal, plain)
    person.say(Say(number, 3), SECOND)
    person.say(Say(title, "A title"), THIRD)
    terminal.wait(Path("reached").exists)
    return person


@BOTH
def test_what_is_typed_is_shown_and_control_c_pauses_in_a_hostile_project(
    hostile: Path, plain: bool, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        person = looked_at(terminal, plain, questionnaire)
        person.half()
        terminal.wait("half")
        terminal.type(person.typed(Leave(Command.PAUSE)))
        assert terminal.ends() == 130
        assert "interview resume linkstash-3" in terminal.running_text
    assert kept(questionnaire)["drafted"] == "half"


@BOTH
@pytest.mark.parametrize("name", [signal.SIGHUP, signal.SIGTERM])
def test_a_request_to_end_is_heard_in_a_hostile_project(
    hostile: Path, plain: bool, name: signal.Signals, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        looked_at(terminal, plain, questionnaire)
        terminal.child.kill(name)
        assert terminal.ends() == 130


@BOTH
def test_a_closed_terminal_ends_the_program_in_a_hostile_project(
    hostile: Path, plain: bool, questionnaire: Questionnaire
) -> None:
    with begin(plain) as terminal:
        looked_at(terminal, plain, questionnaire)
        terminal.hang_up()


PROGRAM = """
import sys, threading
from interview.cli import main
from interview.discovery import repository
from interview.discovery.stack import services

def endless(_):
    print("looking", flush=True)
    threading.Event().wait()

def told(*arguments, ask=repository.ask):
    print("looking", flush=True)
    return ask(*arguments)

{}
sys.argv[0] = "interview"
main()
"""
ENDLESS = PROGRAM.format("services.find_services = endless")
"""The program, in which a part of what is looked for never comes to an end."""

TOLD = PROGRAM.format("repository.ask = told")
"""The program, which tells when it asks git."""


def endless(*arguments: str) -> Terminal:
    return Terminal(*arguments, program=(sys.executable, "-c", ENDLESS))


def test_control_c_ends_a_discovery_that_takes_too_long_in_one_line(project: Path) -> None:
    with endless("discover") as terminal:
        terminal.wait("looking")
        terminal.press("pause")
        assert terminal.ends() == 130
        assert "interview: interrupted before all files were read" in terminal.running_text
        assert "Traceback" not in terminal.raw


@pytest.mark.parametrize("name", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_ends_a_discovery_that_takes_too_long(project: Path, name: signal.Signals) -> None:
    with endless("discover") as terminal:
        terminal.wait("looking")
        terminal.child.kill(name)
        terminal.child.expect(pexpect.EOF)
        terminal.child.close()
        assert terminal.child.signalstatus == name


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGHUP, signal.SIGTERM])
def test_who_waits_for_another_thread_s_find_can_leave(project: Path, name: signal.Signals) -> None:
    answers = project / "a.toml"
    answers.write_text(
        '[iteration]\nnumber = 1\ntitle = "x"\n[goal]\noutcome = "x"\n[context]\nbuilt = "x"\n'
        'current_state = "x"\n'
    )
    with endless("start", "--plain", "--answers", str(answers)) as terminal:
        terminal.wait("looking")  # the next question waits for the services
        terminal.child.kill(name)
        assert terminal.ends() == 130
        assert "interview resume linkstash-1" in terminal.running_text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_control_c_ends_a_discovery_whose_git_waits(project: Path) -> None:
    from tests.discovery.test_repository import git

    git(project, "init")
    (project / ".git/info/exclude").unlink()
    os.mkfifo(project / ".git/info/exclude")
    with Terminal("discover", program=(sys.executable, "-c", TOLD)) as terminal:
        terminal.wait("looking")
        terminal.press("pause")
        assert terminal.ends() == 130
