"""The user's project: its root, its name, and what it sets for this program."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError
from interview.settings import Place, Settings, Source, read_toml, settled
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN_MARKS = (".interview", ".git", ".hg")
_OTHER_MARKS = ("pyproject.toml", "package.json", "go.mod", "Cargo.toml", "pom.xml")


class Project(NamedTuple):
    """A project: its root folder, its name, and what is set for it."""

    root: Path
    name: str
    settings: Settings

    @property
    def sessions(self) -> Path | None:
        """The folder of this project's session files, as far as it is set for it alone.

        Raise InterviewError when the project's own files send it out of the project.
        """
        named = self.settings["sessions"]
        if named.place is Place.PROJECT:
            return self.inside(named.value, "sessions")
        return Path(named.value) if named.place is Place.ENVIRONMENT else None

    @property
    def shared_sessions(self) -> Path | None:
        """The folder of the sessions of all projects, as far as the user sets it."""
        named = self.settings["sessions"]
        if named.place is not Place.USER:
            return None
        return Path(os.path.expanduser(named.value))  # noqa: PTH111 - also without a home

    @property
    def document(self) -> str:
        """The path of the document, relative to the root; `{number}` is the iteration's."""
        return str(self.settings["document"].value)

    @property
    def standards(self) -> tuple[str, ...]:
        """Globs of more files with standards than usual."""
        return tuple(self.settings["standards"].value)

    def document_path(self, number: object) -> Path:
        """Return where the document of an iteration goes."""
        name = self.document.replace("{number}", str(number))
        return self.inside(name, "document")

    def inside(self, name: str, key: str) -> Path:
        """Return a path of the project that a file of it names; key: what names it.

        Raise InterviewError when it leads out of the project.
        """
        return _inside(self.root, name, key)

    def latest_document(self) -> tuple[int, str]:
        """Return the highest number of an iteration document, and its path; 0 without any.

        Looked for where this project's documents go, and in docs/iterations.
        """
        folder, _, name = self.document.rpartition("/")
        wanted = re.compile(re.escape(name).replace(re.escape("{number}"), r"(\d{1,5})"))
        found = [(0, "")]
        for place, pattern in ((folder, wanted), ("docs/iterations", _DOCUMENT)):
            matches = filter(None, map(pattern.fullmatch, _names(self.root / place)))
            found += [
                (int(match[1]), f"{place}/{match[0]}".lstrip("/"))
                for match in matches
                if match.groups()
            ]
        return max(found)


_DOCUMENT = re.compile(r"(?:iteration)?[-_ ]?(\d{1,5})\b.*\.md", re.IGNORECASE)


def _names(folder: Path) -> list[str]:
    try:
        return [file.name for file in folder.iterdir()]
    except OSError:
        return []


def find_project(
    start: Path, user: Path | None = None, environment: Mapping[str, str] | None = None
) -> Project:
    """Return the project that a folder belongs to; a folder by itself is one, too.

    user: the user's own file of settings. environment: the variables that go before all files.
    Raise InterviewError when settings cannot be read or followed.
    """
    root = _root(start)
    path, own = root / "pyproject.toml", root / ".interview" / "config.toml"
    pyproject = _pyproject(path)
    sources = [
        Source(path, _table(pyproject.get("tool"), "interview")),
        Source(own, read_toml(own)),
    ]
    if user is not None:
        sources.insert(0, Source(user, read_toml(user), Place.USER))
    name = _table(pyproject, "project").get("name")
    return Project(
        root=root,
        name=one_line(name) if isinstance(name, str) and name.strip() else root.name or "project",
        settings=settled(sources, environment or {}),
    )


def _root(start: Path) -> Path:
    start = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would follow links out of it
    ladder = (start, *start.parents)
    for marks in (_OWN_MARKS, _OTHER_MARKS):
        for folder in ladder:
            if any((folder / mark).exists() for mark in marks):
                return folder
    return start


def _pyproject(path: Path) -> dict[str, Any]:
    """Return what a pyproject.toml says; a malformed one is no matter unless it may mean us."""
    try:
        return read_toml(path)
    except InterviewError:
        if _may_mean_us(path):
            raise
        return {}


def _may_mean_us(path: Path) -> bool:
    try:
        return b"interview" in path.read_bytes()
    except OSError:
        return True


def _table(table: object, key: str) -> dict[str, Any]:
    inner = table.get(key) if isinstance(table, dict) else None
    return inner if isinstance(inner, dict) else {}


def _inside(root: Path, name: str, key: str) -> Path:
    """Return a path of the project; its own files must not send ours somewhere else."""
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise InterviewError(
            f"the project's setting {key} = '{name}' leads out of {root}",
            "Set a path inside the project, or name another place on the command line.",
        )
    return path
