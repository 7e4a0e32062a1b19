"""Sessions that nobody's interview made: they keep nobody from the others, and nobody waiting."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.events import answered, started
from tests.shell import Shell

pytestmark = pytest.mark.slow

AT = "2026-11-23T12:00:01Z"

FIRST = {
    "event": "started", "at": AT, "schema": 1, "id": "strange",
    "questionnaire": {"name": "iteration", "version": 1}, "project": "linkstash",
}  # fmt: skip

VALUES: list[Any] = [
    None, True, 4.5, -1, "", "text", [], {}, [None], [1.5], [[]], ["a"], [["a"], [{"x": 1}]],
    [{"path": None}], [{"name": "n", "text": {}}], {"language": 3}, {"text": []}, [True, "spike"],
]  # fmt: skip
"""Values of every kind; hardly a question takes one of them."""

ADDRESSES = [
    "iteration.number", "iteration.title", "goal.outcome", "gates.completion", "scope.excluded",
    "tasks.t1.type", "tasks.t1.hours", "tasks.t1.key_files", "tasks.t1.depends_on",
    "tasks.t1.data", "tasks.t1.rollback", "tasks.t1.environment", "stack.c2.rules",
    "tasks.t7.services", "nowhere.at_all",
]  # fmt: skip

COMMANDS = [
    ["list"], ["list", "--json"], ["doctor"], ["show", "strange"], ["log", "strange"],
    ["show", "strange", "--json"], ["show", "strange", "--answers"], ["check", "strange"],
    ["export", "strange", "--draft", "-o", "-"], ["discover"], ["undo", "strange"],
    ["edit", "strange", "--set", "goal.outcome=x"], ["resume", "strange", "--plain"],
    ["doctor", "strange", "--repair"],
]  # fmt: skip


def event(name: str, **facts: Any) -> dict[str, Any]:
    return {"event": name, "at": AT, **facts}


def strange(folder: Path, *events: dict[str, Any]) -> Path:
    """Write a session by hand."""
    path = folder / "strange.jsonl"
    path.write_text("".join(f"{json.dumps(entry)}\n" for entry in (FIRST, *events)))
    return path


@pytest.fixture
def folder(sh: Shell, linkstash: str) -> Path:
    """The folder of the sessions, in which there is a good one."""
    (path,) = Path.home().glob(f".local/share/interview/sessions/*/{linkstash}.jsonl")
    return path.parent


def merges() -> Iterator[dict[str, Any]]:
    """Yield merges of all values at all addresses, each value once as the last of them."""
    for place in range(len(VALUES)):
        values = [*VALUES[place:], *VALUES[:place]]
        contradictions = [{"address": address, "values": values} for address in ADDRESSES]
        yield event("merged", heads=[], contradictions=contradictions)
        yield event("merged", heads=[], contradictions=[
            {"address": address, "values": values[-1:]} for address in ADDRESSES
        ])  # fmt: skip


def test_a_merge_of_any_values_keeps_nobody_from_any_session(sh: Shell, folder: Path) -> None:
    item = event("item_added", section="tasks", item="t1")
    for merged in merges():
        strange(folder, item, merged)
        for command in (["list"], ["show", "strange"], ["doctor"]):
            result = sh(*command)
            assert result.code in (0, 1, 3), (merged, command, result.err)
        rows = json.loads(sh("list", "--json").out)
        assert {row["session"] for row in rows} == {"linkstash-3", "strange"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_breaks_on_a_merge_of_anything(
    sh: Shell, folder: Path, command: list[str]
) -> None:
    item = event("item_added", section="tasks", item="t1")
    for merged in list(merges())[::5]:
        strange(folder, item, merged)
        result = sh(*command, typed=":pause\n")
        assert result.code in (0, 1, 2, 3, 130), (merged, result.err)


def test_an_engine_that_breaks_is_a_fault_of_its_session_alone(
    sh: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange(folder, event("answered", address="iteration.title", value="odd", origin="user"))
    from interview.session.engine import Engine

    real = Engine.progress

    def progress(engine: Engine) -> Any:
        if engine.heading == "odd":
            raise KeyError("nobody thought of it")
        return real(engine)

    monkeypatch.setattr(Engine, "progress", progress)
    rows = {row["session"]: row for row in json.loads(sh("list", "--json").out)}
    assert rows["linkstash-3"]["state"] == "finished"
    assert "is not valid: 'nobody thought of it'" in rows["strange"]["error"]


def undoing(count: int) -> list[dict[str, Any]]:
    drafts = [event("drafted", address="goal.outcome", value="x")] * count
    return [*drafts, *[event("undone")] * count]


def turning(count: int) -> list[dict[str, Any]]:
    answers = [event("answered", address="goal.outcome", value="x", origin="user")] * count
    return [*answers, *[event("undone")] * count, *[event("redone")] * count]


def items(count: int) -> list[dict[str, Any]]:
    return [event("item_added", section="tasks", item=f"t{number}") for number in range(count)]


def moves(count: int) -> list[dict[str, Any]]:
    return [*items(4_900), *[event("item_moved", section="tasks", item="t1", to=2)] * count]


PILES = {
    "undoing where there is nothing to undo": undoing(20_000),
    "undoing and redoing": turning(15_000),
    "items": items(30_000),
    "moves of an item": moves(30_000),
    "lines": [event("approved")] * 100_001,
}


@pytest.mark.parametrize("pile", PILES)
def test_what_is_piled_up_is_told_in_seconds(folder: Path, pile: str) -> None:
    import resource

    strange(folder, *PILES[pile])

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (25, 25))
        resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))

    call = [sys.executable, "-m", "interview", "list", "--json"]
    done = subprocess.run(call, capture_output=True, preexec_fn=bound, check=True)
    rows = {row["session"]: row for row in json.loads(done.stdout)}
    assert rows["linkstash-3"]["state"] == "finished"
    assert rows["strange"]["state"] == "damaged"


def test_lists_in_lists_take_no_more_memory_than_there_is(sh: Shell, folder: Path) -> None:
    value = json.loads("[" + "[]," * 1_000_001 + "[]]")
    strange(folder, event("answered", address="goal.outcome", value=value, origin="user"))
    result = sh("show", "strange")
    assert (result.code, "lists and mappings" in result.err or "damaged" in result.err) == (3, True)


def test_many_undone_changes_of_a_person_are_followed(sh: Shell, folder: Path) -> None:
    from interview.session.history import History

    history = History.of([started()])
    for number in range(2_000):
        history.add(answered("goal.outcome", str(number)))
        history.add(history.undo(started().at))
        history.add(history.redo(started().at))
    assert len(history.in_force) == 2_001


# Answers files


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.toml", "a" + ".a" * 60_000 + " = 1", "more than 500 dots on line 1"),
        ("a.json", json.dumps({"tasks": [{}] * 100_000}), "more than 2,000 parts"),
        ("a.json", json.dumps({f"k{n}": 1 for n in range(300_000)}), "more than 2,000 parts"),
        ("a.json", "{" + '"k": 1, ' * 50_000 + '"k": 2}', "duplicate key 'k'"),
        ("a.json", json.dumps({f"k{n}": {} for n in range(1_500)}), "and 1,300 more"),
    ],
    ids=["a long key", "items", "sections", "twins", "problems"],
)
def test_answers_without_end_are_refused_at_once(
    sh: Shell, project: Path, name: str, text: str, why: str
) -> None:
    (project / name).write_text(text)
    result = sh("start", "--answers", name, "--no-input")
    assert (result.code, why in result.err) == (2, True), result.err[:500]
    assert len(result.err) < 50_000


def test_dots_in_prose_are_no_key(sh: Shell, project: Path) -> None:
    (project / "a.toml").write_text(f'[goal]\noutcome = """\n{"." * 2_000}\n"""\n')
    assert sh("start", "--answers", "a.toml", "--no-input").code == 0


def test_lines_are_counted_however_they_end(sh: Shell, project: Path) -> None:
    for end in ("\n", "\r", "\r\n"):
        with (project / "a.md").open("w", newline="") as file:
            file.write("# Iteration 1: x" + end * 300_001)
        result = sh("check", "a.md")
        assert (result.code, "300,000 lines" in result.err) == (2, True), result.err
    assert Path("a.md").stat().st_size > 300_000
