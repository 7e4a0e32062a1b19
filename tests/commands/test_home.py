"""`interview` by itself at a terminal: what is unfinished here, and what to do next."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from interview.cli import run
from interview.session.events import Approved
from interview.storage.session_file import append_to
from tests.conftest import NOW
from tests.shell import Shell, session_file


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the lines that `interview` shows at a terminal."""
    screen = Screen()
    monkeypatch.setattr("sys.stdin", Screen())
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "dumb")
    assert run([]) == 0
    return screen.getvalue().splitlines()


def test_where_nothing_was_planned_the_first_steps_are_shown(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(monkeypatch)
    assert lines[0] == "No iteration is planned for linkstash yet."
    assert any(line.startswith("  interview start ") for line in lines)


def test_what_is_unfinished_is_listed_with_the_next_command(
    sh: Shell, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("start", "--set", "iteration.number=7", "--no-input")
    lines = shown(monkeypatch)
    assert lines[0].startswith("linkstash-7: no title yet (")
    assert lines[1] == "  interview resume linkstash-7"
    assert lines[2].startswith("linkstash-3: Signed-in users keep private bookmarks (")
    assert "  interview export linkstash-3" in lines
    assert lines[-2:] == ["", "`interview --help` lists the commands."]


def test_where_all_is_written_a_new_one_is_offered(
    sh: Shell, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sh("export", linkstash).code == 0
    lines = shown(monkeypatch)
    assert lines[0] == "linkstash has no unfinished plan. To start one:"
    assert not any("linkstash-3" in line for line in lines)


def test_what_was_approved_is_to_be_exported(
    sh: Shell, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with append_to(session_file(linkstash), NOW)[1] as journal:
        journal.append(Approved(at=NOW))
    lines = shown(monkeypatch)
    assert lines[0].startswith("linkstash-3: Signed-in users keep private bookmarks (")
    assert lines[1] == "  interview export linkstash-3"


def test_what_is_missing_again_is_unfinished_although_it_was_written(
    sh: Shell, linkstash: str, half_done: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sh("export", linkstash).code == 0
    assert sh("export", half_done, "--draft").code == 0
    assert sh("edit", linkstash, "--clear", "goal.outcome").code == 0
    states = {entry["session"]: entry["state"] for entry in json.loads(sh("list", "--json").out)}
    assert states == {linkstash: "unfinished", half_done: "unfinished"}
    lines = shown(monkeypatch)
    assert "  interview resume linkstash-3" in lines
    assert "  interview resume linkstash-4" in lines
    assert sh("edit", linkstash, "--set", "goal.outcome=Back").code == 0
    assert "linkstash-3" not in "".join(shown(monkeypatch))


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_where_a_stream_is_no_terminal_the_help_is_shown(
    sh: Shell, project: Path, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    screen = io.StringIO() if stream == "stdout" else Screen()
    monkeypatch.setattr("sys.stdin", io.StringIO() if stream == "stdin" else Screen())
    monkeypatch.setattr("sys.stdout", screen)
    assert run([]) == 0
    assert screen.getvalue().startswith("Usage: interview ")
