"""Finds the iterations that were planned, in the project's documents and its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.iterations.iteration import EarlierIteration
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


def find_documents(repository: Repository, pattern: str = "") -> list[EarlierIteration]:
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
    iterations = []
    for path in sorted(paths, key=lambda path: (path.count("/"), path))[:MOST]:
        answers = read_answers(repository.read(path) or "")
        if answers is not None:
            iterations.append(EarlierIteration(path, answers, built_in_iteration()))
    return iterations


def _is_usual(path: str) -> bool:
    """Return whether a document bears a name that iterations' usually have."""
    *folders, name = path.lower().split("/")
    if not name.endswith(".md"):
        return False
    return name.startswith(ITERATION) or folders[-2:] == ["docs", f"{ITERATION}s"]


def merged(
    documents: Iterable[EarlierIteration], sessions: Iterable[EarlierIteration]
) -> list[EarlierIteration]:
    """Return the iterations by number, the latest first; of two alike the first one counts.

    A session knows all answers; its document, which people and programs tick off, what is done.
    """
    by_key: dict[object, EarlierIteration] = {}
    for session in sessions:
        by_key.setdefault(session.number or session.source, session)
    for document in documents:
        key = document.number or document.source
        session_of_it = by_key.get(key)
        by_key[key] = _ticked_off(session_of_it, document) if session_of_it else document
    return sorted(by_key.values(), key=lambda iteration: -iteration.number)


def _ticked_off(session: EarlierIteration, document: EarlierIteration) -> EarlierIteration:
    marks = {
        _plain(task.name): {"status": task.status, "line": task.line}
        for task in document.tasks
        if task.line is not None
    }
    part = session.asked.playing(Role.TASKS)
    if not marks or part is None:
        return session
    tasks = [{**task.answers, **marks.get(_plain(task.name), {})} for task in session.tasks]
    return EarlierIteration(
        document.source, {**session.answers, part.section.id: tasks}, session.asked
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
