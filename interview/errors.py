"""What can go wrong, as facts: a message, a hint, and the exit code of the command that met it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from interview.text.cleaning import on_a_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DONE = 0
UNFINISHED = 1
USAGE = 2
SESSION = 3
PAUSED = 130


class InterviewError(Exception):
    """Something a person has to hear about: what is wrong and where, and what to do.

    `cli` turns it into two lines on standard error and an exit code; nothing else prints it. A
    name or a path in it may hold anything, so each is one line, however it is made.
    """

    exit_code = USAGE
    several_lines: ClassVar[bool] = False
    """Whether the message has lines of its own below the first."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message if self.several_lines else on_a_line(message)
        self.hint = on_a_line(hint)


class UnfinishedError(InterviewError):
    """A finished plan was asked for and the plan is not finished."""

    exit_code = UNFINISHED


class SessionError(InterviewError):
    """A session is missing, damaged, or cannot be written."""

    exit_code = SESSION


class NotKeptError(SessionError):
    """An answer could not be put on the disk; what was kept before is safe."""


_MOST_PROBLEMS = 200


class ProblemsError(InterviewError):
    """Several things are wrong in one input; all of them are told at once."""

    several_lines = True

    def __init__(self, what: str, problems: Sequence[object], hint: str) -> None:
        count = f"{len(problems)} problem" + ("s" if len(problems) != 1 else "")
        shown = [on_a_line(str(problem)) for problem in problems[:_MOST_PROBLEMS]]
        if len(problems) > _MOST_PROBLEMS:
            shown.append(f"and {len(problems) - _MOST_PROBLEMS:,} more")
        lines = "".join(f"\n  {line}" for line in shown)
        super().__init__(f"{on_a_line(what)}: {count}{lines}", hint)
        self.problems = tuple(problems)


_LONGEST_NAME = 60
_MOST_NAMES = 1_000


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return ` — did you mean 'x'?` for the closest of the right names, or nothing."""
    from difflib import get_close_matches  # imported late: only error messages need it

    # Looking for the closest takes time by the lengths of both, and a file may hold anything.
    if len(name) > _LONGEST_NAME:
        return ""
    candidates = [name for name in islice(names, _MOST_NAMES) if len(name) <= _LONGEST_NAME]
    close = get_close_matches(name, candidates, n=1)
    return f" — did you mean '{close[0]}'?" if close else ""
