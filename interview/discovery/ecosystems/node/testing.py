"""Where vitest or jest runs a project's tests, and how it is called there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.node.forms import JEST, VITEST
from interview.discovery.ecosystems.node.package_manager import find_package_manager
from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents

LAYOUT = Layout(
    re.compile(r"(?:\.(?:test|spec)\.[cm]?[jt]sx?$)|(?:(?:^|/)__tests__/[^/]+\.[cm]?[jt]sx?$)"),
    ("tests", "test", "__tests__"),
    ("js", "jsx", "ts", "tsx"),
)

_RUN = {VITEST: "vitest run", JEST: "jest"}

_ENDS = ("ts", "mts", "cts", "js", "mjs", "cjs")


def find_node_runners(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder whose package.json or configuration names one."""
    runners = [
        (folder_of(path), name, source)
        for path in manifests(documents, "package.json")
        if (data := documents.load(path, "JSON")) is not None
        for name in (VITEST, JEST)
        if (source := _source(documents, data, name))
    ]
    tests = Tests(documents, LAYOUT)
    for folder, name, source in runners:
        yield Runner(
            name,
            "typescript" if _is_typed(documents, folder) else "javascript",
            folder,
            _command(documents, folder, name),
            tests.folder(folder, {other for other, _, _ in runners}),
            source,
        )


def _source(documents: Documents, package: Document, name: str) -> str:
    """Return the file that says that a folder's tests are run by a runner."""
    listed = any(name in package.table(keys) for keys in ("dependencies", "devDependencies"))
    if listed or _names(package.text("scripts", "test"), name) or package.has(name):
        return package.path
    return documents.has(folder_of(package.path), *(f"{name}.config.{end}" for end in _ENDS))


def _names(script: str, program: str) -> bool:
    """Return whether a script calls a program."""
    return re.search(rf"(?<![\w@-]){program}(?![\w-])", script) is not None


def _command(documents: Documents, folder: str, name: str) -> str:
    """Return how the project runs it: its own script, else the program itself."""
    manager = find_package_manager(documents, folder)
    package = documents.load(documents.has(folder, "package.json"), "JSON")
    if package and _names(package.text("scripts", "test"), name):
        return manager.run("test")
    return f"{manager.execute} {_RUN[name]}"


def _is_typed(documents: Documents, folder: str) -> bool:
    return bool(documents.nearest(folder, "tsconfig.json", "tsconfig.base.json"))
