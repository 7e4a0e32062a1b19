"""A session file as a tree: which lines build on which, and in which order branches are read."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from interview.session.events import Merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.session.events import Event
    from interview.storage.lines import JournalLine

MOST_STRETCHES = 4_000
"""Stretches of a file without a fork between them; further merges join no branches."""


class Tree:
    """The lines of a file that hold events, by their numbers.

    Attributes:
        heads: The last line of each branch; the branch that began first comes first.
        order: All lines, branch by branch, each behind those that it builds on. Neither depends on
            where a merge put a branch in the file.
    """

    def __init__(self, lines: Iterable[JournalLine]) -> None:
        self.events: dict[int, Event] = {}
        self.names: dict[int, str] = {}
        """What a line is called by others: its check, or one made of the line where it has none."""
        self._places: dict[str, int] = {}
        self._before: dict[int, int] = {}
        self._parents: dict[int, list[int]] = {}
        for line in lines:
            if not line.aside:
                self._put(line)
        self._stretch: dict[int, int] = {}
        self._known: list[int] = []
        self._find_stretches()
        self.heads = self._find_heads()
        self.order = self._find_order()

    def _put(self, line: JournalLine) -> None:
        number, event = line.number, line.event
        before = line.before
        if before and before not in self.events:
            before = self._before[before]
        self._before[number] = before
        if event is None:
            return
        name = line.check or sha256(line.raw).hexdigest()[:8]
        self.events[number], self.names[number] = event, name
        self._parents[number] = [before] if before else []
        if isinstance(event, Merged):
            joined = [self._places[head] for head in event.heads if head in self._places]
            self._parents[number] = list(dict.fromkeys([*joined, *self._parents[number]]))
        self._places[name] = number

    @property
    def is_straight(self) -> bool:
        """Whether every line builds on the line above it, so that there was never a branch."""
        above = 0
        for number, parents in self._parents.items():
            if parents != ([above] if above else []):
                return False
            above = number
        return True

    def knows(self, line: int, other: int) -> bool:
        """Whether one line was written by somebody who had the other, or is that one."""
        stretch, other_stretch = self._stretch[line], self._stretch[other]
        if stretch == other_stretch:
            return other <= line
        return bool(self._known[stretch] >> other_stretch & 1)

    def _find_stretches(self) -> None:
        """Divide the file where branches begin and end; note which stretches each one knows."""
        children: dict[int, int] = {}
        for parents in self._parents.values():
            for parent in parents:
                children[parent] = children.get(parent, 0) + 1
        for number, parents in self._parents.items():
            if len(self._known) > MOST_STRETCHES:
                del parents[:-1]
            if len(parents) == 1 and children[parents[0]] == 1:
                self._stretch[number] = self._stretch[parents[0]]
                continue
            known = 1 << len(self._known)
            for parent in parents:
                known |= self._known[self._stretch[parent]]
            self._stretch[number] = len(self._known)
            self._known.append(known)

    def _find_heads(self) -> list[int]:
        inner = {parent for parents in self._parents.values() for parent in parents}
        heads = [number for number in self._parents if number not in inner]
        if len(heads) < 2:
            return heads
        began = self._beginnings(heads)
        return sorted(heads, key=lambda head: began[head])

    def _beginnings(self, heads: list[int]) -> dict[int, Any]:
        """Return by head what its branch begins with: the first line that no other branch has."""
        began: dict[int, Any] = {}
        owners = dict.fromkeys(self._parents, -1) | {head: head for head in heads}
        for number in reversed(self._parents):
            owner = owners[number]
            if owner:
                event, name = self.events[number], self.names[number]
                began[owner] = min(began.get(owner, (event.at, name)), (event.at, name))
            for parent in self._parents[number]:
                owners[parent] = owner if owners[parent] in (-1, owner) else 0
        return began

    def _find_order(self) -> list[int]:
        order: list[int] = []
        done: set[int] = set()
        for head in self.heads:
            way = [head]
            while way:
                ahead = [number for number in self._parents[way[-1]] if number not in done]
                if ahead:
                    way.append(ahead[0])
                    continue
                number = way.pop()
                if number not in done:
                    done.add(number)
                    order.append(number)
        return order
