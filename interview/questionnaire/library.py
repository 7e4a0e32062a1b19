"""Finds questionnaires and document templates: the project's, the user's, the built-in ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import InterviewError, did_you_mean
from interview.files.places import strays
from interview.files.reading import TooLargeError, read_regular
from interview.questionnaire.iteration import ITERATION
from interview.questionnaire.loading import Text, load
from interview.questionnaire.sources import SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from interview.questionnaire.model import Questionnaire

OWN = ".interview"
"""The folder of a project's own questionnaires and documents."""

QUESTIONNAIRES = "questionnaires"
DOCUMENTS = "documents"
TESTS = "tests"
LARGEST = 1_000_000
"""Bytes in a document template; a project's own is untrusted input."""

LONGEST_NAME = 255
"""Bytes in the name of a file; no system takes more."""


class Template(NamedTuple):
    """A document template: its text, its file, and what finds another one.

    Attributes:
        find: Takes a name, and files in which it is not wanted: one template may extend its
            namesake.
        ours: Whether it came along with this program; any other is a stranger's.
    """

    text: str
    file: str = ""
    find: Callable[[str, tuple[str, ...]], Template] | None = None
    ours: bool = False


@dataclass(eq=False, repr=False)
class Library:
    """Folders with `questionnaires/` and `documents/` in them; the first that has a name wins.

    Attributes:
        project: The project, out of whose own folder `.interview` no link is followed.
    """

    folders: tuple[Path, ...]
    project: Path | None = None

    def questionnaire(self, name: str) -> Questionnaire:
        """Return a questionnaire by name; raise InterviewError when it is missing or wrong.

        It is read once.
        """
        if name not in self._read:
            self._read[name] = self.load(self._find(QUESTIONNAIRES, f"{name}.toml"))
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, Questionnaire]:
        return {}

    def load(self, path: Path) -> Questionnaire:
        """Return the questionnaire of a file, wherever it is; raise InterviewError when wrong."""
        ours = path.parent == built_in() / QUESTIONNAIRES
        return load(
            text_of(path),
            str(path),
            self.has_document,
            SOURCES,
            self._extended,
            None if ours else built_in_iteration,
        )

    def _extended(self, name: str, files: Collection[str]) -> Text | None:
        """Return a questionnaire that is in none of some files: one may extend its namesake."""
        for path in self._candidates(QUESTIONNAIRES, f"{name}.toml"):
            if str(path) not in files:
                return Text(text_of(path), str(path))
        return None

    def questionnaires(self) -> dict[str, Path]:
        """Return the names of all questionnaires within reach, each with its file."""
        paths: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted((folder / QUESTIONNAIRES).glob("*.toml")):
                paths.setdefault(path.stem, path)
        return paths

    def recorded(self, name: str) -> list[Path]:
        """Return the files of answers that were recorded for a questionnaire, of all folders."""
        return [
            path
            for folder in self.folders
            for path in sorted((folder / TESTS / name).glob("*.toml"))
            if not self._stray(path)
        ]

    def document(self, name: str, files: tuple[str, ...] = ()) -> Template:
        """Return a document template that is in none of some files.

        Raises:
            InterviewError: If there is none.
        """
        for path in self._candidates(DOCUMENTS, name):
            if str(path) not in files:
                ours = path.parent == built_in() / DOCUMENTS
                return Template(text_of(path), str(path), self.document, ours)
        raise self._missing(DOCUMENTS, name)

    def has_document(self, name: str) -> bool:
        """Say whether there is a document template of that name."""
        return any(True for _ in self._candidates(DOCUMENTS, name))

    def _find(self, kind: str, name: str) -> Path:
        for path in self._candidates(kind, name):
            return path
        raise self._missing(kind, name)

    def _missing(self, kind: str, name: str) -> InterviewError:
        known = sorted({path.name for folder in self.folders for path in (folder / kind).glob("*")})
        return InterviewError(
            f"cannot find '{name}' in {kind}{did_you_mean(name, known)}",
            f"Looked in {', '.join(str(folder / kind) for folder in self.folders)}.",
        )

    def _candidates(self, kind: str, name: str) -> Iterator[Path]:
        # A name never leads to another folder, and systems refuse to look for the impossible.
        if name != Path(name).name or not name.isprintable() or len(name.encode()) > LONGEST_NAME:
            return
        for folder in self.folders:
            if (path := folder / kind / name).is_file():
                self._refuse_link(path)
                yield path

    def _refuse_link(self, path: Path) -> None:
        """Raise InterviewError for a link in the project that leads out of it."""
        if astray := self._stray(path):
            raise InterviewError(
                f"{path} is a symbolic link that {astray}",
                "Put the file itself there, or remove it.",
            )

    def _stray(self, path: Path) -> str:
        # The built-in folder may lie in the project, too: in the `.venv` that it is installed in.
        if self.project is None or not path.is_relative_to(self.project / OWN):
            return ""
        return strays(self.project, path)


def built_in() -> Path:
    """Return the folder of the templates that come along, in a wheel or in a checkout."""
    package = Path(__file__).parents[1]
    packed = package / "templates"
    return packed if packed.is_dir() else package.parent / "templates"


@cache
def built_in_iteration() -> Questionnaire:
    """Return the questionnaire whose ids are the keys of a plan; it is read once."""
    return Library((built_in(),)).questionnaire(ITERATION)


def text_of(path: Path) -> str:
    """Return the text of a file; raise InterviewError when it cannot be read within bounds."""
    try:
        return read_regular(path, LARGEST).decode()
    except TooLargeError:
        raise InterviewError(
            f"{path} is larger than {LARGEST:,} bytes", "Make it smaller."
        ) from None
    except OSError as error:
        raise InterviewError(
            f"cannot read {path}: {error.strerror}", "Make it readable, or remove it."
        ) from None
    except UnicodeDecodeError as error:
        raise InterviewError(f"{path} is not UTF-8: {error}", "Save it as UTF-8.") from None
