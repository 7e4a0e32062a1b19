"""Python components, by their manifests, their requirements and their lock files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.ecosystems.python.requirements import requirement
from interview.discovery.ecosystems.versions import exact, lowest, short
from interview.discovery.repository import Note
from interview.discovery.stack.component import DetectedComponent
from tests.discovery.stack.project import (
    LARGE,
    OUTSIDE,
    TOO_LARGE,
    component,
    components,
    names,
    noted,
    outside,
)

PROJECT = '[project]\nname = "shop"\n'
FASTAPI = PROJECT + 'dependencies = ["fastapi>=0.110"]\n'


def lock(*packages: str) -> str:
    """Return a lock file of packages, each as `name 1.2`."""
    named = (package.split() for package in packages)
    return "".join(f'[[package]]\nname = "{entry}"\nversion = "{two}"\n' for entry, two in named)


# Versions


def test_the_lowest_version_is_that_which_every_part_of_a_constraint_allows() -> None:
    cases: list[tuple[object, str]] = [
        ("1.2.3", "1.2.3"),
        ("==1.2.3", "1.2.3"),
        ("===1.2.3", "1.2.3"),
        ("=1.2.3", "1.2.3"),
        ("v1.2.3", "1.2.3"),
        ("^1.2", "1.2"),
        ("~1.2.0", "1.2.0"),
        ("~=1.4.2", "1.4.2"),
        ("~> 7.1.0", "7.1.0"),
        (">=1.2,<2", "1.2"),
        ("<2,>=1.2", "1.2"),
        (">= 1.2 < 2", "1.2"),
        (">=1.2,!=1.3", "1.2"),
        ("!=1.3,>=1.2", "1.2"),
        (">=3.8, >=3.9", "3.9"),
        ("~> 6.1.7, >= 6.1.7.3", "6.1.7.3"),
        ("^18 || ^20", "18"),
        ("^20 || ^18", "18"),
        ("^8.1|^8.2", "8.1"),
        (">=16 <17 || >=18", "16"),
        ("1.2 - 2.3", "1.2"),
        ("1.2.0 - 2", "1.2.0"),
        ("18.x", "18"),
        ("1.2.*", "1.2"),
        ("==3.11.*", "3.11"),
        ("1.x.x", "1"),
        ("^1.0@beta", "1.0"),
        ("1.0rc1", "1.0rc1"),
        ("^5.0.0-beta.2", "5.0.0-beta.2"),
        ("9.0.0", "9.0.0"),
        (">=9 >=10.1", "10.1"),
        ("", ""),
        ("*", ""),
        ("x", ""),
        ("latest", ""),
        ("^1.2 || latest", ""),
        ("<2", ""),
        ("!=1.3", ""),
        ("lts/iron", ""),
        ("dev-main", ""),
        ("1" * 300, ""),
        (None, ""),
        (3.11, ""),
        (["1.2"], ""),
    ]
    for constraint, version in cases:
        assert lowest(constraint) == version


def test_a_lock_names_exact_versions() -> None:
    cases: list[tuple[object, str]] = [
        ("1.2.3", "1.2.3"),
        ("v1.2.3", "1.2.3"),
        ("==1.2.3", "1.2.3"),
        (" 1.2.3 ", "1.2.3"),
        ("1.0.0-rc.1+build", "1.0.0-rc.1+build"),
        ("1.0.post1", "1.0.post1"),
        ("dev-main", ""),
        ("link:../a", ""),
        ("1.2.3\x1b[31m", ""),
        ("1." * 40 + "1", ""),
        (1, ""),
        (None, ""),
    ]
    for text, version in cases:
        assert exact(text) == version


def test_a_version_is_told_by_the_numbers_that_count() -> None:
    cases: list[tuple[str, int, str]] = [
        ("0.115.6", 2, "0.115"),
        ("18.3.1", 1, "18"),
        ("0.4.2", 1, "0.4"),
        ("5", 2, "5"),
        ("5.0.0-beta.2", 2, "5.0"),
        ("0.0.0-20240101000000-abcdef", 2, ""),
        ("0", 1, ""),
        ("", 2, ""),
    ]
    for version, digits, message in cases:
        assert short(version, digits) == message


@given(st.text())
def test_versions_are_looked_for_in_any_text(text: str) -> None:
    for result in (lowest(text), exact(text), short(text)):
        assert result.isprintable()


@given(st.text())
def test_requirements_are_looked_for_in_any_text(text: str) -> None:
    result = requirement(text)
    assert result is None or result.name.isprintable()


# pyproject.toml


def test_a_backend_is_named_by_its_framework_and_its_version(tmp_path: Path) -> None:
    text = """
