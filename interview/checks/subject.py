"""What is checked: a plan, and the document that it was read from, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from interview.checks.passages import Passage, PlanLine, lines_of, lines_read, passages_of
from interview.plan import fields
from interview.plan.dependencies import Dependencies
from interview.text.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from interview.checks.finding import Severity
    from interview.checks.syntax import Parsing
    from interview.plan.model import Plan
    from interview.plan.reader.reading import DocumentReading
    from interview.plan.tasks import Task


LONGEST_ANSWER = 60
"""Lines below an answer's first in which words of it are looked for."""

AROUND = 200
"""Characters before and behind the words that an excerpt shows at most."""

_ITEMS = {fields.STACK: "Component", fields.TASKS: "Task"}


class Violation(NamedTuple):
    """Where something is wrong: the address, what is wrong, and the words.

    Attributes:
        line: That of the document where it is another than the address's.
        severity: How much it matters, where that is another than the rule's.
    """

    address: str
    message: str
    marked: str = ""
    line: int | None = None
    severity: Severity | None = None


class ProjectFacts(Protocol):
    """What a check asks of the project that a plan is for."""

    def has(self, path: str) -> bool:
        """Whether there is a file."""

    def standard(self, source: str, heading: str, sha256: str) -> str:
        """Return the hash of what a section of the standards says now; empty when it is gone."""

    @property
    def commands(self) -> Collection[str]:
        """What people can run, as it is typed in the root."""

    def runs(self, program: str) -> bool:
        """Whether a program is installed, or known to the shell."""


class WordLists(NamedTuple):
    """What a project says of words that leave much open.

    Attributes:
        vague: Those that count as vague besides the usual ones.
        allowed: Those that do not, in lower case.
    """

    vague: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()


USUAL_WORDS = WordLists()


