"""Where a language's own tool runs the tests: go test, cargo test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.paths import beneath, folder_of, upwards, within
from interview.discovery.testing.runner import CARGO, GO, Layout, Runner, Tests, manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

GO_LAYOUT = Layout(re.compile(r"_test\.go$"), ("",), ("_test.go",))

CARGO_LAYOUT = Layout(re.compile(r"(?:^|/)tests/[^/]+\.rs$"), ("tests",), (".rs",))


def find_go(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each Go module; the tests stand beside the code."""
    tests = Tests(documents, GO_LAYOUT)
    sources = {folder_of(path): path for path in manifests(documents, "go.mod")}
    for folder, source in sources.items():
        yield Runner(GO, "go", folder, "go test ./...", tests.folder(folder, sources), source)


def find_cargo(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each Rust package; a workspace is tested as one."""
    paths = manifests(documents, "Cargo.toml")
    files = {folder_of(path): data for path in paths if (data := documents.load(path, "TOML"))}
    workspaces = {folder for folder, data in files.items() if data.has("workspace")}
    members = {place for place in files if workspaces.intersection(upwards(place))} - workspaces
    tests = Tests(documents, CARGO_LAYOUT)
    for folder, data in files.items():
        if folder in members or not (data.has("workspace") or data.has("package")):
            continue
        where = tests.folder(folder, files.keys() - members)
        if not data.has("package") and where == "tests":  # a workspace itself holds no code
            where = _first_member(folder, list(files))
        whole = data.has("workspace") and data.has("package")
        command = "cargo test --workspace" if whole else "cargo test"
        yield Runner(CARGO, "rust", folder, command, where, data.path)


def _first_member(workspace: str, folders: list[str]) -> str:
    inner = (beneath(folder, workspace) for folder in folders if folder != workspace)
    return within(next((folder for folder in inner if folder), ""), "tests")
