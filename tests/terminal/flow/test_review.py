"""The review: what it lists, and what can be done from it."""

from __future__ import annotations

import re

import pytest

from interview.checks.finding import Finding, Severity
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Rejected, Value
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.flow.review import Review
from tests.events import added, answered, cleared, drafted, linkstash, postponed, removed
from tests.scripted import BACK, HELP, LATER, PAUSE, REVIEW, Always, Interview


@pytest.fixture
def interview(questionnaire: Questionnaire) -> Interview:
    return Interview(Engine(questionnaire, linkstash(questionnaire)))


def look(interview: Interview, *choices: str, script: tuple[object, ...] = ()) -> Interview:
    """Go through the review, choosing lines by their beginnings."""
    dialogue = interview.dialogue(*script)
    interview.person.choices = list(choices)
    Review(dialogue).run()
    return interview


def tasks(interview: Interview) -> list[str]:
    return [interview.engine.title(group) for group in interview.engine.groups("tasks")]


def notes(interview: Interview) -> list[str]:
    return [entry[1] for entry in interview.screen.shown if entry[0] == "note"]


def test_the_menu_has_every_section_and_item_with_how_far_it_is(interview: Interview) -> None:
    interview.engine.apply(postponed("goal.outcome"))
    menu = look(interview).person.menus[0]
    assert menu[0] == "Continue"
    assert "Working Software Goal (0 of 1, 1 needed)" in menu
    assert any(entry.startswith("Task 2: Register and sign in (") for entry in menu)
    assert any(entry.startswith("Component 1: Python Backend (FastAPI)") for entry in menu)
    assert "+ Add a task" in menu
    assert "+ Restore a removed task" not in menu


def test_stale_and_set_aside_answers_are_counted(interview: Interview) -> None:
    interview.engine.apply(answered("tasks.t2.hours", 3.5))
    interview.engine.apply(answered("tasks.t2.type", "spike"))
    (line,) = [entry for entry in look(interview).person.menus[0] if entry.startswith("Task 2")]
    assert line.endswith("6 to confirm, 4 set aside)")


def test_a_line_is_changed_and_one_comes_back_to_its_menu(interview: Interview) -> None:
    look(interview, "Working Software Goal", "Outcome:", script=(Reply("Another goal"),))
    assert interview.engine.value(Address.parse("goal.outcome")) == "Another goal"
    assert interview.person.menus[2][1] == "Outcome: Another goal"


def test_a_line_can_be_left_open_from_the_review(interview: Interview) -> None:
    look(interview, "Working Software Goal", "Outcome:", script=(LATER, Reply("ask Kim")))
    assert interview.engine.state.postponed == {Address.parse("goal.outcome"): "ask Kim"}
    assert interview.person.menus[2][1] == "Outcome: later: ask Kim"


def test_what_waits_for_what_is_one_line_away(interview: Interview) -> None:
    look(interview, "Task order", "Back to the list")
    assert ("tasks", [(), (1,), (2,), (2,)]) in interview.screen.shown
    asked = interview.person.menu_prompts[1].question
    assert (asked.ask, asked.help) == (
        "Task order and dependencies.",
        "To change the order, edit “Depends on” of a task.",
    )


def test_an_added_item_is_opened_at_once(interview: Interview) -> None:
    look(interview, "+ Add a task", "Name:", script=(Reply("Fifth"),))
    assert tasks(interview)[-1] == "Fifth"


def test_a_copy_stands_behind_its_item_with_the_same_answers(interview: Interview) -> None:
    look(interview, "Task 2", "Duplicate")
    assert tasks(interview)[1] == tasks(interview)[2]
    original, copy = interview.engine.answers()["tasks"][1:3]
    assert {**original, "key": ""} == {**copy, "key": ""}
    assert notes(interview) == ["The copy is task 3."]


def test_a_copy_changes_nothing_in_its_original(interview: Interview) -> None:
    look(interview, "Task 2", "Duplicate", "Back", "Task 3", "Name:", script=(Reply("Copy"),))
    assert tasks(interview)[1:3] == ["Register and sign in", "Copy"]


def test_numbers_and_references_follow_a_moved_item(interview: Interview) -> None:
    before = interview.engine.state.items["tasks"]
    keys = list(before)
    look(interview, "Task 4", "Move", script=(Reply(2), Reply(False)))
    assert interview.engine.state.items["tasks"] == [keys[0], keys[3], *keys[1:3]]
    assert "Task 2 now depends on task 3 after it." in notes(interview)


