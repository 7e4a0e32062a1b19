"""Every kind of problem that a questionnaire can have, told with its place and a way out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from interview.errors import InterviewError
from interview.questionnaire.library import Library, built_in
from interview.questionnaire.loading import QuestionnaireError, load
from interview.questionnaire.model import Questionnaire

HEAD = """
name = "small"
version = 1
document = "small.md.j2"

[[section]]
id = "tasks"
title = "Tasks"
item = "task"

  [[section.question]]
  id = "type"
  kind = "choice"
  ask = "Which?"
  help = "It decides."
  choices = ["spike", "wiring"]
"""


def question(id_: str, kind: str = "text", more: str = "") -> str:
    return f"""
  [[section.question]]
  id = "{id_}"
  kind = "{kind}"
  ask = "What?"
  help = "Why."
  {more}
"""


def problems(text: str) -> list[str]:
    with pytest.raises(QuestionnaireError) as error:
        load(text, "small.toml", lambda name: name == "small.md.j2", frozenset({"known"}))
    assert all(str(problem) in str(error.value) for problem in error.value.problems)
    return [str(problem) for problem in error.value.problems]


def only_problem(text: str) -> str:
    (problem,) = problems(text)
    return problem


def test_a_sound_questionnaire_is_loaded() -> None:
    small = load(HEAD + question("rule", more='when = { type = ["spike"] }'), "small.toml")
    assert list(small.sections["tasks"].questions) == ["type", "rule"]


def test_each_kind_of_problem_is_told_with_its_place() -> None:
    cases: list[tuple[str, str]] = [
        (
            question("rule", more='when = { typ = ["spike"] }'),
            "small.toml, section 'tasks', question 'rule': the condition names 'typ', which is not "
            "a question — did you mean 'type'?. Name a question of this section, or "
            "section.question.",
        ),
        (
            question("rule", more='when = { type = ["spyke"] }'),
            "question 'rule': the condition on 'type' can never hold: 'spyke' is not one of spike, "
            "wiring — did you mean 'spike'?",
        ),
        (
            question("early", more='when = { late = ["x"] }') + question("late"),
            "question 'early': the condition refers to 'tasks.late', which is asked later",
        ),
        (
            question("own", more='when = { own = ["x"] }'),
            "question 'own': the conditions are circular: tasks.own -> tasks.own",
        ),
        (
            question("a", more='when = { b = ["x"] }') + question("b", more='when = { a = ["x"] }'),
            "question 'a': the conditions are circular: tasks.a -> tasks.b -> tasks.a",
        ),
        (question("type"), "question 'type': the id 'type' is used twice in this section"),
        (
            "[[section]]\nid='tasks'\ntitle='Again'\n" + question("x"),
            "section 'tasks': the id 'tasks' is used twice",
        ),
        (question("x", "txt"), "question 'x': unknown kind 'txt' — did you mean 'text'?"),
        (
            question("x", more="requird = true"),
            "question 'x': unknown key 'requird' — did you mean 'required'?",
        ),
        (question("x", more="minimum = 3"), "question 'x': unknown key 'minimum'"),
        (
            question("x", more='pattern = "(["'),
            "question 'x': pattern: not a regular expression: unterminated character set",
        ),
        (
            question("x", more='suggest = "knwon"'),
            "question 'x': unknown source of suggestions 'knwon' — did you mean 'known'?",
        ),
        (
            question("x") + question("y", more='renamed_from = ["x"]'),
            "question 'y': renamed_from names 'x', which is still asked",
        ),
        (
            question("x", more='renamed_from = ["z"]')
            + question("y", more='renamed_from = ["tasks.z"]'),
            "question 'y': 'tasks.z' was renamed to 'tasks.x' already",
        ),
        (
            question("x", "references", 'section = "tsks"'),
            "question 'x': 'tsks' is not a repeating section — did you mean 'tasks'?",
        ),
        (
            question("x", "paragraph") + question("y", more='when = { x = ["z"] }'),
            "question 'y': the condition refers to 'x', whose kind 'paragraph' has no fixed",
        ),
        (
            "[[section]]\nid='end'\ntitle='End'\n"
            + question("x", more='when = { "tasks.type" = ["spike"] }'),
            "section 'end', question 'x': the condition refers to 'tasks.type', which is answered "
            "once per task",
        ),
        (
            question("x", more="when = {}"),
            "question 'x': when: the condition is empty; remove it",
        ),
        (
            question("x", "number", "maximum = 3\ndefault = 4"),
            "question 'x': the default is not a valid answer: 4 is too large: at most 3",
        ),
        (
            question("x", more='[[section.question.variant]]\nwhen = {type=["spike"]}\nhlep = "x"'),
            "question 'x', variant 1: unknown key 'hlep' — did you mean 'help'?",
        ),
        (
            question("x", more='[[section.question.variant]]\nwhen = {type=["spike"]}\nid = "y"'),
            "question 'x', variant 1: a variant cannot change 'id'",
        ),
        (
            question("x", more='[[section.question.variant]]\nwhen = {tpe=["spike"]}\nask = "y"'),
            "question 'x': the condition names 'tpe', which is not a question",
        ),
        (
            "[[section]]\nid='teams'\ntitle='Teams'\nitem='team'\n" + question("x"),
            "another item begins with 't' too",
        ),
        (
            "[[section]]\nid='end'\ntitle='End'\nat_least=1\n" + question("x"),
            "section 'end': at_least is set but the section has no item",
        ),
        ("[[section]]\nid='end'\ntitle='End'\n", "section 'end': there is no question"),
        ("[[section]]\ntitle='End'\n" + question("x"), "section 2: the key 'id' is missing"),
    ]
    for more, message in cases:
        assert message in problems(HEAD + more)[0]


def test_two_items_with_one_letter_are_both_told() -> None:
    text = HEAD + "[[section]]\nid='teams'\ntitle='Teams'\nitem='team'\n" + question("x")
    assert [
        "section 'tasks'" in problem or "section 'teams'" in problem for problem in problems(text)
    ] == [
        True,
        True,
    ]


def test_all_problems_of_all_kinds_come_at_once() -> None:
    text = HEAD.replace("small.md.j2", "smal.md.j2").replace("version", "verison")
    text += question("x", "txt") + question("y", more='wen = "a"')
    text += question("z", more='when = { nobody = ["a"] }') + question("z")
    message = "\n".join(problems(text))
    for part in (
        "unknown kind 'txt'",
        "unknown key 'wen' — did you mean 'when'?",
        "the condition names 'nobody'",
        "the id 'z' is used twice",
        "the document template 'smal.md.j2' does not exist",
        "the key 'version' is missing",
        "unknown key 'verison' — did you mean 'version'?",
    ):
        assert part in message


def test_what_looks_at_a_broken_question_is_not_reported_again() -> None:
    broken = question("x", "txt") + question("y", more='when = { x = ["a"] }')
    assert "unknown kind 'txt'" in only_problem(HEAD + broken)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "not TOML: Invalid value (at end of document)"),
        ("name = 'x'\nversion = 1\ndocument = 'small.md.j2'", "there is no section"),
        ("x = " + "[" * 5_000, "nested too deeply"),
        ("# " + "x" * 1_000_000, "1,000,002 characters are too many"),
    ],
)
def test_what_is_no_questionnaire_at_all_is_told(text: str, message: str) -> None:
    assert message in only_problem(text)


def test_a_project_s_own_questionnaire_goes_before_the_built_in_one(tmp_path: Path) -> None:
    own = tmp_path / "questionnaires" / "iteration.toml"
    own.parent.mkdir()
    own.write_text(HEAD.replace("small.md.j2", "iteration.md.j2"))
    assert Library((tmp_path, built_in())).questionnaire("iteration").name == "small"
    assert Library((built_in(),)).questionnaire("iteration").name == "iteration"


@pytest.mark.parametrize("name", ["../iteration", "/etc/passwd", "iterations"])
def test_a_name_leads_to_no_other_folder(library: Library, name: str) -> None:
    with pytest.raises(InterviewError, match="cannot find"):
        library.questionnaire(name)


def test_the_built_in_questionnaire_explains_every_question(questionnaire: Questionnaire) -> None:
    for section in questionnaire.section:
        for entry in section.question:
            assert entry.ask.endswith(("?", ".")), entry.id
            assert entry.help.endswith("."), entry.id
            assert entry.example.strip(), entry.id


def test_the_examples_of_the_built_in_questionnaire_are_answers(
    questionnaire: Questionnaire,
) -> None:
    for section in questionnaire.section:
        for entry in section.question:
            if entry.kind == "references" or getattr(entry, "row_by_row", False):
                continue
            for variant in ({}, *(variant.changes for variant in entry.variant)):
                example = str(variant.get("example", entry.example))
                assert entry.read(example.strip("\n")) is not None, entry.id


IDS = """
iteration: number title
goal: outcome
context: built current_state infrastructure now_building
stack: name rules patterns standards
architecture: existing_services integration_points data_flow service_dependencies
tasks: name type depends_on hours what key_files question candidates decision_rule artifact workflow
  services environment configuration rollback core data receives sends database failure smoke_test
  verify expected
