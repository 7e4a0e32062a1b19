"""Removing what was answered to a question from the past of a session, such as a secret.

The journal is written anew without the values, in a chain of its own; every other event stays.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from interview.errors import SessionError
from interview.files import door
from interview.files.reading import read_regular
from interview.session.events import Answered, Cleared, Drafted, Merged, Postponed
from interview.storage.journal import reason
from interview.storage.lines import rewritten
from interview.storage.session_file import LARGEST, append_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from interview.questionnaire.question import Value
    from interview.session.events import Event

SHORTEST = 6
"""Characters of a line that is looked for elsewhere; shorter ones are everywhere."""


class Redaction(NamedTuple):
    """What is removed from a session.

    Attributes:
        events: What stays.
        values: How many values go.
        lines: Their lines, as far as they are long enough to be looked for.
    """

    events: tuple[Event, ...]
    values: int
    lines: frozenset[str]


def redaction(events: Sequence[Event], address: str, keep_answer: bool = False) -> Redaction:
    """Return what a session is without the values of a question.

    An answer becomes a cleared question, so that what was undone and done again stays right.

    Args:
        keep_answer: Whether the last answer stays.
    """
    answers = [
        event for event in events if isinstance(event, Answered) and event.address == address
    ]
    kept = answers[-1] if keep_answer and answers else None
    left: list[Event] = []
    removed: list[Value] = []
    for event in events:
        values, rest = _without(event, address) if event is not kept else ((), event)
        removed += values
        if rest is not None:
            left.append(rest)
    lines = {line for value in removed for line in lines_in(value)}
    return Redaction(
        tuple(left), len(removed), frozenset(lines.difference(lines_in(kept.value) if kept else ()))
    )


def _without(event: Event, address: str) -> tuple[Sequence[Value], Event | None]:
    """Return the values of an address that an event holds, and the event without them."""
    if isinstance(event, Merged):
        gone = [entry for entry in event.contradictions if entry.address == address]
        if not gone:
            return (), event
        stay = tuple(entry for entry in event.contradictions if entry.address != address)
        values = [value for entry in gone for value in entry.values]
        return values, event.model_copy(update={"contradictions": stay})
    if getattr(event, "address", None) != address:
        return (), event
    if isinstance(event, Answered):
        cleared = Cleared(address=address, at=event.at, batch=event.batch)
        cleared.prove(event.check)
        return [event.value], cleared
    if isinstance(event, Drafted):
        return [event.value], None
    if isinstance(event, Postponed) and event.note:
        return [event.note], event.model_copy(update={"note": ""})
    return (), event


def redact(path: Path, address: str, now: datetime, keep_answer: bool = False) -> Redaction:
    """Remove the values of a question from a session file, for good.

    Raises:
        SessionError: Another process holds the session, or it cannot be read or written.
    """
    reading, journal = append_to(path, now)
    with journal:
        changed = redaction(reading.events, address, keep_answer)
        try:
            door.replace(path, rewritten(changed.events), door.status(path), door.PRIVATE)
        except OSError as error:
            raise SessionError(
                f"cannot redact the session {path}: {reason(error)}",
                "Make its folder writable; nothing was changed.",
            ) from None
    return changed


def lines_in(value: object) -> Iterator[str]:
    """Yield the lines of all texts in a value that are long enough to be looked for."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.split("\n") if len(line.strip()) >= SHORTEST)
    elif isinstance(value, dict):
        for part in value.values():
            yield from lines_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from lines_in(part)


def addresses_with(events: Iterable[Event], lines: frozenset[str]) -> list[str]:
    """Return the addresses of events that hold one of the lines, each once, in their order.

    What is no question's has the address of its section or item, or none: an empty text.
    """
    addresses = (
        getattr(event, "address", "")
        for event in events
        if _has(event.model_dump_json().encode("utf-8", "surrogatepass"), lines)
    )
    return list(dict.fromkeys(addresses))


def files_with(paths: Iterable[Path], lines: frozenset[str]) -> list[Path]:
    """Return the files that hold one of the lines, as text or in JSON."""
    matches = []
    for path in paths:
        try:
            if _has(read_regular(path, LARGEST), lines):
                matches.append(path)
        except (OSError, ValueError):  # a session of others may name what can be no path
            continue
    return matches


def _has(data: bytes, lines: frozenset[str]) -> bool:
    return any(
        form in data
        for line in lines
        for form in (
            line.encode("utf-8", "surrogatepass"),
            json.dumps(line)[1:-1].encode(),
            json.dumps(line, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass"),
        )
    )
