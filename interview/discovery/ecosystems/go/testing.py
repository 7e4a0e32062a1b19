"""Where Go's own tool runs the tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

LAYOUT = Layout(re.compile(r"_test\.go$"), ("",), ("_test.go",))


def find_go(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each Go module; the tests stand beside the code."""
    tests = Tests(documents, LAYOUT)
    sources = {folder_of(path): path for path in manifests(documents, "go.mod")}
    for folder, source in sources.items():
        where = tests.folder(folder, sources)
        yield Runner("go test", "go", folder, "go test ./...", where, source)
