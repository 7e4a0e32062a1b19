"""Combinations, few of them, in which every two values of different kinds come together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product


def pairwise(*kinds: Sequence[str]) -> list[tuple[str, ...]]:
    """Return combinations of one value of each kind, so that every pair of values is in one."""
    every = list(product(*kinds))
    open_pairs = {pair for row in every for pair in _pairs(row)}
    chosen = []
    while open_pairs:
        best = max(every, key=lambda row: len(open_pairs & _pairs(row)))
        open_pairs -= _pairs(best)
        chosen.append(best)
    return chosen


def _pairs(row: tuple[str, ...]) -> set[tuple[tuple[int, str], ...]]:
    return set(combinations(enumerate(row), 2))
