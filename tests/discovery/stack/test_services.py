"""Services, by the Compose files that start them, and what a plan says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.repository import Note
from interview.discovery.stack.services import (
    MOST,
    ComposeService,
    dependencies,
    find_services,
    infrastructure,
    variables,
)
from interview.text.cleaning import clean
from tests.discovery.stack.project import LARGE, OUTSIDE, TOO_LARGE, Made, documents, outside


def services(folder: Path, files: dict[str, str]) -> list[ComposeService]:
    """Return the services of a project in which everything can be read."""
    project = documents(folder, files)
    results = find_services(project)
    assert project.repository.notes == []
    return results


def service(folder: Path, text: str) -> ComposeService:
    """Return the service of a Compose file that has one, said in YAML's short form."""
    (result,) = services(folder, {"compose.yaml": f"services:\n  one: {text}\n"})
    return result


SHOP = """\
name: shop
services:
  web:
    build: ./web
    ports: ["8080:80"]
    depends_on:
      db: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
      cache: {condition: service_started}
    environment:
      DATABASE_URL: postgres://shop:secret@db/shop
      LOG_LEVEL: info
  migrate:
    build: {context: ., dockerfile: Dockerfile}
    depends_on: [db]
  db:
    image: postgres:16.4-alpine
    ports:
      - 5432:5432
    environment:
      - POSTGRES_PASSWORD=hunter2
      - POSTGRES_DB=shop
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7
volumes:
  data:
"""


def test_services_are_found_with_what_they_need(tmp_path: Path) -> None:
    expected = [
        ComposeService(
            "web",
            "built from web/",
            "compose.yaml",
            ("8080",),
            (("db", "healthy"), ("migrate", "completed"), ("cache", "")),
            (("DATABASE_URL", "postgres://shop:secret@db/shop"), ("LOG_LEVEL", "info")),
        ),
        ComposeService("migrate", "built here", "compose.yaml", (), (("db", ""),)),
        ComposeService(
            "db",
            "PostgreSQL 16.4",
            "compose.yaml",
            ("5432",),
            (),
            (("POSTGRES_PASSWORD", "hunter2"), ("POSTGRES_DB", "shop")),
        ),
        ComposeService("cache", "Redis 7", "compose.yaml"),
    ]
    assert services(tmp_path, {"compose.yaml": SHOP}) == expected
    assert services(tmp_path, {"compose.yaml": SHOP.replace("\n", "\r\n")}) == expected


def test_a_plan_says_what_a_system_runs_on(tmp_path: Path) -> None:
    results = services(
        tmp_path,
        {"compose.yaml": SHOP, "ops/compose.yml": "services: {mq: {image: 'rabbitmq:4'}}"},
    )
    assert infrastructure(results) == (
        "`compose.yaml` with web (built from web/, port 8080), migrate (built here), "
        "db (PostgreSQL 16.4, port 5432), cache (Redis 7)\n"
        "`ops/compose.yml` with mq (RabbitMQ 4)"
    )
    assert dependencies(results) == (
        "- web needs db (healthy), migrate (completed), cache\n- migrate needs db"
    )
    assert variables(results) == [
        ("DATABASE_URL", "as in compose.yaml, service web", "compose.yaml, service web"),
        ("LOG_LEVEL", "info", "compose.yaml, service web"),
        ("POSTGRES_PASSWORD", "as in compose.yaml, service db", "compose.yaml, service db"),
        ("POSTGRES_DB", "shop", "compose.yaml, service db"),
    ]


def test_without_services_a_plan_says_nothing() -> None:
    assert (infrastructure([]), dependencies([]), variables([])) == ("", "", [])


# Which files count


