"""Go modules: go.mod, line by line.

Format: https://go.dev/ref/mod#go-mod-file. The versions are exact: Go builds with the lowest that
the modules ask for, and go.mod names it. What `replace` changes is not followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.versions import exact
from interview.discovery.lines import lines
from interview.discovery.paths import within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents

_NEEDED = re.compile(r"(?:require\s+)?([\w.~/-]+)\s+(v[\w.+-]+)\s*(//\s*indirect)?")

_BLOCK = re.compile(r"(\w+)\s*\(")

_MAJOR = re.compile(r"/v\d+$")


def go_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a go.mod says; None when it describes no module."""
    path = paths[0]
    text = documents.read(path)
    if text is None:
        return None
    if not any(re.match(r"module\s+\S", line) for line in lines(text)):
        documents.complain(path, "it has no module line")
        return None
    version = next(filter(None, (re.match(r"go\s+(\S+)", line) for line in lines(text))), None)
    return Manifest(
        "Go",
        "Go",
        folder,
        (path,),
        makes="Go Program" if _runs(documents, folder) else "Go Library",
        needs=dict(_needs(text)),
        tools={},
        runtime=exact(version[1]) if version else "",
    )


def _needs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the modules that are needed directly, each by its path without the major version."""
    block = ""
    for line in map(str.strip, lines(text)):
        if opened := _BLOCK.match(line):
            block = opened[1]
        elif line.startswith(")"):
            block = ""
        elif block == "require" or line.startswith("require "):
            needed = _NEEDED.match(line)
            if needed and not needed[3]:
                yield _MAJOR.sub("", needed[1]), exact(needed[2])


def _runs(documents: Documents, folder: str) -> bool:
    commands = within(folder, "cmd/")
    return any(
        path == within(folder, "main.go") or path.startswith(commands)
        for path in documents.named("main.go")
    )
