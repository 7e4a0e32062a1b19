from __future__ import annotations

import errno
import json
import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.errors import SessionError
from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from interview.session.events import Answered, Unknown
from interview.session.state import State
from interview.storage.journal import Journal
from interview.storage.session_file import append_to, read
from interview.storage.store import Store, slug
from tests.conftest import NOW
from tests.events import answered, applied, linkstash, started
from tests.session.test_engine import snapshot
from tests.strategies import engines


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sessions")


@pytest.fixture
def journal(store: Store) -> Journal:
    journal = store.create("linkstash-3", started())
    journal.append(answered("iteration.number", 3))
    return journal


def reopened(journal: Journal) -> Journal:
    journal.close()
    return append_to(journal.path, NOW)[1]


def line_without_check(line: str) -> str:
    body, mark, check = line.rpartition(',"check":"')
    assert mark
    assert re.fullmatch(r'[0-9a-f]{8}"\}', check)
    return body + "}"


def test_a_session_file_is_one_event_a_line(journal: Journal) -> None:
    first, second = (line_without_check(line) for line in journal.path.read_text().splitlines())
    assert json.loads(first) == {
        "event": "started",
        "at": "2026-11-23T12:00:00Z",
        "schema": 1,
        "id": "0" * 32,
        "questionnaire": {"name": "iteration", "version": 1},
        "project": "linkstash",
    }
    assert json.loads(second) == {
        "event": "answered",
        "at": "2026-11-23T12:00:00Z",
        "address": "iteration.number",
        "value": 3,
        "origin": "user",
    }


def test_files_are_private_to_the_user(journal: Journal) -> None:
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700


def test_an_event_is_on_the_disk_before_append_returns(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    real_write, real_sync = os.write, os.fsync

    def write(file: int, data: bytes) -> int:
        calls.append("write")
        return real_write(file, data)

    def fsync(file: int) -> None:
        calls.append("fsync")
        real_sync(file)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)
    journal.append(answered("iteration.title", "x"))
    assert calls == ["write", "fsync"]


def test_what_is_appended_is_read_back(journal: Journal) -> None:
    reading = read(journal.path)
    assert reading.events == (started(), answered("iteration.number", 3))
    assert reading.warnings == []


def test_a_session_goes_on_where_it_was(journal: Journal) -> None:
    reopened(journal).append(answered("iteration.title", "x"))
    assert [event.event for event in read(journal.path).events] == ["started"] + ["answered"] * 2


def test_a_torn_last_line_is_set_aside_wherever_it_was_cut(journal: Journal) -> None:
    whole = journal.path.read_bytes()
    journal.append(answered("goal.outcome", "żółw 🐢"))
    torn_line = journal.path.read_bytes()[len(whole) : -1]
    beside = journal.path.with_name("linkstash-3.jsonl.torn")
    journal.close()
    for length in range(1, len(torn_line)):
        journal.path.write_bytes(whole + torn_line[:length])
        reading = read(journal.path)
        assert len(reading.events) == 2
        assert "was cut off while it was being written, and was set aside" in reading.warnings[0]
        with append_to(journal.path, NOW)[1] as again:
            again.append(answered("iteration.title", "x"))
        assert read(journal.path).warnings == []
        assert beside.read_bytes() == torn_line[:length] + b"\n"
        beside.unlink()


def test_reading_a_torn_file_changes_nothing(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + b'{"event": "ans')
    before = journal.path.read_bytes()
    read(journal.path)
    assert journal.path.read_bytes() == before


def test_events_of_a_newer_version_are_kept_and_reported(
    journal: Journal, questionnaire: Questionnaire
) -> None:
    newer = '{"event":"dreamt","at":"2026-11-23T12:00:00Z","of":["sheep"]}\n'
    with journal.path.open("a") as file:
        file.write(newer)
    reading = read(journal.path)
    event = reading.events[-1]
    assert isinstance(event, Unknown)
    assert event.model_dump()["of"] == ["sheep"]
    assert "events of a newer version, which are kept but ignored: dreamt" in reading.warnings[0]
    reopened(journal).append(answered("iteration.title", "x"))
    assert newer in journal.path.read_text()
    assert Engine(questionnaire, read(journal.path).events).state.unknown == ["dreamt"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"garbage", "line 2 of {path} is damaged (Expecting value: line 1 column 1 (char 0))"),
        (b"[1, 2]", "line 2 of {path} is damaged (it is not an event)"),
        (b"\xff\xfe", "line 2 of {path} is damaged"),
        (b"", "line 2 of {path} is damaged"),
        (b'{"event":"answered","at":"2026-11-23T12:00:00Z"}', "line 2 of {path} is damaged"),
        (b'{"event":"answered","at":"x","address":"a.b","value":1,"origin":"user"}', "is damaged"),
        (b"[" * 100_000, "line 2 of {path} is damaged"),
    ],
)
def test_damage_inside_a_file_is_named_by_its_line(
    journal: Journal, line: bytes, message: str
) -> None:
    first, second = journal.path.read_bytes().splitlines(keepends=True)
    journal.path.write_bytes(first + line + b"\n" + second)
    before = journal.path.read_bytes()
    with pytest.raises(SessionError) as error:
        read(journal.path)
    assert message.format(path=journal.path) in error.value.message
    assert "the 1 lines before it can be read" in error.value.message
    assert journal.path.read_bytes() == before


