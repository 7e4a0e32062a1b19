"""The ids of the iteration stand in its questionnaire and in `plan/`; all others speak to roles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from interview.questionnaire.library import built_in_iteration
from interview.questionnaire.sources import SOURCES
from tests.test_rooms import PROGRAM

MAY_NAME_IDS = ("questionnaire", "plan")
"""Rooms that name ids."""

ORDINARY = {
    "commands": "what a project's people can run",
    "completion": "a command: what completes words in a shell",
    "environment": "the variables of a process",
    "name": "what anything is called, and a key of every manifest",
    "number": "a kind of question",
    "question": "what is asked, also as a style of the screen",
    "rules": "what the check looks for, and what tools hold people to",
    "services": "what Compose starts",
    "standards": "a folder, and a setting",
    "title": "what stands above something, also as a style of the screen",
    "type": "a key of manifests, and a command of the shell",
    "what": "a parameter",
}
"""Ids that are words of their own, with what they mean outside of the iteration."""

FOREIGN = {
    "discovery/places.py": {"demo": "a folder of examples"},
    "discovery/ecosystems/jvm/maven.py": {"scope": "an element of Maven"},
    "discovery/ecosystems/python/scripts.py": {"tasks": "a key of Poe's settings"},
    "discovery/stack/services.py": {
        "depends_on": "a key of Compose",
        "context": "a key of Compose",
    },
    "discovery/standards/files.py": {"context": "a parameter of a parser"},
    "discovery/testing/scripts.py": {"tasks": "a key of Taskfile.yml"},
    "checks/output.py": {"failure": "an element of JUnit's XML"},
    "commands/discover.py": {"tasks": "a key of the JSON that it prints"},
}
"""Words of other formats, by the module that reads or writes them."""


@cache
def section_ids() -> frozenset[str]:
    return frozenset(built_in_iteration().sections)


@cache
def question_ids() -> frozenset[str]:
    return frozenset(name for section in built_in_iteration().section for name in section.questions)


def constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the texts of a module, but for docstrings and the names of sources of suggestions."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            passed.add(id(node.value))
        elif isinstance(node, ast.Dict) and _names_sources(node):
            passed |= {id(key) for key in node.keys}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in passed
        ):
            yield node


def _names_sources(table: ast.Dict) -> bool:
    keys = [key.value for key in table.keys if isinstance(key, ast.Constant)]
    return len(keys) == len(table.keys) > 0 and set(keys) <= set(SOURCES)


def is_of_the_iteration(text: str) -> bool:
    """Say whether a text is an id that is no ordinary word, an address, or a part of one."""
    sections, questions = section_ids(), question_ids()
    if text in sections | questions:
        return text not in ORDINARY
    last = re.fullmatch(r"(?:[\w*]*\.)*\.?(\w+)", text)
    if text.startswith(".") and last and last[1] in questions:
        return True
    first, dot, rest = text.partition(".")
    return bool(dot) and first in sections and (not rest or rest.split(".")[-1] in questions)


def ids_in(path: Path) -> list[str]:
    """Return where a module names an id, with its line."""
    where = path.relative_to(PROGRAM).as_posix()
    foreign = FOREIGN.get(where, {})
    return [
        f"{where}:{node.lineno}: {node.value!r}"
        for node in constants(ast.parse(path.read_text(encoding="utf-8")))
        if node.value not in foreign and is_of_the_iteration(str(node.value))
    ]


def test_no_module_outside_the_plan_names_an_id_of_the_iteration() -> None:
    paths = [
        path
        for path in sorted(PROGRAM.rglob("*.py"))
        if path.relative_to(PROGRAM).parts[0] not in MAY_NAME_IDS
    ]
    assert len(paths) > 100
    assert [id_ for path in paths for id_ in ids_in(path)] == []


def test_an_id_is_seen() -> None:
    cases: list[str] = [
        "tasks",
        "key_files",
        "smoke_test",
        "depends_on",
        "integration_points",
        "excluded",
        "stack",
        "goal.outcome",
        "tasks.*.verify",
        "tasks.t1.name",
        "iteration.number",
        ".number",
        "tasks.",
    ]
    for text in cases:
        assert is_of_the_iteration(text)


@pytest.mark.parametrize("text", ["name", "Tasks", "tasks wait", "iteration.md.j2", ".json", "a.b"])
def test_other_words_are_not_taken_for_ids(text: str) -> None:
    assert not is_of_the_iteration(text)


def test_an_exemption_that_nothing_needs_is_taken_out() -> None:
    ids = section_ids() | question_ids()
    assert set(ORDINARY) <= ids
    for where, words in FOREIGN.items():
        assert set(words) <= ids
        texts = {node.value for node in constants(ast.parse((PROGRAM / where).read_text("utf-8")))}
        assert set(words) <= texts, where