def test_removing_says_who_depends_on_it_and_asks(interview: Interview) -> None:
    look(interview, "Task 2", "Remove", script=(Reply(False),))
    assert len(tasks(interview)) == 4
    (note,) = notes(interview)
    assert note.startswith("Task 3, task 4 depend on it.")


def test_a_removed_item_leaves_no_reference_and_comes_back_with_its_answers(
    interview: Interview,
) -> None:
    whole = interview.engine.answers()["tasks"]
    look(interview, "Task 2", "Remove", script=(Reply(True),))
    left = interview.engine.answers()["tasks"]
    gone = whole[1]["key"]
    assert len(left) == 3
    assert not any(gone in task.get("depends_on", []) for task in left)
    look(interview, "+ Restore a removed task", "Register and sign in")
    assert interview.engine.answers()["tasks"] == whole


def test_undo_takes_a_duplicate_back_as_one_and_redo_brings_it_again(
    interview: Interview,
) -> None:
    look(interview, "Task 2", "Duplicate")
    copies = tasks(interview)
    look(interview, "Undo the last change")
    assert len(tasks(interview)) == 4
    look(interview, "Redo the last undone change")
    assert tasks(interview) == copies


def test_the_answers_of_a_branch_come_back_with_it(interview: Interview) -> None:
    whole = interview.engine.answers()
    key = interview.engine.state.items["tasks"][1]
    look(interview, "Task 2", "Type:", script=(Reply("spike"), Reply(True)))
    assert interview.engine.set_aside()
    assert any(entry.startswith("Not in the plan now; back with") for entry in notes(interview))
    look(interview, "Task 2", "Type:", script=(Reply("implementation"), Reply(True)))
    assert interview.engine.answers() == whole
    assert not [
        address for address in interview.engine.set_aside() if address.group == Group("tasks", key)
    ]


def test_a_change_that_is_refused_changes_nothing(interview: Interview) -> None:
    whole = interview.engine.answers()
    script = (Reply("spike"), Reply(False), PAUSE)
    with pytest.raises(Paused):
        look(interview, "Task 2", "Type:", script=script)
    assert interview.engine.answers() == whole
    assert [entry for entry in interview.screen.shown if entry[0] == "consequences"]


def test_the_last_item_that_a_plan_needs_can_be_removed_and_is_missed(
    questionnaire: Questionnaire,
) -> None:
    events = [*linkstash(questionnaire), *(removed("tasks", f"t{n}") for n in (2, 3, 4))]
    interview = Interview(Engine(questionnaire, events))
    look(interview, "Task 1", "Remove", script=(Reply(True),))
    assert not interview.engine.finished


def test_the_order_of_the_tasks_says_what_takes_longest_or_how_much_there_is(
    interview: Interview,
) -> None:
    assert look(interview).person.helps[0]["Task order"].startswith("Critical path: 1 → 2")
    for key in ("t2", "t3", "t4"):
        interview.engine.apply(answered(f"tasks.{key}.depends_on", []))
    summary = look(interview).person.helps[0]["Task order"]
    assert summary.startswith("Tasks: 4 (")
    for key in ("t2", "t3", "t4"):
        interview.engine.apply(removed("tasks", key))
    assert "Task order" not in look(interview).person.helps[0]


def test_what_is_half_typed_is_shown_where_its_question_is_open(interview: Interview) -> None:
    interview.engine.apply(cleared("goal.outcome"))
    interview.engine.apply(drafted("goal.outcome", "People can\nsi"))
    menu = look(interview, "Working Software Goal").person.menus[1]
    assert "Outcome: unfinished: People can si" in menu
    interview.engine.apply(cleared("stack.c1.patterns"))
    rows = [{"name": "a"}, {"name": "b"}]
    interview.engine.apply(drafted("stack.c1.patterns", rows))
    menu = look(interview, "Component 1").person.menus[1]
    assert "Patterns: unfinished: 2 rows" in menu


@pytest.mark.parametrize(("name", "open_"), [("outcome", "open"), ("data", "open, optional")])
def test_what_is_open_says_whether_it_has_to_be_answered(
    interview: Interview, name: str, open_: str
) -> None:
    address = "goal.outcome" if name == "outcome" else "tasks.t2.data"
    interview.engine.apply(cleared(address))
    line = "Working Software Goal" if name == "outcome" else "Task 2"
    assert f"{name.capitalize()}: {open_}" in look(interview, line).person.menus[1]


