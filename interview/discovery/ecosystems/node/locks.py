"""The versions that Node's lock files pin: npm, pnpm, Yarn.

Formats: https://docs.npmjs.com/cli/configuring-npm/package-lock-json (versions 1 to 3),
https://github.com/pnpm/spec/tree/master/lockfile, https://yarnpkg.com (version 1 has a format of
its own, read by its two lines of an entry; later ones are YAML). Bun's is not read.

A lock speaks for its own folder, and for the workspaces that it or the manifest beside it names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.versions import exact
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of, upwards, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.discovery.documents import Documents

# An entry of Yarn's own format: what asked for it, then the version that it got.
_YARN_ENTRY = re.compile(r'^([^\s#][^\n]*):\n +version "([^"\n]+)"', re.MULTILINE)


def node_lock(
    documents: Documents, folder: str, asked: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return the lock that speaks for a folder, and the versions of what the folder asks for."""
    for above in upwards(folder):
        for name, read in _READERS.items():
            if (path := within(above, name)) in documents.paths:
                pins = read(documents, path, folder[len(above) :].lstrip("/"), asked)
                return (path, pins) if any(pins.values()) else ("", {})
    return "", {}


def _npm(documents: Documents, path: str, member: str, asked: Mapping[str, str]) -> dict[str, str]:
    document = documents.load(path, "JSON")
    if document is None:
        return {}
    packages = document.table("packages")
    if not packages:
        tree = {} if member else document.table("dependencies")
        return {name: _version(tree.get(name)) for name in asked}
    if member not in packages:
        return {}
    inner = f"{member}/node_modules/" if member else "node_modules/"
    return {
        name: _version(packages.get(f"{inner}{name}") or packages.get(f"node_modules/{name}"))
        for name in asked
    }


def _pnpm(documents: Documents, path: str, member: str, asked: Mapping[str, str]) -> dict[str, str]:
    # The rest of the file does not matter here
    document = documents.load(path, "YAML", until="packages:")
    if document is None:
        return {}
    keys = ("importers", member or ".") if document.has("importers") else ()
    if member and not keys:
        return {}
    versions: dict[str, str] = {}
    for kind in ("devDependencies", "optionalDependencies", "dependencies"):
        for name, entry in document.table(*keys, kind).items():
            version = entry.get("version") if isinstance(entry, dict) else entry
            versions[name] = (
                exact(re.split(r"[(_]", version)[0]) if isinstance(version, str) else ""
            )
    return {name: versions.get(name, "") for name in asked}


def _yarn(documents: Documents, path: str, member: str, asked: Mapping[str, str]) -> dict[str, str]:
    manifest = within(folder_of(path), "package.json")
    if member and not _declares(documents, manifest):
        return {}
    entries = documents.once(_yarn_entries, path)
    return {
        name: entries.get(f"{name}@{constraint}") or entries.get(f"{name}@npm:{constraint}") or ""
        for name, constraint in asked.items()
    }


def _declares(documents: Documents, manifest: str) -> bool:
    if manifest not in documents.paths:
        return False
    document = documents.load(manifest, "JSON")
    return document is not None and document.has("workspaces")


def _yarn_entries(documents: Documents, path: str) -> dict[str, str]:
    text = documents.read(path) or ""
    if "\n__metadata:" in f"\n{text}":
        document = documents.load(path, "YAML")
        entries = list(document.table().items()) if document else []
    else:
        entries = [
            (match[1], {"version": match[2]})
            for match in _YARN_ENTRY.finditer("\n".join(lines(text)))
        ]
        if not entries and re.search(r"^[^#\s]", text, re.MULTILINE):
            documents.complain(path, "it is not a yarn.lock")
    return {key.strip(' "'): _version(entry) for keys, entry in entries for key in keys.split(",")}


def _version(entry: object) -> str:
    return exact(entry.get("version")) if isinstance(entry, dict) else ""


_READERS = {
    "package-lock.json": _npm,
    "npm-shrinkwrap.json": _npm,
    "pnpm-lock.yaml": _pnpm,
    "yarn.lock": _yarn,
}
