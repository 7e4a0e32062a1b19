"""One writer at a time: a session that is open for writing says who holds it.

The lock itself is the operating system's, by way of filelock, and goes with the process that holds
it. What a person is told stands in a file beside it.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from interview.errors import SessionError

if TYPE_CHECKING:
    from datetime import datetime

    from filelock import BaseFileLock


class Holder(NamedTuple):
    """Who holds a session: a process on a host, since when."""

    pid: int
    host: str
    since: str

    @property
    def is_here(self) -> bool:
        """Whether it is this machine; on another one, nobody knows whether it has ended."""
        return self.host == socket.gethostname()

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} since {self.since}"


@dataclass(eq=False, repr=False)
class Held:
    """A session that this process holds; as a context it is let go at the end.

    left_by: who held it before and went without letting it go.
    """

    lock: BaseFileLock
    card: Path
    left_by: Holder | None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def clear_away(self) -> None:
        """Take the lock's own files away, where the session is not there any more."""
        self.card.unlink(missing_ok=True)
        Path(self.lock.lock_file).unlink(missing_ok=True)

    def release(self) -> None:
        """Let others write the session."""
        self.card.unlink(missing_ok=True)
        self.lock.release()


def hold(session: Path, now: datetime) -> Held:
    """Hold a session for writing; raise SessionError with who holds it when another does."""
    from filelock import FileLock, Timeout

    lock = FileLock(_beside(session, "lock"), timeout=0, mode=0o600)
    card = _beside(session, "holder")
    try:
        lock.acquire()
    except Timeout:
        holder = _read(card)
        who = str(holder) if holder else "another process"
        raise SessionError(
            f"the session {session.stem} is being written by {who}",
            "Go on there, or end it first; `interview show` and `export -o -` work meanwhile.",
        ) from None
    except OSError as failed:
        raise SessionError(
            f"the session {session} cannot be held for writing: {failed.strerror or failed}",
            f"Allow writing in {session.parent}, or copy the file into a folder of yours.",
        ) from None
    left_by = _read(card)
    mine = Holder(os.getpid(), socket.gethostname(), f"{now:%Y-%m-%d %H:%M} UTC")
    with suppress(OSError):  # on a full disk the lock holds without saying whose it is
        flags = os.O_CREAT | os.O_TRUNC | os.O_WRONLY
        with os.fdopen(os.open(card, flags, 0o600), "w", encoding="utf-8") as file:
            json.dump(mine._asdict(), file)
    return Held(lock, card, left_by)


def _beside(session: Path, kind: str) -> Path:
    return session.with_name(f".{session.stem}.{kind}")


def _read(card: Path) -> Holder | None:
    """Return who is named on a card; a card that makes no sense names nobody."""
    try:
        return Holder(**json.loads(card.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
