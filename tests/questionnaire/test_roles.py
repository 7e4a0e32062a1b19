"""Roles: what a section or a question is to the program, and that it can be that there."""

from __future__ import annotations

from pathlib import Path

from interview.questionnaire.json_schema import questionnaire_schema
from interview.questionnaire.loading import load
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.roles import QUESTIONS, SECTIONS, Role
from tests.pages import DOCS
from tests.questionnaire.test_loading import only_problem, problems, question
from tests.questionnaire.test_own_questionnaires import library_of
from tests.questionnaire.test_own_questionnaires import problems as problems_of_extension

HEAD = """
name = "small"
version = 1
document = "small.md.j2"

[[section]]
id = "steps"
title = "Steps"
item = "step"
role = "tasks"
""" + question("name")


def once(more: str) -> str:
    return HEAD + '[[section]]\nid = "whole"\ntitle = "Whole"\n' + more


def test_the_program_finds_what_plays_a_role_whatever_its_id() -> None:
    small = load(HEAD + question("effort", "number", 'role = "estimate"'), "small.toml")
    part = small.playing(Role.ESTIMATE)
    assert part is not None
    assert part.question is not None
    assert (part.section.id, part.question.id) == ("steps", "effort")
    assert small.playing(Role.DEPENDS_ON) is None


def test_the_built_in_iteration_plays_every_role_but_the_asked_status(
    questionnaire: Questionnaire,
) -> None:
    played = {role for role in Role if questionnaire.playing(role)}
    assert played == {*Role} - {Role.STATUS}


def test_each_role_is_of_sections_or_of_questions() -> None:
    assert {*SECTIONS} | {*QUESTIONS} == {*Role}
    assert not {*SECTIONS} & {*QUESTIONS}


def test_a_role_that_cannot_be_played_is_told_with_its_place() -> None:
    cases: list[tuple[str, str]] = [
        (
            HEAD.replace('"tasks"', '"taks"'),
            "small.toml, section 'steps': unknown role 'taks' — did you mean 'tasks'?. "
            "Roles of sections: tasks, components.",
        ),
        (
            HEAD.replace('"tasks"', '"estimate"'),
            "section 'steps': 'estimate' is not a role of sections",
        ),
        (
            HEAD.replace('item = "step"', ""),
            "section 'steps': the role 'tasks' is for a repeating section",
        ),
        (
            HEAD + question("x", more='role = "estimat"'),
            "question 'x': unknown role 'estimat' — did you mean 'estimate'?",
        ),
        (
            HEAD + question("x", more='role = "tasks"'),
            "question 'x': 'tasks' is not a role of questions",
        ),
        (
            HEAD + question("x", more='role = "estimate"'),
            "question 'x': a question of kind 'text' cannot have the role 'estimate'. "
            "Kinds that can: number.",
        ),
        (
            HEAD + question("x", "number", 'role = "number"'),
            "question 'x': the role 'number' is for a question that is asked once",
        ),
        (
            once(question("x", "number", 'role = "estimate"')),
            "section 'whole', question 'x': the role 'estimate' is for a question of the section "
            "with the role 'tasks'",
        ),
        (
            HEAD
            + question("x", "references", 'section = "parts"\nrole = "depends_on"')
            + '[[section]]\nid = "parts"\ntitle = "Parts"\nitem = "part"\n'
            + question("y"),
            "question 'x': the role 'depends_on' is for references to 'steps'",
        ),
        (
            HEAD + question("x", "choice", 'role = "status"\nchoices = ["planned", "done"]'),
            "question 'x': 'done' is not a status. Choose from planned, in_progress, complete",
        ),
        (
            HEAD
            + question("x", "number", 'role = "estimate"')
            + question("y", "number", 'role = "estimate"'),
            "question 'y': the role 'estimate' is used twice",
        ),
        (
            HEAD
            + '[[section]]\nid = "parts"\ntitle = "Parts"\nitem = "part"\nrole = "tasks"\n'
            + question("x"),
            "section 'parts': the role 'tasks' is used twice",
        ),
        (
            HEAD
            + question(
                "x",
                "number",
                'role = "estimate"\n[[section.question.variant]]\nwhen = { name = ["a"] }\n'
                'role = "number"',
            ),
            "question 'x', variant 1: a variant cannot change 'role'",
        ),
    ]
    for text, message in cases:
        assert message in only_problem(text)


def test_problems_with_roles_come_together_with_all_others() -> None:
    lines = problems(HEAD + question("x", "txt") + question("y", more='role = "estimat"'))
    assert len(lines) == 2


def test_an_extension_cannot_change_a_role(tmp_path: Path) -> None:
    head = 'name = "team"\nversion = 1\nextends = "iteration"\n[[section]]\nid = "tasks"\n'
    hours = '[[section.question]]\nid = "hours"\nrole = "number"\n'
    text = problems_of_extension(tmp_path, head + 'role = "components"\n' + hours)
    assert "section 'tasks': it has the role 'tasks', which an extension cannot change" in text
    assert "question 'hours': it has the role 'estimate', which an extension cannot change" in text


def test_an_extension_gives_a_role_where_there_is_none(tmp_path: Path) -> None:
    own = 'name = "own"\nversion = 1\ndocument = "iteration.md.j2"\n'
    own += '[[section]]\nid = "whole"\ntitle = "Whole"\n' + question("about")
    team = 'name = "team"\nversion = 1\nextends = "own"\n[[section]]\nid = "whole"\n'
    team += '[[section.question]]\nid = "about"\nrole = "title"\n'
    part = library_of(tmp_path, own=own, team=team).questionnaire("team").playing(Role.TITLE)
    assert part is not None
    assert part.section.id == "whole"


def test_editors_complete_roles_by_the_schema() -> None:
    definitions = questionnaire_schema()["$defs"]
    assert definitions["Section"]["properties"]["role"]["enum"] == [*SECTIONS]
    assert definitions["Number"]["properties"]["role"]["enum"] == [*QUESTIONS]


def test_the_page_of_questionnaires_explains_every_role() -> None:
    page = (DOCS / "questionnaires.md").read_text(encoding="utf-8")
    for role in SECTIONS:
        assert f"\n| `{role}` | " in page
    for role, about in QUESTIONS.items():
        kinds = ", ".join(f"`{kind}`" for kind in about.kinds)
        assert f"\n| `{role}` | {kinds} | " in page
