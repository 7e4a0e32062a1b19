"""Earlier iterations of a project, and what the next one takes over from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.questionnaire.kinds.records import Records
from interview.questionnaire.model import RoleHolder
from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.questionnaire.model import Questionnaire
    from interview.questionnaire.question import Question, Value

Cells = tuple[str, ...]
"""The parts of one row of an answer."""


class PlannedTask(NamedTuple):
    """A task of an earlier iteration.

    Attributes:
        name: What it is called.
        status: How far it is.
        files: The paths that it makes or changes.
        answers: All that was said of it, as the plan's JSON has it.
    """

    name: str
    status: str
    files: tuple[str, ...]
    answers: dict[str, Any]

    @property
    def is_done(self) -> bool:
        """Whether it is complete."""
        return self.status == "complete"

    @property
    def line(self) -> int | None:
        """Where its heading stands in the document, from 1; None without a document."""
        return self.answers.get("line")


class EarlierIteration(NamedTuple):
    """An iteration that was planned.

    Attributes:
        source: Where that stands.
        answers: Its answers, as far as they are known, in the shape of a plan's JSON; a task's
            `line` is where its heading stands.
        asked: The questionnaire that they are answers to.
    """

    source: str
    answers: dict[str, Any]
    asked: Questionnaire

    def answer(self, role: Role) -> Value:
        """Return the answer to the question of a role that is asked once; None without one."""
        return self._answer(self.asked.playing(role))

    def answer_suggested_by(self, source: str) -> Value:
        """Return the answer to the question that names a source of suggestions."""
        return self._answer(self._suggested_by(source))

    def rows(self, role: Role) -> list[Cells]:
        """Return the rows of the answer to the question of a role."""
        return _rows(self.asked.playing(role), self.answer(role))

    def rows_suggested_by(self, source: str) -> list[Cells]:
        """Return the rows of the answer to the question that names a source of suggestions."""
        return _rows(self._suggested_by(source), self.answer_suggested_by(source))

    def _answer(self, part: RoleHolder | None) -> Value:
        if part is None or part.question is None or part.section.repeats:
            return None
        return (self.answers.get(part.section.id) or {}).get(part.question.id)

    def _suggested_by(self, source: str) -> RoleHolder | None:
        return next(
            (
                RoleHolder(section, question)
                for section in self.asked.section
                for question in section.question
                if source and question.suggest == source
            ),
            None,
        )

    @property
    def number(self) -> int:
        """Its number; 0 where nobody gave one."""
        number = self.answer(Role.NUMBER)
        return int(number) if isinstance(number, int | float) else 0

    @property
    def title(self) -> str:
        """The outcome that it was for."""
        return str(self.answer(Role.TITLE) or "")

    @property
    def name(self) -> str:
        """What people call it."""
        return f"iteration {self.number}" if self.number else self.source

    def items(self, role: Role) -> list[dict[str, Any]]:
        """Return what was said of each item of the section with a role."""
        part = self.asked.playing(role)
        return self.answers.get(part.section.id) or [] if part else []

    @property
    def tasks(self) -> list[PlannedTask]:
        """Its tasks that have names."""
        part = self.asked.playing(Role.TASKS)
        if part is None:
            return []
        naming, files = part.section.naming.id, part.section.by_role.get(Role.FILES)
        return [
            PlannedTask(
                str(item[naming]),
                item.get("status") or "planned",
                tuple(cells[0] for cells in _cells(files, item)),
                item,
            )
            for item in self.items(Role.TASKS)
            if item.get(naming)
        ]

    @property
    def finished(self) -> bool:
        """Whether every task is complete."""
        return bool(self.tasks) and not self.open

    @property
    def done(self) -> list[PlannedTask]:
        """The tasks that are complete."""
        return [task for task in self.tasks if task.is_done]

    @property
    def open(self) -> list[PlannedTask]:
        """The tasks that are not."""
        return [task for task in self.tasks if not task.is_done]


def _rows(part: RoleHolder | None, value: Value) -> list[Cells]:
    if part is None or part.question is None:
        return []
    return list(_cells(part.question, {part.question.id: value}))


def _cells(question: Question | None, answers: dict[str, Any]) -> Iterator[Cells]:
    """Yield the rows of an answer that begin with something, their parts in order."""
    for row in (question and answers.get(question.id)) or ():
        if isinstance(question, Records):
            cells = tuple(str(row.get(column.id) or "") for column in question.columns)
        else:
            cells = (str(row),)
        if cells[0]:
            yield cells


def built(iterations: list[EarlierIteration]) -> str:
    """Return what works already: a line for each iteration that has tasks done, the first first."""
    lines = []
    for older in sorted(iterations, key=lambda iteration: iteration.number):
        if older.done:
            names = "; ".join(task.name for task in older.done)
            lines.append(f"- {names} ({older.name})")
    return "\n".join(lines)


def current_state(latest: EarlierIteration, before: str) -> str:
    """Return what there was before an iteration, and the files of its tasks that are done."""
    lines = [before] if before else []
    for task in latest.done:
        paths = ", ".join(f"`{path}`" for path in task.files)
        lines.append(f"- {task.name}" + (f": {paths}" if paths else ""))
    return "\n".join(lines)
