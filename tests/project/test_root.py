from __future__ import annotations

from pathlib import Path

import pytest

from interview.errors import InterviewError
from interview.project.root import find_project


def test_the_root_is_where_the_repository_is(project: Path) -> None:
    deep = project / "src" / "app"
    deep.mkdir(parents=True)
    (project / "src" / "package.json").write_text("{}")
    assert find_project(deep).root == project


@pytest.mark.parametrize(
    "manifest", ["pyproject.toml", "package.json", "go.mod", "Cargo.toml", "pom.xml"]
)
def test_without_a_repository_the_nearest_manifest_is_the_root(
    tmp_path: Path, manifest: str
) -> None:
    app = tmp_path / "app"
    (app / "src").mkdir(parents=True)
    (app / manifest).write_text("")
    assert find_project(app / "src").root == app


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", '[tool.interview]\ntheme = "mono"\n'),
        ("pyproject.toml", '[project]\nname = "a"\n[tool.interview.check]\nignore = []\n'),
        (".interview/config.toml", 'theme = "mono"\n'),
    ],
)
def test_a_package_of_a_repository_may_have_its_own_settings(
    project: Path, name: str, text: str
) -> None:
    deep = project / "packages" / "api" / "src"
    (deep.parent / name).parent.mkdir(parents=True)
    deep.mkdir()
    (deep.parent / name).write_text(text)
    (deep / "pyproject.toml").write_text("[tool.ruff]\n")
    assert find_project(deep).root == deep.parent
    assert find_project(project / "packages").root == project


def test_a_folder_by_itself_is_a_project(tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    assert (find_project(alone).root, find_project(alone).name) == (alone, "alone")


def test_a_project_is_called_what_its_manifest_says(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "Link  Stash"\n')
    assert find_project(project).name == "Link  Stash"


def test_settings_come_from_pyproject_and_then_from_the_own_file(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.interview]\nsessions = "plans"\ndocument = "docs/{number}.md"\n'
    )
    (project / ".interview").mkdir()
    (project / ".interview" / "config.toml").write_text('sessions = "talks"\n')
    result = find_project(project)
    assert result.sessions == project / "talks"
    assert result.document_path(7) == project / "docs" / "7.md"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('sesions = "x"', "unknown setting 'sesions' — did you mean 'sessions'?"),
        ("sessions = 3", "'sessions' is not a path"),
        ('sessions = "../elsewhere"', "sessions = '../elsewhere' leads out of"),
        ('sessions = "/etc"', "leads out of"),
    ],
)
def test_a_setting_that_cannot_be_followed_is_told(
    project: Path, settings: str, message: str
) -> None:
    (project / "pyproject.toml").write_text(f"[tool.interview]\n{settings}\n")
    with pytest.raises(InterviewError) as error:
        _ = find_project(project).sessions
    assert message in error.value.message


def test_a_document_stays_in_the_project(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.interview]\ndocument = "../{number}.md"\n')
    with pytest.raises(InterviewError, match="leads out of"):
        find_project(project).document_path(1)


def test_a_broken_file_that_may_have_settings_is_told_with_its_name(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.interview\n")
    with pytest.raises(InterviewError, match=r"pyproject\.toml: Expected"):
        find_project(project)


def test_a_broken_file_of_other_tools_is_passed_over(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.ruff\n")
    assert find_project(project).name == "linkstash"


def test_the_project_s_settings_override_the_user_s_and_variables_override_both(
    project: Path, tmp_path: Path
) -> None:
    user = tmp_path / "user.toml"
    user.write_text('plain = true\ntheme = "light"\ndocument = "user-{number}.md"\n')
    (project / "pyproject.toml").write_text(
        '[tool.interview]\ntheme = "dark"\ndocument = "project-{number}.md"\n'
    )
    (project / ".interview").mkdir()
    (project / ".interview" / "config.toml").write_text('document = "own-{number}.md"\n')

    def settled(environment: dict[str, str]) -> list[object]:
        settings = find_project(project, user, environment).settings
        return [settings[name].value for name in ("plain", "theme", "document")]

    assert settled({}) == [True, "dark", "own-{number}.md"]
    assert settled({"INTERVIEW_THEME": "high-contrast"})[1] == "high-contrast"
