"""Characters that nobody sees: which they are, where they belong, and how they are written visibly.

They hide text from people that programs read, or turn around the order in which a line is shown.
Some scripts and emoji need them. Those stay where the Unicode Standard has a use for them; a stray
one is written as its code point, `<U+202E>`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""The controls that turn the order of what stands behind or around them."""

TAGS = "\U000e0000-\U000e007f"
"""Copies of ASCII that no font shows; flags of regions are spelt with them."""

_MARKS = "\u061c\u200e\u200f"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"

# What Unicode will never assign.
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

INVISIBLE = (
    "\u00ad\u034f"  # soft hyphen, grapheme joiner
    "\u115f\u1160\u3164\uffa0"  # fillers of Hangul
    "\u17b4\u17b5"  # vowels of Khmer that are not written
    "\u180b-\u180f"  # selectors and the vowel separator of Mongolian
    "\u200b-\u200d\u2060-\u2065\u206a-\u206f"  # zero width, and formats that are out of use
    "\u2028\u2029"  # separators of lines and paragraphs
    "\u2800"  # Braille without a dot
    "\ufeff\ufff0-\ufffc"  # byte order mark, marks around annotations, the place of an object
    "\U00013430-\U0001343f\U00016fe4"  # layout of hieroglyphs, filler of Khitan
    "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"  # formats of shorthand and music
    f"{_NO_CHARACTERS}"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"  # not assigned, and never shown
    f"{BIDI}{TAGS}{_SELECTORS}"
)
"""All of them: what Unicode calls default ignorable, and the separators and marks like it."""

ALWAYS_STRAY = (
    "\u00ad\u115f\u1160\u17b4\u17b5\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0"
    "\ufff9\ufffa\ufffb\ufffc\ufffe\uffff"
)
"""Those that no text has a use for, one after the other."""

# Letters and digits of scripts that join or part with U+200C and U+200D (UAX #31, A1, A2 and B).
_JOINING = (
    "\u0620-\u06d3\u06d5\u06e5\u06e6\u06ee-\u06ff\u0700-\u077f\u07c0-\u07ff\u0840-\u085f\u0860-\u08ff"
    "\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua840-\ua87f\ua8e0-\ua9df\uaa00-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010aff\U00010d00-\U00010d3f\U00010f30-\U00010faf"
    "\U00011000-\U00011fff\U0001e900-\U0001e95f"
)
# Letters of scripts that are written without blanks; U+200B says where a line may end.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\uaa60-\uaadf"

_MONGOLIAN = "\u1820-\u18aa"

# Mathematical operators, and letters of Myanmar and Phags-pa.
_WITH_VARIANTS = "\u1000-\u109f\u2200-\u22ff\u2a00-\u2aff\ua840-\ua877"

_BRAILLE = "\u2801-\u28ff"

_HIEROGLYPHS, _LAYOUT = "\U00013000-\U0001342f\U00013441-\U000143ff", "\U00013430-\U0001343f"

_KHITAN = "\U00018b00-\U00018cff"

# Stems and flags of notes, which stand behind a head.
_STEMS = "\U0001d165-\U0001d169\U0001d16d-\U0001d172"

_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"

# Unicode's Extended_Pictographic, with what is reserved for more of them.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u2388\u23cf"
    "\u23e9-\u23f3\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2605"
    "\u2607-\u2612\u2614-\u2685\u2690-\u2705\u2708-\u2712\u2714\u2716\u271d\u2721\u2728\u2733"
    "\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763-\u2767\u2795-\u2797\u27a1\u27b0"
    "\u27bf\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f10f\U0001f12f\U0001f16c-\U0001f171"
    "\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1ad-\U0001f1e5"
    "\U0001f201-\U0001f20f\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f23c-\U0001f23f"
    "\U0001f249-\U0001f3fa\U0001f400-\U0001f53d\U0001f546-\U0001f64f\U0001f680-\U0001f6ff"
    "\U0001f774-\U0001f77f\U0001f7d5-\U0001f7ff\U0001f80c-\U0001f80f\U0001f848-\U0001f84f"
    "\U0001f85a-\U0001f85f\U0001f888-\U0001f88f\U0001f8ae-\U0001f8ff\U0001f90c-\U0001f93a"
    "\U0001f93c-\U0001f945\U0001f947-\U0001faff\U0001fc00-\U0001fffd"
)


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(f"[{INVISIBLE}]")


