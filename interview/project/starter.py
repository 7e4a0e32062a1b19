"""Writes what a team's own questionnaire starts from."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from interview.errors import InterviewError
from interview.files import door
from interview.files.reading import says_exactly
from interview.project.workplace import now
from interview.questionnaire.iteration import ITERATION
from interview.questionnaire.library import DOCUMENTS, QUESTIONNAIRES, TESTS, Library, built_in

if TYPE_CHECKING:
    from pathlib import Path


SCHEMA = "questionnaire.schema.json"
"""The file that editors complete questionnaires by; it is ours, and written anew each time."""


def write_starter(library: Library, root: Path, name: str, extends: str | None) -> list[Path]:
    """Write a questionnaire, its document, a test and the schema that editors complete by.

    Returns:
        The files.

    Raises:
        InterviewError: If the name is none, or anything already exists.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise InterviewError(
            f"'{name}' is not a valid questionnaire name",
            "Use lower-case letters, digits and _; begin with a letter.",
        )
    base = library.questionnaire(extends or ITERATION)
    if not base.is_of_iterations:
        raise InterviewError(f"'{extends}' is not an iteration plan; extend one here",
                             "Write the questionnaire by hand; `extends` takes any.")  # fmt: skip
    own = root / ".interview"
    starter = built_in() / "starters" / ("own" if extends is None else "extension")
    tests = own / TESTS / name
    texts = {
        own / QUESTIONNAIRES / f"{name}.toml": _filled(
            starter / "questionnaire.toml", name, extends
        ),
        own / DOCUMENTS / f"{name}.md.j2": _filled(
            starter / "document.md.j2", name, extends
        ).replace("iteration.md.j2", base.document),
        tests / "example.toml": _filled(starter / "example.toml", name, extends),
    }
    _refuse_others(texts, tests / "example.md")
    for path, text in texts.items():
        _write(root, path, text)
    _write(root, own / SCHEMA, _schema())
    _write(root, tests / "example.md", _example(own, library, name))
    return [*texts, tests / "example.md", own / SCHEMA]


def _refuse_others(texts: dict[Path, str], last: Path) -> None:
    """Raise InterviewError when a file already exists, unless a kill kept us from the last."""
    paths = [
        path
        for path in texts
        if os.path.lexists(path) and not says_exactly(path, texts[path].encode())
    ]
    if os.path.lexists(last):
        paths.append(last)
    if paths:
        raise InterviewError(f"{paths[0]} already exists", "Choose another name.")


def _filled(path: Path, name: str, extends: str | None) -> str:
    text = path.read_text("utf-8").replace("NAME", name)
    return text.replace('extends = "iteration"', f'extends = "{extends}"') if extends else text


def _write(root: Path, path: Path, text: str) -> None:
    try:
        door.make_folder(path.parent, within=root)
        if path.name == SCHEMA:
            door.replace(path, [text.encode()], door.status(path))
        elif not says_exactly(path, text.encode()):
            door.create(path, [text.encode()], door.SHARED)
    except OSError as error:
        raise InterviewError(
            f"cannot write {path}: {error.strerror}", "Check the folder's permissions."
        ) from None


def _schema() -> str:
    from interview.questionnaire.json_schema import questionnaire_schema

    return json.dumps(questionnaire_schema(), indent=2, ensure_ascii=False) + "\n"


def _example(own: Path, library: Library, name: str) -> str:
    """Return the document that the example's answers become now."""
    from interview.plan.document.assemble import played
    from interview.session.answers_file import read_answers

    questionnaire = library.questionnaire(name)
    answers = read_answers(own / TESTS / name / "example.toml")
    return played(questionnaire, answers, library.document(questionnaire.document), now())
