"""Ruby projects: Gemfile and Gemfile.lock, line by line.

A Gemfile is a program (https://bundler.io/man/gemfile.5.html). Only lines that name a gem in
quotes are read; what is computed, or read from another file, is not seen. The lock has a format of
its own: a gem and its version in one line, indented by four.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.versions import exact, lowest
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents

DEEPEST = 50
"""Blocks within blocks; a file with more is not read on."""

_COMMENT = re.compile(r"(?:^|\s)#(?!\{).*")

_GEM = re.compile(r"""gem[\s(]+["']([\w.-]+)["']((?:\s*,\s*["'][^"'\n]{0,80}["'])*)(.*)""")

_GROUP = re.compile(r"group\b(.*)\bdo\b")

_BLOCK = re.compile(r"(?!group\b).*\bdo(?:\s*\|[^|]*\|)?\s*$|(?:if|unless|case)\b")

_RUBY = re.compile(r"""[ \t]*ruby[\s(]+["']([^"']+)["']""")

_LOCKED = re.compile(r"    ([\w.-]+) \((\d[\w.]*)")

_FOR_DEVELOPING = re.compile(r":?(?:development|test|lint|ci)\b")


def ruby_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a Gemfile says; None when it names no gem."""
    text = documents.read(paths[0])
    if text is None:
        return None
    gems = list(_gems(text))
    packaged = _has_gemspec(documents, folder)
    if not gems and not packaged:
        return None
    lock = within(folder, "Gemfile.lock")
    pins = documents.once(_pins, lock) if lock in documents.paths else {}
    needs, tools = (
        {name: pins.get(name) or version for name, version, tool in gems if tool is developing}
        for developing in (False, True)
    )
    ruby = next(filter(None, map(_RUBY.match, lines(text))), None)
    return Manifest(
        "Ruby",
        "Ruby",
        folder,
        (paths[0], lock) if pins else (paths[0],),
        makes="Ruby Library" if packaged else "Ruby Application",
        needs=needs,
        tools=tools,
        runtime=lowest(ruby[1]) if ruby else "",
    )


def _gems(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each gem, its version, and whether it is for developing only."""
    blocks: list[bool] = []
    for line in (_COMMENT.sub("", line).strip() for line in lines(text)):
        if len(blocks) > DEEPEST:
            return
        if group := _GROUP.match(line):
            blocks.append(bool(_FOR_DEVELOPING.search(group[1])))
        elif _BLOCK.match(line):
            blocks.append(False)
        elif line == "end" and blocks:
            blocks.pop()
        elif gem := _GEM.match(line):
            constraint = re.sub(r"[\"']", "", gem[2].lstrip(" ,"))
            yield gem[1], lowest(constraint), any(blocks) or _is_tool(gem[3])


def _is_tool(options: str) -> bool:
    return "group" in options and bool(_FOR_DEVELOPING.search(options))


def _has_gemspec(documents: Documents, folder: str) -> bool:
    return any(
        path.endswith(".gemspec") and folder_of(path) == folder
        for path in documents.repository.files
    )


def _pins(documents: Documents, path: str) -> dict[str, str]:
    text = documents.read(path)
    if text is not None and not re.search(r"^(?:GEM|PATH|GIT)$", text, re.MULTILINE):
        documents.complain(path, "it is not a Gemfile.lock")
    return {gem[1]: exact(gem[2]) for gem in filter(None, map(_LOCKED.match, lines(text or "")))}
