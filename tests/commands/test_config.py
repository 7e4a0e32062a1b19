"""`interview config`: what is set, by whom, and where that can be changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from interview.project.settings import SETTINGS
from tests.shell import Shell


@pytest.fixture
def settled(project: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of every origin."""
    (project / "pyproject.toml").write_text('[tool.interview]\ndocument = "plan-{number}.md"\n')
    user = home / ".config" / "interview"
    user.mkdir(parents=True)
    (user / "config.toml").write_text("mermaid = true\n")
    monkeypatch.setenv("INTERVIEW_THEME", "light")


def test_programs_get_every_setting_with_its_origin(
    settled: None, sh: Shell, project: Path, home: Path
) -> None:
    result = sh("config", "--json")
    assert result.code == 0
    facts = json.loads(result.out)
    assert list(facts) == list(SETTINGS)
    assert [facts[name]["value"] for name in ("document", "mermaid", "theme", "plain")] == [
        "plan-{number}.md", True, "light", False,
    ]  # fmt: skip
    assert facts["document"]["origin"] == str(project / "pyproject.toml")
    assert facts["mermaid"]["origin"] == str(home / ".config" / "interview" / "config.toml")
    assert facts["theme"]["origin"] == "INTERVIEW_THEME"
    assert all(fact["what"] for fact in facts.values())


def test_people_get_every_setting_on_a_line_and_the_files_that_hold_them(
    settled: None, sh: Shell, project: Path
) -> None:
    result = sh("config")
    assert result.code == 0
    lines = result.out.splitlines()
    starts = {line.split()[0]: line for line in lines if line[:1].strip()}
    assert starts["document"].split()[1:] == ['"plan-{number}.md"', "pyproject.toml"]
    assert starts["theme"].endswith("the environment variable INTERVIEW_THEME")
    assert starts["plain"].split(maxsplit=1)[1] == "false  the default"
    assert starts["sessions"].split(maxsplit=1)[1] == "not set  the default"
    assert starts["The"].endswith(str(project / "pyproject.toml"))
    assert lines[-1].endswith(f"{project / '.interview' / 'config.toml'}  (not found)")


@pytest.mark.parametrize(
    "command",
    ["list", "list --json", "show", "show --json", "show --answers", "log", "check", "config",
     "schema", "schema --answers", "schema --questionnaire", "help", "help rules", "discover",
     "questionnaire show", "questionnaire show iteration", "questionnaire check",
     "questionnaire test adr", "check --list-rules", "check --explain long-task",
     "restore", "doctor", "completion bash"],
)  # fmt: skip
def test_what_only_looks_ends_well(sh: Shell, linkstash: str, command: str) -> None:
    result = sh(*command.split())
    assert (result.code, bool(result.out + result.err)) == (0, True)


def test_a_document_that_did_not_change_is_named(sh: Shell) -> None:
    assert sh("questionnaire", "test", "adr").out == "adr/sessions.md: the same\n"
