"""Many processes that keep house among the same sessions at once: nothing is lost.

`INTERVIEW_RACE_ROUNDS=200 pytest tests/storage/test_races.py` goes through as many as one likes.
"""

from __future__ import annotations

import os
import random
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from interview.errors import InterviewError, SessionError
from interview.plan.document.file import write_document
from interview.session.events import Started
from interview.storage.manage import copy, remove, rename, restore
from interview.storage.session_file import read
from interview.storage.store import Store
from tests.conftest import NOW
from tests.events import answered, started

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="each racer is a forked process"),
]

ROUNDS = {2: int(os.environ.get("INTERVIEW_RACE_ROUNDS", 25)),
          20: int(os.environ.get("INTERVIEW_RACE_ROUNDS", 3))}  # fmt: skip

RACERS = sorted(ROUNDS)

Racer = Callable[[], Path]


class Finish(NamedTuple):
    """How a racer came in: the path that it reported, or why it gave up."""

    path: Path | None
    why: str = ""


def race(racers: Iterable[Racer]) -> list[Finish]:
    """Let processes do something at the same moment, and return how each came in."""
    starts, start = os.pipe()
    running = []
    for racer in racers:
        says, say = os.pipe()
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            code = 1
            try:
                os.close(start)
                os.read(starts, 1)
                os.write(say, b"+" + os.fsencode(racer()))
                code = 0
            except SessionError as error:
                os.write(say, b"-" + error.message.encode())
                code = 0
            except BaseException:
                os.write(say, b"!" + traceback.format_exc().encode())
            finally:
                os._exit(code)
        os.close(say)
        running.append((child, says))
    os.close(starts)
    os.close(start)  # all of them read its end now
    return [_finish(child, says) for child, says in running]


def _finish(child: int, says: int) -> Finish:
    with os.fdopen(says, "rb") as pipe:
        text = pipe.read().decode()
    os.waitpid(child, 0)
    assert text[:1] in ("+", "-"), text
    return Finish(Path(text[1:])) if text[0] == "+" else Finish(None, text[1:])


def ids(store: Store) -> dict[str, Path]:
    """Return the sessions of a folder and its trash by their ids; each must be whole, and once."""
    results: dict[str, Path] = {}
    for folder in (store.folder, store.trash.folder):
        for path in folder.glob("*.jsonl"):
            first = read(path).events[0]
            assert isinstance(first, Started)
            assert first.id not in results, f"{path} and {results[first.id]} are one session"
            results[first.id] = path
    return results


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sessions")


def filled(store: Store, count: int) -> list[Path]:
    """Return new sessions, each with a line beside it that was set aside."""
    paths = []
    for number in range(count):
        first = started().model_copy(update={"id": os.urandom(16).hex()})
        with store.create(f"s-{number}", first, answered("goal.outcome", "x")) as journal:
            paths.append(journal.path)
        journal.path.with_name(f"{journal.path.name}.torn").write_text(first.id)
    return paths


def nothing_is_left_behind(store: Store) -> None:
    """Locks and drafts are gone, and what stands beside a session is beside its own."""
    for folder in (store.folder, store.trash.folder):
        for path in folder.glob("*") if folder.is_dir() else ():
            assert not path.name.endswith(".tmp"), path
            assert not path.name.endswith(".holder"), path
            if ".jsonl." in path.name:
                session = path.with_name(f"{path.name.partition('.jsonl')[0]}.jsonl")
                assert read(session).started.id == path.read_text(), path


@pytest.mark.parametrize("count", RACERS)
def test_of_renames_to_one_name_one_wins_and_all_sessions_stay(store: Store, count: int) -> None:
    for _ in range(ROUNDS[count]):
        paths = filled(store, count)
        before = ids(store)
        finishes = race([partial(rename, path, "x", NOW) for path in paths])
        assert len([finish for finish in finishes if finish.path]) == 1, finishes
        assert all(
            "the session 'x' already exists" in finish.why for finish in finishes if not finish.path
        )
        assert ids(store).keys() == before.keys()
        nothing_is_left_behind(store)
        for path in ids(store).values():
            path.unlink()
            path.with_name(f"{path.name}.torn").unlink()


