"""Circles in a graph: for conditions that look at each other.

A graph is a mapping from each node to those that it leads to, all of which are keys as well.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T", bound=Any)  # the smallest node comes first, so that the message is always the same


def on_circles(graph: Mapping[T, set[T]]) -> list[T]:
    """Return the nodes from which some way leads back to them, in their order.

    They are those of the strongly connected components, found by Kosaraju's algorithm.
    """
    back: dict[T, set[T]] = {node: set() for node in graph}
    for node, targets in graph.items():
        for target in targets:
            back[target].add(node)
    circular: set[T] = set()
    seen: set[T] = set()
    for node in reversed(_depth_first(graph)):
        component = _reached(node, back, seen)
        if len(component) > 1 or node in graph[node]:
            circular |= component
    return [node for node in graph if node in circular]


def shortest_circle(start: T, graph: Mapping[T, set[T]]) -> list[T]:
    """Return the shortest way from a node back to itself, without the return; empty if none."""
    came_from: dict[T, T] = {}
    ahead = deque([start])
    while ahead:
        node = ahead.popleft()
        for target in sorted(graph.get(node, ())):
            if target == start:
                return _way(start, node, came_from)
            if target not in came_from:
                came_from[target] = node
                ahead.append(target)
    return []


def _depth_first(graph: Mapping[T, set[T]]) -> list[T]:
    """Return the nodes, each behind those that it leads to, where no circle forbids it."""
    order: list[T] = []
    seen: set[T] = set()
    for start in graph:
        path = [(start, iter(graph[start]))] if start not in seen else []
        seen.add(start)
        while path:
            node, targets = path[-1]
            target = next((target for target in targets if target not in seen), None)
            if target is None:
                order.append(node)
                path.pop()
            else:
                seen.add(target)
                path.append((target, iter(graph[target])))
    return order


def _reached(start: T, graph: Mapping[T, set[T]], seen: set[T]) -> set[T]:
    """Return what can be reached and was not seen before; it is seen then."""
    reached: set[T] = set()
    ahead = [] if start in seen else [start]
    seen.update(ahead)
    while ahead:
        node = ahead.pop()
        reached.add(node)
        new = graph[node] - seen
        seen |= new
        ahead += new
    return reached


def _way(start: T, end: T, came_from: Mapping[T, T]) -> list[T]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
