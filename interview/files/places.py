"""Where a project's own files may send what this program writes.

Settings, questionnaires and documents of a repository are a stranger's. What they name lies in the
project, and never in the folder by which another tool is controlled: what stands in `.git` is not
part of a clone, and can make git run a program.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from pathlib import Path, PureWindowsPath

from interview.errors import InterviewError

CONTROL_FOLDERS = frozenset(
    {
        # version control
        ".git", ".hg", ".svn", ".bzr", ".jj", ".sl", ".repo", ".pijul", ".fslckout",
        "_darcs", "_fossil_", "cvs", "rcs", "sccs",
        # files that an editor, a shell, a commit hook or an interpreter runs
        ".husky", ".githooks", ".vscode", ".idea", ".devcontainer", ".direnv", ".envrc",
        ".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__", "site-packages",
    }
)  # fmt: skip
"""Names of folders and files that control a tool, in lower case."""

_SHORT_NAME = re.compile(r"(?:git|hg|svn|bzr|jj)~\d+")
"""How Windows abbreviates them for old programs."""

HINT = "Use a path inside the project, or name another place on the command line."


def is_control(name: str) -> bool:
    """Whether a file system could take a name for that of a control folder.

    Case, composed letters and invisible characters do not count (macOS), nor do dots and blanks at
    the end, streams behind a colon and short names (Windows); git guards its own folder against
    the same (`is_hfs_dotgit`, `is_ntfs_dotgit` in its path.c).
    """
    visible = "".join(mark for mark in name if unicodedata.category(mark) != "Cf")
    plain = unicodedata.normalize("NFKC", visible).casefold().partition(":")[0].rstrip(" .")
    return plain in CONTROL_FOLDERS or bool(_SHORT_NAME.fullmatch(plain))


def objection(name: str) -> str:
    """Say why a project's file must not name a path or glob, by its words alone; empty if it may.

    Whether links lead elsewhere is for `inside` to find.
    """
    parts = re.split(r"[/\\]", name)
    if not name.isprintable():
        return "contains invisible characters"
    if name.startswith("~"):
        return "begins with ~, which is outside the project"
    if PureWindowsPath(name).drive:
        return "names a drive"
    if posixpath.normpath(name.replace("\\", "/")).startswith(".."):
        return "leads out of the project"
    if control := next(filter(is_control, parts), ""):
        return f"leads into {control}, which controls another tool"
    return ""


def inside(root: Path, name: str, what: str, document: bool = False) -> Path:
    """Return the path of the project that a file of it names.

    Args:
        root: The project's folder.
        name: The path, relative to it.
        what: What names it, as an error says it: `the setting document`.
        document: Whether a link at its end stays in the path, for `linked` to follow later.

    Raises:
        InterviewError: It leads out of the project, or into a control folder, links followed.
    """
    problem = objection(name)
    if not problem:
        path = root / name
        real = _real(root, path.parent if document else path)
        problem = _astray(real)
        if not problem and real is not None:
            return root / real / path.name if document else root / real
    raise InterviewError(f"{what} = '{name}' {problem}", HINT)


def linked(path: Path, root: Path | None) -> Path:
    """Return the file that a document's path leads to, all links followed.

    Args:
        path: The document.
        root: The project in which the file has to be; None where a person named the path.

    Raises:
        InterviewError: The file is out of the project, or in a control folder.
    """
    if root is None:
        try:
            return path.resolve() if path.is_symlink() else path
        except (OSError, RuntimeError):
            raise InterviewError(f"{path} is a circular link", "Use another file.") from None
    real = _real(root, path)
    problem = _astray(real)
    if problem or real is None:
        raise InterviewError(
            f"the document {path} {problem} by a link",
            "Use -o to name another file, or remove the link.",
        )
    return root / real


def strays(root: Path, path: Path) -> str:
    """Say where a path of the project leads that it must not be read from; empty if it may be.

    A link out of the project, or into a control folder, would put what is there into a plan.
    """
    return _astray(_real(root, path))


def _real(root: Path, path: Path) -> Path | None:
    """Return where a path leads, relative to the project; None where it leads out of it."""
    try:
        real, top = path.resolve(), root.resolve()
    except (OSError, RuntimeError):  # links in a circle
        return None
    return real.relative_to(top) if real.is_relative_to(top) else None


def _astray(real: Path | None) -> str:
    if real is None:
        return "leads out of the project"
    control = next(filter(is_control, real.parts), "")
    return f"leads into {control}, which controls another tool" if control else ""
