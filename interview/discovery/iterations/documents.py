"""Finds the iterations that were planned, in the project's documents and its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.iterations.iteration import Iteration
from interview.discovery.places import is_foreign
from interview.plan.document.numbering import numbered
from interview.plan.reader.answers import read_answers
from interview.questionnaire.iteration import ITERATION
from interview.questionnaire.library import built_in_iteration
from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.discovery.repository import Repository

MOST = 50
"""Documents that are read."""


def find_documents(repository: Repository, pattern: str = "") -> list[Iteration]:
    """Return the iterations whose documents stand in the project.

    Args:
        repository: The project's files.
        pattern: Where this project's documents go, with `{number}` in it.
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
            found.append(Iteration(path, answers, built_in_iteration()))
    return found


def _is_usual(path: str) -> bool:
    """Return whether a document bears a name that iterations' usually have."""
    *folders, name = path.lower().split("/")
    if not name.endswith(".md"):
        return False
    return name.startswith(ITERATION) or folders[-2:] == ["docs", f"{ITERATION}s"]


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
        _plain(task.name): {"status": task.status, "line": task.line}
        for task in document.tasks
        if task.line is not None
    }
    part = session.asked.playing(Role.TASKS)
    if not marks or part is None:
        return session
    tasks = [{**task.answers, **marks.get(_plain(task.name), {})} for task in session.tasks]
    return Iteration(document.source, {**session.answers, part.section.id: tasks}, session.asked)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
