"""The commands that a Python project names: entry points, tasks, environments, sessions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview.discovery.ecosystems.python.testing import environment
from interview.discovery.lines import lines
from interview.discovery.paths import run_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

LONGEST_SESSION = 20
"""Lines from the decorator of a nox session to the first one of its docstring."""


def entry_points(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield console entry points, and the tasks of poe and PDM."""
    document = documents.load(path, "TOML")
    if document is None:
        return
    for table in (("project", "scripts"), ("tool", "poetry", "scripts")):
        yield from ((name, _description(does)) for name, does in document.table(*table).items())
    for table, program in ((("tool", "poe", "tasks"), "poe"), (("tool", "pdm", "scripts"), "pdm")):
        for name, does in document.table(*table).items():
            if not name.startswith("_"):
                yield f"{program} {name}", _description(does)


def _description(does: Any) -> str:
    if isinstance(does, dict):
        does = does.get("help") or does.get("cmd") or does.get("callable") or ""
    return does if isinstance(does, str) else ""


def entry_point(documents: Documents, folder: str, name: str) -> str:
    """Return how one of these is typed in the project's root."""
    prefix = "" if name.startswith("pdm ") else environment(documents, folder)
    return run_in(folder, f"{prefix} {name}".strip())


def tox_environments(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield tox's environments: https://tox.wiki/en/stable/config.html."""
    document = documents.load(path, "INI")
    for section, table in (document.data if document else {}).items():
        if section.startswith("testenv:"):
            yield section.partition(":")[2], table.get("description") or ""


_SESSION = re.compile(
    r"@nox\.session(?:\([^)]*\))?\s*\ndef (\w+)\([^)]*\)[^:\n]*:[ \t]*(?:\n\s+\"\"\"(.*))?"
)


def nox_sessions(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield nox's sessions; the file is a program and is not run."""
    code = list(lines(documents.read(path) or ""))
    for place, line in enumerate(code):
        if line.startswith("@nox.session"):
            session = _SESSION.match("\n".join(code[place : place + LONGEST_SESSION]))
            if session:
                yield session[1], (session[2] or "").strip('" ')
