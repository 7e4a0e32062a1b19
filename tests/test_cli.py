"""The commands, as a shell sees them: streams, exit codes, files."""

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from interview import __version__, cli
from interview.project.new_session import NewSession
from interview.project.workplace import Workplace
from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine
from interview.session.events import Drafted
from interview.terminal.screen.tables import table
from tests.conftest import DATA
from tests.shell import Shell, session_file


def test_the_version_is_told(sh: Shell) -> None:
    assert sh("--version").out == f"interview, version {__version__}\n"


def test_without_a_terminal_plain_interview_is_the_help(sh: Shell) -> None:
    result = sh()
    assert result.code == 0
    assert all(name in result.out for name in cli.COMMANDS)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(sh: Shell, command: str) -> None:
    result = sh(command, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: interview {command}")


def test_answers_from_a_file_become_the_document(sh: Shell, linkstash: str, project: Path) -> None:
    result = sh("export")
    assert (result.code, result.out) == (0, "")
    assert result.err == "Written: iteration-3.md\n"
    assert (project / "iteration-3.md").read_text() == (DATA / "linkstash.md").read_text()


def test_a_dash_writes_to_standard_output_and_nowhere_else(
    sh: Shell, linkstash: str, project: Path
) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh("export", "-o", "-")
    assert (result.code, result.err) == (0, "")
    assert result.out == (DATA / "linkstash.md").read_text()
    assert not list(project.glob("*.md"))
    assert session_file(linkstash).read_bytes() == before


def test_the_plan_is_written_as_json(sh: Shell, linkstash: str, project: Path) -> None:
    schema = json.loads(sh("schema").out)
    plan = json.loads(sh("export", "--format", "json", "-o", "-").out)
    Draft202012Validator(schema).validate(plan)
    assert [task["depends_on"] for task in plan["tasks"]] == [[], ["t1"], ["t2"], ["t2"]]
    sh("export", "--format", "json")
    assert json.loads((project / "iteration-3.json").read_text()) == plan


def test_an_export_is_kept_in_the_session(sh: Shell, linkstash: str) -> None:
    sh("export")
    (export,) = json.loads(sh("show", "--json").out)["exports"]
    assert export["path"] == "iteration-3.md"
    assert len(export["sha256"]) == 64
    assert json.loads(sh("list", "--json").out)[0]["state"] == "written"


def test_a_document_changed_by_hand_is_not_overwritten(
    sh: Shell, linkstash: str, project: Path
) -> None:
    sh("export")
    sh("export")
    document = project / "iteration-3.md"
    document.write_text(document.read_text().replace("argon2id", "bcrypt"))
    changed = document.read_text()
    result = sh("export")
    assert result.code == 2
    assert "iteration-3.md was changed since interview wrote it" in result.err
    assert "-### 1. Cost of bcrypt" in result.err
    assert document.read_text() == changed
    assert sh("export", "--force").code == 0
    assert document.read_text() == (DATA / "linkstash.md").read_text()


def test_an_unfinished_plan_is_written_only_as_a_draft(
    sh: Shell, half_done: str, project: Path
) -> None:
    result = sh("export")
    assert result.code == 1
    assert "the plan of linkstash-4 is unfinished: iteration.title, goal.outcome" in result.err
    assert "`interview resume linkstash-4` asks for the rest; --draft writes" in result.err
    assert not list(project.glob("*.md"))
    assert sh("export", "--draft").code == 0
    text = (project / "iteration-4.md").read_text()
    assert "# Iteration 4: ⚠️ **Open**: What will be true when this iteration is done?" in text
    assert "### 1. Parser 📋 Planned" in text
    assert "## Tech Stack & Embedded Standards\n\n⚠️ **Open**: There is no component yet." in text


def test_a_list_for_people_and_one_for_programs(sh: Shell, linkstash: str, half_done: str) -> None:
    table = sh("list").out
    assert "linkstash-3" in table
    assert "Signed-in users keep private bookmarks" in table
    rows = {row["session"]: row for row in json.loads(sh("list", "--json").out)}
    assert rows["linkstash-3"]["state"] == "finished"
    assert (rows["linkstash-4"]["state"], rows["linkstash-4"]["answered"]) == ("unfinished", 5)


def test_an_empty_list_says_what_to_do(sh: Shell) -> None:
    result = sh("list")
    assert (result.code, result.out) == (0, "")
    assert "linkstash has no sessions yet" in result.err
    assert "interview start" in result.err
    assert json.loads(sh("list", "--json").out) == []


def test_a_damaged_session_does_not_hide_the_others(
    sh: Shell, linkstash: str, half_done: str
) -> None:
    session_file(half_done).write_bytes(b"garbage\n")
    rows = {row["session"]: row for row in json.loads(sh("list", "--json").out)}
    assert rows["linkstash-3"]["state"] == "finished"
    assert rows["linkstash-4"]["state"] == "damaged"
    assert "is not a session file" in rows["linkstash-4"]["error"]


def test_a_session_is_shown_with_what_is_open(sh: Shell, half_done: str) -> None:
    text = sh("show", "linkstash-4").out
    assert "linkstash-4: 5 of 26 questions answered, 21 still needed" in text
    assert "Iteration 4: ⚠️ Open: What will be true when this iteration is done?" in text
    assert "  1. Parser (type open, ? h)" in text
    by_question = sh("show", "linkstash-4", "--answers").out
    assert "○ title" in by_question
    assert "⚠️ Open" not in by_question
    facts = json.loads(sh("show", "linkstash-4", "--json").out)
    assert facts["missing"][0] == "iteration.title"
    assert facts["answers"]["tasks"] == [{"key": "t1", "name": "Parser"}]


def test_what_people_typed_is_shown_literally(sh: Shell) -> None:
    sh("start", "--no-input", "--set", "iteration.title=[bold red]x[/] :smile: \x1b[31mred")
    text = sh("show").out
    assert "[bold red]x[/] :smile: red" in text
    assert "\x1b" not in text
    assert sh("show", "--answers").out.count("[bold red]x[/] :smile: red") == 1


def test_a_finished_plan_is_shown_as_it_reads(sh: Shell, linkstash: str) -> None:
    lines = sh("show", linkstash).out.split("\n")
    assert lines[0] == "linkstash-3: 76 of 82 questions answered, 0 still needed"
    assert "  └─ 2. Register and sign in (implementation, 3 h)" in lines
    assert any(line.startswith("Working Software Goal ──") for line in lines)
    assert " • t=3 m=47 MiB" in [line.rstrip() for line in lines]
    assert not any("**" in line or line.startswith("#") for line in lines)


def test_answers_in_part_are_kept_and_the_way_on_is_told(sh: Shell) -> None:
    result = sh("start", "--no-input", "--set", "iteration.number=9")
    assert "linkstash-9: 4 of 18 questions answered, 14 still needed" in result.err
    assert result.err.endswith("interview resume linkstash-9\n")


def test_a_new_session_takes_the_next_number(sh: Shell, linkstash: str) -> None:
    sh("start", "--no-input", "--set", "goal.outcome=x")
    assert [row["session"] for row in json.loads(sh("list", "--json").out)] == [
        "linkstash-4",
        "linkstash-3",
    ]


@pytest.mark.parametrize(
    ("typed", "name"), [("Link checker", "linkstash-1"), ("7", "linkstash-7"), ("", "linkstash-1")]
)
def test_an_unfinished_entry_names_a_session_if_it_is_a_number(
    typed: str, name: str, project: Path, questionnaire: Questionnaire
) -> None:
    keeper = NewSession(Workplace.here(), Engine(questionnaire))
    keeper.keep(Drafted(address="iteration.number", value=typed, at=datetime.now(UTC)))
    keeper.close()
    assert keeper.journal is not None
    assert keeper.journal.name == name


@pytest.mark.parametrize("width", [60, 80, 120])
def test_only_the_flexible_column_of_a_table_is_cut(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    row = ("demo-link-checker", "Broken links are found every night " * 4, "2 of 18", "just now")
    table(screen, ("Session", "Title", "Answered", "Changed"), [row], flexible="Title")
    heading, line = click.unstyle(screen.getvalue()).splitlines()
    assert heading.split() == ["Session", "Title", "Answered", "Changed"]
    assert line.startswith("demo-link-checker  Broken")
    assert line.endswith("…  2 of 18   just now")
    assert len(line) == width


def test_bad_answers_are_all_reported_and_nothing_is_kept(sh: Shell) -> None:
    Path("bad.toml").write_text("[gaol]\nx = 1\n[[tasks]]\ntype = 'spyke'\n")
    result = sh("start", "--answers", "bad.toml", "--no-input")
    assert result.code == 2
    assert result.err.splitlines() == [
        "interview: the answers are not valid: 2 problems",
        "  gaol: there is no such section — did you mean 'goal'?",
        "  tasks.1.type: 'spyke' is not one of implementation, spike, integration, wiring — did "
        "you mean 'spike'?",
        "  Fix them and try again; nothing was saved.",
    ]
    assert json.loads(sh("list", "--json").out) == []


@pytest.mark.parametrize(
    ("command", "instead"), [("start", "--no-input"), ("resume", "--plain"), ("edit", "--set")]
)
def test_without_a_terminal_nothing_hangs(
    sh: Shell, half_done: str, command: str, instead: str
) -> None:
    before = session_file(half_done).read_bytes()
    result = sh(command)
    assert result.code == 2
    assert "cannot ask questions without a terminal" in result.err
    assert instead in result.err
    assert session_file(half_done).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["resume", "--plain"], 3, "linkstash has no session"),
        (["export"], 3, "linkstash has no session"),
        (["show", "nothing"], 3, "there is no session 'nothing'"),
        (["show", "x/y.jsonl"], 3, "there is no session file x/y.jsonl"),
        (
            ["start", "--answers", "no.toml", "--no-input"],
            2,
            "cannot read the answers file no",
        ),
        (["start", "--set", "x", "--no-input"], 2, "'x' is not of the form ADDRESS=VALUE"),
        (["strat"], 2, "No such command 'strat' — did you mean 'start'?"),
        (["xyzzy"], 2, "No such command 'xyzzy'\n"),
        (["start", "--no-inptu"], 2, "No such option '--no-inptu'"),
        (["export", "--format", "html"], 2, "'html' is not one of 'markdown', 'json'"),
        (["schema", "--answers", "--questionnaire"], 2, "not both"),
    ],
)
def test_a_wrong_call_is_explained_with_its_exit_code(
    sh: Shell, arguments: list[str], code: int, message: str
) -> None:
    result = sh(*arguments)
    assert (result.code, result.out) == (code, "")
    assert message in result.err
    assert "Traceback" not in result.err


