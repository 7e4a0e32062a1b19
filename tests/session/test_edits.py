"""Changes from the command line: what is meant, what is refused, and what is one change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interview.questionnaire.model import Questionnaire
from interview.session.address import Address, Group
from interview.session.edits import Changes
from interview.session.engine import Engine
from interview.session.lookup import find_address, find_item, find_place, find_section
from tests.conftest import NOW
from tests.events import linkstash, removed

OUTCOME = Address.parse("goal.outcome")


@pytest.fixture
def engine(questionnaire: Questionnaire) -> Engine:
    return Engine(questionnaire, linkstash(questionnaire))


@pytest.fixture
def changes(engine: Engine) -> Changes:
    return Changes(engine, NOW)


def items(engine: Engine) -> list[str]:
    return engine.state.items["tasks"]


def test_all_changes_together_are_undone_as_one(engine: Engine, changes: Changes) -> None:
    before = engine.answers()
    changes.clear("goal.outcome")
    changes.duplicate("tasks.1")
    changes.move("tasks.5=1")
    changes.remove("tasks.5", force=True)
    changes.postpone("context.built= ask Kim ")
    assert engine.answers() != before
    assert len({event.batch for event in changes.events}) == 1
    engine.apply(engine.history.undo(NOW))
    assert engine.answers() == before


def test_an_answer_is_left_open_with_a_note(engine: Engine, changes: Changes) -> None:
    changes.postpone("goal.outcome= ask Kim = soon ")
    assert engine.state.postponed == {OUTCOME: "ask Kim = soon"}
    changes.postpone("goal.outcome")
    assert engine.state.postponed == {OUTCOME: ""}
    changes.clear("goal.outcome")
    assert engine.state.postponed == {}
    assert engine.value(OUTCOME) is None


def test_a_copy_stands_behind_its_item(engine: Engine, changes: Changes) -> None:
    changes.duplicate("tasks.2")
    assert items(engine) == ["t1", "t2", "t5", "t3", "t4"]


def test_items_move_to_any_place_that_there_is(engine: Engine, changes: Changes) -> None:
    changes.move("tasks.4=1")
    assert items(engine) == ["t4", "t1", "t2", "t3"]
    changes.move("tasks.t4=4")
    assert items(engine) == ["t1", "t2", "t3", "t4"]
    for wish in ("tasks.1=0", "tasks.1=5", "tasks.1=x", "tasks.1", "tasks.1=-1"):
        with pytest.raises(ValueError, match="is not ITEM=PLACE with a place from 1 to 4"):
            changes.move(wish)


def test_an_item_that_others_name_is_removed_by_force_alone(
    engine: Engine, changes: Changes
) -> None:
    with pytest.raises(
        ValueError, match=r"^task 3, task 4 depend on tasks\.2; use --force to remove it anyway$"
    ):
        changes.remove("tasks.2")
    changes.remove("tasks.4")
    changes.remove("tasks.2", force=True)
    assert items(engine) == ["t1", "t3"]
    changes.restore("tasks.t2")
    assert items(engine) == ["t1", "t2", "t3"]
    with pytest.raises(
        ValueError, match=r"tasks\.t2 is not a removed item; removed items: tasks\.t4$"
    ):
        changes.restore("tasks.t2")
    changes.restore("tasks.t4")
    with pytest.raises(ValueError, match=r"removed items: none$"):
        changes.restore("tasks.4")


def test_a_restored_item_stands_behind_what_it_stood_behind(
    engine: Engine, changes: Changes
) -> None:
    changes.remove("tasks.3", force=True)
    changes.remove("tasks.2", force=True)
    changes.move("tasks.1=2")
    assert items(engine) == ["t4", "t1"]
    changes.restore("tasks.t3")  # t2 is gone, so behind t1
    changes.restore("tasks.t2")
    assert items(engine) == ["t4", "t1", "t2", "t3"]
    changes.remove("tasks.t4")
    changes.restore("tasks.t4")  # the first one is the first one again
    assert items(engine) == ["t4", "t1", "t2", "t3"]


def test_a_task_is_tracked_and_nothing_else(engine: Engine, changes: Changes) -> None:
    for typed, status in (("in progress", "in_progress"), ("complete", "complete")):
        changes.track(f"tasks.2= {typed} ")
        assert engine.status(Group("tasks", "t2")) == status
    assert engine.status(Group("tasks", "t1")) is None
    assert engine.status(Group("goal")) is None
    for wish in ("tasks.2=done", "tasks.2", "tasks.2="):
        with pytest.raises(
            ValueError, match=r"is not ITEM=STATUS with one of planned, in_progress"
        ):
            changes.track(wish)
    with pytest.raises(ValueError, match=r"'stack\.1' has no status"):
        changes.track("stack.1=complete")


def test_a_rule_is_suppressed_with_a_reason_and_heeded_again(
    engine: Engine, changes: Changes
) -> None:
    rules = ["vague-word", "to-do"]
    changes.suppress(" vague-word at tasks.2.what : It is a  name: fast\n", rules)
    assert engine.state.suppressed == {("tasks.t2.what", "vague-word"): "It is a  name: fast"}
    for wish, message in (
        ("vague-word at goal", "is not RULE at ADDRESS: REASON"),
        ("vague-word at goal: ", "needs a reason"),
        ("vague-wort at goal: x", "there is no rule 'vague-wort' — did you mean 'vague-word'?"),
        ("to-do at gaol: x", "there is no section 'gaol' — did you mean 'goal'?"),
    ):
        with pytest.raises(ValueError, match=message.replace("?", r"\?")):
            changes.suppress(wish, rules)
    with pytest.raises(ValueError, match="there is no rule 'to-do'"):
        changes.unsuppress("to-do at goal")
    with pytest.raises(ValueError, match="vague-word was not suppressed at goal"):
        changes.unsuppress("vague-word at goal")
    changes.unsuppress("vague-word at tasks.t2.what")
    assert engine.state.suppressed == {}


# What is meant by a place


@pytest.mark.parametrize(
    ("find", "text", "place"),
    [
        (find_item, "tasks.2", "tasks.t2"),
        (find_item, "tasks.t4", "tasks.t4"),
        (find_address, "goal.outcome", "goal.outcome"),
        (find_address, "tasks.3.hours", "tasks.t3.hours"),
        (find_place, "goal", "goal"),
        (find_place, "tasks", "tasks"),
        (find_place, "tasks.4", "tasks.t4"),
        (find_place, "tasks.4.workflow", "tasks.t4.workflow"),
    ],
)
def test_items_go_by_their_place_or_their_key(
    engine: Engine, find: Callable[[Engine, str], object], text: str, place: str
) -> None:
    assert str(find(engine, text)) == place


@pytest.mark.parametrize(
    ("find", "text", "message"),
    [
        (find_section, "task", "there is no section 'task' — did you mean 'tasks'?"),
        (find_item, "goal.1", "'goal' is asked once; it has no items"),
        (find_item, "tasks.0", "there is no task '0'; there are 4"),
        (find_item, "tasks.5", "there is no task '5'; there are 4"),
        (find_item, "tasks.t9", "there is no task 't9'; there are 4"),
        (find_item, "tasks", "there is no task ''; there are 4"),
        (find_address, "goal.1.outcome", "write goal.outcome"),
        (find_address, "tasks.hours", "write tasks.1.hours"),
        (find_address, "goal.outcom", "no question 'goal.outcom' — did you mean 'outcome'?"),
        (find_address, "goal", "'goal' is not of the form section.question or"),
        (find_address, "tasks.2.workflow", "tasks.2.workflow does not apply here; it is asked"),
        (find_place, "goal.1.outcome", "there is no question 'goal.1.outcome'"),
        (find_place, "tasks.2.hours.1", "there is no question 'tasks.2.hours.1'"),
        (find_place, "tasks.2.hour", "there is no question 'tasks.2.hour'"),
    ],
)
def test_a_place_that_there_is_not_is_told(
    engine: Engine, find: Callable[[Engine, str], object], text: str, message: str
) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - its words are looked at
        find(engine, text)
    assert message in str(error.value)


def test_a_place_counts_the_items_that_are_there(engine: Engine) -> None:
    engine.apply(removed("tasks", "t2"))
    assert find_item(engine, "tasks.2") == Group("tasks", "t3")
    with pytest.raises(ValueError, match="there is no task 't2'; there are 3"):
        find_item(engine, "tasks.t2")
