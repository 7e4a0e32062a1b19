"""The versions that Python's lock files pin: uv, Poetry, PDM, Pipenv.

A lock speaks for the folder it stands in. Only uv's speaks for others, the members of its
workspace, and names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.ecosystems.python.requirements import canonical
from interview.discovery.ecosystems.versions import exact
from interview.discovery.paths import normal, upwards, within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.discovery.documents import Documents


class Lock(NamedTuple):
    """What a lock file pins.

    Attributes:
        members: The folders of the workspace, seen from the lock's own.
    """

    source: str
    pins: dict[str, str]
    members: frozenset[str] = frozenset()


NONE = Lock("", {})


def python_lock(documents: Documents, folder: str) -> Lock:
    """Return the lock that speaks for a folder; an empty one without."""
    for name, read in (
        ("uv.lock", _packages),
        ("poetry.lock", _packages),
        ("pdm.lock", _packages),
        ("Pipfile.lock", _pipfile),
    ):
        if (path := within(folder, name)) in documents.paths:
            return documents.once(read, path)
    return _workspace(documents, folder)


def _workspace(documents: Documents, folder: str) -> Lock:
    for above in list(upwards(folder))[1:]:
        if (path := within(above, "uv.lock")) in documents.paths:
            lock = documents.once(_packages, path)
            member = folder[len(above) :].lstrip("/")
            return lock if member in lock.members else NONE
    return NONE


def _packages(documents: Documents, path: str) -> Lock:
    document = documents.load(path, "TOML")
    packages = document.tables("package") if document else []
    return Lock(path, _single(_pins(packages)), frozenset(_members(packages)))


def _pins(packages: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    for package in packages:
        if isinstance(name := package.get("name"), str):
            yield canonical(name), exact(package.get("version"))


def _single(pins: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what is pinned to one version; one of several would be a guess."""
    versions: dict[str, str] = {}
    for name, version in pins:
        versions[name] = version if versions.get(name, version) == version else ""
    return versions


def _members(packages: list[dict[str, Any]]) -> Iterable[str]:
    for package in packages:
        source = package.get("source")
        for kind in ("editable", "virtual"):
            place = source.get(kind) if isinstance(source, dict) else None
            if isinstance(place, str) and (folder := normal(place)) is not None:
                yield folder


def _pipfile(documents: Documents, path: str) -> Lock:
    document = documents.load(path, "JSON")
    tables = (document.table(kind) for kind in ("develop", "default")) if document else ()
    pins = {canonical(name): _version(entry) for table in tables for name, entry in table.items()}
    return Lock(path, pins)


def _version(entry: object) -> str:
    return exact(entry.get("version")) if isinstance(entry, dict) else ""
