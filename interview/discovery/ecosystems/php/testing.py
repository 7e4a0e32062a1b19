"""Where PHPUnit runs a project's tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

LAYOUT = Layout(re.compile(r"[^/]Test\.php$"), ("tests",), (".php",))


def find_phpunit(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder whose composer.json or configuration names PHPUnit."""
    sources: dict[str, str] = {}
    for path in manifests(documents, "composer.json", "phpunit.xml", "phpunit.xml.dist"):
        if not path.endswith(".json") or _requires_phpunit(documents, path):
            sources.setdefault(folder_of(path), path)
    tests = Tests(documents, LAYOUT)
    for folder, source in sources.items():
        command, where = _phpunit(documents, folder), tests.folder(folder, sources)
        yield Runner("PHPUnit", "php", folder, command, where, source)


def _requires_phpunit(documents: Documents, path: str) -> bool:
    data = documents.load(path, "JSON")
    tables = (data.table(keys) for keys in ("require", "require-dev")) if data else ()
    return any("phpunit/phpunit" in table for table in tables)


def _phpunit(documents: Documents, folder: str) -> str:
    """Return how the project runs it: its own script, else the program itself."""
    composer = documents.has(folder, "composer.json")
    data = documents.load(composer, "JSON") if composer else None
    if data and any("phpunit" in line for line in data.texts("scripts", "test")):
        return "composer test"
    return "vendor/bin/phpunit"
