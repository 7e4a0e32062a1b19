"""What a document is written to: links, pipes, devices, private files, folders of other tools."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from interview.storage.session_file import read
from tests.shell import Shell, session_file

pytestmark = pytest.mark.slow


def configured(project: Path, *settings: str) -> None:
    own = project / ".interview"
    own.mkdir(exist_ok=True)
    (own / "config.toml").write_text("\n".join(settings) + "\n")


def exports(session: str) -> int:
    return sum(event.event == "exported" for event in read(session_file(session)).events)


# Pipes and devices


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_document_goes_through_a_pipe_and_holds_no_lock_while_it_waits(
    sh: Shell, linkstash: str, tmp_path: Path, force: list[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    held = f"ls -A {session_file(linkstash).parent} > {tmp_path}/held; cat {pipe}"
    reader = subprocess.Popen(["sh", "-c", held], stdout=subprocess.PIPE, text=True)
    assert sh("export", linkstash, "-o", str(pipe), *force).code == 0
    text = reader.communicate()[0]
    assert text == sh("export", linkstash, "-o", "-").out
    assert ".holder" not in (tmp_path / "held").read_text()
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert exports(linkstash) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_document_goes_through_a_device(linkstash: str, tmp_path: Path, name: str) -> None:
    if not Path(name).exists():
        pytest.skip(f"no {name} here")
    call = [sys.executable, "-m", "interview", "export", linkstash, "-o", name, "--force"]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("" if name == "/dev/null" else "# ")
    assert done.stderr == ""
    assert not stat.S_ISREG(Path("/dev/null").stat().st_mode)


@pytest.mark.slow
def test_a_document_goes_into_a_process_substitution(linkstash: str) -> None:
    line = f"{sys.executable} -m interview export {linkstash} -o >(cat) | cat"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("# ")


def test_a_full_device_is_told(sh: Shell, linkstash: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    result = sh("export", linkstash, "-o", "/dev/full")
    assert result.code == 2
    assert "cannot write /dev/full: No space left on device" in result.err


@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_a_project_sends_its_document_to_no_pipe_and_no_folder(
    sh: Shell, project: Path, linkstash: str, kind: str
) -> None:
    path = project / "iteration-3.md"
    os.mkfifo(path) if kind == "pipe" else path.mkdir()
    result = sh("export", linkstash, "--force")
    assert result.code == 2
    assert "is a folder" in result.err or "is not a regular file" in result.err


# Links


def test_a_linked_document_stays_a_link(sh: Shell, project: Path, linkstash: str) -> None:
    assert sh("export", linkstash).code == 0
    (project / "docs").mkdir()
    link, target = project / "iteration-3.md", project / "docs" / "iteration-3.md"
    link.rename(target)
    link.symlink_to("docs/iteration-3.md")
    sh("edit", linkstash, "--set", "iteration.title=Another title")
    result = sh("export", linkstash)
    assert (result.code, result.err) == (0, "Written: iteration-3.md\n")
    assert link.is_symlink()
    assert "Another title" in target.read_text().splitlines()[0]
    assert not target.is_symlink()


@pytest.mark.parametrize("target", ["../outside.md", ".git/config", "/etc/hostname"])
def test_a_link_out_of_the_project_is_followed_only_when_named(
    sh: Shell, project: Path, linkstash: str, target: str
) -> None:
    link = project / "iteration-3.md"
    link.symlink_to(target)
    result = sh("export", linkstash, "--force")
    assert result.code == 2
    assert "leads " in result.err
    assert "by a link" in result.err
    if target == "../outside.md":
        assert sh("export", linkstash, "-o", "iteration-3.md").code == 0
        assert (project.parent / "outside.md").read_text().startswith("# ")
        assert link.is_symlink()


# Permissions


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_document_keeps_its_permissions(
    sh: Shell, project: Path, linkstash: str, mode: int
) -> None:
    sh("export", linkstash)
    path = project / "iteration-3.md"
    path.chmod(mode)
    sh("edit", linkstash, "--set", "iteration.title=Another title")
    assert sh("export", linkstash).code == 0
    assert "Another title" in path.read_text()
    assert path.stat().st_mode & 0o777 == mode


def test_a_read_only_document_needs_force_and_stays_read_only(
    sh: Shell, project: Path, linkstash: str
) -> None:
    sh("export", linkstash)
    path = project / "iteration-3.md"
    path.chmod(0o444)
    sh("edit", linkstash, "--set", "iteration.title=Another title")
    result = sh("export", linkstash)
    assert result.code == 2
    assert "is read-only" in result.err
    assert "Another title" not in path.read_text()
    assert sh("export", linkstash, "--force").code == 0
    assert "Another title" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o444


# Places that a project names


@pytest.mark.parametrize(
    "document",
    [".git/commondir", ".GIT/commondir", ".hg/hgrc", "docs/.git/x.md", ".git\\x.md", "a/../.git/x"],
)
def test_a_document_goes_into_no_control_folder(
    sh: Shell, project: Path, linkstash: str, document: str
) -> None:
    configured(project, f"document = {document!r}")
    before = sorted(project.rglob("*"))
    result = sh("export", linkstash, "--force")
    assert result.code == 2
    assert "which controls another tool" in result.err
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("setting", ["document", "sessions", "standards"])
def test_a_home_in_the_settings_of_a_project_is_refused(
    sh: Shell, project: Path, linkstash: str, setting: str
) -> None:
    value = '["~/x/*.md"]' if setting == "standards" else '"~/x"'
    configured(project, f"{setting} = {value}")
    call = {
        "document": ["export", linkstash],
        "sessions": ["list"],
        "standards": ["discover"],
    }
    result = sh(*call[setting])
    assert result.code == 2
    assert f"the project's setting {setting} = '~/x" in result.err
    assert "begins with ~" in result.err
    assert not list(project.glob("*~*"))


@pytest.mark.parametrize("sessions", [".git/plans", ".svn", "plans/.HG"])
def test_sessions_go_into_no_control_folder(sh: Shell, project: Path, sessions: str) -> None:
    configured(project, f"sessions = {sessions!r}")
    result = sh("start", "--set", "iteration.number=1", "--no-input")
    assert result.code == 2
    assert "which controls another tool" in result.err
    assert not (project / sessions).exists()


@pytest.mark.slow
@pytest.mark.parametrize("path", [".git/x-{number}.md", "~/x-{number}.md", "../x-{number}.md"])
def test_a_questionnaire_sends_its_document_nowhere_else(
    sh: Shell, project: Path, path: str
) -> None:
    folder = project / ".interview" / "questionnaires"
    folder.mkdir(parents=True)
    (folder.parent / "documents").mkdir()
    (folder.parent / "documents" / "mine.md.j2").write_text("# {{ a.b }}\n")
    (folder / "mine.toml").write_text(
        f"""name = "mine"