def test_a_long_answer_is_cut_where_a_line_has_no_room(interview: Interview) -> None:
    for length in (47, 48, 49):
        interview.engine.apply(answered("goal.outcome", "x" * length))
        (line,) = [
            entry
            for entry in look(interview, "Working Software Goal").person.menus[1]
            if entry.startswith("Outcome: ")
        ]
        shown = "x" * length if length <= 48 else "x" * 47 + "…"
        assert line == f"Outcome: {shown}"


def test_findings_are_counted_in_words(interview: Interview) -> None:
    counts = []
    for number in (0, 1, 2):
        finding = Finding("vague-word", Severity.WARNING, "goal.outcome", "m", "h")
        interview.checker = Always([finding] * number)
        (line,) = [entry for entry in look(interview).person.menus[0] if "Goal" in entry]
        counts.append(line)
    assert counts == [
        "Working Software Goal (1 of 1)",
        "Working Software Goal (1 of 1, 1 finding)",
        "Working Software Goal (1 of 1, 2 findings)",
    ]


@pytest.mark.parametrize("leave", [BACK, REVIEW])
def test_leaving_a_line_unchanged_comes_back_to_its_menu(
    interview: Interview, leave: Leave
) -> None:
    look(interview, "Working Software Goal", "Outcome:", script=(leave,))
    assert interview.person.asked == ["outcome"]
    assert interview.kept == []


def test_a_line_can_be_helped_with_and_previewed_while_it_is_changed(
    interview: Interview,
) -> None:
    script = (HELP, Leave(Command.PREVIEW), Reply("Another goal"))
    look(interview, "Working Software Goal", "Outcome:", script=script)
    assert interview.person.asked == ["outcome"] * 3
    assert ("help", "outcome") in interview.screen.shown
    assert [shown[0] for shown in interview.screen.shown].count("preview") == 1


def test_a_finding_counts_for_the_item_it_is_about_and_no_other(
    questionnaire: Questionnaire,
) -> None:
    events = [*linkstash(questionnaire), added("tasks", "t10")]
    interview = Interview(Engine(questionnaire, events))
    interview.checker = Always([Finding("vague-word", Severity.WARNING, "tasks.t10.name", "", "")])
    menu = look(interview).person.menus[0]
    first, *_, last = [line for line in menu if re.match(r"Task \d", line)]
    assert "finding" not in first
    assert last.endswith("1 finding)")


def test_a_line_with_a_finding_is_marked_and_says_what_to_do(interview: Interview) -> None:
    finding = Finding(
        "vague-word", Severity.WARNING, "tasks.t2.key_files.1", "It is vague", "Say which"
    )
    interview.checker = Always([finding])
    person = look(interview, "Task 2").person
    (line,) = [line for line in person.menus[1] if line.startswith("Key files: ")]
    assert line.startswith("Key files: ! ")
    assert person.helps[1][line] == "It is vague. Say which"
    assert not any(": ! " in other for other in person.menus[1] if other != line)


def test_a_finding_about_a_whole_item_is_shown_above_its_menu(interview: Interview) -> None:
    about_item = Finding("long-task", Severity.WARNING, "tasks.t2", "It is long", "Split it")
    about_answer = Finding("vague-word", Severity.WARNING, "tasks.t2.name", "m", "h")
    interview.checker = Always([about_item, about_answer])
    look(interview, "Task 2")
    shown = [entry for entry in interview.screen.shown if entry[0] == "finding"]
    assert shown == [("finding", "long-task", "tasks.t2", "")]


def test_the_menu_says_how_ready_the_plan_is(interview: Interview) -> None:
    def readiness(*severities: Severity) -> str:
        heard: list[str] = []
        interview.checker = Always(
            [Finding("r", severity, "goal.outcome", "m", "h") for severity in severities]
        )
        dialogue = interview.dialogue()
        interview.person.before_menu = lambda prompt: heard.append(prompt.question.help)
        Review(dialogue).run()
        return heard[0].partition(" Select")[0]

    progress = interview.engine.progress()
    answers = f"{progress.answered} of {progress.applicable} answered"
    assert readiness() == f"{answers}."
    assert readiness(Severity.ERROR, Severity.WARNING, Severity.INFORMATION) == (
        f"{answers}, 1 error, 1 warning."
    )
    assert readiness(*[Severity.WARNING] * 2) == f"{answers}, 2 warnings."
    interview.engine.apply(cleared("goal.outcome"))
    assert ", 1 needed." in readiness()


