"""Whether a person edits lines with the keys of vi: what their inputrc says to every program."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from interview.files.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LARGEST = 1 << 20
"""Bytes of an inputrc that are read."""

_MODE = re.compile(r"set\s+editing-mode\s+(\w+)", re.IGNORECASE)


def wants_vi(environment: Mapping[str, str]) -> bool:
    """Whether the inputrc, that of `$INPUTRC` or `~/.inputrc`, sets the editing mode to vi.

    Args:
        environment: The variables of the process.
    """
    mode = ""
    for line in _settings(_inputrc(environment)):
        if match := _MODE.match(line):
            mode = match[1].lower()
    return mode == "vi"


def _inputrc(environment: Mapping[str, str]) -> str:
    """Return the text of the inputrc; empty where there is none, or none that can be read."""
    try:
        path = Path(environment.get("INPUTRC") or "~/.inputrc").expanduser()
        return read_regular(path, LARGEST).decode("utf-8", "replace")
    except (OSError, RuntimeError, ValueError):  # a home that is not known is a RuntimeError
        return ""


def _settings(text: str) -> Iterator[str]:
    """Yield the lines that hold for every program: none between `$if` and `$endif`."""
    depth = 0
    for line in map(str.strip, text.splitlines()):
        if line.lower().startswith("$if"):
            depth += 1
        elif line.lower().startswith("$endif"):
            depth = max(depth - 1, 0)
        elif not depth:
            yield line
