"""Keeping house among session files: rename, copy, remove into the trash, restore.

What stands beside a session because of it (lines that were set aside, the file before a repair)
goes with it. Of two processes that do this at once, each either does it whole or says that it could
not; a kill between two steps loses nothing, and the next of these commands tidies up behind it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from interview.errors import InterviewError, SessionError
from interview.files import door
from interview.files.drafts import remove_abandoned
from interview.files.reading import read_regular
from interview.session.events import Exported, Started
from interview.storage.journal import SUFFIX, create_free, free_names, reason
from interview.storage.lines import rewritten
from interview.storage.lock import alone_in, discard_lock, held_by_card, hold
from interview.storage.session_file import LARGEST, read
from interview.storage.store import TRASH, Store, slug
from interview.text.cleaning import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path


def rename(path: Path, name: str, now: datetime) -> Path:
    """Give a session another name and return its new path; raise SessionError if it is taken."""
    target = _named(path, name)
    return _move(path, [target], now) or _raise_taken(target)


def remove(path: Path, now: datetime) -> Path:
    """Put a session into the trash folder beside the sessions and return where it is there."""
    trash = Store(path.parent).trash.folder
    try:
        door.make_folder(trash, 0o700, within=path.parent)
    except OSError as error:
        raise _failed(path, "removed", error) from None
    return _moved(path, free_names(trash / path.name), now)


def restore(path: Path, now: datetime) -> Path:
    """Bring a session back from the trash; a number is put behind a name that is taken."""
    if path.parent.name != TRASH or path.parent.is_symlink():
        hint = "`interview restore` lists what is in the trash."
        raise SessionError(f"{path} is not in the trash", hint)
    return _moved(path, free_names(path.parent.parent / path.name), now)


def copy(path: Path, name: str) -> Path:
    """Write a session again under another name and an id of its own; return the new path.

    The documents that were written stay the original's: the copy does not overwrite them.

    Raises:
        SessionError: If the name is taken, or the session cannot be read or written.
    """
    fresh = {"id": os.urandom(16).hex()}
    events = [
        event.model_copy(update=fresh) if isinstance(event, Started) else event
        for event in read(path).events
        if not isinstance(event, Exported)
    ]
    try:
        if not name:
            free = path.with_name(f"{path.stem}-copy{SUFFIX}")
            return create_free(free, lambda: rewritten(events))
        target = _named(path, name)
        door.create(target, rewritten(events))
    except FileExistsError:
        _raise_taken(target)
    except OSError as error:
        raise _failed(path, "copied", error) from None
    return target


def _named(path: Path, name: str) -> Path:
    """Return the file of a session of that name beside another; raise InterviewError for none."""
    if not re.search(r"[A-Za-z0-9]", name) or re.search(r"[/\\]", name):
        raise InterviewError(
            f"{quoted(name)} cannot be the name of a session",
            "Use letters, digits and dashes; a session stays in its folder.",
        )
    return path.with_name(slug(name) + SUFFIX)


def _raise_taken(target: Path) -> NoReturn:
    raise SessionError(
        f"the session '{target.stem}' already exists", "Choose another name; nothing was changed."
    )


def _moved(path: Path, targets: Iterable[Path], now: datetime) -> Path:
    moved = _move(path, targets, now)
    assert moved is not None  # noqa: S101 - one of the numbered names is free
    return moved


def _move(path: Path, targets: Iterable[Path], now: datetime) -> Path | None:
    """Move a session that nobody writes, with what stands beside it; None if no name is free."""
    folder = path.parent.parent if path.parent.name == TRASH else path.parent
    try:
        with alone_in(folder), hold(path, now) as held:
            try:
                _tidy(folder)
                return _first_free(path, targets)
            finally:
                if not os.path.lexists(path):
                    held.clear_away()
    except OSError as error:
        raise _failed(path, "moved", error) from None


def _first_free(path: Path, targets: Iterable[Path]) -> Path | None:
    """Move a session to the first of some names that nobody has; None when all are taken."""
    if not os.path.lexists(path):  # another process moved it while this one waited
        raise SessionError(
            f"the session file {path} no longer exists", "`interview list` shows the existing ones."
        )
    for target in targets:
        if os.path.lexists(target):
            continue
        names = _second_names(path, target)
        try:
            door.move(path, target)
        except FileExistsError:
            taken = True
        else:
            taken = False
        for old, new in names.items():
            door.discard(new if taken else old)
        if not taken:
            return target
    return None


def _second_names(path: Path, target: Path) -> dict[Path, Path]:
    """Give what stands beside a session a second name beside its target; return old and new ones.

    Wherever the process is killed then, each of them is there, and `_tidy` removes the other name.
    """
    names = {}
    for beside in _besides(path):
        suffix = beside.name.removeprefix(path.name)
        for name in free_names(target.with_name(target.name + suffix)):
            with suppress(FileExistsError):
                _add_name(beside, name)
                names[beside] = name
                break
    return names


def _add_name(path: Path, name: Path) -> None:
    try:
        door.add_name(path, name)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without second names: FAT and its like
        if path.is_symlink():
            raise
        door.create(name, [read_regular(path, LARGEST)])


def _besides(path: Path) -> list[Path]:
    """Return what stands beside a session because of it."""
    return [
        neighbour
        for neighbour in path.parent.iterdir()
        if neighbour.name.startswith(f"{path.name}.")
    ]


def tidy(folder: Path) -> None:
    """Remove what killed processes left in a folder of sessions; no session, and no line of one.

    Raises:
        SessionError: If others are at it for too long.
        OSError: If the system refuses.
    """
    if folder.is_dir():
        with alone_in(folder):
            _tidy(folder)


def _tidy(sessions: Path) -> None:
    trash = sessions / TRASH
    for folder in (sessions, *([] if trash.is_symlink() else [trash])):
        remove_abandoned(folder)
        for path in list(folder.iterdir()) if folder.is_dir() else ():
            # The second name of what stood beside a session when a process was killed.
            if (match := _BESIDE.fullmatch(path.name)) and path.lstat().st_nlink > 1:
                if not os.path.lexists(folder / match["session"]):
                    door.discard(path)
            elif (session := held_by_card(path)) and not os.path.lexists(session):
                discard_lock(session)


_BESIDE = re.compile(rf"(?P<session>.+{re.escape(SUFFIX)})\.(?:torn|damaged|aside)(?:-\d+)?")
"""The names of what we put beside sessions; whatever else is called so is somebody else's."""


def _failed(path: Path, done: str, failed: OSError) -> SessionError:
    return SessionError(
        f"the session {path} could not be {done}: {reason(failed)}", "It was not changed."
    )
