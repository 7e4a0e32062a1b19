"""Measures the program as people run it.

    python -m tests.benchmarks [--files 100000] [--rounds 7] [--json FILE]

prints the medians as a table; nothing is asserted, for a machine may be busy.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

import click

from tests.benchmarks.big_project import build
from tests.benchmarks.measure import Sample, first_prompt, medians, run

SIGN = "^C pause"


@click.command
@click.option("--files", default=100_000, show_default=True, help="Files of the big project.")
@click.option("--rounds", default=7, show_default=True, help="Runs of each case.")
@click.option("--json", "target", type=click.Path(path_type=Path), help="Write the medians there.")
def main(files: int, rounds: int, target: Path | None) -> None:
    """Measure the program as people run it."""
    with tempfile.TemporaryDirectory() as scratch:
        found = measured(Path(scratch).resolve(), files, rounds)
    width = max(map(len, found))
    for name, sample in found.items():
        click.echo(f"{name:{width}}  {sample.seconds:7.3f} s  {sample.megabytes:5.0f} MB")
    if target:
        medians_of = {name: sample._asdict() for name, sample in found.items()}
        target.write_text(json.dumps(medians_of, indent=2) + "\n", encoding="utf-8")


def measured(scratch: Path, files: int, rounds: int) -> dict[str, Sample]:
    """Return the medians of all cases."""
    for name in ("home", "small", "big"):
        (scratch / name).mkdir()
    os.environ |= {"HOME": str(scratch / "home"), "TERM": "xterm-256color"}
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "INTERVIEW_SESSIONS_DIR"):
        os.environ.pop(variable, None)
    small, big = build(scratch / "small", 10), build(scratch / "big", files)
    interview = [sys.executable, "-m", "interview"]
    return medians(
        {
            "a bare interpreter": partial(run, [sys.executable, "-c", ""], small),
            "interview discover --json, 10 files": partial(
                run, [*interview, "discover", "--json"], small
            ),
            f"interview discover --json, {files:,} files": partial(
                run, [*interview, "discover", "--json"], big
            ),
            "interview start to the first prompt, 10 files": partial(
                first_prompt, [*interview, "start"], small, SIGN
            ),
            f"interview start to the first prompt, {files:,} files": partial(
                first_prompt, [*interview, "start"], big, SIGN
            ),
        },
        rounds,
    )


if __name__ == "__main__":
    main()
