"""Damaged session files: what is said, what a repair does, and that nothing else changes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from interview.session.events import Answered
from interview.storage.session_file import read
from tests.shell import Shell, session_file


@pytest.fixture
def session(half_done: str) -> Path:
    return session_file(half_done)


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def beside(path: Path) -> dict[str, bytes]:
    """Return the files beside a session, by what their names add to its name."""
    return {
        entry.name.removeprefix(path.name): entry.read_bytes()
        for entry in path.parent.glob(f"{path.name}.*")
    }


def reported_and_untouched(sh: Shell, path: Path, *arguments: str) -> str:
    """Run a command that must fail with 3 and must leave the file alone; return its words."""
    before = path.read_bytes()
    result = sh(*arguments)
    assert (result.code, result.out) == (3, "")
    assert "Traceback" not in result.err
    assert path.read_bytes() == before
    assert beside(path) == {}
    return result.err


READING = [("show", "linkstash-4"), ("resume", "linkstash-4", "--plain"),
           ("edit", "linkstash-4", "--set", "goal.outcome=x")]  # fmt: skip


@pytest.mark.parametrize("arguments", READING, ids=["show", "resume", "edit"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "contains no session"),
        (b"\x00\xff\xfe\x9f" * 50 + b"\n", "is not a session file"),
        (b'{"type":"log","level":3}\n{"type":"log"}\n', "is not a session file"),
        (b'{"event":"deployed","at":"2026-11-23T12:00:00Z"}\n', "its first line is not 'started'"),
        (
            b'{"event":"started","schema":99,"id":"x","project":"p","at":"2026-11-23T12:00:00Z",'
            b'"questionnaire":{"name":"iteration","version":1}}\n',
            "was written by a newer version (session format 99, this one knows 1)",
        ),
    ],
    ids=["empty", "binary", "foreign", "unknown first", "newer schema"],
)
def test_a_file_that_is_no_session_of_ours_is_told_and_left_alone(
    sh: Shell, session: Path, arguments: tuple[str, ...], content: bytes, message: str
) -> None:
    session.write_bytes(content)
    assert message in reported_and_untouched(sh, session, *arguments)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\n", b'{"type":"log"}\n'])
def test_a_doctor_leaves_a_file_alone_that_holds_nothing_of_ours(
    sh: Shell, session: Path, content: bytes
) -> None:
    session.write_bytes(content)
    result = sh("doctor", "--repair")
    assert result.code == 1
    assert "contains no session events" in result.out or "it is empty" in result.out
    assert session.read_bytes() == content
    assert beside(session) == {}


def test_a_doctor_finds_nothing_wrong_with_a_whole_file(sh: Shell, session: Path) -> None:
    result = sh("doctor")
    assert (result.code, result.out) == (0, "linkstash-4: no problems found\n")


def test_a_line_in_the_middle_that_cannot_be_read_is_set_aside(sh: Shell, session: Path) -> None:
    whole = lines(session)
    garbage = b'{"event":"answered","addr\xff\n'
    damaged = b"".join([*whole[:3], garbage, *whole[3:]])
    session.write_bytes(damaged)
    message = reported_and_untouched(sh, session, "show")
    assert "line 4 of" in message
    assert "is damaged" in message
    assert "the 3 lines before it can be read" in message
    assert "`interview doctor --repair linkstash-4` sets it aside" in message

    seen = sh("doctor")
    assert seen.code == 1
    assert "line 4: unreadable" in seen.out
    assert "→ set it aside" in seen.out
    assert session.read_bytes() == damaged

    mended = sh("doctor", "--repair")
    assert mended.code == 0
    assert beside(session) == {".damaged": damaged, ".aside": garbage}
    assert [line_without_check(line) for line in lines(session)] == [
        line_without_check(entry) for entry in whole
    ]
    assert sh("doctor").code == 0


def line_without_check(line: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(line)
    del facts["check"]
    return facts


def test_an_altered_line_is_noticed_and_kept_to_be_judged(sh: Shell, session: Path) -> None:
    damaged = session.read_bytes().replace(b'"value":4', b'"value":7')
    session.write_bytes(damaged)
    message = reported_and_untouched(sh, session, "show")
    assert "this line or an earlier one was changed, removed or inserted" in message
    result = sh("doctor", "--repair")
    assert result.code == 0
    assert '"value":7' in result.out
    assert "keep it as it is; check that it is right" in result.out
    assert beside(session) == {".damaged": damaged}
    assert next(e.value for e in read(session).events if isinstance(e, Answered)) == 7


def test_a_line_that_was_removed_is_noticed_and_the_others_are_kept(
    sh: Shell, session: Path
) -> None:
    whole = lines(session)
    damaged = b"".join([*whole[:2], *whole[3:]])
    session.write_bytes(damaged)
    assert "line 3 of" in reported_and_untouched(sh, session, "show")
    assert sh("doctor", "--repair").code == 0
    assert len(read(session).events) == len(whole) - 1
    assert beside(session) == {".damaged": damaged}


def test_a_lost_first_line_is_written_anew(sh: Shell, session: Path) -> None:
    whole = lines(session)
    session.write_bytes(b"".join(whole[1:]))
    assert "is not a session file" in reported_and_untouched(sh, session, "show")
    assert "write it again, for the project linkstash" in sh("doctor", "--repair").out
    reading = read(session)
    assert reading.started.project == "linkstash"
    assert len(reading.events) == len(whole)


def test_a_torn_last_line_is_set_aside_by_whoever_goes_on(sh: Shell, session: Path) -> None:
    whole, half = session.read_bytes(), b'{"event":"answered","addr'
    session.write_bytes(whole + half)
    seen = sh("doctor")
    assert seen.code == 1
    assert "it was cut off while it was being written" in seen.out
    shown = sh("show")
    assert shown.code == 0
    assert "was cut off while it was being written" in shown.err
    assert session.read_bytes() == whole + half
    gone_on = sh("edit", "--set", "goal.outcome=x")
    assert gone_on.code == 0
    assert "was set aside" in gone_on.err
    assert beside(session) == {".torn": half + b"\n"}
    assert session.read_bytes().startswith(whole)


def test_a_doctor_looks_at_every_session(sh: Shell, session: Path, linkstash: str) -> None:
    session.write_bytes(b"garbage\n")
    result = sh("doctor")
    assert result.code == 1
    assert "linkstash-3: no problems found" in result.out
    assert "linkstash-4: " in result.out


def test_a_damaged_session_does_not_hide_the_others(
    sh: Shell, session: Path, linkstash: str
) -> None:
    session.write_bytes(b"garbage\n")
    rows = {row["session"]: row["state"] for row in json.loads(sh("list", "--json").out)}
    assert rows == {"linkstash-3": "finished", "linkstash-4": "damaged"}


def test_a_second_repair_keeps_both_originals(sh: Shell, session: Path) -> None:
    for garbage in (b"garbage\n", b"more garbage\n"):
        session.write_bytes(session.read_bytes() + garbage)
        assert sh("doctor", "--repair").code == 0
    assert set(beside(session)) == {".damaged", ".damaged-2", ".aside", ".aside-2"}


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_a_file_that_others_may_read_is_made_private(sh: Shell, session: Path) -> None:
    session.chmod(0o644)
    assert "others can read it → make it readable only by you" in sh("doctor").out
    assert sh("doctor", "--repair").code == 0
    assert session.stat().st_mode & 0o777 == 0o600


def refusing(error: int) -> Any:
    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(error, os.strerror(error))

    return refuse


def test_a_repair_that_fails_leaves_the_file_as_it_was(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = session.read_bytes() + b"garbage\n"
    session.write_bytes(damaged)
    monkeypatch.setattr(os, "write", refusing(28))
    result = sh("doctor", "--repair")
    assert result.code == 1
    assert "linkstash-4.jsonl: the disk is full" in result.out
    assert session.read_bytes() == damaged


# Places that cannot be read or written; the system's refusal is put under the program, since
# nothing is forbidden to root.


def test_a_folder_without_permission_is_told(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "iterdir", refusing(13))
    result = sh("list")
    assert result.code == 3
    assert f"cannot list the sessions in {session.parent}: Permission denied" in result.err
    assert "--sessions-dir" in result.err


def test_a_file_without_permission_is_told(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.storage.session_file.read_regular", refusing(13))
    result = sh("show", "linkstash-4")
    assert result.code == 3
    assert f"cannot read the session {session}: Permission denied" in result.err


def test_a_read_only_file_system_is_told_and_can_still_be_read(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, os.strerror(30))
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", read_only)
    message = reported_and_untouched(sh, session, "edit", "--set", "goal.outcome=x")
    assert "Read-only file system" in message
    started = sh("start", "--set", "iteration.number=5", "--no-input")
    assert started.code == 3
    assert "Read-only file system" in started.err
    assert sh("show", "linkstash-4").code == 0


def test_a_full_disk_is_told_at_the_start(
    sh: Shell, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "write", refusing(28))
    result = sh("start", "--set", "iteration.number=5", "--no-input")
    assert result.code == 3
    assert "the disk is full" in result.err
    assert not list(Path.home().rglob("linkstash-5.jsonl"))


def test_a_session_replaced_under_a_running_interview_is_rescued(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = session.read_bytes()
    other = b"".join(lines(session)[:2])

    class Replacing:
        """Replaces the file when the first line of input is read."""

        def readline(self) -> str:
            session.unlink()
            session.write_bytes(other)
            return "A title\n"

    monkeypatch.setattr("tests.shell.io.StringIO", lambda _: Replacing())
    result = sh("resume", "linkstash-4", "--plain")
    assert result.code == 3
    assert "was moved, removed or replaced while it was open" in result.err
    rescued = session.with_name("linkstash-4-rescued.jsonl")
    assert str(rescued) in result.err
    assert rescued.read_bytes().startswith(whole)
    assert b'"value":"A title"' in rescued.read_bytes().removeprefix(whole)
    assert session.read_bytes() == other


def vanish(how: str, session: Path) -> None:
    """Let a session, or the folder it is in, go away under whoever writes it."""
    folder = session.parent
    match how:
        case "the file is removed":
            session.unlink()
        case "the file is moved":
            session.rename(session.with_name("moved.jsonl"))
        case "the folder is removed":
            shutil.rmtree(folder)
        case "the folder is moved":
            folder.rename(folder.with_name("moved"))
        case "all of the user's data is removed":
            shutil.rmtree(folder.parent.parent)
        case "a file takes the folder's place":
            shutil.rmtree(folder)
            folder.write_text("")


VANISHING = [
    "the file is removed", "the file is moved", "the folder is removed", "the folder is moved",
    "all of the user's data is removed", "a file takes the folder's place",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("answers", [0, 1])
@pytest.mark.parametrize("how", VANISHING)
def test_a_session_that_vanishes_is_rescued_with_the_answer_just_typed(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch, how: str, answers: int
) -> None:
    before = len(read(session).events)

    class Person:
        """Types a title and a paragraph, or not; the session vanishes before the last answer."""

        def __init__(self) -> None:
            self.lines = [*["an answer", "an answer", "."] * answers, "the last answer"]

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            line = self.lines.pop(0) if self.lines else "."
            if line == "the last answer":
                vanish(how, session)
            return f"{line}\n"

    with monkeypatch.context() as patch:
        patch.setattr("tests.shell.io.StringIO", lambda _: Person())
        result = sh("resume", "linkstash-4", "--plain", "--no-discovery")
    assert result.code == 3
    assert "was moved, removed or replaced while it was open" in result.err
    rescued = Path(result.err.split("including the last answer, was saved in ")[1].split("\n")[0])
    values = [getattr(event, "value", None) for event in read(rescued).events]
    assert len(values) > before
    assert "the last answer" in values
    assert rescued.stat().st_mode & 0o777 == 0o600
    assert f"interview resume {rescued}" in result.err
    assert sh("show", str(rescued)).code == 0


@pytest.mark.parametrize("how", VANISHING)
def test_a_pause_never_says_that_what_vanished_is_kept(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    class Person:
        """Pauses when the session has gone."""

        def readline(self) -> str:
            vanish(how, session)
            return ":pause\n"

    monkeypatch.setattr("tests.shell.io.StringIO", lambda _: Person())
    result = sh("resume", "linkstash-4", "--plain", "--no-discovery")
    assert result.code == 3
    assert "Every answer is kept in" not in result.err
    assert "Everything, including the last answer, was saved in " in result.err


def test_where_nothing_can_be_rescued_it_is_said(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Person:
        """Answers when the disk is full and the session has gone."""

        def readline(self) -> str:
            vanish("the folder is removed", session)
            monkeypatch.setattr(os, "write", refusing(28))
            return "the last answer\n"

    monkeypatch.setattr("tests.shell.io.StringIO", lambda _: Person())
    result = sh("resume", "linkstash-4", "--plain", "--no-discovery")
    assert result.code == 3
    assert "could not be saved elsewhere: the disk is full" in result.err


def test_a_folder_that_does_not_exist_any_more_is_told(sh: Shell, project: Path) -> None:
    gone = project / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    for command in (["list"], ["start", "--no-input"], ["check"], ["discover"], ["config"], []):
        result = sh(*command)
        assert result.code in (0, 2)
        assert "defect" not in result.err
        if command:
            assert "the current folder no longer exists" in result.err


@pytest.mark.parametrize("suffix", [".jsonl.torn", ".jsonl.damaged", ".holder", ".lock"])
def test_a_card_or_a_note_that_cannot_be_removed_is_no_defect(
    sh: Shell, session: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    real = os.unlink

    def unlink(path: Any, *more: Any, **named: Any) -> None:
        if str(path).endswith(suffix):
            raise PermissionError(13, "Permission denied")
        real(path, *more, **named)

    monkeypatch.setattr(os, "unlink", unlink)
    for command in (["edit", "--set", "goal.outcome=x"], ["copy", "linkstash-4"], ["undo"]):
        assert "defect" not in sh(*command).err