@pytest.mark.parametrize("change", ["removed", "altered", "swapped"])
def test_a_line_that_was_tampered_with_is_noticed(journal: Journal, change: str) -> None:
    for title in ("one", "two", "three"):
        journal.append(answered("iteration.title", title))
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[2:4] = {
        "removed": lines[3:4],
        "altered": [lines[2].replace(b'"one"', b'"won"'), lines[3]],
        "swapped": [lines[3], lines[2]],
    }[change]
    journal.path.write_bytes(b"".join(lines))
    with pytest.raises(
        SessionError, match=r"line \d of .* is damaged \(this line or an earlier one"
    ):
        read(journal.path)


def test_lines_that_somebody_wrote_by_hand_are_taken_as_they_are(journal: Journal) -> None:
    by_hand = answered("goal.outcome", "x").model_dump_json() + "\n"
    with journal.path.open("a") as file:
        file.write(by_hand)
    reopened(journal).append(answered("iteration.title", "t"))
    assert read(journal.path).events[2:] == (
        answered("goal.outcome", "x"),
        answered("iteration.title", "t"),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "contains no session"),
        (b'{"event":"started"', "contains no session: its only line was cut off"),
        (b"\x00\x01\x02\n", "is not a session file"),
        (b'{"name": "x"}\n', "is not a session file"),
        (b'{"event":"other","at":"2026-11-23T12:00:00Z"}\n', "its first line is not 'started'"),
    ],
)
def test_what_is_no_session_file_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(SessionError, match=message) as error:
        read(path)
    assert error.value.hint
    assert path.read_bytes() == content


def test_a_newer_format_is_refused(journal: Journal) -> None:
    first = journal.path.read_text().splitlines()[0].replace('"schema":1', '"schema":2')
    journal.path.write_text(first + "\n")
    with pytest.raises(SessionError, match=r"newer version \(session format 2, this one knows 1\)"):
        read(journal.path)


def test_a_failed_write_leaves_the_file_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.path.read_bytes()
    real = os.write

    def half(file: int, data: bytes) -> int:
        real(file, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(SessionError, match="the disk is full") as error:
        journal.append(answered("iteration.title", "x"))
    assert error.value.hint == "All earlier answers are saved. Free some disk space, then resume."
    assert journal.path.read_bytes() == before
    monkeypatch.undo()
    journal.append(answered("iteration.title", "x"))
    assert len(read(journal.path).events) == 3


def test_a_name_that_is_taken_gets_a_number(store: Store) -> None:
    names = [store.create("linkstash-3", started()).name for _ in range(3)]
    assert names == ["linkstash-3", "linkstash-3-2", "linkstash-3-3"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("LinkStash 3", "linkstash-3"),
        ("../../etc/passwd-1", "etc-passwd-1"),
        ("日本", "session"),
        ("a" * 99, "a" * 60),
        ("con.txt/..\\x\x00y", "con-txt-x-y"),
    ],
)
def test_a_name_can_be_a_file_s(name: str, short: str) -> None:
    assert slug(name) == short


def test_a_session_is_found_by_name_part_or_path(store: Store, journal: Journal) -> None:
    store.create("other-1", started())
    for session in ("linkstash-3", "link", str(journal.path)):
        assert store.find(session) == journal.path


def test_a_whole_name_goes_before_a_part(store: Store, journal: Journal) -> None:
    store.create("linkstash-3", started())
    assert store.find("linkstash-3") == journal.path


@pytest.mark.parametrize(
    ("session", "message"),
    [
        ("l", "'l' is ambiguous: linkstash-3, linkstash-4"),
        ("linkstahs-3", "there is no session 'linkstahs-3' in .* — did you mean 'linkstash-3'?"),
        ("./nothing.jsonl", "there is no session file ./nothing.jsonl"),
    ],
)
def test_a_session_that_is_not_found_is_explained(
    store: Store, journal: Journal, session: str, message: str
) -> None:
    store.create("linkstash-4", started())
    with pytest.raises(SessionError, match=message):
        store.find(session)


def test_the_session_written_last_is_first(store: Store) -> None:
    for place, name in enumerate(("a-1", "b-1", "c-1")):
        path = store.create(name, started()).path
        os.utime(path, (place * 100, place * 100))
    assert store.names() == ["c-1", "b-1", "a-1"]


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert Store(tmp_path / "nowhere").names() == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SessionError, match=r"cannot create a session in .*: Not a directory"):
        Store(tmp_path / "file" / "sessions").create("x", started())


@pytest.mark.slow
@given(st.data())
def test_the_fold_of_a_journal_is_the_state_the_engine_saw(
    questionnaire: Questionnaire, tmp_path: Path, data: st.DataObject
) -> None:
    seen = data.draw(engines(questionnaire, complete=False))
    journal = Store(tmp_path / "fold").create("x", started())
    events = [
        Answered(address=str(at), value=answer.value, origin=answer.origin, at=answer.at)
        for at, answer in seen.state.answers.items()
    ]
    items = [(section, item) for section, items in seen.state.items.items() for item in items]
    from tests.events import added

    for event in [*(added(*item) for item in items), *events]:
        journal.append(event)
    again = Engine(questionnaire, read(journal.path).events)
    assert snapshot(again)["answers"] == snapshot(seen)["answers"]
    assert again.progress() == seen.progress()


def test_a_journal_of_the_example_folds_to_its_state(
    store: Store, questionnaire: Questionnaire
) -> None:
    journal = store.create("x", started())
    events = linkstash(questionnaire)
    for event in events:
        journal.append(event)
    seen = applied(Engine(questionnaire), [started(), *events])
    again = Engine(questionnaire, read(journal.path).events)
    assert again.state == seen.state
    assert isinstance(again.state, State)
    assert snapshot(again) == snapshot(seen)
    assert again.state.last_at == NOW
