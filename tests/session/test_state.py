"""What events add up to, one after the other."""

from __future__ import annotations

import pytest

from interview.questionnaire.model import Questionnaire
from interview.questionnaire.roles import Role
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.session.events import (
    Approved,
    Contradiction,
    Event,
    Exported,
    ItemAdded,
    Merged,
    Suppressed,
)
from interview.session.state import LATER_BRANCH, State
from tests.conftest import NOW
from tests.events import (
    added,
    answered,
    cleared,
    closed,
    drafted,
    linkstash,
    moved,
    postponed,
    removed,
)

OUTCOME = Address.parse("goal.outcome")


def state_of(*events: Event) -> State:
    state = State()
    for event in events:
        state.apply(event)
    return state


def merged(
    *contradictions: tuple[str, tuple[object, ...]], restored: tuple[str, ...] = ()
) -> Merged:
    conflicts = tuple(
        Contradiction(address=address, values=values) for address, values in contradictions
    )
    return Merged(heads=("a", "b"), contradictions=conflicts, restored=restored, at=NOW)


def test_an_answer_settles_what_was_open_about_it() -> None:
    contradiction = merged(("goal.outcome", ("A", "B")))
    state = state_of(
        contradiction, postponed("goal.outcome", "ask Kim"), answered("goal.outcome", 1)
    )
    assert state.answers[OUTCOME].value == 1
    assert (state.drafts, state.proposed, state.contradictions, state.postponed) == ({}, {}, {}, {})


def test_what_was_left_open_keeps_its_answer_and_what_is_cleared_loses_it() -> None:
    given = answered("goal.outcome", "x")
    assert list(state_of(given, postponed("goal.outcome", "n")).answers) == [OUTCOME]
    state = state_of(given, postponed("goal.outcome", "n"), cleared("goal.outcome"))
    assert (state.answers, state.postponed) == ({}, {})


def test_what_branches_answered_differently_starts_from_the_last_value_there_is() -> None:
    for values, draft in ((("A", "B"), "B"), (("A", None), "A"), ((None, "B"), "B")):
        state = state_of(answered("goal.outcome", "A"), merged(("goal.outcome", values)))
        assert state.answers == {}
        assert state.contradictions == {OUTCOME: values}
        assert (state.drafts[OUTCOME], state.proposed[OUTCOME]) == (draft, LATER_BRANCH)
    nothing = state_of(merged(("goal.outcome", (None, None))))
    assert (nothing.drafts, nothing.proposed) == ({}, {})


def test_what_somebody_types_is_no_proposal_any_more() -> None:
    state = state_of(merged(("goal.outcome", ("A", "B"))), drafted("goal.outcome", "C"))
    assert (state.drafts[OUTCOME], state.proposed) == ("C", {})


def test_items_are_added_moved_removed_and_restored_in_order() -> None:
    three = [added("tasks", key) for key in ("t1", "t2", "t3")]

    def order(*events: Event) -> list[str]:
        return state_of(*three, *events).items["tasks"]

    assert order(moved("tasks", "t3", 1)) == ["t3", "t1", "t2"]
    assert order(moved("tasks", "t1", 2)) == ["t2", "t1", "t3"]
    assert order(moved("tasks", "t1", 3)) == ["t2", "t3", "t1"]
    assert order(moved("tasks", "t1", 9)) == ["t2", "t3", "t1"]
    assert order(removed("tasks", "t2")) == ["t1", "t3"]
    assert order(removed("tasks", "t2"), added("tasks", "t2")) == ["t1", "t3", "t2"]
    assert order(removed("tasks", "t9"), moved("tasks", "t9", 1)) == ["t1", "t2", "t3"]
    state = state_of(*three, removed("tasks", "t2"), removed("tasks", "t2"), removed("tasks", "t9"))
    assert state.removed["tasks"] == ["t2"]
    state.apply(merged(restored=("tasks.t2",)))
    assert (state.items["tasks"], state.removed["tasks"]) == (["t1", "t3", "t2"], [])


def test_the_place_of_an_item_is_counted_from_one() -> None:
    state = state_of(*[added("tasks", key) for key in ("t1", "t2")])
    assert [state.position(Group("tasks", key)) for key in ("t1", "t2")] == [1, 2]


def test_a_copy_has_the_answers_of_its_item_and_what_is_open_in_it() -> None:
    state = state_of(
        added("tasks", "t1"),
        answered("tasks.t1.name", "A"),
        answered("tasks.t1.hours", 2),
        postponed("tasks.t1.hours", "ask Kim"),
        added("tasks", "t2"),
        answered("tasks.t2.name", "B"),
        ItemAdded(section="tasks", item="t3", copy_of="t1", at=NOW),
    )
    copy = Group("tasks", "t3")
    assert state.answers[copy.at("name")].value == "A"
    assert state.answers[copy.at("hours")].value == 2
    assert state.postponed[copy.at("hours")] == "ask Kim"
    assert len(state.answers) == 5


