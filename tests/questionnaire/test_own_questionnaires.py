"""A team's own questionnaires: extended or from nothing, checked, played and asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from interview.errors import InterviewError
from interview.plan.document.assemble import document_of, part_of
from interview.plan.document.render import render_block
from interview.plan.model import Plan
from interview.questionnaire.library import Library, Template, built_in
from interview.questionnaire.loading import QuestionnaireError
from interview.questionnaire.model import Questionnaire
from interview.session.address import Group
from interview.session.engine import Engine
from interview.session.events import Drafted
from tests.conftest import DATA, NOW
from tests.events import answered, cleared, linkstash
from tests.questionnaires import section
from tests.shell import Shell

EXTENSION = """
name = "team"
version = 3
extends = "iteration"

[[section]]
id = "tasks"
help = "Two days of work at most."

  [[section.question]]
  id = "reviewer"
  after = "hours"
  kind = "text"
  ask = "Who looks at it?"
  help = "One name."
  label = "Reviewed by"
  when = { type = ["implementation"] }
  required = true

  [[section.question]]
  id = "what"
  ask = "What is there afterwards?"

[[section]]
id = "release"
after = "gates"
title = "Release"

  [[section.question]]
  id = "steps"
  kind = "lines"
  ask = "What is done?"
  help = "In order."
  required = true

  [[section.question]]
  id = "needs"
  kind = "references"
  section = "tasks"
  ask = "Which tasks does it wait for?"
  help = "All that it shows."
"""


def library_of(folder: Path, **texts: str) -> Library:
    """Return a library with questionnaires and documents of a project's own."""
    for name, text in texts.items():
        kind, ending = ("questionnaires", "toml") if "=" in text else ("documents", "md.j2")
        (folder / kind).mkdir(exist_ok=True)
        (folder / kind / f"{name}.{ending}").write_text(text)
    return Library((folder, built_in()))


def problems(folder: Path, text: str) -> str:
    with pytest.raises(QuestionnaireError) as error:
        library_of(folder, team=text).questionnaire("team")
    return error.value.message


# Extending


@pytest.fixture
def team(tmp_path: Path) -> Questionnaire:
    return library_of(tmp_path, team=EXTENSION).questionnaire("team")


def test_what_is_added_stands_where_it_was_put(
    team: Questionnaire, questionnaire: Questionnaire
) -> None:
    before, now = list(questionnaire.sections), list(team.sections)
    assert now[now.index("gates") + 1] == "release"
    assert [entry for entry in now if entry != "release"] == before
    tasks = list(team.sections["tasks"].questions)
    assert tasks[tasks.index("hours") + 1] == "reviewer"
    assert [task for task in tasks if task != "reviewer"] == list(
        questionnaire.sections["tasks"].questions
    )


def test_what_is_there_is_changed_key_by_key(
    team: Questionnaire, questionnaire: Questionnaire
) -> None:
    old, new = (questionnaire.sections["tasks"] for questionnaire in (questionnaire, team))
    assert (new.help, new.title, new.at_least) == ("Two days of work at most.", "Tasks", 1)
    assert new.questions["what"].ask == "What is there afterwards?"
    assert new.questions["what"].help == old.questions["what"].help
    assert (team.name, team.version, team.document) == ("team", 3, "iteration.md.j2")
    assert team.is_of_iterations


def test_an_extension_is_extended(tmp_path: Path) -> None:
    further = 'name = "acme"\nversion = 1\nextends = "team"\n'
    further += '[[section]]\nid = "release"\ntitle = "Out"\n'
    acme = library_of(tmp_path, team=EXTENSION, acme=further).questionnaire("acme")
    assert (acme.sections["release"].title, acme.extends) == ("Out", "iteration")
    assert "reviewer" in acme.sections["tasks"].questions


def test_a_questionnaire_extends_its_namesake(tmp_path: Path) -> None:
    own = EXTENSION.replace('"team"', '"iteration"', 1)
    questionnaire = library_of(tmp_path, iteration=own).questionnaire("iteration")
    assert "release" in questionnaire.sections
    assert questionnaire.is_of_iterations


