"""Python projects: what the manifests of a folder say together, and the versions of their lock.

`setup.py` is a program and says nothing here, but that its folder is a package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.python.locks import python_lock
from interview.discovery.ecosystems.python.pyproject import APPLICATION, LIBRARY, pipfile, pyproject
from interview.discovery.ecosystems.python.requirements import (
    is_for_developing,
    read_requirements,
    versions,
)
from interview.discovery.ecosystems.python.setup_cfg import setup_cfg
from interview.discovery.paths import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from interview.discovery.documents import Documents


def python_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what the files of one folder say; None when they describe no project."""
    listed = [path for path in paths if path.endswith((".txt", ".in"))]
    read = [_described(documents, path) for path in paths if path not in listed]
    manifests = [manifest for manifest in read if manifest is not None]
    manifests += _required(documents, folder, listed, any(manifest.needs for manifest in manifests))
    sources = [manifest.sources[0] for manifest in manifests if manifest.makes]
    if not sources:
        return None
    lock = python_lock(documents, folder)
    pins = {**_pinned(documents, listed), **lock.pins}
    return Manifest(
        "Python",
        "Python",
        folder,
        (*sources, lock.source) if lock.source else tuple(sources),
        makes=_makes(documents, folder, manifests),
        needs=_together((manifest.needs for manifest in manifests), pins),
        tools=_together((manifest.tools for manifest in manifests), pins),
        runtime=next((manifest.runtime for manifest in manifests if manifest.runtime), ""),
    )


def _described(documents: Documents, path: str) -> Manifest | None:
    name = path.rpartition("/")[2]
    if name == "setup.cfg":
        return setup_cfg(documents, path)
    document = documents.load(path, "TOML")
    if document is None:
        return None
    return pipfile(document) if name == "Pipfile" else pyproject(document)


def _required(
    documents: Documents, folder: str, paths: Sequence[str], known: bool
) -> Iterable[Manifest]:
    """Yield what requirements files say; where the needs are known, they only say versions.

    Files that pip-tools reads (.in) say what is needed; what it wrote beside them (.txt) names
    everything that those need in turn.
    """
    typed = [path for path in paths if path.endswith(".in")]
    for path in typed or paths:
        packages = versions(documents.once(read_requirements, path))
        if is_for_developing(path):
            yield Manifest("Python", "Python", folder, (path,), "", {}, packages)
        elif packages and not known:
            yield Manifest("Python", "Python", folder, (path,), APPLICATION, packages, {})


def _pinned(documents: Documents, paths: Sequence[str]) -> dict[str, str]:
    asked = (
        requirement for path in paths for requirement in documents.once(read_requirements, path)
    )
    return versions(requirement for requirement in asked if requirement.pinned)


def _makes(documents: Documents, folder: str, manifests: Sequence[Manifest]) -> str:
    kinds = [manifest.makes for manifest in manifests if manifest.makes not in ("", APPLICATION)]
    if kinds:
        return kinds[0]
    return LIBRARY if within(folder, "setup.py") in documents.paths else APPLICATION


def _together(tables: Iterable[Mapping[str, str]], pins: Mapping[str, str]) -> dict[str, str]:
    """Return the packages of all: the pinned version of each, else the first that is said."""
    merged: dict[str, str] = {}
    for packages in tables:
        for name, version in packages.items():
            merged[name] = pins.get(name) or merged.get(name) or version
    return merged