@pytest.mark.parametrize("count", RACERS)
def test_each_of_many_copies_is_there(store: Store, count: int) -> None:
    path = filled(store, 1)[0]
    for _ in range(ROUNDS[count]):
        before = ids(store)
        finishes = race([partial(copy, path, "")] * count)
        reported = {finish.path for finish in finishes}
        assert len(reported) == count
        assert None not in reported
        assert len(ids(store)) == len(before) + count
        assert reported <= set(ids(store).values())
        for entry in reported:
            assert entry is not None
            entry.unlink()


@pytest.mark.parametrize("count", RACERS)
def test_of_copies_to_one_name_the_one_that_is_reported_is_there(store: Store, count: int) -> None:
    path = filled(store, 1)[0]
    for _ in range(ROUNDS[count]):
        finishes = race([partial(copy, path, "x")] * count)
        (winner,) = [finish.path for finish in finishes if finish.path]
        assert winner.is_file()
        assert len(ids(store)) == 2
        winner.unlink()


@pytest.mark.parametrize("count", RACERS)
def test_a_session_is_removed_and_restored_once(store: Store, count: int) -> None:
    path = filled(store, 1)[0]
    for _ in range(ROUNDS[count]):
        before = ids(store)
        removed = [
            finish.path for finish in race([partial(remove, path, NOW)] * count) if finish.path
        ]
        assert removed == [store.trash.folder / path.name]
        nothing_is_left_behind(store)
        restored = [
            finish.path
            for finish in race([partial(restore, removed[0], NOW)] * count)
            if finish.path
        ]
        assert restored == [path]
        assert ids(store) == before
        nothing_is_left_behind(store)


@pytest.mark.parametrize("count", RACERS)
def test_whatever_is_done_at_once_nothing_is_lost(store: Store, count: int) -> None:
    choice = random.Random(count)  # noqa: S311 - which moves are tried is no secret
    filled(store, 4)
    for _ in range(ROUNDS[count]):
        before = ids(store)
        racers: list[Racer] = []
        for _ in range(count):
            path = choice.choice(list(before.values()))
            name = f"s-{choice.randrange(6)}"
            if path.parent == store.trash.folder:
                racers.append(partial(restore, path, NOW))
            elif choice.random() < 0.5:
                racers.append(partial(rename, path, name, NOW))
            else:
                racers.append(partial(remove, path, NOW))
        race(racers)
        assert ids(store).keys() == before.keys()
        nothing_is_left_behind(store)


@pytest.mark.parametrize("count", RACERS)
def test_sessions_that_begin_at_once_have_names_of_their_own(store: Store, count: int) -> None:
    def begin() -> Path:
        first = started().model_copy(update={"id": os.urandom(16).hex()})
        with store.create("x", first) as journal:
            journal.append(answered("goal.outcome", "y"))
            return journal.path

    for round_ in range(ROUNDS[count]):
        finishes = race([begin] * count)
        assert None not in {finish.path for finish in finishes}
        assert len(ids(store)) == count * (round_ + 1)


@pytest.mark.parametrize("count", RACERS)
def test_a_document_that_many_write_is_one_of_theirs_whole(tmp_path: Path, count: int) -> None:
    path = tmp_path / "plan.md"
    texts = [f"{number}\n" * 10_000 for number in range(count)]
    for _ in range(ROUNDS[count]):
        race([partial(_written, path, text) for text in texts])
        assert path.read_text() in texts
        assert [path.name for path in tmp_path.glob(".interview-*")] == []


def _written(path: Path, text: str) -> Path:
    """Write, or be told that somebody was quicker: never over what they made meanwhile."""
    try:
        return write_document(path, text, force=True).path
    except InterviewError as error:
        raise SessionError(error.message) from None
