"""Measures the program as people run it, beside floors and peers.

    python -m tests.benchmarks [--only WORD] [--files 100000] [--rounds 7] [--json FILE]

prints the medians as a Markdown table; nothing is asserted, for a machine may be busy. The peers
are measured where they are installed: `pip install -e '.[dev,peers]'`.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from pathlib import Path

import click

from tests.benchmarks.cases import all_cases
from tests.benchmarks.measure import Sample, late, medians
from tests.benchmarks.peers import installed

FLOORS = {
    "start": "a bare interpreter",
    "first prompt": "a bare prompt with one model",
    "next prompt": "a bare prompt after the other",
}
"""What the cases of a group are compared with."""


@click.command
@click.option("--only", default="", help="Cases whose names or groups hold this.")
@click.option("--files", default=100_000, show_default=True, help="Files of the big project.")
@click.option("--rounds", default=7, show_default=True, help="Runs of each case.")
@click.option("--json", "target", type=click.Path(path_type=Path), help="Write the medians there.")
def main(only: str, files: int, rounds: int, target: Path | None) -> None:
    """Measure the program as people run it."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch).resolve()
        _own_home(place / "home")
        groups = {
            group: {name: case for name, case in cases.items() if only in group or only in name}
            for group, cases in all_cases(place, files, only).items()
        }
        results = {group: medians(cases, rounds) for group, cases in groups.items() if cases}
    click.echo(table(results))
    if target:
        medians_of = {
            name: sample._asdict()
            for samples in results.values()
            for name, sample in samples.items()
        }
        target.write_text(json.dumps(medians_of, indent=2) + "\n", encoding="utf-8")


def _own_home(home: Path) -> None:
    home.mkdir()
    os.environ |= {"HOME": str(home), "TERM": "xterm-256color"}
    own = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "INTERVIEW_SESSIONS_DIR")
    for variable in (*own, "PYTHONDONTWRITEBYTECODE"):  # what is installed is compiled
        os.environ.pop(variable, None)


def table(results: dict[str, dict[str, Sample]]) -> str:
    """Return medians as a Markdown table, with their ratios to the floor of their group."""
    peers = ", ".join(f"{name} {number}" for name, number in installed().items())
    lines = [
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
        + (f"; {peers}" if peers else ""),
        "",
        "| | median | ratio | memory |",
        "| --- | ---: | ---: | ---: |",
    ]
    for group, samples in results.items():
        floor = samples.get(FLOORS.get(group, ""))
        for name, sample in samples.items():
            ratio = f"{sample.seconds / floor.seconds:.2f}" if floor else ""
            message = f"{sample.seconds * 1000:,.1f} ms"
            if sample.steps:
                message += f" (95th percentile {late(sample.steps) * 1000:.1f} ms)"
            lines.append(f"| {name} | {message} | {ratio} | {sample.megabytes:.0f} MB |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
