"""What a pyproject.toml or a Pipfile says of a Python project.

Formats: https://packaging.python.org/en/latest/specifications/pyproject-toml/ (PEP 621),
https://packaging.python.org/en/latest/specifications/dependency-groups/ (PEP 735),
https://python-poetry.org/docs/pyproject/, https://docs.astral.sh/uv/concepts/projects/workspaces/,
https://github.com/pypa/pipfile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.python.requirements import canonical, requirement, versions
from interview.discovery.ecosystems.versions import lowest
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.discovery.documents import Document

COMMAND_LINE = "Python Command Line"
LIBRARY = "Python Library"
APPLICATION = "Python Application"

_POETRY = ("tool", "poetry")


def pyproject(document: Document) -> Manifest:
    """Return what a pyproject.toml says."""
    needs = _needs(document)
    return Manifest(
        "Python",
        "Python",
        folder_of(document.path),
        (document.path,),
        makes=_makes(document, needs),
        needs=needs,
        tools=_tools(document),
        runtime=_runtime(document),
    )


def pipfile(document: Document) -> Manifest:
    """Return what a Pipfile says."""
    return Manifest(
        "Python",
        "Python",
        folder_of(document.path),
        (document.path,),
        makes=APPLICATION,
        needs=_constraints(document, "packages"),
        tools=_constraints(document, "dev-packages"),
        runtime=lowest(document.text("requires", "python_version")),
    )


def _needs(document: Document) -> dict[str, str]:
    constraints = _constraints(document, *_POETRY, "dependencies")
    constraints.update(_listed(document, "project", "dependencies"))
    constraints.pop("python", None)
    for name, source in document.table("tool", "uv", "sources").items():
        if isinstance(source, dict) and source.get("workspace") is True:
            constraints.pop(
                canonical(name), None
            )  # a dependency on another component of this project
    return constraints


def _makes(document: Document, needs: Mapping[str, str]) -> str:
    if not document.table("project") and not document.table(*_POETRY):
        return ""
    if document.table("project", "scripts") or document.table(*_POETRY, "scripts"):
        return COMMAND_LINE
    if document.has("tool", "uv", "workspace") and not needs:
        return ""  # it only declares a workspace
    if not document.has("build-system"):
        return APPLICATION
    unpackaged = False in (
        document.at(*_POETRY, "package-mode"),
        document.at("tool", "uv", "package"),
    )
    return APPLICATION if unpackaged else LIBRARY


def _tools(document: Document) -> dict[str, str]:
    constraints: dict[str, str] = {}
    for keys in (
        ("project", "optional-dependencies"),
        ("dependency-groups",),
        ("tool", "pdm", "dev-dependencies"),
    ):
        for group in document.table(*keys):
            constraints.update(_listed(document, *keys, group))
    constraints.update(_listed(document, "tool", "uv", "dev-dependencies"))
    constraints.update(_constraints(document, *_POETRY, "dev-dependencies"))
    for group in document.table(*_POETRY, "group"):
        constraints.update(_constraints(document, *_POETRY, "group", group, "dependencies"))
    return constraints


def _runtime(document: Document) -> str:
    project = document.text("project", "requires-python")
    return lowest(project or document.text(*_POETRY, "dependencies", "python"))


def _listed(document: Document, *keys: str) -> dict[str, str]:
    """Return the requirements of a list; a group that it includes is read by itself."""
    value = document.at(*keys)
    if value is None:
        return {}
    if not isinstance(value, list):
        document.complain(f"{'.'.join(keys)} is not a list of texts")
        return {}
    texts = [item for item in value if not _includes(item)]
    parsed = [requirement(item) if isinstance(item, str) else None for item in texts]
    if None in parsed:
        document.complain(f"{'.'.join(keys)} holds something that is not a requirement")
    return versions(entry for entry in parsed if entry is not None)


def _includes(item: object) -> bool:
    return isinstance(item, dict) and isinstance(item.get("include-group"), str)


def _constraints(document: Document, *keys: str) -> dict[str, str]:
    """Return the packages of a table; several constraints on one count by their first."""
    constraints: dict[str, str] = {}
    for name, value in document.table(*keys).items():
        first = value[0] if isinstance(value, list) and value else value
        constraint = first.get("version") if isinstance(first, dict) else first
        if not isinstance(constraint, str | None) or first is None:
            document.complain(f"{'.'.join(keys)}.{name} is not a version")
        else:
            constraints[canonical(name)] = lowest(constraint)
    return constraints
