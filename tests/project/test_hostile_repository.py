"""A stranger's repository, with links at every name that this program could write."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from interview.cli import COMMANDS
from interview.questionnaire.library import built_in
from tests.conftest import DATA
from tests.shell import Shell

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="a repository's links are POSIX's"),
]

TORN = b"touch /tmp/this-was-run"

SESSION = "talks-3"

BESIDE = (
    ".jsonl.torn", ".jsonl.torn-2", ".jsonl.damaged", ".jsonl.aside", ".jsonl.anew",
    "-copy.jsonl", "-rescued.jsonl", "-2.jsonl",
)  # fmt: skip
"""What stands beside a session, behind its name."""

IN_PROJECT = (
    "iteration-3.md", "iteration-3.json", f".iteration-3.md.{os.getpid()}.new", "docs/plan.md",
    ".interview/questionnaire.schema.json", ".interview/questionnaires/fresh.toml",
    ".interview/documents/fresh.md.j2", ".interview/tests/fresh/example.toml",
    ".interview/tests/fresh/example.md", ".interview/tests/team/example.md",
    ".interview/questionnaires/team2.toml", ".gitignore", ".gitattributes",
)  # fmt: skip
"""What is written in a project, besides sessions."""

RUNS: dict[str, list[list[str]]] = {
    "start": [
        ["--set", "iteration.number=3", "--no-input"], ["--set", "goal.outcome=x", "--plain"],
    ],
    "resume": [[SESSION, "--plain"], ["other-4", "--plain"]],
    "edit": [["--set", "goal.outcome=x"], [SESSION, "--set", "goal.outcome=x"]],
    "undo": [[SESSION]],
    "redo": [[SESSION]],
    "list": [[]],
    "show": [[SESSION]],
    "log": [[SESSION]],
    "redact": [[SESSION, "goal.outcome"], [SESSION, "goal.outcome", "--force"]],
    "check": [[SESSION], ["iteration-3.md"]],
    "export": [
        [SESSION, "--draft"], [SESSION, "--draft", "--force"],
        [SESSION, "--draft", "--format", "json"],
    ],
    "copy": [[SESSION], [SESSION, "other"]],
    "rename": [[SESSION, "other"], [SESSION, "renamed"], ["renamed", SESSION]],
    "doctor": [[], [SESSION, "--repair"]],
    "discover": [[]],
    "questionnaire": [
        ["new", "fresh"], ["new", "team2", "--extends", "iteration"], ["check"],
        ["test", "team", "--update"], ["show"],
    ],
    "config": [[]],
    "schema": [[]],
    "help": [["rules"]],
    "completion": [["bash"]],
    "remove": [[SESSION]],
    "restore": [[], [SESSION]],
}  # fmt: skip
"""What every command is called with."""


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return all there is below a folder: names, modes, and what files hold."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }


class Trap:
    """A project in whose every place a link leads to a folder that is none of ours."""

    def __init__(self, project: Path, outside: Path, lead: Callable[[Path, str], Path]) -> None:
        self.project = project
        self.outside = outside
        self._lead = lead
        self._count = 0

    def link(self, path: Path) -> None:
        """Put a link at a name, unless something is there."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            self._count += 1
            path.symlink_to(self._lead(self.outside, f"{self._count}-{path.name}"))


def to_a_file(outside: Path, name: str) -> Path:
    (outside / name).write_text("precious\n")
    return outside / name


def to_nothing(outside: Path, name: str) -> Path:
    return outside / name


def to_a_folder(outside: Path, name: str) -> Path:
    (outside / name).mkdir()
    return outside / name


