"""What is measured, in groups: the cases of a group run in turn."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from interview.storage.store import Store
from tests.benchmarks import big_project, peers, sessions
from tests.benchmarks.measure import WARMING, Sample, answers, first_prompt, run

Cases = dict[str, Callable[[], Sample]]

SIGN = "^C pause"
"""Stands under every prompt, once the terminal has said where its last line is."""

MARK = "›"
"""Stands before every entry."""

INTERVIEW = [str(Path(sys.executable).with_name("interview"))]
ASKED = 40
"""Questions that are answered to see how long the next one takes."""


def all_cases(place: Path, files: int, only: str) -> dict[str, Cases]:
    """Return the groups of cases; what they need is built in a folder, as far as it is wanted."""
    groups: dict[str, Callable[[Path], Cases]] = {
        "start": _start,
        "first prompt": _first_prompt,
        "next prompt": _next_prompt,
        "resume": _resume,
        "document": _document,
        "discovery": partial(_discovery, files=files),
    }
    results = {}
    for name, build in groups.items():
        if only in name or not any(only in group for group in groups):
            folder = place / name.replace(" ", "-")
            folder.mkdir()
            results[name] = build(folder)
    return results


def _start(folder: Path) -> Cases:
    few, many = (_sessions(folder / str(count), count) for count in (1, 1_000))
    word = {"COMP_WORDS": "interview sh", "COMP_CWORD": "1", "_INTERVIEW_COMPLETE": "bash_complete"}
    return {
        "a bare interpreter": partial(run, [sys.executable, "-c", ""], folder),
        "interview --version": partial(run, [*INTERVIEW, "--version"], folder),
        "interview --help": partial(run, [*INTERVIEW, "--help"], folder),
        "completion of one word": partial(run, INTERVIEW, folder, word),
        "interview list, 1 session": partial(run, [*INTERVIEW, "list"], few),
        "interview list, 1,000 sessions": partial(run, [*INTERVIEW, "list"], many),
        **peers.start_cases(folder),
    }


def _sessions(folder: Path, count: int) -> Path:
    """Return a project with so many small sessions."""
    _project(folder)
    store = Store(folder / "sessions")
    sessions.build(store, "bench-1", 1)
    (first,) = store.folder.glob("*.jsonl")
    for number in range(2, count + 1):
        first.with_name(f"bench-{number}.jsonl").write_bytes(first.read_bytes())
    return folder


def _project(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "bench"\n[tool.interview]\nsessions = "sessions"\n'
    )
    return folder


def _first_prompt(folder: Path) -> Cases:
    script = Path(__file__).with_name("bare_prompt.py")
    _project(folder)
    return {
        "input()": partial(first_prompt, [sys.executable, "-c", "input('Name?')"], folder, "Name?"),
        "a bare prompt with one model": partial(
            first_prompt, [sys.executable, str(script)], folder, "Name?"
        ),
        "interview start": partial(first_prompt, [*INTERVIEW, "start"], folder, MARK),
        **peers.prompt_cases(folder),
    }


def _next_prompt(folder: Path) -> Cases:
    bare = [sys.executable, str(Path(__file__).with_name("bare_prompt.py"))]
    cases: Cases = {
        "a bare prompt after the other": partial(answers, bare, folder, "Name?", "\r", ASKED)
    }
    for tasks in (1, 75, 750):
        project = _project(folder / str(tasks))
        store = Store(project / "sessions")
        sessions.build(store, "bench-1", tasks, ASKED + WARMING + 1)
        (session,) = store.folder.glob("*.jsonl")
        text = session.read_bytes()
        count = text.count(b'"answered"')
        cases[f"next prompt after {count:,} answers"] = partial(_answered, project, session, text)
    return cases


def _answered(project: Path, session: Path, text: bytes) -> Sample:
    session.write_bytes(text)
    command = [*INTERVIEW, "resume", session.stem, "--no-discovery"]
    return answers(command, project, MARK, "\x04", ASKED)


def _resume(folder: Path) -> Cases:
    cases: Cases = {}
    for tasks in (5, 700):
        project = _project(folder / str(tasks))
        store = Store(project / "sessions")
        events = sessions.build(store, "bench-1", tasks, 1)
        cases[f"interview resume, {events:,} events"] = partial(
            first_prompt, [*INTERVIEW, "resume", "bench-1"], project, MARK
        )
    return cases


def _document(folder: Path) -> Cases:
    cases: Cases = {}
    for tasks in (10, 100, 1_000):
        project = _project(folder / str(tasks))
        sessions.build(Store(project / "sessions"), "bench-1", tasks)
        export = [*INTERVIEW, "export", "--force", "-o", "plan.md"]
        check = [*INTERVIEW, "check", "bench-1", "--no-discovery"]
        cases[f"interview export, {tasks:,} tasks"] = partial(run, export, project)
        cases[f"interview check, {tasks:,} tasks"] = partial(run, check, project)
    return cases


def _discovery(folder: Path, files: int) -> Cases:
    cases: Cases = {}
    for count in (10, files):
        project = folder / str(count)
        project.mkdir()
        big_project.build(project, count)
        cases[f"interview discover, {count:,} files"] = partial(
            run, [*INTERVIEW, "discover", "--json"], project
        )
        cases[f"interview start, {count:,} files"] = partial(
            first_prompt, [*INTERVIEW, "start"], project, MARK
        )
    return cases
