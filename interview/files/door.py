"""The one door to the file system: everything that creates, writes, moves or removes goes through.

A repository is a stranger's. It may hold a link or a file at every name that this program could
write, so the policy is one:

- What is created is new (`O_EXCL`), and no link is followed to it (`O_NOFOLLOW`).
- A whole file is written under a random name beside its place and then takes that place, so that
  nobody ever sees a half of it. It never takes a name that somebody else took meanwhile.
- A failure removes what this call created, and nothing else. What a killed process left behind is
  removed by the next write in that folder.
- Files, and the folders that name them, are synced before a function returns, unless it says
  otherwise.

Every function raises OSError when the system refuses. The shape follows git's lockfile API
(https://git-scm.com/docs/api-lockfile, `lockfile.h`): create exclusively, rename, clean up only
what is ours.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from interview.files.no_replace import rename_new

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows locks by other means; drafts of a killed process stay there
    flock = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PRIVATE = 0o600
"""The mode of files that are nobody else's business."""

SHARED = 0o666
"""The mode of files for everybody that the user's umask lets in."""

_DRAFT = re.compile(r"\.interview-[0-9a-f]{16}\.tmp")
"""The names of files that are being written."""

_OPENING = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # a pipe at the name must not keep us waiting
    | getattr(os, "O_NOCTTY", 0)
)


# Whole files


def create(path: Path, chunks: Iterable[bytes], mode: int = PRIVATE) -> None:
    """Write a file that did not exist, whole or not at all.

    Args:
        path: Where; its folder exists.
        chunks: What it holds, in pieces.
        mode: Its permissions, less what the user's umask takes away.

    Raises:
        FileExistsError: Something has that name, a link that leads nowhere included.
    """
    with _draft(path.parent, chunks, mode) as draft:
        rename_new(draft, path)
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
    with _draft(path.parent, chunks, mode, like=seen) as draft:
        before()
        if seen is None:
            rename_new(draft, path)
        elif same(seen, status(path)):
            os.replace(draft, path)  # noqa: PTH105 - tests stop this module at its calls of `os`
        else:
            raise FileExistsError(errno.EEXIST, "it was changed meanwhile", str(path))
    sync_folder(path.parent)


def renew(path: Path, data: bytes) -> None:
    """Make a small private file anew, whatever had its name; it is not synced, and may be torn.

    For notes that no promise hangs on.
    """
    discard(path)
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _OPENING, PRIVATE)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


# Names


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


def discard(path: Path) -> None:
    """Remove a file or a link that nobody misses, where there is one; it is not synced."""
    with suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(path)  # noqa: PTH108 - see `replace`


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
        found = status(folder)
        if found is not None and stat.S_ISLNK(found.st_mode):
            raise NotADirectoryError(
                errno.ENOTDIR, f"{folder} is a link, which is not followed", str(folder)
            )


# Files that grow


class AppendOnlyFile:
    """An existing regular file that grows at its end, and is synced each time.

    path: where it was opened; it may have been moved since.
    """

    def __init__(self, path: Path) -> None:
        """Open a file; raise OSError where there is none, or a link, or anything else."""
        self.path = path
        self._descriptor = os.open(path, os.O_APPEND | os.O_RDWR | _OPENING)
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            os.close(self._descriptor)
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self._descriptor).st_size

    @property
    def is_in_place(self) -> bool:
        """Whether it still has the name under which it was opened."""
        found = status(self.path)
        return found is not None and os.path.samestat(found, os.fstat(self._descriptor))

    def append(self, data: bytes) -> None:
        """Write bytes behind its end."""
        _write_all(self._descriptor, data)
        os.fsync(self._descriptor)

    def cut(self, size: int) -> None:
        """Take away what stands behind so many bytes."""
        os.ftruncate(self._descriptor, size)
        os.fsync(self._descriptor)

    def read(self) -> bytes:
        """Return all that it holds, also when no name leads to it any more."""
        return self.end(self.size)

    def end(self, size: int) -> bytes:
        """Return so many bytes of its end, or all of them when there are fewer."""
        os.lseek(self._descriptor, max(self.size - size, 0), os.SEEK_SET)
        return b"".join(iter(lambda: os.read(self._descriptor, 1_000_000), b""))

    def close(self) -> None:
        """Let it go."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# Pipes and devices


def is_stream(path: Path) -> bool:
    """Whether a path leads to a pipe, a device or a descriptor of this process.

    What is written there goes on to somebody else: `/dev/stdout`, `>(command)`, a named pipe.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    special = stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISBLK(mode)
    return special or any(_DESCRIPTOR.fullmatch(str(step)) for step in _steps(path))