gates: code_standards testing_standards completion
demo: commands expected
assumptions: validates
scope: excluded
"""


def test_the_built_in_questionnaire_has_the_ids_that_files_rely_on(
    questionnaire: Questionnaire,
) -> None:
    promised = {
        line.partition(":")[0]: set(line.partition(":")[2].split())
        for line in IDS.replace("\n  ", " ").strip().split("\n")
    }
    assert {section.id: set(section.questions) for section in questionnaire.section} == promised


COME_ALONG = sorted(built_in().glob("questionnaires/*.toml")) + sorted(
    built_in().glob("starters/*/questionnaire.toml")
)


@pytest.mark.parametrize("path", COME_ALONG, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_questionnaire_that_comes_along_is_valid_by_the_published_schema(path: Path) -> None:
    from jsonschema import Draft202012Validator

    from interview.questionnaire.json_schema import questionnaire_schema

    raw = tomllib.loads(path.read_text().replace("NAME", "name"))
    validator = Draft202012Validator(questionnaire_schema())
    assert [error.message for error in validator.iter_errors(raw)] == []
    spoils: tuple[Callable[[dict[str, Any]], object], ...] = (
        lambda entry: entry["section"][0]["question"][0].update(kind="numbr"),
        lambda entry: entry["section"][0]["question"][0].update(aks="What?"),
        lambda entry: entry["section"][0].pop("id"),
        lambda entry: entry.update(documnet="x"),
    )
    for spoil in spoils:
        wrong = tomllib.loads(path.read_text().replace("NAME", "name"))
        spoil(wrong)
        assert not validator.is_valid(wrong)


CONFIRM = question("sure", "confirm", "required = true")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{ type = [] }", "when: 'type' lists no answer, so it can never hold"),
        ("{ any = [] }", "when: 'any' lists no condition; remove it"),
        ("{ all = [] }", "when: 'all' lists no condition; remove it"),
        ("{ not = 3 }", "when: 'not' takes one condition"),
        ("{ not = {} }", "when.not: not: the condition is empty; remove it"),
        ("{ any = { type = 'spike' } }", "when: 'any' takes a list of conditions"),
        (
            "{ all = [{ type = 'spike' }, { type = 'wiring' }] }",
            "the condition can never hold: type is spike and type is wiring",
        ),
        ("{ type = 'spike', not = { type = 'spike' } }", "the condition can never hold"),
        (
            "{ any = [{ sure = true }, { not = { sure = true } }] }",
            "the condition always holds: sure is yes or not (sure is yes)",
        ),
        ("{ sure = [true, false] }", "the condition always holds: sure is yes or no"),
    ],
)
def test_a_condition_that_says_nothing_is_told_in_the_words_of_its_author(
    condition: str, message: str
) -> None:
    problem = only_problem(HEAD + CONFIRM + question("rule", more=f"when = {condition}"))
    assert message in problem
    assert "negated" not in problem


def test_a_condition_on_a_question_that_cannot_apply_with_it_never_holds() -> None:
    size = question("size", "choice", 'choices = ["s", "l"]\nwhen = { type = "spike" }')
    both = question("rule", more='when = { size = "s", type = "wiring" }')
    assert "the condition can never hold" in only_problem(HEAD + size + both)


@pytest.mark.parametrize(
    "condition",
    [
        '{ type = ["spike", "wiring"] }',  # not before it is answered: it may stay open
        "{ count = [3] }",
        "{ not = { count = [3] } }",
        "{ all = [{ several = 'a' }, { several = 'b' }] }",
        "{ any = [{ type = 'spike' }, { count = [3, 4] }] }",
    ],
)
def test_a_condition_that_may_or_may_not_hold_is_none_of_these(condition: str) -> None:
    several = question("several", "choices", 'choices = ["a", "b"]')
    text = HEAD + several + question("count", "number")
    load(text + question("rule", more=f"when = {condition}"), "small.toml")


def test_conditions_of_a_stranger_are_tried_within_bounds() -> None:
    """Twelve questions of three answers have half a million combinations: too many to try."""
    names = [f"q{number}" for number in range(12)]
    every = " , ".join(f"{{ {name} = true }}" for name in names)
    asked = "".join(question(name, "confirm") for name in names)
    wide = "".join(question(f"w{n}", more=f"when = {{ any = [{every}] }}") for n in range(300))
    chain = "".join(
        question(f"c{n}", "confirm", f"when = {{ c{n - 1} = true }}" if n else "")
        for n in range(300)
    )
    assert len(load(HEAD + asked + wide + chain, "small.toml").sections["tasks"].questions) == 613


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (question("x", "choice", 'choices = ["a", "b", "A"]'), "two choices are called 'A'"),
        (
            question("x", "choices", 'choices = [{ value = "a", label = "b" }, "b"]'),
            "two choices are called 'b'",
        ),
        (question("x", "records", 'columns = ["a", "b", "a"]'), "two columns have the id 'a'"),
        (question("x", "number", "minimum = nan"), "minimum: expected a finite number"),
        (question("x", "number", "maximum = inf"), "maximum: expected a finite number"),
        (question("x", "number", 'maximum = "many"'), "maximum: expected a number"),
        (question("x", more='required = "perhaps"'), "required: expected true or false"),
        (question("x", more="label = 3"), "label: expected a text in quotes"),
        (question("x", "choice", "choices = []"), "choices: the list is empty"),
        (question("own"), "the id 'own' is reserved"),
        (question("key"), "the id 'key' is reserved: the key of each item"),
        (question("number"), "the id 'number' is reserved: the number of each item"),
        ('[[section]]\nid = "none"\ntitle = "N"\n' + question("x"), "the id 'none' is reserved"),
        ('[[section]]\nid = "base"\ntitle = "B"\n' + question("x"), "the id 'base' is reserved"),
    ],
)
def test_what_could_lose_an_answer_is_refused(more: str, message: str) -> None:
    problem = only_problem(HEAD + more)
    assert message in problem
    assert "input" not in problem.lower()


def test_a_path_has_no_field_that_nothing_is_put_in_for() -> None:
    problem = only_problem(HEAD.replace("version = 1", 'version = 1\npath = "p-{nummer}.md"'))
    assert "the path has {nummer}; only {number} is replaced" in problem


def test_only_the_question_with_that_role_is_called_status_in_tasks() -> None:
    tasks = HEAD.replace('item = "task"', 'item = "task"\nrole = "tasks"')
    assert "the id 'status' is reserved" in only_problem(tasks + question("status"))
    asked = question("status", "choice", 'choices = ["planned", "complete"]\nrole = "status"')
    load(tasks + asked, "small.toml")


def test_a_questionnaire_named_iteration_gives_the_answers_of_an_iteration_plan(
    tmp_path: Path,
) -> None:
    own = tmp_path / "questionnaires" / "iteration.toml"
    own.parent.mkdir()
    head = 'name = "iteration"\nversion = 2\ndocument = "iteration.md.j2"\n'
    goal = '[[section]]\nid = "goal"\ntitle = "Goal"\n' + question("outcome", "lines")
    tasks = '[[section]]\nid = "tasks"\ntitle = "Tasks"\n' + question("name")
    tasks += question("type", "choice", 'choices = ["spike", "chore"]')
    own.write_text(head + goal + tasks)
    with pytest.raises(QuestionnaireError) as error:
        Library((tmp_path, built_in())).questionnaire("iteration")
    messages = [str(problem).partition(": ")[2] for problem in error.value.problems]
    assert [message.partition(". Make")[0] for message in messages] == [
        "in an iteration plan this answer is of kind 'paragraph', not 'lines'",
        "in an iteration plan this section repeats",
        "in an iteration plan 'chore' is not one of implementation, spike, integration, wiring",
    ]
