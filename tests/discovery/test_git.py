"""git is started in one place, and runs nothing that a repository or its surroundings name."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import interview
from interview.discovery import git as starting
from interview.discovery.backlog import find_ideas
from interview.discovery.commit import find_commit
from interview.discovery.repository import ROOT, Note, Repository
from tests.discovery.test_repository import git

pytestmark = pytest.mark.slow

SOURCE = Path(interview.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with a remark in a file, and a file that it ignores."""
    folder = tmp_path / "project"
    folder.mkdir()
    git(folder, "init")
    (folder / "a.py").write_text("# TODO: mend it\n")
    (folder / ".gitignore").write_text("secret.md\n")
    (folder / "secret.md").write_text("a secret\n")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "x")
    return folder


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that a program of the repository's makes when it is run."""
    return tmp_path / "ran"


def ask_everything(folder: Path) -> Repository:
    """Let git be asked whatever it is asked anywhere."""
    repository = Repository(folder)
    find_ideas(repository)
    find_commit(repository)
    assert repository.tracked is not None
    assert repository.files is not None
    return repository


def program(place: Path, text: str) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(0o755)
    return place


# Settings of a repository


def missing_object(folder: Path, *settings: tuple[str, str]) -> None:
    """Let an object be missing that git looks at, and that it could fetch from somewhere."""
    git(folder, "update-index", "--assume-unchanged", "a.py")
    blob = subprocess.run(
        ["git", "rev-parse", "HEAD:a.py"], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()
    (folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    git(folder, "config", "core.repositoryFormatVersion", "1")
    git(folder, "config", "extensions.partialClone", "origin")
    git(folder, "config", "remote.origin.promisor", "true")
    for name, value in settings:
        git(folder, "config", name, value)


def fetched_by_ssh(folder: Path, run: str) -> None:
    missing_object(
        folder, ("remote.origin.url", "ssh://h/x"), ("core.sshCommand", f"sh -c '{run}' --")
    )


def fetched_by_ssh_as_the_repository_allows(folder: Path, run: str) -> None:
    fetched_by_ssh(folder, run)
    git(folder, "config", "protocol.ssh.allow", "always")


def fetched_from_a_folder(folder: Path, run: str) -> None:
    missing_object(
        folder, ("remote.origin.url", str(folder)), ("remote.origin.uploadpack", f"{run};")
    )


def fetched_from_a_folder_as_the_repository_allows(folder: Path, run: str) -> None:
    fetched_from_a_folder(folder, run)
    git(folder, "config", "protocol.file.allow", "always")


def fetched_by_a_proxy(folder: Path, run: str) -> None:
    proxy = program(folder / "proxy.sh", run)
    missing_object(
        folder, ("remote.origin.url", "git://h/x"), ("core.gitProxy", str(proxy)),
        ("protocol.git.allow", "always"),
    )  # fmt: skip


def watched(folder: Path, run: str) -> None:
    git(folder, "config", "core.fsmonitor", f"{run}; true")


def watched_by_a_setting_of_the_worktree(folder: Path, run: str) -> None:
    git(folder, "config", "extensions.worktreeConfig", "true")
    git(folder, "config", "--worktree", "core.fsmonitor", f"{run}; true")


def watched_by_an_included_setting(folder: Path, run: str) -> None:
    (folder / "more").write_text(f'[core]\n\tfsmonitor = "{run}; true"\n')
    git(folder, "config", "include.path", "../more")


def hooked(folder: Path, run: str) -> None:
    for hook in ("post-index-change", "pre-auto-gc", "fsmonitor-watchman"):
        program(folder / "hooks" / hook, run)
        program(folder / ".git/hooks" / hook, run)
    git(folder, "config", "core.hooksPath", str(folder / "hooks"))


def shown_and_compared(folder: Path, run: str) -> None:
    (folder / ".gitattributes").write_text("* diff=x filter=x\n")
    for name in ("core.pager", "pager.grep", "pager.ls-files", "core.editor", "diff.external",
                 "diff.x.textconv", "diff.x.command", "filter.x.clean", "filter.x.smudge",
                 "filter.x.process", "gpg.program", "core.askPass", "credential.helper",
                 "alias.grep", "alias.ls-files", "core.alternateRefsCommand"):  # fmt: skip
        git(folder, "config", name, run)


def searched_in_a_submodule(folder: Path, run: str) -> None:
    inner = folder.parent / "inner"
    inner.mkdir()
    git(inner, "init")
    (inner / "b.py").write_text("# TODO: here\n")
    git(inner, "add", ".")
    git(inner, "commit", "-m", "x")
    git(folder, "-c", "protocol.file.allow=always", "submodule", "add", str(inner), "sub")
    git(folder / "sub", "config", "core.fsmonitor", f"{run}; true")
    git(folder, "config", "submodule.recurse", "true")


TRAPS: list[Callable[[Path, str], None]] = [
    fetched_by_ssh,
    fetched_by_ssh_as_the_repository_allows,
    fetched_from_a_folder,
    fetched_from_a_folder_as_the_repository_allows,
    fetched_by_a_proxy,
    watched,
    watched_by_a_setting_of_the_worktree,
    watched_by_an_included_setting,
    hooked,
    shown_and_compared,
    searched_in_a_submodule,
]


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the programs are for a shell")
@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.__name__)
def test_no_setting_of_a_repository_makes_git_run_a_program(
    folder: Path, ran: Path, trap: Callable[[Path, str], None]
) -> None:
    trap(folder, f"touch {ran}")
    assert "a.py" in ask_everything(folder).files
    assert not ran.exists()


@pytest.mark.parametrize("name", ["GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL", "protocol.allow"])
def test_each_of_three_locks_alone_keeps_git_from_fetching(
    folder: Path, ran: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    locks = {"GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL", "protocol.allow", "core.sshCommand"}
    for lock in locks - {name}:
        monkeypatch.delitem(starting.ENVIRONMENT, lock, raising=False)
        monkeypatch.delitem(starting.SETTINGS, lock, raising=False)
    fetched_by_ssh(folder, f"touch {ran}")
    ask_everything(folder)
    assert not ran.exists()


def test_a_folder_that_was_made_to_look_like_a_repository_is_none(folder: Path, ran: Path) -> None:
    inner = folder / "docs"
    git(folder, "init", "--bare", "docs")
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", ".")
    git(inner, "config", "core.fsmonitor", f"touch {ran}; true")
    repository = ask_everything(inner)
    assert not ran.exists()
    assert repository.files == ()
    (note,) = repository.notes
    assert "bare repository" in note.why


def test_settings_may_order_the_output_otherwise_and_remarks_are_found(folder: Path) -> None:
    for name, value in (("grep.column", "true"), ("grep.fullName", "true"),
                        ("grep.patternType", "fixed"), ("grep.threads", "3"),
                        ("color.ui", "always"), ("core.quotePath", "true")):  # fmt: skip
        git(folder, "config", name, value)
    (folder / "in").mkdir()
    (folder / "in" / "b.py").write_text("# TODO: here\n")
    git(folder, "add", ".")
    assert [idea.source for idea in find_ideas(Repository(folder / "in"))] == ["b.py:1"]


# The environment

INHERITED = {
    "GIT_DIR": "{other}/.git",
    "GIT_WORK_TREE": "{other}",
    "GIT_INDEX_FILE": "{other}/.git/index",
    "GIT_OBJECT_DIRECTORY": "{other}/.git/objects",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{other}/.git/objects",
    "GIT_COMMON_DIR": "{other}/.git",
    "GIT_NAMESPACE": "other",
    "GIT_CEILING_DIRECTORIES": "{above}",
    "GIT_CONFIG": "{settings}",
    "GIT_CONFIG_GLOBAL": "{settings}",
    "GIT_CONFIG_SYSTEM": "{settings}",
    "GIT_CONFIG_PARAMETERS": "'core.fsmonitor=touch {ran}; true'",
    "GIT_EXTERNAL_DIFF": "touch {ran}",
    "GIT_SSH_COMMAND": "touch {ran}",
    "GIT_PAGER": "touch {ran}",
    "GIT_TRACE": "{ran}",
    "GIT_TRACE_SETUP": "{ran}",
    "GIT_TRACE2": "{ran}",
    "GIT_TRACE2_EVENT": "{ran}",
    "GIT_EXEC_PATH": "{above}",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NOGLOB_PATHSPECS": "1",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_PREFIX": "sub/",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", INHERITED)
def test_no_variable_of_the_environment_leads_to_another_repository_or_program(
    folder: Path, ran: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    other, settings = folder.parent / "other", folder.parent / "settings"
    other.mkdir()
    git(other, "init")
    (other / "theirs.py").write_text("")
    git(other, "add", ".")
    settings.write_text(f'[core]\n\tfsmonitor = "touch {ran}; true"\n')
    value = INHERITED[name].format(other=other, above=folder.parent, ran=ran, settings=settings)
    monkeypatch.setenv(name, value)
    repository = ask_everything(folder)
    assert repository.files == (".gitignore", "a.py")
    assert [idea.text for idea in find_ideas(repository)] == ["mend it"]
    assert not ran.exists()


def test_every_variable_together_leads_nowhere_either(
    folder: Path, ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = {"core.fsmonitor": f"touch {ran}; true", "core.worktree": "/"}
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(pairs)))
    for number, (name, value) in enumerate(pairs.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", name)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    assert ask_everything(folder).files == (".gitignore", "a.py")
    assert not ran.exists()


@pytest.mark.parametrize("count", ["", "-1", "x", "9" * 5_000, "2"])
def test_a_count_of_settings_that_makes_no_sense_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", count)
    assert Repository(folder).files == (".gitignore", "a.py")


def test_nothing_is_written(folder: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        paths = sorted(folder.rglob("*"))
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}

    (folder / "a.py").touch()  # the index does not know this time
    before = state()
    ask_everything(folder)
    assert state() == before


# Which git


def own_git(folder: Path, ran: Path) -> Path:
    return program(folder / "git", f"touch {ran}").parent


@pytest.mark.parametrize("path", [".", "", "bin", "{folder}/bin", "{folder}/../project/bin",
                                  "{link}"])  # fmt: skip
def test_no_git_that_lies_in_the_project_is_run(
    folder: Path, ran: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    own_git(folder, ran)
    own_git(folder / "bin", ran)
    (folder.parent / "link").symlink_to(folder / "bin")
    monkeypatch.chdir(folder)
    first = path.format(folder=folder, link=folder.parent / "link")
    monkeypatch.setenv("PATH", os.pathsep.join([first, os.environ["PATH"]]))
    assert ask_everything(folder).files == (".gitignore", "a.py", "bin/git", "git")
    assert not ran.exists()


def test_a_link_on_the_path_to_a_program_of_the_project_is_no_git(
    folder: Path, ran: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_git(folder, ran)
    (folder.parent / "bin").mkdir()
    (folder.parent / "bin" / "git").symlink_to(folder / "git")
    monkeypatch.setenv("PATH", str(folder.parent / "bin"))
    assert "a.py" in ask_everything(folder).files
    assert not ran.exists()


def test_a_repository_without_a_git_program_is_looked_at_with_a_remark(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    repository = Repository(folder)
    assert "a.py" in repository.files
    assert repository.notes == [Note(ROOT, "git is not installed; ignored files are read too")]


def test_a_folder_without_a_repository_is_looked_at_without_remark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.py").write_text("")
    assert (Repository(tmp_path).files, Repository(tmp_path).notes) == (("a.py",), [])
    monkeypatch.setenv("PATH", "")
    assert (Repository(tmp_path).files, Repository(tmp_path).notes) == (("a.py",), [])


# What git refuses


def broken_head(folder: Path) -> str:
    (folder / ".git/HEAD").write_bytes(b"\0nothing\n")
    return "not a git repository"


def missing_head(folder: Path) -> str:
    (folder / ".git/HEAD").unlink()
    return "not a git repository"


def broken_settings(folder: Path) -> str:
    (folder / ".git/config").write_text("[core\n")
    return "bad config"


def broken_index(folder: Path) -> str:
    (folder / ".git/index").write_bytes(b"DIRC" + b"\xff" * 100)
    return "bad index"


def newer_format(folder: Path) -> str:
    git(folder, "config", "core.repositoryFormatVersion", "99")
    return "repo version"


def unknown_extension(folder: Path) -> str:
    git(folder, "config", "core.repositoryFormatVersion", "1")
    git(folder, "config", "extensions.x", "1")
    return "unknown repository extension"


def without_files(folder: Path) -> str:
    git(folder, "config", "core.bare", "true")
    return "work tree"


def leads_nowhere(folder: Path) -> str:
    (folder / ".git").rename(folder.parent / "moved")
    (folder / ".git").write_text("gitdir: /nowhere\n")
    return "not a git repository"


def is_no_reference(folder: Path) -> str:
    (folder / ".git").rename(folder.parent / "moved")
    (folder / ".git").write_text("nothing\n")
    return "gitfile"


def is_emptied(folder: Path) -> str:
    (folder / ".git").rename(folder.parent / "moved")
    (folder / ".git").mkdir()
    return "not a git repository"


REFUSED: list[Callable[[Path], str]] = [
    broken_head, missing_head, broken_settings, broken_index, newer_format, unknown_extension,
    without_files, leads_nowhere, is_no_reference, is_emptied,
]  # fmt: skip


@pytest.mark.parametrize("damage", REFUSED, ids=lambda damage: damage.__name__)
def test_what_git_refuses_is_one_line_and_nothing_is_read(
    folder: Path, damage: Callable[[Path], str]
) -> None:
    why = damage(folder)
    (folder / "in").mkdir()
    (folder / "in/b.py").write_text("")
    for place in (folder, folder / "in"):
        repository = ask_everything(place)
        assert repository.files == ()
        assert not repository.is_whole
        (note,) = repository.notes
        assert note.where == ROOT
        assert note.why.startswith("nothing was read: git cannot read the repository: ")
        assert why in note.why
        assert note.why.isprintable()


def test_a_repository_whose_files_are_elsewhere_is_refused(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.py").write_text("# TODO: private\n")
    git(folder, "config", "core.worktree", str(elsewhere))
    repository = Repository(folder)
    assert find_ideas(repository) == []
    assert repository.files == ()
    assert [note.why for note in repository.notes] == [
        f"nothing was read: by its settings, the repository's files are in {elsewhere}"
    ]


def test_a_repository_of_somebody_else_s_is_one_line_that_says_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = folder.parent / "their's"
    folder.rename(mine)
    # git's own tests have this variable; nothing else makes it doubt an owner without root
    monkeypatch.setitem(starting.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (mine / "in").mkdir()
    for place in (mine, mine / "in"):
        repository = ask_everything(place)
        assert repository.files == ()
        assert repository.notes == [
            Note(
                ROOT,
                f"nothing was read: git refuses {mine}, which belongs to somebody else; if you "
                "trust it: git config --global --add safe.directory "
                f"'{str(mine).replace(chr(39), chr(39) + chr(34) + chr(39) + chr(34) + chr(39))}'",
            )
        ]


def test_what_the_environment_trusts_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(starting.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(folder))
    assert Repository(folder).files == (".gitignore", "a.py")


def test_a_plan_is_not_told_that_files_are_missing_which_git_did_not_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Repository(folder).is_whole
    monkeypatch.setitem(starting.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert not Repository(folder).is_whole


# Bounds


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_git_that_waits_for_ever_is_given_up_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".git/info/exclude").unlink()
    os.mkfifo(folder / ".git/info/exclude")
    monkeypatch.setattr(starting, "PATIENCE", 0.3)
    repository = Repository(folder)
    assert repository.files == ()
    assert repository.notes == [Note(ROOT, "nothing was read: git took longer than 0.3 seconds")]


def test_a_search_that_takes_too_long_is_one_line_and_the_files_are_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(folder)
    assert repository.files
    monkeypatch.setattr(starting, "PATIENCE", 0)
    assert find_ideas(repository) == []
    assert repository.notes == [
        Note(ROOT, "git took longer than 0 seconds; its results are missing")
    ]


def test_of_very_many_paths_the_first_are_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "interview.discovery.git.ask.__kwdefaults__", {"largest": 15, "patience": None}
    )
    repository = Repository(folder)
    assert repository.files == (".gitignore",)
    assert repository.notes == [Note(ROOT, "only the first 1 files were read")]
    assert not repository.is_whole


def test_output_without_end_is_cut_and_its_program_ended(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = program(
        folder.parent / "bin" / "git", "case $* in *rev-parse*) pwd ;; *) exec yes ;; esac"
    )
    monkeypatch.setenv("PATH", os.pathsep.join([str(endless.parent), os.environ["PATH"]]))
    output = starting.ask(folder, "ls-files", largest=1_000)
    assert (len(output.text), output.cut) == (1_000, True)
    assert starting._running == set()


def test_complaints_without_end_are_no_matter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(folder.parent / "bin" / "git", "head -c 3000000 /dev/zero >&2; exit 1")
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder.parent / "bin"), os.environ["PATH"]]))
    repository = Repository(folder)
    assert repository.files == ()
    assert len(repository.notes[0].why) < 300


WAITING = """
import os, signal, sys, threading
from pathlib import Path
from interview.discovery import git
from interview.discovery.repository import Repository

class Told(set):
    def add(self, process):
        super().add(process)
        if "ls-files" in process.args:
            print(process.pid, flush=True)

git._running = Told()
look = lambda: Repository(Path(sys.argv[1])).files
if sys.argv[2] == "thread":
    threading.Thread(target=look, daemon=True).start()
    sys.stdin.readline()
else:
    look()
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("where", ["thread", "main"])
def test_git_ends_with_the_program(folder: Path, where: str) -> None:
    (folder / ".git/info/exclude").unlink()
    os.mkfifo(folder / ".git/info/exclude")
    with subprocess.Popen(
        [sys.executable, "-c", WAITING, str(folder), where],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as waiting:  # fmt: skip
        assert waiting.stdout is not None
        process = int(waiting.stdout.readline())
        os.kill(process, 0)
        if where == "main":
            waiting.send_signal(signal.SIGINT)
        waiting.communicate("\n")
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


# The one place

STARTERS = {
    "subprocess": {"*"},
    "os": {"system", "popen", "fork", "forkpty", "posix_spawn", "posix_spawnp", "startfile"},
    "pty": {"spawn", "fork"},
    "multiprocessing": {"*"},
    "concurrent.futures": {"ProcessPoolExecutor"},
    "asyncio": {"create_subprocess_exec", "create_subprocess_shell"},
    "webbrowser": {"*"},
    "pdb": {"*"},
    "click": {"launch", "edit", "pager", "echo_via_pager"},
    "prompt_toolkit.application": {"run_system_command"},
}
"""What starts a program: functions by the module that they come from, `*` for whatever it has."""

PLACES = {
    "discovery/git.py": "git, with settings that keep it from running anything itself",
    "sandbox/process.py": "our own Python, for what strangers wrote, with limits",
}
"""The modules that may start one, and what for."""


def starts(tree: ast.AST) -> Iterator[str]:
    """Yield what in a module starts a program; a name by which it is imported is one, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (
                name.name for name in node.names if "*" in STARTERS.get(name.name.split(".")[0], ())
            )
        elif isinstance(node, ast.ImportFrom):
            known = STARTERS.get(node.module or "", set())
            known = known or STARTERS.get((node.module or "").split(".")[0], set())
            for entry in node.names:
                if "*" in known or entry.name in known or _executes(node.module, entry.name):
                    yield f"{node.module}.{entry.name}"
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = node.value.id
            if node.attr in STARTERS.get(module, ()) or _executes(module, node.attr):
                yield f"{module}.{node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            named = node.args[0] if node.args else None
            if (
                name in ("import_module", "__import__")
                and isinstance(named, ast.Constant)
                and str(named.value).split(".")[0] in STARTERS
            ):
                yield f"{name}({named.value!r})"
            elif name in ("run_system_command", "run_in_executor", "subprocess_exec"):
                yield name


def _executes(module: str | None, name: str) -> bool:
    return module == "os" and name.startswith(("exec", "spawn"))


def test_a_program_is_started_in_one_place() -> None:
    results = {
        path.relative_to(SOURCE).as_posix(): list(starts(ast.parse(path.read_text("utf-8"))))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    assert {path for path, calls in results.items() if calls} == set(PLACES)


def test_the_walk_sees_what_starts_a_program() -> None:
    cases: list[str] = [
        "import subprocess",
        "import subprocess as s",
        "from subprocess import run",
        "import os; os.system('x')",
        "import os; os.execvp('x', [])",
        "import os; os.popen('x')",
        "import os; os.posix_spawn('x', [], {})",
        "from os import spawnl",
        "import pty; pty.spawn",
        "import multiprocessing.pool",
        "from multiprocessing import Process",
        "import asyncio; asyncio.create_subprocess_shell('x')",
        "import webbrowser",
        "from concurrent.futures import ProcessPoolExecutor",
        "import click; click.launch('x')",
        "from importlib import import_module; import_module('subprocess')",
        "app.run_system_command('x')",
    ]
    for line in cases:
        assert list(starts(ast.parse(line)))


SAFE = {"ls-files", "grep", "rev-list", "rev-parse", "symbolic-ref"}
"""Commands that neither convert nor compare contents, so that no filter of a repository's runs."""


def test_git_is_only_asked_what_runs_no_filter() -> None:
    asked = {
        first.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "git")
            or (isinstance(node.func, ast.Name) and node.func.id == "ask")
        )
        for first in node.args[: 1 if isinstance(node.func, ast.Attribute) else 2]
        if isinstance(first, ast.Constant)
    }
    assert asked == SAFE


def test_a_question_that_may_take_less_is_given_up_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(
        folder.parent / "bin" / "git", "case $* in *rev-list*) exec sleep 30 ;; esac; echo here"
    )
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder.parent / "bin"), os.environ["PATH"]]))
    with pytest.raises(starting.TooSlowError, match=r"git took longer than 0\.2 seconds"):
        starting.ask(folder, "rev-list", "HEAD", patience=0.2)
    assert starting.ask(folder, "rev-parse", "HEAD").text == "here\n"


def test_git_that_is_too_slow_is_asked_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = folder.parent / "asked"
    program(folder.parent / "bin" / "git", f"echo >> {counted}; exec sleep 30")
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder.parent / "bin"), os.environ["PATH"]]))
    monkeypatch.setattr(starting, "PATIENCE", 0.2)
    for _ in range(3):
        with pytest.raises(starting.TooSlowError):
            starting.ask(folder, "rev-parse", "HEAD")
    assert len(counted.read_text().splitlines()) == 1


def test_a_folder_of_the_path_that_cannot_be_looked_into_is_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    folders = ["/closed", *os.get_exec_path()]
    assert starting.find_program(folder, folders) == starting.find_program(folder, folders[1:])
