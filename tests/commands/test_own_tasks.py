"""A team's own questionnaire with tasks: its ids are its own, its roles are what is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.plan.schedule import critical_path, hours, steps_of
from interview.questionnaire.library import Library, built_in
from interview.session.answering import events_of
from interview.session.answers_file import read_answers
from interview.session.engine import Engine
from tests.conftest import NOW
from tests.scripted import Interview
from tests.shell import Shell, session_file
from tests.terminal.flow.test_review import look

QUESTIONNAIRE = """
name = "moves"
version = 1
title = "A move"
document = "moves.md.j2"
path = "moves-{number}.md"

[[section]]
id = "about"
title = "About"

  [[section.question]]
  id = "which"
  kind = "number"
  role = "number"
  suggest = "next_number"
  ask = "Which move is it?"
  help = "Count from 1."
  required = true

  [[section.question]]
  id = "headline"
  kind = "text"
  role = "title"
  ask = "Where to?"
  help = "One line."
  required = true

[[section]]
id = "steps"
title = "Steps"
item = "step"
role = "tasks"

  [[section.question]]
  id = "label"
  kind = "text"
  ask = "What is done?"
  help = "One line."
  required = true

  [[section.question]]
  id = "effort"
  kind = "number"
  role = "estimate"
  ask = "How many hours does it take?"
  help = "They are added up."

  [[section.question]]
  id = "after"
  kind = "references"
  section = "steps"
  role = "depends_on"
  ask = "Which steps come first?"
  help = "The others can be done side by side."
"""

DOCUMENT = """# {{ about.headline }} ({{ schedule.hours }} h, {{ schedule.critical_path }})

{% for step in steps %}
- {{ step.number }}. {{ step.label }}: {{ step.status }}
{% endfor %}

{{ schedule.flowchart }}
"""

ANSWERS = """
[about]
which = 7
headline = "To the lake"

[[steps]]
label = "Pack"
effort = 5

[[steps]]
label = "Rent a van"
effort = 1

[[steps]]
label = "Drive"
effort = 2.5
after = [1, 2]
"""

ASKED_STATUS = """
  [[section.question]]
  id = "how_far"
  kind = "choice"
  role = "status"
  ask = "How far is it?"
  help = "Whoever does it says so."
  choices = [{ value = "planned", label = "Not yet" }, { value = "complete", label = "Done" }]
"""


def put(project: Path, text: str = QUESTIONNAIRE) -> None:
    own = project / ".interview"
    for folder in ("questionnaires", "documents"):
        (own / folder).mkdir(parents=True, exist_ok=True)
    (own / "questionnaires" / "moves.toml").write_text(text)
    (own / "documents" / "moves.md.j2").write_text(DOCUMENT)
    (project / "answers.toml").write_text(ANSWERS)


def begin(sh: Shell) -> str:
    begun = sh("start", "--questionnaire", "moves", "--answers", "answers.toml", "--no-input")
    assert begun.code == 0, begun.err
    return "linkstash-moves-7"


@pytest.fixture
def session(sh: Shell, project: Path) -> str:
    put(project)
    return begin(sh)


@pytest.fixture
def moves(project: Path) -> Engine:
    put(project)
    library = Library((project / ".interview", built_in()), project)
    engine = Engine(library.questionnaire("moves"))
    events_of(read_answers(project / "answers.toml"), engine, NOW)
    return engine


def test_the_order_the_hours_and_the_critical_path_follow_the_roles(moves: Engine) -> None:
    steps = steps_of(moves)
    assert [(step.name, step.hours, step.needs) for step in steps] == [
        ("Pack", 5, ()), ("Rent a van", 1, ()), ("Drive", 2.5, (1, 2)),
    ]  # fmt: skip
    assert hours(steps) == 8.5
    assert [step.number for step in critical_path(steps)] == [1, 3]


def test_the_session_is_called_by_the_number_and_the_title(sh: Shell, session: str) -> None:
    (row,) = json.loads(sh("list", "--json").out)
    assert (row["session"], row["title"]) == (session, "To the lake")


def test_show_tells_the_order_the_hours_and_the_status(sh: Shell, session: str) -> None:
    assert sh("edit", "--status", "steps.2=in progress").code == 0
    out = sh("show").out
    assert "Tasks: 3, 8.5 hours" in out
    assert "Critical path: 1 → 3, 7.5 hours however many people work on it" in out
    assert "2. Rent a van (1 h, in progress)" in out
    steps = json.loads(sh("show", "--json").out)["answers"]["steps"]
    assert [step.get("status") for step in steps] == [None, "in_progress", None]


def test_the_document_shows_the_schedule_and_the_status(
    sh: Shell, session: str, project: Path
) -> None:
    sh("edit", "--status", "steps.1=complete")
    assert sh("export").code == 0
    text = (project / "moves-7.md").read_text()
    assert text.startswith("# To the lake (8.5 h, 1 → 3)\n")
    assert "- 1. Pack: ✅ Complete\n- 2. Rent a van: 📋 Planned\n" in text
    assert "t2 --> t3" in text


def test_the_review_offers_the_order_of_the_tasks(moves: Engine) -> None:
    interview = look(Interview(moves), "Task order")
    assert any(entry.startswith("Task order") for entry in interview.person.menus[0])
    assert ("tasks", [(), (), (1, 2)]) in interview.screen.shown
    assert ["Back to the list"] in interview.person.menus


def test_an_asked_status_is_answered_by_tracking(sh: Shell, project: Path) -> None:
    put(project, QUESTIONNAIRE + ASKED_STATUS)
    begin(sh)
    assert sh("edit", "--status", "steps.1=complete").code == 0
    (first, *_) = json.loads(sh("show", "--json").out)["answers"]["steps"]
    assert (first["how_far"], first["status"]) == ("complete", "complete")
    refused = sh("edit", "--status", "steps.1=in_progress")
    assert refused.code == 2
    assert "'in_progress' is not one of planned, complete" in refused.err


def test_without_the_role_nothing_is_tracked(sh: Shell, project: Path) -> None:
    put(project, QUESTIONNAIRE.replace('item = "step"\nrole = "tasks"', 'item = "step"')
        .replace('  role = "estimate"\n', "").replace('  role = "depends_on"\n', ""))  # fmt: skip
    (project / ".interview/documents/moves.md.j2").write_text("# {{ about.headline }}\n")
    begin(sh)
    refused = sh("edit", "--status", "steps.1=complete")
    assert refused.code == 2
    assert (
        "'steps.1' has no status: the section 'steps' of the questionnaire 'moves' does not have "
        "the role 'tasks'" in refused.err
    )
    assert "Tasks:" not in sh("show").out


def test_a_session_without_its_first_line_is_repaired_as_what_its_answers_fit(
    sh: Shell, session: str
) -> None:
    path = session_file(session)
    _, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(rest))
    sh("doctor", "--repair")
    assert json.loads(sh("show", "--json").out)["questionnaire"]["name"] == "moves"
    assert "Critical path: 1 → 3" in sh("show").out


def test_a_component_of_the_iteration_has_no_status(sh: Shell, linkstash: str) -> None:
    refused = sh("edit", "--status", "stack.1=complete")
    assert refused.code == 2
    assert "'stack.1' has no status" in refused.err