@dataclass(frozen=True)
class CheckedDocument:
    """The document that a plan was read from.

    Attributes:
        reading: What it says.
        text: It as it was given.
    """

    reading: DocumentReading
    text: str

    @cached_property
    def raw(self) -> str:
        """Its text with what is taken out before it is read, each line with the same end."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def source(self) -> list[str]:
        """The lines that were read."""
        return clean(self.raw).split("\n")[: self.reading.end]


@dataclass(frozen=True)
class Subject:
    """A plan and what is known about it; what a check needs besides is worked out when asked for.

    Attributes:
        plan: The plan.
        document: What it was read from; None for a session.
        project: The project that the plan is for, if it is at hand.
        words: What the project says of vague words.
        unused: The places of the suppressions that nothing was found for, from 1; nobody knows
            them before everything else was looked at.
    """

    plan: Plan
    document: CheckedDocument | None = None
    project: ProjectFacts | None = None
    words: WordLists = USUAL_WORDS
    unused: tuple[int, ...] = ()

    @classmethod
    def read_from(
        cls, reading: DocumentReading, text: str, project: ProjectFacts | None = None
    ) -> Subject:
        """Return the plan that a document says, with the document."""
        return cls(reading.plan, CheckedDocument(reading, text), project)

    @property
    def reading(self) -> DocumentReading | None:
        """What the document says besides the plan; None for a session."""
        return self.document.reading if self.document is not None else None

    @property
    def raw(self) -> str:
        """The document's text with what is taken out before it is read; empty for a session."""
        return self.document.raw if self.document is not None else ""

    @property
    def source(self) -> list[str]:
        """The lines of the document; none for a session."""
        return self.document.source if self.document is not None else []

    @property
    def lines(self) -> Mapping[str, int]:
        """The lines of addresses in the document."""
        return self.reading.lines if self.reading is not None else {}

    def line(self, address: str) -> int | None:
        """Return the line of an address, or of the nearest thing around it that has one."""
        while address:
            if address in self.lines:
                return self.lines[address]
            address = address.rpartition(".")[0]
        return 1 if self.reading is not None else None

    def where(self, address: str) -> str:
        """Return an address as people write it: items go by their numbers."""
        section, _, rest = address.partition(".")
        key, dot, answer = rest.partition(".")
        number = self._items.get((section, key))
        return f"{section}.{number}{dot}{answer}" if number else address

    def title(self, address: str) -> str:
        """Return what people call the section or item around an address."""
        section, key, *_ = (*address.split("."), "")
        if number := self._items.get((section, key)):
            items = getattr(self.plan, section)
            return f"{_ITEMS.get(section, section)} {number}: {items[number - 1].name}"
        return section

    @cached_property
    def _items(self) -> Mapping[tuple[str, str], int]:
        return {
            (section, item.key): number
            for section in _ITEMS
            for number, item in enumerate(getattr(self.plan, section), 1)
        }

    def excerpt(self, address: str, marked: str, line: int | None) -> str:
        """Return the line of the plan that some words stand in; empty where they do not."""
        if not marked:
            return ""
        if line is not None and self.source:
            # Of words that span several lines, the excerpt shows the first line.
            source = self.source[line - 1 : line + LONGEST_ANSWER]
        else:
            source = self._texts.get(address, [])
        first = marked.split("\n", 1)[0]
        context = next((text for text in source if first in text), "")
        place = context.find(first)
        return context[max(place - AROUND, 0) : place + len(first[:AROUND]) + AROUND].strip()

    @cached_property
    def _texts(self) -> Mapping[str, list[str]]:
        """The lines of each answer, and of what is around it."""
        texts: dict[str, list[str]] = {}
        for passage in self.passages:
            lines = passage.text.split("\n")
            texts.setdefault(passage.address, []).extend(lines)
            texts.setdefault(passage.address.rpartition(".")[0], []).extend(lines)
        return texts

    @cached_property
    def tasks(self) -> Mapping[str, Task]:
        """The tasks by their keys."""
        return {task.key: task for task in self.plan.tasks}

    @cached_property
    def dependencies(self) -> Dependencies[str]:
        """Which tasks wait for which, by their keys."""
        return Dependencies({task.key: task.depends_on for task in self.plan.tasks})

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The numbers of the tasks by their keys, as people count them."""
        return self.plan.task_numbers()

    def named(self, key: str) -> str:
        """Return what people call a task."""
        number = self.numbers.get(key)
        return f"task {number}" if number else f"task '{key.removeprefix('t')}'"

    @cached_property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """What is to be typed into a shell, by address."""
        commands = [
            (f"{fields.TASKS}.{task.key}.{name}", getattr(task, name, None))
            for task in self.plan.tasks
            for name in (fields.VERIFY.id, fields.ROLLBACK.id)
        ]
        typed = [*commands, (fields.DEMO_COMMANDS.address, self.plan.demo.commands)]
        shell = [
            (address, code.text)
            for address, code in typed
            if code is not None and code.language.lower() in ("", "bash", "sh", "shell", "console")
        ]
        services = [
            (f"{fields.SERVICES.at(task.key)}.{place}", service.start)
            for task in self.plan.tasks
            for place, service in enumerate(getattr(task, "services", ()), 1)
        ]
        return (*shell, *services)

    @cached_property
    def _parsing(self) -> Parsing:
        from interview.checks.syntax import Parsing

        return Parsing()

    def problem(self, language: str, text: str) -> str:
        """Return what is wrong with a piece of code; empty for what parses, or was not parsed."""
        return self._parsing.problem(language, text) or ""

    def is_parsed(self, language: str, text: str) -> bool:
        """Whether a piece of code was parsed, or is in no language that is known."""
        return self._parsing.problem(language, text) is not None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the plan that somebody wrote."""
        return tuple(passages_of(self.plan))

    @cached_property
    def written(self) -> tuple[PlanLine, ...]:
        """All that is written: the document's own lines, or those of a session's answers."""
        if self.document is None:
            return tuple(lines_of(self.passages))
        return tuple(lines_read(self.document.source, self.document.reading))
