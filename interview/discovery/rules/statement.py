"""What a configuration file says, in a line that could stand in a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 25
"""Names that a line lists."""

FEW = 10
"""Names that a line lists of what is left out, such as rules that are ignored."""


class Statement(NamedTuple):
    """Something that a tool is told.

    Attributes:
        name: What it is about.
        text: What it says, and which tool holds people to it.
        language: The one that it is about, where the file does not tell.
    """

    name: str
    text: str
    language: str | None = None


def listed(names: Iterable[str], most: int = MOST) -> str:
    """Return names in a row, each once; a long list is cut, and says so."""
    kept = list(dict.fromkeys(names))
    more = f" and {len(kept) - most} more" if len(kept) > most else ""
    return ", ".join(kept[:most]) + more
