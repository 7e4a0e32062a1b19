from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.loading import load
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Question, Value
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.session.events import (
    Answered,
    Contradiction,
    Drafted,
    Event,
    ItemAdded,
    Merged,
    Status,
    Undone,
)
from interview.session.steps import Ask, OfferItem
from tests.conftest import NOW
from tests.events import (
    added,
    answered,
    applied,
    cleared,
    closed,
    linkstash,
    moved,
    postponed,
    removed,
)
from tests.strategies import engines


def asks(engine: Engine, task: str = "t1") -> list[str]:
    return list(engine.questions(Group("tasks", task)))


def task(engine: Engine, kind: str, key: str = "t1") -> Engine:
    return applied(engine, [added("tasks", key), answered(f"tasks.{key}.type", kind)])


def addresses(result: Any) -> list[str]:
    return [str(address) for address in result]


COMMON = ["name", "type", "hours", "what", "key_files"]
PROOF = ["smoke_test", "verify", "expected"]


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("implementation", ["core", "data", "receives", "sends", "database"]),
        ("spike", ["question", "candidates", "decision_rule", "artifact", "core"]),
        ("integration", ["workflow", "core", "data", "receives", "sends", "database", "failure"]),
        ("wiring", ["services", "environment", "configuration", "rollback"]),
    ],
)
def test_each_type_of_task_is_asked_its_own_questions(
    engine: Engine, kind: str, own: list[str]
) -> None:
    assert asks(task(engine, kind)) == COMMON + own + PROOF


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("implementation", {"core", "receives", "sends"}),
        ("spike", {"question", "candidates", "decision_rule", "artifact"}),
        ("integration", {"workflow", "receives", "sends", "failure"}),
        ("wiring", {"services", "environment", "rollback"}),
    ],
)
def test_each_type_of_task_needs_what_an_implementer_would_have_to_guess(
    engine: Engine, kind: str, required: set[str]
) -> None:
    questions = task(engine, kind).questions(Group("tasks", "t1"))
    always = {*COMMON, *PROOF}
    assert {name for name, question in questions.items() if question.required} == always | required


def test_a_task_without_a_type_is_asked_only_what_every_task_has(engine: Engine) -> None:
    assert asks(applied(engine, [added("tasks", "t1")])) == COMMON + PROOF


def test_a_spike_has_at_most_two_hours(engine: Engine) -> None:
    task(engine, "spike")
    hours: Any = engine.question(Address("tasks", "t1", "hours"))
    assert hours.maximum == 2
    task(engine, "implementation", "t2")
    hours = engine.question(Address("tasks", "t2", "hours"))
    assert hours.maximum > 4


def test_dependencies_are_asked_where_there_is_an_earlier_task(engine: Engine) -> None:
    applied(engine, [added("tasks", "t1"), added("tasks", "t2")])
    assert "depends_on" not in asks(engine, "t1")
    assert "depends_on" in asks(engine, "t2")
    engine.apply(moved("tasks", "t2", 1))
    assert "depends_on" in asks(engine, "t1")
    assert "depends_on" not in asks(engine, "t2")


def test_the_first_question_comes_first(engine: Engine) -> None:
    step = engine.next()
    assert isinstance(step, Ask)
    assert str(step.address) == "iteration.number"


def test_the_next_question_is_the_first_open_one(engine: Engine) -> None:
    applied(engine, [answered("iteration.number", 1), answered("goal.outcome", "x")])
    step = engine.next()
    assert isinstance(step, Ask)
    assert str(step.address) == "iteration.title"


def test_an_item_that_is_needed_is_offered_as_such(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire)
    while isinstance(step := engine.next(), Ask):
        engine.apply(answered(str(step.address), "x" if step.question.id != "number" else 1))
    assert isinstance(step, OfferItem)
    assert (step.section.id, step.key, step.needed) == ("stack", "c1", True)


