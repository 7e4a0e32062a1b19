"""Where Cargo runs the tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.paths import beneath, folder_of, upwards, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

LAYOUT = Layout(re.compile(r"(?:^|/)tests/[^/]+\.rs$"), ("tests",), (".rs",))


def find_cargo(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each Rust package; a workspace is tested as one."""
    paths = manifests(documents, "Cargo.toml")
    files = {folder_of(path): data for path in paths if (data := documents.load(path, "TOML"))}
    workspaces = {folder for folder, data in files.items() if data.has("workspace")}
    members = {place for place in files if workspaces.intersection(upwards(place))} - workspaces
    tests = Tests(documents, LAYOUT)
    for folder, data in files.items():
        if folder in members or not (data.has("workspace") or data.has("package")):
            continue
        where = tests.folder(folder, files.keys() - members)
        # The manifest of a workspace has no code of its own
        if not data.has("package") and where == "tests":
            where = _first_member(folder, list(files))
        whole = data.has("workspace") and data.has("package")
        command = "cargo test --workspace" if whole else "cargo test"
        yield Runner("cargo test", "rust", folder, command, where, data.path)


def _first_member(workspace: str, folders: list[str]) -> str:
    inner = (beneath(folder, workspace) for folder in folders if folder != workspace)
    return within(next((folder for folder in inner if folder), ""), "tests")