@pytest.mark.parametrize(
    ("paths", "sources"),
    [
        (["compose.yaml"], ["compose.yaml"]),
        (["compose.yml", "compose.yaml"], ["compose.yaml"]),
        (["docker-compose.yml", "compose.yml"], ["compose.yml"]),
        (["docker-compose.yaml", "docker-compose.yml"], ["docker-compose.yml"]),
        (["b/compose.yml", "a/docker-compose.yml", "compose.yml"],
         ["compose.yml", "a/docker-compose.yml", "b/compose.yml"]),
        (["docker-compose.prod.yml", "compose.json", "stack.yml"], []),
        (["tests/compose.yml", "examples/a/compose.yml", ".devcontainer/docker-compose.yml"], []),
    ],
)  # fmt: skip
def test_compose_looks_for_its_files_in_an_order(
    tmp_path: Path, paths: list[str], sources: list[str]
) -> None:
    results = services(tmp_path, dict.fromkeys(paths, "services: {db: {image: mysql}}"))
    assert [entry.source for entry in results] == sources


def test_no_more_services_are_told_than_anyone_reads(tmp_path: Path) -> None:
    text = "services:\n" + "".join(f"  s{number}: {{}}\n" for number in range(MOST + 5))
    results = services(tmp_path, {"compose.yaml": text})
    assert [entry.name for entry in results] == [f"s{number}" for number in range(MOST)]


# How a service is started


@pytest.mark.parametrize(
    ("path", "name", "command"),
    [
        ("compose.yaml", "db", "docker compose up -d db"),
        ("docker-compose.yml", "db", "docker compose up -d db"),
        ("ops/compose.yml", "db", "docker compose -f ops/compose.yml up -d db"),
        ("my ops/compose.yml", "db", "docker compose -f 'my ops/compose.yml' up -d db"),
        ("$(id)/compose.yml", "x; id", "docker compose -f '$(id)/compose.yml' up -d 'x; id'"),
        ("compose.yaml", "`id`", "docker compose up -d '`id`'"),
    ],
)
def test_a_command_starts_a_service_and_nothing_else(
    tmp_path: Path, path: str, name: str, command: str
) -> None:
    text = json.dumps({"services": {name: {"image": "mysql"}}})
    (result,) = services(tmp_path, {path: text})
    assert result.start == command


# What a service is


@pytest.mark.parametrize(
    ("image", "what"),
    [
        ("postgres", "PostgreSQL"),
        ("postgres:16", "PostgreSQL 16"),
        ("postgres:16.4-alpine3.20", "PostgreSQL 16.4"),
        ("postgres:latest", "PostgreSQL"),
        ("postgres:16@sha256:abcd", "PostgreSQL 16"),
        ("docker.io/library/postgres:16", "PostgreSQL 16"),
        ("localhost:5000/postgres:16", "PostgreSQL 16"),
        ("registry.example.org:5000/shop/api:1.2", "registry.example.org:5000/shop/api 1.2"),
        ("registry.example.org:5000/shop/api", "registry.example.org:5000/shop/api"),
        ("postgis/postgis:16-3.4", "PostgreSQL with PostGIS 16"),
        ("pgvector/pgvector:pg16", "PostgreSQL with pgvector"),
        ("mysql:8.4", "MySQL 8.4"),
        ("mariadb:11", "MariaDB 11"),
        ("mongo:7", "MongoDB 7"),
        ("redis:7-alpine", "Redis 7"),
        ("docker.elastic.co/elasticsearch/elasticsearch:8.15.3", "Elasticsearch 8.15.3"),
        ("nginx:1.27", "nginx 1.27"),
        ("axllent/mailpit:v1.21", "Mailpit 1.21"),
        ("ghcr.io/shop/api:v1.2", "ghcr.io/shop/api 1.2"),
        ("'postgres:${POSTGRES:-16}'", "PostgreSQL 16"),
        ("'postgres:${POSTGRES-16}'", "PostgreSQL 16"),
        ("'${IMAGE:-postgres:16}'", "PostgreSQL 16"),
        ("'postgres:${POSTGRES}'", "PostgreSQL"),
        ('"post\\e[31mgres:16"', "PostgreSQL 16"),
        ("''", ""),
        ("[postgres]", ""),
    ],
)
def test_an_image_says_what_a_service_is(tmp_path: Path, image: str, what: str) -> None:
    assert service(tmp_path, f"{{image: {image}}}").what == what


