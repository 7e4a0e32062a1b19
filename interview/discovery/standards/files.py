"""The sections of the files in which a project keeps its standards.

They are offered to be embedded in a plan word for word, each with the hash of its text, which tells
later whether the source has changed since.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.documents import Documents
from interview.discovery.globs import matches
from interview.discovery.places import is_foreign
from interview.discovery.standards.imports import TEXTS, imports_only, with_imports
from interview.discovery.standards.places import is_standard
from interview.discovery.standards.sections import TextPart, front_matter, parts
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from interview.discovery.repository import Repository

LARGEST = 1 << 17
"""Characters of a file that is read; nobody reads a longer one, and to parse it takes a second."""

MOST = 1 << 20
"""Characters that are read of all files together."""

_IMPORTING = ("agents.md", "claude.md")
"""Names of files whose imports are followed."""

_OPENSPEC = re.compile(r"(?:.*/)?openspec/config\.ya?ml")
"""OpenSpec's settings: https://github.com/Fission-AI/OpenSpec/blob/main/docs/customization.md."""


class StandardSection(NamedTuple):
    """A section of a standards file.

    Attributes:
        source: The file's path.
        heading: Its text; the file's name without its ending for what stands before the first one.
        level: The heading's, 0 without one.
        text: The lines below the heading, word for word, with those of the sections within.
        sha256: That of the text.
        line: Where it begins, from 1.
        scope: What the file says before its text about what it is for, such as globs.
    """

    source: str
    heading: str
    level: int
    text: str
    sha256: str
    line: int
    scope: str = ""


def find_sections(
    repository: Repository,
    globs: Sequence[str] = (),
    others: Iterable[tuple[str, Repository]] = (),
) -> list[StandardSection]:
    """Return the sections of the project's standards, the files nearest to the root first.

    Args:
        globs: More of the project's files, as it names them in its settings.
        others: Folders outside the project, each with what the paths of its files are to begin
            with.
    """
    texts = _Texts(repository)
    sections = list(_sections(texts, _standards(texts, globs)))
    for prefix, folder in others:
        paths = [path for path in folder.legible if path.lower().endswith(TEXTS)]
        sections.extend(_sections(_Texts(folder), paths, prefix))
    return sections


def current(
    repository: Repository,
    source: str,
    heading: str,
    sha256: str = "",
    others: Iterable[tuple[str, Repository]] = (),
) -> StandardSection | None:
    """Return what a section says now; None when it is gone.

    Args:
        sha256: That of the text it had, which tells sections of one heading apart.
    """
    for prefix, folder in (*others, ("", repository)):
        path = source.removeprefix(_joined(prefix, ""))
        if _joined(prefix, path) == source and path in folder.files:
            now = _sections(_Texts(folder), [path], prefix)
            same = [section for section in now if section.heading == heading]
            return next(
                (section for section in same if section.sha256 == sha256), next(iter(same), None)
            )
    return None


class _Texts:
    """The texts of one folder's files, each read once, and not too much of them."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self._texts: dict[str, str] = {}
        self._left = MOST

    def read(self, path: str) -> str:
        """Return the text of a file; nothing, and a note, when it cannot be read."""
        if path not in self._texts:
            self._texts[path] = self._read(path) if self._left > 0 else ""
        return self._texts[path]

    def _read(self, path: str) -> str:
        text = self.repository.read(path) or ""
        if len(text) > LARGEST:
            self.repository.note(path, f"it is longer than {LARGEST >> 10} KiB")
            return ""
        self._left -= len(text)
        if self._left <= 0:
            self.repository.note(path, f"only the first {MOST >> 10} KiB of standards were read")
        return text


def _standards(texts: _Texts, globs: Sequence[str]) -> set[str]:
    """Return the files of a project that hold its standards."""
    repository = texts.repository
    paths = {path for path in repository.legible if is_standard(path) and not is_foreign(path)}
    importing = {path for path in paths if path.rpartition("/")[2].lower() in _IMPORTING}
    return paths | with_imports(repository, importing, texts.read) | _chosen(repository, globs)


def _chosen(repository: Repository, globs: Sequence[str]) -> set[str]:
    """Return the files that the project names itself."""
    chosen = set()
    for glob in globs:
        paths = [path for path in repository.legible if _is_chosen(path, glob)]
        if not paths:
            repository.note(glob, "the project has no Markdown or text file of this name")
        chosen.update(paths)
    return chosen


def _is_chosen(path: str, glob: str) -> bool:
    return path == glob or (path.lower().endswith(TEXTS) and matches(path, glob))


def _sections(texts: _Texts, paths: Iterable[str], prefix: str = "") -> Iterator[StandardSection]:
    """Yield the sections of files; a copy of a file, such as a link to it, is passed over."""
    seen = {""}
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        text = texts.read(path)
        if text not in seen:
            seen.add(text)
            scope = one_line(front_matter(text))
            for part in _parts(texts.repository, path, text):
                heading = part.heading or _title(path)
                sha256 = hashlib.sha256(part.text.encode()).hexdigest()
                source = _joined(prefix, path)
                yield StandardSection(
                    source, heading, part.level, part.text, sha256, part.line, scope
                )


def _parts(repository: Repository, path: str, text: str) -> Iterator[TextPart]:
    """Yield the parts of a file that say something themselves."""
    if _OPENSPEC.fullmatch(path.lower()):
        yield from _context(repository, path, text)
        return
    importing = path.rpartition("/")[2].lower() in _IMPORTING
    for part in parts(text):
        if part.text and not (importing and imports_only(part.text)):
            yield part


def _context(repository: Repository, path: str, text: str) -> Iterator[TextPart]:
    """Yield the parts of the text that OpenSpec gives to an assistant."""
    settings = Documents(repository).load(path, "YAML")
    if settings and (context := settings.text("context")):
        key = re.search(r"^context[ \t]*:", text, re.MULTILINE)
        above = text.count("\n", 0, key.start()) + 1 if key else 0
        for part in parts(context):
            if part.text:
                yield part._replace(line=part.line + above)


def _title(path: str) -> str:
    """Return the name of what stands before a file's first heading."""
    return "context" if _OPENSPEC.fullmatch(path.lower()) else PurePosixPath(path).stem


def _joined(prefix: str, path: str) -> str:
    return f"{prefix.rstrip('/')}/{path}" if prefix else path