def test_a_further_item_is_offered_until_the_section_is_closed(engine: Engine) -> None:
    applied(engine, [added("stack", "c1")])
    for name in engine.questions(Group("stack", "c1")):
        engine.apply(answered(f"stack.c1.{name}", None if name != "name" else "x"))
    engine.apply(answered("stack.c1.rules", [{"name": "a", "text": "b"}]))
    for event in (answered("iteration.number", 1), answered("iteration.title", "x")):
        engine.apply(event)
    for name in ("built", "current_state", "infrastructure", "now_building"):
        engine.apply(answered(f"context.{name}", "x"))
    engine.apply(answered("goal.outcome", "x"))
    step = engine.next()
    assert isinstance(step, OfferItem)
    assert (step.key, step.needed) == ("c2", False)
    engine.apply(closed("stack"))
    step = engine.next()
    assert isinstance(step, Ask)
    assert step.address.section == "architecture"


def test_a_key_is_never_given_twice(engine: Engine) -> None:
    applied(engine, [added("tasks", "t1"), added("tasks", "t2"), removed("tasks", "t2")])
    assert engine.new_key("tasks") == "t3"


def test_a_postponed_question_is_open_but_not_asked_again(engine: Engine) -> None:
    engine.apply(postponed("iteration.number", "ask Kim"))
    step = engine.next()
    assert isinstance(step, Ask)
    assert str(step.address) == "iteration.title"
    assert "iteration.number" in addresses(ask.address for ask in engine.open())
    engine.apply(answered("iteration.number", 3))
    assert engine.state.postponed == {}


def test_an_answer_that_was_left_open_again_says_nothing(engine: Engine) -> None:
    task(engine, "implementation")
    engine.apply(answered("goal.outcome", "People sign in"))
    whole = engine.progress()
    engine.apply(postponed("goal.outcome"))
    engine.apply(postponed("tasks.t1.type"))
    assert engine.value(Address.parse("goal.outcome")) is None
    assert engine.answers()["goal"] == {}
    assert asks(engine) == COMMON + PROOF
    assert engine.progress("goal").missing == 1
    engine.apply(answered("goal.outcome", "People sign in"))
    engine.apply(answered("tasks.t1.type", "implementation"))
    assert engine.progress() == whole


def test_an_optional_question_left_empty_is_answered(engine: Engine) -> None:
    task(engine, "implementation")
    before = engine.progress().open
    engine.apply(answered("tasks.t1.database", None))
    assert engine.progress().open == before - 1
    assert "database" not in engine.answers()["tasks"][0]


def test_a_required_question_cannot_be_settled_by_nothing(engine: Engine) -> None:
    before = engine.progress()
    engine.apply(answered("goal.outcome", None))
    assert engine.progress() == before


def test_progress_counts_what_applies(engine: Engine) -> None:
    empty = engine.progress()
    assert (empty.applicable, empty.answered, empty.missing) == (18, 0, 18)
    task(engine, "spike")
    now = engine.progress()
    assert now.applicable == 18 + len(asks(engine))
    assert now.answered == 1
    assert engine.progress("tasks").applicable == len(asks(engine))


def test_a_changed_type_sets_answers_aside_and_brings_them_back(engine: Engine) -> None:
    task(engine, "implementation")
    engine.apply(answered("tasks.t1.data", "{}"))
    consequences = engine.apply(answered("tasks.t1.type", "spike"))
    assert addresses(consequences.unreachable) == ["tasks.t1.data"]
    assert addresses(engine.set_aside()) == ["tasks.t1.data"]
    assert "data" not in engine.answers()["tasks"][0]
    back = engine.apply(answered("tasks.t1.type", "implementation"))
    assert addresses(back.returned) == ["tasks.t1.data"]
    assert engine.set_aside() == []
    assert engine.answers()["tasks"][0]["data"] == {"language": "json", "text": "{}"}


def test_an_answer_to_a_question_that_changed_is_stale_until_given_again(engine: Engine) -> None:
    task(engine, "implementation")
    applied(engine, [answered("tasks.t1.hours", 3), answered("tasks.t1.name", "n")])
    changed = engine.apply(answered("tasks.t1.type", "spike"))
    assert addresses(changed.stale) == ["tasks.t1.hours"]
    assert addresses(engine.stale()) == ["tasks.t1.hours"]
    assert "tasks.t1.hours" in addresses(ask.address for ask in engine.missing())
    assert "tasks.t1.hours" in addresses(ask.address for ask in engine.open())
    engine.apply(answered("tasks.t1.hours", 2))
    assert engine.stale() == []


