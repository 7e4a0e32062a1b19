"""The signatures of an existing file, for a plan that builds on it: names and types, no bodies."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.documents import brief
from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.ecosystems.declaration import fit
from interview.text.cleaning import clean
from interview.text.secrets import masked_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.discovery.ecosystems.declaration import Declaration
    from interview.discovery.ecosystems.ecosystem import Language
    from interview.discovery.repository import Repository

    Reader = Callable[[str], list[Declaration]]


class Signatures(NamedTuple):
    """What a file declares: the language, the code to quote, and the file."""

    language: str
    text: str
    source: str


def signatures(repository: Repository, path: str) -> Signatures | None:
    """Return the signatures of a file in a language whose declarations are read.

    What is private is left out unless there is nothing else. None for a file of another kind, for
    one that declares nothing, and, with a note, for one that cannot be read.
    """
    language, read = _reader(PurePosixPath(path).suffix.lower())
    text = repository.read(path) if read else None
    if language is None or read is None or text is None:
        return None
    try:
        code = _code(read(text), language.comment)
    except ValueError as error:
        repository.note(path, brief(str(error)))
        return None
    return Signatures(language.name, code, path) if code else None


def _reader(ending: str) -> tuple[Language, Reader] | tuple[None, None]:
    """Return the language of files with an ending, and what reads their declarations."""
    for ecosystem in ECOSYSTEMS:
        for language in ecosystem.languages:
            if ending in language.declarations:
                return language, language.declarations[ending]
    return None, None


def _code(declarations: list[Declaration], comment: str) -> str:
    shown = [declaration for declaration in declarations if declaration.public] or declarations
    code = masked_code(clean(fit(shown, comment)))
    if shown and not code:
        raise ValueError("its first declaration is too long to quote")
    return code
