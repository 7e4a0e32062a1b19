"""The one door to the file system: everything that creates, writes, moves or removes goes through.

A repository is a stranger's. It may hold a link or a file at every name that this program could
write, so the policy is one:

- What is created is new (`O_EXCL`), and no link is followed to it (`O_NOFOLLOW`).
- A whole file is written under a random name beside its place (`drafts`) and then takes that place,
  so that nobody ever sees a half of it. It never takes a name that somebody else took meanwhile.
- A failure removes what this call created, and nothing else. What a killed process left behind is
  removed by the next write in that folder.
- Files, and the folders that name them, are synced before a function returns, unless it says
  otherwise.

Every function raises OSError when the system refuses. The shape follows git's lockfile API
(https://git-scm.com/docs/api-lockfile, `lockfile.h`): create exclusively, rename, clean up only
what is ours. Files that grow are in `growing`, pipes and devices in `pipes`.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from interview.files.drafts import OPENING, draft, write_all
from interview.files.drafts import PRIVATE as PRIVATE
from interview.files.drafts import SHARED as SHARED
from interview.files.drafts import discard as discard
from interview.files.no_replace import rename_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

# Reading and writing whole files


def create(path: Path, chunks: Iterable[bytes], mode: int = PRIVATE) -> None:
    """Write a file that did not exist, whole or not at all.

    Args:
        path: Where; its folder exists.
        chunks: What it holds, in pieces.
        mode: Its permissions, less what the user's umask takes away.

    Raises:
        FileExistsError: Something has that name, a link that leads nowhere included.
    """
    with draft(path.parent, chunks, mode) as written:
        rename_new(written, path)
    sync_folder(path.parent)


def replace(
    path: Path,
    chunks: Iterable[bytes],
    seen: os.stat_result | None,
    mode: int | None = None,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Put a whole file in the place of the one that was seen there; it keeps mode and owner.

    Args:
        path: Where; no link.
        chunks: What it holds then, in pieces.
        seen: What `status` said when the file was looked at; None where there was nothing.
        mode: Its permissions, if not those of the file that was there; without one, `SHARED` less
            what the user's umask takes away.
        before: Called when the new text is safely on the disk, and not yet in its place.

    Raises:
        FileExistsError: Somebody changed what is there, or took the name, since it was seen.
    """
    if seen is not None and not stat.S_ISREG(seen.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file", str(path))
    with draft(path.parent, chunks, mode, like=seen) as written:
        before()
        if seen is None:
            rename_new(written, path)
        elif same(seen, status(path)):
            os.replace(written, path)  # noqa: PTH105 - tests stop this module at its calls of `os`
        else:
            raise FileExistsError(errno.EEXIST, "it was changed by another program", str(path))
    sync_folder(path.parent)


def renew(path: Path, data: bytes) -> None:
    """Make a small private file anew, whatever had its name; it is not synced, and may be torn.

    For notes that no promise hangs on.
    """
    discard(path)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | OPENING, PRIVATE)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


# Creating, renaming and removing names


def move(source: Path, target: Path) -> None:
    """Give a file another name, in the same file system.

    Raises:
        FileExistsError: Something has that name.
    """
    rename_new(source, target)
    sync_folder(target.parent)
    if source.parent != target.parent:
        sync_folder(source.parent)


def add_name(source: Path, target: Path) -> None:
    """Give a file a second name, both of them its own.

    Raises:
        FileExistsError: Something has that name.
    """
    os.link(source, target, follow_symlinks=False)


def remove(path: Path) -> None:
    """Remove a file or a link, for good."""
    os.unlink(path)  # noqa: PTH108 - see `replace`
    sync_folder(path.parent)


def make_folder(path: Path, mode: int = 0o777, within: Path | None = None) -> None:
    """Make a folder and those above it, where they are missing.

    Args:
        path: The folder.
        mode: The permissions of the last one.
        within: A folder above it, below which no link is followed.

    Raises:
        NotADirectoryError: There is a file at one of the names, or, below `within`, a link.
    """
    missing = [path]
    while not missing[-1].exists() and missing[-1] != missing[-1].parent:
        missing.append(missing[-1].parent)
    if within is not None:
        _refuse_links(path, within)
    for folder in reversed(missing):
        try:
            os.mkdir(folder, mode if folder == path else 0o777)  # noqa: PTH102 - see `replace`
            sync_folder(folder.parent)
        except FileExistsError:
            if not folder.is_dir():
                raise NotADirectoryError(
                    errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)
                ) from None


def _refuse_links(path: Path, within: Path) -> None:
    folder = within
    for name in path.relative_to(within).parts:
        folder /= name
        folder_status = status(folder)
        if folder_status is not None and stat.S_ISLNK(folder_status.st_mode):
            raise NotADirectoryError(
                errno.ENOTDIR, f"{folder} is a symbolic link; links are not followed", str(folder)
            )


# Looking at what exists


def status(path: Path) -> os.stat_result | None:
    """Return what stands at a path, without following a link; None where nothing does."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def same(before: os.stat_result, now: os.stat_result | None) -> bool:
    """Return whether a file is the one that was seen before, unchanged."""
    if now is None:
        return False
    facts = [
        (snapshot.st_dev, snapshot.st_ino, snapshot.st_size, snapshot.st_mtime_ns)
        for snapshot in (before, now)
    ]
    return facts[0] == facts[1]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open a folder do that by themselves."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some file systems of networks and virtual machines have no such call for folders.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            os.close(descriptor)
