"""Gradle's version catalog: names for packages and plugins, with their versions.

Format: https://docs.gradle.org/current/userguide/version_catalogs.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview.discovery.documents import Document, Documents


_Entry = tuple[str, str]


class Catalog(NamedTuple):
    """What aliases stand for: the group of a package or the id of a plugin, and the version.

    Attributes:
        libraries: The packages of each alias; those of `bundles.…` are several.
    """

    source: str
    libraries: Mapping[str, Sequence[_Entry]]
    plugins: Mapping[str, _Entry]


def read_catalog(documents: Documents, folder: str) -> Catalog:
    """Return the catalog that a folder's build uses; an empty one without."""
    path = documents.nearest(folder, "gradle/libs.versions.toml")
    return documents.once(_catalog, path) if path else Catalog("", {}, {})


def _catalog(documents: Documents, path: str) -> Catalog:
    document = documents.load(path, "TOML")
    if document is None:
        return Catalog("", {}, {})
    single = _entries(document, "libraries")
    libraries = {alias: [entry] for alias, entry in single.items()}
    for bundle in document.table("bundles"):
        aliases = map(_dotted, document.texts("bundles", bundle))
        libraries[f"bundles.{_dotted(bundle)}"] = [
            single[alias] for alias in aliases if alias in single
        ]
    return Catalog(path, libraries, _entries(document, "plugins"))


def _entries(document: Document, kind: str) -> dict[str, _Entry]:
    versions = document.table("versions")
    return {
        _dotted(alias): _entry(value, versions) for alias, value in document.table(kind).items()
    }


def _dotted(alias: str) -> str:
    """Return an alias as build files write it."""
    return re.sub(r"[-_]", ".", alias)


def _entry(text: Any, versions: Mapping[str, Any]) -> _Entry:
    if isinstance(text, str):
        parts = text.split(":")
        return parts[0], parts[-1] if len(parts) > 1 else ""
    if not isinstance(text, dict):
        return "", ""
    name = text.get("id") or text.get("group") or text.get("module")
    group = name.partition(":")[0] if isinstance(name, str) else ""
    version = text.get("version")
    if isinstance(version, dict):
        version = versions.get(str(version.get("ref")), "")
    return group, version if isinstance(version, str) else ""
