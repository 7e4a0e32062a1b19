"""Declarations as a reader sees them, and as many of them as a page takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINES = 200
"""Lines of a result; more would bury the plan that it is quoted in."""

CHARACTERS = 20_000
"""Characters of a result; a generated file can put everything on one line."""

_LEFT_OUT = 2
"""Lines kept free for the comment that says what is left out."""


class Declaration(NamedTuple):
    """One declaration of a file of code.

    Attributes:
        head: Its first lines.
        members: What is inside, with indentation of its own.
        tail: Its last line.
        public: Whether others may use it.
        indent: What stands before whatever is said between the members.
    """

    head: str
    members: tuple[str, ...] = ()
    tail: str = ""
    public: bool = True
    indent: str = "    "

    @classmethod
    def whole(cls, text: str, public: bool = True) -> Declaration:
        """Return a text that is shown as it is; a long one can be cut between its lines."""
        lines = text.split("\n")
        if len(lines) < 3:
            return cls(text, public=public)
        indent = lines[1][: len(lines[1]) - len(lines[1].lstrip())]
        return cls(lines[0], tuple(lines[1:-1]), lines[-1], public, indent)

    @property
    def text(self) -> str:
        """The declaration; a blank line stands before each member of several lines."""
        lines = [self.head]
        for member in self.members:
            lines += ["", member] if "\n" in member and len(lines) > 1 else [member]
        return "\n".join([*lines, self.tail] if self.tail else lines)

    def first(self, count: int, comment: str) -> Declaration:
        """Return the declaration with its first members and a word about the others."""
        word = f"{self.indent}{comment} {_more(len(self.members) - count)}"
        return self._replace(members=(*self.members[:count], word))


def fit(declarations: Sequence[Declaration], comment: str) -> str:
    """Return the declarations as one text; what does not fit is counted in a last comment.

    Empty when not even the first one fits.

    Args:
        comment: The language's sign of a comment on one line.
    """
    whole = _join(declaration.text for declaration in declarations)
    if _fits(whole, LINES):
        return whole
    shown: list[str] = []
    for declaration in declarations:
        part = _part(declaration, shown, comment)
        if part is not None:
            shown.append(part)
        if part != declaration.text:
            break
    left = len(declarations) - len(shown)
    return _join([*shown, f"{comment} {_more(left)}"] if left and shown else shown)


def _part(declaration: Declaration, shown: list[str], comment: str) -> str | None:
    """Return the declaration, or as much of it as still fits; None when nothing does."""
    if _fits(_join([*shown, declaration.text]), LINES - _LEFT_OUT):
        return declaration.text
    for count in range(min(len(declaration.members), LINES), 0, -1):
        part = declaration.first(count, comment).text
        if _fits(_join([*shown, part]), LINES - _LEFT_OUT):
            return part
    return None


def _more(count: int) -> str:
    return f"{count} more left out; at most {LINES} lines are quoted"


def _fits(text: str, lines: int) -> bool:
    return len(text) <= CHARACTERS and text.count("\n") < lines


def _join(texts: Iterable[str]) -> str:
    """Join with a blank line around whatever takes several lines."""
    joined = ""
    single = True
    for text in texts:
        gap = "\n" if single and "\n" not in text else "\n\n"
        joined += gap + text if joined else text
        single = "\n" not in text
    return joined
