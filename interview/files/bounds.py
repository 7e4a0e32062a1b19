"""Plain data from files that anybody may have written, held within bounds.

What has passed can be compared, calculated with, walked through, shown and written again by
everything that takes it: nothing in it is nested so deeply, or is a number so large, that Python
gives up somewhere else.
"""

from __future__ import annotations

import math
import re
from typing import Any

DEEPEST = 100
"""The deepest nesting of lists and mappings."""

LARGEST = int(1e300)
"""The largest whole number, which can still be calculated with as one with a decimal point."""

_SURROGATES = re.compile(r"[\ud800-\udfff]")

_SUSPICIOUS = re.compile(
    rb"\d{300} | [eE]\+?\d{3} | NaN | Infinity"  # numbers
    rb"| \\u[dD][89a-fA-F] | \xed[\xa0-\xbf] | \x00",  # halves of characters, other encodings
    re.VERBOSE,
)


MOST_LISTS = 1_000_000
"""Lists and mappings in a line; each takes a hundred bytes of memory, and two of the file."""


def refuse_bulk(raw: bytes) -> None:
    """Raise ValueError for a line of JSON that holds more than any answer."""
    if raw.count(b"[") + raw.count(b"{") > MOST_LISTS:
        raise ValueError(f"it has more than {MOST_LISTS:,} lists and mappings")


def is_plain(raw: bytes) -> bool:
    """Say whether a line of JSON surely holds nothing that `bounded` looks for: most lines."""
    return raw.count(b"[") + raw.count(b"{") <= DEEPEST and not _SUSPICIOUS.search(raw)


def bounded(data: Any, finite: bool = True) -> Any:
    """Return plain data with U+FFFD in the place of each half of a character.

    Args:
        finite: Whether every number has to be.

    Raises:
        ValueError: If it is nested too deeply or a number is too large, in one sentence.
    """
    return _bounded(data, finite, DEEPEST)


def _bounded(data: Any, finite: bool, levels: int) -> Any:
    if isinstance(data, str):
        return _whole(data)
    if isinstance(data, int) and not -LARGEST <= data <= LARGEST:
        raise ValueError("it holds a number of hundreds of digits")
    if isinstance(data, float) and finite and not math.isfinite(data):
        raise ValueError("it holds a number that is not finite")
    if isinstance(data, list | dict) and not levels:
        raise ValueError(f"it is nested too deeply; the limit is {DEEPEST} levels")
    if isinstance(data, list):
        return [_bounded(element, finite, levels - 1) for element in data]
    if isinstance(data, dict):
        return {
            _whole(name): _bounded(element, finite, levels - 1) for name, element in data.items()
        }
    return data


def _whole(text: str) -> str:
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)
