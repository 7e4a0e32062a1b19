"""Order, hours and the critical path of tasks; the tree and the flowchart that show them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from interview.plan.document.mermaid import flowchart
from interview.plan.schedule import Step, circle, critical_path, hours, steps, tree
from interview.terminal.screen.phrases import amount, critical

if TYPE_CHECKING:
    from collections.abc import Iterator


def task(key: str, *needs: str, takes: float | None = 1) -> dict[str, Any]:
    return {"key": key, "name": f"Do {key}", "type": "spike", "hours": takes, "depends_on": needs}


DIAMOND = steps(
    [
        task("t1", takes=2),
        task("t2", "t1", takes=1),
        task("t3", "t1", takes=3.5),
        task("t4", "t2", "t3", takes=1),
    ]
)


def drawn(entries: list[Step]) -> list[str]:
    return [
        f"{branch.stem}{branch.step.number} {branch.also or ''}".rstrip()
        for branch in tree(entries)
    ]


def test_hours_and_critical_path_of_a_diamond() -> None:
    assert hours(DIAMOND) == 7.5
    assert [step.number for step in critical_path(DIAMOND)] == [1, 3, 4]
    assert amount(DIAMOND) == "Tasks: 4 (4 spike), 7.5 hours"
    assert critical(DIAMOND) == "Critical path: 1 → 3 → 4, 6.5 hours however many people work on it"


def test_a_task_hangs_on_the_last_that_it_waits_for() -> None:
    assert drawn(DIAMOND) == ["1", "├─ 2", "└─ 3", "   └─ 4 (2,)"]


def test_a_circle_is_named_and_its_tasks_are_still_shown() -> None:
    round_ = steps([task("t1"), task("t2", "t3"), task("t3", "t2"), task("t4", "t3")])
    assert critical_path(round_) == []
    assert set(circle(round_)) == {2, 3}
    assert critical(round_).startswith("Tasks wait for each other in a circle: ")
    assert drawn(round_) == ["1", "2 (3,)", "3 (2,)", "4 (3,)"]


def test_tasks_without_estimate_or_name_have_their_place() -> None:
    (step,) = steps([{"key": "t1", "depends_on": ["t9", "t1"]}])
    assert step == Step(1, "t1", "", None, ())
    assert step.summary == "1. t1 (type open, ? h)"
    assert (hours([step]), critical([step]), critical([])) == (0, "", "")


@st.composite
def graphs(draw: st.DrawFn) -> list[Step]:
    count = draw(st.integers(0, 8))
    needs = st.sets(st.integers(1, max(count, 1)), max_size=3)
    takes = st.none() | st.integers(1, 8)
    return [
        Step(number, f"Task {number}", "spike", draw(takes), tuple(draw(needs) - {number}))
        for number in range(1, count + 1)
    ]


def ways_to(entries: list[Step], end: Step) -> Iterator[list[Step]]:
    yield [end]
    for need in end.needs:
        for way in ways_to(entries, entries[need - 1]):
            yield [*way, end]


@given(graphs())
def test_every_task_stands_once_in_the_tree_and_no_way_is_longer(entries: list[Step]) -> None:
    assert sorted(branch.step.number for branch in tree(entries)) == [
        step.number for step in entries
    ]
    path = critical_path(entries)
    if circle(entries):
        assert path == []
        return
    assert all(a.number in b.needs for a, b in pairwise(path))
    assert hours(path) == max(
        (hours(way) for end in entries for way in ways_to(entries, end)), default=0
    )


def test_a_flowchart_marks_the_critical_path() -> None:
    assert (
        flowchart(DIAMOND)
        == """\
flowchart TD
    t1["1. Do t1<br/>2 h"]
    t2["2. Do t2<br/>1 h"]
    t3["3. Do t3<br/>3.5 h"]
    t4["4. Do t4<br/>1 h"]
    t1 --> t2
    t1 --> t3
    t2 --> t4
    t3 --> t4
    classDef critical stroke-width:4px
    class t1,t3,t4 critical"""
    )


def test_a_name_cannot_break_out_of_its_box() -> None:
    (line,) = flowchart([Step(1, '"]; click <b>`x`</b> #35;', "spike", None, ())]).split("\n")[1:]
    assert line == ('    t1["1. #34;#93;#59; click #60;b#62;#96;x#96;#60;/b#62; #35;35#59;"]')