@pytest.fixture(
    params=[
        (to_a_file, ""), (to_nothing, ""), (to_a_folder, ""),
        (to_nothing, "locks"), (to_a_folder, "trash"),
    ],
    ids=lambda param: f"{param[0].__name__}-{param[1]}".strip("-"),
)  # fmt: skip
def trap(sh: Shell, project: Path, request: pytest.FixtureRequest) -> Trap:
    """A project full of links; `barred` is a link, too, which stops commands before the others."""
    lead, barred = request.param
    own = project / ".interview"
    own.mkdir()
    (own / "config.toml").write_text('sessions = "plans"\ndocument = "iteration-{number}.md"\n')
    assert sh("start", "--answers", str(DATA / "linkstash.toml"), "--no-input").code == 0
    assert sh("start", "--set", "iteration.number=4", "--no-input").code == 0
    plans = project / "plans"
    whole = (plans / "linkstash-3.jsonl").read_bytes()
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "session.jsonl").write_bytes(whole)
    (plans / "linkstash-3.jsonl").unlink()
    (plans / f"{SESSION}.jsonl").write_bytes(whole + TORN)
    (plans / "linked-5.jsonl").symlink_to(outside / "session.jsonl")
    for card in plans.glob(".*"):
        card.unlink()
    assert sh("questionnaire", "new", "team", "--extends", "iteration").code == 0
    for path in (own / "tests" / "team" / "example.md", own / "questionnaire.schema.json"):
        path.unlink()
    made = Trap(project, outside, lead)
    for name in (SESSION, "linkstash-4", "other", "renamed", "linked-5"):
        if barred == "locks":
            made.link(plans / f".{name}.lock")
        made.link(plans / f".{name}.holder")
        for suffix in BESIDE:
            made.link(plans / f"{name}{suffix}")
    for name in ("other.jsonl", ".gitignore", ".gitattributes"):
        made.link(plans / name)
    if barred == "locks":
        made.link(plans / ".moving.lock")
    if barred == "trash":
        made.link(plans / "trash")
    for name in IN_PROJECT:
        made.link(project / name)
    return made


def test_no_command_writes_through_a_link(sh: Shell, trap: Trap) -> None:
    before = snapshot(trap.outside)
    pristine = trap.project.with_name("pristine")
    shutil.copytree(trap.project, pristine, symlinks=True)
    for command, calls in RUNS.items():
        for arguments in calls:
            result = sh(command, *arguments, typed=":pause\n")
            assert result.code != 70, (command, arguments, result.err)
            assert snapshot(trap.outside) == before, (command, arguments)
        for name in ("plans", ".interview", "docs"):
            shutil.rmtree(trap.project / name)
            shutil.copytree(pristine / name, trap.project / name, symlinks=True)


def test_every_command_is_run(sh: Shell) -> None:
    assert set(RUNS) == set(COMMANDS)


def test_a_linked_session_is_named_and_not_written(sh: Shell, trap: Trap) -> None:
    result = sh("edit", "linked-5", "--set", "goal.outcome=x")
    assert result.code == 3
    assert "is a symbolic link; links are not followed" in result.err
    assert str(trap.outside / "session.jsonl") in result.err


@pytest.mark.parametrize("folder", ["documents", "questionnaires", "tests", ""])
def test_a_starter_goes_into_no_linked_folder(sh: Shell, project: Path, folder: str) -> None:
    outside = project.parent / "outside"
    outside.mkdir()
    place = project / ".interview" / folder
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)
    result = sh("questionnaire", "new", "team", "--extends", "iteration")
    assert result.code == 2
    assert "is a symbolic link; links are not followed" in result.err
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("folder", ["tests/team", "tests"])
def test_recorded_documents_go_into_no_linked_folder(sh: Shell, project: Path, folder: str) -> None:
    sh("questionnaire", "new", "team", "--extends", "iteration")
    place = project / ".interview" / folder
    outside = project.parent / "outside"
    shutil.move(place, outside)
    place.symlink_to(outside)
    answers = next(outside.rglob("example.toml"))
    answers.write_text(answers.read_text().replace("example", "sample"))
    for document in outside.rglob("*.md"):
        document.write_text("precious\n")
    before = snapshot(outside)
    result = sh("questionnaire", "test", "team", "--update")
    assert result.code == 2
    assert "there are no recorded answers" in result.err
    assert snapshot(outside) == before


def test_a_linked_trash_is_left_alone(sh: Shell, project: Path) -> None:
    configured = project / ".interview"
    configured.mkdir()
    (configured / "config.toml").write_text('sessions = "plans"\n')
    assert sh("start", "--set", "iteration.number=3", "--no-input").code == 0
    victim = project.parent / "victim"
    victim.mkdir()
    shutil.copy(project / "plans" / "linkstash-3.jsonl", victim / "taxes.jsonl")
    for name in (".photos.lock", ".db.holder", "a.jsonl.bak", ".interview-0123456789abcdef.tmp"):
        (victim / name).write_text("precious")
    os.link(victim / "a.jsonl.bak", victim / "second-name")
    (project / "plans" / "trash").symlink_to(victim)
    before = snapshot(victim)
    for call in (
        ["rename", "linkstash-3", "other"], ["restore"], ["restore", "taxes"], ["remove", "other"],
        ["doctor", "--repair"], ["restore", str(project / "plans" / "trash" / "taxes.jsonl")],
        ["restore", str(victim / "taxes.jsonl")],
    ):  # fmt: skip
        assert sh(*call).code in (0, 3)
        assert snapshot(victim) == before, call
    assert "is a symbolic link; links are not followed" in sh("restore").err