WHO = """
name = "who"
version = 1
document = "x.md.j2"
[[section]]
id = "a"
title = "A"
  [[section.question]]
  id = "level"
  kind = "choice"
  ask = "Level?"
  help = "."
  choices = ["low", "high", "extreme"]
  [[section.question]]
  id = "who"
  kind = "text"
  ask = "Who?"
  help = "."
  example = "Kim"
    [[section.question.variant]]
    when = { level = ["high", "extreme"] }
    ask = "Who carries it?"
"""


def test_an_optional_answer_that_is_to_be_confirmed_is_needed() -> None:
    engine = Engine(load(WHO, "who.toml"))
    applied(engine, [answered("a.level", "low"), answered("a.who", "Kim")])
    assert engine.progress().missing == 0
    first = engine.apply(answered("a.level", "high"))
    assert addresses(first.stale) == ["a.who"]
    assert engine.progress().missing == 1
    engine.apply(answered("a.who", "Kim"))
    assert engine.progress().missing == 0


def test_an_empty_answer_needs_no_confirmation() -> None:
    engine = Engine(load(WHO, "who.toml"))
    applied(engine, [answered("a.level", "low"), answered("a.who", None)])
    assert engine.apply(answered("a.level", "high")).stale == ()
    assert engine.stale() == []
    assert engine.progress().missing == 0


def test_what_was_to_be_confirmed_before_is_no_consequence() -> None:
    engine = Engine(load(WHO, "who.toml"))
    applied(engine, [answered("a.level", "low"), answered("a.who", "Kim")])
    engine.apply(answered("a.level", "high"))
    again = engine.apply(answered("a.level", "extreme"))
    assert again.stale == ()
    assert addresses(engine.stale()) == ["a.who"]


def test_there_and_back_again_makes_nothing_stale(engine: Engine) -> None:
    task(engine, "implementation")
    engine.apply(answered("tasks.t1.hours", 3))
    engine.apply(answered("tasks.t1.type", "spike"))
    engine.apply(answered("tasks.t1.type", "implementation"))
    assert engine.stale() == []


def test_a_change_is_foreseen_without_being_made(engine: Engine) -> None:
    task(engine, "implementation")
    applied(engine, [answered("tasks.t1.hours", 3), answered("tasks.t1.data", "{}")])
    change = answered("tasks.t1.type", "wiring")
    foreseen = engine.foresee(change)
    assert addresses(foreseen.unreachable) == ["tasks.t1.data"]
    assert engine.value(Address("tasks", "t1", "type")) == "implementation"
    assert engine.set_aside() == []
    assert engine.apply(change) == foreseen


CHAIN = """
name = "chain"
version = 1
document = "x.md.j2"
[[section]]
id = "one"
title = "One"
  [[section.question]]
  id = "a"
  kind = "confirm"
  ask = "A?"
  help = "."
  [[section.question]]
  id = "b"
  kind = "confirm"
  ask = "B?"
  help = "."
  when = { a = [true] }
[[section]]
id = "two"
title = "Two"
item = "thing"
  [[section.question]]
  id = "c"
  kind = "text"
  ask = "C?"
  help = "."
  when = { "one.b" = [true] }
"""


def test_what_hangs_on_a_question_that_no_longer_applies_does_not_apply_either() -> None:
    engine = Engine(load(CHAIN, "chain.toml"))
    events = [answered("one.a", True), answered("one.b", True), added("two", "t1")]
    applied(engine, [*events, answered("two.t1.c", "x")])
    assert engine.set_aside() == []
    changed = engine.apply(answered("one.a", False))
    assert addresses(changed.unreachable) == ["one.b", "two.t1.c"]


def test_back_goes_through_items_and_sections(questionnaire: Questionnaire) -> None:
    engine = applied(Engine(questionnaire), linkstash(questionnaire))
    way = []
    step: Any = None
    while (before := engine.before(step)) is not None:
        way.append(str(before))
        question = engine.question(before)
        assert question is not None
        step = Ask(before, question)
    everything = [str(g.at(name)) for g in engine.groups() for name in engine.questions(g)]
    assert way == everything[::-1]


