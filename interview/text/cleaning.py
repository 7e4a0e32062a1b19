"""Text from outside: made safe to keep, to compare and to show on a terminal."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from typing import TYPE_CHECKING, Any

from interview.text.invisible import code_point, revealed, strays

if TYPE_CHECKING:
    from collections.abc import Callable

_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_SURROGATES = re.compile(r"[\ud800-\udfff]")

_NOT_ON_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

_QUOTED = 40
"""Characters of what was typed that an error repeats."""


def clean(text: str) -> str:
    """Return the text without terminal escapes and controls, its lines ended by LF alone."""
    if not _UNCLEAN.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATES.sub("\ufffd", _controls().sub("", text))


@cache
def _controls() -> re.Pattern[str]:
    """Return what finds escapes and controls: long to make, and few texts have any."""
    # Sequences begin with an escape or with its one-character form from \x80 on. No string sequence
    # runs over a line's end or another control: a terminal might wait for its terminator for ever,
    # but here a stray introducer must not swallow what somebody wrote.
    return re.compile(
        r"""
          (?: \x1b\[ | \x9b ) [0-?]* [ -/]* [@-~]?              # CSI: colours, cursor movements
        | (?: \x1b[\]PX^_] | [\x90\x98\x9d-\x9f] )             # OSC and its kin: titles, links
          [^\x07\x1b\n\x80-\x9f]* (?: \x07 | \x1b\\ | \x9c )
        | \x1b [ -/]* [0-~]                                    # the short ones: charsets, resets
        | [\x00-\x08\x0b-\x1f\x7f-\x9f]
        """,
        re.VERBOSE,
    )


def visible(text: str) -> str:
    """Return the clean text as it may stand on a screen: no character in it goes unseen."""
    return revealed(clean(text))


def on_a_line(text: str) -> str:
    """Return a name or a path as it may stand in a line of a screen.

    It may hold anything, line breaks too; what is no character for a screen is its code point.
    """
    return revealed(_NOT_ON_A_LINE.sub(lambda match: code_point(match[0]), text))


def as_argument(name: str) -> str:
    """Return a name as it is typed behind a command; a shell takes it for one word, and no more."""
    return shlex.quote(on_a_line(name))


def written_json(value: object, default: Callable[[Any], object] | None = None) -> str:
    """Return a value as JSON that hides nothing on a screen: the same data, differently written."""
    written = json.dumps(value, indent=2, ensure_ascii=False, default=default)
    if written.isascii() and "\x7f" not in written:
        return written
    # Outside of strings there are only characters that stay as they are.
    pieces, end = [], 0
    written = _UNCLEAN.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    for stray in strays(written):
        pieces += [written[end : stray.start()], json.dumps(stray[0])[1:-1]]
        end = stray.end()
    return "".join([*pieces, written[end:]])


def one_line(text: str) -> str:
    """Return the clean text on one line: line breaks and the blanks around them are one space."""
    return " ".join(filter(None, map(str.strip, clean(text).split("\n"))))


def quoted(text: str) -> str:
    """Return the beginning of what was typed, as an error names it: what is wrong follows it."""
    revealed_text = revealed(one_line(text))
    return (
        f"'{revealed_text}'" if len(revealed_text) <= _QUOTED else f"'{revealed_text[:_QUOTED]}…'"
    )
