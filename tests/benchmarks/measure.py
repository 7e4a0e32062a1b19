"""Runs whole processes, several cases in turn, and tells the medians."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pexpect


class Sample(NamedTuple):
    """What one run of a process took; megabytes are the most that it had at a time."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path) -> Sample:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Sample(took, _megabytes(usage.ru_maxrss))


def first_prompt(command: list[str], folder: Path, sign: str) -> Sample:
    """Run a command in a pseudo-terminal until a sign stands on its screen."""
    began = time.perf_counter()
    process = pexpect.spawn(
        command[0], command[1:], cwd=str(folder), dimensions=(24, 80), encoding="utf-8", timeout=30
    )
    process.delaybeforesend = None
    while (found := process.expect_exact([sign, "\x1b[6n"])) != 0:
        assert found == 1
        process.send("\x1b[1;1R")  # prompt-toolkit asks where the cursor is
    took = time.perf_counter() - began
    process.kill(signal.SIGKILL)
    assert process.pid
    _, _, usage = os.wait4(process.pid, 0)
    return Sample(took, _megabytes(usage.ru_maxrss))


def _megabytes(most: int) -> float:
    """Return the most memory that a process had; Linux counts KiB, macOS bytes."""
    return most / (1 << 20 if os.uname().sysname == "Darwin" else 1 << 10)


def medians(cases: Mapping[str, Callable[[], Sample]], rounds: int) -> dict[str, Sample]:
    """Run the cases in turn, so that whatever else the machine does meets all of them."""
    samples: dict[str, list[Sample]] = {name: [] for name in cases}
    for _ in range(rounds + 1):
        for name, case in cases.items():
            samples[name].append(case())
    return {name: _median(found[1:]) for name, found in samples.items()}  # the first warms up


def _median(samples: list[Sample]) -> Sample:
    return Sample(*(statistics.median(column) for column in zip(*samples, strict=True)))
