"""Where RSpec runs a project's tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

LAYOUT = Layout(re.compile(r"_spec\.rb$"), ("spec",), (".rb",))

_GEM = re.compile(r"[ \t]*gem[ \t(]+[\"']rspec(?:-rails)?[\"']")


def find_rspec(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder with a Gemfile or a setting that names RSpec."""
    sources: dict[str, str] = {}
    for path in manifests(documents, "Gemfile", ".rspec"):
        if path.endswith(".rspec") or any(map(_GEM.match, lines(documents.read(path) or ""))):
            sources.setdefault(folder_of(path), path)
    tests = Tests(documents, LAYOUT)
    for folder, source in sources.items():
        command = "bundle exec rspec" if documents.nearest(folder, "Gemfile") else "rspec"
        yield Runner("RSpec", "ruby", folder, command, tests.folder(folder, sources), source)