@pytest.mark.parametrize(
    ("path", "build", "what"),
    [
        ("compose.yaml", ".", "built here"),
        ("compose.yaml", "./api", "built from api/"),
        ("compose.yaml", "{context: api/}", "built from api/"),
        ("compose.yaml", "{dockerfile: Dockerfile.dev}", "built here"),
        ("compose.yaml", "'${API:-api}'", "built from api/"),
        ("ops/compose.yaml", ".", "built from ops/"),
        ("ops/compose.yaml", "..", "built here"),
        ("ops/compose.yaml", "../api", "built from api/"),
        ("compose.yaml", "../api", "built from ../api"),
        ("compose.yaml", "/srv/api", "built from /srv/api"),
        ("compose.yaml", "https://example.org/api.git", "built from https://example.org/api.git"),
        ("compose.yaml", "https://me:hunter2@example.org/a.git", "built from https://example.org/"
         "a.git"),
        ("compose.yaml", '"a\\e[31mp\\ni"', "built from ap i/"),
    ],
)  # fmt: skip
def test_what_is_built_is_said_with_its_place(
    tmp_path: Path, path: str, build: str, what: str
) -> None:
    text = f"services: {{api: {{image: 'shop/api:1', build: {build}}}}}"
    (result,) = services(tmp_path, {path: text})
    assert result.what == what


@pytest.mark.parametrize(
    ("port", "expected"),
    [
        ("8080:80", ("8080",)),
        ("'8080:80'", ("8080",)),
        ("22:22", ("22",)),
        ("3000", ()),
        ("3000-3005", ()),
        ("8080:80/tcp", ("8080",)),
        ("127.0.0.1:8080:80", ("8080",)),
        ("'[::1]:8080:80'", ("8080",)),
        ("'::1:8080:80'", ("8080",)),
        ("127.0.0.1::80", ()),
        ("'${PORT:-8080}:80'", ("8080",)),
        ("'${PORT}:80'", ()),
        ("'${HOST:-127.0.0.1}:${PORT:-8080}:80'", ("8080",)),
        ("{target: 80, published: 8080}", ("8080",)),
        ("{target: 80, published: '8080', protocol: tcp}", ("8080",)),
        ("{target: 80}", ()),
        ("53:53/tcp, 53:53/udp", ("53",)),
        ("80:80, 443:443", ("80", "443")),
        ("'\\e[31m'", ()),
        ("http", ()),
        ("[80]", ()),
        ("'999999:80'", ()),
    ],
)
def test_ports_are_those_of_this_machine(
    tmp_path: Path, port: str, expected: tuple[str, ...]
) -> None:
    assert service(tmp_path, f"{{ports: [{port}]}}").ports == expected


@pytest.mark.parametrize(
    ("ports", "message"),
    [("[]", "one"), ("[1:1]", "one (port 1)"), ("[1:1, 2:2]", "one (ports 1, 2)")],
)
def test_a_service_is_told_in_a_few_words(tmp_path: Path, ports: str, message: str) -> None:
    assert service(tmp_path, f"{{ports: {ports}}}").summary == message


# Anchors


AIRFLOW = """\
x-environment: &environment
  STORE: db
  LOG_LEVEL: info
x-needs: &needs
  cache: {condition: service_healthy}
x-common: &common
  image: apache/airflow:2.10.3
  environment: &common-environment
    <<: *environment
    LOG_LEVEL: debug
  depends_on:
    <<: *needs
x-open: &open
  ports: ["8080:8080"]
  image: nginx
services:
  web:
    <<: [*common, *open]
  jobs:
    <<: *common
    environment:
      <<: [*common-environment]
      JOBS: 4
    depends_on:
      <<: *needs
      web: {condition: service_started}
  cache:
    image: redis:7
"""


