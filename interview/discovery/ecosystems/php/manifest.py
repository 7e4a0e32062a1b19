"""PHP projects: composer.json and composer.lock.

Format: https://getcomposer.org/doc/04-schema.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.versions import exact, lowest
from interview.discovery.paths import within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview.discovery.documents import Document, Documents


def php_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a composer.json says; None when it describes no project."""
    document = documents.load(paths[0], "JSON")
    if document is None:
        return None
    needs, tools = _asked(document, "require"), _asked(document, "require-dev")
    runtime = needs.pop("php", "")
    makes = _makes(document, needs)
    if not makes:
        return None
    lock = within(folder, "composer.lock")
    pins = documents.once(_pins, lock) if lock in documents.paths else {}
    return Manifest(
        "PHP",
        "PHP",
        folder,
        (paths[0], lock) if pins else (paths[0],),
        makes,
        needs={name: pins.get(name) or version for name, version in needs.items()},
        tools={name: pins.get(name) or version for name, version in tools.items()},
        runtime=runtime,
    )


def _asked(document: Document, kind: str) -> dict[str, str]:
    table = document.table(kind)
    if not all(isinstance(constraint, str) for constraint in table.values()):
        document.complain(f"{kind} holds something that is not a version")
    return {name.lower(): lowest(wish) for name, wish in table.items() if isinstance(wish, str)}


def _makes(document: Document, needs: Mapping[str, str]) -> str:
    """Return what a package is without a framework; Composer takes one for a library."""
    if document.has("bin"):
        return "PHP Command Line"
    if document.text("type") in ("", "library") and document.has("name"):
        return "PHP Library"
    return "PHP Application" if needs or document.has("name") else ""


def _pins(documents: Documents, path: str) -> dict[str, str]:
    document = documents.load(path, "JSON")
    packages = [
        package
        for kind in ("packages-dev", "packages")
        for package in (document.tables(kind) if document else [])
    ]
    return {
        package["name"].lower(): exact(package.get("version"))
        for package in packages
        if isinstance(package.get("name"), str)
    }
