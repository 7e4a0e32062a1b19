"""What Compose starts, and the versions of languages that a project's surroundings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.discovery.repository import Note
from interview.discovery.stack.runtimes import find_runtime
from interview.discovery.stack.services import (
    ComposeService,
    dependencies,
    find_services,
    infrastructure,
    variables,
)
from tests.discovery.projects import documents


def services(folder: Path, text: str, path: str = "compose.yaml") -> list[ComposeService]:
    return find_services(documents(folder, {path: text}))


def service(folder: Path, text: str) -> ComposeService:
    (result,) = services(folder, f"services:\n  a: {text}\n")
    return result


@pytest.mark.parametrize(
    ("image", "what"),
    [
        ("postgres:16-alpine", "PostgreSQL 16"),
        ("postgres", "PostgreSQL"),
        ("docker.io/library/redis:7.4.1", "Redis 7.4.1"),
        ("ghcr.io/acme/api:v2.1", "ghcr.io/acme/api 2.1"),
        ("registry.example.org:5000/mysql:8", "MySQL 8"),
        ("mongo@sha256:abcdef", "MongoDB"),
        ("postgres:${PG:-15}", "PostgreSQL 15"),
        ("postgres:latest", "PostgreSQL"),
    ],
)
def test_an_image_is_told_as_the_product_that_it_holds(
    tmp_path: Path, image: str, what: str
) -> None:
    assert service(tmp_path, f"{{image: '{image}'}}").what == what


@pytest.mark.parametrize(
    ("build", "what"),
    [
        (".", "built here"),
        ("./web", "built from web/"),
        ("{context: api, dockerfile: x}", "built from api/"),
        ("../outside", "built from ../outside"),
    ],
)
def test_what_is_built_is_told_by_its_folder(tmp_path: Path, build: str, what: str) -> None:
    assert service(tmp_path, f"{{build: {build}}}").what == what


@pytest.mark.parametrize(
    ("ports", "lines"),
    [
        ("['5432:5432']", ("5432",)),
        ("['127.0.0.1:8001:80']", ("8001",)),
        ("['80']", ()),
        ("['8000-8002:80-82/tcp']", ("8000",)),
        ("[{target: 80, published: 8080}]", ("8080",)),
        ("['${PORT:-9000}:80']", ("9000",)),
        ("[443:443, 80:80]", ("443", "80")),
        ("8080", ()),
    ],
)
def test_ports_are_those_of_this_machine(
    tmp_path: Path, ports: str, lines: tuple[str, ...]
) -> None:
    assert service(tmp_path, f"{{image: x, ports: {ports}}}").ports == lines


SHOP = """\
x-common: &common
  environment:
    LEVEL: info
services:
  db:
    image: postgres:16
    ports: ["5432:5432"]
    environment:
      - POSTGRES_DB=shop
      - POSTGRES_PASSWORD=hunter2
      - DATABASE_URL=postgres://me:hunter2@db/shop
      - EMPTY
  migrate:
    <<: *common
    build: .
    depends_on: {db: {condition: service_healthy}}
  api:
    build: .
    depends_on: [db, migrate]
    ports: ["8000:8000"]
