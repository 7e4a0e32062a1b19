"""Everything that is found in one project, each part looked for once, when it is first wanted.

A thread may look ahead while a person types; whoever asks meanwhile waits for the part at hand.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar, cast

from interview.discovery.documents import Documents
from interview.discovery.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from interview.discovery.backlog import Idea
    from interview.discovery.commit import Commit
    from interview.discovery.ecosystems.runner import Runner
    from interview.discovery.iterations.iteration import EarlierIteration
    from interview.discovery.repository import Note
    from interview.discovery.rules.tools import ToolRule
    from interview.discovery.signatures import Signatures
    from interview.discovery.stack.component import DetectedComponent
    from interview.discovery.stack.services import ComposeService
    from interview.discovery.standards.files import StandardSection
    from interview.discovery.testing.scripts import ProjectCommand

Part = TypeVar("Part")

PARTS = (
    "iterations", "services", "components", "rules", "standards", "runners", "commands",
)  # fmt: skip
"""The parts that are looked for ahead, in the order in which an interview needs them."""

PATIENCE = 30.0
"""Seconds in which the files for one part are read; an honest project takes one."""

LONGEST_WAIT = 0.2
"""Seconds that a wait for another thread lasts before it begins again."""


class Discovery:
    """What a project says of itself.

    Args:
        root: Its folder.
        globs: More of its standards, as it names them itself.
        document: Where its documents go, with `{number}`.
        folders: Standards outside it, by what their paths begin with.
        sessions: Returns the iterations that were planned in sessions.
    """

    def __init__(
        self,
        root: Path,
        globs: Sequence[str] = (),
        document: str = "",
        folders: Mapping[str, Path] | None = None,
        sessions: Callable[[], Iterable[EarlierIteration]] = tuple,
    ) -> None:
        self.repository = Repository(root)
        self.documents = Documents(self.repository)
        self._globs = globs
        self._document = document
        self._folders = folders or {}
        self._sessions = sessions
        self._results: dict[str, Any] = {}
        self._lock = threading.RLock()
        self._search = threading.RLock()
        self._ahead = False

    def look_ahead(self) -> None:
        """Begin to look for everything, once, beside whatever else happens."""
        if not self._ahead:
            self._ahead = True
            for parts in (PARTS, ("ideas",)):
                threading.Thread(target=self._look, args=(parts,), daemon=True).start()

    def _look(self, parts: Iterable[str]) -> None:
        for part in parts:
            # The error is raised again, and reported, when the part is asked for
            with suppress(Exception):
                getattr(self, part)

    def _once(
        self, name: str, find: Callable[[], Part], lock: threading.RLock | None = None
    ) -> Part:
        if name not in self._results:
            with _interruptible(lock or self._lock):
                if name not in self._results:
                    with self.repository.within(PATIENCE):
                        self._results[name] = find()
        return cast("Part", self._results[name])

    @property
    def notes(self) -> list[Note]:
        """What could not be read, of what was looked for until now."""
        with _interruptible(self._lock):
            others = [note for folder in self._others().values() for note in folder.notes]
            return [*self.repository.notes, *others]

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the project's files."""
        return self._once("files", lambda: self.repository.files)

    @property
    def legible(self) -> tuple[str, ...]:
        """The paths that can be typed: those of one line, without a character that nobody sees."""
        return self._once("legible", lambda: self.repository.legible)

    @property
    def is_whole(self) -> bool:
        """Whether these are all of its files, so that another one may be called missing."""
        return self._once("is_whole", lambda: self.repository.is_whole)

    @property
    def commit(self) -> Commit | None:
        """What is checked out."""
        from interview.discovery.commit import find_commit

        return self._once("commit", lambda: find_commit(self.repository))

    @property
    def iterations(self) -> list[EarlierIteration]:
        """The earlier iterations, the latest first."""
        from interview.discovery.iterations.documents import find_documents, merged

        return self._once(
            "iterations",
            lambda: merged(find_documents(self.repository, self._document), self._sessions()),
        )

    @property
    def services(self) -> list[ComposeService]:
        """What Compose starts."""
        from interview.discovery.stack.services import find_services

        return self._once("services", lambda: find_services(self.documents))

    @property
    def components(self) -> list[DetectedComponent]:
        """The parts of the system."""
        from interview.discovery.stack.components import find_components

        return self._once("components", lambda: find_components(self.repository))

    @property
    def rules(self) -> list[ToolRule]:
        """What tools hold people to."""
        from interview.discovery.rules.tools import find_rules

        return self._once("rules", lambda: find_rules(self.documents))

    @property
    def standards(self) -> list[StandardSection]:
        """The sections of the files with standards."""
        from interview.discovery.standards.files import find_sections

        return self._once(
            "standards",
            lambda: find_sections(self.repository, self._globs, self._others().items()),
        )

    def _others(self) -> dict[str, Repository]:
        return self._once(
            "others",
            lambda: {
                name: Repository(place) for name, place in self._folders.items() if place.is_dir()
            },
        )

    @property
    def runners(self) -> list[Runner]:
        """What runs the tests."""
        from interview.discovery.testing.runners import find_runners

        return self._once("runners", lambda: find_runners(self.documents))

    @property
    def commands(self) -> list[ProjectCommand]:
        """What people can run."""
        from interview.discovery.testing.scripts import find_commands

        return self._once("commands", lambda: find_commands(self.documents))

    @property
    def ideas(self) -> list[Idea]:
        """What was written down for later."""
        from interview.discovery.backlog import find_ideas

        # git searches all files meanwhile, which needs nothing of the rest
        return self._once("ideas", lambda: find_ideas(self.repository), self._search)

    def signatures(self, path: str) -> Signatures | None:
        """Return what an existing file declares."""
        from interview.discovery.signatures import signatures

        if path not in self.files:
            return None
        return self._once(f"signatures {path}", lambda: signatures(self.repository, path))


@contextmanager
def _interruptible(lock: threading.RLock) -> Iterator[None]:
    """Hold a lock; Ctrl-C ends the wait for it, whenever it is pressed.

    A signal that arrives after Python's last look for one and before the wait does not end that
    wait: it is seen when the next one begins.
    """
    while not lock.acquire(timeout=LONGEST_WAIT):
        pass
    try:
        yield
    finally:
        lock.release()
