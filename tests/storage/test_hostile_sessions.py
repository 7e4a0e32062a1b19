"""A session, a file name or a setting of a stranger's is harmless to look at, by every command."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.shell_completion import BashComplete
from markdown_it import MarkdownIt

from interview.cli import cli, run
from interview.questionnaire.model import Questionnaire
from tests import hostile
from tests.hostile import controls, hidden
from tests.shell import Shell

EVIL_NAME = "x\n\x1b]0;o\x07\u202e\u200b$(touch RAN)"
"""A session's name; a slash and NUL is all that no file can have in it."""

SHOWN = "x<U+000A><U+001B>]0;o<U+0007><U+202E><U+200B>$(touch RAN)"

LOOKING = {
    "list": ["list"],
    "list as JSON": ["list", "--json"],
    "show": ["show", "evil"],
    "show --answers": ["show", "evil", "--answers"],
    "show as JSON": ["show", "evil", "--json"],
    "log": ["log", "evil"],
    "log as JSON": ["log", "evil", "--json"],
    "check": ["check", "evil"],
    "check as JSON": ["check", "evil", "--format", "json"],
    "check as SARIF": ["check", "evil", "--format", "sarif"],
    "check for GitHub": ["check", "evil", "--format", "github"],
    "check as JUnit": ["check", "evil", "--format", "junit"],
    "plan as JSON": ["export", "evil", "--draft", "--format", "json", "-o", "-"],
    "export": ["export", "evil", "--draft"],
    "export to a wicked place": ["export", "evil", "--draft", "-o", "o\x1b[2J\u202e.md"],
    "an export that is refused": ["export", "evil"],
    "doctor": ["doctor"],
    "redact": ["redact", "evil", "goal.outcome"],
    "redact at once": ["redact", "evil", "goal.outcome", "--force"],
    "sessions of all": ["list", "--all"],
    "undo": ["undo", "evil"],
    "redo": ["redo", "evil"],
    "edit": ["edit", "evil", "--set", f"context.built={hostile.EVIL}"],
    "an edit that is refused": ["edit", "evil", "--set", f"{hostile.EVIL}={hostile.EVIL}"],
    "a number that is none": ["edit", "evil", "--set", f"iteration.number={hostile.EVIL}"],
    "suppress": ["edit", "evil", "--suppress", f"vague-word at goal: {hostile.EVIL}"],
    "copy": ["copy", EVIL_NAME],
    "rename": ["rename", EVIL_NAME, "plain"],
    "remove": ["remove", EVIL_NAME],
    "no such session": ["show", hostile.EVIL.replace("\x00", "")],
    "no such command": [hostile.EVIL],
    "no such option": ["show", f"--{hostile.EVIL}"],
    "no such rule": ["check", "--explain", hostile.EVIL],
    "no such topic": ["help", hostile.EVIL],
    "no such questionnaire": ["start", "-q", hostile.EVIL.replace("\x00", ""), "--no-input"],
    "config": ["config"],
    "config as JSON": ["config", "--json"],
}