def test_a_section_is_closed_until_an_item_is_added() -> None:
    assert state_of(closed("tasks")).closed == {"tasks"}
    assert state_of(closed("tasks"), added("tasks", "t1")).closed == set()
    assert state_of(closed("tasks"), removed("tasks", "t1")).closed == {"tasks"}


@pytest.mark.parametrize(
    ("change", "approved"),
    [
        (answered("goal.outcome", "x"), False),
        (cleared("goal.outcome"), False),
        (postponed("goal.outcome"), False),
        (added("tasks", "t1"), False),
        (removed("tasks", "t1"), False),
        (merged(), False),
        (drafted("goal.outcome", "x"), True),
        (Exported(path="p", sha256="0", at=NOW), True),
    ],
    ids=lambda value: getattr(value, "event", ""),
)
def test_an_approval_holds_until_the_plan_is_changed(change: Event, approved: bool) -> None:
    assert state_of(Approved(at=NOW), change).approved is approved


def test_a_suppression_holds_until_it_is_taken_back() -> None:
    rule = Suppressed(rule="to-do", address="goal", reason="x", at=NOW)
    other = rule.model_copy(update={"address": "tasks"})
    assert state_of(rule, other).suppressed == {("goal", "to-do"): "x", ("tasks", "to-do"): "x"}
    back = rule.model_copy(update={"reason": ""})
    assert state_of(rule, other, back).suppressed == {("tasks", "to-do"): "x"}
    assert state_of(back).suppressed == {}


def test_a_copy_of_a_state_goes_its_own_way(questionnaire: Questionnaire) -> None:
    events = linkstash(questionnaire)
    state, whole = state_of(*events), state_of(*events)
    copy = state.copy()
    for event in (
        answered("goal.outcome", "x"),
        drafted("goal.outcome", "x"),
        postponed("context.built"),
        moved("tasks", "t1", 4),
        removed("tasks", "t2"),
        closed("goal"),
        merged(("context.built", ("A", "B"))),
        Suppressed(rule="to-do", address="goal", reason="x", at=NOW),
        Exported(path="p", sha256="0", at=NOW),
    ):
        copy.apply(event)
    assert state == whole
    assert copy != whole


# Merges under a questionnaire


def test_what_branches_answered_differently_can_be_typed_on(
    questionnaire: Questionnaire,
) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    hours, commands = Address.parse("tasks.t2.hours"), Address.parse("demo.commands")
    engine.apply(merged(("tasks.t2.hours", (2, 3.5)), ("gone.question", ("A", "B"))))
    assert engine.state.drafts[hours] == "3.5"
    assert [str(address) for address in engine.state.contradictions] == ["tasks.t2.hours"]
    assert "tasks.t2.hours" in [str(ask.address) for ask in engine.missing()]
    assert engine.value(commands) is not None
    engine.apply(answered("tasks.t2.hours", 2))
    assert engine.state.contradictions == {}
    assert engine.value(hours) == 2


def test_a_value_that_no_longer_fits_is_set_apart_in_a_merge(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    engine.apply(merged(("tasks.t2.hours", ("many", 3))))
    hours = Address.parse("tasks.t2.hours")
    assert engine.state.contradictions == {hours: (3,)}
    assert engine.misfits[hours].value == "many"


def test_rows_start_as_they_are_asked_for(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    text = "Every error names\n\nwhat to do."
    standard = {"source": "A.md", "heading": "Errors", "text": text}
    file = {"path": "a.py", "purpose": "x"}
    engine.apply(
        merged(("stack.c1.standards", ([], [standard])), ("tasks.t2.key_files", ([], [file])))
    )
    standards = Address.parse("stack.c1.standards")
    files = Address.parse("tasks.t2.key_files")
    assert engine.state.drafts[standards] == [standard]
    assert engine.state.drafts[files] == "a.py - x"


def test_a_role_of_a_section_has_no_question(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    assert engine.address_of(Role.TASKS) is None
    assert engine.playing(Role.TASKS) is None
    assert engine.address_of(Role.ESTIMATE, "t2") == Address("tasks", "t2", "hours")
    assert [str(group) for group in engine.tasks] == [
        "tasks.t1",
        "tasks.t2",
        "tasks.t3",
        "tasks.t4",
    ]
