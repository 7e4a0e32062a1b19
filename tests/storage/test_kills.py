"""Every command that writes, killed before each of its changes to the file system.

Nothing that was said is lost, the command can be given again, and nothing stays behind.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview import cli
from interview.files import door, no_replace
from interview.session.events import Started
from interview.storage.session_file import read_lines
from tests.conftest import DATA
from tests.shell import Shell

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked per kill"),
]

CHANGING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

COMMANDS = {
    "start": ["start", "--set", "iteration.number=5", "--set", "goal.outcome=x", "--no-input"],
    "edit": ["edit", "linkstash-3", "--set", "goal.outcome=x"],
    "edit a torn session": ["edit", "torn-4", "--set", "goal.outcome=x"],
    "undo": ["undo", "linkstash-3"],
    "export": ["export", "linkstash-3"],
    "export again": ["export", "exported-3"],
    "copy": ["copy", "linkstash-3", "other"],
    "rename": ["rename", "torn-4", "other"],
    "remove": ["remove", "torn-4"],
    "restore": ["restore", "removed-5"],
    "repair": ["doctor", "damaged-6", "--repair"],
    "starter": ["questionnaire", "new", "fresh", "--extends", "iteration"],
    "recorded": ["questionnaire", "test", "team", "--update"],
}
"""What is killed, and how it is called."""

TORN = b'{"event":"ans'


@pytest.fixture
def stage(sh: Shell, project: Path) -> Path:
    """A project with sessions of every kind; its path, and beside it a pristine copy."""
    own = project / ".interview"
    own.mkdir()
    (own / "config.toml").write_text('sessions = "plans"\n')
    plans = project / "plans"
    answers = ["start", "--answers", str(DATA / "linkstash.toml"), "--no-input"]
    for name in ("exported-3", "torn-4", "removed-5", "damaged-6", "linkstash-3"):
        assert sh(*answers).code == 0
        if name != "linkstash-3":
            assert sh("rename", "linkstash-3", name).code == 0
    assert sh("export", "exported-3").code == 0
    assert sh("edit", "exported-3", "--set", "goal.outcome=y").code == 0
    assert sh("questionnaire", "new", "team", "--extends", "iteration").code == 0
    (own / "tests" / "team" / "example.md").write_text("old\n")
    for name, more in (("torn-4", TORN), ("removed-5", TORN), ("damaged-6", b"garbage\n")):
        with (plans / f"{name}.jsonl").open("ab") as file:
            file.write(more)
        for suffix in ("torn", "aside"):
            (plans / f"{name}.jsonl.{suffix}").write_text(f"{suffix} of {name}")
    assert sh("remove", "removed-5").code == 0
    shutil.copytree(project, project.with_name("pristine"))
    return project


def killed_at(place: int, arguments: list[str]) -> bool:
    """Run a command that is killed before one of its changes; say whether it came to that."""
    child = os.fork()
    if child == 0:  # pragma: no cover - dies
        code = 1
        try:
            _kill_before(place)
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            code = cli.run(arguments)
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) in (0, 1, 2, 3), "the command failed"
    return False


def _kill_before(place: int) -> None:
    """Let this process die before its change number so and so."""
    left = place

    def counted(change: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return change(*arguments, **named)

        return call

    real_open, counted_open = os.open, counted(os.open)

    def opened(path: Any, flags: int, *more: Any, **named: Any) -> int:
        which = counted_open if flags & CHANGING else real_open
        return int(which(path, flags, *more, **named))

    changes = ("write", "ftruncate", "replace", "unlink", "link", "mkdir", "fchmod")
    vars(os).update({name: counted(getattr(os, name)) for name in changes}, open=opened)
    vars(door)["rename_new"] = counted(no_replace.rename_new)


def whole_lines(project: Path) -> dict[str, list[bytes]]:
    """Return the whole lines of every session in a project, but the first, by its id."""
    results: dict[str, list[bytes]] = {}
    for path in (project / "plans").rglob("*.jsonl"):
        lines, _ = read_lines(path)
        first = json.loads(lines[0])
        assert first["event"] == Started.model_fields["event"].default
        assert first["id"] not in results, f"{path} is there twice"
        results[first["id"]] = [json.dumps(_without_check(line)).encode() for line in lines[1:]]
    return results


def _without_check(line: bytes) -> Any:
    try:
        event = json.loads(line)
    except ValueError:
        return line.decode()
    event.pop("check", None)
    return event


def notes(project: Path) -> set[bytes]:
    """Return what stands beside sessions because of them, and torn or damaged lines in them."""
    plans = project / "plans"
    beside = {path.read_bytes() for path in plans.rglob("*.jsonl.*")}
    torn = {read_lines(path)[1] for path in plans.rglob("*.jsonl")}
    lines = {line for path in plans.rglob("*.jsonl") for line in read_lines(path)[0]}
    return beside | torn | (lines & {b"garbage"})


def nothing_is_lost(before: Path, now: Path) -> None:
    were, are = whole_lines(before), whole_lines(now)
    for key, lines in were.items():
        kept = [line for line in lines if line != b'"garbage"']
        assert are[key][: len(kept)] == kept
    for note in notes(before):
        assert any(entry.rstrip(b"\n").endswith(note.rstrip(b"\n")) for entry in notes(now)), note


def left_behind(project: Path) -> list[str]:
    """Return what nobody made: drafts, cards of the dead, notes without their sessions."""
    results = []
    for path in project.rglob("*"):
        lonely = ".jsonl." in path.name and not path.with_name(
            f"{path.name.partition('.jsonl')[0]}.jsonl"
        ).exists()  # fmt: skip
        if lonely or path.suffix in (".tmp", ".holder") or path.name == ".moving.lock":
            results.append(path.relative_to(project).as_posix())
        if ".jsonl." in path.name and path.lstat().st_nlink > 1:
            results.append(f"{path.relative_to(project).as_posix()} has two names")
    return results


@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_before_any_change_loses_nothing_and_leaves_nothing(
    sh: Shell,
    stage: Path,
    name: str,
    record_property: Callable[[str, object], None],
) -> None:
    arguments = COMMANDS[name]
    pristine = stage.with_name("pristine")
    place = 0
    while True:
        place += 1
        shutil.rmtree(stage)
        shutil.copytree(pristine, stage)
        os.chdir(stage)
        came_to_it = killed_at(place, arguments)
        nothing_is_lost(pristine, stage)
        if not came_to_it:
            break
        again = sh(*arguments)
        assert again.code in (0, 2, 3), again.err
        assert "defect" not in again.err
        if name == "starter":
            assert again.code == 0 or "example.md already exists" in again.err
            assert len([path for path in stage.rglob("*fresh*") if path.is_file()]) == 2
            assert len(list(stage.glob(".interview/tests/fresh/*"))) == 2
        elif name not in ("copy", "rename", "remove", "restore"):
            assert again.code == 0, again.err
        sh("doctor", "--repair")
        nothing_is_lost(pristine, stage)
        assert left_behind(stage) == []
    assert place > 5, "the command changed nothing"
    record_property("kills of commands", place - 1)