[project]
name = "shop"
requires-python = ">=3.11"
dependencies = ["sqlalchemy~=2.0.30", "fastapi[standard]>=0.115,<0.116", "PyMySQL", "httpx"]

[project.optional-dependencies]
cli = ["rich"]

[dependency-groups]
test = ["pytest>=8", "hypothesis"]
dev = ["ruff==0.6.9", {include-group = "test"}]
"""
    assert component(tmp_path, {"pyproject.toml": text}) == DetectedComponent(
        "Python Backend (FastAPI 0.115)",
        "",
        "Python",
        "pyproject.toml",
        (
            ("fastapi", "0.115"),
            ("python", "3.11"),
            ("sqlalchemy", "2.0.30"),
            ("pymysql", ""),
            ("pytest", "8"),
            ("hypothesis", ""),
            ("ruff", "0.6.9"),
        ),
        ("pyproject.toml",),
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FASTAPI, "Python Backend (FastAPI 0.110)"),
        (PROJECT + 'dependencies = ["Django ~= 5.1.0"]', "Python Backend (Django 5.1)"),
        (PROJECT + 'dependencies = ["Flask"]', "Python Backend (Flask)"),
        (PROJECT + 'dependencies = ["django", "celery>=5.4"]', "Python Backend (Django)"),
        (PROJECT + 'dependencies = ["celery>=5.4"]', "Python Worker (Celery 5.4)"),
        (PROJECT + 'dependencies = ["streamlit==1.40.0"]', "Python App (Streamlit 1.40)"),
        (PROJECT + 'dependencies = ["click>=8.1"]', "Python Command Line (click 8.1)"),
        (PROJECT + 'dependencies = ["fastapi @ https://example.org/f.zip"]',
         "Python Backend (FastAPI)"),
        (PROJECT + 'dependencies = ["FASTAPI>=0.110 ; python_version > \'3\'"]',
         "Python Backend (FastAPI 0.110)"),
        (PROJECT + 'dependencies = ["numpy"]', "Python Application"),
        (PROJECT, "Python Application"),
        (PROJECT + '[build-system]\nrequires = ["hatchling"]', "Python Library"),
        (PROJECT + 'dependencies = ["click"]\n[build-system]', "Python Library"),
        (PROJECT + "[build-system]\n[tool.uv]\npackage = false", "Python Application"),
        (PROJECT + '[project.scripts]\nshop = "shop:main"\n[build-system]', "Python Command Line"),
        ('[tool.poetry]\nname = "shop"\n[build-system]', "Python Library"),
        ('[tool.poetry]\npackage-mode = false\n[build-system]', "Python Application"),
        ('[tool.poetry.scripts]\nshop = "shop:main"', "Python Command Line"),
    ],
)  # fmt: skip
def test_a_pyproject_says_what_it_makes(tmp_path: Path, text: str, name: str) -> None:
    assert names(tmp_path, {"pyproject.toml": text}) == [name]


def test_poetry_has_tables_of_its_own(tmp_path: Path) -> None:
    text = """
[tool.poetry]
name = "shop"

[tool.poetry.dependencies]
python = "^3.10"
Django = "^5.0"
psycopg = {version = "^3.1", extras = ["binary"]}
alembic = {git = "https://example.org/alembic.git"}
redis = [{version = "^4", python = "<3.11"}, {version = "^5", python = ">=3.11"}]

[tool.poetry.group.dev.dependencies]
mypy = "*"

