"""Projects that tests write, and what is found in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interview.discovery.documents import Documents
from interview.discovery.repository import Note, Repository
from interview.discovery.stack.component import DetectedComponent
from interview.discovery.stack.components import find_components

LARGE = "#" * (1 << 20) + "\n"
"""A text that is too large to be read."""

OUTSIDE = "a link that leads out of the project was not followed"
TOO_LARGE = "it is larger than 1 MiB"


def repository(folder: Path, files: Mapping[str, str]) -> Repository:
    """Write a project; git is not asked for its files, which would take most of the time."""
    root = folder / "project"
    root.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    project = Repository(root)
    places = (place for place in root.rglob("*") if place.is_symlink() or place.is_file())
    project.files = tuple(sorted(place.relative_to(root).as_posix() for place in places))
    return project


def documents(folder: Path, files: Mapping[str, str]) -> Documents:
    return Documents(repository(folder, files))


def components(folder: Path, files: Mapping[str, str]) -> list[DetectedComponent]:
    """Return the components of a project in which everything can be read."""
    project = repository(folder, files)
    results = find_components(project)
    assert project.notes == []
    return results


def component(folder: Path, files: Mapping[str, str]) -> DetectedComponent:
    (result,) = components(folder, files)
    return result


def names(folder: Path, files: Mapping[str, str]) -> list[str]:
    return [entry.name for entry in components(folder, files)]


def noted(folder: Path, files: Mapping[str, str]) -> tuple[list[str], list[Note]]:
    """Return the names of the components, and what could not be read."""
    project = repository(folder, files)
    return [entry.name for entry in find_components(project)], project.notes


def outside(folder: Path, path: str, text: str) -> None:
    """Make a file of the project a link that leads out of it."""
    (folder / "outside").write_text(text, encoding="utf-8")
    link = folder / "project" / path
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(folder / "outside")


class Made(Documents):
    """The files of a project that is not on a disk."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(Repository(Path("/nowhere")))
        self.repository.files = tuple(sorted(texts))
        self.texts = texts

    def read(self, path: str) -> str | None:
        return self.texts.get(path)