def test_the_plan_is_written_after_the_closing_yes(
    sh: Shell, linkstash: str, project: Path
) -> None:
    still_open = len(json.loads(sh("show", "--json").out)["open"])
    empty = ":empty\n" * still_open
    go_on = "\n"  # in the review
    refused = sh("resume", linkstash, "--plain", typed=empty + go_on + "no\n")
    assert refused.code == 0
    assert not (project / "iteration-3.md").exists()
    result = sh("resume", linkstash, "--plain", typed=go_on + "yes\n")
    assert result.code == 0
    assert "The plan was written to iteration-3.md" in result.err
    assert (project / "iteration-3.md").read_text() == (DATA / "linkstash.md").read_text()


def test_the_end_of_input_pauses_with_the_command_that_resumes(sh: Shell, half_done: str) -> None:
    result = sh("resume", "--plain", typed="A title\n")
    assert result.code == 130
    assert result.err.splitlines()[-1] == "  interview resume linkstash-4 --plain"
    assert json.loads(sh("show", "--json").out)["answers"]["iteration"]["title"] == "A title"


def test_sessions_live_where_the_option_the_environment_or_the_project_says(
    sh: Shell, monkeypatch: pytest.MonkeyPatch, project: Path, tmp_path: Path
) -> None:
    def start(*more: str) -> None:
        assert sh("start", "--no-input", "--set", "iteration.number=1", *more).code == 0

    (project / "pyproject.toml").write_text('[tool.interview]\nsessions = "plans"\n')
    start()
    monkeypatch.setenv("INTERVIEW_SESSIONS_DIR", str(tmp_path / "env"))
    start()
    start("--sessions-dir", str(tmp_path / "option"))
    for folder in (project / "plans", tmp_path / "env", tmp_path / "option"):
        assert [path.name for path in folder.glob("[!.]*")] == ["linkstash-1.jsonl"]