[tool.poetry.dev-dependencies]
pytest = "^7"
"""
    result = component(tmp_path, {"pyproject.toml": text})
    assert result.name == "Python Backend (Django 5.0)"
    assert result.versions == (
        ("django", "5.0"),
        ("python", "3.10"),
        ("alembic", ""),
        ("psycopg", "3.1"),
        ("redis", "4"),
        ("pytest", "7"),
        ("mypy", ""),
    )


def test_poetry_2_reads_the_standard_table_beside_its_own(tmp_path: Path) -> None:
    text = FASTAPI + '[tool.poetry.group.dev.dependencies]\npytest = "^8.3"\n'
    assert component(tmp_path, {"pyproject.toml": text}).versions == (
        ("fastapi", "0.110"),
        ("pytest", "8.3"),
    )


@pytest.mark.parametrize(
    "text",
    [
        '[tool.pdm.dev-dependencies]\ntest = ["pytest==8.3.4"]',
        '[tool.uv]\ndev-dependencies = ["pytest==8.3.4"]',
        '[project.optional-dependencies]\ntest = ["pytest==8.3.4"]',
        '[dependency-groups]\ntest = ["pytest==8.3.4"]',
    ],
)
def test_tools_are_named_but_name_nothing(tmp_path: Path, text: str) -> None:
    result = component(tmp_path, {"pyproject.toml": PROJECT + text + "\n"})
    assert (result.name, result.versions) == ("Python Application", (("pytest", "8.3.4"),))


@pytest.mark.parametrize(
    "text", ["", "[tool.ruff]\nline-length = 100", "[build-system]\nrequires = ['setuptools']"]
)
def test_a_pyproject_that_only_sets_tools_is_no_component(tmp_path: Path, text: str) -> None:
    assert components(tmp_path, {"pyproject.toml": text}) == []


# Lock files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uv.lock", lock("fastapi 0.115.6")),
        ("poetry.lock", lock("fastapi 0.115.6")),
        ("poetry.lock", lock("FastAPI 0.115.6")),
        ("pdm.lock", lock("fastapi 0.115.6")),
        ("Pipfile.lock", json.dumps({"default": {"fastapi": {"version": "==0.115.6"}}})),
        ("uv.lock", lock("fastapi 0.115.6").replace("\n", "\r\n")),
    ],
)
def test_a_lock_says_the_version_in_full(tmp_path: Path, name: str, text: str) -> None:
    result = component(tmp_path, {"pyproject.toml": FASTAPI, name: text})
    assert result.name == "Python Backend (FastAPI 0.115)"
    assert result.versions == (("fastapi", "0.115.6"),)
    assert (result.source, result.evidence) == ("pyproject.toml", ("pyproject.toml", name))


def test_a_lock_may_write_a_name_in_another_way(tmp_path: Path) -> None:
    text = PROJECT + 'dependencies = ["psycopg2-binary", "tortoise.orm"]'
    files = {
        "pyproject.toml": text,
        "poetry.lock": lock("psycopg2_binary 2.9.9", "Tortoise-ORM 0.21.0"),
    }
    assert component(tmp_path, files).versions == (
        ("tortoise-orm", "0.21.0"),
        ("psycopg2-binary", "2.9.9"),
    )


def test_of_several_locked_versions_none_is_guessed(tmp_path: Path) -> None:
    files = {"pyproject.toml": FASTAPI, "uv.lock": lock("fastapi 0.115.6", "fastapi 0.111")}
    assert component(tmp_path, files).versions == (("fastapi", "0.110"),)


def test_the_lock_of_uv_speaks_for_the_members_of_its_workspace(tmp_path: Path) -> None:
    member = (
        '[[package]]\nname = "api"\nversion = "1"\nsource = {editable = "packages/api"}\n'
        '[[package]]\nname = "jobs"\nversion = "1"\nsource = {virtual = "packages/jobs"}\n'
    )
    files = {
        "pyproject.toml": PROJECT + "[tool.uv.workspace]\nmembers = ['packages/*']",
        "uv.lock": lock("fastapi 0.115.6", "celery 5.4.0") + member,
        "packages/api/pyproject.toml": FASTAPI,
        "packages/jobs/pyproject.toml": PROJECT + 'dependencies = ["celery", "api"]\n'
        "[tool.uv.sources]\napi = {workspace = true}",
        "stranger/pyproject.toml": FASTAPI,
    }
    results = components(tmp_path, files)
    assert [(entry.name, entry.folder, entry.versions, entry.evidence) for entry in results] == [
        (
            "Python Backend (FastAPI 0.110)",
            "stranger",
            (("fastapi", "0.110"),),
            ("stranger/pyproject.toml",),
        ),
        (
            "Python Backend (FastAPI 0.115)",
            "packages/api",
            (("fastapi", "0.115.6"),),
            ("packages/api/pyproject.toml", "uv.lock"),
        ),
        (
            "Python Worker (Celery 5.4)",
            "packages/jobs",
            (("celery", "5.4.0"),),
            ("packages/jobs/pyproject.toml", "uv.lock"),
        ),
    ]


def test_a_member_of_the_workspace_names_no_other(tmp_path: Path) -> None:
    text = PROJECT + 'dependencies = ["click"]\n[tool.uv.sources]\nclick = {workspace = true}'
    assert names(tmp_path, {"pyproject.toml": text}) == ["Python Application"]


def test_the_lock_of_poetry_speaks_for_its_own_folder_only(tmp_path: Path) -> None:
    files = {"poetry.lock": lock("fastapi 0.115.6"), "api/pyproject.toml": FASTAPI}
    assert component(tmp_path, files).versions == (("fastapi", "0.110"),)


# Requirements


@pytest.mark.parametrize(
    ("line", "name", "version"),
    [
        ("fastapi==0.115.6", "Python Backend (FastAPI 0.115)", "0.115.6"),
        ("fastapi == 0.115.6  # the web", "Python Backend (FastAPI 0.115)", "0.115.6"),
        ("FastAPI[all]>=0.115", "Python Backend (FastAPI 0.115)", "0.115"),
        ('fastapi>=0.115; python_version >= "3.9"', "Python Backend (FastAPI 0.115)", "0.115"),
        ("fastapi==0.115.6 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd",
         "Python Backend (FastAPI 0.115)", "0.115.6"),
        ("fastapi==0.115.6 --hash=sha256:ab", "Python Backend (FastAPI 0.115)", "0.115.6"),
        ("fastapi @ git+https://example.org/fastapi@main", "Python Backend (FastAPI)", ""),
        ("fastapi", "Python Backend (FastAPI)", ""),
        ("fastapi==0.115.6\r\n", "Python Backend (FastAPI 0.115)", "0.115.6"),
    ],
)  # fmt: skip
def test_requirements_say_what_a_program_needs(
    tmp_path: Path, line: str, name: str, version: str
) -> None:
    text = f"--index-url https://example.org\n\n# all\n-e .\n./local\n{line}\nb.whl\n"
    result = component(tmp_path, {"requirements.txt": text})
    assert (result.name, result.versions) == (name, (("fastapi", version),))
    assert result.evidence == ("requirements.txt",)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("requirements.txt", ""),
        ("requirements.in", ""),
        ("requirements-prod.txt", ""),
        ("requirements_prod.txt", ""),
        ("prod-requirements.txt", ""),
        ("requirements/base.txt", ""),
        ("requirements/base.in", ""),
        ("api/requirements.txt", "api"),
        ("api/requirements/prod.txt", "api"),
    ],
)
def test_requirements_have_many_names(tmp_path: Path, path: str, folder: str) -> None:
    result = component(tmp_path, {path: "flask==3.0.3"})
    assert (result.name, result.folder) == ("Python Backend (Flask 3.0)", folder)


@pytest.mark.parametrize(
    "files",
    [
        {"requirements-dev.txt": "flask==3.0.3"},
        {"requirements/test.txt": "flask==3.0.3"},
        {"docs/requirements.txt": "flask==3.0.3"},
        {"tests/requirements.txt": "flask==3.0.3"},
        {"examples/a/requirements.txt": "flask==3.0.3"},
        {".devcontainer/requirements.txt": "flask==3.0.3"},
        {"notes.txt": "flask==3.0.3"},
        {"requirements.md": "flask==3.0.3"},
        {"requirements.txt": "# nothing yet\n"},
    ],
)
def test_requirements_for_developing_and_of_others_are_no_component(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert components(tmp_path, files) == []


def test_requirements_include_others(tmp_path: Path) -> None:
    files = {
        "requirements/base.txt": "flask==3.0.3\n",
        "requirements/dev.txt": "-r base.txt\n-c constraints.txt\n--requirement=test.txt\nruff\n",
        "requirements/test.txt": "-rbase.txt\npytest==8.3.4\n-r dev.txt\n",
    }
    result = component(tmp_path, files)
    assert result.evidence == ("requirements/base.txt",)
    assert result.versions == (("flask", "3.0.3"), ("pytest", "8.3.4"), ("ruff", ""))


def test_what_pip_tools_wrote_pins_what_it_read(tmp_path: Path) -> None:
    files = {
        "requirements.in": "fastapi>=0.110\nuvicorn\n",
        "requirements.txt": "# by pip-compile\nclick==8.1.7\n    # via uvicorn\n"
        "fastapi==0.115.6\n    # via -r requirements.in\nuvicorn==0.34.0\n",
    }
    result = component(tmp_path, files)
    assert result.name == "Python Backend (FastAPI 0.115)"
    assert result.versions == (("fastapi", "0.115.6"), ("uvicorn", "0.34.0"))
    assert result.evidence == ("requirements.in",)


def test_where_the_needs_are_known_requirements_only_pin_them(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": FASTAPI,
        "requirements.txt": "fastapi==0.115.6\nflask==3.0.3\n",
    }
    result = component(tmp_path, files)
    assert result.name == "Python Backend (FastAPI 0.115)"
    assert result.versions == (("fastapi", "0.115.6"),)


def test_tools_set_in_a_pyproject_leave_the_word_to_the_requirements(tmp_path: Path) -> None:
    files = {"pyproject.toml": "[tool.ruff]\n", "requirements.txt": "flask==3.0.3\n"}
    result = component(tmp_path, files)
    assert (result.name, result.source) == ("Python Backend (Flask 3.0)", "requirements.txt")


# setup.cfg and Pipfile


def test_a_setup_cfg_describes_a_project(tmp_path: Path) -> None:
    text = """
