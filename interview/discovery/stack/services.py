"""The services that a project starts with Docker Compose, and what they say of each other.

Format: https://docs.docker.com/reference/compose-file/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.paths import folder_of, name_of, normal, within
from interview.discovery.places import stands_aside
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents

FILES = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
"""What Compose looks for by itself, in this order; the first one of a folder counts."""

MOST = 40
"""Services that are told."""

PRODUCTS = {
    "postgres": "PostgreSQL", "postgis": "PostgreSQL with PostGIS",
    "pgvector": "PostgreSQL with pgvector", "timescaledb": "TimescaleDB",
    "mysql": "MySQL", "mariadb": "MariaDB", "mongo": "MongoDB",
    "redis": "Redis", "valkey": "Valkey", "memcached": "Memcached", "rabbitmq": "RabbitMQ",
    "kafka": "Kafka", "nats": "NATS", "elasticsearch": "Elasticsearch", "opensearch": "OpenSearch",
    "nginx": "nginx", "traefik": "Traefik", "caddy": "Caddy", "minio": "MinIO",
    "localstack": "LocalStack", "mailpit": "Mailpit", "mailhog": "MailHog", "keycloak": "Keycloak",
    "prometheus": "Prometheus", "grafana": "Grafana",
}  # fmt: skip
"""What the images of the better known services hold, by the last part of their names."""

_VERSION = re.compile(r"v?(\d+(?:\.\d+)*)")
_DEFAULT = re.compile(r"\$\{\w+:?-([^}]*)\}")
_PORT = re.compile(r"(?:\d+\.[\d.]+:)?(?:(\d{1,5})(?:-\d+)?:)?(\d{1,5})(?:-\d+)?(?:/\w+)?")


class Service(NamedTuple):
    """A service of a Compose file.

    what: the product and its version, or the folder that it is built from. ports: those of this
    machine that lead to it. needs: the services that it waits for, with the condition, if it is not
    the usual one. environment: names of variables and what they are set to.
    """

    name: str
    what: str
    source: str
    ports: tuple[str, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def start(self) -> str:
        """The command that starts it, with what it needs, from the project's root."""
        named = "" if self.source in FILES else f"-f {self.source} "
        return f"docker compose {named}up -d {self.name}"

    @property
    def told(self) -> str:
        """The service in a few words: `db (PostgreSQL 16, port 5432)`."""
        ports = f"port{'s' if len(self.ports) > 1 else ''} {', '.join(self.ports)}"
        details = [self.what, ports if self.ports else ""]
        told = ", ".join(filter(None, details))
        return f"{self.name} ({told})" if told else self.name


def find_services(documents: Documents) -> list[Service]:
    """Return the services of a project's Compose files, those nearest to the root first."""
    found: list[Service] = []
    folders: set[str] = set()
    for path in sorted(documents.named(*FILES), key=_order):
        if stands_aside(path) or folder_of(path) in folders:
            continue
        folders.add(folder_of(path))
        if document := documents.load(path, "YAML"):
            found.extend(_services(document))
    return found[:MOST]


def _order(path: str) -> tuple[int, str, int]:
    return path.count("/"), folder_of(path), FILES.index(name_of(path).lower())


def _services(document: Document) -> Iterator[Service]:
    for name in document.table("services"):
        table = _merged(document, name)
        if table is not None:
            yield Service(
                one_line(name),
                _what(table, folder_of(document.path)),
                document.path,
                tuple(_ports(table.get("ports"))),
                tuple(_needs(table.get("depends_on"))),
                tuple(_environment(table.get("environment"))),
            )


def _merged(document: Document, name: str) -> dict[str, Any] | None:
    """Return a service with what it takes over from an anchor (`<<: *common`)."""
    said = document.at("services", name)
    if said is None:
        return {}
    if not isinstance(said, dict):
        document.complain(f"services.{name} is not a table")
        return None
    bases = said.get("<<")
    merged: dict[str, Any] = {}
    for base in bases if isinstance(bases, list) else [bases]:
        if isinstance(base, dict):
            merged = {**base, **merged}
    return {**merged, **said}


def _what(table: dict[str, Any], folder: str) -> str:
    build = table.get("build")
    context = build.get("context", ".") if isinstance(build, dict) else build
    if isinstance(context, str):
        place = normal(within(folder, context))
        return f"built from {place}/" if place else "built here"
    image = table.get("image")
    return _product(image) if isinstance(image, str) else ""


def _product(image: str) -> str:
    """Return what an image holds: `postgres:16-alpine` is PostgreSQL 16."""
    named = one_line(_DEFAULT.sub(r"\1", image)).partition("@")[0]
    short, _, tag = name_of(named).partition(":")  # before it, a registry may have a port
    product = PRODUCTS.get(short, named.removesuffix(f":{tag}"))
    version = _VERSION.match(tag)
    return f"{product} {version[1]}" if version else product


def _ports(said: object) -> Iterator[str]:
    for one in said if isinstance(said, list) else []:
        if isinstance(one, dict):
            one = one.get("published")
            one = f"{one}:0" if isinstance(one, str) else None
        match = _PORT.fullmatch(_DEFAULT.sub(r"\1", one)) if isinstance(one, str) else None
        if match and match[1]:
            yield match[1]


def _needs(said: object) -> Iterator[tuple[str, str]]:
    if isinstance(said, list):
        yield from ((one_line(name), "") for name in said if isinstance(name, str))
    elif isinstance(said, dict):
        for name, how in said.items():
            condition = how.get("condition") if isinstance(how, dict) else None
            yield one_line(str(name)), _CONDITIONS.get(str(condition), "")


_CONDITIONS = {"service_healthy": "healthy", "service_completed_successfully": "completed"}


def _environment(said: object) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        pairs = [(name, value) for name, value in said.items() if isinstance(name, str)]
    else:
        lines = said if isinstance(said, list) else []
        pairs = [line.partition("=")[::2] for line in lines if isinstance(line, str)]
    for name, value in pairs:
        yield one_line(name), one_line(value) if isinstance(value, str) else ""


# What is said of them in a plan

_SECRET = re.compile(r"pass|secret|token|key|credential|private|auth", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/\s@]+@")


def infrastructure(services: list[Service]) -> str:
    """Return what a system runs on, a line for each Compose file; empty without one."""
    files: dict[str, list[str]] = {}
    for service in services:
        files.setdefault(service.source, []).append(service.told)
    return "\n".join(f"`{path}` with {', '.join(told)}" for path, told in files.items())


def dependencies(services: list[Service]) -> str:
    """Return which service needs which, a line each; empty when none needs another."""
    lines = []
    for service in services:
        if service.needs:
            needs = ", ".join(name + (f" ({how})" if how else "") for name, how in service.needs)
            lines.append(f"- {service.name} needs {needs}")
    return "\n".join(lines)


def variables(services: list[Service]) -> list[tuple[str, str, str]]:
    """Return the variables that services are started with: name, value, where it is said.

    A value that could be a secret stays where it is: the place is told instead.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for service in services:
        place = f"{service.source}, service {service.name}"
        for name, value in service.environment:
            secret = not value or _SECRET.search(name) or _LOGIN.search(value)
            found.setdefault(name, (name, f"as in {place}" if secret else value, place))
    return list(found.values())
