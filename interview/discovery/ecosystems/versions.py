"""Versions: the lowest that a constraint allows, the exact one of a lock, and how one is told."""

from __future__ import annotations

import re

# A number as every package manager writes it, with what a pre-release or a build adds.
_NUMBER = r"\d{1,9}(?:\.\d{1,9})*(?:[-+._]?[0-9A-Za-z][0-9A-Za-z.+-]*)?"

_EXACT = re.compile(rf"[v=]*({_NUMBER})")

# One comparison; what Composer says of stability (`@beta`) follows it.
_COMPARISON = re.compile(rf"(?P<how>~>|~=|[<>=!]=*|[\^~])?v?(?P<version>{_NUMBER})(?:@\w+)?")

# What npm and Composer write behind a range's lower end: `1.2 - 2.3`.
_UPPER_END = re.compile(r"\s-\s+\S+")

_OPERATOR_GAP = re.compile(r"(?<=[\^~<>=!])\s+")

_WILDCARDS = re.compile(r"(?:\.[*xX])+(?![0-9A-Za-z])")

_ABOVE = ("<", "<=", "!=", "!==")

LONGEST = 60
"""Characters of a version; what is longer is none."""


def exact(text: object) -> str:
    """Return the version that a lock names, without a leading v; empty when it is none."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return ""
    match = _EXACT.fullmatch(text.strip())
    return match[1] if match else ""


def lowest(constraint: object) -> str:
    """Return the lowest version that a constraint allows; empty when it says none.

    Python, npm, Cargo, Composer and Bundler write comparisons alike: an operator and a number,
    several of them joined by commas or blanks, alternatives by bars.
    """
    if not isinstance(constraint, str):
        return ""
    alternatives = _WILDCARDS.sub("", constraint[:200]).split("|")
    bounds = [_bound(alternative) for alternative in alternatives if alternative.strip()]
    return min(bounds, key=order) if all(bounds) and bounds else ""


def short(version: str, digits: int = 2) -> str:
    """Return as many numbers of a version as say which interface it has: 0.115.6 is 0.115.

    Where only the first number counts, two are told while it is 0. A version of zeros alone is a
    commit's and says nothing.
    """
    numbers = re.match(r"\d+(?:\.\d+)*", version)
    parts = numbers[0].split(".") if numbers else []
    kept = parts[: max(digits, 2) if parts[:1] == ["0"] else digits]
    return ".".join(kept) if any(part.strip("0") for part in kept) else ""


def order(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare it with others."""
    numbers = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(part[:9]) for part in numbers[0].split(".")) if numbers else ()


def _bound(comparisons: str) -> str:
    """Return the highest of the versions that joined comparisons begin at."""
    words = re.split(r"[\s,]+", _OPERATOR_GAP.sub("", _UPPER_END.sub("", comparisons)))
    matches = (_COMPARISON.fullmatch(word) for word in words if len(word) <= LONGEST)
    versions = (match["version"] for match in matches if match and match["how"] not in _ABOVE)
    return max(versions, key=order, default="")
