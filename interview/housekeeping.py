"""Keeping house among session files: rename, copy, remove into the trash, restore.

What stands beside a session because of it (lines that were set aside, the file before a repair)
goes with it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from interview.chain import rewritten
from interview.errors import SessionError
from interview.journal import SUFFIX, free_name, reason, write_new
from interview.lock import hold
from interview.session import Started
from interview.store import Store, read, slug

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def rename(path: Path, name: str, now: datetime) -> Path:
    """Give a session another name and return its new path; raise SessionError if it is taken."""
    return _move(path, _free(path, name), now)


def remove(path: Path, now: datetime) -> Path:
    """Put a session into the trash folder beside the sessions and return where it is there."""
    trash = Store(path.parent).trash.folder
    try:
        trash.mkdir(mode=0o700, exist_ok=True)
    except OSError as failed:
        raise _failed(path, "removed", failed) from None
    return _move(path, free_name(trash / path.name), now)


def restore(path: Path, now: datetime) -> Path:
    """Bring a session back from the trash; a number is put behind a name that is taken."""
    return _move(path, free_name(path.parent.parent / path.name), now)


def copy(path: Path, name: str) -> Path:
    """Write a session again under another name and an id of its own; return the new path.

    Raise SessionError when the name is taken, or the session cannot be read or written.
    """
    target = _free(path, name) if name else free_name(path.with_name(f"{path.stem}-copy{SUFFIX}"))
    fresh = {"id": os.urandom(16).hex()}
    events = [
        event.model_copy(update=fresh) if isinstance(event, Started) else event
        for event in read(path).events
    ]
    try:
        write_new(target, rewritten(events))
    except OSError as failed:
        target.unlink(missing_ok=True)
        raise _failed(path, "copied", failed) from None
    return target


def _free(path: Path, name: str) -> Path:
    target = path.with_name(slug(name) + SUFFIX)
    if target.exists():
        raise SessionError(
            f"there is a session '{target.stem}' already", "Choose another name; nothing was done."
        )
    return target


def _move(path: Path, target: Path, now: datetime) -> Path:
    """Move a session that nobody writes, with what stands beside it."""
    try:
        with hold(path, now) as held:
            for beside in path.parent.glob(f"{path.name}.*"):
                there = target.with_name(target.name + beside.name.removeprefix(path.name))
                beside.rename(free_name(there))
            path.rename(target)
            held.clear_away()
    except OSError as failed:
        raise _failed(path, "moved", failed) from None
    return target


def _failed(path: Path, done: str, failed: OSError) -> SessionError:
    return SessionError(
        f"the session {path} could not be {done}: {reason(failed)}", "It is where it was."
    )
