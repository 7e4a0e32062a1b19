"""Names that nobody else gives: keys of items, and batches.

Two people on two branches name things without knowing of each other, so a name is not counted but
drawn. It never looks like a position, and has no signs that are mistaken for each other.
"""

from __future__ import annotations

import os
from hashlib import sha256

SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
LENGTH = 5


def drawn() -> str:
    """Return five letters or digits at random, not all of them digits."""
    name = _signs(os.urandom(LENGTH))
    return name if not name.isdecimal() else drawn()


def derived(text: str) -> str:
    """Return five letters or digits that are always the same for the same text."""
    name = _signs(sha256(text.encode()).digest()[:LENGTH])
    return name if not name.isdecimal() else derived(text + name)


def _signs(data: bytes) -> str:
    return "".join(SIGNS[element % len(SIGNS)] for element in data)
