"""Changing one's mind at a real terminal: back, later, the review, and a second process."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from interview.questionnaire.question import Value
from tests.shell import Shell, session_file
from tests.terminal.emulator import KEYS, Terminal

pytestmark = pytest.mark.slow

DOWN, ENTER, SPACE, DONE = KEYS["down"], KEYS["enter"], KEYS["space"], KEYS["done"]

EVERY_KIND = """
name = "iteration"
version = 1
title = "Every kind"
document = "iteration.md.j2"

[[section]]
id = "iteration"
title = "One of each"
question = [
  { id = "title", kind = "text", ask = "Which title?", help = "One line.", required = true },
  { id = "number", kind = "number", ask = "Which number?", help = "1 to 9.", minimum = 1, \
    maximum = 9, required = true },
  { id = "text", kind = "text", ask = "Which text?", help = "Short.", max_length = 20, \
    required = true },
  { id = "paragraph", kind = "paragraph", ask = "Which paragraph?", help = "Several lines.", \
    required = true },
  { id = "code", kind = "code", ask = "Which code?", help = "As it is.", language = "python", \
    required = true },
  { id = "choice", kind = "choice", ask = "Which colour?", help = "One.", required = true, \
    choices = ["red", "green", "blue"] },
  { id = "choices", kind = "choices", ask = "Which ways?", help = "Some.", required = true, \
    choices = ["north", "east", "south"] },
  { id = "confirm", kind = "confirm", ask = "Shall it?", help = "Yes or no.", required = true },
  { id = "lines", kind = "lines", ask = "Which lines?", help = "One each.", required = true },
  { id = "records", kind = "records", ask = "Which files?", help = "Both parts.", \
    columns = [{ id = "path", kind = "path" }, "purpose"], required = true },
  { id = "rows", kind = "records", ask = "Which patterns?", help = "With code.", required = true, \
    columns = ["name", { id = "language", kind = "language" }, { id = "code", kind = "code" }] },
]

