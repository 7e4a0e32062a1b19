"""Rust crates: Cargo.toml, with the Cargo.lock and the workspace above it.

Formats: https://doc.rust-lang.org/cargo/reference/manifest.html and workspaces.html beside it.
Dependencies of one target only (`[target.'cfg(…)'.dependencies]`) are passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.versions import exact, lowest, order
from interview.discovery.paths import upwards, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.discovery.documents import Document, Documents

_Pins = dict[str, list[str]]


def rust_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a Cargo.toml says; None when it describes no crate."""
    document = documents.load(paths[0], "TOML")
    if document is None or not document.table("package"):
        return None  # unreadable, or it only declares a workspace
    above = _workspace(documents, folder)
    lock, pins = _lock(documents, folder, document)
    needs, tools = (
        {name: _pinned(pins.get(name, []), wish) for name, wish in asked.items()}
        for asked in (
            _asked(document, above, "dependencies"),
            _asked(document, above, "dev-dependencies"),
        )
    )
    return Manifest(
        "Rust",
        "Rust",
        folder,
        (paths[0], lock) if lock else (paths[0],),
        makes="Rust Program" if _runs(documents, folder, document) else "Rust Library",
        needs=needs,
        tools=tools,
        runtime=_runtime(document, above),
    )


def _workspace(documents: Documents, folder: str) -> Document | None:
    for above in upwards(folder):
        if (path := within(above, "Cargo.toml")) in documents.paths:
            document = documents.load(path, "TOML")
            if document is not None and document.has("workspace"):
                return document
    return None


def _asked(document: Document, above: Document | None, kind: str) -> dict[str, str]:
    shared = above.table("workspace", "dependencies") if above else {}
    wishes = {}
    for key, wish in document.table(kind).items():
        inherits = isinstance(wish, dict) and wish.get("workspace") is True
        value = shared.get(key) if inherits else wish
        if not _is_constraint(value):
            document.complain(f"{kind}.{key} is not a version")
            continue
        name = value.get("package") if isinstance(value, dict) else None
        wishes[name if isinstance(name, str) else key] = _constraint(value)
    return wishes


def _is_constraint(value: Any) -> bool:
    version = value.get("version", "") if isinstance(value, dict) else value
    return isinstance(version, str)


def _constraint(value: Any) -> str:
    return lowest(value.get("version") if isinstance(value, dict) else value)


def _runtime(document: Document, above: Document | None) -> str:
    version = document.at("package", "rust-version")
    if isinstance(version, dict) and above:
        version = above.at("workspace", "package", "rust-version")
    return lowest(version)


def _runs(documents: Documents, folder: str, document: Document) -> bool:
    """Return whether a program is built: Cargo finds src/main.rs and src/bin/ by itself."""
    if document.has("bin") or within(folder, "src/main.rs") in documents.paths:
        return True
    programs = within(folder, "src/bin/")
    return any(path.startswith(programs) and path.endswith(".rs") for path in documents.paths)


def _lock(documents: Documents, folder: str, document: Document) -> tuple[str, _Pins]:
    """Return the lock that names the crate; one lock speaks for a whole workspace."""
    path = documents.nearest(folder, "Cargo.lock")
    pins = documents.once(_pins, path) if path else {}
    return (path or "", pins) if document.text("package", "name") in pins else ("", {})


def _pins(documents: Documents, path: str) -> _Pins:
    document = documents.load(path, "TOML")
    pins: _Pins = {}
    for package in document.tables("package") if document else []:
        if isinstance(name := package.get("name"), str):
            pins.setdefault(name, []).append(exact(package.get("version")))
    return pins


def _pinned(locked: Sequence[str], wanted: str) -> str:
    """Return the locked version that is compatible with the wanted one, else the wanted one.

    A lock holds several versions of a crate that others need; Cargo holds those to be compatible
    whose first number that is not 0 is the same.
    """
    fitting = [version for version in locked if _compatible(order(version), order(wanted))]
    return max(fitting, key=order, default=wanted)


def _compatible(locked: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    significant = next((place for place, number in enumerate(wanted) if number), len(wanted) - 1)
    return locked[: significant + 1] == wanted[: significant + 1]
