"""The one place where git is started, for what it knows of a repository; it runs nothing of it.

A repository's `.git/config` is a stranger's when the folder came as an archive, or when a folder of
it is itself a bare repository. Several settings in it name programs. Those that the commands here
would heed are overruled; the rest has no way to matter, since nothing is fetched, no contents are
converted and no terminal is there. Commands that compare or convert contents (`status`, `diff`,
`add`, `checkout`) must not be called: a filter of the repository's would run, and git has no switch
against that. See `git help config`, `git help git`.
"""

from __future__ import annotations

import atexit
import os
import shlex
import subprocess
import threading
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PATIENCE = 10.0
"""Seconds until git is given up."""

LARGEST = 32 << 20
"""Bytes of git's output that are read: some 500,000 paths."""

LONGEST_REASON = 160
"""Characters of what git says that are repeated."""

_ERRORS = 4096
"""Bytes of git's complaints that are read."""

_LONGEST_PATH = 1 << 16
"""Bytes of a path."""

SETTINGS = {
    # Programs that git would run by itself
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    # A repository may say that objects are to be fetched when they are first looked at.
    "protocol.allow": "never",
    "core.sshCommand": "false",
    "core.gitProxy": "false",
    "core.askPass": "",
    "credential.helper": "",
    # A folder that only looks like a repository is not trusted: it may be part of another
    # repository.
    "safe.bareRepository": "explicit",
    # Another repository, with settings of its own
    "submodule.recurse": "false",
    # What would change the output, or start a thread for every file
    "grep.column": "false",
    "grep.fullName": "false",
    "grep.threads": "0",
}
"""The settings that every call has; a `-c` goes before all files of settings."""

ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",  # a repository's `protocol.ssh.allow` would overrule the setting
    "GIT_OPTIONAL_LOCKS": "0",  # git writes nothing, not even its index to save time
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "GIT_PAGER": "",
    "GIT_EDITOR": "false",
    # Git's error messages are distinguished by their wording, so their language is fixed
    "LC_ALL": "C",
}
"""The environment of every call; no other variable whose name begins with GIT_ is passed on."""

ABOUT_FILES = frozenset({"grep", "ls-files"})
"""Commands that look at the files of a folder, which a repository could say is another one."""

_running: set[subprocess.Popen[bytes]] = set()

_given_up: set[Path] = set()
"""Folders about which git is not asked again: it would keep whoever waits as long once more."""


class Output(NamedTuple):
    """What git printed.

    Attributes:
        cut: Whether there was more than is read.
    """

    text: str
    cut: bool = False


class GitError(Exception):
    """git gave no answer; the text says why, on one line."""


class NotInstalledError(GitError):
    """There is no git, or only one that lies in the project."""


class NoRepositoryError(GitError):
    """The folder belongs to no repository."""


class TooSlowError(GitError):
    """git took too long and was stopped."""


class RefusedError(GitError):
    """git ended with an error, such as that the repository is somebody else's, or broken."""


def ask(
    root: Path, *arguments: str, largest: int = LARGEST, patience: float | None = None
) -> Output:
    """Return what a command of git prints in a folder, its paths with surrogates for odd bytes.

    Args:
        largest: Bytes that are read; git is stopped there.
        patience: Seconds until this question alone is given up; git may be asked others.

    Raises:
        GitError: If there is no answer.
    """
    program = find_program(root, os.get_exec_path())
    if program is None:
        raise NotInstalledError("git is not installed")
    if root in _given_up:
        raise TooSlowError(f"git took longer than {PATIENCE:g} seconds")
    if arguments[0] in ABOUT_FILES:
        _check_place(root)
    with _started([program, *_options(os.environ), *arguments], root) as process:
        output, errors, in_time = _heard(process, largest, patience or PATIENCE)
    if not in_time and patience:
        raise TooSlowError(f"git took longer than {patience:g} seconds")
    if not in_time:
        _given_up.add(root)
        raise TooSlowError(f"git took longer than {PATIENCE:g} seconds")
    if len(output) <= largest and process.returncode:
        raise _failure(root, errors)
    text = output[:largest].decode("utf-8", "surrogateescape")
    return Output(text, cut=len(output) > largest)


def _check_place(root: Path) -> None:
    """Raise RefusedError where a repository's settings say that its files are somewhere else."""
    answer = ask(root, "rev-parse", "--show-toplevel", largest=_LONGEST_PATH)
    place = Path(answer.text.removesuffix("\n"))
    if not _is_in(root.resolve(), place):
        raise RefusedError(f"by its settings, the repository's files are in {place}")


def is_repository(folder: Path) -> bool:
    """Return whether a folder, or one above it, has a `.git`, in whatever condition."""
    return _top(folder) is not None


