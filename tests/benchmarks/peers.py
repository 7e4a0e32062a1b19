"""Programs that ask questions at a terminal, too, as far as they are installed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.measure import Sample, first_prompt, run

Cases = dict[str, Callable[[], Sample]]

PROGRAMS = {"copier": "copier", "cookiecutter": "cookiecutter", "commitizen": "cz"}


def installed() -> dict[str, str]:
    """Return the peers that are installed, with their versions."""
    results = {}
    for name, program in PROGRAMS.items():
        try:
            if _program(program).is_file():
                results[name] = version(name)
        except PackageNotFoundError:
            continue
    return results


def _program(name: str) -> Path:
    return Path(sys.executable).with_name(name)


def start_cases(folder: Path) -> Cases:
    """Return how long the peers take to say their versions."""
    options = {"copier": "--version", "cookiecutter": "--version", "commitizen": "version"}
    return {
        f"{name}: version": partial(run, [str(_program(PROGRAMS[name])), options[name]], folder)
        for name in installed()
    }


def prompt_cases(folder: Path) -> Cases:
    """Return how long the peers take to their first prompt, each with a small template."""
    makers = {"copier": _copier, "cookiecutter": _cookiecutter, "commitizen": _commitizen}
    return {f"{name}: first prompt": makers[name](folder / name) for name in installed()}


def _copier(folder: Path) -> Callable[[], Sample]:
    template = folder / "template"
    template.mkdir(parents=True)
    (template / "copier.yml").write_text("name:\n  type: str\n  help: Which name?\n")
    (template / "README.md.jinja").write_text("# {{ name }}\n")
    command = [str(_program("copier")), "copy", str(template), str(folder / "new")]
    return partial(first_prompt, command, folder, "Which name?")


def _cookiecutter(folder: Path) -> Callable[[], Sample]:
    template = folder / "template"
    (template / "{{cookiecutter.name}}").mkdir(parents=True)
    (template / "cookiecutter.json").write_text(json.dumps({"name": "new"}))
    command = [str(_program("cookiecutter")), str(template)]
    return partial(first_prompt, command, folder, "name")


def _commitizen(folder: Path) -> Callable[[], Sample]:
    folder.mkdir(parents=True)
    (folder / "pyproject.toml").write_text('[tool.commitizen]\nname = "cz_conventional_commits"\n')
    for arguments in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    command = [str(_program("cz")), "commit"]
    return partial(first_prompt, command, folder, "Select the type of change")
