"""The numbers in the headings of tasks."""

from __future__ import annotations

import re


def numbered(heading: str) -> tuple[int | None, str]:
    """Return the number and the rest of a task's heading."""
    match = re.match(r"(?:task\s+)?#?(?P<number>\d{1,9})(?:[.:)]\s*|\s+|$)", heading, re.I)
    return (int(match["number"]), heading[match.end() :]) if match else (None, heading)
