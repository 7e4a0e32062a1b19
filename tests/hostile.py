"""Characters that do something to a terminal or hide something from people, and who finds them."""

from __future__ import annotations

import re

from interview.invisible import INVISIBLE

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def controls(text: str) -> list[str]:
    """Return the characters that a terminal would obey."""
    return _CONTROLS.findall(text)


def hidden(text: str) -> list[str]:
    """Return the characters that nobody sees."""
    return _HIDDEN.findall(text)
