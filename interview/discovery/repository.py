"""The files of a project: which there are, and what they say, within bounds.

What git tracks and what it does not ignore; without a repository, what stands in the folder. Where
git refuses a repository, nothing is read: only git knows what is ignored. No link is followed out
of the project, no large or binary file is read, and no program of the project's runs.
"""

from __future__ import annotations

import os
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.git import (
    GitError,
    NoRepositoryError,
    NotInstalledError,
    TooSlowError,
    ask,
    is_repository,
)
from interview.files.places import strays
from interview.files.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LARGEST = 1 << 20
"""Bytes of a file that is read; one that is larger is noted."""

MOST = 200_000
"""Files that are looked at in a project without git."""

LONGEST_PATH = 4_096
"""Characters of a path; no file has one that is longer."""

ROOT = "."
"""Stands for the whole project in a note."""

UNWANTED = frozenset(
    {".git", ".hg", "node_modules", ".venv", "venv", "__pycache__", "target", "dist", "build",
     ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", "vendor", ".next", ".gradle"}
)  # fmt: skip
"""Folders that hold nothing a person wrote; git's own list of what is ignored is better."""


class Note(NamedTuple):
    """Something that could not be read: where, and why."""

    where: str
    why: str


class _Listing(NamedTuple):
    """The files of a folder, and whether they are all there are."""

    files: tuple[str, ...]
    is_whole: bool


class _UnreadableError(Exception):
    """A file is not read; its text says why."""


class Repository:
    """The files of one folder.

    Attributes:
        notes: What could not be read, as it comes up.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notes: list[Note] = []
        self._clock = threading.local()

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The paths of the files, relative to the root, with slashes, in order."""
        return self._listing.files

    @property
    def is_whole(self) -> bool:
        """Whether these are all the files, so that another one may be called missing."""
        return self._listing.is_whole

    @cached_property
    def legible(self) -> tuple[str, ...]:
        """The paths that can be written on one line; an answer can name no other."""
        return tuple(filter(str.isprintable, self.files))

    @cached_property
    def tracked(self) -> frozenset[str]:
        """The paths of the files that git tracks; empty without git."""
        listed = self.git("ls-files", "-z", "--cached")
        return frozenset(filter(None, (listed or "").split("\0")))

    def git(self, *arguments: str) -> str | None:
        """Return what git prints; None without git, without a repository, or when it fails."""
        try:
            return ask(self.root, *arguments).text
        except TooSlowError as error:
            self.note(ROOT, f"{error}; its results are missing")
        except GitError:
            pass  # `files` reports what is wrong with the repository
        return None

    @cached_property
    def _listing(self) -> _Listing:
        """What git lists, or what a walk finds; where that is not all, a note says why."""
        try:
            listed = ask(self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        except NoRepositoryError:
            return self._walked()
        except NotInstalledError as error:
            if is_repository(self.root):
                self.note(ROOT, f"{error}; ignored files are read too")
            return self._walked()
        except GitError as error:
            self.note(ROOT, f"nothing was read: {error}")
            return _Listing((), is_whole=False)
        *paths, _ = listed.text.split("\0")  # the last one is empty, or cut off
        if listed.cut:
            self.note(ROOT, f"only the first {len(paths):,} files were read")
        # An index may hold paths that no file system takes, and patterns are tried on each.
        possible = {path for path in paths if len(path) <= LONGEST_PATH}
        return _Listing(tuple(sorted(possible)), is_whole=not listed.cut)

    def named(self, *names: str) -> Iterator[str]:
        """Yield the files that bear one of the names, in any folder, the nearest first."""
        paths = (
            path for name in {name.lower() for name in names} for path in self._named.get(name, ())
        )
        yield from sorted(paths, key=lambda path: (path.count("/"), path))

    @cached_property
    def _named(self) -> Mapping[str, Sequence[str]]:
        """The files by their names in lower case: a project may have a hundred thousand."""
        by_name = defaultdict[str, list[str]](list)
        for path in self.files:
            by_name[path.rpartition("/")[2].lower()].append(path)
        return by_name

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Let this thread read no further file when so many seconds are over; the outermost counts.

        No file takes long, but a project may have thousands of those that take longest.
        """
        if getattr(self._clock, "ends", None) is not None:
            yield
            return
        self._clock.ends, self._clock.seconds = time.monotonic() + seconds, seconds
        try:
            yield
        finally:
            self._clock.ends = None

    def _is_late(self) -> bool:
        ends = getattr(self._clock, "ends", None)
        return ends is not None and time.monotonic() >= ends

    def read(self, path: str) -> str | None:
        """Return the text of a file; None, and a note, when it cannot be read as text."""
        if self._is_late():
            self.note(ROOT, f"what took longer than {self._clock.seconds:g} seconds was skipped")
            return None
        try:
            return self._text(self.root / path)
        except _UnreadableError as error:
            self.note(path, str(error))
        except (OSError, RuntimeError) as error:  # a circle of links is a RuntimeError
            self.note(path, getattr(error, "strerror", None) or str(error))
        return None

    def note(self, path: str, why: str) -> None:
        """Note that a file cannot be read or understood, in one line: the first thing counts."""
        note = Note(path, why)
        known = (
            note in self.notes if path == ROOT else any(path == note.where for note in self.notes)
        )
        if not known:
            self.notes.append(note)

    def _text(self, place: Path) -> str:
        if astray := strays(self.root, place):
            raise _UnreadableError(f"a link that {astray} was not followed")
        data = read_regular(place, LARGEST)
        if b"\0" in data[:8192]:
            raise _UnreadableError("it is binary")
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            raise _UnreadableError("it is not UTF-8 text") from None

    def _passed_over(self, failed: OSError) -> None:
        folder = Path(os.fsdecode(failed.filename or self.root))
        place = folder.relative_to(self.root).as_posix()
        self.note(place, failed.strerror or str(failed))

    def _walked(self) -> _Listing:
        paths = sorted(islice(self._walk(), MOST + 1))
        if len(paths) > MOST:
            self.note(ROOT, f"only the first {MOST:,} files were read")
        return _Listing(tuple(paths[:MOST]), is_whole=len(paths) <= MOST)

    def _walk(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self.root, onerror=self._passed_over):
            folders[:] = sorted(name for name in folders if name not in UNWANTED)
            for name in names:
                yield (Path(folder) / name).relative_to(self.root).as_posix()
