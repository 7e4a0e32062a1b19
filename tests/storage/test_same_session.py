"""Plain mode and the full interface: the same answers make the same session."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from interview.questionnaire.model import Questionnaire
from interview.session.answering import events_of
from interview.session.answers_file import read_answers
from interview.session.engine import Engine
from interview.terminal.flow import conversation
from interview.terminal.flow.ports import Command
from interview.terminal.prompts.asker import TerminalAsker
from tests import played
from tests.conftest import DATA, NOW
from tests.played import CONFIRM, Act, Keep, Leave, Pick, Say
from tests.shell import Shell

GATES = ("code_standards", "testing_standards", "completion")
CHANGING = {"at", "id", "check", "batch"}  # the check covers the line, time and all


class Both:
    """Holds an interview in both ways, each from nothing, and returns the two session files."""

    def __init__(self, sh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.sh, self.folder, self.monkeypatch = sh, tmp_path, monkeypatch

    def plain(self, acts: Sequence[Act]) -> tuple[int, list[dict[str, Any]]]:
        typed = "".join(map(played.lines, acts))
        where = str(self.folder / "plain")
        return self.sh("start", "--plain", "--sessions-dir", where, typed=typed).code, kept(where)

    def full(self, acts: Sequence[Act]) -> tuple[int, list[dict[str, Any]]]:
        where = str(self.folder / "full")
        with create_pipe_input() as pipe, self.monkeypatch.context() as patch:
            pipe.send_text("".join(map(played.keys, acts)))
            asker = TerminalAsker(input=pipe, output=DummyOutput())
            patch.setattr(conversation, "asking", lambda *_: nullcontext(asker))
            return self.sh("start", "--sessions-dir", where).code, kept(where)


@pytest.fixture
def both(sh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Both:
    return Both(sh, tmp_path, monkeypatch)


def kept(folder: str) -> list[dict[str, Any]]:
    """Return the events of the one session in a folder, without what differs each time."""
    (session,) = Path(folder).glob("*.jsonl")
    events = map(json.loads, session.read_text().splitlines())
    return [
        {name: entry for name, entry in event.items() if name not in CHANGING} for event in events
    ]


@pytest.mark.slow
def test_a_whole_interview_by_a_pipe_and_in_the_full_interface_makes_the_same_session(
    both: Both, questionnaire: Questionnaire, project: Path
) -> None:
    wanted = Engine(questionnaire)
    events_of(read_answers(DATA / "linkstash.toml"), wanted, NOW)
    acts = [*played.interview(wanted, Engine(questionnaire), GATES), Pick(0), Say(CONFIRM, True)]
    document = project / "iteration-3.md"
    code, plain = both.plain(acts)
    assert (code, plain[-1]["event"]) == (0, "exported")
    assert document.read_text() == (DATA / "linkstash.md").read_text()
    document.unlink()
    assert both.full(acts) == (0, plain)
    assert document.read_text() == (DATA / "linkstash.md").read_text()


@pytest.mark.slow
def test_detours_make_the_same_session(both: Both, questionnaire: Questionnaire) -> None:
    number, title = questionnaire.sections["iteration"].question
    built, *_ = questionnaire.sections["context"].question
    acts: list[Act] = [
        Say(number, 3),
        Leave(Command.BACK),
        Keep(number),
        Leave(Command.HELP),
        Say(title, "A title"),
        Leave(Command.HELP, "half a goal"),  # of the outcome
        Leave(Command.LATER),
        Say(title, "ask Kim"),  # the note
        Say(built, "first\n\n.\n:back\n\\:back\n  indented"),
        Leave(Command.REVIEW),
        Pick(1),  # the section Iteration
        Pick(2),  # its title
        Say(title, "Another title"),
        Pick(0, 2),  # back to everything
        Leave(Command.BACK),
        Leave(Command.PAUSE, "half"),
    ]
    code, plain = both.plain(acts)
    assert (code, plain[-1]["event"]) == (130, "drafted")
    assert {entry["event"] for entry in plain} == {"started", "answered", "drafted", "postponed"}
    assert both.full(acts) == (code, plain)
