"""Names for code and files, made from what people call a task."""

from __future__ import annotations

import re
import unicodedata

from interview.text.cleaning import clean

LONGEST = 50
"""Characters of a name; a file's name may have 255 bytes, and a letter takes up to four."""

UNNAMED = "task"
"""The name of a task whose own has no letter in it."""

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


def snake_case(name: str) -> str:
    """Return `register_and_sign_in`; letters of any script stay, accents go."""
    return "_".join(_words(name))


def kebab_case(name: str) -> str:
    """Return `register-and-sign-in`."""
    return "-".join(_words(name))


def camel_case(name: str) -> str:
    """Return `RegisterAndSignIn`."""
    return "".join(word[0].upper() + word[1:] for word in _words(name))


def _words(name: str) -> list[str]:
    """Return the words of a name in small letters, no more than fit."""
    text = clean(name).lower()
    # é is taken apart and loses its accent; what other scripts build of parts is put together again
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")
    whole = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", bare).lower())
    words: list[str] = []
    for word in "".join(letter if _is_safe(letter) else " " for letter in whole).split():
        room = LONGEST - len("_".join([*words, ""]))
        if words and len(word) > room:
            break
        words.append(word[:room])
    return words or [UNNAMED]


def _is_safe(letter: str) -> bool:
    """Return whether every language takes a character in the middle of a name."""
    category = unicodedata.category(letter)
    return (category.startswith("L") or category == "Nd") and f"a{letter}".isidentifier()