def test_before_an_offer_is_the_last_question_of_the_last_item(engine: Engine) -> None:
    applied(engine, [added("stack", "c1")])
    section = engine.questionnaire.sections["stack"]
    offer = OfferItem(section, "c2", needed=False)
    assert str(engine.before(offer)) == "stack.c1.standards"


def test_a_reference_to_a_removed_item_is_left_out(engine: Engine) -> None:
    task(engine, "spike", "t1")
    task(engine, "spike", "t2")
    engine.apply(answered("tasks.t2.depends_on", ["t1"]))
    task(engine, "spike", "t3")
    engine.apply(answered("tasks.t3.depends_on", ["t1", "t2"]))
    engine.apply(removed("tasks", "t1"))
    assert engine.answers()["tasks"][1]["depends_on"] == ["t2"]


def test_what_is_tracked_of_an_item_is_with_its_answers(engine: Engine) -> None:
    task(engine, "spike")
    engine.apply(Status(section="tasks", item="t1", status="complete", at=NOW))
    assert engine.answers()["tasks"][0] == {"key": "t1", "status": "complete", "type": "spike"}


def test_a_cleared_answer_is_open_again(engine: Engine) -> None:
    applied(engine, [answered("goal.outcome", "x"), cleared("goal.outcome")])
    assert engine.answers()["goal"] == {}


def test_a_draft_is_no_answer(engine: Engine) -> None:
    engine.apply(Drafted(address="goal.outcome", value="half a sen", at=NOW))
    assert engine.answers()["goal"] == {}
    assert engine.state.drafts == {Address("goal", "", "outcome"): "half a sen"}
    engine.apply(answered("goal.outcome", "a whole sentence"))
    assert engine.state.drafts == {}


def snapshot(engine: Engine) -> dict[str, Any]:
    return {
        "answers": engine.answers(),
        "progress": engine.progress(),
        "open": [ask.address for ask in engine.open()],
        "stale": engine.stale(),
        "aside": sorted(engine.set_aside()),
        "next": str(engine.next()),
        "finished": engine.finished,
    }


KINDS = ["implementation", "spike", "integration", "wiring"]


