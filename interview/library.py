"""Finds questionnaires and document templates: the project's, the user's, the built-in ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interview.errors import InterviewError, did_you_mean
from interview.loader import load
from interview.suggestions import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.questionnaire import Questionnaire

QUESTIONNAIRES = "questionnaires"
DOCUMENTS = "documents"
LARGEST = 1_000_000
"""Bytes in a document template; a project's own is untrusted input."""


@dataclass(frozen=True)
class Library:
    """Folders with `questionnaires/` and `documents/` in them; the first that has a name wins."""

    folders: tuple[Path, ...]

    def questionnaire(self, name: str) -> Questionnaire:
        """Return a questionnaire by name; raise InterviewError when it is missing or wrong."""
        path = self._find(QUESTIONNAIRES, f"{name}.toml")
        return load(_text(path), str(path), self.has_document, SOURCES)

    def document(self, name: str) -> str:
        """Return the text of a document template; raise InterviewError when it is missing."""
        return _text(self._find(DOCUMENTS, name))

    def has_document(self, name: str) -> bool:
        """Say whether there is a document template of that name."""
        return any(True for _ in self._candidates(DOCUMENTS, name))

    def _find(self, kind: str, name: str) -> Path:
        for path in self._candidates(kind, name):
            return path
        known = sorted({one.name for folder in self.folders for one in (folder / kind).glob("*")})
        raise InterviewError(
            f"there is no '{name}' among the {kind}{did_you_mean(name, known)}",
            f"Looked in {', '.join(str(folder / kind) for folder in self.folders)}.",
        )

    def _candidates(self, kind: str, name: str) -> Iterator[Path]:
        if name != Path(name).name:  # a name never leads to another folder
            return
        for folder in self.folders:
            if (path := folder / kind / name).is_file():
                yield path


def built_in() -> Path:
    """Return the folder of the templates that come along, in a wheel or in a checkout."""
    package = Path(__file__).parent
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InterviewError(f"{path} is larger than {LARGEST:,} bytes", "Make it smaller.")
        return data.decode()
    except OSError as failed:
        raise InterviewError(
            f"{path} cannot be read: {failed.strerror}", "Allow reading it, or remove it."
        ) from None
    except UnicodeDecodeError as wrong:
        raise InterviewError(f"{path} is not UTF-8: {wrong}", "Save it as UTF-8.") from None
