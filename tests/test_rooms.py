"""The rooms of the program: what is above what, and that nothing runs in a circle."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parents[1] / "interview"

ROOMS = (
    "text",
    "errors",
    "files",
    "sandbox",
    "questionnaire",
    "session",
    "storage",
    "plan",
    "discovery",
    "checks",
    "project",
    "terminal",
    "commands",
    "cli",
    "__main__",
)
"""From the ground to the roof: a module imports from its own room and from those below it."""


@cache
def modules() -> dict[str, Path]:
    """Return every module of the program by its name."""
    names = {}
    for path in PROGRAM.rglob("*.py"):
        parts = path.relative_to(PROGRAM.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return names


def imports(name: str) -> Iterator[str]:
    """Yield the modules of the program that a module imports: at its top, later, or for types."""
    for node in ast.walk(ast.parse(modules()[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in modules():
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (full if full in modules() else node.module for full in inside)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules())


def room_of(name: str) -> str:
    """Return the room that a module is in; empty for the package itself."""
    return name.split(".")[1] if "." in name else ""


def test_every_room_has_its_place() -> None:
    assert {room_of(name) for name in modules()} - {""} == set(ROOMS)


def test_the_top_holds_no_more_than_one_can_take_in_at_a_glance() -> None:
    top = [path for path in PROGRAM.iterdir() if path.suffix == ".py" or path.is_dir()]
    shown = {path.stem for path in top} - {"__pycache__", "__init__", "__main__"}
    assert len(shown) <= 14


def test_no_module_imports_from_a_room_above_it() -> None:
    for room in ROOMS:
        upwards = [
            f"{name} imports {target}"
            for name in modules()
            if room_of(name) == room
            for target in imports(name)
            if room_of(target) and ROOMS.index(room_of(target)) > ROOMS.index(room)
        ]
        assert upwards == []


def test_no_module_is_in_a_circle() -> None:
    graph = {name: set(imports(name)) - {name} for name in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
