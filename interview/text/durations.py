"""How long something takes, as people write it: `2h`, `90 min`, `1h30`, `1.5 hours`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTES = {
    "minute": 1.0, "min": 1.0, "m": 1.0,
    "hour": 60.0, "hr": 60.0, "h": 60.0,
    "day": 8 * 60.0, "d": 8 * 60.0,
}  # fmt: skip
"""The units of time, in minutes; a day is a working day of eight hours."""

_NUMBER = r"\d{1,6}(?:[.,]\d{1,7})?"
_UNIT = r"minutes?|mins?|hours?|hrs?|days?|[hmd]"
_PART = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})(?![a-z])\.?", re.IGNORECASE)
# The minutes of `1h30` have no unit of their own.
_HOURS = re.compile(r"(?P<whole>\d{1,6})\s*h\s*(?P<rest>[0-5]\d)(?!\d|\s*[a-z])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|and|\+)?\s*")


class Duration(NamedTuple):
    """A duration in a text, and where it stands there."""

    minutes: float
    start: int
    end: int


def durations(text: str) -> Iterator[Duration]:
    """Yield the durations in a text; parts that follow each other, as `2h 30min`, are one."""
    place = 0
    current: Duration | None = None
    while match := _next(text, place):
        place = match.end
        if current and _BETWEEN.fullmatch(text, current.end, match.start):
            current = Duration(current.minutes + match.minutes, current.start, match.end)
            continue
        if current:
            yield current
        current = match
    if current:
        yield current


def duration(text: str) -> float | None:
    """Return the minutes of a text that is one duration and nothing else; None for any other."""
    whole = text.strip()
    matches = list(durations(whole))
    if len(matches) != 1 or (matches[0].start, matches[0].end) != (0, len(whole)):
        return None
    return matches[0].minutes


def _next(text: str, place: int) -> Duration | None:
    short, part = _HOURS.search(text, place), _PART.search(text, place)
    if short and (part is None or short.start() <= part.start()):
        minutes = int(short["whole"]) * 60 + int(short["rest"])
        return Duration(minutes, short.start(), short.end())
    if part is None:
        return None
    number = float(part["number"].replace(",", "."))
    unit = part["unit"].lower()
    return Duration(number * MINUTES[unit.rstrip("s")], part.start(), part.end())
