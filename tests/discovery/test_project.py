"""Everything that is found in one project: each part once, whoever asks, whatever is broken."""

from __future__ import annotations

import _thread
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from interview.discovery.documents import Documents
from interview.discovery.iterations.iteration import EarlierIteration
from interview.discovery.project import PARTS, Discovery
from interview.discovery.repository import ROOT, Note, Repository
from interview.discovery.stack.services import ComposeService
from interview.project.facts import Facts
from interview.questionnaire.library import built_in_iteration
from tests import shop

EVERY_PART = (*PARTS, "ideas", "files", "commit")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "shop").mkdir()
    return shop.build(tmp_path / "shop")


def test_nothing_is_read_before_it_is_asked_for(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = Repository.read

    def listening(self: Repository, path: str) -> str | None:
        asked.append(path)
        return read(self, path)

    monkeypatch.setattr(Repository, "read", listening)
    discovery = Discovery(here)
    assert asked == []
    assert discovery.services
    assert asked == ["docker-compose.yml"]


@pytest.mark.parametrize("part", EVERY_PART)
def test_a_part_is_looked_for_once(here: Path, part: str) -> None:
    discovery = Discovery(here)
    assert getattr(discovery, part) is getattr(discovery, part)


def test_many_may_ask_while_somebody_looks_ahead(here: Path) -> None:
    alone, together = Discovery(here), Discovery(here)
    wanted = {part: getattr(alone, part) for part in EVERY_PART}
    together.look_ahead()
    together.look_ahead()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            results = pool.map(lambda part: getattr(together, part), EVERY_PART)
            assert dict(zip(EVERY_PART, results, strict=True)) == wanted
    assert together.notes == alone.notes == []


def test_a_look_ahead_never_ends_in_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failed.append)
    for name in ("package.json", "pyproject.toml", "compose.yaml", "AGENTS.md", "TODO.md",
                 "Makefile", "go.mod", "iteration-1.md", "tsconfig.json"):  # fmt: skip
        (tmp_path / name).write_bytes(os.urandom(400))
    (tmp_path / "CLAUDE.md").symlink_to("CLAUDE.md")
    discovery = Discovery(tmp_path)
    discovery.look_ahead()
    for part in EVERY_PART:
        assert getattr(discovery, part) in ([], None) or part in ("files", "runners")
    for thread in threading.enumerate():
        if thread.name.startswith("Thread-"):
            thread.join(timeout=10)
    assert failed == []
    assert {note.where for note in discovery.notes} >= {"package.json", "CLAUDE.md", "AGENTS.md"}
    assert len(discovery.notes) == len({note.where for note in discovery.notes})


def test_a_signal_that_ends_no_wait_is_heard_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, done = threading.Event(), threading.Event()

    def endless(_: Documents) -> list[ComposeService]:
        looking.set()
        done.wait()
        return []

    waiting = threading.Event()

    def interrupt() -> None:
        waiting.wait()
        _thread.interrupt_main()  # as a signal that comes just before a wait: it ends none

    class Lock:
        """A lock; as soon as somebody waits for it, the signal comes."""

        def __init__(self, lock: threading.RLock) -> None:
            self.lock = lock

        def acquire(self, timeout: float = -1) -> bool:
            waiting.set()
            return self.lock.acquire(timeout=timeout)

        def release(self) -> None:
            self.lock.release()

        def __enter__(self) -> bool:
            return self.acquire()

        def __exit__(self, *_: object) -> None:
            self.release()

    monkeypatch.setattr("interview.discovery.stack.services.find_services", endless)
    discovery = Discovery(here)
    threading.Thread(target=lambda: discovery.services, daemon=True).start()
    threading.Thread(target=interrupt, daemon=True).start()
    looking.wait()
    monkeypatch.setattr(discovery, "_lock", Lock(discovery._lock))
    with pytest.raises(KeyboardInterrupt):
        assert discovery.components
    done.set()


def test_iterations_come_from_sessions_and_documents(here: Path) -> None:
    session = EarlierIteration(
        "session shop-2", {"iteration": {"number": 2, "title": "Pay"}}, built_in_iteration()
    )
    discovery = Discovery(here, sessions=lambda: [session])
    assert [iteration.source for iteration in discovery.iterations] == [
        "session shop-2",
        "iteration-1.md",
    ]


def test_folders_that_are_not_there_are_no_matter(here: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "rules.md").write_text("# Mine\n\nx\n")
    (own / "large.md").write_bytes(b"x" * (2 << 20))
    discovery = Discovery(here, folders={"~/own": own, "~/none": tmp_path / "none"})
    assert discovery.standards[-1].source == "~/own/rules.md"
    assert [note.where for note in discovery.notes] == ["large.md"]


def test_signatures_are_those_of_the_projects_files(here: Path) -> None:
    discovery = Discovery(here)
    signatures = discovery.signatures("api/orders.py")
    assert signatures is not None
    assert "async def list_orders(address: str) -> list[Order]:" in signatures.text
    assert discovery.signatures("api/orders.py") is signatures
    assert discovery.signatures("../outside.py") is None
    assert discovery.signatures("api/new.py") is None


def test_a_part_that_takes_too_long_is_given_up_in_one_line(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview.discovery.project.PATIENCE", 0)
    discovery = Discovery(here)
    for part in PARTS:
        assert getattr(discovery, part) == []
    assert discovery.files
    assert discovery.notes == [Note(ROOT, "what took longer than 0 seconds was skipped")]


def test_each_part_has_its_own_time(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    discovery = Discovery(here)
    monkeypatch.setattr("interview.discovery.project.PATIENCE", 0)
    assert discovery.services == []
    monkeypatch.undo()
    monkeypatch.chdir(here)
    assert discovery.components


def test_where_git_did_not_list_the_files_nothing_is_called_missing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Facts(Discovery(here))
    assert not known.has("api/gone.py")
    assert "make gone" not in known.commands
    (here / ".git/HEAD").unlink()
    unknown = Facts(Discovery(here))
    assert unknown.has("api/orders.py")
    assert not unknown.has("api/gone.py")
    assert unknown.standard("AGENTS.md", "Errors", "0") == "0"
    assert "make gone" in unknown.commands
