"""Which folder of sessions belongs to which project, also after the project was moved.

Beside its sessions, each folder that this program makes in the user's data has a note of its
project: where it is, its device and inode, and its root commits. Together they are the registry.
A folder without a note, as earlier versions made them, belongs to the path that its name is the
hash of.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.files import door
from interview.files.reading import read_regular
from interview.storage.store import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTE = "project.json"
"""The note of the project beside its sessions."""

_LARGEST = 1 << 16
_MOST_FOLDERS = 2_000


class Identity(NamedTuple):
    """What a project is recognised by.

    Attributes:
        path: Its root; in a linked worktree, the same folder of the main one.
        inode: The device and inode of the root, of which numbers are used again.
        created: When the root was created, in seconds, where the system knows; else 0.
        roots: The first commits of its history; none in a shallow clone, or without git.
    """

    path: str
    inode: tuple[int, int]
    created: float = 0.0
    roots: frozenset[str] = frozenset()

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing at its path any more."""
        return not os.path.lexists(self.path)

    def has_moved_to(self, other: Identity) -> bool:
        """Whether another identity is this project, renamed or moved."""
        if not self.is_gone:
            return False
        if self.roots or other.roots:
            return bool(self.roots & other.roots)
        # Without a history: the same folder, and not another one that got its inode
        return self.inode == other.inode and 0 < self.created == other.created

    def may_be(self, other: Identity) -> bool:
        """Whether another identity may be this project: a copy, or renamed without a history."""
        return bool(self.roots & other.roots) or (self.is_gone and self.inode == other.inode)


class Home(NamedTuple):
    """Where the sessions of a project are.

    Attributes:
        folder: The folder; it need not exist.
        remark: What to tell: whose sessions these were, or whose may be meant; may be empty.
    """

    folder: Path
    remark: str = ""


class Registry:
    """The folders of sessions of all projects in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def home(self, root: Path, name: str) -> Home:
        """Return where the sessions of a project are.

        Args:
            root: The project's root.
            name: The project's name, which the folder's begins with.
        """
        path = main_path(root)
        usual = self._folder / _folder_name(path, name)
        owner = _noted(usual)
        if (owner is None and usual.is_dir()) or (owner is not None and owner.path == str(path)):
            return Home(usual)
        projects = list(self._projects())
        for folder, project in projects:
            if project.path == str(path):
                return Home(folder)
        free = usual if owner is None else self._free(usual)
        return self._home_of_others(identity(root), projects, free) if projects else Home(free)

    def _home_of_others(
        self, here: Identity, projects: list[tuple[Path, Identity]], free: Path
    ) -> Home:
        """Return where a project was before it was moved here; else a free folder, with a hint."""
        for folder, project in projects:
            if project.has_moved_to(here):
                note(folder, here)
                return Home(folder, f"These are the sessions of {project.path}, which was moved.")
        for _, project in projects:
            if project.may_be(here):
                remark = f"The sessions of {project.path} may be meant: `interview list --all`."
                return Home(free, remark)
        return Home(free)

    def _projects(self) -> Iterator[tuple[Path, Identity]]:
        with suppress(OSError):
            for folder in sorted(self._folder.iterdir())[:_MOST_FOLDERS]:
                project = _noted(folder)
                if project is not None:
                    yield folder, project

    def _free(self, usual: Path) -> Path:
        """Return a folder for a project whose usual one went along with another project."""
        number = 2
        while os.path.lexists(folder := usual.with_name(f"{usual.name}-{number}")):
            number += 1
        return folder


def main_path(root: Path) -> Path:
    """Return a folder, or in a linked worktree the same one of the main working tree.

    A worktree's `.git` is a file that names a folder in the main `.git`. It is believed where that
    folder names the worktree in turn (`gitdir`): such a file can come along in an archive. See
    `git help gitrepository-layout`.
    """
    top = next((place for place in (root, *root.parents) if os.path.lexists(place / ".git")), None)
    if top is None or not (top / ".git").is_file():
        return root
    try:
        named = _line(top / ".git").removeprefix("gitdir: ")
        own = Path(os.path.normpath(top / named))
        main = Path(os.path.normpath(own / _line(own / "commondir")))
        if not Path(_line(own / "gitdir")).samefile(top / ".git") or main.name != ".git":
            return root
    except (OSError, ValueError):
        return root
    return main.parent / root.relative_to(top)


def identity(root: Path) -> Identity:
    """Return what a project can be recognised by later; git may be asked for its history."""
    from interview.discovery.commit import root_commits

    status = os.stat(root)  # noqa: PTH116 - the creation time is not in every system's result
    return Identity(
        str(main_path(root)),
        (status.st_dev, status.st_ino),
        getattr(status, "st_birthtime", 0.0),
        root_commits(root),
    )


def note(folder: Path, project: Identity) -> None:
    """Write down whose sessions a folder has; where that fails, its name still tells its path."""
    text = json.dumps({**project._asdict(), "roots": sorted(project.roots)})
    with suppress(OSError):
        door.renew(folder / NOTE, text.encode("utf-8") + b"\n")


def note_once(folder: Path, root: Path) -> None:
    """Write down whose sessions a folder has, unless that is known."""
    if _noted(folder) is None:
        with suppress(OSError):
            note(folder, identity(root))


def _noted(folder: Path) -> Identity | None:
    """Return whose sessions a folder has, by its note; None without one that can be read."""
    try:
        data: dict[str, Any] = json.loads(read_regular(folder / NOTE, _LARGEST))
        device, inode = data["inode"]
        return Identity(
            str(data["path"]),
            (int(device), int(inode)),
            float(data["created"]),
            frozenset(map(str, data["roots"])),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _folder_name(path: Path, name: str) -> str:
    """Return the usual name: two projects may bear the same one, and the hash tells them apart."""
    return f"{slug(name)}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}"


def _line(path: Path) -> str:
    return os.fsdecode(read_regular(path, _LARGEST)).strip("\n")
