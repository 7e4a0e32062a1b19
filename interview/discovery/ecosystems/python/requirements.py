"""Requirements as pip writes them: single ones (PEP 508), and files of them.

The format of the files: https://pip.pypa.io/en/stable/reference/requirements-file-format/. Other
files of requirements (`-r`) are read with them; constraints (`-c`) need nothing and are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.ecosystems.versions import lowest
from interview.discovery.lines import LONGEST
from interview.discovery.paths import folder_of, name_of, normal, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.discovery.documents import Documents

MOST = 2_000
"""Lines of one file that are looked at."""

MOST_FILES = 20
"""Files that one brings along in the end, with itself."""

FILE = re.compile(r"(?:[\w.-]+[-_.])?requirements(?:[-_.][\w.-]+)?\.(?:txt|in)")
"""Names of requirements files; in a folder `requirements`, every .txt and .in is one."""

_FOR_DEVELOPING = frozenset(
    {"build", "check", "ci", "dev", "develop", "development", "doc", "docs", "lint", "linting",
     "local", "test", "tests", "testing", "tools", "types", "typing"}
)  # fmt: skip

_INCLUDED = re.compile(r"(?:-r\s*|--requirement(?:\s+|=))(\S+)")

_COMMENT = re.compile(r"(?:^|\s)#.*")

# A URL or a path is not the name of a package.
_UNNAMED = re.compile(r"[./~]|[\w+]+://|\w+:|\S+\.(?:whl|zip|gz)$|\S+/")


def described_folder(path: str) -> str | None:
    """Return the folder that a .txt or .in speaks for; None when it lists no requirements."""
    folder, name = folder_of(path), name_of(path)
    if name_of(folder) == "requirements":
        return folder_of(folder)
    return folder if FILE.fullmatch(name) else None


class Requirement(NamedTuple):
    """A package that something needs: its lowest version, and whether it may be no other."""

    name: str
    version: str
    pinned: bool


def requirement(text: str) -> Requirement | None:
    """Return what one requirement says; None when it is none."""
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed

    if len(text) > LONGEST:
        return None
    try:
        parsed = Parsed(text)
    except (InvalidRequirement, RecursionError):
        return None
    pinned = any(specifier.operator in ("==", "===") for specifier in parsed.specifier)
    return Requirement(canonical(parsed.name), lowest(str(parsed.specifier)), pinned)


def canonical(name: str) -> str:
    """Return the one way to write a package's name: `Psycopg2_Binary` is psycopg2-binary."""
    return re.sub(r"[-_.]+", "-", name).lower()


def versions(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Return the packages and their versions; the first version that is said holds."""
    pins: dict[str, str] = {}
    for name, version, _ in requirements:
        pins[name] = pins.get(name) or version
    return pins


def is_for_developing(path: str) -> bool:
    """Return whether a requirements file is for developing, by its name."""
    return not _FOR_DEVELOPING.isdisjoint(re.split(r"[-_.]", path.rpartition("/")[2].lower()))


def read_requirements(documents: Documents, path: str) -> list[Requirement]:
    """Return what a requirements file and those that it includes ask for, each file once."""
    requirements: list[Requirement] = []
    waiting, seen = [path], {path}
    while waiting and len(seen) <= MOST_FILES:
        current = waiting.pop(0)
        for line in _lines(documents, current):
            if included := _INCLUDED.match(line):
                waiting += _inside(documents, current, included[1], seen)
            elif (entry := _named(documents, current, line)) is not None:
                requirements.append(entry)
    return requirements


def _lines(documents: Documents, path: str) -> Iterator[str]:
    text = (documents.read(path) or "").replace("\\\n", " ")
    lines = text.split("\n", MOST)
    if len(lines) > MOST:
        documents.complain(path, f"only its first {MOST:,} lines were looked at")
    for line in lines[:MOST]:
        if len(line) <= LONGEST and (bare := _COMMENT.sub("", line).strip()):
            yield bare


def _inside(documents: Documents, path: str, name: str, seen: set[str]) -> list[str]:
    outside = name.startswith("/") or "://" in name
    place = None if outside else normal(within(folder_of(path), name))
    if place is None:
        documents.complain(path, "a file that it includes is outside the project")
        return []
    if place in seen:
        return []
    seen.add(place)
    return [place]


def _named(documents: Documents, path: str, line: str) -> Requirement | None:
    if line.startswith("-") or (_UNNAMED.match(line) and " @ " not in line):
        return None
    candidate = requirement(re.split(r"\s--", line, maxsplit=1)[0])
    if candidate is None:
        documents.complain(path, "a line of it is not a requirement")
    return candidate
