"""The standard streams as this program needs them, whoever started it and however.

A stream may be closed, may not know every character, and may refuse what is written to it. None of
that is a reason to lose an answer, or to call it a fault of the program.
"""

from __future__ import annotations

import io
import sys
from contextlib import suppress

from interview.files.pipes import nowhere, silence


def prepare_streams() -> None:
    """Make the standard streams take every text.

    A closed one takes what is written and brings nothing. What goes to a program or a file is UTF-8
    whatever the locale says, so that JSON and documents are exact; a terminal, and errors, show a
    mark for a character that they do not know.
    """
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    if sys.stdout is None:
        sys.stdout = nowhere()
    if sys.stderr is None:
        sys.stderr = nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream is sys.stdout and not stream.isatty():
                stream.reconfigure(encoding="utf-8", errors="replace")
            else:
                stream.reconfigure(errors="replace" if stream.isatty() else "backslashreplace")


def silence_broken_streams() -> None:
    """Let nothing more be written to a stream that refuses: Python tries once more at its exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                silence(stream.fileno())
