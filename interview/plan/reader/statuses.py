"""How people and programs mark the status of a task at the end of its heading."""

from __future__ import annotations

import re

from interview.plan.document.labels import STATUSES

WORDS = {
    "complete": ("completed", "complete", "done"),
    "in_progress": ("in progress", "in-progress", "in_progress", "started", "doing"),
    "planned": ("planned", "not started", "to do", "todo", "open"),
}

ICONS = {
    "complete": ("✅", "☑", "✔"),
    "in_progress": ("🔄", "🚧", "⏳"),
    "planned": ("📋", "☐", "⏸"),
}


def mojibake(icon: str) -> str:
    """Return what an icon becomes when its UTF-8 is read as cp1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in icon.encode("utf-8")
    )


_SIGNS = {
    sign: status
    for status, icons in ICONS.items()
    for icon in icons
    for sign in (icon, mojibake(icon))
}
_NAMES = {word: status for status, words in WORDS.items() for word in words}


def _any(signs: dict[str, str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))


# No blank or mark is tried twice: of many, each would be tried with each.
# A word by itself is part of the name unless something sets it off: `Get it done`, `Pay (done)`.
_MARK = re.compile(
    rf"""
    (?<![\s*_]) [\s*_]*+ (?:
        (?P<icon> {_any(_SIGNS)} ) \ufe0f? [\s*_]*+ (?P<word> {_any(_NAMES)} )?
      | (?: (?<=\s) [-–—] | [:(\[] ) [\s*_]*+ (?P<alone> {_any(_NAMES)} )
    ) [\s*_)\]]*+ $
    """,
    re.VERBOSE | re.IGNORECASE,
)


def marked(text: str) -> tuple[str, str]:
    """Return a heading without the mark of its status at the end, and the status; empty without."""
    for status, mark in STATUSES.items():
        if text.endswith(mark):
            return text.removesuffix(mark).removesuffix(" "), status
    match = _MARK.search(text)
    if match is None:
        return text, ""
    word = match["word"] or match["alone"]
    status = _NAMES[word.lower()] if word else _SIGNS[match["icon"]]
    return text[: match.start()].rstrip(" -–—:"), status
