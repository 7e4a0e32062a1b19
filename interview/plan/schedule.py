"""How the tasks of a plan hang together: what waits for what, hours in all, the critical path."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


TASKS = "tasks"
"""The section whose items wait for each other."""


STEP = {"key", "name", "type", "hours", "depends_on"}
"""The fields of a task that its place among the others depends on."""


class Step(NamedTuple):
    """A task, as far as its place among the others goes.

    number: its place in the plan, from 1. kind: its type. hours: None while open. needs: the
    numbers of the tasks that it waits for, each once.
    """

    number: int
    name: str
    kind: str
    hours: float | None
    needs: tuple[int, ...]

    @property
    def told(self) -> str:
        """The task on one line."""
        hours = "?" if self.hours is None else f"{self.hours:g}"
        return f"{self.number}. {self.name} ({self.kind or 'type open'}, {hours} h)"


class Branch(NamedTuple):
    """A line of the tree of tasks.

    stem: what leads to it. also: the tasks that it waits for besides the one that it hangs on.
    """

    stem: str
    step: Step
    also: tuple[int, ...]


def steps(tasks: Iterable[Mapping[str, Any]]) -> list[Step]:
    """Return the tasks of a plan, given as data; names of tasks that there are not are left out."""
    tasks = list(tasks)
    numbers = {task["key"]: number for number, task in enumerate(tasks, 1)}
    return [
        Step(
            number,
            one_line(task.get("name") or task["key"]),
            task.get("type") or "",
            task.get("hours"),
            tuple(
                numbers[key]
                for key in dict.fromkeys(task.get("depends_on") or ())
                if key in numbers and numbers[key] != number
            ),
        )
        for number, task in enumerate(tasks, 1)
    ]


def hours(some: Iterable[Step]) -> float:
    """Return what tasks take one after the other; those without an estimate take nothing."""
    return sum(step.hours or 0 for step in some)


def critical_path(all_steps: Iterable[Step]) -> list[Step]:
    """Return the tasks, one waiting for the other, that take longest together.

    The iteration takes no less, however many work on it. Empty when tasks wait for each other in
    a circle, and without tasks.
    """
    by_number = {step.number: step for step in all_steps}
    try:
        order = list(_sorter(by_number.values()).static_order())
    except CycleError:
        return []
    ways: dict[int, tuple[float, int]] = {}  # hours up to a task's end, and the task before it
    for number in order:
        step = by_number[number]
        before = max(((ways[one][0], one) for one in step.needs), default=(0.0, 0))
        ways[number] = (before[0] + (step.hours or 0), before[1])
    path = []
    # Of ways that take equally long, the one that begins first.
    number = max(ways, key=lambda one: (ways[one][0], -one), default=0)
    while number:
        path.append(by_number[number])
        number = ways[number][1]
    return path[::-1]


def circle(all_steps: Iterable[Step]) -> list[int]:
    """Return the numbers of tasks that wait for each other in a circle; empty without one."""
    try:
        _sorter(all_steps).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def _sorter(all_steps: Iterable[Step]) -> TopologicalSorter[int]:
    return TopologicalSorter({step.number: step.needs for step in all_steps})


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
        yield Branch(stem, step, tuple(one for one in step.needs if one != hung))
        children = below.get(step.number, [])
        for child in reversed(children):
            own, further = ("└─ ", "   ") if child is children[-1] else ("├─ ", "│  ")
            todo.append((child, before + own, before + further))
    for step in everything:
        if step.number not in shown:
            yield Branch("", step, step.needs)
