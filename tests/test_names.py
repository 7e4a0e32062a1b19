"""Names are nouns of what they hold, and no two public classes share one."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import interview

SOURCE = Path(interview.__file__).parent
TESTS = Path(__file__).parent

NAMED = (ast.FunctionDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)

DISCARDED = {
    "one",
    "ones",
    "found",
    "said",
    "told",
    "some",
    "there",
    "them",
    "who",
    "these",
    "those",
}
"""Pronouns and verbs: they say nothing of what a variable holds."""


def modules(*folders: Path) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield str(path.relative_to(folder.parent)), ast.parse(path.read_text(encoding="utf-8"))


def identifiers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield what a module names itself, and where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
        elif isinstance(node, NAMED) and node.name:
            yield node.name, node.lineno


def discarded(tree: ast.Module) -> list[tuple[str, int]]:
    return [(name, line) for name, line in identifiers(tree) if name.strip("_") in DISCARDED]


def test_no_two_public_classes_have_one_name() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules(SOURCE):
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


@pytest.mark.slow
def test_identifiers_are_nouns_of_what_they_hold() -> None:
    names = {path: discarded(tree) for path, tree in modules(SOURCE, TESTS)}
    assert {path: listed for path, listed in names.items() if listed} == {}


def test_every_way_to_name_something_is_seen() -> None:
    tree = ast.parse(
        "one = 1\n"
        "def told(said, *found): ...\n"
        "def f():\n"
        "    for one, there in []:\n"
        "        try: ...\n"
        "        except ValueError as found: ...\n"
        "    match 1:\n"
        "        case [some, *them]: self._told = (who := 1)\n"
        "    return [ones for ones in one.told]\n"
    )
    assert sorted(name for name, _ in discarded(tree)) == [
        "_told", "found", "found", "one", "one", "ones", "said", "some", "them", "there", "told",
        "who",
    ]  # fmt: skip
