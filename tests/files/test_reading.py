"""Reading: within bounds, and whatever stands at a name, nothing waits for it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from interview.files import reading
from interview.files.reading import NotRegularError, TooLargeError, read_named, read_regular
from interview.files.toml import parse_toml


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_regular(path, 5) == read_named(path, 5) == b"12345"
    for read in (read_regular, read_named):
        with pytest.raises(TooLargeError, match="it is larger than 4 bytes"):
            read(path, 4)


@pytest.mark.parametrize(("largest", "size"), [(1 << 20, "1 MiB"), (5 << 10, "5 KiB")])
def test_a_bound_is_said_in_words(tmp_path: Path, largest: int, size: str) -> None:
    assert TooLargeError(tmp_path, largest).strerror == f"it is larger than {size}"


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "link", Path("/dev/null")):
        with pytest.raises(NotRegularError, match="not a regular file"):
            read_regular(path, 10)


def test_a_pipe_that_a_person_names_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(["sh", "-c", "printf one > pipe"], cwd=tmp_path)
    assert read_named(tmp_path / "pipe", 10) == b"one"
    assert writer.wait() == 0


def test_a_pipe_brings_no_more_than_the_bound(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = subprocess.Popen(["sh", "-c", "yes > pipe"], cwd=tmp_path)
    with pytest.raises(TooLargeError):
        read_named(tmp_path / "pipe", 1_000_000)
    writer.wait()


def test_a_pipe_that_nobody_writes_to_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="nothing is written to this pipe"):
        read_named(tmp_path / "pipe", 10)


def test_a_writer_that_says_nothing_is_given_up_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 0.01)
    monkeypatch.setattr(reading, "LONG_PATIENCE", 0.05)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(tmp_path / "pipe", os.O_WRONLY)
    try:
        with pytest.raises(OSError, match="nothing is written to this pipe"):
            read_named(tmp_path / "pipe", 10)
    finally:
        os.close(reader)
        os.close(writer)


@pytest.mark.parametrize(
    "text", ["x = 1 = 2", "a" + ".a" * 501 + " = 1", "x = " + "[" * 100_000, "x = " + "{a=" * 9_999]
)
def test_toml_that_cannot_be_taken_is_refused_soon(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        parse_toml(text)
