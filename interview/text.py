"""Text from outside: made safe to keep, to compare and to show on a terminal."""

from __future__ import annotations

import re
from functools import cache

_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_SURROGATES = re.compile(r"[\ud800-\udfff]")

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the order in which terminals show what stands behind them, to its line's end."""

_TURNING = re.compile(f"[{TURNING}]")

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


def told(mark: str) -> str:
    """Return a character that nobody sees as its number: `<202e>`."""
    return f"<{ord(mark):04x}>"


def visible(text: str) -> str:
    """Return the clean text as it may stand on a screen: nothing in it turns the order around."""
    return _TURNING.sub(lambda found: told(found[0]), clean(text))


def one_line(text: str) -> str:
    """Return the clean text on one line: line breaks and the blanks around them are one space."""
    return " ".join(filter(None, map(str.strip, clean(text).split("\n"))))


def quoted(text: str) -> str:
    """Return the beginning of what was typed, as an error names it: what is wrong follows it."""
    said = one_line(text)
    return f"'{said}'" if len(said) <= _QUOTED else f"'{said[:_QUOTED]}…'"
