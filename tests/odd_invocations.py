"""Odd ways to run the program: arguments, streams, locales, places and files, one by one.

Each is an invocation that a person, a script or a bad day could bring about. Whatever happens, it
is no internal error: exit code 70 is for defects of the program alone.

`python -m tests.odd_invocations` runs all of them, in about five minutes; the tests run a part.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

INTERNAL = 70

COMMANDS: tuple[list[str], ...] = (
    [], ["list"], ["list", "--json"], ["list", "--all"], ["show"], ["show", "--json"], ["log"],
    ["check"], ["check", "--json"], ["export"], ["export", "-o", "-"], ["export", "--draft"],
    ["export", "--format", "json", "-o", "-"], ["doctor"], ["doctor", "--repair"], ["discover"],
    ["discover", "--json"], ["config"], ["schema"], ["help"], ["help", "rules"], ["undo"], ["redo"],
    ["start", "--no-input"], ["start", "--plain"], ["start"], ["resume", "--plain"], ["resume"],
    ["edit", "tasks.2.hours", "--plain"], ["edit", "--set", "tasks.2.hours=2h"], ["copy", "p", "q"],
    ["edit", "--move", "tasks.1=4"], ["edit", "--remove", "tasks.4"], ["rename", "p", "q"],
    ["remove", "p"], ["restore", "p"], ["questionnaire", "show"], ["questionnaire", "check"],
    ["questionnaire", "test"], ["questionnaire", "new", "own"], ["completion", "bash"],
    ["redact", "goal.outcome"],
)  # fmt: skip

WORDS = (
    "", " ", "-", "--", "-o", "--json", ".", "..", "~", "a" * 5_000, "\n", "\x1b[31m", "é",
    "\u202e", "\udcff", "%s", "{number}", "$(id)", "*", "tasks", "tasks.", ".tasks", "tasks.0",
    "tasks.99", "tasks.2.", "tasks.2.nothing", "goal.outcome", "goal.outcome=", "=", "==x",
    "tasks.2.hours=1e999", "tasks.2.hours=nan", "tasks.2.depends_on=2", "tasks.2=complete",
    "tasks.1=-1", "p", "p.jsonl", "/dev/null", "/dev/full", "nowhere/x", "iteration",
    "bash", "1", "-1", "0x10",
)  # fmt: skip

REDIRECTIONS = (
    "<&-",
    ">&-",
    "2>&-",
    "<&- >&- 2>&-",
    ">/dev/full",
    "2>/dev/full",
    "</dev/null",
    "</",
    ">&- 2>/dev/full",
)

INPUTS = (
    b"\xff\xfe\x00",
    b"\n" * 300,
    b":back\n" * 50,
    b".\n" * 200,
    b"\x1b[A\x00\x04\n" * 20,
    b"x" * 100_000,
    b":help\n:review\n1\n2\n3\n:pause\n",
)

VARIABLES = (
    "HOME",
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "INTERVIEW_SESSIONS_DIR",
    "TERM",
    "EDITOR",
    "PATH",
    "TZ",
    "COLUMNS",
)

ANSWERS = Path(__file__).parent / "data" / "linkstash.toml"


class Invocation(NamedTuple):
    """One run: what is special about it, its arguments, and what is set up and passed for it."""

    oddity: str
    arguments: list[str]
    setting: dict[str, str]
    redirection: str = ""
    typed: bytes = b""
    prepared: Callable[[Path], None] = lambda _: None


def invocations(seed: int = 19) -> Iterator[Invocation]:
    """Yield some hundred invocations, the same ones for a seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for redirection in REDIRECTIONS:
        for arguments in chance.sample(COMMANDS, 12):
            yield Invocation(redirection, arguments, {}, redirection)
    for setting in _settings():
        for arguments in chance.sample(COMMANDS, 8):
            yield Invocation(str(setting), arguments, setting)
    for prepared in (_fifo, _folders, _not_utf8, _read_only, _links, _torn, _shared, _huge):
        for arguments in chance.sample(COMMANDS, 10):
            yield Invocation(prepared.__name__, arguments, {}, prepared=prepared)
    for arguments in chance.sample(COMMANDS, 10):
        yield Invocation("gone", arguments, {})
    for typed in INPUTS:
        for arguments in (["start", "--plain"], ["resume", "--plain"], ["edit", "--plain"],
                          ["edit", "tasks.1.what", "--plain"], ["check", "-"]):  # fmt: skip
            yield Invocation(f"typed {typed[:12]!r}", arguments, {}, typed=typed)
    for command in COMMANDS:
        for _ in range(4):
            words = chance.choices(WORDS, k=chance.randint(1, 3))
            yield Invocation("words", [*command, *words], {})


