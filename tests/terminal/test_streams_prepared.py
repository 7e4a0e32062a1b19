"""The standard streams: closed, full, and without the characters that are shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shell import Shell

pytestmark = pytest.mark.slow

NARROW = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252:strict"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]
"""Surroundings in which most characters cannot be written."""

COMMANDS = [
    ["show"], ["show", "--json"], ["list"], ["list", "--json"], ["log"], ["check"],
    ["export", "-o", "-"], ["help", "rules"], ["schema"], ["discover"], ["config"],
    ["completion", "bash"], ["--help"], ["--version"], ["doctor"], ["questionnaire", "show"],
]  # fmt: skip


def called(line: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `interview` stands for the program."""
    program = f"{sys.executable} -m interview"
    return subprocess.run(
        ["bash", "-c", line.replace("interview", program, 1)],
        capture_output=True,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture
def wide(sh: Shell, linkstash: str) -> str:
    """A session with characters from everywhere."""
    assert sh("edit", linkstash, "--set", "iteration.title=żółw 🐢 “naïve” 日本").code == 0
    return linkstash


@pytest.mark.parametrize("command", COMMANDS[:8], ids=" ".join)
@pytest.mark.parametrize("environment", NARROW, ids=str)
def test_no_character_is_too_much(
    wide: str, command: list[str], environment: dict[str, str]
) -> None:
    done = called(f"interview {' '.join(command)}", **environment)
    assert done.returncode in (0, 1), done.stderr
    assert b"defect" not in done.stderr
    text = done.stdout.decode("utf-8")
    if "--json" in command:
        json.loads(text)
    if command[0] in ("show", "export", "list", "log"):
        assert "żółw 🐢" in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", COMMANDS[:10:2], ids=" ".join)
def test_a_full_output_is_told_in_a_line(linkstash: str, command: list[str]) -> None:
    done = called(f"interview {' '.join(command)} > /dev/full")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == (
        "interview: cannot write the output: No space left on device"
    )
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("line", ["interview show nothing", "interview edit --set goal.outcome=x"])
def test_errors_that_cannot_be_told_are_no_defect(linkstash: str, line: str) -> None:
    done = called(f"{line} 2> /dev/full")
    assert done.returncode in (0, 2, 3)


@pytest.mark.parametrize("command", [["show"], ["list"], ["start"], ["resume"], []], ids=" ".join)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_defect(linkstash: str, command: list[str], closed: str) -> None:
    done = called(f"interview {' '.join(command)} {closed}")
    assert done.returncode in (0, 1, 2), done.stderr
    assert b"defect" not in done.stderr
    assert b"Traceback" not in done.stderr