version = 1
document = "mine.md.j2"
path = "{path}"
[[section]]
id = "a"
title = "A"
[[section.question]]
id = "b"
kind = "text"
ask = "B?"
help = "C."
"""
    )
    sh("start", "-q", "mine", "--set", "a.b=x", "--no-input")
    result = sh("export", "--draft", "--force")
    assert result.code == 2
    assert "the project's path = " in result.err
    assert not list(project.parent.rglob("x-*.md"))


def test_a_home_of_the_user_is_followed_in_what_they_say_themselves(
    sh: Shell, home: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_SESSIONS_DIR", "~/from-variable")
    sh("start", "--set", "iteration.number=1", "--no-input")
    sh("start", "--set", "iteration.number=2", "--no-input", "--sessions-dir", "~/from-option")
    (home / ".config" / "interview").mkdir(parents=True)
    (home / ".config" / "interview" / "config.toml").write_text(
        'document = "~/plans/{number}.md"\n'
    )
    assert sh("export", "--draft").code == 0
    assert sh("export", "--draft", "-o", "~/by-option.md").code == 0
    (home / "answers.toml").write_text("[iteration]\nnumber = 7\n")
    assert sh("start", "--answers", "~/answers.toml", "--no-input").code == 0
    made = {path.relative_to(home).as_posix() for path in home.rglob("*[0-9n].*") if path.is_file()}
    assert {
        "from-variable/linkstash-1.jsonl", "from-option/linkstash-2.jsonl", "plans/1.md",
        "by-option.md", "from-variable/linkstash-7.jsonl",
    } <= made  # fmt: skip
    assert not list(project.glob("~*"))


# Files that are read


@pytest.mark.parametrize("name", ["pyproject.toml", ".interview/config.toml",
                                  ".interview/questionnaires/iteration.toml",
                                  ".interview/documents/iteration.md.j2"])  # fmt: skip
def test_a_pipe_in_the_place_of_a_file_of_the_project_stops_nothing_for_ever(
    sh: Shell, project: Path, linkstash: str, name: str
) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(project / name)
    for command in (["list"], ["show", linkstash], ["export", linkstash, "-o", "-"], ["discover"]):
        assert sh(*command).code in (0, 2)


def test_a_session_that_is_a_pipe_stops_no_other(sh: Shell, linkstash: str) -> None:
    os.mkfifo(session_file(linkstash).with_name("pipe-9.jsonl"))
    assert "linkstash-3" in sh("list").out
    result = sh("show", "pipe-9")
    assert result.code == 3
    assert sh("doctor").code in (0, 1)


def test_settings_that_would_take_for_ever_are_refused(sh: Shell, project: Path) -> None:
    configured(project, "a" + ".a" * 30_000 + " = 1")
    result = sh("list")
    assert result.code == 2
    assert "more than 500 dots on line 1" in result.err
