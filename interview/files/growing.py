"""Files that grow at their end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, Self

from interview.files.door import status
from interview.files.drafts import OPENING, write_all

if TYPE_CHECKING:
    from pathlib import Path


class AppendOnlyFile:
    """An existing regular file that grows at its end, and is synced each time.

    Attributes:
        path: Where it was opened; it may have been moved since.
    """

    def __init__(self, path: Path) -> None:
        """Open a file; raise OSError where there is none, or a link, or anything else."""
        self.path = path
        self._descriptor = os.open(path, os.O_APPEND | os.O_RDWR | OPENING)
        if not stat.S_ISREG(os.fstat(self._descriptor).st_mode):
            os.close(self._descriptor)
            raise OSError(errno.EINVAL, "it is not a regular file", str(path))

    @property
    def size(self) -> int:
        """The length of the file in bytes."""
        return os.fstat(self._descriptor).st_size

    @property
    def is_in_place(self) -> bool:
        """Whether it still has the name under which it was opened."""
        file_status = status(self.path)
        return file_status is not None and os.path.samestat(file_status, os.fstat(self._descriptor))

    def append(self, data: bytes) -> None:
        """Write bytes behind its end."""
        write_all(self._descriptor, data)
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
        """Close the file."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
