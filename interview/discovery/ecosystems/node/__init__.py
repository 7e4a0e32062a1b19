"""Node: package.json; JavaScript and TypeScript; vitest and jest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Language,
    Pin,
    Scripts,
    Toolchain,
)
from interview.discovery.ecosystems.node.forms import FORMS
from interview.discovery.ecosystems.node.frameworks import BUNDLERS, FRAMEWORKS, MATTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.declaration import Declaration
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.node.manifest import node_manifest

    return node_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.node.testing import find_node_runners

    return find_node_runners(documents)


def _typescript(text: str) -> list[Declaration]:
    from interview.discovery.ecosystems.node.declarations import declarations

    return declarations(text)


def _tsx(text: str) -> list[Declaration]:
    from interview.discovery.ecosystems.node.declarations import declarations

    return declarations(text, jsx=True)


def _scripts(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    from interview.discovery.ecosystems.node.scripts import package_scripts

    return package_scripts(documents, path)


def _script(documents: Documents, folder: str, name: str) -> str:
    from interview.discovery.ecosystems.node.scripts import package_script

    return package_script(documents, folder, name)


_TEST = r"\b(?:test|it|describe)\s*(?:\.\w+){0,20}\("
_ASSERTION = r"\bexpect\w*\s*\(|\bassert\b|\bshould\b"

ECOSYSTEM = Ecosystem(
    name="Node",
    marks=("package.json",),
    builds=(Build("Node", ("package.json",), None, _manifest),),
    frameworks=FRAMEWORKS,
    bundlers=BUNDLERS,
    matters=MATTERS,
    toolchain=Toolchain(
        "node",
        pins=(Pin(".nvmrc"), Pin(".node-version")),
        images=("node",),
        action=Action("actions/setup-node", "node-version"),
    ),
    languages=(
        Language(
            "typescript",
            aliases=("ts", "tsx"),
            endings=(".ts", ".tsx", ".vue", ".svelte"),
            comment="//",
            declarations={
                ".ts": _typescript,
                ".mts": _typescript,
                ".cts": _typescript,
                ".tsx": _tsx,
            },
            test=_TEST,
            assertion=_ASSERTION,
        ),
        Language(
            "javascript",
            aliases=("js",),
            endings=(".js", ".jsx", ".mjs", ".vue", ".svelte"),
            comment="//",
            declarations={},
            test=_TEST,
            assertion=_ASSERTION,
        ),
    ),
    find_runners=_runners,
    forms=FORMS,
    scripts=(Scripts(("package.json",), _scripts, _script),),
)