@pytest.fixture
def evil(project: Path, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of a stranger's, with two sessions; one of them has a name as hostile as it is."""
    (project / ".interview").mkdir()
    vague = json.dumps(hostile.EVIL).replace("\\ud", "\\\\ud").replace("\x7f", "")
    (project / ".interview" / "config.toml").write_text(
        f'sessions = "sessions"\nmermaid = true\n[check]\nvague = [{vague}]\n'
    )
    (project / "sessions").mkdir()
    for name in ("evil", EVIL_NAME):
        path = project / "sessions" / f"{name}.jsonl"
        path.write_text(hostile.session(questionnaire))
        path.chmod(0o600)
    monkeypatch.setenv("TERM", "dumb")  # what is styled would be no different, with more escapes
    return project


def assert_harmless(message: str) -> None:
    assert controls(message) == []
    assert hidden(message) == []


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("_pytest.capture.CaptureIO.isatty", lambda _: True, raising=False)


@pytest.mark.slow
@pytest.mark.parametrize("words", LOOKING.values(), ids=LOOKING)
def test_nothing_hostile_reaches_a_terminal(evil: Path, sh: Shell, words: list[str]) -> None:
    done = sh(*words)
    assert done.code in (0, 1, 2, 3)
    assert "defect" not in done.err
    assert done.out + done.err
    assert_harmless(done.out)
    assert_harmless(done.err)


def test_json_holds_what_was_said_all_the_same(evil: Path, sh: Shell) -> None:
    rows = json.loads(sh("log", "evil", "--json").out)
    assert any(hostile.EVIL in row["what"] for row in rows)
    assert EVIL_NAME in [row["session"] for row in json.loads(sh("list", "--json").out)]


def outside_code(document: str) -> str:
    lines = document.split("\n")
    for token in MarkdownIt().parse(document):
        if token.type in ("fence", "code_block") and token.map:
            first, end = token.map
            lines[first:end] = [""] * (end - first)
    return "\n".join(lines)


def test_a_document_hides_nothing_but_in_its_code(evil: Path, sh: Shell) -> None:
    assert sh("export", "evil", "--draft", "-o", "plan.md").code == 0
    text = (evil / "plan.md").read_text(encoding="utf-8")
    assert sh("export", "evil", "--draft", "-o", "-").out == text
    assert controls(text) == []
    assert hidden(outside_code(text)) == []
    assert hidden(text)  # code keeps its bytes
    html = [token.content for token in MarkdownIt().parse(text) if token.type == "html_block"]
    assert len(html) == 3
    assert all(entry.count("-->") == 1 and entry.rstrip().endswith("-->") for entry in html)
    result = sh("check", "plan.md")
    assert "error [invisible-character]" in result.out
    assert "U+202E (RIGHT-TO-LEFT OVERRIDE)" in result.out
    assert_harmless(result.out)


@pytest.mark.usefixtures("terminal")
def test_a_document_on_a_terminal_hides_nothing(evil: Path, sh: Shell) -> None:
    done = sh("export", "evil", "--draft", "-o", "-")
    assert_harmless(done.out)


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("words", [["list"], ["doctor"], ["show", "evil"], ["check", "evil"]])
def test_a_terminal_shows_nothing_hostile(evil: Path, sh: Shell, words: list[str]) -> None:
    assert_harmless(sh(*words).out)


def test_a_name_stays_on_its_line(evil: Path, sh: Shell) -> None:
    for words in (["list"], ["doctor"]):
        lines = [line for line in sh(*words).out.splitlines() if "touch RAN" in line]
        assert lines
        assert all(
            "x<U+000A><U+001B>]0;o<U+0007><U+202E><U+200B>$(touch RAN)" in line for line in lines
        )


def test_a_command_that_is_told_is_one_word_for_a_shell(evil: Path, sh: Shell) -> None:
    name = "b; touch RAN"
    whole = (evil / "sessions" / "evil.jsonl").read_text()
    (evil / "sessions" / f"{name}.jsonl").write_text(f"{whole}cut off")
    assert "interview doctor --repair 'b; touch RAN'" in sh("doctor", name).out
    assert "interview restore 'b; touch RAN'" in sh("remove", name).err


def test_a_shell_is_offered_no_name_that_it_would_obey(evil: Path) -> None:
    completion = BashComplete(cli, {}, "interview", "_INTERVIEW_COMPLETE")
    for command in ("show", "edit", "log", "copy"):
        names = [completion.value for completion in completion.get_completions([command], "")]
        assert names == ["evil"]


@pytest.mark.parametrize(
    "typed", [":review\n", ":help\n:preview\n:back\n", "1\n\n\n:show\n:keep\n.\n"]
)
def test_an_interview_in_lines_shows_nothing_hostile(evil: Path, sh: Shell, typed: str) -> None:
    done = sh("resume", "evil", "--plain", "--no-discovery", typed=typed)
    assert done.code == 130
    assert_harmless(done.out)
    assert_harmless(done.err)


class Keyboard(io.StringIO):
    """A terminal at which nobody types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("terminal")
def test_the_home_shows_nothing_hostile(
    evil: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (evil / "sessions").iterdir():
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if '"event": "exported"' not in line))
    monkeypatch.setattr("sys.stdin", Keyboard())
    assert run([]) == 0
    out = capsys.readouterr().out
    assert_harmless(out)
    assert f"  interview resume '{SHOWN}'\n" in out


QUESTIONNAIRE = """
name = "team"
version = 1
title = {evil}
document = "team.md.j2"
[[section]]
id = "s"
title = {evil}
help = {evil}
  [[section.question]]
  id = "q"
  kind = "choice"
  ask = {evil}
  help = {evil}
  label = {evil}
  example = {evil}
  required = true
    [[section.question.choices]]
    value = "a"
    label = {evil}
    help = {evil}
    [[section.question.choices]]
    value = "b"
  [[section.question]]
  id = "r"
  kind = "records"
  ask = {evil}
  help = {evil}
    [[section.question.columns]]
    id = "c"
    label = {evil}
"""


def test_a_stranger_s_questionnaire_and_template_are_harmless(evil: Path, sh: Shell) -> None:
    text = json.dumps(hostile.EVIL.replace("\x7f", ""))
    folder = evil / ".interview"
    for name in ("questionnaires", "documents"):
        (folder / name).mkdir()
    quoted = text.replace("\\ud", "\\\\ud")
    (folder / "questionnaires" / "team.toml").write_text(QUESTIONNAIRE.format(evil=quoted))
    template = "# \u202e\x1b[2J{{ s.q }} {{ '\u202e\x1b' }} {{ s.own }}\n"
    (folder / "documents" / "team.md.j2").write_text(template)
    for words in (
        ["questionnaire", "show"],
        ["questionnaire", "show", "team"],
        ["questionnaire", "check", "team"],
        ["schema", "--answers", "--of", "team"],
        ["start", "-q", "team", "--no-input", "--set", "s.q=a"],
        ["export", "team", "--draft", "-o", "-"],
    ):
        done = sh(*words)
        assert done.out + done.err
        assert_harmless(done.out)
        assert_harmless(done.err)
    for typed in (":help\n:review\n", "1\n:help\nx\n:show\n\n"):
        done = sh("start", "-q", "team", "--plain", typed=typed)
        assert_harmless(done.out)
        assert_harmless(done.err)
