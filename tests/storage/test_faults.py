"""Faults under a running interview: it is killed, the disk is full, the disk is broken.

One whole interview is held and its session file recorded. Each fault then begins where the record
was at that moment: a process of its own goes on from there, is hit, and what is left is resumed.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from interview.errors import NotKeptError, SessionError
from interview.project.documents import document_of
from interview.project.workplace import Workplace
from interview.questionnaire.model import Questionnaire
from interview.session.address import Address
from interview.session.engine import Engine
from interview.session.events import Event
from interview.session.steps import Ask, OfferItem
from interview.storage.journal import Journal
from interview.storage.session_file import append_to, read
from interview.storage.store import Store
from interview.terminal.flow.dialogue import Dialogue
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.flow.review import DONE
from interview.terminal.flow.wizard import Wizard
from tests.conftest import DATA, NOW
from tests.events import linkstash, started
from tests.scripted import Screen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked per fault"),
]

Cut = Callable[[], None]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Person:
    """Answers what the example says, whatever is asked; acts just before an answer if told so.

    The fourth question is left open with a note at first, and an entry is left half typed.
    """

    going_back = "Shift-Tab"
    line_by_line = False

    def __init__(self, engine: Engine, wanted: Engine) -> None:
        self.engine = engine
        self.wanted = wanted
        self.before_answering: Cut = lambda: None
        self.asked = 0

    def ask(self, prompt: Prompt) -> Reply | Leave:
        self.asked += 1
        self.before_answering()
        match prompt.question.id:
            case "menu":
                return Reply(DONE)
            case "more":
                return Reply(self._wants_more())
            case "ready" | "now":
                return Reply(True)
            case "note":
                return Reply("ask Kim about żółw 🐢")
        return self._answer()

    def _wants_more(self) -> bool:
        step = self.engine.next()
        assert isinstance(step, OfferItem)
        return step.key in self.wanted.state.items[step.section.id]

    def _answer(self) -> Reply | Leave:
        state = self.engine.state
        step = self.engine.next()
        address = step.address if isinstance(step, Ask) else next(iter(state.postponed))
        if address == OPEN_AT_FIRST and address not in state.postponed:
            return Leave(Command.LATER, "half")
        return Reply(self.wanted.value(address))


OPEN_AT_FIRST = Address.parse("context.current_state")


class Record(NamedTuple):
    """A whole interview: its lines, and how many there were when each question was asked."""

    lines: tuple[bytes, ...]
    asked_at: tuple[int, ...]


class Stage:
    """Where interviews are held: a folder, the questionnaire, and what the person wants to say."""

    def __init__(self, folder: Path, questionnaire: Questionnaire) -> None:
        self.store = Store(folder)
        self.questionnaire = questionnaire
        self.wanted = Engine(questionnaire, linkstash(questionnaire))
        self.path = folder / "linkstash-3.jsonl"

    def record(self) -> Record:
        """Hold the whole interview."""
        journal = self.store.create("linkstash-3", started())
        dialogue, person = self.dialogue(journal, read(self.path).events)
        asked_at: list[int] = []
        person.before_answering = lambda: asked_at.append(len(read(self.path).events))
        assert Wizard(dialogue).run()
        journal.close()
        return Record(tuple(self.path.read_bytes().splitlines(keepends=True)), tuple(asked_at))

    def dialogue(self, journal: Journal, events: tuple[Event, ...]) -> tuple[Dialogue, Person]:
        engine = Engine(self.questionnaire, events)
        person = Person(engine, self.wanted)
        return Dialogue(engine, person, Screen(), journal.append, lambda: NOW), person

    def put(self, lines: tuple[bytes, ...]) -> None:
        """Let the session file be these lines."""
        self.path.write_bytes(b"".join(lines))

    def resume(self) -> tuple[Dialogue, Person, Journal]:
        reading, journal = append_to(self.path, NOW)
        return *self.dialogue(journal, reading.events), journal

    def finish(self) -> str:
        """Resume, answer what is open, and return the document."""
        dialogue, _, journal = self.resume()
        with journal:
            if not dialogue.engine.state.approved:
                assert Wizard(dialogue).run()
        return document_of(Workplace.here(), Engine(self.questionnaire, read(self.path).events))


@pytest.fixture
def stage(tmp_path: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> Stage:
    # Every process writes the lines of the record, which a name drawn at random would not be in.
    monkeypatch.setattr("interview.session.history.drawn", lambda: "drawn")
    folder = tmp_path / "sessions"
    folder.mkdir()
    return Stage(folder, questionnaire)


@pytest.fixture
def record(stage: Stage) -> Record:
    return stage.record()


def killed(stage: Stage, prepare: Callable[[Person], None]) -> int:
    """Go on with the interview in a process that is killed on the way; return how many events
    it was told were kept."""
    number, tell = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - dies
        try:
            dialogue, person, journal = stage.resume()

            def keep(*events: Event) -> None:
                journal.append(*events)
                os.write(tell, b"." * len(events))

            dialogue.keep = keep
            os.close(number)
            prepare(person)
            Wizard(dialogue).run()
        finally:
            os._exit(1)
    os.close(tell)
    with os.fdopen(number, "rb") as pipe:
        kept = len(pipe.read())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process was not killed"
    assert os.WTERMSIG(status) == signal.SIGKILL
    return kept


def nothing_is_lost(stage: Stage, record: Record, place: int, kept: int, torn: bytes) -> None:
    """What had been kept is there, at most one more event is, and a torn line stands beside."""
    beside = stage.path.with_name(f"{stage.path.name}.torn")
    dialogue, _, journal = stage.resume()
    with journal:
        assert journal.held.left_by, "nobody is said to have held the session"
    lines = stage.path.read_bytes().splitlines(keepends=True)
    assert place + kept <= len(lines) <= place + kept + 1
    assert lines == list(record.lines[: len(lines)])
    assert len(dialogue.engine.history.in_force) == len(lines)
    assert (beside.read_bytes() if torn else b"") == (torn + b"\n" if torn else b"")
    beside.unlink(missing_ok=True)


def at_write(cut: str, length: int = 0) -> Callable[[Person], None]:
    """Return what kills the process at its first write of an event."""

    def prepare(_: Person) -> None:
        real_write, real_sync = os.write, os.fsync

        def write(file: int, data: bytes) -> int:
            if data == b".":
                return real_write(file, data)
            if cut == "before the write":
                die()
            done = real_write(file, data[:length] if cut == "torn" else data)
            if cut in ("torn", "before the sync"):
                die()
            return done

        def sync(file: int) -> None:
            real_sync(file)
            if cut == "after the sync":
                die()

        vars(os).update(write=write, fsync=sync)

    return prepare


CUTS = ["before the write", "before the sync", "after the sync"]


@pytest.mark.parametrize("cut", CUTS)
def test_no_answer_is_lost_when_the_interview_is_killed_at_any_write(
    stage: Stage, record: Record, cut: str, record_property: Callable[[str, object], None]
) -> None:
    for place in range(1, len(record.lines)):
        stage.put(record.lines[:place])
        kept = killed(stage, at_write(cut))
        nothing_is_lost(stage, record, place, kept, b"")
        if place % 15 == 0:
            assert stage.finish() == (DATA / "linkstash.md").read_text()
    record_property("cut points", len(record.lines) - 1)


def test_no_answer_is_lost_when_the_interview_is_killed_between_two_questions(
    stage: Stage, record: Record, record_property: Callable[[str, object], None]
) -> None:
    for question, place in enumerate(record.asked_at):
        stage.put(record.lines[:place])

        def prepare(person: Person) -> None:
            person.before_answering = die

        assert killed(stage, prepare) == 0
        nothing_is_lost(stage, record, place, 0, b"")
        if question % 15 == 0:
            assert stage.finish() == (DATA / "linkstash.md").read_text()
    record_property("cut points", len(record.asked_at))


def torn_lines(record: Record) -> Iterator[tuple[int, range]]:
    """Yield the lines that are torn: one of every kind of event and the last at every byte, the
    others here and there."""
    seen: set[bytes] = set()
    for place, line in enumerate(record.lines):
        kind = line.split(b'"', 4)[3]
        whole = kind not in seen or place == len(record.lines) - 1 or "🐢".encode() in line
        seen.add(kind)
        if place:
            # A line that lacks nothing but its end is not torn: its check proves it.
            yield place, range(1, len(line) - 1, 1 if whole else 23)


@pytest.mark.parametrize("half", [0, 1])
def test_no_answer_is_lost_when_a_line_is_torn_at_any_byte(
    stage: Stage, record: Record, half: int, record_property: Callable[[str, object], None]
) -> None:
    count = 0
    for place, lengths in torn_lines(record):
        for length in lengths[half::2]:
            stage.put(record.lines[:place])
            kept = killed(stage, at_write("torn", length))
            nothing_is_lost(stage, record, place, kept, record.lines[place][:length])
            count += 1
    assert stage.finish() == (DATA / "linkstash.md").read_text()
    record_property("cut points", count)


def test_every_kind_of_event_of_an_interview_is_torn(record: Record) -> None:
    kinds = {line.split(b'"', 4)[3].decode() for line in record.lines}
    assert kinds == {
        "started",
        "answered",
        "item_added",
        "section_closed",
        "drafted",
        "postponed",
        "approved",
    }


# A disk that is full or broken


def broken_disk(
    monkeypatch: pytest.MonkeyPatch, call: str, error: int, times: int, partly: bool = False
) -> None:
    """Let the next calls fail.

    Args:
        partly: A write puts half of its data on the disk before.
    """
    real_write, real_sync = os.write, os.fsync
    left = [times]

    def fails() -> bool:
        left[0] -= 1
        return left[0] >= 0

    def write(file: int, data: bytes) -> int:
        if call == "write" and fails():
            if partly:
                real_write(file, data[: len(data) // 2])
            raise OSError(error, os.strerror(error))
        return real_write(file, data)

    def fsync(file: int) -> None:
        if call == "fsync" and fails():
            raise OSError(error, os.strerror(error))
        real_sync(file)

    monkeypatch.setattr(os, "write", write)
    monkeypatch.setattr(os, "fsync", fsync)


FAULTS = [
    ("write", errno.ENOSPC, False),
    ("write", errno.ENOSPC, True),
    ("write", errno.EIO, False),
    ("fsync", errno.ENOSPC, False),
    ("fsync", errno.EIO, False),
]
NAMED = [f"{call} {errno.errorcode[number]}{' partly' * partly}" for call, number, partly in FAULTS]


@pytest.mark.parametrize(("call", "error", "partly"), FAULTS, ids=NAMED)
def test_a_fault_at_any_write_is_told_and_the_interview_goes_on(
    stage: Stage, record: Record, call: str, error: int, partly: bool,
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    for place in range(1, len(record.lines)):
        stage.put(record.lines[:place])
        message = _hit(stage, call, error, partly)
        why = "the disk is full" if error == errno.ENOSPC else os.strerror(error)
        assert f"cannot save the last answer in {stage.path}: {why}" in message
        lines = stage.path.read_bytes().splitlines(keepends=True)
        assert lines == list(record.lines[: len(lines)])
        assert len(lines) >= place
        if place % 30 == 0:
            assert stage.finish() == (DATA / "linkstash.md").read_text()
    record_property("faults", len(record.lines) - 1)


def _hit(stage: Stage, call: str, error: int, partly: bool) -> str:
    """Go on with a disk that fails once; pause two questions later, and return what was told."""
    dialogue, person, journal = stage.resume()
    screen = dialogue.screen

    def pause_later() -> None:
        if person.asked == 4:
            raise Paused

    person.before_answering = pause_later
    assert isinstance(screen, Screen)
    with journal, pytest.MonkeyPatch.context() as monkeypatch:
        broken_disk(monkeypatch, call, error, 1, partly)
        try:
            Wizard(dialogue).run()
        except NotKeptError as failure:
            return failure.message
        except Paused:
            pass
    return " ".join(str(entry[1]) for entry in screen.shown if entry[0] == "note")


def test_what_cannot_be_kept_for_long_is_not_lost_for_long(stage: Stage, record: Record) -> None:
    """While the disk is full the same question comes again; what was kept stays as it is."""
    stage.put(record.lines[:20])
    dialogue, person, journal = stage.resume()
    before = stage.path.read_bytes()
    seen: list[bytes] = []
    person.before_answering = lambda: seen.append(stage.path.read_bytes())
    with journal, pytest.MonkeyPatch.context() as monkeypatch:
        broken_disk(monkeypatch, "write", errno.ENOSPC, 5, partly=True)
        assert Wizard(dialogue).run()
    assert seen[:6] == [before] * 6
    assert stage.finish() == (DATA / "linkstash.md").read_text()


def test_a_line_that_could_not_be_cut_off_is_cut_off_before_the_next(
    stage: Stage, record: Record
) -> None:
    stage.put(record.lines[:20])
    before = stage.path.read_bytes()
    dialogue, _, journal = stage.resume()

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "no")

    with journal:
        with pytest.MonkeyPatch.context() as monkeypatch:
            broken_disk(monkeypatch, "write", errno.ENOSPC, 1, partly=True)
            monkeypatch.setattr(os, "ftruncate", refuse)
            with pytest.raises(NotKeptError):
                journal.append(dialogue.engine.history.in_force[-1])
        assert stage.path.read_bytes() != before
        assert Wizard(dialogue).run()
    assert stage.finish() == (DATA / "linkstash.md").read_text()


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_failing_close_is_told_and_every_answer_is_there(
    stage: Stage, record: Record, error: int
) -> None:
    stage.put(record.lines[:20])
    _, _, journal = stage.resume()
    real = os.close

    def close(file: int) -> None:
        real(file)
        if file == journal._file._descriptor:
            raise OSError(error, os.strerror(error))

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(os, "close", close)
        with pytest.raises(SessionError, match="cannot close ") as failed:
            journal.close()
    assert "Your answers were already on disk" in failed.value.hint
    assert stage.path.read_bytes() == b"".join(record.lines[:20])
    assert stage.finish() == (DATA / "linkstash.md").read_text()


def test_a_limit_of_the_system_is_a_fault_like_any_other(stage: Stage, record: Record) -> None:
    """No layer of ours: the system itself refuses to let the file grow."""
    resource = pytest.importorskip("resource")
    stage.put(record.lines[:20])
    before = stage.path.read_bytes()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        code = 2
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, len(before) + 10))
            dialogue, _, journal = stage.resume()
            try:
                journal.append(dialogue.engine.history.in_force[-1])
            except NotKeptError as error:
                code = 0 if "File too large" in error.message else 1
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert stage.path.read_bytes() == before
    assert stage.finish() == (DATA / "linkstash.md").read_text()
