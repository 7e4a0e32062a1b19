"""Where the documents of iterations go: a path with `{number}` in it, as settings name it."""

from __future__ import annotations

import re

NUMBER = "{number}"
"""What stands for the iteration's number in a path."""


def numbered(path: str) -> re.Pattern[str]:
    """Return what finds the documents that a path stands for; the number is its first group.

    The number is the same wherever the path has it. Looked for anew in each place, a path with
    thirty of them, which a project's settings may well hold, would keep a name of digits busy for
    hours.
    """
    before, *after = map(re.escape, path.split(NUMBER))
    if not after:
        return re.compile(before)
    same = "(?P=number)".join(after)
    return re.compile(rf"{before}(?P<number>\d{{1,5}}){same}")
