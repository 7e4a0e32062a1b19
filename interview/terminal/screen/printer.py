"""Prints styled lines for people, wrapped to the terminal, with or without colour.

Everything that people or files said is printed literally: nothing in it is a style or a control.
"""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Any, TextIO

import click
import wcwidth

from interview.terminal.screen.theme import DARK
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.terminal.screen.theme import Theme

WIDEST = 100
"""Columns of running text; longer lines are hard to read."""

Piece = tuple[str, str]
"""A text and its style."""


class Printer:
    """Prints on one stream; what is not read on a screen is neither wrapped nor cut.

    Attributes:
        theme: What each kind of text looks like.
    """

    def __init__(self, file: IO[str], theme: Theme = DARK) -> None:
        self._file = file
        self.theme = theme
        self._on_screen = file.isatty()
        self._styled, self._coloured = _looks(file)

    @property
    def width(self) -> int:
        """The columns there are for running text, now."""
        return min(_columns(self._file), WIDEST)

    def text(self, text: str, style: str = "") -> None:
        """Print lines, each wrapped between words, and as far to the right as it begins."""
        for line in visible(text).split("\n"):
            parts = _wrapped(line, self.width) if self._on_screen else [line]
            for part in parts or [""]:
                self._print([(part, style)])

    def passage(self, *pieces: Piece) -> None:
        """Print pieces one after the other, wrapped as `text` is."""
        cleaned = [(_on_one_line(text).replace("\t", " "), style) for text, style in pieces]
        if not self._on_screen:
            self._print(cleaned)
            return
        whole, end = "".join(text for text, _ in cleaned), 0
        for part in _wrapped(whole, self.width):
            words = part.lstrip(" ")
            begin = whole.index(words, end)
            end = begin + len(words)
            margin = (part.removesuffix(words), "")
            self._print([margin, *_between(cleaned, begin, end)])

    def line(self, *pieces: Piece, cut: bool = False) -> None:
        """Print pieces on one line.

        Args:
            cut: Leave out what the terminal has no room for.
        """
        cleaned = [(_on_one_line(text), style) for text, style in pieces]
        self._print(_cut(cleaned, self.width) if cut and self._on_screen else cleaned)

    def blank(self) -> None:
        """Print an empty line."""
        self._print([])

    def _print(self, pieces: Iterable[Piece]) -> None:
        line = "".join(self._dressed(text, style) for text, style in pieces)
        click.echo(line, file=self._file, color=self._styled)

    def _dressed(self, text: str, style: str) -> str:
        look = self.theme[style]
        if not self._coloured:
            look = look._replace(fg="")
        looks = {name: value for name, value in look._asdict().items() if value}
        return click.style(text, **_of_click(looks)) if self._styled and looks and text else text


def _on_one_line(text: str) -> str:
    """Return what stands on a line; a line break in it must not begin another one."""
    return visible(text).replace("\n", " ")


def _of_click(looks: dict[str, Any]) -> dict[str, Any]:
    """Return a look in the words of click."""
    return (
        {**looks, "fg": looks["fg"].replace("brightblack", "bright_black")}
        if "fg" in looks
        else looks
    )


def _wrapped(line: str, width: int) -> list[str]:
    """Wrap between words; a path that is longer stays whole, so that it can be copied."""
    words = line.lstrip(" ")
    margin = line.removesuffix(words) if len(line) - len(words) < width // 2 else ""
    parts = wcwidth.wrap(
        words,
        width - len(margin),
        propagate_sgr=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [margin + part for part in parts]


def _between(pieces: Iterable[Piece], begin: int, end: int) -> Iterator[Piece]:
    """Yield what of the pieces stands from one character to another."""
    for text, style in pieces:
        yield text[max(begin, 0) : max(end, 0)], style
        begin, end = begin - len(text), end - len(text)


def _cut(pieces: Iterable[Piece], room: int) -> list[Piece]:
    kept = []
    for text, style in pieces:
        short = shortened(text, room)
        room -= wcwidth.width(short)
        kept.append((short, style))
    return kept


def shortened(text: str, room: int) -> str:
    """Return a text that takes no more columns than there is room, an ellipsis at its end."""
    if wcwidth.width(text) <= room:
        return text
    return wcwidth.clip(text, 0, room - 1) + "…" if room > 0 else ""


def people() -> TextIO:
    """Return the stream for what people read: standard error where standard output is piped."""
    return sys.stdout if sys.stdout.isatty() else sys.stderr


def plain_terminal() -> bool:
    """Whether the terminal can only write lines."""
    return os.environ.get("TERM") == "dumb"


def _looks(file: IO[str]) -> tuple[bool, bool]:
    """Return whether text may be styled, and whether it may be coloured (https://no-color.org)."""
    styled = bool(os.environ.get("FORCE_COLOR")) or (
        file.isatty() and os.environ.get("TERM") != "dumb"
    )
    return styled, styled and not os.environ.get("NO_COLOR")


def _columns(file: IO[str]) -> int:
    """Return the columns of a terminal; 80 where there is none to ask."""
    if (set_by_hand := os.environ.get("COLUMNS", "")).isdecimal() and int(set_by_hand):
        return int(set_by_hand)
    try:
        return os.get_terminal_size(file.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
