"""Numbers, amounts and times in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def counted(word: str, count: int) -> str:
    """Return how many things there are, in words: `1 answer`, `2 answers`."""
    return f"{count} {word}" + ("s" if count != 1 else "")


def an(word: str) -> str:
    """Return a noun with its article, as it is spelt: `a task`, `an item`."""
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def numbers(values: Iterable[int]) -> str:
    """Name several numbers."""
    *most, last = map(str, values)
    return f"{', '.join(most)} and {last}" if most else last


def since(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was."""
    if then is None:
        return ""
    minutes = int((now - then).total_seconds() // 60)
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        if minutes >= length:
            count = minutes // length
            return f"{count} {unit}{'s' if count != 1 else ''} ago"
    return "just now"
