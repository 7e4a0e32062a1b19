"""The files that a CLAUDE.md or an AGENTS.md imports with `@path`.

Claude Code's syntax: https://code.claude.com/docs/en/memory#import-additional-files. It follows
imports anywhere on the disk; here none leads out of the project.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from interview.discovery.documents import brief
from interview.discovery.standards.sections import prose

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from interview.discovery.repository import Repository

FARTHEST = 5
"""The most imports that are followed from one file to the next."""

TEXTS = (".md", ".mdc", ".markdown", ".txt")
"""How the names of the files end that are read; one without an ending is, too."""

# A blank in a path is written with a backslash.
_IMPORT = re.compile(r"(?:^|(?<=\s))@((?:\\ |[^\s@])[^\s\\]*(?:\\ [^\s\\]*)*)", re.MULTILINE)


def with_imports(
    repository: Repository, paths: Iterable[str], read: Callable[[str], str]
) -> set[str]:
    """Return files of the project and those that they import, in at most five steps.

    Args:
        read: Gives the text of a file.
    """
    files = frozenset(repository.legible)
    seen = {*paths}
    near = sorted(seen)
    for _ in range(FARTHEST):
        targets = {
            target for path in near for target in _targets(repository, path, read(path), files)
        }
        near = sorted(targets - seen)
        seen |= targets
    return seen


def _targets(repository: Repository, path: str, text: str, files: Collection[str]) -> Iterator[str]:
    """Yield the files that a file imports; note what is none, or not in the project."""
    missing = []
    for written in _imports(text):
        target = _resolved(path, written, files)
        if target is not None:
            yield target
        elif _is_text(written):
            missing.append(f"@{written}")
    if missing:
        names = ", ".join(dict.fromkeys(missing))
        repository.note(path, brief(f"it imports files that are not in the project: {names}"))


def _imports(text: str) -> Iterator[str]:
    """Yield the paths that a text imports; `@` in code is none."""
    if "@" in text:
        for words in prose(text):
            for match in _IMPORT.finditer(words):
                yield match[1].replace("\\ ", " ").rstrip(".,;:!?)\"'")


def _resolved(path: str, written: str, files: Collection[str]) -> str | None:
    """Return the file that is meant, if it is a text of the project.

    A name like `@alice` or `@types/node` is no file, and so no import; `@.env` is one that holds
    secrets rather than standards.
    """
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), written.partition("#")[0]))
    hidden = posixpath.basename(target).startswith(".")
    return target if target in files and not hidden and _is_text(target, "") else None


def _is_text(path: str, *more: str) -> bool:
    return posixpath.splitext(path)[1].lower() in (*TEXTS, *more)


def imports_only(text: str) -> bool:
    """Return whether a text is nothing but imports, which says nothing by itself."""
    lines = filter(None, (line.strip().lstrip("-*+ ") for line in text.split("\n")))
    return all(_IMPORT.fullmatch(line) for line in lines)