def test_a_session_can_be_given_as_a_path_from_anywhere(
    sh: Shell, linkstash: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(session_file(linkstash))
    monkeypatch.chdir(tmp_path)
    assert sh("export", path, "-o", "-").out == (DATA / "linkstash.md").read_text()


def test_folders_named_templates_and_sessions_are_no_trouble(
    sh: Shell, project: Path, linkstash: str
) -> None:
    for name in ("templates", "sessions", "interview"):
        (project / name).mkdir()
        (project / name / "iteration.toml").write_text("not a questionnaire")
    assert sh("export", "-o", "-").out == (DATA / "linkstash.md").read_text()


def test_a_questionnaire_at_fault_is_told_with_every_problem(sh: Shell, project: Path) -> None:
    own = project / ".interview" / "questionnaires"
    own.mkdir(parents=True)
    (own / "iteration.toml").write_text('name = "iteration"\nversion = "x"\n')
    result = sh("start", "--no-input", "--set", "a.b=c")
    assert result.code == 2
    assert "iteration.toml: there is no section" in result.err
    assert "iteration.toml: version: " in result.err


@pytest.mark.parametrize("option", [[], ["--answers"], ["--questionnaire"]])
def test_every_schema_is_a_schema(sh: Shell, option: list[str]) -> None:
    Draft202012Validator.check_schema(json.loads(sh("schema", *option).out))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_completes(sh: Shell, shell: str) -> None:
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("click asks bash for its version")
    assert "_INTERVIEW_COMPLETE" in sh("completion", shell).out


def test_session_names_are_completed(sh: Shell, linkstash: str, half_done: str) -> None:
    from click.shell_completion import ShellComplete

    class Words(ShellComplete):
        name = "words"

    complete = Words(cli.cli, {}, "interview", "_INTERVIEW_COMPLETE")
    offered = [completion.value for completion in complete.get_completions(["export"], "stash")]
    assert sorted(offered) == ["linkstash-3", "linkstash-4"]
    assert [completion.value for completion in complete.get_completions([], "resu")] == ["resume"]


def test_a_defect_is_told_without_a_traceback(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr("interview.project.workplace.Workplace.here", broken)
    result = sh("list")
    assert result.code == 70
    assert "internal error (RuntimeError: something nobody thought of)" in result.err
    assert "Traceback" not in result.err


def test_a_reader_that_has_seen_enough_is_no_error(linkstash: str) -> None:
    import subprocess
    import sys

    command = f"{sys.executable} -m interview export -o - | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)  # noqa: S602
    assert done.stdout == "# Iteration 3: Signed-in users keep private bookmarks\n"
    assert done.stderr == ""


def test_help_shows_pages_and_commands(sh: Shell) -> None:
    assert (
        "tutorial, concepts, commands, questionnaires, rules, sessions, api, performance"
        in sh("help").out
    )
    page = sh("help", "tutorial").out
    assert page.startswith("From a thought to a plan ━")
    assert "```" not in page
    assert sh("help", "export").out.startswith("Usage: interview export [OPTIONS]")
    wrong = sh("help", "tutorail")
    assert (wrong.code, "did you mean 'tutorial'?" in wrong.err) == (2, True)