@cache
def _sequences() -> re.Pattern[str]:
    """Return what reads a text from left to right: sequences that stay, and what is stray.

    A joiner that stays stands alone beside a letter or a digit that is seen: words of other scripts
    and digits have endings, too, and a quotation mark may be in between.
    """
    one_emoji = f"[{_EMOJI}](?:[\ufe0e\ufe0f]|[\U0001f3fb-\U0001f3ff]\ufe0f?)?"
    letter = "\U000e0061-\U000e007a"
    flag = f"\U0001f3f4[{letter}]{{2}}[{letter}\U000e0030-\U000e0039]{{1,3}}\U000e007f"
    joining = f"(?:(?![{INVISIBLE}])[{_JOINING}])"
    return re.compile(
        rf"""
          [{ALWAYS_STRAY}{TAGS}]
        | (?P<kept>
              [\u200c\u200d] (?<![\u200c\u200d].) (?![\u200c\u200d])
              (?: (?<={joining}.) | (?<=[{_MONGOLIAN}][\u180b-\u180d\u180f].) | (?={joining}) )
            | \u200b (?<=[{_UNSPACED}].) (?=[{_UNSPACED}])
            | \ufe00 (?<=[{_WITH_VARIANTS}].) (?![{INVISIBLE}])
            | [\ufe00-\ufe02\U000e0100-\U000e010f] (?<=[{_IDEOGRAPHS}].) (?![{INVISIBLE}])
            | [\u180b-\u180d\u180f] (?<=[{_MONGOLIAN}].)
            | \u180e (?<=[{_MONGOLIAN}].) (?=[{_MONGOLIAN}])
            | (?<=[{_BRAILLE}]) \u2800+ | (?<!\u2800) \u2800++ (?=[{_BRAILLE}])
            | (?<=[{_HIEROGLYPHS}]) [{_LAYOUT}]{{1,4}}
            | (?<![{_LAYOUT}]) [{_LAYOUT}]{{1,4}} (?=[{_HIEROGLYPHS}])
            | \U00016fe4 (?<=[{_KHITAN}].)
            | \U0001d159 (?=[{_STEMS}])
            | [0-9\#*] \ufe0f (?= \u20e3 )                          # keycaps
            | {flag}
            | {one_emoji} (?: \u200d {one_emoji} )*
          )
        | [{INVISIBLE}]
        """,
        re.VERBOSE | re.DOTALL,
    )


def strays(text: str, strict: bool = False) -> Iterator[re.Match[str]]:
    """Yield the invisible characters of a text that nothing in it has a use for.

    Args:
        strict: Also the marks U+061C, U+200E and U+200F in lines that are written from right to
            left.
    """
    if text.isascii() or not _hidden().search(text):
        return
    line = _Line(text)
    for match in _sequences().finditer(text):
        if not match["kept"] and (strict or not line.has_use_for(match)):
            yield match


class _Line:
    """The line of a text that is looked at; each is read once, however many marks are in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._right_to_left = False

    def has_use_for(self, match: re.Match[str]) -> bool:
        """Whether a mark stands by itself in a line with letters that are written right to left."""
        if match[0] not in _MARKS:
            return False
        start, end = match.span()
        beside = self._text[max(start - 1, 0) : start] + self._text[end : end + 1]
        if _hidden().search(beside):
            return False
        if start > self._end:
            self._read(start)
        return self._right_to_left

    def _read(self, place: int) -> None:
        end = self._text.find("\n", place)
        self._end = end if end >= 0 else len(self._text)
        line = self._text[self._text.rfind("\n", 0, place) + 1 : self._end]
        letters = (character for character in line if character not in _MARKS)
        self._right_to_left = any(
            unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters
        )


def code_point(character: str) -> str:
    """Return a character as its code point: `<U+202E>`."""
    return f"<U+{ord(character):04X}>"


def revealed(text: str) -> str:
    """Return a text in which each stray character that nobody sees is its code point."""
    pieces, end = [], 0
    for stray in strays(text):
        pieces += [text[end : stray.start()], code_point(stray[0])]
        end = stray.end()
    return "".join([*pieces, text[end:]]) if pieces else text
