"""Entities of HTML, such as `&shy;` and `&#x202E;`, that stand for what nobody sees."""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from interview.text.invisible import strays

if TYPE_CHECKING:
    from collections.abc import Iterator

ENTITY = r"&(?:\#[xX][0-9A-Fa-f]{1,12}|\#[0-9]{1,12}|[A-Za-z][A-Za-z0-9]{1,31});"
"""One entity; there is none without a semicolon in Markdown."""

_ENTITIES = re.compile(rf"\\[!-/:-@\[-`{{-~]|(?P<entity>{ENTITY})")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def meant(entity: str) -> str:
    """Return what an entity stands for, as the strictest and the laxest parser read it."""
    name = entity[1:]
    if not name.startswith("#"):
        return html5.get(name, entity)
    digits = name[1:-1]
    point = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(point) if point < 0x110000 else "\ufffd"


def unseen(entity: str) -> str:
    """Return what nobody sees of that which an entity stands for; empty for most."""
    text = meant(entity)
    return "".join([*_CONTROL.findall(text), *(stray[0] for stray in strays(text))])


def unseen_entities(text: str) -> Iterator[re.Match[str]]:
    """Yield the entities of a text, in code or not, that stand for what nobody sees.

    What is escaped with a backslash is none.
    """
    if "&" in text:
        for match in _ENTITIES.finditer(text):
            if match["entity"] and unseen(match[0]):
                yield match
