"""The user's project: its root, its name, and what it sets for this program."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError
from interview.files.places import HINT, inside, objection
from interview.files.reading import NotRegularError, read_regular
from interview.plan.document.numbering import numbered
from interview.project.settings import LARGEST, SettingPlace, Settings, Source, read_toml, settled
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OWN_MARKS = (".interview", ".git", ".hg")


class Project(NamedTuple):
    """A project: its root folder, its name, and what is set for it."""

    root: Path
    name: str
    settings: Settings

    @property
    def sessions(self) -> Path | None:
        """The folder of this project's session files, as far as it is set for it alone.

        Raises:
            InterviewError: If the project's own files send it out of the project.
        """
        named = self.settings["sessions"]
        if named.place is SettingPlace.PROJECT:
            return self.inside(named.value, "setting sessions")
        return expanded(named.value) if named.place is SettingPlace.ENVIRONMENT else None

    @property
    def shared_sessions(self) -> Path | None:
        """The folder of the sessions of all projects, as far as the user sets it."""
        named = self.settings["sessions"]
        return expanded(named.value) if named.place is SettingPlace.USER else None

    @property
    def document(self) -> str:
        """The path of the document, relative to the root; `{number}` is the iteration's."""
        return str(self.settings["document"].value)

    @property
    def standards(self) -> tuple[str, ...]:
        """Globs of more files with standards than usual.

        Raises:
            InterviewError: If one leads out of the project.
        """
        globs = tuple(self.settings["standards"].value)
        for glob in globs:
            if problem := objection(glob):
                raise InterviewError(f"the project's setting standards = '{glob}' {problem}", HINT)
        return globs

    def document_path(self, number: object) -> Path:
        """Return where the document of an iteration goes.

        The user's own setting may name any place.

        Raises:
            InterviewError: If the project's own files send it out of the project.
        """
        name = self.document.replace("{number}", str(number))
        own = expanded(name)
        if self.settings["document"].place is SettingPlace.USER and own.is_absolute():
            return own
        return self.inside(name, "setting document", document=True)

    def inside(self, name: str, what: str, document: bool = False) -> Path:
        """Return a path of the project that a file of it names.

        Args:
            what: The name of the setting or key, as an error says it.
            document: Whether a link at its end is left for `interview.files.places.linked`.

        Raises:
            InterviewError: If it leads out of the project, or into the folder of another tool, such
                as `.git`.
        """
        return inside(self.root, name, f"the project's {what}", document)

    def latest_document(self) -> tuple[int, str]:
        """Return the highest number of an iteration document, and its path; 0 without any.

        Looked for where this project's documents go, and in docs/iterations.
        """
        folder, _, name = self.document.rpartition("/")
        wanted = numbered(name)
        documents = [(0, "")]
        for place, pattern in ((folder, wanted), ("docs/iterations", _DOCUMENT)):
            matches = filter(None, map(pattern.fullmatch, _names(self.root / place)))
            documents += [
                (int(match[1]), f"{place}/{match[0]}".lstrip("/"))
                for match in matches
                if match.groups()
            ]
        return max(documents)


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

    Args:
        user: The user's own file of settings.
        environment: The variables that go before all files.

    Raises:
        InterviewError: If settings cannot be read or followed.
    """
    root = _root(start)
    path, own = root / "pyproject.toml", root / ".interview" / "config.toml"
    pyproject = _pyproject(path)
    sources = [
        Source(path, _table(pyproject.get("tool"), "interview")),
        Source(own, read_toml(own)),
    ]
    if user is not None:
        sources.insert(0, Source(user, read_toml(user), SettingPlace.USER))
    name = _table(pyproject, "project").get("name")
    return Project(
        root=root,
        name=one_line(name if isinstance(name, str) and name.strip() else root.name) or "project",
        settings=settled(sources, environment or {}),
    )


def _root(start: Path) -> Path:
    start = Path(os.path.abspath(start))  # noqa: PTH100 - resolve() would follow links out of it
    ladder = (start, *start.parents)
    own = next((folder for folder in ladder if _is_own(folder)), None)
    return own or _marked(ladder, _other_marks()) or start


def _is_own(folder: Path) -> bool:
    """Whether a folder is a project's root: a repository, or a package of one with own settings."""
    if any(_has(folder, mark) for mark in _OWN_MARKS):
        return True
    try:
        return b"[tool.interview" in read_regular(folder / "pyproject.toml", LARGEST)
    except OSError:
        return False


def _other_marks() -> tuple[str, ...]:
    from interview.discovery.ecosystems.all import ECOSYSTEMS

    return tuple(mark for ecosystem in ECOSYSTEMS for mark in ecosystem.marks)


def _marked(folders: Iterable[Path], marks: Iterable[str]) -> Path | None:
    """Return the first of the folders in which there is something by one of the names or globs."""
    return next((folder for folder in folders if any(_has(folder, mark) for mark in marks)), None)


def _has(folder: Path, mark: str) -> bool:
    return any(folder.glob(mark)) if "*" in mark else (folder / mark).exists()


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
        return b"interview" in read_regular(path, LARGEST)
    except NotRegularError:
        return False
    except OSError:
        return True


def expanded(name: str) -> Path:
    """Return a path that the user named, its `~` followed; without a home it stays as it is."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own fails without a home


def _table(table: object, key: str) -> dict[str, Any]:
    inner = table.get(key) if isinstance(table, dict) else None
    return inner if isinstance(inner, dict) else {}