CHANGES = '[[section]]\nid = "tasks"\n[[section.question]]\nid = "hours"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('extends = "iteratoin"', "there is no questionnaire 'iteratoin' to extend"),
        ("extends = 3", "there is no questionnaire '3' to extend"),
        ('extends = "team"', "there is no questionnaire 'team' to extend"),
        (f'extends = "iteration"\n{CHANGES}kind = "text"', "an extension cannot change 'kind'"),
        (f'extends = "iteration"\n{CHANGES}after = "what"', "'after' has no effect"),
        (f'extends = "iteration"\n{CHANGES}hlep = "x"', "unknown key 'hlep'"),
        ('extends = "iteration"\n[[section]]\nid = "x"\nafter = "gaets"',
         "'after' names an unknown section 'gaets' — did you mean 'gates'?"),
        ('extends = "iteration"\n[[section]]\nid = "x"\ntitle = "X"', "section 'x': there is no "),
        (f'extends = "iteration"\n{CHANGES}when = {{ tpye = ["spike"] }}', "'tpye'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_extension_is_told(tmp_path: Path, text: str, message: str) -> None:
    assert message in problems(tmp_path, f'name = "team"\nversion = 1\n{text}\n')


def test_a_circle_of_extensions_is_told(tmp_path: Path) -> None:
    other = 'name = "other"\nversion = 1\nextends = "team"\n'
    library = library_of(
        tmp_path, team='name = "team"\nversion = 1\nextends = "other"\n', other=other
    )
    with pytest.raises(QuestionnaireError, match="no questionnaire 'team' to extend"):
        library.questionnaire("team")


# Documents


def interview(team: Questionnaire, base: Questionnaire) -> Engine:
    return Engine(
        team,
        [
            *linkstash(base),
            answered("tasks.t2.reviewer", "Kim *K*"),
            answered("release.steps", ["deploy", "# look"]),
            answered("release.needs", ["t3", "t2"]),
        ],
    )


def test_added_answers_stand_in_the_document_of_the_plan(
    tmp_path: Path, team: Questionnaire, questionnaire: Questionnaire
) -> None:
    engine = interview(team, questionnaire)
    text = document_of(engine, library_of(tmp_path).document(team.document))
    task = text.partition("### 2. ")[2].partition("### 3. ")[0]
    assert task.endswith("```\n\n**Reviewed by**: Kim *K*\n\n")
    assert text.endswith(
        "\n\n## Release\n\n**Steps**:\n\n- deploy\n- \\# look\n\n**Needs**: 3, 2\n"
    )
    without = text.replace("\n**Reviewed by**: Kim *K*\n", "").partition("\n\n## Release")[0]
    assert f"{without}\n" == (DATA / "linkstash.md").read_text()


def test_gaps_of_added_questions_show_in_a_draft(
    tmp_path: Path, team: Questionnaire, questionnaire: Questionnaire
) -> None:
    text = document_of(
        Engine(team, linkstash(questionnaire)), library_of(tmp_path).document(team.document)
    )
    assert "**Reviewed by**: ⚠️ **Open**: Who looks at it?" in text
    assert "**Steps**: ⚠️ **Open**: What is done?" in text
    assert "Which tasks does it wait for" not in text  # optional


def test_the_plan_has_added_answers_beside_its_fields(
    team: Questionnaire, questionnaire: Questionnaire
) -> None:
    from interview.plan.build import plan_of

    plan = plan_of(interview(team, questionnaire))
    assert plan.own["release"] == {"steps": ["deploy", "# look"], "needs": ["t3", "t2"]}
    assert plan.own["tasks"][1] == {"key": "t2", "reviewer": "Kim *K*"}
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


def test_a_block_is_overridden_and_the_others_stay(
    tmp_path: Path, team: Questionnaire, questionnaire: Questionnaire
) -> None:
    own = (
        '{% extends "iteration.md.j2" %}\n{% block goal %}\n{{ super() }}Mine.\n\n{% endblock %}\n'
        "{% block more %}\n\nOut: {{ release.needs }}\n{% endblock %}\n"
    )
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "iteration.md.j2").write_text(own)  # extends its namesake
    template = library_of(tmp_path).document("iteration.md.j2")
    text = document_of(interview(team, questionnaire), template)
    assert "public and nobody could sign in.\n\nMine.\n\n## Context" in text
    assert text.endswith("\n\nOut: 3, 2\n")
    assert "## Release" not in text


