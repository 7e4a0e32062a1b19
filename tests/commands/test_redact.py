from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.storage.session_file import read, read_chain
from tests.shell import Shell, session_file

LEAK = 'hunter2 and "quotes" – ünïcode'


@pytest.fixture
def leaked(sh: Shell, linkstash: str) -> str:
    """A session in which a secret was typed, and replaced."""
    for value in (f"first line\n{LEAK}", "users(id, email)"):
        assert sh("edit", linkstash, "--set", f"tasks.2.database={value}").code == 0
    assert sh("undo", linkstash).code == 0
    assert sh("redo", linkstash).code == 0
    return linkstash


def holds(path: Path, text: str = LEAK) -> bool:
    data = path.read_text(encoding="utf-8")
    return text in data or json.dumps(text)[1:-1] in data or "hunter2" in data


def test_a_secret_leaves_the_history_and_the_chain_stays_whole(sh: Shell, leaked: str) -> None:
    assert holds(session_file(leaked))
    result = sh("redact", leaked, "tasks.2.database", "--force")
    assert result.code == 0
    assert result.err.startswith(f"Removed 3 values of tasks.2.database from {leaked} and its")
    assert not holds(session_file(leaked))
    assert all(line.wrong == "" for line in read_chain(session_file(leaked))[0])
    assert sh("doctor").out == f"{leaked}: no problems found\n"
    assert "tasks.2.database" not in json.loads(sh("show", leaked, "--json").out)["missing"]


def test_every_other_answer_stays(sh: Shell, leaked: str) -> None:
    before = json.loads(sh("export", leaked, "--format", "json", "-o", "-").out)
    sh("redact", leaked, "tasks.2.database", "--force")
    after = json.loads(sh("export", leaked, "--format", "json", "-o", "-").out)
    assert before["tasks"][1].pop("database") == "users(id, email)"
    after["tasks"][1].pop("database", None)
    assert after == before


def test_what_was_undone_before_stays_undone(sh: Shell, leaked: str) -> None:
    sh("edit", leaked, "--set", "goal.outcome=People can do something else.")
    sh("undo", leaked)
    sh("redact", leaked, "tasks.2.database", "--force")
    assert "something else" not in sh("export", leaked, "-o", "-").out
    assert sh("redo", leaked).code == 0
    assert "something else" in sh("export", leaked, "-o", "-").out


def test_the_last_answer_can_stay(sh: Shell, leaked: str) -> None:
    assert sh("redact", leaked, "tasks.2.database", "--keep-answer", "--force").code == 0
    assert not holds(session_file(leaked))
    assert "users(id, email)" in sh("export", leaked, "-o", "-").out


def test_nothing_is_removed_without_force(sh: Shell, leaked: str) -> None:
    before = session_file(leaked).read_bytes()
    result = sh("redact", leaked, "tasks.2.database")
    assert result.code != 0
    assert "Nothing was changed: use --force to go ahead. It cannot be undone." in result.err
    assert session_file(leaked).read_bytes() == before


def test_notes_and_unfinished_entries_of_the_question_go_too(sh: Shell, linkstash: str) -> None:
    sh("edit", linkstash, "--later", f"tasks.2.database={LEAK}")
    sh("edit", linkstash, "tasks.2.database", "--plain", typed=f"{LEAK}\n:pause\n")
    assert holds(session_file(linkstash))
    sh("redact", linkstash, "tasks.2.database", "--force")
    assert not holds(session_file(linkstash))


def test_what_else_holds_the_secret_is_told(sh: Shell, leaked: str) -> None:
    sh("copy", leaked, "other")
    sh("edit", leaked, "--set", f"tasks.3.database=see {LEAK}")
    sh("edit", leaked, "--set", f"tasks.2.database={LEAK}")
    sh("export", leaked, "--force")
    result = sh("redact", leaked, "tasks.2.database", "--force").err
    report = result.partition("The same text is also in:\n")[2]
    assert "  tasks.3.database, or its history\n" in report
    assert "other.jsonl" in report
    assert "iteration-3.md" in report
    assert "Commits, backups and other copies of the session still contain it." in report


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("tasks.2.databas", "there is no question 'tasks.2.databas'"),
        ("scope.nothing", "there is no question 'scope.nothing'"),
        ("tasks.9.database", "there is no"),
    ],
)
def test_an_unknown_address_changes_nothing(
    sh: Shell, linkstash: str, address: str, message: str
) -> None:
    before = read(session_file(linkstash)).events
    result = sh("redact", linkstash, address, "--force")
    assert result.code != 0
    assert message in result.err
    assert read(session_file(linkstash)).events == before
