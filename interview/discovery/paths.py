"""Paths of a project's files, as git writes them: relative, with slashes; the root's is empty."""

from __future__ import annotations

import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def within(folder: str, name: str) -> str:
    """Return the path of something in a folder."""
    return "/".join(filter(None, (folder, name)))


def folder_of(path: str) -> str:
    """Return the folder of a file."""
    return path.rpartition("/")[0]


def name_of(path: str) -> str:
    """Return the name of a file."""
    return path.rpartition("/")[2]


def upwards(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, the root last."""
    yield folder
    while folder:
        folder = folder_of(folder)
        yield folder


def beneath(path: str, folder: str) -> str | None:
    """Return a path as it is seen from a folder, None when it is not in it."""
    if not folder:
        return path
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else None


def normal(path: str) -> str | None:
    """Return a relative path without its dots, None when it leads out of the project."""
    parts: list[str] = []
    for part in PurePosixPath(path).parts:
        if part == "/" or (part == ".." and not parts):
            return None
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def run_in(folder: str, command: str) -> str:
    """Return a command as it is typed in the root; it leaves the shell in the root, too."""
    return f"(cd {shlex.quote(folder)} && {command})" if folder else command


def overlap(folder: str, other: str) -> bool:
    """Return whether one of two folders is in the other."""
    first, second = sorted((f"{folder}/", f"{other}/"), key=len)
    return first == "/" or second.startswith(first)