_DESCRIPTOR = re.compile(r"/dev/(?:stdout|stderr|fd/\d+)|/proc/(?:self|\d+)(?:/task/\d+)?/fd/\d+")

_MOST_LINKS = 40
"""Links in a row that are followed; Linux follows as many."""


def _steps(path: Path) -> Iterator[Path]:
    """Yield a path that exists, and what each link on its end leads to."""
    for _ in range(_MOST_LINKS):
        path = Path(os.path.realpath(path.parent), path.name)
        yield path
        if not path.is_symlink():
            return
        path = path.parent / path.readlink()


def write_through(path: Path, data: bytes) -> None:
    """Write to a pipe or a device, as a shell's `>>` does; wait for a reader where one is needed.

    It is not read, created, emptied or replaced.
    """
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def nowhere() -> TextIO:
    """Return a stream for text that nobody reads."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as we run


def silence(stream: int) -> None:
    """Let what is written to a descriptor from now on go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)


# What is there


def status(path: Path) -> os.stat_result | None:
    """Return what stands at a path, without following a link; None where nothing does."""
    try:
        return os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None


def same(before: os.stat_result, now: os.stat_result | None) -> bool:
    """Whether a file is the one that was seen before, unchanged."""
    if now is None:
        return False
    facts = [(one.st_dev, one.st_ino, one.st_size, one.st_mtime_ns) for one in (before, now)]
    return facts[0] == facts[1]


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; systems that cannot open a folder do that by themselves."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            os.fsync(descriptor)
        except OSError as failed:
            # Some file systems of networks and virtual machines have no such call for folders.
            if failed.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
                raise
        finally:
            os.close(descriptor)


# Drafts


@contextmanager
def _draft(
    folder: Path, chunks: Iterable[bytes], mode: int | None, like: os.stat_result | None = None
) -> Iterator[Path]:
    """Write a file under a random name and yield it; it is gone afterwards, unless it was moved."""
    remove_abandoned(folder)
    path, descriptor = _new_draft(folder, PRIVATE if like else SHARED if mode is None else mode)
    try:
        for chunk in chunks:
            _write_all(descriptor, chunk)
        if like:
            _take_over(descriptor, like, stat.S_IMODE(like.st_mode) if mode is None else mode)
        os.fsync(descriptor)
        yield path
    finally:
        # Removed before it is let go: until then nobody takes it for an abandoned one.
        discard(path)
        os.close(descriptor)


def _new_draft(folder: Path, mode: int) -> tuple[Path, int]:
    """Create a draft that is locked, which says that its process lives."""
    while True:
        path = folder / f".interview-{secrets.token_hex(8)}.tmp"
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _OPENING, mode)
        if flock is None:
            return path, descriptor
        with suppress(OSError):  # no locks here, and so nobody takes it for an abandoned one
            flock(descriptor, LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)  # somebody was quicker to take it for an abandoned one


def _take_over(descriptor: int, like: os.stat_result, mode: int) -> None:
    """Give a file the owner of another one, as far as that is allowed, and permissions."""
    if hasattr(os, "fchown"):
        with suppress(PermissionError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode & 0o777)


def remove_abandoned(folder: Path) -> None:
    """Remove what processes left in a folder that were killed while they wrote there."""
    if flock is None:
        return
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _DRAFT.fullmatch(entry.name):
                with suppress(OSError):
                    _remove_if_abandoned(folder / entry.name)


def _remove_if_abandoned(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | _OPENING)
    try:
        there = os.fstat(descriptor)
        if stat.S_ISREG(there.st_mode) and there.st_uid == os.getuid():
            flock(descriptor, LOCK_EX | LOCK_NB)
            discard(path)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
