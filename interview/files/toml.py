"""TOML of strangers: parsed within bounds."""

from __future__ import annotations

import re
import tomllib
from typing import Any

MOST_DOTS = 500
"""Dots in one key: one of 32,000 parts, 64 KiB, keeps tomllib busy for 25 seconds."""

# The parts of a key, each with the dot behind it. A run of them is looked at from its beginning
# alone, so that looking takes time by the length of the text.
_KEY = re.compile(
    rf"""
    (?<![\w-]) (?: (?: [\w-]++ | "[^"\n]*+" | '[^'\n]*+' ) [ \t]*+ \. [ \t]*+ ){{{MOST_DOTS}}}
    """,
    re.VERBOSE,
)


def parse_toml(text: str) -> dict[str, Any]:
    """Return what TOML says.

    Raises:
        ValueError: It is no TOML, or has a key of too many parts.
        RecursionError: It is nested too deeply.
    """
    if key := _KEY.search(text):
        line = text.count("\n", 0, key.start()) + 1
        raise ValueError(f"more than {MOST_DOTS} dots on line {line}")
    return tomllib.loads(text)
