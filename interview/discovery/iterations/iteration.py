"""Earlier iterations of a project, and what the next one takes over from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.iterations.document import read_answers
from interview.discovery.places import is_foreign
from interview.plan.document.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.discovery.repository import Repository

MOST = 50
"""Documents that are read."""


class Iteration(NamedTuple):
    """An iteration that was planned: where that stands, and its answers as far as they are known.

    The answers have the shape of a plan's JSON; a task's `line` is where its heading stands.
    """

    source: str
    answers: dict[str, Any]

    @property
    def number(self) -> int:
        """Its number; 0 where nobody gave one."""
        number = self.answers.get("iteration", {}).get("number")
        return int(number) if isinstance(number, int | float) else 0

    @property
    def title(self) -> str:
        """The outcome that it was for."""
        return str(self.answers.get("iteration", {}).get("title", ""))

    @property
    def name(self) -> str:
        """What people call it."""
        return f"iteration {self.number}" if self.number else self.source

    @property
    def tasks(self) -> list[dict[str, Any]]:
        """Its tasks that have names."""
        return [task for task in self.answers.get("tasks", []) if task.get("name")]

    @property
    def finished(self) -> bool:
        """Whether every task is complete."""
        return bool(self.tasks) and not self.open

    @property
    def done(self) -> list[dict[str, Any]]:
        """The tasks that are complete."""
        return [task for task in self.tasks if task.get("status") == "complete"]

    @property
    def open(self) -> list[dict[str, Any]]:
        """The tasks that are not."""
        return [task for task in self.tasks if task.get("status") != "complete"]


def find_documents(repository: Repository, pattern: str = "") -> list[Iteration]:
    """Return the iterations whose documents stand in the project.

    pattern: where this project's documents go, with `{number}` in it.
    """
    own = numbered(pattern)
    paths = [
        path
        for path in repository.legible
        if (_is_usual(path) or own.fullmatch(path)) and not is_foreign(path)
    ]
    found = []
    for path in sorted(paths, key=lambda path: (path.count("/"), path))[:MOST]:
        answers = read_answers(repository.read(path) or "")
        if answers is not None:
            found.append(Iteration(path, answers))
    return found


def _is_usual(path: str) -> bool:
    """Return whether a document bears a name that iterations' usually have."""
    *folders, name = path.lower().split("/")
    if not name.endswith(".md"):
        return False
    return name.startswith("iteration") or folders[-2:] == ["docs", "iterations"]


def merged(documents: Iterable[Iteration], sessions: Iterable[Iteration]) -> list[Iteration]:
    """Return the iterations by number, the latest first; of two alike the first one counts.

    A session knows all answers; its document, which people and programs tick off, what is done.
    """
    found: dict[object, Iteration] = {}
    for session in sessions:
        found.setdefault(session.number or session.source, session)
    for document in documents:
        key = document.number or document.source
        session_of_it = found.get(key)
        found[key] = _ticked_off(session_of_it, document) if session_of_it else document
    return sorted(found.values(), key=lambda one: -one.number)


def _ticked_off(session: Iteration, document: Iteration) -> Iteration:
    marks = {
        _plain(task["name"]): {"status": task["status"], "line": task["line"]}
        for task in document.tasks
        if "line" in task
    }
    if not marks:
        return session
    tasks = [{**task, **marks.get(_plain(task["name"]), {})} for task in session.tasks]
    return Iteration(document.source, {**session.answers, "tasks": tasks})


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def built(iterations: list[Iteration]) -> str:
    """Return what works already: a line for each iteration that has tasks done, the first first."""
    lines = []
    for one in sorted(iterations, key=lambda one: one.number):
        if one.done:
            names = "; ".join(str(task["name"]) for task in one.done)
            lines.append(f"- {names} ({one.name})")
    return "\n".join(lines)


def current_state(latest: Iteration) -> str:
    """Return what there was before an iteration, and the files of its tasks that are done."""
    before = str(latest.answers.get("context", {}).get("current_state", ""))
    lines = [before] if before else []
    for task in latest.done:
        rows = [row for row in task.get("key_files") or [] if isinstance(row, dict)]
        paths = ", ".join(f"`{row['path']}`" for row in rows if row.get("path"))
        lines.append(f"- {task['name']}" + (f": {paths}" if paths else ""))
    return "\n".join(lines)
