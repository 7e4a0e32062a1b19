"""Projects that the tests make: a folder with a few files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from interview.discovery.documents import Documents
from interview.discovery.repository import Repository


def repository(folder: Path, files: Mapping[str, str]) -> Repository:
    """Write files into a folder named project; git does not track them."""
    root = folder / "project"
    root.mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    return Repository(root)


def documents(folder: Path, files: Mapping[str, str]) -> Documents:
    return Documents(repository(folder, files))
