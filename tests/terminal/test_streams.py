"""Standard input, output and errors, each a terminal or a pipe, in every combination."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest

from interview.questionnaire.model import Questionnaire
from interview.terminal.flow.ports import Command
from tests.played import Act, Leave, Say, keys, lines
from tests.terminal.emulator import PATIENCE
from tests.terminal.test_interview import answers_of, session_file

pytestmark = pytest.mark.slow

STREAMS = ("stdin", "stdout", "stderr")
PIPED = [set(stream) for count in range(4) for stream in combinations(STREAMS, count)]


Talk = list[tuple[str, str]]
"""What is seen, and what is typed then."""


def run(arguments: list[str], piped: set[str], talk: Talk) -> tuple[int, str, str]:
    """Run the program and talk with it.

    Returns:
        Its exit code, what it wrote into the terminal, and what into the pipes.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    given = {name: subprocess.PIPE if name in piped else theirs for name in STREAMS}
    with subprocess.Popen([sys.executable, "-m", "interview", *arguments], **given) as child:  # type: ignore[call-overload]
        os.close(theirs)
        into = child.stdin.fileno() if child.stdin else ours
        pipes = [entry.fileno() for entry in (child.stdout, child.stderr) if entry]
        written = dict.fromkeys((ours, *pipes), b"")
        open_ = {*written}
        while open_:
            ready, _, _ = select.select([*open_], [], [], PATIENCE)
            assert ready, written
            for entry in ready:
                data = _read(entry)
                written[entry] += data
                open_ -= set() if data else {entry}
            if talk and any(talk[0][0].encode() in entry for entry in written.values()):
                os.write(into, talk.pop(0)[1].encode())
        code = child.wait()
    os.close(ours)
    texts = {key: data.decode() for key, data in written.items()}
    return code, texts[ours], "".join(texts[pipe] for pipe in pipes)


def _read(file: int) -> bytes:
    try:
        return os.read(file, 65536)
    except OSError:  # nobody holds the other end of the terminal any more
        return b""


@pytest.mark.parametrize("mode", ["plain", "full"])
@pytest.mark.parametrize("piped", PIPED, ids=lambda piped: "+".join(sorted(piped)) or "none")
def test_each_stream_may_be_piped(
    mode: str,
    piped: set[str],
    questionnaire: Questionnaire,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record_property("combinations of piped streams, plain and full (all)", 1)
    number, title = questionnaire.sections["iteration"].question
    answers: list[Act] = [Say(number, 3), Say(title, "漢字")]
    half = Leave(Command.PAUSE, "half")
    talk: dict[str, Talk] = {
        "plain": [("Which iteration", "".join(map(lines, [*answers, half])))],
        "full": [
            ("Which iteration", "".join(map(keys, answers))),
            ("What can someone", "half"),
            ("half", keys(Leave(Command.PAUSE))),
        ],
    }
    # Nobody behind these terminals answers where the cursor is; it would be waited for.
    monkeypatch.setenv("PROMPT_TOOLKIT_NO_CPR", "1")
    flags = ["--plain"] if mode == "plain" else []
    code, screen, other = run(["start", *flags], piped, talk[mode])
    assert "Traceback" not in screen + other
    if mode == "full" and ("stdin" in piped or {"stdout", "stderr"} <= piped):
        assert code == 2
        assert "cannot ask questions without a terminal" in screen + other
        assert not list(Path.home().rglob("*.jsonl"))
        return
    assert code == 130
    assert "interview resume linkstash-3" in (other if {"stdout", "stderr"} <= piped else screen)
    # Nobody who reads the results of a program wants its questions among them.
    if "stdout" in piped and "stderr" not in piped:
        assert other == ""
    assert answers_of(session_file(), questionnaire)["iteration"] == {"number": 3, "title": "漢字"}
    last = json.loads(session_file().read_text().splitlines()[-1])
    assert (last["event"], last["value"]) == ("drafted", "half")


def test_a_line_that_is_not_utf_8_is_refused_and_a_mark_of_the_order_of_bytes_is_left_out(
    project: Path,
) -> None:
    """Nothing is stored that nobody typed, and the person is told."""
    run = subprocess.run(
        [sys.executable, "-m", "interview", "start", "--plain", "--set", "iteration.number=7"],
        input=b"caf\xe9 opens\n\xef\xbb\xbfCaf\xc3\xa9 opens\n",
        capture_output=True,
        cwd=project,
        check=False,
    )
    assert b"That line is not UTF-8" in run.stdout + run.stderr
    (session,) = Path.home().rglob("*.jsonl")
    titles = [
        json.loads(line)["value"]
        for line in session.read_text().splitlines()
        if json.loads(line).get("address") == "iteration.title"
    ]
    assert titles == ["Café opens"]