@pytest.mark.slow
@given(st.data())
def test_what_is_remembered_is_what_a_fresh_look_finds(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """Groups that an event does not touch keep what was found out about them; that must be so."""
    engine = data.draw(engines(questionnaire, complete=False))
    for key in ("t7", "t8", "t9"):
        engine.apply(added("tasks", key))
    for _ in range(data.draw(st.integers(0, 12))):
        engine.apply(data.draw(_changes(engine)))
        fresh = Engine(questionnaire, engine.history.in_force)
        assert snapshot(engine) == snapshot(fresh)


def _changes(engine: Engine) -> st.SearchStrategy[Event]:
    items = st.sampled_from(engine.state.items["tasks"])
    choices = [
        st.builds(lambda t, kind: answered(f"tasks.{t}.type", kind), items, st.sampled_from(KINDS)),
        st.builds(lambda t: answered(f"tasks.{t}.hours", 2), items),
        st.builds(lambda t: answered(f"tasks.{t}.data", "{}"), items),
        st.builds(lambda t: cleared(f"tasks.{t}.type"), items),
        st.builds(lambda t: postponed(f"tasks.{t}.what"), items),
        st.builds(lambda t, to: moved("tasks", t, to), items, st.integers(1, 6)),
        st.builds(lambda: added("tasks", engine.new_key("tasks"))),
    ]
    if len(engine.state.items["tasks"]) > 1:
        choices.append(st.builds(lambda t: removed("tasks", t), items))
    return st.one_of(choices)


def suggested(address: str, value: str, *sources: str) -> Answered:
    return answered(address, value).model_copy(update={"suggested_from": sources})


def test_an_answer_may_follow_another_of_its_own_item(questionnaire: Questionnaire) -> None:
    engine = applied(
        Engine(questionnaire),
        [
            added("tasks", "t1"),
            answered("tasks.t1.name", "Sign in"),
            suggested("tasks.t1.verify", "pytest test_sign_in.py", "tasks.t1.name"),
        ],
    )
    consequences = engine.apply(answered("tasks.t1.name", "Sign out"))
    assert consequences.stale == (Address("tasks", "t1", "verify"),)


def test_two_answers_may_follow_each_other(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire)
    engine.apply(answered("goal.outcome", "A customer cancels"))
    engine.apply(suggested("context.built", "Orders", "goal.outcome"))
    engine.apply(suggested("goal.outcome", "A customer orders", "context.built"))
    assert list(engine.stale_in(Group("context"))) == [Address("context", "", "built")]


def test_a_copy_follows_its_own_answers(questionnaire: Questionnaire) -> None:
    engine = applied(
        Engine(questionnaire),
        [
            added("tasks", "t1"),
            answered("tasks.t1.name", "Sign in"),
            suggested("tasks.t1.verify", "pytest test_sign_in.py", "tasks.t1.name"),
            ItemAdded(section="tasks", item="t2", copy_of="t1", at=NOW),
        ],
    )
    consequences = engine.apply(answered("tasks.t1.name", "Sign out"))
    assert consequences.stale == (Address("tasks", "t1", "verify"),)
    consequences = engine.apply(answered("tasks.t2.name", "Sign out"))
    assert consequences.stale == (Address("tasks", "t2", "verify"),)


def test_nothing_of_what_is_foreseen_is_left_behind(engine: Engine) -> None:
    task(engine, "implementation")
    before = asks(engine), engine.progress(), engine.state.copy(), engine.stale()
    engine.foresee(answered("tasks.t1.type", "spike"))
    assert (asks(engine), engine.progress(), engine.state, engine.stale()) == before


def test_a_value_that_its_question_judged_is_not_judged_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept(self: Question, value: Value) -> Value:
        raise AssertionError("judged again")

    monkeypatch.setattr(TextQuestion, "accept", accept)
    engine.foresee(answered("iteration.title", "A title"))
    engine.apply(answered("iteration.title", "A title"), judged=True)
    assert engine.heading == "A title"


def test_a_plan_without_the_items_that_it_needs_is_not_finished(
    questionnaire: Questionnaire,
) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    assert engine.finished
    for key in list(engine.state.items["tasks"]):
        engine.apply(removed("tasks", key))
    engine.apply(closed("tasks"))
    assert engine.progress().missing == 0
    assert not engine.finished


def test_neighbouring_changes_are_undone_one_by_one(engine: Engine) -> None:
    engine.apply(answered("goal.outcome", "first"))
    engine.apply(answered("context.built", "second"))
    assert engine.history.last_change == [answered("context.built", "second")]
    engine.apply(Undone(at=NOW))
    assert engine.value(Address.parse("goal.outcome")) == "first"
    assert engine.value(Address.parse("context.built")) is None


@pytest.mark.parametrize(
    ("values", "draft"), [(("a", "b"), "b"), (("a", "b", "c"), "c"), (("a", None), "a")]
)
def test_what_branches_answered_differently_starts_from_the_later_one(
    engine: Engine, values: tuple[Value, ...], draft: str
) -> None:
    engine.apply(answered("goal.outcome", "a"))
    contradiction = Contradiction(address="goal.outcome", values=values)
    engine.apply(Merged(heads=("1", "2"), contradictions=(contradiction,), at=NOW))
    address = Address.parse("goal.outcome")
    assert engine.value(address) is None
    assert engine.state.drafts[address] == draft
    assert engine.state.proposed[address] == "the branch that began later"


def test_the_answer_that_changes_is_no_consequence_of_itself() -> None:
    engine = Engine(load(WHO, "who.toml"))
    applied(engine, [answered("a.level", "low"), answered("a.who", "Kim")])
    engine.apply(answered("a.level", "high"))
    again = engine.apply(answered("a.who", "Ada"))
    assert again.affected == 0
    turned = engine.apply(engine.history.undo(NOW))
    assert addresses(turned.stale) == ["a.who"]
