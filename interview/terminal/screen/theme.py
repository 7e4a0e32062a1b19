"""What each kind of text looks like, on any terminal: one table for everything that is shown.

Only the 16 colours that the terminal's owner chose are used, and no meaning hangs on one alone:
every mark is a different character, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Look(NamedTuple):
    """How text looks.

    Attributes:
        fg: The name of one of the terminal's colours, empty for the usual one.
    """

    fg: str = ""
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    reverse: bool = False


Theme = Mapping[str, Look]

_PLAIN = Look()

DARK: Theme = {
    "": _PLAIN,
    "title": Look("cyan", bold=True),
    "line": Look("cyan"),
    "question": Look(bold=True),
    "strong": Look(bold=True),
    "aside": Look(dim=True),
    "example": Look(dim=True, italic=True),
    "warning": Look("yellow"),
    "done": Look("green"),
    "missing": Look("red"),
    # Styles of the prompts
    "mark": Look("cyan", bold=True),
    "answer": Look("green"),
    "chosen": Look("cyan", bold=True),
    "ticked": Look("green"),
    "keys": Look("brightblack"),
    "remark": Look("cyan"),
    "wrong": Look("red", bold=True),
}

LIGHT: Theme = {
    **DARK,
    "title": Look("blue", bold=True),
    "line": Look("blue"),
    "warning": Look("magenta"),
    "done": Look("green", bold=True),
    "mark": Look("blue", bold=True),
    "answer": Look("blue"),
    "chosen": Look("blue", bold=True),
    "ticked": Look("blue"),
    "remark": Look("blue"),
}

MONO: Theme = {
    **{role: look._replace(fg="") for role, look in DARK.items()},
    "keys": Look(dim=True),
    "ticked": Look(bold=True),
    "missing": Look(bold=True),
    "wrong": Look(bold=True, underline=True),
}

HIGH_CONTRAST: Theme = {
    **{role: look._replace(dim=False, fg="") for role, look in DARK.items()},
    "title": Look(bold=True, reverse=True),
    "example": Look(italic=True),
    "warning": Look(bold=True, underline=True),
    "missing": Look(bold=True, underline=True),
    "chosen": Look(bold=True, reverse=True),
    "ticked": Look(bold=True),
    "wrong": Look(bold=True, reverse=True),
}

THEMES: Mapping[str, Theme] = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    "mono": MONO,
}

_LIGHT_BACKGROUNDS = ("7", "15")


def theme_of(name: str, environment: Mapping[str, str]) -> Theme:
    """Return a theme by its name.

    `auto` is what the terminal says of its background, in COLORFGBG, as rxvt, Konsole and others
    do; without a word it is taken for dark.
    """
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return THEMES.get(name) or (LIGHT if background in _LIGHT_BACKGROUNDS else DARK)