[[section]]
id = "tasks"
title = "Tasks"
item = "task"
at_least = 1
question = [
  { id = "name", kind = "text", ask = "Which name?", help = "Of the task.", required = true },
  { id = "references", kind = "references", ask = "Which earlier?", help = "Any.", \
    section = "tasks" },
  { id = "what", kind = "text", ask = "Which result?", help = "One line.", required = true },
]
"""

ITERATION: dict[str, Value] = {
    "title": "Title",
    "number": 3,
    "text": "text",
    "paragraph": "one\ntwo",
    "code": "x = 1",
    "choice": "blue",
    "choices": ["east"],
    "confirm": True,
    "lines": ["one", "two"],
    "records": [{"path": "a.py", "purpose": "b"}],
    "rows": [{"name": "Loop", "language": "go", "code": "for {}"}],
}
TASKS: list[dict[str, Value]] = [
    {"name": "First", "what": "x"},
    {"name": "Second", "references": [1], "what": "x"},
]


@dataclass(frozen=True)
class Case:
    """How one kind of question is answered, keys as a terminal sends them.

    Attributes:
        half: Leaves the entry unfinished.
        seen: What shows that.
        rest: Makes an answer of it.
        value: That answer.
        wrong: An entry that is refused.
        complaint: Why.
        left: What stays of it.
        help: How F1 begins.
        again: What shows the unfinished entry when one comes back, if that differs.
    """

    ask: str
    half: str
    seen: str
    rest: str
    value: Value
    help: str
    wrong: str = ""
    complaint: str = ""
    left: str = ""
    again: str = ""


MENU = "What would you like to review?"
OPTIONAL = "Is there a section of a standards file"
OUTCOME = "What can someone do after this iteration"
NEEDED = "an answer is required; Ctrl-O, or :later, leaves it for later"
CASES = {
    "number": Case("Which number?", "1.", "›  1.", "5" + ENTER, 1.5, "A number; press Enter",
                   "two" + ENTER, "'two' is not a number", "›  two"),
    "text": Case("Which text?", "half a wo", "›  half a wo", "rd" + ENTER, "half a word",
                 "One line; press Enter", "x" * 25 + ENTER, "25 characters are too many", "x" * 25),
    "paragraph": Case("Which paragraph?", "one\rtw", "›  one\n   tw", "o" + DONE, "one\ntwo",
                      "Several lines are fine", DONE, NEEDED),
    "code": Case("Which code?", "if x:\r    y", "›  if x:\n       y", "()" + DONE,
                 {"language": "python", "text": "if x:\n    y()"}, "Type or paste", DONE, NEEDED),
    "choice": Case("Which colour?", DOWN, "   red\n » green", ENTER, "green", "Arrow keys"),
    "choices": Case("Which ways?", SPACE + DOWN + DOWN + SPACE, "● north\n   ○ east\n » ● south",
                    ENTER, ["north", "south"], "Space selects, Enter", ENTER, "select at least one",
                    again="● north\n   ○ east\n   ● south"),
    "confirm": Case("Shall it?", "y", "(y/N) Yes", ENTER, True, "y or n", again="(Y/n)"),
    "lines": Case("Which lines?", "one\rtw", "›  one\n   tw", "o" + DONE, ["one", "two"],
                  "One per line; ^D", DONE, NEEDED),
    "records": Case("Which files?", "a.py - sig", "›  a.py - sig", "ns in" + DONE,
                    [{"path": "a.py", "purpose": "signs in"}], "One per line; ^D",
                    "x" + DONE, "line 1: 'x' is not of the form path - purpose", "›  x"),
    "rows": Case("Which patterns?", "Sess", "› name 1 Sess", f"ion\rgo\rx := 1{DONE}{ENTER}",
                 [{"name": "Session", "language": "go", "code": "x := 1"}],
                 "Each part is asked separately",
                 "Session\rtwo words\r", "the language is a single word", "› name 1 Session"),
    "references": Case("Which earlier?", SPACE, "» ● 1. First", ENTER, ["t1"],
                       "Space selects, Enter"),
}  # fmt: skip
ASKS = {"title": "Which title?", **{kind: case.ask for kind, case in CASES.items()}}
ON_SEVERAL_LINES = ("paragraph", "code", "lines", "records")


@pytest.fixture
def every_kind(project: Path) -> None:
    """Let the project ask a question of every kind."""
    folder = project / ".interview" / "questionnaires"
    folder.mkdir(parents=True)
    (folder / "iteration.toml").write_text(EVERY_KIND)


def start(iteration: dict[str, Value], tasks: list[dict[str, Value]]) -> Terminal:
    """Begin an interview in which some questions are answered."""
    answers = Path("given.json")
    answers.write_text(json.dumps({"iteration": iteration, "tasks": tasks}))
    return Terminal("start", "--answers", str(answers))


def start_at(kind: str) -> Terminal:
    """Begin an interview in which the question of a kind comes first."""
    if kind == "references":
        return start(ITERATION, [TASKS[0], {"name": "Second"}])
    place = list(ITERATION).index(kind)
    return start(dict(list(ITERATION.items())[:place]), [])


def before(kind: str) -> tuple[str, str]:
    """Return the question before that of a kind, and the key that keeps its answer."""
    if kind == "references":
        return "Which name?", "enter"
    name = list(ITERATION)[list(ITERATION).index(kind) - 1]
    return ASKS[name], "done" if name in ON_SEVERAL_LINES else "enter"


def after(kind: str) -> str:
    """Return the question after that of a kind."""
    return {"rows": "Which name?", "references": "Which result?"}.get(kind) or (
        ASKS[list(ITERATION)[list(ITERATION).index(kind) + 1]]
    )


def facts(sh: Shell) -> dict[str, Any]:
    results: dict[str, Any] = json.loads(sh("show", "--json").out)
    return results


def names(sh: Shell) -> list[str]:
    return [task["name"] for task in facts(sh)["answers"]["tasks"]]


def answer(sh: Shell, kind: str) -> Value:
    answers = facts(sh)["answers"]
    return answers["tasks"][1][kind] if kind == "references" else answers["iteration"][kind]


def wait_for_entry(terminal: Terminal, entry: str) -> None:
    """Wait until an entry stands below the question."""
    terminal.wait(lambda: entry in terminal.entry)


def pause(terminal: Terminal) -> None:
    terminal.press("pause")
    assert terminal.ends() == 130


# Back


@pytest.mark.parametrize("kind", CASES)
def test_one_comes_back_to_a_half_typed_entry(every_kind: None, sh: Shell, kind: str) -> None:
    case, (question_before, keep) = CASES[kind], before(kind)
    with start_at(kind) as terminal:
        terminal.asks(case.ask)
        terminal.type(case.half)
        wait_for_entry(terminal, case.seen)
        terminal.press("back")
        terminal.asks(question_before)
        assert case.seen not in terminal.text
        terminal.press(keep)
        terminal.asks(case.ask)
        wait_for_entry(terminal, case.again or case.seen)
        terminal.type(case.rest)
        terminal.asks(after(kind))
        pause(terminal)
    assert answer(sh, kind) == case.value


@pytest.mark.parametrize("kind", [kind for kind, case in CASES.items() if case.wrong])
def test_back_leads_out_of_a_refused_entry(every_kind: None, kind: str) -> None:
    case, (question_before, keep) = CASES[kind], before(kind)
    with start_at(kind) as terminal:
        terminal.asks(case.ask)
        terminal.type(case.wrong)
        terminal.wait(case.complaint)
        terminal.press("back")
        terminal.asks(question_before)
        assert case.complaint not in terminal.text
        terminal.press(keep)
        terminal.asks(case.ask)
        wait_for_entry(terminal, case.left)
        assert case.complaint not in terminal.text


def test_rows_come_back_with_the_half_typed_one(every_kind: None, sh: Shell) -> None:
    with start_at("rows") as terminal:
        terminal.asks("Which patterns?")
        terminal.type(f"Session\rgo\rx := 1{DONE}Loop\rru")
        terminal.wait("› language ru")
        terminal.press("back")
        terminal.asks("Which files?")
        terminal.press("done")
        terminal.asks("Which patterns?")
        wait_for_entry(terminal, "› name 1 Session")
        terminal.type(ENTER + ENTER)
        wait_for_entry(terminal, "› code x := 1")
        terminal.type(DONE + ENTER)
        wait_for_entry(terminal, "› name 2 Loop\n› language ru")
        terminal.type(f"st\rloop {{}}{DONE}{ENTER}")
        terminal.asks("Which name?")
        pause(terminal)
    session, loop = answer(sh, "rows")
    assert session == {"name": "Session", "language": "go", "code": "x := 1"}
    assert loop == {"name": "Loop", "language": "rust", "code": "loop {}"}


def test_back_leads_to_the_very_first_question_and_deletes_nothing(
    every_kind: None, sh: Shell
) -> None:
    task = {name: value for name, value in TASKS[1].items() if name != "what"}
    with start(ITERATION, [TASKS[0], task]) as terminal:
        terminal.asks("Which result?")
        answers = facts(sh)["answers"]
        terminal.type("half")
        wait_for_entry(terminal, "half")
        of_tasks = ["Which earlier?", "Which name?", "Which result?", "Which name?"]
        for question in [*of_tasks, *(ASKS[name] for name in reversed(ITERATION))]:
            terminal.press("back")
            terminal.asks(question)
        terminal.press("back")
        terminal.wait("This is the first question.")
        terminal.asks("Which title?")
        terminal.press("enter")
        terminal.asks("Which result?")
        wait_for_entry(terminal, "›  half")
        assert "Tasks · task 2: Second" in terminal.text
        pause(terminal)
    assert facts(sh)["answers"] == answers


def test_the_keys_work_while_paths_are_offered(every_kind: None, project: Path) -> None:
    (project / "api").mkdir()
    for name in ("auth.py", "author.py"):
        (project / "api" / name).write_text("")

    def type_a_path(terminal: Terminal) -> None:
        terminal.asks("Which files?")
        terminal.press("empty")
        terminal.type("api/au")
        wait_for_entry(terminal, "  auth.py")

    with start_at("records") as terminal:
        type_a_path(terminal)
        terminal.press("help")
        terminal.wait("One per line; ^D")
        type_a_path(terminal)
        terminal.press("review")
        terminal.asks(MENU)
        terminal.press("enter")
        type_a_path(terminal)
        terminal.press("later")
        terminal.asks("Why leave it for later?")
        terminal.press("back")
        type_a_path(terminal)
        # On an offered path that was chosen, Shift-Tab goes to the one before.
        terminal.press("tab", "tab")
        wait_for_entry(terminal, "›  api/author.py")
        terminal.press("back")
        wait_for_entry(terminal, "›  api/auth.py")
        terminal.type(" - x")
        wait_for_entry(terminal, "›  api/auth.py - x")
        type_a_path(terminal)
        terminal.press("back")
        terminal.asks("Which lines?")


def test_back_at_the_end_leads_to_the_review_and_before_an_offer_to_the_last_question(
    every_kind: None, sh: Shell
) -> None:
    with start(ITERATION, []) as terminal:
        terminal.asks("Which name?")
        terminal.type("First\rx\r")
        terminal.asks("Add another task?")
        terminal.press("back")
        terminal.asks("Which result?")
        terminal.press("enter")
        terminal.asks("Add another task?")
        terminal.press("enter")
        for leave in ("back", "review", "pause"):
            terminal.asks(MENU)
            terminal.press("enter")
            terminal.asks("Ready to write the plan?")
            terminal.press(leave)
        assert terminal.ends() == 130
    assert not facts(sh)["approved"]


# Later, help and the review


@pytest.mark.parametrize("kind", CASES)
def test_help_the_review_and_later_keep_the_half_typed_entry(
    every_kind: None, sh: Shell, kind: str
) -> None:
    case = CASES[kind]
    with start_at(kind) as terminal:
        terminal.asks(case.ask)
        terminal.type(case.half)
        wait_for_entry(terminal, case.seen)
        terminal.press("help")
        terminal.wait(case.help)
        terminal.asks(case.ask)
        wait_for_entry(terminal, case.again or case.seen)
        terminal.press("review")
        terminal.asks(MENU)
        terminal.press("enter")
        terminal.asks(case.ask)
        wait_for_entry(terminal, case.again or case.seen)
        terminal.press("later")
        terminal.asks("Why leave it for later?")
        terminal.type("ask K")
        terminal.press("help")
        terminal.wait("One line; press Enter to finish.")
        wait_for_entry(terminal, "›  ask K")
        terminal.type("im\r")
        terminal.asks(after(kind))
        terminal.press("back")
        terminal.asks(case.ask)
        wait_for_entry(terminal, case.again or case.seen)
        pause(terminal)
    assert list(facts(sh)["postponed"].values()) == ["ask Kim"]


def test_a_look_at_the_first_question_leaves_no_session(sh: Shell) -> None:
    with Terminal("start") as terminal:
        terminal.asks("Which iteration is this?")
        wait_for_entry(terminal, "›  1")
        pause(terminal)
        assert "Nothing was answered, so nothing was saved." in terminal.text
    assert json.loads(sh("list", "--json").out) == []


def test_a_key_that_is_pressed_between_two_prompts_counts(every_kind: None) -> None:
    with start({}, []) as terminal:
        terminal.asks("Which title?")
        question, legend = terminal.question, terminal.lines[-1]
        terminal.type("Title\r")
        terminal.wait(lambda: (terminal.question, terminal.lines[-1]) != (question, legend))
        terminal.press("review")
        terminal.asks(MENU)
        assert "^R" not in terminal.lines


# The review


@pytest.fixture
def without_outcome(sh: Shell, linkstash: str) -> dict[str, Any]:
    """The example without the answer to one question, which is what `resume` asks."""
    assert sh("edit", "--clear", "goal.outcome").code == 0
    return facts(sh)


@pytest.fixture
def in_review(without_outcome: dict[str, Any]) -> Iterator[Terminal]:
    """A review that was called from the middle of that question."""
    with Terminal("resume") as terminal:
        terminal.asks(OUTCOME)
        terminal.type("A visi")
        wait_for_entry(terminal, "›  A visi")
        terminal.press("review")
        terminal.asks(MENU)
        yield terminal


def back_to_the_question(terminal: Terminal) -> None:
    """Leave the review: the half-typed entry is there."""
    terminal.choose("Continue")
    terminal.asks(OUTCOME)
    wait_for_entry(terminal, "›  A visi")


def test_the_review_leads_back_to_the_half_typed_entry(in_review: Terminal, sh: Shell) -> None:
    in_review.choose("Iteration")
    in_review.asks("Iteration: which answer do you want to change?")
    in_review.choose("Title")
    in_review.asks("What will be true when this iteration is done?")
    in_review.press("clear line")
    in_review.type("Another title\r")
    in_review.wait(" » Title: Another title")
    in_review.choose("Back to the list")
    in_review.asks(MENU)
    back_to_the_question(in_review)
    in_review.type("tor can sign in")
    in_review.press("done")
    in_review.asks(OPTIONAL)
    pause(in_review)
    answers = facts(sh)["answers"]
    assert answers["goal"] == {"outcome": "A visitor can sign in"}
    assert answers["iteration"] == {"number": 3, "title": "Another title"}


def test_the_review_leads_back_to_a_question_that_was_answered_already(
    without_outcome: dict[str, Any],
) -> None:
    with Terminal("resume") as terminal:
        terminal.asks(OUTCOME)
        terminal.press("back")
        terminal.asks("What will be true when this iteration is done?")
        terminal.press("clear line")
        terminal.type("Half a ti")
        wait_for_entry(terminal, "›  Half a ti")
        terminal.press("review")
        terminal.asks(MENU)
        terminal.press("enter")
        terminal.asks("What will be true when this iteration is done?")
        wait_for_entry(terminal, "›  Half a ti")


def test_another_type_of_task_is_confirmed_and_loses_nothing(
    without_outcome: dict[str, Any], in_review: Terminal, sh: Shell
) -> None:
    def choose_type(label: str) -> None:
        in_review.choose("Type")
        in_review.asks("Which type of task is it?")
        in_review.choose(label)
        in_review.asks("Change it?")

    task, aside = "Task 2: Register and sign in", "tasks.2.data, tasks.2.receives, tasks.2.sends"
    in_review.choose(task)
    in_review.asks(task)
    choose_type("Research Spike")
    assert (
        f"4 answers no longer apply (kept; they return with the old answer): {aside}"
        in in_review.running_text
    )
    assert "answers to be confirmed: tasks.2.hours, tasks.2.what" in in_review.running_text
    in_review.type("n\r")
    in_review.asks("Which type of task is it?")
    assert facts(sh)["answers"] == without_outcome["answers"]
    in_review.press("back")
    in_review.asks(task)
    choose_type("Research Spike")
    in_review.type("y\r")
    in_review.asks(task)
    wait_for_entry(in_review, "Hours: to be confirmed: 3 hours")
    wait_for_entry(in_review, "Decision rule: open")
    assert facts(sh)["answers"]["tasks"][1]["type"] == "spike"
    choose_type("Implementation Task")
    assert f"4 answers back in the plan: {aside}" in in_review.running_text
    in_review.type("y\r")
    in_review.asks(task)
    wait_for_entry(in_review, "Hours: 3 hours")
    assert facts(sh)["answers"] == without_outcome["answers"]
    in_review.press("back")
    in_review.asks(MENU)
    back_to_the_question(in_review)


def test_a_task_is_copied_and_moved(in_review: Terminal, sh: Shell) -> None:
    argon, sign_in, own, secrets = names(sh)
    in_review.choose("Task 2")
    in_review.asks("Task 2: Register and sign in")
    in_review.choose("Duplicate it")
    in_review.wait("The copy is task 3.")
    in_review.asks("Task 2: Register and sign in")
    assert names(sh) == [argon, sign_in, sign_in, own, secrets]
    in_review.choose("Move it")
    in_review.asks("Move it to which position?")
    in_review.press("clear line")
    in_review.type("6\r")
    in_review.wait("6 is too large: at most 5")
    in_review.press("clear line")
    in_review.type("4\r")
    in_review.asks("Update the numbers in 1 answer?")
    assert "Task 3 now depends on task 4 after it." in in_review.text
    assert "still says the old number: task 2 is now task 4." in in_review.text
    in_review.type("y\r")
    in_review.asks("Task 4: Register and sign in")
    assert names(sh) == [argon, sign_in, own, sign_in, secrets]
    in_review.press("back")
    in_review.asks(MENU)
    back_to_the_question(in_review)


def test_a_task_that_others_depend_on_is_removed_after_a_yes_and_restored(
    in_review: Terminal, sh: Shell
) -> None:
    whole = facts(sh)["answers"]["tasks"]
    in_review.choose("Task 2")
    in_review.asks("Task 2: Register and sign in")
    in_review.choose("Remove it")
    in_review.asks("Remove task 2: Register and sign in?")
    assert "Task 3, task 4 depend on it." in in_review.text
    in_review.press("enter")
    in_review.asks("Task 2: Register and sign in")
    assert facts(sh)["answers"]["tasks"] == whole
    in_review.choose("Remove it")
    in_review.asks("Remove task 2: Register and sign in?")
    in_review.type("y\r")
    in_review.asks(MENU)
    wait_for_entry(in_review, "Task 2: Bookmarks belong")
    assert len(names(sh)) == 3
    in_review.choose("+ Restore a removed task")
    in_review.asks("Which task do you want to restore?")
    in_review.choose("Register and sign in")
    in_review.asks(MENU)
    wait_for_entry(in_review, "Task 2: Register and sign in")
    back_to_the_question(in_review)
    assert facts(sh)["answers"]["tasks"] == whole


def test_changes_are_taken_back_and_made_again(in_review: Terminal, sh: Shell) -> None:
    whole = names(sh)

    def turn(line: str, message: str) -> None:
        in_review.choose(line)
        in_review.wait(message)
        in_review.asks(MENU)

    in_review.choose("Task 4")
    in_review.asks("Task 4")
    in_review.choose("Remove it")
    in_review.asks("Remove task 4")
    in_review.type("y\r")
    in_review.asks(MENU)
    assert names(sh) == whole[:3]
    turn("Undo the last change", "Undone: item removed: task Secrets and the migration")
    assert names(sh) == whole
    turn("Redo the last undone change", "Redone: item removed: task Secrets and the migration")
    assert names(sh) == whole[:3]
    turn("Undo the last change", "Undone: item removed: task Secrets and the migration")
    turn("Undo the last change", "Undone: cleared: goal.outcome")
    assert facts(sh)["missing"] == []
    in_review.choose("Continue")
    in_review.asks(OPTIONAL)


def test_the_question_stands_above_a_list_that_is_longer_than_the_screen(linkstash: str) -> None:
    with Terminal("edit", linkstash, rows=12) as terminal:
        terminal.asks(MENU)
        terminal.choose("Not In This Iteration")
        terminal.asks("Not In This Iteration (Scope Control): which answer")
        terminal.press("back")
        terminal.asks(MENU)


# Two processes on one session


def test_a_session_has_one_writer_and_any_readers(sh: Shell, linkstash: str) -> None:
    with Terminal("resume") as first:
        first.asks(OPTIONAL)
        pid = first.child.pid
        refused = f"linkstash-3 is open in process {pid} on {socket.gethostname()} since"
        with Terminal("resume") as second:
            assert second.ends() == 3
            assert refused in "".join(second.screen.display)
        before = session_file(linkstash).read_bytes()
        for command in (["resume", "--plain"], ["edit", "--set", "tasks.2.hours=1"], ["undo"]):
            result = sh(*command)
            assert result.code == 3
            assert refused in result.err
            assert "`interview show` and `export -o -` still work" in result.err
        assert session_file(linkstash).read_bytes() == before
        for command in (["show"], ["list"], ["log"], ["export", "-o", "-"]):
            assert sh(*command).code == 0
        first.child.kill(signal.SIGKILL)
        first.child.wait()
    with Terminal("resume") as third:
        third.asks(OPTIONAL)
        assert (
            f"It was last open in process {pid} on {socket.gethostname()} since"
            in third.running_text
        )
        assert "every answer is saved." in third.running_text
        pause(third)
    assert not list(session_file(linkstash).parent.glob("*.holder"))


# Resuming and editing


def test_resume_offers_the_unfinished_sessions_the_newest_first(sh: Shell) -> None:
    for number, last in enumerate((2, 3, 1), 1):
        title = f"iteration.title=Title {number}"
        settings = ["--set", f"iteration.number={number}", "--set", title]
        assert sh("start", *settings, "--no-input").code == 0
        os.utime(session_file(f"linkstash-{number}"), (last, last))
    with Terminal("resume") as terminal:
        terminal.asks("Which interview do you want to resume?")
        offered = [line[3:] for line in terminal.lines if "linkstash-" in line]
        assert offered == [f"linkstash-{number}: Title {number}" for number in (2, 1, 3)]
        terminal.choose("linkstash-1")
        terminal.asks(OUTCOME)
        assert "linkstash-1: Title 1" in terminal.lines
        pause(terminal)
        assert [line for line in terminal.lines if line][-1] == "  interview resume linkstash-1"


def test_edit_asks_one_question_and_then_shows_the_review(sh: Shell, linkstash: str) -> None:
    with Terminal("edit", linkstash, "tasks.2.hours") as terminal:
        terminal.asks("How many hours will it take?")
        wait_for_entry(terminal, "› hours 3")
        terminal.press("clear line")
        terminal.type("2.5\r")
        terminal.asks(MENU)
        terminal.choose("Continue")
        assert terminal.ends() == 0
        assert "your answers are saved" in terminal.text
    assert facts(sh)["answers"]["tasks"][1]["hours"] == 2.5
