"""The signatures of an existing file, for a plan that builds on it: names and types, no bodies."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.documents import brief
from interview.discovery.signatures.outline import fit
from interview.text.cleaning import clean
from interview.text.secrets import masked_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.discovery.repository import Repository
    from interview.discovery.signatures.outline import Outline


class Signatures(NamedTuple):
    """What a file declares: the language, the code to quote, and the file."""

    language: str
    text: str
    source: str


class _Language(NamedTuple):
    name: str
    comment: str
    read: Callable[[str], list[Outline]]


def signatures(repository: Repository, path: str) -> Signatures | None:
    """Return the signatures of a Python, TypeScript or Go file.

    What is private is left out unless there is nothing else. None for a file of another kind, for
    one that declares nothing, and, with a note, for one that cannot be read.
    """
    language = LANGUAGES.get(PurePosixPath(path).suffix.lower())
    text = repository.read(path) if language else None
    if language is None or text is None:
        return None
    try:
        code = _code(language, text)
    except ValueError as broken:
        repository.note(path, brief(str(broken)))
        return None
    return Signatures(language.name, code, path) if code else None


def _code(language: _Language, text: str) -> str:
    outlines = language.read(text)
    shown = [outline for outline in outlines if outline.public] or outlines
    code = masked_code(clean(fit(shown, language.comment)))
    if shown and not code:
        raise ValueError("its first declaration is too long to quote")
    return code


def _python(text: str) -> list[Outline]:
    from interview.discovery.signatures.python import outlines

    return outlines(text)


def _typescript(text: str) -> list[Outline]:
    from interview.discovery.signatures.typescript import outlines

    return outlines(text)


def _tsx(text: str) -> list[Outline]:
    from interview.discovery.signatures.typescript import outlines

    return outlines(text, jsx=True)


def _go(text: str) -> list[Outline]:
    from interview.discovery.signatures.go import outlines

    return outlines(text)


_PYTHON = _Language("python", "#", _python)
_TYPESCRIPT = _Language("typescript", "//", _typescript)

LANGUAGES = {
    ".py": _PYTHON,
    ".pyi": _PYTHON,
    ".ts": _TYPESCRIPT,
    ".mts": _TYPESCRIPT,
    ".cts": _TYPESCRIPT,
    ".tsx": _Language("typescript", "//", _tsx),
    ".go": _Language("go", "//", _go),
}
"""The kinds of files that are read, by the ends of their names."""