def find_program(root: Path, folders: Iterable[str]) -> str | None:
    """Return the path of git, None without one.

    Args:
        root: The project, in which no program is looked for: it may bring a `git` of its own, in a
            folder that a tool has put on the PATH.
        folders: Those of the PATH; one that is not absolute means the current folder, or leads on
            from it.
    """
    name = "git.exe" if os.name == "nt" else "git"
    places = [Path(folder) / name for folder in _trusted(root, folders)]
    for place in places:
        with suppress(OSError):  # a folder of the PATH that this user must not look into
            if place.is_file() and os.access(place, os.X_OK) and not _is_in(place.resolve(), root):
                return str(place)
    return None


def _trusted(root: Path, folders: Iterable[str]) -> Iterator[str]:
    for folder in folders:
        if Path(folder).is_absolute() and not _is_in(Path(folder).resolve(), root):
            yield folder


def _is_in(place: Path, root: Path) -> bool:
    return place.is_relative_to(root.resolve())


def _options(environment: Mapping[str, str]) -> Iterator[str]:
    yield "--no-pager"
    for name, value in SETTINGS.items():
        yield from ("-c", f"{name}={value}")
    for folder in _safe_folders(environment):
        yield from ("-c", f"safe.directory={folder}")


def _safe_folders(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the folders that whoever started us trusts: CI says so in the environment.

    Of all settings that GIT_CONFIG_COUNT hands on, this one is taken over: it names no program and
    no repository, and without it nothing would be found where people work in containers.
    """
    count = environment.get("GIT_CONFIG_COUNT", "")
    for number in range(int(count) if count.isdecimal() and len(count) < 4 else 0):
        if environment.get(f"GIT_CONFIG_KEY_{number}", "").lower() == "safe.directory":
            yield environment.get(f"GIT_CONFIG_VALUE_{number}", "")


def _environment(root: Path) -> dict[str, str]:
    """Return our environment without what names another repository, or programs of git's."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")
    }
    path = os.pathsep.join(_trusted(root, os.get_exec_path()))
    return {**inherited, **ENVIRONMENT, "PATH": path}


@contextmanager
def _started(command: list[str], root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start git; when the block ends, so has it."""
    try:
        process = subprocess.Popen(  # noqa: S603 - an absolute path, and arguments of ours
            command,
            cwd=root,
            env=_environment(root),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise NotInstalledError(f"cannot start git: {error.strerror}") from None
    _end_with_the_program()
    _running.add(process)
    try:
        yield process
    finally:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        _running.discard(process)


@cache
def _end_with_the_program() -> None:
    """Let no git go on that was started here, once there is one."""
    atexit.register(_stop)


def _stop() -> None:
    """End what a thread is still waiting for when the program ends."""
    for process in list(_running):
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)


def _heard(
    process: subprocess.Popen[bytes], largest: int, patience: float
) -> tuple[bytes, str, bool]:
    """Return the output, one byte more than the largest where there is more, and the complaints.

    The last says whether git was done in time.
    """
    assert process.stdout is not None  # noqa: S101 - both are pipes
    assert process.stderr is not None  # noqa: S101
    complaints: list[bytes] = []
    late = threading.Event()

    def give_up() -> None:
        late.set()
        process.kill()

    listener = threading.Thread(target=_listen, args=(process.stderr, complaints), daemon=True)
    clock = threading.Timer(patience, give_up)
    clock.daemon = True
    listener.start()
    clock.start()
    try:
        with process.stdout as stdout:
            output = stdout.read(largest + 1)
        if len(output) <= largest:
            process.wait()
    finally:
        clock.cancel()
        process.kill()
    listener.join(patience)
    return output, b"".join(complaints).decode("utf-8", "replace"), not late.is_set()


def _listen(pipe: IO[bytes], heard: list[bytes]) -> None:
    """Keep the beginning of what git complains of, and let the rest pass."""
    with pipe:
        heard.append(pipe.read(_ERRORS))
        while pipe.read(1 << 16):
            pass


def _failure(root: Path, errors: str) -> GitError:
    top = _top(root)
    if "dubious ownership" in errors or "unsafe repository" in errors:
        folder = root.resolve() if top is None else top
        return RefusedError(
            f"git refuses {folder}, which belongs to somebody else; if you trust it: "
            f"git config --global --add safe.directory {shlex.quote(str(folder))}"
        )
    if "not a git repository" in errors.lower() and top is None:
        return NoRepositoryError("it belongs to no repository")
    reason = one_line(errors.partition("\n")[0]).removeprefix("fatal: ")[:LONGEST_REASON]
    return RefusedError(f"git cannot read the repository: {reason or 'no reason given'}")


def _top(folder: Path) -> Path | None:
    """Return the folder that has a `.git`: this one, or the nearest above it on the same disk.

    An empty `.git` is none, unless somebody meant it to be one and says what is to be ignored.
    """
    folder = folder.resolve()
    for place in (folder, *folder.parents):
        try:
            if place.stat().st_dev != folder.stat().st_dev:
                return None
            mark = place / ".git"
            is_empty = mark.is_dir() and not any(mark.iterdir())
            if os.path.lexists(mark) and not (is_empty and not (place / ".gitignore").exists()):
                return place
        except OSError:
            return place if os.path.lexists(place / ".git") else None
    return None