def _settings() -> Iterator[dict[str, str]]:
    for locale in ("C", "POSIX", "de_DE.ISO-8859-1", "nonsense", ""):
        yield {"LC_ALL": locale, "LANG": locale}
    for encoding in ("ascii", "cp1252", "utf-16", "latin-1:strict"):
        yield {"PYTHONIOENCODING": encoding}
    for name in VARIABLES:
        yield {name: ""}
    yield {"TERM": "unknown"}
    yield {"COLUMNS": "1", "LINES": "0"}
    yield {"COLUMNS": "-5", "TZ": "Nowhere/Never"}
    yield {"HOME": "/dev/null"}
    yield {"HOME": "relative", "XDG_DATA_HOME": "relative"}
    yield {"INTERVIEW_SESSIONS_DIR": "/dev/null/x"}
    yield {"INTERVIEW_SESSIONS_DIR": "/proc"}
    yield {"INTERVIEW_THEME": "nonsense", "NO_COLOR": "1"}


def _fifo(project: Path) -> None:
    for name in ("pyproject.toml", "README.md", "AGENTS.md", "package.json"):
        (project / name).unlink(missing_ok=True)
        os.mkfifo(project / name)


def _folders(project: Path) -> None:
    for name in ("pyproject.toml", "package.json", "go.mod", ".git/HEAD", ".interview/config.toml"):
        (project / name).mkdir(parents=True, exist_ok=True)


def _not_utf8(project: Path) -> None:
    for name in ("pyproject.toml", "package.json", "README.md", "iteration-3.md"):
        (project / name).write_bytes(b"\xff\xfe[\x00\n\x80")
    os.mkdir(os.fsencode(project) + b"/\xff\xfe")  # noqa: PTH102 - the name is none that Path takes


def _read_only(project: Path) -> None:
    for path in (project / "sessions", project):
        path.chmod(0o555)


def _links(project: Path) -> None:
    (project / "pyproject.toml").unlink(missing_ok=True)
    (project / "pyproject.toml").symlink_to("pyproject.toml")
    (project / "loop").symlink_to(project)
    (project / "iteration-3.md").symlink_to("/nowhere/at/all")


def _sessions(project: Path) -> list[Path]:
    return sorted((project / "sessions").glob("*.jsonl"))


def _torn(project: Path) -> None:
    for path in _sessions(project):
        path.write_bytes(path.read_bytes()[:-7])


def _shared(project: Path) -> None:
    for path in _sessions(project):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join([*lines[:5], "<<<<<<< HEAD\n", *lines[5:], "=======\n", *lines[5:7],
                                 ">>>>>>> other\n"]))  # fmt: skip


def _huge(project: Path) -> None:
    (project / "pyproject.toml").write_text("x = 1\n" * 300_000)
    (project / "package.json").write_text("[" * 100_000)


def run(invocation: Invocation, project: Path, home: Path) -> subprocess.CompletedProcess[bytes]:
    """Run one invocation in a project and return what came of it."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "INTERVIEW_SESSIONS_DIR": str(project / "sessions"),
        **invocation.setting,
    }
    invocation.prepared(project)
    place = (
        "mkdir -p ../gone && cd ../gone && rmdir ../gone" if invocation.oddity == "gone" else ":"
    )
    script = f'cd "$0" && {place} && "$@" {invocation.redirection}'
    return subprocess.run(
        ["/bin/bash", "-c", script, str(project), sys.executable, "-m",
         "interview", *(os.fsencode(word) for word in invocation.arguments)],
        input=invocation.typed, capture_output=True, env=environment, timeout=60, check=False,
    )  # fmt: skip


def example(folder: Path) -> Path:
    """Return a project in a folder, with a session that has every answer."""
    project = folder / "p"
    (project / "sessions").mkdir(parents=True)
    (project / ".git").mkdir()
    arguments = ["start", "--answers", str(ANSWERS), "--no-input"]
    ended = run(Invocation("none", arguments, {}), project, folder)
    if ended.returncode:
        raise RuntimeError(ended.stderr.decode())
    return project


def internal(tried: list[Invocation], original: Path, folder: Path) -> list[str]:
    """Return which invocations end in an internal error, each in a copy of a project."""
    errors = []
    for number, invocation in enumerate(tried):
        project = folder / str(number) / "p"
        shutil.copytree(original, project)
        ended = run(invocation, project, project.parent)
        if ended.returncode == INTERNAL or b"Traceback" in ended.stderr:
            errors.append(f"{invocation.oddity} {invocation.arguments}: {ended.stderr[:300]!r}")
    return errors


def main() -> int:
    """Run all of them and report."""
    with tempfile.TemporaryDirectory() as folder:
        everything = list(invocations())
        errors = internal(everything, example(Path(folder) / "original"), Path(folder))
    summary = f"{len(everything)} invocations, {len(errors)} internal errors"
    sys.stdout.write("\n".join([*errors, summary, ""]))
    return bool(errors)


if __name__ == "__main__":
    sys.exit(main())
