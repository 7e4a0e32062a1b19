"""What prompts look like, and what stands under them: the remark and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import questionary
from prompt_toolkit.application import get_app
from prompt_toolkit.output import ColorDepth

from interview.terminal.screen.printer import shortened
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from interview.terminal.screen.theme import Look, Theme

APART = "  "
"""Stands between the keys of a legend."""

COMMON = "Shift-Tab back  ^O later  ^R review  F1 help  F2 preview  ^C pause"

# Each fits into a line of 80 columns; what is not in it the help says.
LEGENDS = {
    "line": f"Enter done  {COMMON}",
    "lines": f"^D done  {COMMON}",
    "choice": f"↑↓ Enter  {COMMON}",
    "choices": f"Space/Enter  {COMMON}",
    "confirm": f"y/n Enter  {COMMON}",
}

ROLES = {
    "qmark": "mark",
    "question": "question",
    "answer": "answer",
    "pointer": "chosen",
    "highlighted": "chosen",
    "selected": "ticked",
    "instruction": "keys",
    "legend": "keys",
    "remark": "remark",
    "bottom-toolbar": "keys",
    "validation-toolbar": "wrong",
    "control-character": "keys",
}
"""What questionary and prompt_toolkit call the parts of a prompt, by their roles in a theme."""


def style_of(theme: Theme) -> questionary.Style:
    """Return what prompts look like, in the theme of everything else."""
    return questionary.Style([(part, _look(part, theme[role])) for part, role in ROLES.items()])


def color_depth_of(theme: Theme) -> ColorDepth:
    """Return how many colours prompts have: the terminal's own 16 are enough, or none.

    What the person set for every program of prompt_toolkit holds here, too.
    """
    coloured = any(look.fg for look in theme.values())
    own = ColorDepth.DEPTH_4_BIT if coloured else ColorDepth.DEPTH_1_BIT
    return ColorDepth.from_env() or own


def _look(part: str, look: Look) -> str:
    """Return a look in prompt_toolkit's words, which turns the colours of its toolbars around."""
    words = ["noreverse"] if "toolbar" in part and not look.reverse else []
    words.append(f"fg:ansi{look.fg or 'default'}")  # questionary has colours of its own otherwise
    words += [name for name in ("bold", "italic", "underline", "reverse") if getattr(look, name)]
    return " ".join(words)


def lines_under(remark: str, legend: str) -> list[tuple[str, str]]:
    """Return the lines under a prompt: what there is to say about the entry, and the keys."""
    room = get_app().output.get_size().columns - 1
    values = [("class:remark", shortened(visible(remark), room) + "\n")] if remark else []
    return [*values, ("class:legend", folded(legend, room))]


def folded(legend: str, room: int) -> str:
    """Return a legend on as many lines as it needs; no key is cut off in a narrow terminal."""
    lines = [""]
    for key in legend.split(APART):
        if lines[-1] and len(lines[-1] + APART + key) > room:
            lines.append("")
        lines[-1] += APART + key if lines[-1] else key
    return "\n".join(lines)
