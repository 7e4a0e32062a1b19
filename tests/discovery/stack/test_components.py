"""The components of whole projects: their order, their names, their bounds."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from interview.discovery.project import Discovery
from interview.discovery.repository import Note, Repository
from interview.discovery.stack.component import DetectedComponent
from interview.discovery.stack.components import LONGEST, MOST, find_components
from tests.discovery.stack.project import components, names, noted, outside, repository

PYPROJECT = '[project]\nname = "shop"\ndependencies = ["fastapi>=0.115"]\n'
PACKAGE = '{"dependencies": {"react": "^18.3.1"}, "devDependencies": {"typescript": "^5.6.3"}}'
CARGO = '[package]\nname = "shop"\n'
POM = "<project/>"

SHOP = {
    "README.md": "# Shop",
    "pyproject.toml": PYPROJECT,
    "uv.lock": '[[package]]\nname = "fastapi"\nversion = "0.115.6"\n',
    "Dockerfile": "FROM python:3.12-slim\n",
    "frontend/package.json": PACKAGE,
    "frontend/package-lock.json": json.dumps(
        {"packages": {"": {}, "node_modules/react": {"version": "18.3.1"}}}
    ),
    "frontend/.nvmrc": "v20.18.0\n",
    "services/pay/go.mod": "module pay\n\ngo 1.22\n\nrequire google.golang.org/grpc v1.67.1\n",
    "services/mail/Gemfile": "gem 'sinatra', '~> 4.1'\n",
    "services/search/pom.xml": POM,
    "services/stock/Cargo.toml": CARGO,
    "services/stock/src/main.rs": "",
    "services/tax/composer.json": '{"require": {"slim/slim": "^4.14"}}',
    "docs/requirements.txt": "sphinx==8.1.3\n",
    "tests/e2e/package.json": '{"devDependencies": {"@playwright/test": "^1.49"}}',
}


def test_each_part_of_a_project_is_a_component_the_nearest_to_the_root_first(
    tmp_path: Path,
) -> None:
    assert components(tmp_path, SHOP) == [
        DetectedComponent(
            "Python Backend (FastAPI 0.115)",
            "",
            "Python",
            "pyproject.toml",
            (("fastapi", "0.115.6"), ("python", "3.12")),
            ("pyproject.toml", "uv.lock", "Dockerfile"),
        ),
        DetectedComponent(
            "React Frontend (TypeScript, React 18.3)",
            "frontend",
            "TypeScript",
            "frontend/package.json",
            (("react", "18.3.1"), ("node", "20.18.0"), ("typescript", "5.6.3")),
            ("frontend/package.json", "frontend/package-lock.json", "frontend/.nvmrc"),
        ),
        DetectedComponent(
            "Ruby Backend (Sinatra 4.1)",
            "services/mail",
            "Ruby",
            "services/mail/Gemfile",
            (("sinatra", "4.1"),),
            ("services/mail/Gemfile",),
        ),
        DetectedComponent(
            "Go Service (gRPC 1.67)",
            "services/pay",
            "Go",
            "services/pay/go.mod",
            (("google.golang.org/grpc", "1.67.1"), ("go", "1.22")),
            ("services/pay/go.mod",),
        ),
        DetectedComponent(
            "Java Library",
            "services/search",
            "Java",
            "services/search/pom.xml",
            (),
            ("services/search/pom.xml",),
        ),
        DetectedComponent(
            "Rust Program",
            "services/stock",
            "Rust",
            "services/stock/Cargo.toml",
            (),
            ("services/stock/Cargo.toml",),
        ),
        DetectedComponent(
            "PHP Backend (Slim 4.14)",
            "services/tax",
            "PHP",
            "services/tax/composer.json",
            (("slim/slim", "4.14"),),
            ("services/tax/composer.json",),
        ),
    ]


def test_a_project_proposes_its_components_and_services_once(tmp_path: Path) -> None:
    files = {"pyproject.toml": PYPROJECT, "compose.yaml": "services: {db: {image: 'postgres:16'}}"}
    discovery = Discovery(repository(tmp_path, files).root)
    assert [component.name for component in discovery.components] == [
        "Python Backend (FastAPI 0.115)"
    ]
    assert [service.summary for service in discovery.services] == ["db (PostgreSQL 16)"]
    assert discovery.components is discovery.components
    assert discovery.notes == []


def test_kinds_beside_each_other_are_told_in_one_order(tmp_path: Path) -> None:
    files = {
        "composer.json": '{"require": {"slim/slim": "^4"}}',
        "Gemfile": "gem 'rails'",
        "pom.xml": POM,
        "Cargo.toml": CARGO,
        "go.mod": "module a",
        "package.json": PACKAGE,
        "pyproject.toml": PYPROJECT,
    }
    assert [name.split()[0] for name in names(tmp_path, files)] == [
        "Python", "React", "Go", "Rust", "Java", "Ruby", "PHP",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"README.md": "fastapi"},
        {"app.py": "import fastapi"},
        {"Pyproject.toml": PYPROJECT},
        {"package.json5": PACKAGE},
        {"{{cookiecutter.name}}/pyproject.toml": PYPROJECT},
        {"third_party/a/Cargo.toml": CARGO},
        {"templates/shop/pom.xml": POM},
        {"api/tests/fixtures/go.mod": "module a"},
        {".hidden/package.json": PACKAGE},
        {"target/package/Cargo.toml": CARGO},
    ],
)
def test_what_is_no_part_of_the_system_is_no_component(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert components(tmp_path, files) == []


def test_the_folder_that_a_project_stands_in_has_no_say(tmp_path: Path) -> None:
    assert names(tmp_path / "examples" / ".hidden", {"Cargo.toml": CARGO}) == ["Rust Library"]


def test_what_git_ignores_is_no_component(tmp_path: Path) -> None:
    files = {"package.json": PACKAGE, "old/pyproject.toml": PYPROJECT, ".gitignore": "old/\n"}
    root = repository(tmp_path, files).root
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    results = find_components(Repository(root))
    assert [component.name for component in results] == ["React Frontend (TypeScript, React 18.3)"]


def test_components_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = {"Cargo.toml": CARGO, "a/Cargo.toml": CARGO, "b/c/Cargo.toml": CARGO,
             "a/pyproject.toml": PYPROJECT, "b/pyproject.toml": PYPROJECT}  # fmt: skip
    assert names(tmp_path, files) == [
        "Rust Library",
        "Python Backend (FastAPI 0.115; a)",
        "Rust Library (a)",
        "Python Backend (FastAPI 0.115; b)",
        "Rust Library (b/c)",
    ]


def test_a_name_is_never_longer_than_the_questionnaire_takes(tmp_path: Path) -> None:
    deep = "/".join(["folder"] * 20)
    results = names(tmp_path, {"Cargo.toml": CARGO, f"{deep}/Cargo.toml": CARGO})
    assert results == ["Rust Library", "Rust Library"]
    assert max(map(len, results)) <= LONGEST


def test_only_so_many_manifests_are_looked_at(tmp_path: Path) -> None:
    files = {f"p{number:02}/Cargo.toml": CARGO for number in range(MOST + 1)}
    results, notes = noted(tmp_path, {**files, "go.mod": "module a"})
    assert results == [
        "Go Library",
        *(f"Rust Library (p{number:02})" for number in range(MOST - 1)),
    ]
    assert notes == [Note(".", f"only the first {MOST} manifests were read")]


BROKEN = {
    "pyproject.toml": "[project",
    "requirements.txt": "???",
    "package.json": "{",
    "go.mod": "go 1.22",
    "Cargo.toml": "= 1",
    "pom.xml": "<project",
    "composer.json": "[]",
    "Gemfile": "\0",
    "Dockerfile": "RUN true",
}


def test_every_broken_file_is_one_note_and_the_others_still_speak(tmp_path: Path) -> None:
    files = {**{f"old/{path}": text for path, text in BROKEN.items()}, "api/package.json": PACKAGE}
    results, notes = noted(tmp_path, {**files, "api/Dockerfile": "RUN true"})
    assert results == ["React Frontend (TypeScript, React 18.3)"]
    assert sorted(note.where for note in notes) == sorted(
        ["api/Dockerfile", *(f"old/{path}" for path in BROKEN if path != "Dockerfile")]
    )
    assert all(note.why.isprintable() and len(note.why) <= 160 for note in notes)


@pytest.mark.parametrize("folder", ["a\x1b[31mb", "a\nb", "a\u202eb"])
def test_a_folder_whose_name_cannot_be_shown_has_no_component(tmp_path: Path, folder: str) -> None:
    assert components(tmp_path, {f"{folder}/package.json": PACKAGE}) == []


def test_names_in_any_script_are_told(tmp_path: Path) -> None:
    files = {"żółw i/Cargo.toml": CARGO, "店/Cargo.toml": CARGO}
    assert names(tmp_path, files) == ["Rust Library (żółw i)", "Rust Library (店)"]


def test_a_link_inside_the_project_is_read(tmp_path: Path) -> None:
    root = repository(tmp_path, {"shared/base.txt": "flask==3.0.3", "api/app.py": ""}).root
    (root / "api" / "requirements.txt").symlink_to("../shared/base.txt")
    assert names(tmp_path, {}) == ["Python Backend (Flask 3.0)"]


def test_a_circle_of_links_is_one_note(tmp_path: Path) -> None:
    root = repository(tmp_path, {}).root
    (root / "package.json").symlink_to("other.json")
    (root / "other.json").symlink_to("package.json")
    results, notes = noted(tmp_path, {})
    assert results == []
    assert [note.where for note in notes] == ["package.json"]


def test_a_folder_that_is_called_like_a_manifest_is_none(tmp_path: Path) -> None:
    files = {"package.json/a.txt": "", "Dockerfile/a": "", "requirements.txt/b": ""}
    assert names(tmp_path, {**files, "Cargo.toml": CARGO}) == ["Rust Library"]


def test_a_lock_outside_the_project_pins_nothing(tmp_path: Path) -> None:
    outside(tmp_path, "uv.lock", '[[package]]\nname = "fastapi"\nversion = "0.116.0"\n')
    results, notes = noted(tmp_path, {"pyproject.toml": PYPROJECT})
    assert results == ["Python Backend (FastAPI 0.115)"]
    assert [note.where for note in notes] == ["uv.lock"]
