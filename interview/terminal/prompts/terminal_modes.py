"""The modes of the terminal while an interview is held, and as they were afterwards."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def keeping_keys(terminal: int) -> Iterator[None]:
    """Keep keys that are pressed between two prompts for the next one.

    Otherwise the terminal itself takes some of them, such as Ctrl-D and Ctrl-R, and shows the rest.
    Whatever happens, the terminal has its modes back at the end.

    Args:
        terminal: The descriptor that prompts read from.
    """
    if sys.platform == "win32":  # consoles there keep keys by themselves
        yield
        return
    import termios

    before = termios.tcgetattr(terminal)
    now = termios.tcgetattr(terminal)
    now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON)
    now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    try:
        termios.tcsetattr(terminal, termios.TCSANOW, now)
        yield
    finally:
        _restore(terminal, before)


def _restore(terminal: int, modes: list[object]) -> None:
    """Give the terminal its modes back, unless it is gone."""
    import termios
    from contextlib import suppress

    with suppress(termios.error):
        termios.tcsetattr(terminal, termios.TCSANOW, modes)  # type: ignore[arg-type]