"""


def test_the_services_of_a_file_are_told_as_a_plan_needs_them(tmp_path: Path) -> None:
    results = services(tmp_path, SHOP)
    assert infrastructure(results) == (
        "`compose.yaml` with db (PostgreSQL 16, port 5432), migrate (built here), "
        "api (built here, port 8000)"
    )
    assert dependencies(results) == "- migrate needs db (healthy)\n- api needs db, migrate"
    assert [entry.start for entry in results] == [
        f"docker compose up -d {name}" for name in ("db", "migrate", "api")
    ]


def test_a_secret_is_named_and_its_value_stays_where_it_is(tmp_path: Path) -> None:
    results = variables(services(tmp_path, SHOP))
    place = "compose.yaml, service db"
    assert results == [
        ("POSTGRES_DB", "shop", place),
        ("POSTGRES_PASSWORD", f"as in {place}", place),
        ("DATABASE_URL", f"as in {place}", place),
        ("EMPTY", f"as in {place}", place),
        ("LEVEL", "info", "compose.yaml, service migrate"),
    ]


def test_the_first_file_of_a_folder_counts_and_the_root_comes_first(tmp_path: Path) -> None:
    entry = "services: {%s: {image: x}}\n"
    files = {
        "docker-compose.yml": entry % "old",
        "compose.yaml": entry % "new",
        "deploy/compose.yml": entry % "there",
        "docker-compose.override.yml": entry % "never",
        "examples/compose.yaml": entry % "shown",
        ".devcontainer/docker-compose.yml": entry % "editor",
    }
    results = find_services(documents(tmp_path, files))
    assert [(candidate.name, candidate.source) for candidate in results] == [
        ("new", "compose.yaml"),
        ("there", "deploy/compose.yml"),
    ]
    assert results[1].start == "docker compose -f deploy/compose.yml up -d there"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("services: [a]", "services is not a table"),
        ("services: {a: 3}", "services.a is not a table"),
        ("services: {a: *nowhere}", "it is not YAML: "),
        ("services:\n\ta: 1", "it is not YAML: "),
    ],
)
def test_what_makes_no_sense_is_noted_once(tmp_path: Path, text: str, why: str) -> None:
    project = documents(tmp_path, {"compose.yaml": text})
    assert find_services(project) == []
    (note,) = project.repository.notes
    assert note.where == "compose.yaml"
    assert note.why.startswith(why)


def test_odd_values_are_passed_over(tmp_path: Path) -> None:
    text = "{image: [x], ports: {a: b}, depends_on: 3, environment: [[x]]}"
    assert service(tmp_path, text) == ComposeService("a", "", "compose.yaml")
    assert service(tmp_path, text).summary == "a"


# Versions of languages

PLACES = [
    ("Python", {".python-version": "3.12.1\n"}, "3.12.1", ".python-version"),
    ("Node", {".nvmrc": "v22.11.0\n"}, "22.11.0", ".nvmrc"),
    ("Node", {".nvmrc": "lts/*\n", "Dockerfile": "FROM node:22\n"}, "22", "Dockerfile"),
    ("Ruby", {".ruby-version": "ruby-3.3.6\n"}, "3.3.6", ".ruby-version"),
    ("Rust", {"rust-toolchain": "1.83\n"}, "1.83", "rust-toolchain"),
    ("Python", {"Dockerfile": "FROM python:3.11\nFROM python:3.12-slim AS x\n"}, "3.12",
     "Dockerfile"),
    ("Go", {"api/Dockerfile": "ARG V=1.23\nFROM --platform=x golang:${V}-alpine\n"}, "1.23",
     "api/Dockerfile"),
    ("JVM", {"Dockerfile": "from eclipse-temurin:21-jre\n"}, "21", "Dockerfile"),
    ("Python", {".github/workflows/ci.yml": "jobs: {t: {strategy: {matrix: {v: ['3.13', '3.11']}},"
     " steps: [{uses: actions/setup-python@v5, with: {python-version: '${{ matrix.v }}'}}]}}"},
     "3.11", ".github/workflows/ci.yml"),
    ("PHP", {".github/workflows/a.yaml": "jobs: {t: {steps: [{uses: shivammathur/setup-php@v2,"
     " with: {php-version: '8.3'}}]}}"}, "8.3", ".github/workflows/a.yaml"),
    ("Python", {}, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("platform", "files", "version", "source"), PLACES)
def test_a_version_is_what_the_surroundings_say(
    tmp_path: Path, platform: str, files: dict[str, str], version: str, source: str
) -> None:
    project = documents(tmp_path, files)
    assert find_runtime(project, platform, "api") == (version, source)
    assert project.repository.notes == []


def test_a_dockerfile_that_starts_from_nothing_is_noted(tmp_path: Path) -> None:
    project = documents(tmp_path, {"Dockerfile": "RUN true\n"})
    assert find_runtime(project, "Python", "").version == ""
    assert project.repository.notes == [Note("Dockerfile", "it has no FROM line")]
