"""Settings: where they come from, which goes before which, and what is told of wrong ones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.errors import InterviewError
from interview.project.root import find_project
from interview.project.settings import SETTINGS, Set, SettingPlace, Source, settled
from interview.terminal.screen.theme import DARK, LIGHT, THEMES, theme_of
from tests.shell import Shell

USER, PROJECT = Path("user/config.toml"), Path("project/pyproject.toml")


def test_without_a_word_everything_is_the_default() -> None:
    assert settled([], {}) == {name: Set(setting.default) for name, setting in SETTINGS.items()}


@given(st.lists(st.sampled_from(["user", "project", "environment"]), unique=True))
def test_the_project_goes_before_the_user_and_the_environment_before_both(
    places: list[str],
) -> None:
    sources = [
        Source(path, {"theme": theme}, place)
        for path, theme, place in (
            (USER, "light", SettingPlace.USER), (PROJECT, "mono", SettingPlace.PROJECT)
        )
        if place in places
    ]  # fmt: skip
    variables = {"INTERVIEW_THEME": "dark"} if "environment" in places else {}
    expected = {
        "environment": Set("dark", SettingPlace.ENVIRONMENT, "INTERVIEW_THEME"),
        "project": Set("mono", SettingPlace.PROJECT, str(PROJECT)),
        "user": Set("light", SettingPlace.USER, str(USER)),
    }
    strongest = next((entry for entry in expected if entry in places), "")
    assert settled(sources, variables)["theme"] == expected.get(strongest, Set("auto"))


def test_a_wrong_setting_is_told_with_its_file() -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({"them": "dark"}, "unknown setting 'them' — did you mean 'theme'?"),
        ({"theme": "pink"}, "'theme' is not one of auto, dark, light, high-contrast, mono"),
        ({"theme": ["dark"]}, "'theme' is not one of auto"),
        ({"sessions": " "}, "'sessions' is not a path"),
        ({"document": 3}, "'document' is not a path"),
        ({"document": "p-{nummer}.md"}, "'document' has {nummer}; only {number} is replaced"),
        ({"plain": "yes"}, "'plain' is neither true nor false"),
        ({"mermaid": 1}, "'mermaid' is neither true nor false"),
        ({"questionnaire": "../other"}, "'questionnaire' is not the name of a questionnaire"),
        ({"standards": ["a", 1]}, "'standards' is not a list of globs"),
    ]
    for table, message in cases:
        with pytest.raises(InterviewError) as error:
            settled([Source(PROJECT, table)], {})
        assert error.value.message.startswith(f"{PROJECT}: {message}")
        assert error.value.hint


def test_standards_belong_into_a_project() -> None:
    with pytest.raises(InterviewError, match="'standards' can only be set for a project"):
        settled([Source(USER, {"standards": ["a.md"]}, SettingPlace.USER)], {})


def test_a_wrong_variable_is_told() -> None:
    with pytest.raises(
        InterviewError, match="variable INTERVIEW_THEME = 'pink' is not one of auto"
    ):
        settled([], {"INTERVIEW_THEME": "pink"})
    for text, meant in (("1", True), ("yes", True), ("0", False), ("False", False), ("", False)):
        assert settled([], {"INTERVIEW_PLAIN": text})["plain"].value is meant


def test_every_example_is_a_right_value() -> None:
    import tomllib

    for name, setting in SETTINGS.items():
        table = tomllib.loads(setting.example)
        table = table.get("tool", {}).get("interview", table)
        assert settled([Source(PROJECT, table)], {})[name].value == table[name]


def test_the_sessions_of_all_projects_go_where_the_user_wants_them(
    project: Path, tmp_path: Path
) -> None:
    user = tmp_path / "own.toml"
    user.write_text('sessions = "~/plans"\n')
    result = find_project(project, user)
    assert (result.sessions, result.shared_sessions) == (None, Path(os.environ["HOME"]) / "plans")


# The command


def user_file() -> Path:
    import platformdirs

    path = platformdirs.user_config_path("interview") / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def test_config_shows_each_value_and_where_it_comes_from(
    sh: Shell, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_file().write_text('theme = "light"\nplain = true\n')
    (project / "pyproject.toml").write_text("[tool.interview]\nmermaid = true\n")
    monkeypatch.setenv("INTERVIEW_THEME", "mono")
    shown = sh("config").out
    lines = [" ".join(line.split()) for line in shown.split("\n")]
    assert 'theme "mono" the environment variable INTERVIEW_THEME' in lines
    assert f"plain true {user_file()}" in lines
    assert "mermaid true pyproject.toml" in lines
    assert 'document "iteration-{number}.md" the default' in lines
    assert f"Yours {user_file()}" in lines
    facts = json.loads(sh("config", "--json").out)
    assert list(facts) == list(SETTINGS)
    assert facts["theme"] == {
        "value": "mono",
        "from": "environment",
        "origin": "INTERVIEW_THEME",
        "what": SETTINGS["theme"].what,
        "variable": "INTERVIEW_THEME",
    }


def test_the_document_shows_the_graph_of_the_tasks_if_that_is_set(
    sh: Shell, project: Path, linkstash: str
) -> None:
    assert "mermaid" not in sh("export", linkstash, "-o", "-").out
    (project / "pyproject.toml").write_text("[tool.interview]\nmermaid = true\n")
    assert "\n```mermaid\nflowchart TD\n" in sh("export", linkstash, "-o", "-").out
    sh("export", linkstash)
    assert sh("check", "iteration-3.md").code == 0


def test_an_unknown_key_of_the_user_stops_every_command(sh: Shell, project: Path) -> None:
    user_file().write_text("colour = 1\n")
    for command in (["config"], ["list"], ["start", "--no-input"]):
        result = sh(*command)
        assert result.code == 2
        assert f"{user_file()}: unknown setting 'colour'" in result.err


# Themes


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_dresses_lines_prompts_and_documents(name: str) -> None:
    from io import StringIO

    from interview.terminal.prompts import looks
    from interview.terminal.screen.documents import document
    from interview.terminal.screen.printer import Printer

    class Screen(StringIO):
        def isatty(self) -> bool:
            return True

    file = Screen()
    for role in THEMES[name]:
        Printer(file, THEMES[name]).text(role, role)
    document(file, "# Title\n\n```python\nx = 1\n```\n", THEMES[name])
    styled = {part for part, _ in looks.style_of(THEMES[name]).style_rules}
    assert {*looks.ROLES} <= styled
    assert all(role in file.getvalue() for role in THEMES[name])
    coloured = any(f"\x1b[{code}m" in file.getvalue() for code in (31, 32, 33, 34, 35, 36))
    assert coloured == (name in ("dark", "light"))


def test_every_theme_has_a_look_for_every_role() -> None:
    assert {frozenset(theme) for theme in THEMES.values()} == {frozenset(DARK)}
    assert not any(look.fg or look.dim for look in THEMES["high-contrast"].values())
    assert not any(look.fg for look in THEMES["mono"].values())


@pytest.mark.parametrize(
    ("name", "background", "theme"),
    [("auto", "0;15", LIGHT), ("auto", "15;default;7", LIGHT), ("auto", "15;0", DARK),
     ("auto", "", DARK), ("dark", "0;15", DARK), ("mono", "0;15", THEMES["mono"])],
)  # fmt: skip
def test_a_theme_follows_the_background_unless_it_is_named(
    name: str, background: str, theme: object
) -> None:
    assert theme_of(name, {"COLORFGBG": background}) is theme