def test_a_template_sees_templates_of_the_library_only(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("password")
    for name in (str(secret), "../secret", "iteration.md.j2/../../../secret"):
        library = library_of(tmp_path, own=f"{{% include '{name}' %}}")
        with pytest.raises(InterviewError, match="cannot find '"):
            document_of(Engine(library.questionnaire("bug")), library.document("own.md.j2"))


def test_templates_that_extend_one_another_for_ever_are_told(tmp_path: Path) -> None:
    library = library_of(tmp_path, a="{% extends 'b.md.j2' %}", b="{% extends 'a.md.j2' %}")
    with pytest.raises(InterviewError, match=r"cannot find 'a\.md\.j2' in documents"):
        document_of(Engine(library.questionnaire("bug")), library.document("a.md.j2"))


def test_a_block_is_rendered_by_itself(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, own="{% extends 'adr.md.j2' %}{% block context %}Mine.{% endblock %}"
    )
    view: dict[str, Any] = {"decision": {}, "options": [], "outcome": {}}
    template = library.document("own.md.j2")
    view["decision"] = dict.fromkeys(("number", "title", "status", "superseded_by", "context"), "")
    view["outcome"] = dict.fromkeys(("chosen", "because", "consequences"), "")
    assert render_block(view, template, "context") == "Mine."
    assert str(render_block(view, template, "outcome")).startswith("## Decision")
    assert render_block(view, template, "goal") is None


# The commands


def test_those_that_come_along_are_right_and_play_their_tests(sh: Shell) -> None:
    checked = sh("questionnaire", "check")
    assert checked.code == 0
    assert [line.partition(":")[0] for line in checked.out.splitlines()] == [
        "adr",
        "bug",
        "iteration",
    ]
    played = sh("questionnaire", "test")
    assert (played.code, played.out) == (0, "adr/sessions.md: the same\nbug/plus.md: the same\n")


@pytest.mark.slow
@pytest.mark.parametrize("extends", [(), ("--extends", "iteration")])
def test_a_new_one_can_be_checked_tested_and_asked_at_once(
    sh: Shell, project: Path, extends: tuple[str, ...]
) -> None:
    assert sh("questionnaire", "new", "ours", *extends).code == 0
    assert sh("questionnaire", "check", "ours").code == 0
    assert sh("questionnaire", "test", "ours").out == "ours/example.md: the same\n"
    again = sh("questionnaire", "new", "ours")
    assert (again.code, "already exists" in again.err) == (2, True)
    answers = project / ".interview" / "tests" / "ours" / "example.toml"
    assert sh("start", "-q", "ours", "--answers", str(answers), "--no-input").code == 0
    name = "linkstash-1" if extends else "linkstash-ours-1"
    facts = json.loads(sh("show", name, "--json").out)
    assert facts["questionnaire"] == {"name": "ours", "version": 1}
    drafted = sh("export", name, "--draft", "-o", "-").out
    assert drafted.split("\n## ")[-1] == (answers.with_suffix(".md").read_text().split("\n## ")[-1])


@pytest.mark.slow
def test_a_document_that_differs_is_shown_and_can_be_taken_over(sh: Shell, project: Path) -> None:
    sh("questionnaire", "new", "ours")
    template = project / ".interview" / "documents" / "ours.md.j2"
    template.write_text(template.read_text().replace("Kind", "Sort"))
    failed = sh("questionnaire", "test")
    assert failed.code == 1
    assert "-**Kind**: A problem\n+**Sort**: A problem" in failed.out
    assert sh("questionnaire", "test", "ours", "--update").code == 0
    assert sh("questionnaire", "test").code == 0


@pytest.mark.slow
def test_what_is_wrong_is_told_for_every_one(sh: Shell, project: Path) -> None:
    for name, sort in (("one", "kind"), ("two", "document")):
        sh("questionnaire", "new", name)
        folder = project / ".interview"
        if sort == "kind":
            path = folder / "questionnaires" / "one.toml"
            path.write_text(path.read_text().replace('"choice"', '"choise"'))
        else:
            (folder / "documents" / "two.md.j2").write_text("{{ summary.titel }}")
    result = sh("questionnaire", "check")
    assert result.code == 2
    assert "unknown kind 'choise' — did you mean 'choice'?" in result.err
    assert "two.md.j2 is invalid: 'dict object' has no attribute 'titel'" in result.err
    assert "iteration: 10 sections" in result.out


def test_all_questions_are_shown_with_when_they_are_asked(sh: Shell) -> None:
    assert "adr" in sh("questionnaire", "show").out
    shown = sh("questionnaire", "show", "adr").out
    assert "Options options (for each option)\n  name                 text\n" in shown
    assert "    when status is superseded\n" in shown


def test_what_is_no_plan_is_written_but_not_checked(sh: Shell, project: Path) -> None:
    answers = built_in() / "tests" / "adr" / "sessions.toml"
    assert sh("start", "-q", "adr", "--answers", str(answers), "--no-input").code == 0
    assert sh("export").code == 0
    written = (project / "docs" / "adr" / "7.md").read_text()
    assert written == answers.with_suffix(".md").read_text()
    data = json.loads(sh("export", "--format", "json", "-o", "-").out)
    assert data["outcome"]["chosen"] == ["o1"]
    refused = sh("check")
    assert (refused.code, "is not an iteration plan" in refused.err) == (2, True)
    (row,) = json.loads(sh("list", "--json").out)
    assert (row["session"], row["title"]) == ("linkstash-adr-7", "Store sessions as JSON Lines")
    assert sh("start", "-q", "adr", "--no-input", "--set", "decision.title=Next").code == 0
    assert "linkstash-adr-8" in sh("list").out
    assert sh("start", "--no-input", "--set", "iteration.title=First").code == 0
    assert "linkstash-1" in sh("list").out


def test_a_setting_says_what_is_asked(sh: Shell, project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.interview]\nquestionnaire = "bug"\n')
    assert sh("start", "--no-input", "--set", "bug.title=It fails").code == 0
    assert "linkstash-bug-1" in sh("list").out
    assert '"enum"' in sh("schema", "--answers").out
    assert "decision" in sh("schema", "--answers", "--of", "adr").out


def test_a_section_is_previewed_as_it_will_be_written(
    questionnaire: Questionnaire, template: Template
) -> None:
    engine = Engine(questionnaire, [*linkstash(questionnaire), cleared("tasks.t2.what")])
    task = part_of(engine, Group("tasks", "t2"), template)
    assert task.startswith("## Tasks\n\n### 2. Register and sign in 📋 Planned\n")
    assert "**What to build**: ⚠️ **Open**: What " in task
    assert "### 1." not in task
    half = Drafted(address="tasks.t2.what", value="It signs in.", at=NOW)
    wrong = Drafted(address="tasks.t2.hours", value="many", at=NOW)
    engine.apply(half)
    engine.apply(wrong)
    typed = part_of(engine, Group("tasks", "t2"), template)
    assert "**What to build**: It signs in.\n" in typed
    assert "**Estimated time**: 3 hours" in typed
    scope = part_of(engine, Group("scope"), template)
    whole = document_of(engine, template)
    assert scope.startswith("## Not In This Iteration")
    assert scope in whole
    assert part_of(engine, Group("scope"), Template("All of it")) == "All of it"


def test_a_draft_of_a_decision_without_options_names_none(sh: Shell) -> None:
    sh("start", "--questionnaire", "adr", "--no-input", "--set", "decision.title=Use SQLite")
    out = sh("export", "--draft", "-o", "-").out
    assert "\n## Decision\n\n⚠️ **Open**: Why this one?\n" in out


def test_an_answer_that_tasks_of_one_type_have_a_field_for_has_a_place_in_all_others(
    tmp_path: Path,
) -> None:
    """`failure` is a field of integrations; an extension may ask it of a wiring task as well."""
    widened = """
name = "team"
version = 1
extends = "iteration"

[[section]]
id = "tasks"

  [[section.question]]
  id = "failure"
  when = { type = ["integration", "wiring"] }
"""
    library = library_of(tmp_path, team=widened)
    engine = Engine(library.questionnaire("team"), linkstash(library.questionnaire("team")))
    number = [task["type"] for task in engine.answers()["tasks"]].index("wiring") + 1
    engine.apply(answered(f"tasks.t{number}.failure", "The old secret stays valid."))
    text = document_of(engine, library.document("iteration.md.j2"))
    assert text.count("The old secret stays valid.") == 1
    assert "**Failure**: The old secret stays valid." in text


def test_an_id_that_python_has_a_method_for_is_an_answer_in_a_template(tmp_path: Path) -> None:
    head = 'name = "kept"\nversion = 1\ndocument = "kept.md.j2"\n'
    methods = head + section("shop", ("items", "text", ""), ("values", "text", ""))
    library = library_of(tmp_path, kept=methods)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "kept.md.j2").write_text("{{ shop.items }}, {{ shop.values }}\n")
    events = [answered("shop.items", "apples"), answered("shop.values", "three")]
    engine = Engine(library.questionnaire("kept"), events)
    assert document_of(engine, library.document("kept.md.j2")) == "apples, three\n"
