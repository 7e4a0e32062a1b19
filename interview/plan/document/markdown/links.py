"""Where the links of a user's text may lead."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")


_PAGES = ("http:", "https:", "mailto:")


_MOST_DISGUISES = 4


def leads_to_a_page(destination: str, is_picture: bool = False) -> bool:
    """Whether a link may be followed: to a page, a mail, or within the project; no code is run.

    A picture is fetched by whoever only looks at it: it has to be in the project itself. What
    browsers read past or decode is read past and decoded.
    """
    for _ in range(_MOST_DISGUISES):
        plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", destination)
        plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", unquote(unescape(plain))).lower()
        scheme = _SCHEME.match(plain)
        away = re.match(r"[/\\]{2}", plain)
        if (scheme and (is_picture or scheme[0] not in _PAGES)) or (is_picture and away):
            return False
        if plain == destination:
            break
        destination = plain
    return True
