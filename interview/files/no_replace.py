"""Renaming that never replaces what somebody else made meanwhile.

`os.rename` replaces it without a word on every system but Windows. Linux has `renameat2` with
`RENAME_NOREPLACE` (https://man7.org/linux/man-pages/man2/rename.2.html), macOS `renamex_np` with
`RENAME_EXCL`. Where neither is there, or the file system cannot do it, a second name is made, which
fails when it is taken, and the first one removed.
"""

from __future__ import annotations

import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCL = 4

_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
"""What a system says whose file system knows no such renaming."""


def rename_new(source: Path, target: Path) -> None:
    """Give a file another name in the same file system.

    Raises:
        FileExistsError: Something has that name.
        OSError: The system refuses.
    """
    if os.name == "nt":
        os.rename(source, target)  # noqa: PTH104 - tests stop this module at its calls of `os`
        return
    refusal = _renaming()(os.fsencode(source), os.fsencode(target))
    if refusal in _UNKNOWN:
        _link_and_unlink(source, target)
    elif refusal:
        raise OSError(refusal, os.strerror(refusal), str(source), None, str(target))


def _link_and_unlink(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (PermissionError, NotImplementedError):
        # A file system without second names: FAT, some of networks. Nothing is better there.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.rename(source, target)  # noqa: PTH104
    else:
        os.unlink(source)  # noqa: PTH108


@cache
def _renaming() -> Callable[[bytes, bytes], int]:
    """Return the system's call: it takes two paths and returns an error number, 0 for none."""
    import ctypes  # 3 ms, for those commands alone that write

    library = ctypes.CDLL(None, use_errno=True)
    path, number = ctypes.c_char_p, ctypes.c_int
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        call = library.renamex_np
        call.argtypes = [path, path, ctypes.c_uint]

        def rename(old: bytes, new: bytes) -> int:
            return ctypes.get_errno() if call(old, new, _RENAME_EXCL) else 0

    elif hasattr(library, "renameat2"):
        call = library.renameat2
        call.argtypes = [number, path, number, path, ctypes.c_uint]

        def rename(old: bytes, new: bytes) -> int:
            failed = call(_AT_FDCWD, old, _AT_FDCWD, new, _RENAME_NOREPLACE)
            return ctypes.get_errno() if failed else 0

    else:
        return lambda _old, _new: errno.ENOSYS
    return rename
