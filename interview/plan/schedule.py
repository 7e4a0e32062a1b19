"""How the tasks of a plan hang together: what waits for what, hours in all, the critical path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.plan.dependencies import Dependencies
from interview.questionnaire.roles import Role
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from interview.questionnaire.model import Section
    from interview.session.engine import Engine


class Ids(NamedTuple):
    """What the answers are called that the place of a task among the others depends on.

    Attributes:
        name: That of its name.
        kind: That of its type; empty where none is asked, as the others may be.
        hours: That of its estimate.
        needs: That of the tasks that it waits for.
    """

    name: str = "name"
    kind: str = "type"
    hours: str = "hours"
    needs: str = "depends_on"

    @classmethod
    def of(cls, section: Section) -> Ids:
        """Return what they are called in the section with the role `tasks`."""
        ids = {role: question.id for role, question in section.by_role.items()}
        roles = (Role.TYPE, Role.ESTIMATE, Role.DEPENDS_ON)
        return cls(section.naming.id, *(ids.get(role, "") for role in roles))


PLAN = Ids()
"""The ids of a plan's fields."""

STEP = {"key", *PLAN}
"""The fields of a plan's task that its place among the others depends on."""


class Step(NamedTuple):
    """A task, as far as its place among the others goes.

    Attributes:
        number: Its place in the plan, from 1.
        name: What it is called.
        kind: Its type, empty while open; None where no task has one.
        hours: None while open.
        needs: The numbers of the tasks that it waits for, each once.
        estimated: Whether tasks have hours at all.
        status: How far it is, where that is known.
    """

    number: int
    name: str
    kind: str | None
    hours: float | None
    needs: tuple[int, ...]
    estimated: bool = True
    status: str = ""

    @property
    def summary(self) -> str:
        """The task on one line."""
        about = [] if self.kind is None else [self.kind or "type open"]
        if self.estimated:
            about.append("? h" if self.hours is None else f"{self.hours:g} h")
        about += [self.status.replace("_", " ")] if self.status not in ("", "planned") else []
        return f"{self.number}. {self.name}" + (f" ({', '.join(about)})" if about else "")


class Branch(NamedTuple):
    """A line of the tree of tasks.

    Attributes:
        stem: What leads to it.
        also: The tasks that it waits for besides the one that it hangs on.
    """

    stem: str
    step: Step
    also: tuple[int, ...]


def steps_of(engine: Engine) -> list[Step]:
    """Return the tasks of an interview; none where no section has the role `tasks`."""
    part = engine.questionnaire.playing(Role.TASKS)
    tasks = [engine.answers_in(group) for group in engine.tasks]
    return steps(tasks, Ids.of(part.section)) if part else []


def steps(tasks: Iterable[Mapping[str, Any]], ids: Ids = PLAN) -> list[Step]:
    """Return tasks that are given as data; names of tasks that there are not are left out.

    Args:
        tasks: The tasks, each with its `key`.
        ids: What their answers are called.
    """
    tasks = list(tasks)
    numbers = {task["key"]: number for number, task in enumerate(tasks, 1)}
    return [
        Step(
            number,
            one_line(task.get(ids.name) or task["key"]),
            (task.get(ids.kind) or "") if ids.kind else None,
            task.get(ids.hours),
            tuple(
                numbers[key]
                for key in dict.fromkeys(task.get(ids.needs) or ())
                if key in numbers and numbers[key] != number
            ),
            bool(ids.hours),
            task.get("status") or "",
        )
        for number, task in enumerate(tasks, 1)
    ]


def hours(selection: Iterable[Step]) -> float:
    """Return what tasks take one after the other; those without an estimate take nothing."""
    return sum(step.hours or 0 for step in selection)


def critical_path(all_steps: Iterable[Step]) -> list[Step]:
    """Return the tasks, one waiting for the other, that take longest together.

    The iteration takes no less, however many work on it. Empty when tasks wait for each other in
    a circle, and without tasks.
    """
    by_number = {step.number: step for step in all_steps}
    order = _dependencies(by_number.values()).order
    if order is None:
        return []
    ways: dict[int, tuple[float, int]] = {}  # hours up to a task's end, and the task before it
    for number in order:
        step = by_number[number]
        before = max(((ways[number][0], number) for number in step.needs), default=(0.0, 0))
        ways[number] = (before[0] + (step.hours or 0), before[1])
    path = []
    # Of ways that take equally long, the one that begins first.
    number = max(ways, key=lambda number: (ways[number][0], -number), default=0)
    while number:
        path.append(by_number[number])
        number = ways[number][1]
    return path[::-1]


def circle(all_steps: Iterable[Step]) -> list[int]:
    """Return the numbers of tasks that wait for each other in a circle; empty without one."""
    numbers = next(_dependencies(all_steps).circles(), [])
    return [*numbers, *numbers[:1]]


def _dependencies(all_steps: Iterable[Step]) -> Dependencies[int]:
    return Dependencies({step.number: step.needs for step in all_steps})


def tree(all_steps: Iterable[Step]) -> Iterator[Branch]:
    """Yield the tasks as a tree, each below the last of those that it waits for.

    Tasks in a circle, and those behind it, have no place there; they come last, with all that they
    wait for.
    """
    below: dict[int, list[Step]] = {}
    everything = list(all_steps)
    for step in everything:
        below.setdefault(max(step.needs, default=0), []).append(step)
    shown: set[int] = set()
    todo = [(step, "", "") for step in reversed(below.get(0, ()))]
    while todo:
        step, stem, before = todo.pop()
        shown.add(step.number)
        hung = max(step.needs, default=0)
        yield Branch(stem, step, tuple(number for number in step.needs if number != hung))
        children = below.get(step.number, [])
        for child in reversed(children):
            own, further = ("└─ ", "   ") if child is children[-1] else ("├─ ", "│  ")
            todo.append((child, before + own, before + further))
    for step in everything:
        if step.number not in shown:
            yield Branch("", step, step.needs)
