"""The lines of a session file: each is one event, with a check that ties it to the line before.

The check is the beginning of a SHA-256 over the check of the line before and the line itself, so
that a line that was removed, altered or put in between is noticed. A line without one is taken as
it is: somebody wrote it by hand, and the chain begins anew behind it.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from interview.bounds import bounded, is_plain
from interview.session import Event, event_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHECK = re.compile(rb',"check":"([0-9a-f]{8})"\}\Z')


class Line(NamedTuple):
    """One line of a session file, as far as it can be understood.

    number: counted from 1. event: None where it is none. wrong: what is wrong with it, in one
    sentence; empty when nothing is. check: what the next line builds on.
    """

    number: int
    raw: bytes
    event: Event | None
    check: str
    wrong: str = ""


def lines_of(data: Iterable[bytes]) -> Iterator[Line]:
    """Read lines, one after the other; every one of them is told, the damaged ones included."""
    check = ""
    for number, raw in enumerate(data, 1):
        line = _line(number, raw, check)
        check = line.check
        yield line


def write_line(event: Event, before: str) -> tuple[bytes, str]:
    """Return the line of an event, and its check; `before` is the check of the line before."""
    body = event.model_dump_json().encode()
    check = _checksum(body, before)
    return b'%b,"check":"%b"}\n' % (body[:-1], check.encode()), check


def write_lines(events: Iterable[Event], before: str) -> tuple[bytes, str]:
    """Return the lines of events in their order, and the check of the last one."""
    lines = []
    for event in events:
        line, before = write_line(event, before)
        lines.append(line)
    return b"".join(lines), before


def rewritten(events: Iterable[Event]) -> Iterator[bytes]:
    """Yield the lines of a session file of these events, in a new chain."""
    check = ""
    for event in events:
        line, check = write_line(event, check)
        yield line


def _line(number: int, raw: bytes, before: str) -> Line:
    try:
        data = json.loads(raw)
        if not isinstance(data, dict):
            raise ValueError("it is not an event")
        data.pop("check", None)
        event = event_from(data if is_plain(raw) else bounded(data))
    except (ValueError, RecursionError) as wrong:
        why = str(wrong).splitlines()[0] if str(wrong) else "nested too deeply"
        return Line(number, raw, None, "", why)
    found = _CHECK.search(raw)
    if found is None:
        return Line(number, raw, event, "")
    check = found[1].decode()
    if check == _checksum(raw[: found.start()] + b"}", before):
        return Line(number, raw, event, check)
    return Line(
        number, raw, event, check, "it, or a line before it, was altered, removed or put in"
    )


def _checksum(body: bytes, before: str) -> str:
    return sha256(before.encode() + body).hexdigest()[:8]
