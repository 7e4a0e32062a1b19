"""One writer at a time: a session that is open for writing says who holds it.

The lock itself is the operating system's, by way of filelock, and goes with the process that holds
it. What a person is told stands in a file beside it.
"""

from __future__ import annotations

import json
import os
import socket
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from interview.errors import SessionError
from interview.files import door
from interview.files.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from filelock import BaseFileLock


MOVING = ".moving.lock"
"""The file that holds a folder while sessions are moved in it."""

PATIENCE = 20.0
"""Seconds to wait for others that move sessions, which takes milliseconds."""

LARGEST_CARD = 4096
"""Bytes of the file that says who holds a session."""


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

    Attributes:
        left_by: Who held it before and went without letting it go.
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
        door.discard(Path(self.lock.lock_file))
        door.discard(self.card)  # last: this name marks the other file as ours

    def release(self) -> None:
        """Let others write the session."""
        try:
            # A card that stays names somebody who went: no reason to fail now.
            with suppress(OSError):
                door.discard(self.card)
        finally:
            with suppress(OSError):  # the lock goes with the process, whatever the system says
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
        owner = str(holder) if holder else "another process"
        raise SessionError(
            f"the session {session.stem} is open in {owner}",
            "Continue there, or close it first. `interview show` and `export -o -` still work.",
        ) from None
    except OSError as error:
        raise SessionError(
            f"cannot lock the session {session}: {error.strerror or error}",
            f"Make {session.parent} writable, or copy the file into a folder of yours.",
        ) from None
    left_by = _read(card)
    mine = Holder(os.getpid(), socket.gethostname(), f"{now:%Y-%m-%d %H:%M} UTC")
    with suppress(OSError):  # on a full disk the lock holds without saying whose it is
        door.renew(card, json.dumps(mine._asdict()).encode())
    return Held(lock, card, left_by)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one that moves sessions in a folder; wait for whoever does.

    Raises:
        SessionError: If that takes too long.
        OSError: If nothing can be locked there.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / MOVING, timeout=PATIENCE, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise SessionError(
            f"another process has been moving sessions in {folder} for {PATIENCE:.0f} seconds",
            "Wait for it, or stop it.",
        ) from None
    try:
        yield
    finally:
        with suppress(OSError):
            door.discard(Path(lock.lock_file))
        lock.release()


def held_by_card(path: Path) -> Path | None:
    """Return the session that a file says somebody holds; None for any other file."""
    name = path.name.removeprefix(".").removesuffix(".holder")
    if path.name != f".{name}.holder" or path.is_symlink() or _read(path) is None:
        return None
    return path.with_name(f"{name}.jsonl")


def discard_lock(session: Path) -> None:
    """Remove the card and the lock of a session that does not exist any more."""
    lock = _beside(session, "lock")
    status = door.status(lock)
    if status is not None and stat.S_ISREG(status.st_mode) and not status.st_size:
        door.discard(lock)
    door.discard(_beside(session, "holder"))  # last: this name marks the other file as ours


def _beside(session: Path, kind: str) -> Path:
    return session.with_name(f".{session.stem}.{kind}")


def _read(card: Path) -> Holder | None:
    """Return who is named on a card; a card that makes no sense names nobody."""
    try:
        facts = json.loads(read_regular(card, LARGEST_CARD))
        return Holder(int(facts["pid"]), str(facts["host"]), str(facts["since"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
