"""What runs in a process of its own: a stranger's patterns, and texts to match with them."""

from __future__ import annotations

import re
import signal
import warnings
from time import process_time

from interview.sandbox.pattern import SECONDS
from interview.sandbox.process import answer, limit, messages

MEMORY = 1 << 29
"""Bytes for a process that matches."""

MINUTES = 10
"""Of the processor for all patterns of one run of the program."""


def main() -> None:
    """Say of each text whether it matches, of a pattern alone what is wrong with it."""
    warnings.simplefilter("ignore")
    limit(MEMORY, MINUTES * 60)
    for pattern, text in messages():
        begun = process_time()
        _hurry(SECONDS)
        reply = _problem(pattern) if text is None else re.fullmatch(pattern, text) is not None
        _hurry(0)
        answer([reply, process_time() - begun])


def _problem(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return str(error)[:500]
    return ""


def _hurry(seconds: float) -> None:
    """Let this process end when it has used the processor for so long; 0 lets it live."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
