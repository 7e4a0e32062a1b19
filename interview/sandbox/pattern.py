"""Patterns of questionnaires: matched within bounds, since a stranger may have written them.

Python's `re` means what it has always meant for questionnaires, and has no bound of its own: a
pattern such as `(a+)+$` can take longer than anybody lives. What could take long is matched by a
process of its own (`pattern_child`) that is stopped when its time is over. Most patterns are plain
enough to be matched here. One that was stopped a few times is not tried again.
"""

from __future__ import annotations

import atexit
import re
from collections import Counter
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from interview.sandbox.process import Child

SECONDS = 0.5
"""Of the processor, for one text; honest patterns take millionths of one."""

PATIENCE = 5
"""Seconds by the clock, where a machine has much else to do, or cannot bound the processor."""

BUDGET = 3
"""Seconds of the processor for all patterns of one run of the program; then none is tried."""

TRIES = 3
"""Times that a pattern may be stopped before it is not tried any more."""

_ATOM = r"(?:[^\\()\[\]{}|*+?]|\\(?:[dDwWsSbBAZ]|[^\w\s])|\[\^?(?:[\w ]-[\w ]|[\w .,:;/@%!'\"#$]|" \
        r"\\[dDwWsS]|\\[^\w\s])++-?\])"  # fmt: skip
_REPEAT = r"(?:(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})[+?]?)"
_PLAIN = re.compile(rf"(?:{_ATOM}++{_REPEAT}){{0,2}}+{_ATOM}*+")
_PLAIN_LENGTH = 500


class SlowError(Exception):
    """A pattern took too long, or is not tried any more since it did before."""

    def __init__(self) -> None:
        super().__init__(
            "the question's pattern took too long; report it to the questionnaire's author"
        )


def problem(pattern: str) -> str:
    """Say why a text is no pattern; empty when it is one."""
    try:
        if _is_plain(pattern):
            re.compile(pattern)
        elif why := _matcher().ask(pattern, None):
            return f"not a regular expression: {why}"
    except re.error as error:
        return f"not a regular expression: {error}"
    except SlowError:
        return "it takes too long, or too much memory, to be read as a regular expression"
    return ""


def matches(pattern: str, text: str) -> bool:
    """Say whether the whole of a text is what a pattern describes.

    Raises:
        SlowError: If that takes too long.
    """
    if _is_plain(pattern) and len(text) <= _PLAIN_LENGTH:
        return re.fullmatch(pattern, text) is not None
    return bool(_matcher().ask(pattern, text))


@cache
def _is_plain(pattern: str) -> bool:
    """Whether a pattern has no groups and repeats at most twice: its time is bounded by itself."""
    return len(pattern) <= _PLAIN_LENGTH and _PLAIN.fullmatch(pattern) is not None


class _Matcher:
    """A process that matches; it is started when it is first needed, and again when it ended."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._stops: Counter[str] = Counter()
        self._spent = 0.0
        self._verdicts: dict[tuple[str, str | None], bool | str] = {}
        self._lock = RLock()  # a thread may look ahead while a person types

    def ask(self, pattern: str, text: str | None) -> bool | str:
        """Return whether a text matches; without a text, what is wrong with the pattern."""
        with self._lock:
            known = (pattern, text)
            if known not in self._verdicts:
                self._verdicts[known] = self._verdict(pattern, text)
                while len(self._verdicts) > 1_000:
                    del self._verdicts[next(iter(self._verdicts))]
            return self._verdicts[known]

    def _verdict(self, pattern: str, text: str | None) -> bool | str:
        from interview.sandbox.process import Bounds, Child, EndedError

        if self._stops[pattern] >= TRIES or self._spent > BUDGET:
            raise SlowError
        try:
            if self._child is None:
                self._child = Child("interview.sandbox.pattern_child", Bounds(PATIENCE, 10_000))
            verdict, seconds = self._child.ask([pattern, text])
        except (EndedError, OSError):
            self._child = None
            self._stops[pattern] += 1
            self._spent += SECONDS
            raise SlowError from None
        except BaseException:  # a late answer would be taken for that of the next request
            self.close()
            raise
        self._spent += seconds
        return verdict if isinstance(verdict, bool | str) else False

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.close()
            self._child = None


@cache
def _matcher() -> _Matcher:
    matcher = _Matcher()
    atexit.register(matcher.close)
    return matcher
