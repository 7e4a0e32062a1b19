"""Runs whole processes, several cases in turn, and tells the medians."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pexpect


class Sample(NamedTuple):
    """What one run of a process took; megabytes are the most that it had at a time.

    Attributes:
        steps: The seconds of each step within it, if it was made of steps.
    """

    seconds: float
    megabytes: float
    steps: tuple[float, ...] = ()


def run(command: list[str], folder: Path, env: Mapping[str, str] | None = None) -> Sample:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    process.wait()
    took = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Sample(took, _most(tuple(command), folder, tuple((env or {}).items())))


@cache
def _most(command: tuple[str, ...], folder: Path, env: tuple[tuple[str, str], ...]) -> float:
    """Return the most memory that a command has at a time.

    It is the child of a small process: it would begin with the memory of this one otherwise.
    """
    process = subprocess.run(
        [sys.executable, "-S", "-c", _WATCHER, *command],
        cwd=folder,
        env={**os.environ, **dict(env)},
        capture_output=True,
        check=True,
        text=True,
    )
    return _megabytes(int(process.stdout))


_WATCHER = """
import os, resource, sys
if not (child := os.fork()):
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.execv(sys.argv[1], sys.argv[1:])
os.waitpid(child, 0)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Prompted:
    """A command in a pseudo-terminal that asks."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._began = time.perf_counter()
        self._process = pexpect.spawn(
            command[0],
            command[1:],
            cwd=str(folder),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=60,
        )
        self._process.delaybeforesend = None
        self._process.delayafterread = None
        self.steps: list[float] = []

    def wait(self, sign: str) -> float:
        """Wait until a sign stands on the screen; return the seconds since the start."""
        process = self._process
        while process.expect_exact([sign, "\x1b[6n"]) != 0:
            process.send("\x1b[1;1R")  # prompt-toolkit asks where the cursor is
        return time.perf_counter() - self._began

    def answer(self, typed: str, sign: str) -> None:
        """Type an answer and measure how long it takes until the next prompt stands."""
        began = time.perf_counter()
        self._process.send(typed)
        self.wait(sign)
        self.steps.append(time.perf_counter() - began)

    def type(self, typed: str) -> None:
        """Type something and wait until it is shown."""
        self._process.send(typed)
        self._process.expect_exact(typed)

    def end(self, seconds: float) -> Sample:
        """Kill the command and return what it took."""
        process = self._process
        assert process.pid
        megabytes = _high_water(process.pid)
        process.kill(signal.SIGKILL)
        _, _, usage = os.wait4(process.pid, 0)
        return Sample(seconds, megabytes or _megabytes(usage.ru_maxrss), tuple(self.steps))


def first_prompt(command: list[str], folder: Path, sign: str) -> Sample:
    """Run a command in a pseudo-terminal until a sign stands on its screen."""
    prompted = Prompted(command, folder)
    return prompted.end(prompted.wait(sign))


def answers(command: list[str], folder: Path, sign: str, accept: str, count: int) -> Sample:
    """Answer several questions; the first ones load what the others find there.

    Args:
        accept: The key that ends an answer.
    """
    prompted = Prompted(command, folder)
    prompted.wait(sign)
    for _ in range(count + WARMING):
        prompted.type("It is there.")
        prompted.answer(accept, sign)
    del prompted.steps[:WARMING]
    return prompted.end(statistics.median(prompted.steps))


WARMING = 2
"""Answers that are not counted."""


def _high_water(process: int) -> float:
    """Return the most memory that a running process had, where the system tells: on Linux."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _megabytes(most: int) -> float:
    """Return the most memory that a process had; Linux counts KiB, macOS bytes."""
    return most / (1 << 20 if os.uname().sysname == "Darwin" else 1 << 10)


def medians(cases: Mapping[str, Callable[[], Sample]], rounds: int) -> dict[str, Sample]:
    """Run the cases in turn, so that whatever else the machine does meets all of them."""
    samples: dict[str, list[Sample]] = {name: [] for name in cases}
    for _ in range(rounds + 1):
        for name, case in cases.items():
            samples[name].append(case())
    return {name: _median(sample[1:]) for name, sample in samples.items()}  # the first warms up


def _median(samples: list[Sample]) -> Sample:
    steps = tuple(step for sample in samples for step in sample.steps)
    return Sample(
        statistics.median(sample.seconds for sample in samples),
        statistics.median(sample.megabytes for sample in samples),
        steps,
    )


def late(steps: tuple[float, ...]) -> float:
    """Return the 95th percentile of steps."""
    return sorted(steps)[int(len(steps) * 0.95)]
