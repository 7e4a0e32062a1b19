"""What the tests of children let them do."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from interview.sandbox.process import answer, limit, messages


def main() -> None:
    limit(1 << 30, 10)
    for message in messages():
        match message:
            case "surroundings":
                answer(_surroundings())
            case "flood":
                while True:
                    sys.stdout.buffer.write(b"x" * 100_000)
            case "silence":
                signal.pause()
            case ["write", str(path)]:
                answer(_write(Path(path)))


def _surroundings() -> dict[str, Any]:
    return {
        "variables": list(os.environ),
        "folder": str(Path.cwd()),
        "path": sys.path,
        "group": os.getpgid(0),
        "process": os.getpid(),
        "terminal": any(os.isatty(number) for number in range(3)),
    }


def _write(path: Path) -> str:
    try:
        path.write_bytes(b"x")
    except OSError as error:
        return error.strerror or ""
    return "written"