def test_what_an_anchor_holds_is_taken_over(tmp_path: Path) -> None:
    environment = (("LOG_LEVEL", "debug"), ("STORE", "db"))
    results = services(tmp_path, {"compose.yaml": AIRFLOW})
    assert [(entry.name, entry.what, entry.ports, entry.needs) for entry in results] == [
        ("web", "apache/airflow 2.10.3", ("8080",), (("cache", "healthy"),)),
        ("jobs", "apache/airflow 2.10.3", (), (("web", ""), ("cache", "healthy"))),
        ("cache", "Redis 7", (), ()),
    ]
    assert [entry.environment for entry in results] == [
        environment,
        (("JOBS", "4"), *environment),
        (),
    ]


# Variables


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ("{A: b}", (("A", "b"),)),
        ("{A: 1, B: true}", (("A", "1"), ("B", "true"))),
        ("{A: , B: ''}", (("A", ""), ("B", ""))),
        ("[A=b, B, C=, D=e=f]", (("A", "b"), ("B", ""), ("C", ""), ("D", "e=f"))),
        ("{A: [b]}", (("A", ""),)),
        ("[[a], {b: c}]", ()),
        ("text", ()),
        ('{A: "\\e[31mred\\a", "B\\n": c}', (("A", "red"), ("B", "c"))),
    ],
)
def test_variables_are_said_as_a_table_or_a_list(
    tmp_path: Path, environment: str, expected: tuple[tuple[str, str], ...]
) -> None:
    assert service(tmp_path, f"{{environment: {environment}}}").environment == expected


HIDDEN = "as in compose.yaml, service one"


def test_a_value_that_could_be_a_secret_stays_where_it_is() -> None:
    cases: list[tuple[str, str, str]] = [
        ("LOG_LEVEL", "info", "info"),
        ("API_URL", "http://api:8000/v1", "http://api:8000/v1"),
        ("HOSTS", "a@b", "a@b"),
        ("EMPTY", "", HIDDEN),
        ("DB_PASSWORD", "hunter2", HIDDEN),
        ("MYSQL_PWD", "hunter2", HIDDEN),
        ("PGPASSFILE", "hunter2", HIDDEN),
        ("SECRET_KEY", "hunter2", HIDDEN),
        ("github_token", "hunter2", HIDDEN),
        ("AWS_ACCESS_KEY_ID", "hunter2", HIDDEN),
        ("DATABASE_URL", "postgres://shop:hunter2@db/shop", HIDDEN),
        ("DATABASE_URL", "postgres://shop:hun/ter2@db/shop", HIDDEN),
        ("REDIS_URL", "redis://:hunter2@cache", HIDDEN),
        ("DATABASE", "Server=db;User=sa;Password=hunter2", HIDDEN),
        ("DATABASE", "Server=db;User=sa;Pwd = hunter2", HIDDEN),
        ("STORAGE", "AccountName=shop;AccountKey=hunter2==", HIDDEN),
        ("DATABASE", "host=db user=shop password=hunter2", HIDDEN),
    ]
    for name, value, message in cases:
        entry = ComposeService("one", "", "compose.yaml", environment=((name, value),))
        assert variables([entry]) == [(name, message, "compose.yaml, service one")]


def test_the_first_service_says_a_variable() -> None:
    results = [
        ComposeService(name, "", "compose.yaml", environment=(("STORE", name),))
        for name in ("a", "b")
    ]
    assert variables(results) == [("STORE", "a", "compose.yaml, service a")]


