"""Reads a session file that git merged: the events of all its branches, in one order.

Nothing is asked and nothing is lost. What several branches answered differently is open, with
every value; items that got the same key on two branches are two items. What was found is an event
of its own, `merged`, which the next write begins with.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from interview.session.events import Merged, Redone, Started, Undone
from interview.session.history import History
from interview.storage.contradictions import contradictions, restored
from interview.storage.rekeying import Rekeying
from interview.storage.tree import Tree
from interview.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.session.events import Event
    from interview.storage.lines import JournalLine

MOST_WALKS = 100
"""Branches for which it is worked out what an undoing that names nothing took back."""


class Whole(NamedTuple):
    """What a file says, all of its branches together.

    Attributes:
        merged: What the next write begins with, the last of the events; None where no branch came
            to the file since somebody wrote it.
        before: The check that its line builds on.
    """

    events: tuple[Event, ...]
    merged: Merged | None = None
    before: str = ""


def whole(lines: Sequence[JournalLine]) -> Whole:
    """Return the events of a file in the order in which they count.

    Lines that hold no event are passed over; whether that is damage is for others to say.
    """
    markers = sum(line.aside == "marker" for line in lines)
    chained = [line for line in lines if not line.aside]
    straight = all(below.before == above.number for above, below in pairwise(chained))
    if straight and not markers:  # true of nearly every file: it has no branches
        last = chained[-1].check if chained else ""
        return Whole(tuple(line.event for line in chained if line.event), None, last)
    tree = Tree(lines)
    if tree.is_straight and not markers:
        return Whole(tuple(tree.events.values()), None, chained[-1].check)
    return _merged(tree, markers)


def summary(merged: Merged) -> str:
    """Say in a few words what came together, and what there is to do about it."""
    parts = []
    if len(merged.heads) > 1:
        parts.append(f"{len(merged.heads)} branches were merged")
    if merged.markers:
        parts.append("git's conflict markers were ignored")
    if open_ := len(merged.contradictions):
        parts.append(f"{counted('question', open_)} with different answers "
                    f"{'is' if open_ == 1 else 'are'} open again")  # fmt: skip
    if merged.renamed:
        parts.append(f"{counted('item', len(merged.renamed))} got a new key")
    if merged.restored:
        parts.append(f"{counted('item', len(merged.restored))} that one branch removed and another "
                    "changed came back")  # fmt: skip
    return ", ".join(parts)


def _merged(tree: Tree, markers: int) -> Whole:
    markers -= sum(event.markers for event in tree.events.values() if isinstance(event, Merged))
    events = {number: tree.events[number] for number in tree.order}
    _leave_one_beginning(tree, events)
    rekeying = Rekeying(tree, events)
    events = {number: rekeying.event(number, event) for number, event in events.items()}
    _tell_batches_apart(tree, events)
    _name_what_was_undone(tree, events)
    pending = None
    if len(tree.heads) > 1 or markers > 0:
        places = {id(event): number for number, event in events.items()}
        in_force = [(places[id(event)], event) for event in History.of(events.values()).in_force]
        pending = Merged(
            at=max(tree.events[head].at for head in tree.heads),
            heads=tuple(tree.names[head] for head in tree.heads),
            renamed=rekeying.new_keys,
            contradictions=tuple(contradictions(tree, in_force)),
            restored=tuple(restored(tree, in_force)),
            markers=max(markers, 0),
        )
    before = tree.events[tree.heads[-1]].check
    together = tuple(events.values())
    return Whole((*together, pending) if pending else together, pending, before)


def _leave_one_beginning(tree: Tree, events: dict[int, Event]) -> None:
    """Leave out the first line of a second session that was begun under the same name."""
    for number in tree.order[1:]:
        if isinstance(events[number], Started) and not tree.knows(number, tree.order[0]):
            del events[number]


def _tell_batches_apart(tree: Tree, events: dict[int, Event]) -> None:
    """Give batches of one name on several branches several names: they are undone one by one."""
    last: dict[str, list[int]] = {}
    for number, event in events.items():
        if not event.batch:
            continue
        ends = last.setdefault(event.batch, [])
        place = next(
            (place for place, end in enumerate(ends) if tree.knows(number, end)), len(ends)
        )
        ends[place:place + 1] = [number]  # fmt: skip
        if place:
            apart = f"{event.batch}~{place + 1}"
            events[number] = event.model_copy(update={"batch": apart})


def _name_what_was_undone(tree: Tree, events: dict[int, Event]) -> None:
    """Name what each undoing took back that does not say so: it knew its own branch only."""
    unnamed = [key for key, event in events.items() if _is_unnamed(event)]
    for _ in range(MOST_WALKS):
        if not unnamed:
            break
        history, end = History([], []), unnamed.pop()
        for number in [event for event in events if tree.knows(end, event)]:
            event = events[number]
            if isinstance(event, Undone | Redone) and not event.change:
                change = history.last_change if isinstance(event, Undone) else history.last_undone
                named = event.model_copy(update={"change": change[-1].check if change else ""})
                history.add(event)
                if change:
                    events[number] = named
                else:
                    del events[number]  # there was nothing to undo
            else:
                history.add(event)
        unnamed = [number for number in unnamed if number in events and _is_unnamed(events[number])]


def _is_unnamed(event: Event) -> bool:
    return isinstance(event, Undone | Redone) and not event.change
