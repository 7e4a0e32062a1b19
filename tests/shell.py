"""Commands as a shell runs them, without a terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from interview import cli
from tests.conftest import DATA

LINKSTASH = str(DATA / "linkstash.toml")


@dataclass
class Result:
    code: int
    out: str
    err: str


class Shell:
    """Runs commands without a terminal."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, typed: str = "") -> Result:
        self._capsys.readouterr()
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.run(list(arguments))
        streams = self._capsys.readouterr()
        return Result(code, streams.out, streams.err)


def session_file(name: str) -> Path:
    (path,) = Path.home().glob(f".local/share/interview/sessions/*/{name}.jsonl")
    return path