# What cannot be read


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("services: [", None),
        ("services:\n\tdb:\n", None),
        ("a: &a [*a]", None),
        ("[" * 50_000, None),
        ("services: \x07", None),
        ("- db", "it is not a table of names and values"),
        ("db", "it is not a table of names and values"),
        ("services: []", "services is not a table"),
        ("services:", "services is not a table"),
        ("services: {db: postgres}", "services.db is not a table"),
        ('services: {"d\\e[31mb": 1, cache: []}', "services.db is not a table"),
        (LARGE, TOO_LARGE),
        ("a: b\n" * 60_000, "it is not YAML: more than 256 KiB"),
    ],
)
def test_a_broken_file_is_one_note_and_no_service(
    tmp_path: Path, text: str, why: str | None
) -> None:
    project = documents(tmp_path, {"compose.yaml": text})
    assert find_services(project) == []
    assert [note.where for note in project.repository.notes] == ["compose.yaml"]
    assert why in (None, project.repository.notes[0].why)


@pytest.mark.parametrize("text", ["", "name: shop", "services: {}", "x-a: 1"])
def test_a_file_without_services_has_none(tmp_path: Path, text: str) -> None:
    assert services(tmp_path, {"compose.yaml": text}) == []


@pytest.mark.parametrize(
    "text",
    ["{}", "{image: 1.5, ports: {}}", "{ports: 80, depends_on: db, environment: 1}",
     "{depends_on: [[db], {db: 1}], build: [api]}", "{<<: text}", "{<<: [text, [a]]}",
     "{ports: !reset [], environment: !override {}}"],
)  # fmt: skip
def test_odd_settings_count_as_missing(tmp_path: Path, text: str) -> None:
    result = service(tmp_path, text)
    assert result._replace(what="") == ComposeService("one", "", "compose.yaml")


def test_names_cannot_paint_the_terminal(tmp_path: Path) -> None:
    text = '"d\\e[31mb\\n2": {depends_on: ["\\ac", "d\\ne"]}'
    (result,) = services(tmp_path, {"compose.yaml": f"services: {{{text}}}"})
    assert (result.name, result.needs) == ("db 2", (("c", ""), ("d e", "")))


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    outside(tmp_path, "compose.yaml", SHOP)
    project = documents(tmp_path, {})
    assert find_services(project) == []
    assert project.repository.notes == [Note("compose.yaml", OUTSIDE)]


NAMES = st.text(max_size=5) | st.sampled_from(
    ["image", "build", "context", "ports", "published", "depends_on", "environment", "<<"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(NAMES, inner, max_size=2),
    max_leaves=4,
)


@given(NAMES, st.dictionaries(NAMES, VALUES, max_size=4))
def test_services_of_any_shape_raise_nothing(name: str, table: dict[str, object]) -> None:
    text = json.dumps({"services": {name: table}})
    results = find_services(Made({"compose.yaml": text}))
    lines = [infrastructure(results), dependencies(results), *(entry.start for entry in results)]
    assert [clean(text) for text in lines] == lines


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "text",
    [
        "{image: '" + "${A-" * 60_000 + "'}",
        "{environment: {A: '" + "://" * 80_000 + "'}}",
        "{environment: {A: '" + "key" * 80_000 + "'}}",
        "{ports: ['" + "1." * 120_000 + "']}",
        "{ports: ['" + ":" * 250_000 + "']}",
        "{build: '" + "../" * 80_000 + "'}",
        "&a {<<: [" + "*a, " * 9 + "]}",
    ],
)
def test_a_hostile_file_is_read_in_no_time(tmp_path: Path, text: str) -> None:
    project = documents(tmp_path, {"compose.yaml": f"services: {{one: {text}}}"})
    variables(find_services(project))


@pytest.mark.timeout(10)
def test_anchors_of_anchors_are_taken_over_in_no_time(tmp_path: Path) -> None:
    lines = ["x0: &x0 {image: redis}"]
    lines += [f"x{n}: &x{n} {{<<: [{', '.join([f'*x{n - 1}'] * 9)}]}}" for n in range(1, 40)]
    text = "\n".join([*lines, "services:", "  one:", "    <<: *x39"])
    (result,) = services(tmp_path, {"compose.yaml": text})
    assert result.what == "Redis"
