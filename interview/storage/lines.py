"""The lines of a session file: each is one event, with a check that ties it to the line before.

The check is the beginning of a SHA-256 over the check of the line before and the line itself, so
that a line that was removed, altered or put in between is noticed. A line without one is taken as
it is: somebody wrote it by hand, and the chain begins anew behind it.

In a file that git merged, the line before need not stand right above: a check proves which of the
lines above it is. So a file is a tree, and `merge` reads it branch by branch.
"""

from __future__ import annotations

import json
import re
from collections import deque
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from interview.files.bounds import bounded, is_plain, refuse_bulk
from interview.session.events import Event, Merged, Started, event_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHECK = re.compile(rb',"check":"([0-9a-f]{8})"\}\Z')
_JSON = json.JSONDecoder()
_CHECK_LENGTH = len(b',"check":"01234567"}')
_MARKER = re.compile(rb"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\Z", re.DOTALL)
"""What git puts around the two sides of a conflict; around those of a base that is itself a merge
the signs are longer.
"""

MOST_BRANCHES = 1_000
"""Branches that a file may have had; one more is damage."""

_RECENT = 16
"""Lines at which branches began lately that are tried first for the next one."""

_TRIES = 200_000
"""Lines above that a whole file may be searched for, besides a few for each line of it."""

_TRIES_A_LINE = 16


class JournalLine(NamedTuple):
    """One line of a session file, as far as it can be understood.

    Attributes:
        number: Counted from 1.
        event: None where it is none.
        wrong: What is wrong with it, in one sentence; empty when nothing is.
        check: What the next line builds on.
        before: The number of the line that it builds on itself, 0 for the first.
        aside: Why it is no line of the chain though no problems found: a `marker` of git's, or a
            `double` of a line above.
    """

    number: int
    raw: bytes
    event: Event | None
    check: str
    wrong: str = ""
    before: int = 0
    aside: str = ""


def lines_of(data: Iterable[bytes]) -> Iterator[JournalLine]:
    """Read lines, one after the other; every one of them is told, the damaged ones included."""
    chain = _Chain()
    for number, raw in enumerate(data, 1):
        yield chain.line(number, raw.removesuffix(b"\r"))


def write_line(event: Event, before: str) -> tuple[bytes, str]:
    """Return the line of an event, and its check; `before` is the check of the line before."""
    body = event.model_dump_json().encode()
    check = _checksum(body, before)
    return b'%b,"check":"%b"}\n' % (body[:-1], check.encode()), check


def write_lines(events: Iterable[Event], before: str) -> tuple[bytes, list[str]]:
    """Return the lines of events in their order, and the check of each."""
    lines: list[bytes] = []
    checks: list[str] = []
    for event in events:
        line, before = write_line(event, before)
        lines.append(line)
        checks.append(before)
    return b"".join(lines), checks


def rewritten(events: Iterable[Event]) -> Iterator[bytes]:
    """Yield the lines of a session file of these events, in a new chain."""
    check = ""
    renewed: dict[str, str] = {}
    for event in events:
        line, check = write_line(event.naming(renewed), check)
        if event.check:
            renewed[event.check] = check
        yield line


class _Chain:
    """The lines so far, and which of them the next line can build on."""

    def __init__(self) -> None:
        # The check of every line; None where no line can build on it
        self._checks: list[str | None] = []
        self._places: dict[str, tuple[int, bytes]] = {}
        self._last = 0
        self._built_on: set[int] = set()
        self._recent: deque[int] = deque(maxlen=_RECENT)
        self._branches = 0
        self._tries = _TRIES

    def line(self, number: int, raw: bytes) -> JournalLine:
        """Read the next line."""
        self._tries += _TRIES_A_LINE
        match = _CHECK.match(raw, max(len(raw) - _CHECK_LENGTH, 0))
        check = match[1].decode() if match else ""
        if aside := self._aside(number, raw, check):
            self._checks.append(None)
            return aside
        line = self._read(number, raw, check)
        self._checks.append(line.check if line.event else None)
        self._built_on.add(line.before)
        self._last = number
        if line.check:
            self._places[line.check] = number, raw
        if line.event is not None:
            line.event.prove(line.check)
        return line

    def _aside(self, number: int, raw: bytes, check: str) -> JournalLine | None:
        """Return a line that belongs to none of the branches; None where it does to one."""
        if raw[:1] != b"{" and _MARKER.match(raw):
            return JournalLine(number, raw, None, "", aside="marker")
        known = self._places.get(check)
        # Equal lines behind a line without a check are two.
        if known is None or raw != known[1] or not self._before():
            return None
        self._last = known[0]
        return JournalLine(number, raw, None, "", before=known[0], aside="double")

    def _read(self, number: int, raw: bytes, check: str) -> JournalLine:
        try:
            # What begins so is UTF-8; to find that out for every line takes a while.
            refuse_bulk(raw)
            begun = raw[:1] == b"{"
            data = _JSON.decode(raw.decode("utf-8", "surrogatepass")) if begun else json.loads(raw)
            if not isinstance(data, dict):
                raise ValueError("it is not an event")
            data.pop("check", None)
            event = event_from(data if is_plain(raw) else bounded(data))
        except (ValueError, RecursionError) as error:
            why = str(error).splitlines()[0] if str(error) else "nested too deeply"
            return JournalLine(number, raw, None, "", why, self._last)
        if not check:
            return JournalLine(number, raw, event, "", "", self._last)
        before = self._proved(check, raw[:-_CHECK_LENGTH] + b"}", event)
        if before is not None:
            return JournalLine(number, raw, event, check, "", before)
        wrong_ = "this line or an earlier one was changed, removed or inserted"
        return JournalLine(number, raw, event, check, wrong_, self._last)

    def _proved(self, check: str, body: bytes, event: Event) -> int | None:
        """Return the number of the line that a check builds on, None where there is none."""
        if check == _checksum(body, self._before()):
            return self._last
        for place in self._candidates(event):
            if self._tries <= 0 or self._branches > MOST_BRANCHES:
                break
            self._tries -= 1
            before = self._checks[place - 1] if place else ""
            if before is not None and check == _checksum(body, before):
                self._begin(place)
                return place
        return None

    def _before(self) -> str:
        return (self._checks[self._last - 1] or "") if self._last else ""

    def _candidates(self, event: Event) -> Iterator[int]:
        """Yield the numbers of lines that one may build on which does not on the line above it.

        Those that are likely come first, and all of them if the file is none that makes a search
        of every line.
        """
        if isinstance(event, Started):
            yield 0
        if isinstance(event, Merged):
            yield from (self._places[head][0] for head in event.heads if head in self._places)
        yield from tuple(self._recent)
        yield from range(len(self._checks), 0, -1)

    def _begin(self, place: int) -> None:
        """Remember where a branch begins: others often begin there, too."""
        self._branches += place in self._built_on
        if place not in self._recent:
            self._recent.appendleft(place)


def _checksum(body: bytes, before: str) -> str:
    return sha256(before.encode() + body).hexdigest()[:8]
