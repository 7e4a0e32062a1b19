"""Whole interviews in real terminals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.kinds.number import Number
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Question, Value
from interview.session.answering import events_of
from interview.session.answers_file import read_answers
from interview.session.engine import Engine
from interview.session.events import SectionClosed
from interview.session.steps import Ask, OfferItem
from interview.storage.session_file import read
from tests.conftest import DATA, NOW
from tests.events import added, answered
from tests.shell import Shell
from tests.terminal.emulator import Terminal

pytestmark = pytest.mark.slow

GATES = ("code_standards", "testing_standards", "completion")


def session_file() -> Path:
    (path,) = Path.home().rglob("*.jsonl")
    return path


def answers_of(session: Path, questionnaire: Questionnaire) -> dict[str, Value]:
    return Engine(questionnaire, read(session).events).answers()


class Person:
    """Answers at a terminal what an answers file says."""

    def __init__(self, terminal: Terminal, questionnaire: Questionnaire, answers: Path) -> None:
        self.terminal = terminal
        self.wanted = Engine(questionnaire)
        events_of(read_answers(answers), self.wanted, NOW)
        self.engine = Engine(questionnaire)

    def answer_everything(self) -> None:
        while (step := self.engine.next()) is not None:
            self.step(step)

    def step(self, step: Ask | OfferItem) -> None:
        if isinstance(step, OfferItem):
            self._offer(step)
            return
        value = self.wanted.value(step.address)
        self.terminal.asks(step.question.ask)
        if step.question.id in GATES:
            value = step.question.default
            self.terminal.press("done")
        else:
            self._type(step.question, value)
        self.engine.apply(answered(str(step.address), value))

    def _offer(self, step: OfferItem) -> None:
        wanted = self.wanted.state.items[step.section.id]
        more = step.key in wanted
        if not step.needed:
            self.terminal.asks(f"Add another {step.section.item}?")
            self.terminal.type("y" if more else "n")
            self.terminal.press("enter")
        event = added(step.section.id, step.key) if more else (
            SectionClosed(section=step.section.id, at=NOW))  # fmt: skip
        self.engine.apply(event)

    def _type(self, question: Question, value: Value) -> None:
        match question:
            case ChoiceQuestion():
                place = [choice.value for choice in question.choices].index(value)
                self.terminal.press(*["down"] * place, "enter")
            case References():
                for key in self.wanted.state.items["tasks"]:
                    if key in (value or []):
                        self.terminal.press("space")
                    self.terminal.press("down")
                self.terminal.press("enter")
            case Records() if question.row_by_row:
                self._rows(question, value or [])
            case TextQuestion() | Number():
                self.terminal.press("clear line")
                self.terminal.type(question.write(value))
                self.terminal.press("enter")
            case _:
                self.terminal.press("empty")
                self.terminal.paste("" if value is None else question.write(value))
                self.terminal.press("done")

    def _rows(self, question: Records, rows: list[dict[str, str]]) -> None:
        first = question.asked_columns[0]
        for number, row in enumerate(rows, 1):
            self.terminal.wait(f"› {first.title} {number}")
            for column in question.asked_columns:
                self.terminal.wait(f"› {column.title}")
                self.terminal.paste(row[column.id])
                self.terminal.press("done" if column.kind == "code" else "enter")
        self.terminal.wait(f"› {first.title} {len(rows) + 1}")
        self.terminal.press("enter")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_whole_interview_with_all_types_of_tasks_becomes_the_example(
    questionnaire: Questionnaire, project: Path, columns: int, rows: int
) -> None:
    with Terminal("start", columns=columns, rows=rows) as terminal:
        Person(terminal, questionnaire, DATA / "linkstash.toml").answer_everything()
        terminal.asks("What would you like to review?")
        terminal.press("enter")
        terminal.asks("Ready to write the plan?")
        assert "Tasks: 4 (1 spike, 1 implementation, 1 integration, 1 wiring), 9 hours" in (
            terminal.text
        )
        assert "  └─ 2. Register and sign in (implementation" in terminal.text
        assert not list(project.glob("*.md"))
        terminal.type("y")
        terminal.press("enter")
        assert terminal.ends() == 0
        assert "The plan was written to iteration-3.md" in terminal.text
    assert (project / "iteration-3.md").read_text() == (DATA / "linkstash.md").read_text()


def test_control_c_pauses_and_resume_goes_on_with_the_half_typed_entry(
    questionnaire: Questionnaire,
) -> None:
    with Terminal("start") as terminal:
        terminal.asks("Which iteration is this?")
        terminal.press("clear line")
        terminal.type("3\r")
        terminal.asks("What will be true when this iteration is done?")
        terminal.type("Signed-in us")
        terminal.wait("Signed-in us")
        terminal.press("pause")
        assert terminal.ends() == 130
        assert [line for line in terminal.lines if line][-1] == "  interview resume linkstash-3"
    with Terminal("resume", "linkstash-3") as terminal:
        terminal.asks("What will be true when this iteration is done?")
        terminal.wait("›  Signed-in us")
        terminal.type("ers\r")
        terminal.asks("What can someone do")
        terminal.press("pause")
        assert terminal.ends() == 130
    assert answers_of(session_file(), questionnaire)["iteration"] == {
        "number": 3,
        "title": "Signed-in users",
    }


def test_a_pause_before_the_first_answer_keeps_nothing() -> None:
    with Terminal("start") as terminal:
        terminal.asks("Which iteration is this?")
        terminal.press("clear line", "pause")
        assert terminal.ends() == 130
        assert "interview" in terminal.text
    for path in Path.home().rglob("*.jsonl"):
        assert json.loads(path.read_text().splitlines()[-1])["event"] in ("drafted", "started")


def start_with_a_task(kind: str, *, until: str, **env: str) -> Terminal:
    """Begin an interview in which the question `until` of a task comes first."""
    before = {
        "implementation": ["name", "type", "hours", "what", "key_files", "core"],
        "wiring": ["name", "type", "hours", "what", "key_files"],
    }[kind]
    values = {
        "name": "Parser",
        "type": kind,
        "hours": "2",
        "what": "x",
        "key_files": "a.py - b",
        "core": "x",
    }
    options = []
    for name in before[: before.index(until)]:
        options += ["--set", f"tasks.1.{name}={values[name]}"]
    answers = Path("until-tasks.json")
    text = "x"
    answers.write_text(
        json.dumps(
            {
                "iteration": {"number": 1, "title": text},
                "goal": {"outcome": text},
                "context": dict.fromkeys(
                    ("built", "current_state", "infrastructure", "now_building"), text
                ),
                "stack": [
                    {
                        "name": text,
                        "rules": [{"name": "a", "text": "b"}],
                        "patterns": [],
                        "standards": [],
                    }
                ],
                "architecture": dict.fromkeys(
                    (
                        "existing_services",
                        "integration_points",
                        "data_flow",
                        "service_dependencies",
                    ),
                    text,
                ),
            }
        )
    )
    return Terminal("start", "--answers", str(answers), *options, env=env)


def test_a_paste_of_a_200_line_code_block_arrives_whole(questionnaire: Questionnaire) -> None:
    code = "\n".join(f"def f{n}(x: int) -> int:\n\treturn x * {n}  # `{n}`" for n in range(100))
    with start_with_a_task("implementation", until="core") as terminal:
        terminal.asks("What is the simplest code that works?")
        terminal.paste(code)
        terminal.wait("return x * 99")
        assert "^D done" in terminal.lines[-1]
        terminal.press("done")
        terminal.asks("Which data structure does it work with?")
        terminal.press("pause")
        assert terminal.ends() == 130
    (task,) = answers_of(session_file(), questionnaire)["tasks"]
    assert task["core"] == {"language": "python", "text": code}


def test_an_external_editor_gives_the_text_back_to_be_confirmed(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf \'%s\\nfrom the editor\\n\' "$(cat "$1")" > "$1"\n')
    editor.chmod(0o700)
    with start_with_a_task("implementation", until="core", VISUAL=str(editor)) as terminal:
        terminal.asks("What is the simplest code that works?")
        terminal.type("typed")
        terminal.press("editor")
        terminal.wait("from the editor")
        terminal.press("done")
        terminal.asks("Which data structure does it work with?")
        terminal.press("pause")
        terminal.ends()
    (task,) = answers_of(session_file(), questionnaire)["tasks"]
    assert task["core"]["text"] == "typed\nfrom the editor"


def test_paths_are_completed_and_looked_up_while_they_are_typed(
    questionnaire: Questionnaire, project: Path
) -> None:
    (project / "api").mkdir()
    (project / "api" / "authentication.py").write_text("")
    with start_with_a_task("implementation", until="key_files") as terminal:
        terminal.asks("Which files are created or changed?")
        terminal.type("api/auth")
        terminal.wait("  authentication.py")
        terminal.press("tab")
        terminal.wait("›  api/authentication.py")
        terminal.wait("api/authentication.py exists")
        terminal.type(" - signs in\napi/tokens.py - makes tokens")
        terminal.wait("api/tokens.py is new")
        terminal.press("done")
        terminal.asks("What is the simplest code")
        terminal.press("pause")
        terminal.ends()
    (task,) = answers_of(session_file(), questionnaire)["tasks"]
    present, new = task["key_files"]
    assert new["state"] == "new"
    assert present == {"path": "api/authentication.py", "purpose": "signs in", "state": "exists"}


def test_a_wrong_entry_says_why_and_stays(questionnaire: Questionnaire) -> None:
    with start_with_a_task("wiring", until="hours") as terminal:
        terminal.asks("How many hours will it take?")
        terminal.type("two\r")
        terminal.wait("'two' is not a number")
        assert "› hours two" in terminal.text
        terminal.press("clear line")
        terminal.type("2\r")
        terminal.asks("What starts or runs afterwards")
        terminal.press("pause")
        assert terminal.ends() == 130


def test_help_later_review_and_back_come_back_to_the_question() -> None:
    with start_with_a_task("wiring", until="what") as terminal:
        question = "What starts or runs afterwards that does not today?"
        terminal.asks(question)
        terminal.type("half")
        terminal.press("help")
        terminal.wait("Several lines are fine")
        terminal.wait("›  half")
        terminal.press("review")
        terminal.asks("What would you like to review?")
        terminal.press("enter")
        terminal.wait("›  half")
        terminal.press("back")
        terminal.asks("How many hours will it take?")
        terminal.press("enter")
        terminal.asks(question)
        terminal.wait("›  half")
        terminal.press("later")
        terminal.asks("Why leave it for later?")
        terminal.type("Kim\r")
        terminal.asks("Which files are created or changed?")
        terminal.press("pause")
        assert terminal.ends() == 130


def test_without_a_command_it_says_what_can_be_done(project: Path, sh: Shell) -> None:
    with Terminal() as terminal:
        assert terminal.ends() == 0
        assert terminal.text.startswith(f"No iteration is planned for {project.name} yet.")
        assert "\n  interview start" in terminal.text
    sh("start", "--no-input", "--set", "iteration.number=4")
    with Terminal() as terminal:
        assert terminal.ends() == 0
        assert f"  interview resume {project.name}-4" in terminal.text


def test_the_section_is_shown_as_it_will_be_written_and_the_entry_stays() -> None:
    with start_with_a_task("wiring", until="what") as terminal:
        question = "What starts or runs afterwards that does not today?"
        terminal.asks(question)
        terminal.type("half")
        terminal.press("preview")
        terminal.wait("**Rollback**: ")
        terminal.wait("›  half")
        assert "What exactly does that command print?" in terminal.text
        terminal.press("pause")
        assert terminal.ends() == 130


def test_what_is_half_typed_stands_in_the_preview() -> None:
    with Terminal("start", "--set", "iteration.number=3", "--set", "iteration.title=x") as terminal:
        terminal.asks("What can someone do after this iteration")
        terminal.type("They sign in.")
        terminal.press("preview")
        terminal.wait("## Working Software Goal\n\nThey sign in.")
        terminal.wait("›  They sign in.")
        terminal.press("pause")
        assert terminal.ends() == 130
