"""The components of projects of each ecosystem, as their manifests and lock files tell them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.documents import Documents
from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.ecosystems.ecosystem import Build
from interview.discovery.repository import Note
from interview.discovery.stack.component import DetectedComponent
from interview.discovery.stack.components import MOST, find_components
from tests.discovery.projects import repository

PROJECT = '[project]\nname = "x"\n'

Files = Mapping[str, str]
Found = tuple[str, dict[str, str], tuple[str, ...]]


def components(folder: Path, files: Files) -> list[DetectedComponent]:
    return find_components(repository(folder, files))


PYTHON: dict[str, tuple[Files, Found]] = {
    "uv": (
        {
            "pyproject.toml": PROJECT + 'requires-python = ">=3.12"\n'
            'dependencies = ["fastapi>=0.110", "sqlalchemy[asyncio]~=2.0"]\n'
            '[dependency-groups]\ndev = ["pytest"]\n',
            "uv.lock": 'version = 1\n[[package]]\nname = "fastapi"\nversion = "0.115.6"\n'
            '[[package]]\nname = "sqlalchemy"\nversion = "2.0.36"\n',
        },
        (
            "Python Backend (FastAPI 0.115)",
            {"fastapi": "0.115.6", "python": "3.12", "sqlalchemy": "2.0.36", "pytest": ""},
            ("pyproject.toml", "uv.lock"),
        ),
    ),
    "poetry": (
        {
            "pyproject.toml": '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\n'
            'python = "^3.11"\ndjango = "^5.1"\n[tool.poetry.group.dev.dependencies]\n'
            'pytest = "^8"\n',
            "poetry.lock": '[[package]]\nname = "django"\nversion = "5.1.4"\n\n'
            '[[package]]\nname = "pytest"\nversion = "8.3.4"\n',
        },
        (
            "Python Backend (Django 5.1)",
            {"django": "5.1.4", "python": "3.11", "pytest": "8.3.4"},
            ("pyproject.toml", "poetry.lock"),
        ),
    ),
    "requirements": (
        {
            "requirements.txt": "# web\nflask==3.1.0  # the server\ngunicorn>=23\n-r other.txt\n"
            "-e .\ngit+https://example.org/x.git\n",
            "other.txt": "redis==5.2\n",
            "requirements-dev.txt": "pytest==8.3.4\n",
        },
        (
            "Python Backend (Flask 3.1)",
            {"flask": "3.1.0", "gunicorn": "23", "redis": "5.2", "pytest": "8.3.4"},
            ("requirements.txt",),
        ),
    ),
    "pip-tools": (
        {
            "requirements.in": "flask\n",
            "requirements.txt": "flask==3.1.0 \\\n    --hash=sha256:abc\nwerkzeug==3.1.3\n",
        },
        ("Python Backend (Flask 3.1)", {"flask": "3.1.0"}, ("requirements.in",)),
    ),
    "setup.cfg": (
        {
            "setup.cfg": "[metadata]\nname=x\n[options]\npython_requires = >=3.10\n"
            "install_requires =\n  litestar>=2.13\n",
            "setup.py": "",
        },
        (
            "Python Backend (Litestar 2.13)",
            {"litestar": "2.13", "python": "3.10"},
            ("setup.cfg",),
        ),
    ),
    "pipenv": (
        {
            "Pipfile": '[packages]\nstarlette = "*"\n[requires]\npython_version = "3.12"\n',
            "Pipfile.lock": '{"default": {"starlette": {"version": "==0.41.3"}}}',
        },
        (
            "Python Backend (Starlette 0.41)",
            {"starlette": "0.41.3", "python": "3.12"},
            ("Pipfile", "Pipfile.lock"),
        ),
    ),
    "a library": (
        {
            "pyproject.toml": PROJECT + 'dependencies = ["httpx"]\n'
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        },
        ("Python Library", {}, ("pyproject.toml",)),
    ),
    "a command": (
        {
            "pyproject.toml": PROJECT + 'dependencies = ["click>=8.2"]\n'
            '[project.scripts]\nx = "x:main"\n'
        },
        ("Python Command Line (click 8.2)", {"click": "8.2"}, ("pyproject.toml",)),
    ),
    "a version of the image": (
        {"requirements.txt": "flask\n", "Dockerfile": "FROM node:20\nFROM python:3.12-slim\n"},
        (
            "Python Backend (Flask)",
            {"flask": "", "python": "3.12"},
            ("requirements.txt", "Dockerfile"),
        ),
    ),
    "a version of CI": (
        {
            "requirements.txt": "flask\n",
            ".github/workflows/ci.yml": "jobs:\n  test:\n    steps:\n"
            "    - uses: actions/setup-python@v5\n      with: {python-version: '3.13'}\n",
        },
        (
            "Python Backend (Flask)",
            {"flask": "", "python": "3.13"},
            ("requirements.txt", ".github/workflows/ci.yml"),
        ),
    ),
}  # fmt: skip


def package(**table: object) -> str:
    return json.dumps(table)


NODE: dict[str, tuple[Files, Found]] = {
    "npm": (
        {
            "package.json": package(
                dependencies={"react": "^18.2.0"},
                devDependencies={"typescript": "^5.6.0", "vite": "^6.0.1"},
            ),
            "package-lock.json": package(
                lockfileVersion=3,
                packages={
                    "": {},
                    "node_modules/react": {"version": "18.3.1"},
                    "node_modules/vite": {"version": "6.0.3"},
                },
            ),
        },
        (
            "React Frontend (TypeScript, React 18.3, Vite 6)",
            {"react": "18.3.1", "typescript": "5.6.0", "vite": "6.0.3"},
            ("package.json", "package-lock.json"),
        ),
    ),
    "yarn": (
        {
            "package.json": package(dependencies={"next": "15.0.0", "react": "^19"}),
            "yarn.lock": '# yarn lockfile v1\n\nnext@15.0.0:\n  version "15.0.0"\n\n'
            'react@^19:\n  version "19.0.0"\n',
        },
        (
            "Next.js App (Next.js 15)",
            {"next": "15.0.0", "react": "19.0.0"},
            ("package.json", "yarn.lock"),
        ),
    ),
    "pnpm": (
        {
            "package.json": package(
                scripts={"start": "node ."},
                engines={"node": ">=20"},
                dependencies={"express": "^4.21.0", "pg": "^8"},
            ),
            "pnpm-lock.yaml": "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n"
            "      express:\n        specifier: ^4.21.0\n        version: 4.21.2\n",
        },
        (
            "Node Backend (Express 4.21)",
            {"express": "4.21.2", "node": "20", "pg": "8"},
            ("package.json", "pnpm-lock.yaml"),
        ),
    ),
    "a catalog": (
        {
            "pnpm-workspace.yaml": "packages: [apps/*]\ncatalog:\n  react: ^19.0.0\n",
            "package.json": "{}",
            "apps/a/package.json": package(dependencies={"react": "catalog:"}),
        },
        ("React Frontend (React 19.0)", {"react": "19.0.0"}, ("apps/a/package.json",)),
    ),
    "a library": (
        {
            "package.json": package(exports="./x.js", devDependencies={"typescript": "5.7"}),
        },
        ("TypeScript Library", {"typescript": "5.7"}, ("package.json",)),
    ),
    "a version beside it": (
        {"package.json": package(dependencies={"fastify": "5.1.0"}), ".nvmrc": "v22.11.0\n"},
        (
            "Node Backend (Fastify 5)",
            {"fastify": "5.1.0", "node": "22.11.0"},
            ("package.json", ".nvmrc"),
        ),
    ),
}

SPRING = "<groupId>org.springframework.boot</groupId>"

OTHERS: dict[str, tuple[Files, Found]] = {
    "Go": (
        {
            "go.mod": "module x\n\ngo 1.23\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.10.0\n"
            "\tgithub.com/jackc/pgx/v5 v5.7.1\n\tgithub.com/lib/pq v1.10.9 // indirect\n)\n"
        },
        (
            "Go Service (gin 1.10)",
            {
                "github.com/gin-gonic/gin": "1.10.0",
                "go": "1.23",
                "github.com/jackc/pgx": "5.7.1",
            },
            ("go.mod",),
        ),
    ),
    "Rust": (
        {
            "Cargo.toml": '[package]\nname = "x"\n[dependencies]\naxum = "0.7"\n'
            'tokio = { version = "1", features = ["full"] }\n',
            "Cargo.lock": 'version = 4\n\n[[package]]\nname = "x"\nversion = "0.1.0"\n\n'
            '[[package]]\nname = "axum"\nversion = "0.7.9"\n\n'
            '[[package]]\nname = "tokio"\nversion = "1.42.0"\n',
        },
        (
            "Rust Service (axum 0.7)",
            {"axum": "0.7.9", "tokio": "1.42.0"},
            ("Cargo.toml", "Cargo.lock"),
        ),
    ),
    "a Rust workspace": (
        {
            "Cargo.toml": '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nclap = "4.5"\n',
            "a/Cargo.toml": '[package]\nname = "a"\n[dependencies]\nclap.workspace = true\n',
            "a/src/main.rs": "",
        },
        ("Rust Command Line (clap 4.5)", {"clap": "4.5"}, ("a/Cargo.toml",)),
    ),
    "Maven": (
        {
            "pom.xml": '<project xmlns="http://maven.apache.org/POM/4.0.0">'
            f"<parent>{SPRING}<artifactId>spring-boot-starter-parent</artifactId>"
            "<version>3.4.0</version></parent>"
            "<properties><java.version>21</java.version><pg>42.7.4</pg></properties>"
            f"<dependencies><dependency>{SPRING}<artifactId>spring-boot-starter-web</artifactId>"
            "</dependency><dependency><groupId>org.postgresql</groupId>"
            "<artifactId>postgresql</artifactId><version>${pg}</version></dependency>"
            "</dependencies></project>"
        },
        (
            "Java Service (Spring Boot 3.4)",
            {"org.springframework.boot": "3.4.0", "java": "21", "org.postgresql": "42.7.4"},
            ("pom.xml",),
        ),
    ),
    "Gradle": (
        {
            "build.gradle.kts": 'plugins {\n  kotlin("jvm") version "2.1.0"\n'
            '  id("io.ktor.plugin") version "3.0.2"\n}\n'
            "java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n"
            'dependencies {\n  implementation("io.ktor:ktor-server-core:3.0.2")\n}\n'
        },
        (
            "Kotlin Service (Ktor 3.0)",
            {"io.ktor": "3.0.2", "java": "21", "org.jetbrains.kotlin": "2.1.0"},
            ("build.gradle.kts",),
        ),
    ),
    "a Gradle catalog": (
        {
            "build.gradle": "plugins {\n  alias(libs.plugins.spring.boot)\n}\n",
            "gradle/libs.versions.toml": '[versions]\nboot = "3.4.0"\n[plugins]\n'
            'spring-boot = { id = "org.springframework.boot", version.ref = "boot" }\n',
        },
        (
            "Java Service (Spring Boot 3.4)",
            {"org.springframework.boot": "3.4.0"},
            ("build.gradle", "gradle/libs.versions.toml"),
        ),
    ),
    "Ruby": (
        {
            "Gemfile": "source 'https://rubygems.org'\nruby '3.3.6'\ngem 'rails', '~> 8.0'\n"
            "group :test do\n  gem 'rspec-rails'\nend\n# gem 'pg'\n",
            "Gemfile.lock": "GEM\n  remote: https://rubygems.org/\n  specs:\n    rails (8.0.1)\n"
            "      actioncable (= 8.0.1)\n    rspec-rails (7.1.0)\n",
        },
        (
            "Ruby Backend (Rails 8.0)",
            {"rails": "8.0.1", "ruby": "3.3.6", "rspec-rails": "7.1.0"},
            ("Gemfile", "Gemfile.lock"),
        ),
    ),
    "PHP": (
        {
            "composer.json": json.dumps(
                {
                    "require": {"php": "^8.3", "laravel/framework": "^11.0"},
                    "require-dev": {"phpunit/phpunit": "^11"},
                }
            ),
            "composer.lock": json.dumps(
                {
                    "packages": [{"name": "laravel/framework", "version": "v11.34.2"}],
                    "packages-dev": [],
                }
            ),
        },
        (
            "PHP Backend (Laravel 11)",
            {"laravel/framework": "11.34.2", "php": "8.3", "phpunit/phpunit": "11"},
            ("composer.json", "composer.lock"),
        ),
    ),
}

CASES = {
    f"{name}: {case}": lines
    for name, cases in {"Python": PYTHON, "Node": NODE, "": OTHERS}.items()
    for case, lines in cases.items()
}


@pytest.mark.parametrize("case", CASES)
def test_a_component_is_named_with_its_framework_and_its_versions(
    tmp_path: Path, case: str
) -> None:
    files, lines = CASES[case]
    (component,) = components(tmp_path, files)
    assert (component.name, dict(component.versions), component.evidence) == lines
    assert component.source == lines[2][0]


def test_a_monorepo_has_several_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = {
        "package.json": package(workspaces=["packages/*"], devDependencies={"typescript": "5"}),
        "packages/web/package.json": package(dependencies={"vue": "^3.5"}),
        "packages/admin/package.json": package(dependencies={"vue": "^3.5"}),
        "packages/web/node_modules/z/package.json": package(dependencies={"react": "19"}),
        "services/api/pyproject.toml": PROJECT + 'dependencies = ["fastapi"]\n',
        "examples/demo/pyproject.toml": PROJECT + 'dependencies = ["flask"]\n',
        "docs/package.json": package(dependencies={"astro": "5"}),
        "tests/e2e/package.json": package(dependencies={"express": "4"}),
    }
    results = components(tmp_path, files)
    assert [(component.name, component.folder) for component in results] == [
        ("Vue Frontend (Vue 3.5; packages/admin)", "packages/admin"),
        ("Vue Frontend (Vue 3.5; packages/web)", "packages/web"),
        ("Python Backend (FastAPI)", "services/api"),
    ]


BROKEN = {
    "pyproject.toml": ("[project", "it is not TOML: "),
    "package.json": ('{"name": ', "it is not JSON: "),
    "Cargo.toml": ("[package", "it is not TOML: "),
    "pom.xml": ("<project>", "it is not XML: "),
    "composer.json": ("[]", "it is not a table of names and values"),
    "go.mod": ("module \0", "it is binary"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_malformed_manifest_is_noted_and_the_others_are_read(tmp_path: Path, path: str) -> None:
    text, why = BROKEN[path]
    project = repository(tmp_path, {path: text, "web/Gemfile": "gem 'sinatra'\n"})
    assert [component.name for component in find_components(project)] == ["Ruby Backend (Sinatra)"]
    (note,) = project.notes
    assert note.where == path
    assert note.why.startswith(why)


@pytest.mark.parametrize(
    ("path", "text", "why"),
    [
        ("package.json", '{"dependencies": 3}', "dependencies is not a table"),
        ("package.json", '{"dependencies": {"x": 3}}', "dependencies holds something that is not "
         "a version"),
        ("Cargo.toml", "package = 1", "package is not a table"),
        ("composer.json", '{"require": [1]}', "require is not a table"),
        ("pyproject.toml", "project = 3", "project is not a table"),
        ("pom.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><project>&a;</project>", "it has a DOCTYPE"),
    ],
)  # fmt: skip
def test_what_has_another_shape_is_noted_once(
    tmp_path: Path, path: str, text: str, why: str
) -> None:
    project = repository(tmp_path, {path: text})
    find_components(project)
    (note,) = project.notes
    assert note.where == path
    assert note.why.startswith(why)


def test_a_lock_file_that_is_broken_leaves_the_manifests_word(tmp_path: Path) -> None:
    files = {
        "package.json": package(dependencies={"express": "^4.21.0"}),
        "package-lock.json": "{",
        "api/pyproject.toml": PROJECT + 'dependencies = ["fastapi>=0.115"]\n',
        "api/uv.lock": "[[package",
    }
    project = repository(tmp_path, files)
    results = {component.folder: dict(component.versions) for component in find_components(project)}
    assert results == {"": {"express": "4.21.0"}, "api": {"fastapi": "0.115"}}
    assert {note.where for note in project.notes} <= {"package-lock.json", "api/uv.lock"}


def test_as_many_manifests_are_looked_at_as_anybody_chooses_from(tmp_path: Path) -> None:
    files = {f"p{n:03}/go.mod": "module x\n" for n in range(MOST + 10)}
    project = repository(tmp_path, files)
    assert len(find_components(project)) == MOST
    assert project.notes == [Note(".", "only the first 50 manifests were read")]


def test_names_from_outside_are_clean_and_short(tmp_path: Path) -> None:
    files = {
        f"{folder}/package.json": package(dependencies={"react": "\x1b[31m^19.0.0\n"})
        for folder in ("a", "b" * 200)
    }
    for component in components(tmp_path, files):
        assert "\x1b" not in component.name
        assert "\n" not in component.name
        assert len(component.name) <= 120


BUILDS = [build for ecosystem in ECOSYSTEMS for build in ecosystem.builds]


@given(st.text(), st.sampled_from([(name, build) for build in BUILDS for name in build.manifests]))
def test_no_text_of_a_manifest_is_an_error(text: str, manifest: tuple[str, Build]) -> None:
    name, build = manifest

    class Project:
        files = (name,)
        notes: list[Note] = []  # noqa: RUF012

        def read(self, path: str) -> str:
            return text

        def named(self, *names: str) -> list[str]:
            return [name] if name.lower() in {name.lower() for name in names} else []

        def note(self, where: str, why: str) -> None:
            assert "\n" not in why

    documents = Documents(Project())  # type: ignore[arg-type]
    build.read(documents, "", [name])
