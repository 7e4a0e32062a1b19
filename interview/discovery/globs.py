"""Which files a glob means: `docs/**/*.md`, `STYLE*`, or a folder and all that is in it."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(path: str, glob: str) -> bool:
    """Return whether a glob means a file.

    `**` stands for any number of folders, `*` for anything within a name. A glob without either
    names a file, or a folder with everything in it. It is matched name by name, so that no glob
    takes longer than its length times that of the path.
    """
    names = glob.strip("/").removeprefix("./").split("/")
    if not any(sign in glob for sign in "*?["):
        names.append("**")
    reached = _passed({0}, names)
    for part in path.split("/"):
        reached = _passed(
            {
                place if names[place] == "**" else place + 1
                for place in reached
                if place < len(names) and (names[place] == "**" or fnmatchcase(part, names[place]))
            },
            names,
        )
    return len(names) in reached


def _passed(reached: set[int], names: list[str]) -> set[int]:
    """Add the places that are reached where `**` stands for no folder at all."""
    passed = set(reached)
    for place, name in enumerate(names):
        if place in passed and name == "**":
            passed.add(place + 1)
    return passed