def test_the_cursor_stands_on_the_line_one_comes_from(interview: Interview) -> None:
    stood: list[Value] = []

    def notice(prompt: Prompt) -> None:
        stood.append(prompt.initial)

    dialogue = interview.dialogue(Reply("Another goal"))
    interview.person.before_menu = notice
    interview.person.choices = ["Working Software Goal", "Outcome:", "Back to the list"]
    Review(dialogue).run()
    assert stood == ["/done", "/done", "outcome", "goal"]


def test_the_last_change_is_named_where_it_can_be_undone(interview: Interview) -> None:
    interview.engine.apply(answered("tasks.t2.name", "Sign in"))
    change = look(interview).person.helps[0]["Undo the last change"]
    assert change.startswith("answered: ")
    assert "name" in change
    interview.engine.apply(removed("tasks", "t2"))
    gone = "item removed: task Sign in"
    assert look(interview).person.helps[0]["Undo the last change"] == gone
    look(interview, "Undo the last change", "Redo the last undone change")
    assert notes(interview) == [f"Undone: {gone}", f"Redone: {gone}"]


def test_undoing_shows_what_else_it_changed(interview: Interview) -> None:
    interview.engine.apply(answered("tasks.t2.type", "spike"))
    look(interview, "Undo the last change")
    shown = [entry[0] for entry in interview.screen.shown]
    assert "consequences" in shown


def test_what_is_set_aside_is_named_only_where_it_belongs(interview: Interview) -> None:
    interview.engine.apply(answered("tasks.t2.type", "spike"))
    look(interview, "Task 3")
    assert notes(interview) == []
    look(interview, "Task 2")
    (note,) = notes(interview)
    assert note.endswith(": Data, Receives, Sends, Database")


@pytest.mark.parametrize("place", [1, 3])
def test_an_item_is_moved_to_any_place(interview: Interview, place: int) -> None:
    name = tasks(interview)[1]
    look(interview, "Task 2", "Move", script=(Reply(place), Reply(False)))
    assert tasks(interview).index(name) == place - 1
    (asked,) = [prompt for prompt in interview.person.prompts if prompt.question.id == "place"]
    assert asked.initial == 2
    for refused in ("0", "5", "1.5"):
        with pytest.raises(Rejected):
            asked.read(refused)
    assert [asked.read(taken) for taken in ("1", "4")] == [1, 4]


@pytest.mark.parametrize(("count", "shown"), [(1, False), (2, True)])
def test_the_order_is_offered_where_there_are_two_tasks(
    questionnaire: Questionnaire, count: int, shown: bool
) -> None:
    events = linkstash(questionnaire)
    events += [removed("tasks", f"t{number}") for number in range(count + 1, 5)]
    menu = look(Interview(Engine(questionnaire, events))).person.menus[0]
    assert ("Task order" in menu) is shown


def test_an_item_that_is_not_moved_after_all_stays(interview: Interview) -> None:
    before = list(interview.engine.state.items["tasks"])
    look(interview, "Task 4", "Move", script=(BACK,))
    assert interview.engine.state.items["tasks"] == before
    assert interview.kept == []


def test_one_of_several_removed_items_is_restored_and_no_other(
    questionnaire: Questionnaire,
) -> None:
    events = [*linkstash(questionnaire), removed("tasks", "t3"), removed("tasks", "t4")]
    interview = Interview(Engine(questionnaire, events))
    fourth = interview.engine.title(Group("tasks", "t4"))
    look(interview, "+ Restore a removed task", fourth)
    assert interview.engine.state.items["tasks"] == ["t1", "t2", "t4"]
    assert interview.engine.state.removed["tasks"] == ["t3"]


def test_texts_that_name_a_moved_task_by_number_are_updated_on_a_yes(interview: Interview) -> None:
    look(interview, "Task 4", "Move", script=(Reply(1), Reply(True)))
    shown = [what for kind, what in interview.screen.shown if kind == "mention"]
    assert shown
    assert all("task 1 is now task 2" in text or "task 2 is now task 3" in text for text in shown)
    files = interview.engine.value(Address.parse("tasks.t2.key_files"))
    assert "with the setting of task 2" in files[1]["purpose"]


def test_a_no_leaves_the_texts_as_they_are(interview: Interview) -> None:
    look(interview, "Task 4", "Move", script=(Reply(1), Reply(False)))
    files = interview.engine.value(Address.parse("tasks.t2.key_files"))
    assert "with the setting of task 1" in files[1]["purpose"]
