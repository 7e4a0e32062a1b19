"""Undoing and redoing, as events among others: what is in force afterwards, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from interview.session.events import (
    Approved,
    Event,
    Exported,
    Redone,
    Status,
    Suppressed,
    Undone,
)
from interview.session.history import History
from tests.conftest import NOW
from tests.events import added, answered, cleared, closed, drafted, moved, postponed, removed

UNDO, REDO = Undone(at=NOW), Redone(at=NOW)


def change(name: str, batch: str = "") -> Event:
    """Return an answer that is told from others by its value, and that has a check."""
    event = answered("goal.outcome", name).model_copy(update={"batch": batch})
    event.prove(name)
    return event


def in_force(*events: Event) -> list[str]:
    return [str(getattr(event, "value", event.event)) for event in History.of(events).in_force]


A, B, C, D = change("a"), change("b"), change("c"), change("d")


def test_the_last_change_is_taken_back_and_brought_again() -> None:
    assert in_force(A, B, UNDO) == ["a"]
    assert in_force(A, B, UNDO, UNDO) == []
    assert in_force(A, B, UNDO, UNDO, UNDO) == []
    assert in_force(A, B, UNDO, UNDO, REDO) == ["a"]
    assert in_force(A, B, UNDO, UNDO, REDO, REDO) == ["a", "b"]
    assert in_force(A, B, UNDO, UNDO, REDO, REDO, REDO) == ["a", "b"]
    assert in_force(UNDO, REDO, A) == ["a"]


def test_a_change_after_undoing_leaves_nothing_to_redo() -> None:
    history = History.of([A, B, UNDO])
    assert history.last_undone == [B]
    history.add(C)
    assert (history.undone, history.last_undone) == ([], [])
    assert in_force(A, B, UNDO, C, REDO) == ["a", "c"]


def test_changes_of_one_batch_are_one_and_neighbours_without_one_are_not() -> None:
    first, second = change("x", "batch"), change("y", "batch")
    other = change("z", "other")
    assert in_force(A, first, second, UNDO) == ["a"]
    assert in_force(A, first, second, UNDO, REDO) == ["a", "x", "y"]
    assert in_force(first, second, other, UNDO) == ["x", "y"]
    assert in_force(first, B, second, UNDO) == ["x", "b"]
    assert [event.check for event in History.of([A, first, second]).last_change] == ["x", "y"]
    assert History.of([]).last_change == []


def test_every_change_of_a_person_can_be_taken_back_and_nothing_else() -> None:
    changes: Sequence[Event] = (
        answered("goal.outcome", "x"),
        cleared("goal.outcome"),
        postponed("goal.outcome"),
        added("tasks", "t1"),
        removed("tasks", "t1"),
        moved("tasks", "t1", 1),
        closed("tasks"),
        Status(section="tasks", item="t1", status="complete", at=NOW),
        Suppressed(rule="to-do", address="goal.outcome", reason="x", at=NOW),
    )
    for change in changes:
        assert History.of([change, UNDO]).in_force == []
    others = (drafted("goal.outcome", "x"), Exported(path="p", sha256="0", at=NOW))
    for other in others:
        assert History.of([other, UNDO]).in_force == [other]
        assert History.of([A, other, UNDO]).in_force == [other]


def test_an_approval_goes_with_the_change_before_it_and_does_not_come_back() -> None:
    approved = Approved(at=NOW)
    assert in_force(A, approved, UNDO) == []
    assert in_force(A, approved, UNDO, REDO) == ["a"]
    assert in_force(approved, A, UNDO) == ["approved"]


def test_what_was_typed_after_a_change_is_newer_than_the_change_brought_again() -> None:
    assert in_force(A, drafted("goal.outcome", "half"), UNDO, REDO) == ["a", "half"]
    assert in_force(drafted("goal.outcome", "half"), A, UNDO, REDO) == ["half", "a"]
    late = drafted("goal.outcome", "late")
    assert in_force(drafted("goal.outcome", "half"), A, UNDO, late, REDO) == ["half", "a", "late"]


def undo(name: str) -> Undone:
    return Undone(change=name, at=NOW)


def redo(name: str) -> Redone:
    return Redone(change=name, at=NOW)


def test_an_undoing_takes_the_change_that_it_names() -> None:
    for name, left in (("a", ["b", "c"]), ("b", ["a", "c"]), ("c", ["a", "b"])):
        assert in_force(A, B, C, undo(name)) == left
    assert in_force(A, B, C, undo("unheard of")) == ["a", "b"]


def test_what_was_undone_on_another_branch_is_not_undone_twice() -> None:
    assert in_force(A, B, undo("b"), undo("b")) == ["a"]
    assert in_force(A, B, undo("b"), C, undo("b")) == ["a", "c"]
    assert in_force(A, B, undo("a"), undo("a")) == ["b"]


def test_a_redoing_brings_the_change_that_it_names_to_its_place() -> None:
    assert in_force(A, B, C, undo("a"), redo("a")) == ["a", "b", "c"]
    assert in_force(A, B, undo("a"), undo("b"), redo("a")) == ["a"]
    assert in_force(A, B, undo("a"), undo("b"), redo("b")) == ["b"]
    assert in_force(A, B, undo("b"), C, redo("b")) == ["a", "b", "c"]
    assert in_force(A, B, undo("b"), redo("b"), redo("b")) == ["a", "b"]
    assert in_force(A, B, C, undo("c"), undo("b"), redo("b"), redo("c")) == ["a", "b", "c"]


def test_it_is_told_beforehand_what_an_event_turns() -> None:
    first, second = change("x", "batch"), change("y", "batch")
    history = History.of([A, first, second])
    assert history.turned_by(history.undo(NOW)) == [second, first]
    assert history.turned_by(undo("a")) == [A]
    assert history.turned_by(B) == []
    history.add(history.undo(NOW))
    assert history.turned_by(history.redo(NOW)) == [first, second]
    assert History.of([A]).turned_by(REDO) == []
    assert History.of([]).undo(NOW).change == ""
    assert History.of([]).redo(NOW).change == ""
    assert History.of([A]).undo(NOW).change == "a"
    assert History.of([A, UNDO]).redo(NOW).change == "a"


def test_the_newest_key_is_never_given_again() -> None:
    events = [
        added("tasks", "t2"),
        added("tasks", "t10"),
        added("tasks", "t3"),
        added("stack", "c1"),
    ]
    history = History.of([*events, UNDO, UNDO, UNDO])
    assert history.last_key == {"tasks": 10, "stack": 1}
    assert History.of([added("tasks", "tx")]).last_key == {}


def test_two_batches_never_have_the_same_name() -> None:
    history = History.of([])
    assert history.new_batch != history.new_batch
