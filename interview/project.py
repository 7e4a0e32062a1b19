"""The user's project: its root, its name, and what it sets for this program."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from interview.errors import InterviewError, did_you_mean
from interview.text import one_line

DOCUMENT = "iteration-{number}.md"
"""Where the document goes without further word; `{number}` is the iteration's."""

_OWN_MARKS = (".interview", ".git", ".hg")
_OTHER_MARKS = ("pyproject.toml", "package.json", "go.mod", "Cargo.toml", "pom.xml")


class Project(NamedTuple):
    """A project: its root folder, its name, and its settings.

    sessions: the folder of its session files, None for the user's own. document: the path of the
    document, relative to the root. standards: globs of more files with standards than usual. check:
    what it wants of the check, as it is written; the check says what is wrong with it.
    """

    root: Path
    name: str
    sessions: Path | None = None
    document: str = DOCUMENT
    standards: tuple[str, ...] = ()
    check: object = None

    def document_path(self, number: object) -> Path:
        """Return where the document of an iteration goes."""
        name = self.document.replace("{number}", str(number))
        return _inside(self.root, name, "document")

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


def find_project(start: Path) -> Project:
    """Return the project that a folder belongs to; a folder by itself is one, too.

    Settings come from `[tool.interview]` in pyproject.toml, then from `.interview/config.toml`.
    Raise InterviewError when they cannot be read.
    """
    root = _root(start)
    pyproject = _pyproject(root / "pyproject.toml")
    own = _table(pyproject.get("tool"), "interview")
    settings = {
        **_known(own, root / "pyproject.toml"),
        **_known(_toml(root / ".interview" / "config.toml"), root / ".interview" / "config.toml"),
    }
    name = _table(pyproject, "project").get("name")
    sessions = settings.get("sessions")
    return Project(
        root=root,
        name=one_line(name) if isinstance(name, str) and name.strip() else root.name or "project",
        sessions=_inside(root, sessions, "sessions") if sessions else None,
        document=settings.get("document", DOCUMENT),
        standards=tuple(settings.get("standards", ())),
        check=settings.get("check"),
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
        return _toml(path)
    except InterviewError:
        if _may_mean_us(path):
            raise
        return {}


def _may_mean_us(path: Path) -> bool:
    try:
        return b"interview" in path.read_bytes()
    except OSError:
        return True


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as broken:
        raise InterviewError(
            f"{path} cannot be read: {one_line(str(broken)) or 'nested too deeply'}",
            "Mend the file; it may say where the sessions of this project are.",
        ) from None


def _table(table: object, key: str) -> dict[str, Any]:
    inner = table.get(key) if isinstance(table, dict) else None
    return inner if isinstance(inner, dict) else {}


def _known(table: dict[str, Any], path: Path) -> dict[str, Any]:
    names = ("sessions", "document", "standards", "check")
    for key, value in table.items():
        if key not in names:
            raise InterviewError(
                f"{path}: unknown setting '{key}'{did_you_mean(key, names)}",
                f"Known settings: {', '.join(names)}.",
            )
        if key == "check":
            continue
        if key == "standards":
            if not isinstance(value, list) or not all(isinstance(glob, str) for glob in value):
                told = f"{path}: '{key}' is not a list of globs"
                raise InterviewError(told, f'Write {key} = ["docs/rules/*.md"].')
        elif not isinstance(value, str) or not value.strip():
            raise InterviewError(f"{path}: '{key}' is not a path", f'Write {key} = "…".')
    return table


def _inside(root: Path, name: str, key: str) -> Path:
    """Return a path of the project; its own files must not send ours somewhere else."""
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise InterviewError(
            f"the project's setting {key} = '{name}' leads out of {root}",
            "Set a path inside the project, or name another place on the command line.",
        )
    return path