[metadata]
name = shop
[options]
python_requires = >=3.8
install_requires =
    # the web
    flask>=2.3
    requests; python_version < "3.9"
[options.extras_require]
test =
    pytest==7.4
"""
    result = component(tmp_path, {"setup.cfg": text, "setup.py": ""})
    assert result.name == "Python Backend (Flask 2.3)"
    assert result.versions == (("flask", "2.3"), ("python", "3.8"), ("pytest", "7.4"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[metadata]\nname = shop", ["Python Library"]),
        ("[options.entry_points]\nconsole_scripts =\n  shop = shop:main", ["Python Command Line"]),
        ("[options]\ninstall_requires = file: requirements.txt", ["Python Library"]),
        ("[flake8]\nmax-line-length = 100", []),
    ],
)
def test_a_setup_cfg_says_what_it_makes(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert names(tmp_path, {"setup.cfg": text}) == expected


def test_requirements_beside_a_setup_py_are_those_of_a_library(tmp_path: Path) -> None:
    files = {"requirements.txt": "click==8.1.7", "setup.py": "boom"}
    assert names(tmp_path, files) == ["Python Library"]


def test_a_pipfile_describes_a_program(tmp_path: Path) -> None:
    text = """
[packages]
flask = "~=3.0"
sqlalchemy = {version = "*", extras = ["asyncio"]}
local = {path = "."}
[dev-packages]
pytest = ">=8"
[requires]
python_version = "3.12"
"""
    pins = {"default": {"sqlalchemy": {"version": "==2.0.36"}}, "develop": {"pytest": {}}}
    result = component(tmp_path, {"Pipfile": text, "Pipfile.lock": json.dumps(pins)})
    assert result.name == "Python Backend (Flask 3.0)"
    assert result.versions == (
        ("flask", "3.0"),
        ("python", "3.12"),
        ("sqlalchemy", "2.0.36"),
        ("pytest", "8"),
    )
    assert result.evidence == ("Pipfile", "Pipfile.lock")


# What cannot be read


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("pyproject.toml", "[project", "it is not TOML: Expected ']' at the end of a table "
         "declaration (at end of document)"),
        ("pyproject.toml", "\x1b[31m", "it is not TOML: Invalid statement (at line 1, column 1)"),
        ("pyproject.toml", "project = 1", "project is not a table"),
        ("pyproject.toml", LARGE, TOO_LARGE),
        ("pyproject.toml", "a = " + "[" * 5_000, "it is nested too deeply"),
        ("pyproject.toml", "a" + ".a" * 600 + " = 1", "more than 500 dots on line 1"),
        ("Pipfile", "[packages", "it is not TOML: Expected ']' at the end of a table "
         "declaration (at end of document)"),
        ("setup.cfg", "no section", "it is not INI: File contains no section headers. "
         "file: '<string>', line: 1 'no section'"),
        ("requirements.txt", LARGE, TOO_LARGE),
        ("requirements.txt", "???", "a line of it is not a requirement"),
    ],
)  # fmt: skip
def test_a_broken_manifest_is_one_note_and_no_component(
    tmp_path: Path, path: str, text: str, why: str
) -> None:
    results, notes = noted(tmp_path, {path: text})
    assert results == []
    assert [note.where for note in notes] == [path]
    assert why in notes[0].why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('dependencies = "fastapi"', "project.dependencies is not a list of texts"),
        ("dependencies = [1]", "project.dependencies holds something that is not a requirement"),
        ('dependencies = ["a b c"]', "project.dependencies holds something that is not a "
         "requirement"),
        ('dependencies = ["\\u001b[31mred"]', "project.dependencies holds something that is not a "
         "requirement"),
        ("requires-python = 3.11", "project.requires-python is not a text"),
        ("scripts = 1", "project.scripts is not a table"),
        ("optional-dependencies = []", "project.optional-dependencies is not a table"),
        ("optional-dependencies.a = 1", "project.optional-dependencies.a is not a list of texts"),
        ("[dependency-groups]\na = {}", "dependency-groups.a is not a list of texts"),
        ("[tool]\npoetry = 1", "tool.poetry is not a table"),
        ("[tool.poetry.dependencies]\na = 1", "tool.poetry.dependencies.a is not a version"),
        ("[tool.poetry.dependencies]\na = []", "tool.poetry.dependencies.a is not a version"),
        ("[tool.poetry.dependencies]\na = [1]", "tool.poetry.dependencies.a is not a version"),
    ],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_one_note_and_counts_as_missing(
    tmp_path: Path, text: str, why: str
) -> None:
    results, notes = noted(tmp_path, {"pyproject.toml": PROJECT + text})
    assert results == ["Python Application"]
    assert notes == [Note("pyproject.toml", why)]


@pytest.mark.parametrize("name", ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock"])
@pytest.mark.parametrize("text", ["<<<<<<< HEAD", "package = 1", "[[package", LARGE])
def test_a_broken_lock_is_one_note_and_the_manifest_still_speaks(
    tmp_path: Path, name: str, text: str
) -> None:
    results, notes = noted(tmp_path, {"pyproject.toml": FASTAPI, name: text})
    assert results == ["Python Backend (FastAPI 0.110)"]
    assert [note.where for note in notes] == [name]


def test_odd_packages_of_a_lock_are_passed_over(tmp_path: Path) -> None:
    odd = '[[package]]\nname = 1\n[[package]]\nname = "click"\nversion = {}\nsource = 1\n'
    files = {"pyproject.toml": FASTAPI, "uv.lock": odd + lock("fastapi 0.115.6")}
    result = component(tmp_path, files)
    assert result.versions == (("fastapi", "0.115.6"),)


@pytest.mark.parametrize(
    ("line", "where", "why"),
    [
        ("-r ../outside.txt", "requirements.txt", "a file that it includes is outside the project"),
        ("-r /etc/passwd", "requirements.txt", "a file that it includes is outside the project"),
        ("-r https://example.org/r.txt", "requirements.txt",
         "a file that it includes is outside the project"),
        ("-r gone.txt", "gone.txt", "No such file or directory"),
        ("%%%\n???", "requirements.txt", "a line of it is not a requirement"),
        ("a\n" * 2_001, "requirements.txt", "only its first 2,000 lines were looked at"),
    ],
)  # fmt: skip
def test_what_requirements_name_in_vain_is_one_note(
    tmp_path: Path, line: str, where: str, why: str
) -> None:
    results, notes = noted(tmp_path, {"requirements.txt": f"flask==3.0.3\n{line}\n"})
    assert results == ["Python Backend (Flask 3.0)"]
    assert notes == [Note(where, why)]


@pytest.mark.parametrize("path", ["pyproject.toml", "setup.cfg", "Pipfile", "requirements.txt"])
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path, path: str) -> None:
    outside(tmp_path, path, FASTAPI)
    assert noted(tmp_path, {}) == ([], [Note(path, OUTSIDE)])


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "flask" + " " * 200_000 + "!",
        "flask=={}".format("1." * 500_000),
        "flask{}".format("==1," * 10_000),
        "flask; {}".format("(" * 20_000),
        "flask[{}".format("a," * 40_000),
        "#" * 1_000_000,
    ],
)
def test_a_very_long_line_of_requirements_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    noted(tmp_path, {"requirements.txt": text})
