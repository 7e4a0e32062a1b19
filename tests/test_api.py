"""The names that `interview` exports, and the examples of their page."""

from __future__ import annotations

import ast
import doctest
import subprocess
import sys
from operator import attrgetter
from pathlib import Path

import pytest

import interview
from tests.pages import DOCS
from tests.shell import Shell

TOP = Path(__file__).parents[1]
PAGE = (DOCS / "api.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_are_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TOP)
    example = doctest.DocTestParser().get_doctest(PAGE.replace("```", ""), {}, "api.md", None, 0)
    assert len(example.examples) > 10
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    lines: list[str] = []
    assert runner.run(example, out=lines.append).failed == 0, "".join(lines)


def test_every_name_is_explained_and_typed() -> None:
    stub = ast.parse((TOP / "interview" / "__init__.pyi").read_text(encoding="utf-8"))
    typed = {
        alias.asname: node.module
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    homes = vars(interview)["_HOMES"]
    names = set(homes)
    assert typed == homes
    assert set(vars(interview)["__all__"]) == {"__version__", *names}
    assert [name for name in names if name not in PAGE and name != "Finding"] == []
    assert all(getattr(interview, name).__doc__ for name in names)
    assert set(dir(interview)) >= names
    with pytest.raises(AttributeError, match="module 'interview' has no attribute 'chek'"):
        attrgetter("chek")(interview)


def test_the_package_costs_nothing_until_it_is_used() -> None:
    code = "import sys, interview; print(*(name for name in sys.modules if 'interview.' in name))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_a_session_is_read_as_the_commands_read_it(
    sh: Shell, linkstash: str, project: Path
) -> None:
    session = interview.open_session("linkstash")
    assert session.name == linkstash
    assert session.path.is_file()
    assert session.plan.model_dump_json(indent=2) + "\n" == (
        sh("export", "--format", "json", "-o", "-").out
    )
    assert interview.render(session) == sh("export", "-o", "-").out
    sh("edit", "--clear", "goal.outcome", "--set", "tasks.2.what=TBD")
    assert (session.finished, session.missing) == (True, ())  # it stays as it was opened
    changed = interview.open_session(linkstash)
    assert (changed.finished, changed.missing) == (False, ("goal.outcome",))
    assert "outcome" not in changed.answers["goal"]
    rules = [finding.rule for finding in interview.check(changed)]
    assert rules == ["missing-answer", "to-do"]
    assert [finding.rule for finding in interview.check(changed.plan)] == rules


def test_a_document_is_checked_at_its_lines(sh: Shell, linkstash: str) -> None:
    text = sh("export", "-o", "-").out.replace("POST /auth/register creates", "TBD creates")
    (finding,) = interview.check(interview.read_document(text))
    assert finding.line
    assert "TBD" in text.split("\n")[finding.line - 1]


def test_the_files_of_the_project_are_looked_at_on_demand(sh: Shell, linkstash: str) -> None:
    session = interview.open_session(linkstash)
    without = [finding.rule for finding in interview.check(session)]
    assert without == []
    command = sh("check", "--format", "json").out
    discovered = interview.check(session, discover=True)
    assert len(discovered) == command.count('"rule":')


def test_what_is_no_plan_has_answers_and_a_document(sh: Shell, project: Path) -> None:
    assert sh("start", "-q", "adr", "--set", "decision.title=Keep it", "--no-input").code == 0
    session = interview.open_session("linkstash-adr-1")
    assert session.answers["decision"]["title"] == "Keep it"
    assert "Keep it" in interview.render(session)
    with pytest.raises(interview.InterviewError, match="is not an iteration plan"):
        interview.check(session)
