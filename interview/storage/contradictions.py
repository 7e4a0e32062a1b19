"""Finds what the branches of a session file contradict each other in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.session.events import (
    Answered,
    Cleared,
    Contradiction,
    Drafted,
    ItemAdded,
    ItemRemoved,
    Merged,
    Postponed,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.session.events import Event, Value
    from interview.storage.tree import Tree


class Word(NamedTuple):
    """What one line says about a question.

    Attributes:
        values: One, or several where it is a merge; none where the question is left open, with a
            note.
    """

    line: int
    values: tuple[Value, ...]
    note: str = ""


def contradictions(tree: Tree, in_force: Iterable[tuple[int, Event]]) -> Iterator[Contradiction]:
    """Yield what several branches answered differently, in the order of its first answer.

    Args:
        in_force: The events that count, with the numbers of their lines. An answer that somebody
            gave who knew another one takes its place; none of those that are left knew the others.
    """
    last: dict[str, list[Word]] = {}
    for address, word in _words(in_force):
        known = last.setdefault(address, [])
        known[:] = [entry for entry in known if not tree.knows(word.line, entry.line)]
        known.append(word)
    for address, words in last.items():
        if any(word[1:] != words[0][1:] for word in words):
            values = [value for word in words for value in word.values]
            values = [value for place, value in enumerate(values) if value not in values[:place]]
            if values:
                yield Contradiction(address=address, values=tuple(values))


def _words(in_force: Iterable[tuple[int, Event]]) -> Iterator[tuple[str, Word]]:
    for number, event in in_force:
        if isinstance(event, Answered):
            yield event.address, Word(number, (event.value,))
        elif isinstance(event, Cleared):
            yield event.address, Word(number, ())
        elif isinstance(event, Postponed):
            yield event.address, Word(number, (), event.note or "later")
        elif isinstance(event, Merged):
            for contradiction in event.contradictions:
                yield contradiction.address, Word(number, contradiction.values)


def restored(tree: Tree, in_force: Iterable[tuple[int, Event]]) -> Iterator[str]:
    """Yield the items that one branch removed while another one worked on them."""
    removed: dict[str, list[int]] = {}
    touched: dict[str, list[int]] = {}
    for number, event in in_force:
        if isinstance(event, ItemRemoved):
            removed.setdefault(f"{event.section}.{event.item}", []).append(number)
        elif isinstance(event, ItemAdded):
            item = f"{event.section}.{event.item}"
            known = removed.get(item, [])
            known[:] = [entry for entry in known if not tree.knows(number, entry)]
            touched.setdefault(item, []).append(number)
        elif item := _item(event):
            touched.setdefault(item, []).append(number)
        if isinstance(event, Merged):
            for item in event.restored:
                known = removed.get(item, [])
                known[:] = [entry for entry in known if not tree.knows(number, entry)]
    for item, places in removed.items():
        if any(
            not (tree.knows(place, other) or tree.knows(other, place))
            for place in places
            for other in touched.get(item, ())
        ):
            yield item


def _item(event: Event) -> str:
    """Return the item that an event says something about."""
    if isinstance(event, Status):
        return f"{event.section}.{event.item}"
    if isinstance(event, Answered | Cleared | Drafted | Postponed):
        section, *item, _ = event.address.split(".")
        return f"{section}.{item[0]}" if item else ""
    return ""
