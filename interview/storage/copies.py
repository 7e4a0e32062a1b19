"""Conflict copies: what a sync service leaves where two machines wrote one session.

`linkstash-3 (conflicted copy).jsonl`, `linkstash-3.sync-conflict-….jsonl`, `linkstash-3 2.jsonl`:
whatever it is called, it says in its first line which session it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview.files.reading import read_start
from interview.storage import manage as housekeeping
from interview.storage.lines import lines_of, write_line
from interview.storage.merge import whole
from interview.storage.session_file import append_to, read, read_chain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

LONGEST_START = 16_000
"""Bytes of a file in which its first line ends."""


def of_one_session(paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Return the copies of each session that has some, by the file with the shortest name."""
    files: dict[str, list[Path]] = {}
    for path in paths:
        if id_ := _id(path):
            files.setdefault(id_, []).append(path)
    together = [sorted(group, key=lambda path: (len(path.name), path.name)) for group in
                files.values()]  # fmt: skip
    return {first: copies for first, *copies in together if copies}


def _id(path: Path) -> str:
    """Return which session a file is; nothing where it does not say that."""
    try:
        first = json.loads(read_start(path, LONGEST_START).split(b"\n")[0])
        id_ = first["id"] if first["event"] == "started" else ""
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return ""
    return id_ if isinstance(id_, str) else ""


def take_in(path: Path, copy: Path, now: datetime) -> Path:
    """Put what only a copy holds into the session; return where the copy is in the trash.

    Raises:
        SessionError: If one of them is damaged, held or cannot be written.
    """
    read(copy)
    _, journal = append_to(path, now)
    with journal:
        own, others = ([line.raw for line in read_chain(path)[0]] for path in (path, copy))
        together = list(lines_of([*own, *others]))
        news = [line.raw + b"\n" for line in together[len(own) :] if not line.aside]
        if news:
            union = whole(together)
            line, check = b"", union.before
            if union.merged:
                line, check = write_line(union.merged, union.before)
            journal.begin_with(b"".join(news) + line, check)
            journal.append()
    return housekeeping.remove(copy, now)
