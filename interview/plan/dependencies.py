"""The graph of the tasks: which wait for which, in which order, and in which circles.

Whoever shows, schedules or checks a plan asks it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

MOST = 20_000
"""Tasks whose order is worked out: it takes room that grows with their square, 50 MB for these."""


Key = TypeVar("Key", bound="Hashable")


class Dependencies(Generic[Key]):
    """Which tasks wait for which.

    Args:
        needs: By the key of each task those that it waits for. Each counts once; the task itself,
            and tasks that there are not, do not.

    Attributes:
        needs: By the key of each task those that it waits for, each once, in their order.
    """

    def __init__(self, needs: Mapping[Key, Iterable[Key]]) -> None:
        self.needs: Mapping[Key, Sequence[Key]] = {
            key: [other for other in dict.fromkeys(others) if other in needs and other != key]
            for key, others in needs.items()
        }

    @property
    def is_known(self) -> bool:
        """Whether the order is worked out; in plans of too many tasks it is not."""
        return len(self.needs) <= MOST

    def waits(self, key: Key, wanted: Key) -> bool:
        """Whether a task waits for another, also through others."""
        knot, other = self._knots[key], self._knots[wanted]
        if knot == other and key != wanted:
            return True
        return bool(self._behind[knot] >> other & 1)

    @cached_property
    def order(self) -> Sequence[Key] | None:
        """The tasks, each behind those that it waits for; None where circles leave no order."""
        if self.circular:
            return None
        return sorted(self.needs, key=self._knots.__getitem__)

    @cached_property
    def circular(self) -> frozenset[Key]:
        """The tasks of the circles that `circles` yields."""
        names: set[Key] = set()
        way: list[Key] = []
        lowest: list[int] = []  # the earliest task that can be reached from each of them
        for step, key, place in self._walk():
            if step == "enter":
                way.append(key)
                lowest.append(len(way))
            elif step == "back":
                lowest[-1] = min(lowest[-1], place)
            else:
                low = lowest.pop()
                way.pop()
                if low <= len(way):
                    names.add(key)
                if lowest:
                    lowest[-1] = min(lowest[-1], low)
        return frozenset(names)

    def circles(self) -> Iterator[list[Key]]:
        """Yield circles of tasks that wait for each other, at least one of each group of them."""
        way: list[Key] = []
        for step, key, place in self._walk():
            if step == "enter":
                way.append(key)
            elif step == "back":
                yield way[place:]
            else:
                way.pop()

    def _walk(self) -> Iterator[tuple[str, Key, int]]:
        """Walk from task to task, without recursion: enter each once, and leave it.

        Yield also where one comes back to a task of the way, with its place there.
        """
        done: set[Key] = set()
        for start in self.needs:
            on_way: dict[Key, int] = {}
            todo = [(start, False)]
            while todo:
                key, left = todo.pop()
                if left:
                    del on_way[key]
                    done.add(key)
                    yield "leave", key, 0
                elif key in on_way:
                    yield "back", key, on_way[key]
                elif key not in done:
                    on_way[key] = len(on_way)
                    yield "enter", key, 0
                    todo.append((key, True))
                    todo += [(other, False) for other in self.needs[key]]

    @cached_property
    def _knots(self) -> Mapping[Key, int]:
        """The number of each task's knot: tasks in circles with each other are one.

        A knot has a higher number than those that it waits for (Tarjan's algorithm).
        """
        knots: dict[Key, int] = {}
        entered: dict[Key, int] = {}
        lowest: dict[Key, int] = {}
        loose: list[Key] = []
        count = 0
        for start in self.needs:
            todo = [] if start in entered else [(start, iter(self.needs[start]))]
            if todo:
                entered[start] = lowest[start] = len(entered)
                loose.append(start)
            while todo:
                key, others = todo[-1]
                for other in others:
                    if other not in entered:
                        entered[other] = lowest[other] = len(entered)
                        loose.append(other)
                        todo.append((other, iter(self.needs[other])))
                        break
                    if other not in knots:
                        lowest[key] = min(lowest[key], entered[other])
                else:
                    todo.pop()
                    if todo:
                        around = todo[-1][0]
                        lowest[around] = min(lowest[around], lowest[key])
                    if lowest[key] == entered[key]:
                        while key not in knots:
                            knots[loose.pop()] = count
                        count += 1
        return knots

    @cached_property
    def _behind(self) -> Sequence[int]:
        """For each knot the knots that it waits for, a bit for each; itself if it is a circle."""
        members: list[list[Key]] = []
        for key, knot in self._knots.items():
            while len(members) <= knot:
                members.append([])
            members[knot].append(key)
        behind: list[int] = []
        for knot, keys in enumerate(members):
            direct = {self._knots[other] for key in keys for other in self.needs[key]}
            bits = 1 << knot if len(keys) > 1 else 0
            for other in direct:
                if other != knot:
                    bits |= behind[other] | 1 << other
            behind.append(bits)
        return behind
