"""What a folder of sessions needs inside a git repository: which files to leave out, how to merge.

Without it the locks of one machine get into everybody's repository, an editor's line endings into
the sessions, and a merge of two branches stops at every session that both went on with.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from interview.files import door

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

FILES = {
    ".gitignore": """\
# What interview keeps here for this machine alone.
.*.lock
.*.holder
.interview-*.tmp
*.evidence*
""",
    ".gitattributes": """\
# interview reads what git puts together of two branches.
*.jsonl -text merge=union
""",
}
"""The files by their names, and what stands in them."""


def missing(in_repository: bool, names: Collection[str]) -> dict[str, str]:
    """Return the files that a folder of sessions lacks; one that is there is left as it is.

    Args:
        in_repository: Whether the folder is inside a repository.
        names: The names of its files.
    """
    if not in_repository:
        return {}
    return {name: text for name, text in FILES.items() if name not in names}


def is_in_repository(folder: Path) -> bool:
    """Whether a folder is below the root of a working tree of git.

    The root itself holds other things than sessions, which the files would speak of as well.
    """
    place = folder.absolute()
    below = any((parent / ".git").exists() for parent in place.parents)
    return below and not (place / ".git").exists()


def prepare(folder: Path) -> None:
    """Put the files into a folder of sessions that lacks them, if it can be written."""
    names = [name for name in FILES if os.path.lexists(folder / name)]
    for name, text in missing(is_in_repository(folder), names).items():
        with suppress(OSError):
            door.create(folder / name, [text.encode()], door.SHARED)
