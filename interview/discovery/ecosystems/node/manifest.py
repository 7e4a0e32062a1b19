"""Node projects: package.json, and what stands beside it.

Format: https://docs.npmjs.com/cli/configuring-npm/package-json
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.node.frameworks import BUNDLERS, FRAMEWORKS
from interview.discovery.ecosystems.node.locks import node_lock
from interview.discovery.ecosystems.versions import lowest
from interview.discovery.paths import within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interview.discovery.documents import Document, Documents

_BUNDLED = frozenset(framework.package for framework in FRAMEWORKS if framework.bundled)

_OFFERED = ("main", "exports", "module", "types")


def node_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a package.json says; None when it describes no project."""
    document = documents.load(paths[0], "JSON")
    if document is None:
        return None
    needs, tools, shared = (
        _asked(document, kind) for kind in ("dependencies", "devDependencies", "peerDependencies")
    )
    if not _declares_workspace(documents, folder, document):
        shipped = (_BUNDLED & tools.keys()) - shared.keys()
        needs = {**{name: tools[name] for name in sorted(shipped)}, **needs}
    asked = {**shared, **tools, **needs}
    language = _language(documents, folder, asked)
    makes = _makes(documents, folder, document, language, needs, tools)
    if not makes:
        return None
    lock, pins = node_lock(documents, folder, asked)
    versions = {
        name: pins.get(name) or _version(documents, folder, name, asked[name]) for name in asked
    }
    return Manifest(
        "Node",
        language,
        folder,
        (paths[0], lock) if lock else (paths[0],),
        makes,
        needs={name: versions[name] for name in needs},
        tools={name: versions[name] for name in {**shared, **tools}},
        runtime=lowest(_asked(document, "engines").get("node")),
    )


def _asked(document: Document, kind: str) -> dict[str, str]:
    table = document.table(kind)
    if not all(isinstance(constraint, str) for constraint in table.values()):
        document.complain(f"{kind} holds something that is not a version")
    return {name: wish for name, wish in table.items() if isinstance(wish, str)}


def _declares_workspace(documents: Documents, folder: str, document: Document) -> bool:
    return document.has("workspaces") or within(folder, "pnpm-workspace.yaml") in documents.paths


def _language(documents: Documents, folder: str, asked: Mapping[str, str]) -> str:
    typed = "typescript" in asked or within(folder, "tsconfig.json") in documents.paths
    return "TypeScript" if typed else "JavaScript"


def _makes(
    documents: Documents,
    folder: str,
    document: Document,
    language: str,
    needs: Mapping[str, str],
    tools: Mapping[str, str],
) -> str:
    """Return what a package is without a framework; empty when it only holds tools together.

    npm itself writes a `main` into every new package: what can be started is no library.
    """
    if document.has("bin"):
        return "Node Command Line"
    if document.has("scripts", "start"):
        return "Node Application"
    if _declares_workspace(documents, folder, document):
        return "Node Application" if needs else ""
    if any(document.has(key) for key in _OFFERED):
        return f"{language} Library"
    if any(bundler.package in {**needs, **tools} for bundler in BUNDLERS):
        return "Web Frontend"
    return "Node Application" if needs else ""


def _version(documents: Documents, folder: str, name: str, constraint: str) -> str:
    """Return the lowest version that is asked for; addresses and other packages name none."""
    kind, colon, rest = constraint.partition(":")
    if not colon:
        return lowest(constraint)
    if kind == "npm":
        return lowest(rest.rpartition("@")[2])
    return lowest(_catalogued(documents, folder, name, rest)) if kind == "catalog" else ""


def _catalogued(documents: Documents, folder: str, name: str, catalog: str) -> str:
    """Return what a pnpm workspace says once for all its packages: https://pnpm.io/catalogs."""
    path = documents.nearest(folder, "pnpm-workspace.yaml")
    document = documents.load(path, "YAML") if path else None
    if document is None:
        return ""
    if catalog in ("", "default") and document.has("catalog"):
        return document.text("catalog", name)
    return document.text("catalogs", catalog or "default", name)
