"""Where a Ruby or PHP project's tests are run by RSpec or PHPUnit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.lines import lines
from interview.discovery.paths import folder_of
from interview.discovery.testing.runner import PHPUNIT, RSPEC, Layout, Runner, Tests, manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

RSPEC_LAYOUT = Layout(re.compile(r"_spec\.rb$"), ("spec",), (".rb",))

PHPUNIT_LAYOUT = Layout(re.compile(r"[^/]Test\.php$"), ("tests",), (".php",))

_GEM = re.compile(r"[ \t]*gem[ \t(]+[\"']rspec(?:-rails)?[\"']")


def find_rspec(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder with a Gemfile or a setting that names RSpec."""
    sources: dict[str, str] = {}
    for path in manifests(documents, "Gemfile", ".rspec"):
        if path.endswith(".rspec") or any(map(_GEM.match, lines(documents.read(path) or ""))):
            sources.setdefault(folder_of(path), path)
    tests = Tests(documents, RSPEC_LAYOUT)
    for folder, source in sources.items():
        command = "bundle exec rspec" if documents.nearest(folder, "Gemfile") else "rspec"
        yield Runner(RSPEC, "ruby", folder, command, tests.folder(folder, sources), source)


def find_phpunit(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder whose composer.json or configuration names PHPUnit."""
    sources: dict[str, str] = {}
    for path in manifests(documents, "composer.json", "phpunit.xml", "phpunit.xml.dist"):
        if not path.endswith(".json") or _requires_phpunit(documents, path):
            sources.setdefault(folder_of(path), path)
    tests = Tests(documents, PHPUNIT_LAYOUT)
    for folder, source in sources.items():
        command, where = _phpunit(documents, folder), tests.folder(folder, sources)
        yield Runner(PHPUNIT, "php", folder, command, where, source)


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
