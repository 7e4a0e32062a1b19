"""Which files are manifests, of which folder, and in which order those of one folder are read."""

from __future__ import annotations

import re
from fnmatch import translate
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.paths import folder_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.discovery.ecosystems.ecosystem import Build


class Builds:
    """The ways to describe a component, of every ecosystem; each has a rank, its place among them.

    Attributes:
        known: The builds, by rank.
    """

    def __init__(self) -> None:
        self.known: list[Build] = [build for ecosystem in ECOSYSTEMS for build in ecosystem.builds]
        names = [(name, rank) for rank, build in enumerate(self.known) for name in build.manifests]
        self._exact = {name: rank for name, rank in names if not is_glob(name)}
        self._globs = [(re.compile(translate(name)), rank) for name, rank in names if is_glob(name)]
        self._others = [
            (build.folder, rank) for rank, build in enumerate(self.known) if build.folder
        ]

    def place(self, path: str) -> tuple[str, int] | None:
        """Return the folder that a manifest speaks for, and its rank; None for other files."""
        name = name_of(path)
        rank = self._exact.get(name)
        if rank is None:
            rank = next((rank for glob, rank in self._globs if glob.match(name)), None)
        if rank is not None:
            return folder_of(path), rank
        for described, rank in self._others:
            if (folder := described(path)) is not None:
                return folder, rank
        return None

    def in_order(self, rank: int, paths: Iterable[str]) -> list[str]:
        """Return manifests of one build and folder in the order in which they are read."""
        patterns = [re.compile(translate(name)) for name in self.known[rank].manifests]

        def order(path: str) -> tuple[int, str]:
            name = name_of(path)
            places = (place for place, glob in enumerate(patterns) if glob.match(name))
            return next(places, len(patterns)), path

        return sorted(paths, key=order)


def is_glob(name: str) -> bool:
    """Return whether a name stands for several."""
    return "*" in name
