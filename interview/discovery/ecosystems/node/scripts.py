"""The scripts of package.json: https://docs.npmjs.com/cli/using-npm/scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.node.package_manager import find_package_manager
from interview.discovery.paths import run_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents


def package_scripts(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts that are called by hand, each with what it does."""
    document = documents.load(path, "JSON")
    scripts = document.table("scripts") if document else {}
    for name, does in scripts.items():
        around = name.startswith(("pre", "post")) and re.sub("^(pre|post)", "", name) in scripts
        if isinstance(does, str) and not around:
            yield name, does


def package_script(documents: Documents, folder: str, name: str) -> str:
    """Return how one of them is typed in the project's root."""
    return run_in(folder, find_package_manager(documents, folder).run(name))
