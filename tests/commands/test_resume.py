"""Going on: which session, what is said first, and under which questionnaire."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path

import pytest

from tests.questionnaires import section
from tests.shell import Shell, session_file


def start(sh: Shell, number: int, *settings: str) -> None:
    more = [entry for setting in settings for entry in ("--set", setting)]
    assert sh("start", "--set", f"iteration.number={number}", *more, "--no-input").code == 0


def age(path: Path, seconds: int) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_resume_says_what_this_was_how_far_it_is_and_what_is_open(
    sh: Shell, half_done: str
) -> None:
    sh("edit", "--later", "goal.outcome=ask Kim", "--set", "iteration.title=Parse it")
    err = sh("resume", "--plain").err
    assert err.startswith("\nlinkstash-4: Parse it\n")
    assert "6 of about" in err
    assert "last answer just now." in err
    assert "Left for later: goal.outcome (ask Kim)" in err
    assert "What works today?" in err


def test_of_several_unfinished_sessions_one_is_chosen_from_a_list_newest_first(
    sh: Shell,
) -> None:
    start(sh, 5, "iteration.title=Older")
    start(sh, 6, "iteration.title=Newer")
    age(session_file("linkstash-5"), 60)
    result = sh("resume", "--plain", typed="2\n")
    assert "Which interview do you want to resume?" in result.err
    assert result.err.index("linkstash-6: Newer") < result.err.index("linkstash-5: Older")
    assert result.err.splitlines()[-1] == "  interview resume linkstash-5 --plain"


def test_the_newest_session_goes_on_where_nothing_is_chosen(sh: Shell) -> None:
    start(sh, 5)
    start(sh, 6)
    start(sh, 7)
    for number, seconds in ((5, 60), (6, 10), (7, 90)):
        age(session_file(f"linkstash-{number}"), seconds)
    result = sh("resume", "--plain", typed="\n")
    assert result.err.splitlines()[-1] == "  interview resume linkstash-6 --plain"


def test_leaving_the_list_leaves_everything(sh: Shell) -> None:
    start(sh, 5)
    start(sh, 6)
    for leave in (":pause", ":back"):
        result = sh("resume", "--plain", typed=f"{leave}\n1\n")
        assert result.code == 130
        assert "To continue:" not in result.err
        assert result.err.count("Which interview do you want to resume?") == 1
    assert "linkstash-5: no title yet" in result.err


def test_the_sessions_of_other_projects_are_offered_on_demand(
    sh: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(sh, 5)
    other = tmp_path / "othello"
    (other / ".git").mkdir(parents=True)
    monkeypatch.chdir(other)
    start(sh, 1)
    assert "linkstash-5" not in sh("resume", "--plain").err
    err = sh("resume", "--all", "--plain").err
    assert "othello: othello-1" in err
    assert "linkstash: linkstash-5" in err


NUMBER = 'role = "number"'


def own_questionnaire(project: Path, *sections: str) -> None:
    folder = project / ".interview" / "questionnaires"
    folder.mkdir(parents=True, exist_ok=True)
    head = 'name = "iteration"\nversion = 2\ndocument = "iteration.md.j2"\n'
    (folder / "iteration.toml").write_text(head + "".join(sections))


def test_a_session_goes_on_under_a_questionnaire_that_changed(sh: Shell, project: Path) -> None:
    own_questionnaire(
        project,
        section("iteration", ("number", "number", NUMBER), ("title", "text", "")),
        section("goal", ("outcome", "text", ""), ("effort", "number", ""), ("gone", "text", "")),
    )
    start(sh, 5, "iteration.title=T", "goal.outcome=O", "goal.effort=3", "goal.gone=G")
    before = session_file("linkstash-5").read_bytes()
    own_questionnaire(
        project,
        section("iteration", ("number", "number", NUMBER), ("title", "text", "")),
        section(
            "goal",
            ("result", "text", 'renamed_from = ["outcome"]'),
            ("effort", "lines", ""),
            ("who", "text", ""),
        ),
    )
    facts = json.loads(sh("show", "--json").out)
    assert facts["answers"] == {"iteration": {"number": 5, "title": "T"}, "goal": {"result": "O"}}
    assert facts["open"] == ["goal.effort", "goal.who"]
    assert facts["misfits"] == {
        "goal.effort": {"value": 3, "why": "expected a list of texts, not a number"},
        "goal.gone": {"value": "G", "why": "this questionnaire does not ask it"},
    }
    shown = sh("show").out
    assert 'goal.gone: "G" (this questionnaire does not ask it)' in shown
    assert "goal.gone: this questionnaire does not ask it; the answer is kept" in sh("doctor").out

    asked = sh("resume", "--plain", typed="3 days\n.\nKim\n")
    assert "The result?" not in asked.err
    assert "The effort?" in asked.err
    assert session_file("linkstash-5").read_bytes().startswith(before)
    answers = json.loads(sh("show", "--json").out)["answers"]["goal"]
    assert answers["who"] == "Kim"
    assert answers["result"] == "O"


def test_the_last_line_of_a_pause_goes_on_as_it_began(sh: Shell) -> None:
    options = ["--plain", "--no-discovery", "--sessions-dir", "my plans"]
    begun = sh("start", *options, typed="3\nA title\n")
    assert begun.code == 130
    last = begun.err.splitlines()[-1]
    assert last == (
        "  interview resume linkstash-3 --sessions-dir 'my plans' --plain --no-discovery"
    )
    again = sh(*shlex.split(last)[1:], typed="Users search.\n.\n")
    assert again.code == 130
    answers = json.loads(sh("show", "--sessions-dir", "my plans", "--json").out)["answers"]
    assert answers["goal"] == {"outcome": "Users search."}
