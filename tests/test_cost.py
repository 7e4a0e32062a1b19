"""What the program's time is made of: what each command imports, and what an answer writes.

Speed itself is never asserted (see `tests/benchmarks`); what must not creep in is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from interview import cli
from interview.storage.journal import Journal
from interview.storage.store import Store
from interview.terminal.flow.ports import Reply
from tests.events import answered, started
from tests.scripted import Interview

pytestmark = pytest.mark.slow

HEAVY = {"pydantic", "prompt_toolkit", "questionary", "rich", "jinja2", "markdown_it", "yaml",
         "tree_sitter", "sqlglot", "pygments", "asyncio"}  # fmt: skip
TERMINAL = {"prompt_toolkit", "questionary", "asyncio"}
DOCUMENTS = {"jinja2", "markdown_it"}

SPY = """
import sys
from interview.cli import run
sys.stdout = sys.stderr
code = run(sys.argv[1:])
print("\\n" + "\\n".join({name.partition(".")[0] for name in sys.modules}), file=sys.__stdout__)
"""


def imported(*arguments: str, **env: str) -> set[str]:
    """Return the packages that a command imports, in a process of its own."""
    process = subprocess.run(
        [sys.executable, "-c", SPY, *arguments],
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return set(process.stdout.split())


LIGHT = [["--version"], ["--help"], ["config"], ["completion", "bash"]]


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_a_command_that_knows_no_session_imports_nothing_big(
    arguments: list[str], project: Path
) -> None:
    results = imported(*arguments)
    assert "interview" in results
    assert results & HEAVY <= ({"pydantic"} if arguments == ["config"] else set())


def test_the_completion_of_a_command_imports_nothing_big(project: Path) -> None:
    words = {"COMP_WORDS": "interview sh", "COMP_CWORD": "1"}
    script = (
        "import sys\nfrom interview.cli import main\n"
        "import atexit\natexit.register(lambda: print('\\n', *sys.modules))\nmain()"
    )
    stdout = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **words, "_INTERVIEW_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "plain,show" in stdout
    assert not {name.partition(".")[0] for name in stdout.split()} & HEAVY


READING = [["list"], ["show", "--json"], ["log"]]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_what_reads_sessions_imports_no_prompt_and_no_template(
    arguments: list[str], linkstash: str
) -> None:
    results = imported(*arguments)
    assert "pydantic" in results
    assert not results & (TERMINAL | DOCUMENTS)


def test_a_document_is_made_without_a_terminal(linkstash: str) -> None:
    results = imported("export", linkstash, "-o", "-")
    assert results >= DOCUMENTS
    assert not results & TERMINAL


def test_every_command_is_where_the_command_line_looks_for_it() -> None:
    group = cli.cli
    for name in cli.COMMANDS:
        command = group.get_command(group.make_context("interview", []), name)
        assert command is not None
        assert command.help


def test_an_answer_costs_one_write_and_one_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, questionnaire: object
) -> None:
    calls: list[str] = []
    real_write, real_sync = os.write, os.fsync

    def write(file: int, data: bytes) -> int:
        calls.append("write")
        return real_write(file, data)

    def sync(file: int) -> None:
        calls.append("sync")
        real_sync(file)

    with Store(tmp_path).create("one", started()) as journal:
        monkeypatch.setattr(os, "write", write)
        monkeypatch.setattr(os, "fsync", sync)
        for number in range(3):
            journal.append(answered("iteration.title", f"Title {number}"))
        assert calls == ["write", "sync"] * 3
    (line,) = [line for line in _lines(journal) if "Title 2" in line]
    assert json.loads(line)["event"] == "answered"


def _lines(journal: Journal) -> list[str]:
    return journal.path.read_text(encoding="utf-8").split("\n")


def test_an_answered_question_is_kept_by_one_event(engine: object) -> None:
    from interview.session.engine import Engine

    assert isinstance(engine, Engine)
    interview = Interview(engine)
    dialogue = interview.dialogue(Reply(3))
    step = engine.next()
    assert step is not None
    dialogue.put(step)  # type: ignore[arg-type]
    assert [event.event for event in interview.kept] == ["answered"]
