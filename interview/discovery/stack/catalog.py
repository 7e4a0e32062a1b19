"""Gradle's version catalog: names for packages and plugins, with their versions.

Format: https://docs.gradle.org/current/userguide/version_catalogs.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.discovery.documents import Document, Documents


class Catalog(NamedTuple):
    """What aliases stand for: the group of a package or the id of a plugin, and the version."""

    source: str
    libraries: Mapping[str, tuple[str, str]]
    plugins: Mapping[str, tuple[str, str]]


def read_catalog(documents: Documents, folder: str) -> Catalog:
    """Return the catalog that a folder's build uses; an empty one without."""
    path = documents.nearest(folder, "gradle/libs.versions.toml")
    return documents.once(_catalog, path) if path else Catalog("", {}, {})


def _catalog(documents: Documents, path: str) -> Catalog:
    document = documents.load(path, "TOML")
    if document is None:
        return Catalog("", {}, {})
    return Catalog(path, _entries(document, "libraries"), _entries(document, "plugins"))


def _entries(document: Document, kind: str) -> dict[str, tuple[str, str]]:
    versions = document.table("versions")
    return {
        re.sub(r"[-_]", ".", alias): _entry(said, versions)
        for alias, said in document.table(kind).items()
    }


def _entry(said: Any, versions: Mapping[str, Any]) -> tuple[str, str]:
    if isinstance(said, str):
        parts = said.split(":")
        return parts[0], parts[-1] if len(parts) > 1 else ""
    if not isinstance(said, dict):
        return "", ""
    name = said.get("id") or said.get("group") or said.get("module")
    group = name.partition(":")[0] if isinstance(name, str) else ""
    version = said.get("version")
    if isinstance(version, dict):
        version = versions.get(str(version.get("ref")), "")
    return group, version if isinstance(version, str) else ""
