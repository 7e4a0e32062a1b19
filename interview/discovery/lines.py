"""The lines of a text that a stranger wrote, each short enough for whatever looks at it.

A pattern that runs over a whole file may take minutes on a text that was made for it, and while it
runs neither Ctrl-C nor a closed terminal ends the program. Looked at line by line, it cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 2_000
"""Characters of a line; one that nobody typed is longer, and counts as blank."""


def lines(text: str) -> Iterator[str]:
    """Yield the lines of a text in order, without their ends; one too long is empty."""
    for line in text.split("\n"):
        yield line if len(line) <= LONGEST else ""
