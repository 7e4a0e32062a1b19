"""The services that a project starts with Docker Compose, and what they say of each other.

Format: https://docs.docker.com/reference/compose-file/
"""

from __future__ import annotations

import re
import shlex
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.documents import brief
from interview.discovery.paths import folder_of, name_of, normal, within
from interview.discovery.places import stands_aside
from interview.text.cleaning import one_line
from interview.text.secrets import is_secret, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents

FILES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
"""What Compose looks for by itself, in this order; the first one of a folder counts."""

MOST = 40
"""The most services that are described."""

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
_DEFAULT = re.compile(r"\$\{\w+:?-([^${}]*)\}")
_LOGIN = re.compile(r"(?<=://)[^/@]*@")
_PORT = re.compile(r"(\d{1,5})(?:-\d{1,5})?")


class ComposeService(NamedTuple):
    """A service of a Compose file.

    Attributes:
        what: The product and its version, or the folder that it is built from.
        ports: Those of this machine that lead to it.
        needs: The services that it waits for, with the condition, if it is not the usual one.
        environment: Names of variables and what they are set to.
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
        named = "" if self.source in FILES else f"-f {shlex.quote(self.source)} "
        return f"docker compose {named}up -d {shlex.quote(self.name)}"

    @property
    def summary(self) -> str:
        """The service in a few words: `db (PostgreSQL 16, port 5432)`."""
        ports = f"port{'s' if len(self.ports) > 1 else ''} {', '.join(self.ports)}"
        details = ", ".join(filter(None, (self.what, ports if self.ports else "")))
        return f"{self.name} ({details})" if details else self.name


def find_services(documents: Documents) -> list[ComposeService]:
    """Return the services of a project's Compose files, those nearest to the root first."""
    services: list[ComposeService] = []
    folders: set[str] = set()
    for path in sorted(documents.named(*FILES), key=_order):
        if stands_aside(path) or folder_of(path) in folders:
            continue
        folders.add(folder_of(path))
        if document := documents.load(path, "YAML"):
            services.extend(islice(_services(document), MOST - len(services)))
    return services


def _order(path: str) -> tuple[int, str, int]:
    return path.count("/"), folder_of(path), FILES.index(name_of(path).lower())


def _services(document: Document) -> Iterator[ComposeService]:
    for name in document.table("services"):
        definition = document.at("services", name)
        if not isinstance(definition, dict):
            document.complain(f"services.{name} is not a table")
            continue
        table = _merged(definition)
        yield ComposeService(
            one_line(name),
            brief(masked(_what(table, folder_of(document.path)))),
            document.path,
            tuple(dict.fromkeys(_ports(table.get("ports")))),
            tuple(_needs(table.get("depends_on"))),
            tuple(_environment(table.get("environment"))),
        )


def _merged(table: dict[str, Any]) -> dict[str, Any]:
    """Return a table with what it takes over from anchors (`<<: *common`), and they from others."""
    merged: dict[str, Any] = {}
    waiting: list[object] = [table]
    seen: set[int] = set()
    while waiting:
        definition = waiting.pop()
        if isinstance(definition, dict) and id(definition) not in seen:
            seen.add(id(definition))
            for name, value in definition.items():
                merged.setdefault(name, value)
            bases = definition.get("<<")
            waiting += reversed(bases) if isinstance(bases, list) else [bases]
    merged.pop("<<", None)
    return merged


def _what(table: dict[str, Any], folder: str) -> str:
    build = table.get("build")
    context = _merged(build).get("context", ".") if isinstance(build, dict) else build
    if isinstance(context, str):
        return _built(folder, one_line(_defaulted(context)))
    image = table.get("image")
    return _product(image) if isinstance(image, str) else ""


def _built(folder: str, context: str) -> str:
    elsewhere = "://" in context or context.startswith(("/", "git@"))
    place = None if elsewhere else normal(within(folder, context))
    if place is None:
        return f"built from {_LOGIN.sub('', context)}"
    return f"built from {place}/" if place else "built here"


def _product(image: str) -> str:
    """Return what an image holds: `postgres:16-alpine` is PostgreSQL 16."""
    place, slash, last = one_line(_defaulted(image)).partition("@")[0].rpartition("/")
    name, _, tag = last.partition(":")
    product = PRODUCTS.get(name, f"{place}{slash}{name}")
    version = _VERSION.match(tag)
    return f"{product} {version[1]}" if version else product


def _defaulted(text: str) -> str:
    """Return a text with the defaults of its variables (`${PORT:-8080}`) in their places."""
    return _DEFAULT.sub(r"\1", text)


def _ports(value: object) -> Iterator[str]:
    """Yield ports of this machine: of `[address:]port:container`, or as `published`."""
    for mapping in value if isinstance(value, list) else []:
        text = f"{mapping.get('published')}:" if isinstance(mapping, dict) else mapping
        parts = _defaulted(text).rsplit(":", 2) if isinstance(text, str) else []
        if len(parts) > 1 and (port := _PORT.fullmatch(parts[-2])):
            yield port[1]


def _needs(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        yield from ((one_line(name), "") for name in value if isinstance(name, str))
    elif isinstance(value, dict):
        for name, how in _merged(value).items():
            condition = how.get("condition") if isinstance(how, dict) else None
            wording = _CONDITIONS.get(condition, "") if isinstance(condition, str) else ""
            yield one_line(str(name)), wording


_CONDITIONS = {"service_healthy": "healthy", "service_completed_successfully": "completed"}


def _environment(definition: object) -> Iterator[tuple[str, str]]:
    if isinstance(definition, dict):
        pairs = list(_merged(definition).items())
    else:
        lines = definition if isinstance(definition, list) else []
        pairs = [line.partition("=")[::2] for line in lines if isinstance(line, str)]
    for name, value in pairs:
        yield one_line(name), one_line(value) if isinstance(value, str) else ""


# Services as a plan describes them


def infrastructure(services: list[ComposeService]) -> str:
    """Return what a system runs on, a line for each Compose file; empty without one."""
    files: dict[str, list[str]] = {}
    for service in services:
        files.setdefault(service.source, []).append(service.summary)
    return "\n".join(f"`{path}` with {', '.join(summaries)}" for path, summaries in files.items())


def dependencies(services: list[ComposeService]) -> str:
    """Return which service needs which, a line each; empty when none needs another."""
    lines = []
    for service in services:
        if service.needs:
            needs = ", ".join(name + (f" ({how})" if how else "") for name, how in service.needs)
            lines.append(f"- {service.name} needs {needs}")
    return "\n".join(lines)


def variables(services: list[ComposeService]) -> list[tuple[str, str, str]]:
    """Return the variables that services are started with: name, value, where it is said.

    A value that could be a secret stays where it is: the place is told instead.
    """
    by_name: dict[str, tuple[str, str, str]] = {}
    for service in services:
        place = f"{service.source}, service {service.name}"
        for name, value in service.environment:
            shown_value = value if value and not is_secret(name, value) else f"as in {place}"
            by_name.setdefault(name, (name, shown_value, place))
    return list(by_name.values())
