"""What runs a project's tests, and where these are."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.paths import beneath, folder_of, upwards
from interview.discovery.places import is_foreign, is_worked_in

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Mapping

    from interview.discovery.documents import Documents

MOST = 300
"""Files that are looked into."""


class Runner(NamedTuple):
    """A test runner of one part of the project.

    Attributes:
        name: What people call it.
        language: The language of the tests, as a code block names it.
        folder: Where the command is typed, empty for the root.
        command: What runs all tests.
        tests: Where the tests are, seen from that folder, or where its users put the first one.
        source: The file that says so.
    """

    name: str
    language: str
    folder: str
    command: str
    tests: str
    source: str


def manifests(documents: Documents, *names: str) -> list[str]:
    """Return the files of some names from which people run something, the nearest first."""
    return [path for path in documents.named(*names) if is_worked_in(path)][:MOST]


class Layout(NamedTuple):
    """How the files with tests are called, and the folders where they usually stand.

    Attributes:
        endings: Those of their names; they sort out most files before the pattern is tried.
    """

    names: re.Pattern[str]
    usual: tuple[str, ...]
    endings: tuple[str, ...]


class Tests:
    """The folders of a project that hold tests of one kind."""

    def __init__(self, documents: Documents, layout: Layout) -> None:
        self._paths = documents.paths
        self._layout = layout
        self._shares: dict[frozenset[str], Mapping[str, Mapping[str, int]]] = {}

    @cached_property
    def _folders(self) -> Counter[str]:
        """The folders with tests, and how many files each holds."""
        names, _, endings = self._layout
        return Counter(
            folder_of(path)
            for path in self._paths
            if path.endswith(endings) and names.search(path) and not is_foreign(path)
        )

    def folder(self, folder: str, others: Collection[str] = ()) -> str:
        """Return where the tests of a folder are, seen from it.

        A usual folder that holds some, else the one that holds most; without any, the first of the
        usual ones.

        Args:
            others: Folders that have tests of their own.
        """
        inside = self._inside(folder, others)
        for usual in self._layout.usual:
            if usual and any(beneath(f"{place}/", usual) is not None for place in inside):
                return usual
        if not inside:
            return self._layout.usual[0]
        return min(inside, key=lambda place: (-inside[place], place.count("/"), place))

    def any(self, folder: str) -> bool:
        """Return whether there are tests in a folder or below."""
        return bool(self._inside(folder))

    def _inside(self, folder: str, others: Collection[str] = ()) -> Mapping[str, int]:
        """Return the folders with tests that belong to a folder, seen from it."""
        owners = frozenset({folder, *others})
        if owners not in self._shares:
            self._shares[owners] = self._shared_out(owners)
        return self._shares[owners].get(folder, {})

    def _shared_out(self, owners: frozenset[str]) -> Mapping[str, Mapping[str, int]]:
        """Return the folders with tests by the nearest owner above them."""
        shares = defaultdict[str, dict[str, int]](dict)
        for place, count in self._folders.items():
            for owner in upwards(place):
                if owner in owners:
                    shares[owner][place.removeprefix(owner).lstrip("/")] = count
                    break
        return shares