def test_what_a_project_says_goes_into_nobody_elses_recorded_documents(
    sh: Shell, home: Path, project: Path
) -> None:
    ours = built_in()
    mine = home / ".config" / "interview" / "tests" / "adr"
    mine.mkdir(parents=True)
    recorded = ours / "tests" / "adr"
    for path in recorded.glob("*.toml"):
        shutil.copy(path, mine)
        (mine / path.with_suffix(".md").name).write_text("mine\n")
    own = project / ".interview"
    for kind, name in (("questionnaires", "adr.toml"), ("documents", "adr.md.j2")):
        (own / kind).mkdir(parents=True)
        shutil.copy(ours / kind / name, own / kind)
    (own / "documents" / "adr.md.j2").write_text("written by a template\n")
    before = snapshot(home), snapshot(recorded)
    for call in (["test", "--update"], ["test", "adr", "--update"]):
        assert "written by a template" in sh("questionnaire", *call).out
        assert (snapshot(home), snapshot(recorded)) == before


@pytest.mark.parametrize("target", ["../secret", ".git/config"])
def test_no_file_from_elsewhere_gets_into_a_plan_by_a_link(
    sh: Shell, project: Path, linkstash: str, target: str
) -> None:
    (project.parent / "secret").write_text("# Key\n\nhunter2-secret\n")
    subprocess.run(["git", "init", "--quiet"], check=True)
    with (project / ".git" / "config").open("a") as file:
        file.write("# hunter2-secret\n")
    documents = project / ".interview" / "documents"
    documents.mkdir(parents=True)
    (documents / "key.md").symlink_to(project / target)
    (documents / "iteration.md.j2").write_text('{% include "key.md" %}\n')
    exported = sh("export", linkstash, "-o", "-", "--draft")
    assert exported.code == 2
    assert "is a symbolic link that leads" in exported.err
    for name in ("CLAUDE.md", "TODO.md"):
        (project / name).symlink_to(target)
    result = sh("discover", "--json")
    assert "hunter2-secret" not in exported.out + result.out
    assert "was not followed" in result.out


def test_a_folder_whose_name_is_no_text_is_a_project_like_others(sh: Shell, project: Path) -> None:
    odd = project / os.fsdecode(b"pr\xffoj")
    try:
        (odd / ".interview").mkdir(parents=True)
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    os.chdir(odd)
    assert sh("start", "--set", "iteration.number=3", "--no-input").code == 0
    assert sh("export", "--draft", "-o", os.fsdecode(b"o\xff.md")).code == 0
    assert len(list(odd.glob("o*.md"))) == 1
    for command in (["list"], ["show"], ["log"], ["doctor"], ["export", "--draft"], ["discover"]):
        assert sh(*command).code == 0


def test_a_document_that_is_a_link_in_a_circle_is_told(sh: Shell, linkstash: str) -> None:
    Path("loop").symlink_to("loop")
    result = sh("export", linkstash, "-o", "loop", "--force")
    assert (result.code, "circular link" in result.err) == (2, True)


def test_an_empty_name_of_a_file_is_refused(sh: Shell, project: Path, linkstash: str) -> None:
    result = sh("export", linkstash, "-o", "")
    assert (result.code, "-o needs a file name" in result.err) == (2, True)
    assert not list(project.glob("*.md"))


def test_what_was_answered_is_kept_while_git_is_waited_for(
    sh: Shell, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("interview.discovery.commit.find_commit", wait)
    result = sh("start", "--plain", "--no-discovery", typed="7\nA title\n")
    assert result.code == 130
    assert "interview resume linkstash-7" in result.err
    assert "7" in sh("show", "linkstash-7", "--answers").out


def test_the_program_may_be_installed_in_the_project(
    sh: Shell, project: Path, linkstash: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = project / ".venv" / "lib" / "templates"
    shutil.copytree(built_in(), installed)
    for module in ("interview.questionnaire.library", "interview.project.starter"):
        monkeypatch.setattr(f"{module}.built_in", lambda: installed)
    recorded = snapshot(installed / "tests")
    assert sh("export", linkstash, "-o", "-").out.startswith("# ")
    assert sh("start", "-q", "adr", "--no-input", "--set", "decision.title=x").code in (0, 2)
    assert sh("questionnaire", "check").code == 0
    assert sh("questionnaire", "test", "--update").code == 0
    assert snapshot(installed / "tests") == recorded
