"""Which files hold standards, by the names that people and their assistants agree on.

Told name by name: a pattern with several `.*` over a path of a thousand folders takes minutes.
"""

from __future__ import annotations

import re
from itertools import pairwise

# In any folder
_NAMES = re.compile(
    r"""(?: agents | claude | contributing
          | (?-i:STYLE) .* | style[-_]?guide | cod(?:e|ing) [-_]? style
          | coding [-_]? (?: standards | conventions | guidelines ) ) \.md""",
    re.VERBOSE | re.IGNORECASE,
)

_ENDINGS = (".md", ".mdc", ".yaml", ".yml")

_FOLDERS = {
    ("agent-os", "standards"): (".md",),
    (".agent-os", "standards"): (".md",),
    (".claude", "rules"): (".md",),
    (".cursor", "rules"): (".md", ".mdc"),
}
"""Two folders, one in the other, below which every file of some endings is one."""

_FILES = frozenset(
    {
        (".specify", "memory", "constitution.md"),
        ("openspec", "project.md"),
        ("openspec", "config.yaml"),
        ("openspec", "config.yml"),
    }
)
"""Ends of the paths of single files with standards."""


def is_standard(path: str) -> bool:
    """Return whether a file holds standards, as far as its path tells."""
    if not path.lower().endswith(_ENDINGS):
        return False
    *_, name = path.split("/")
    *folders, small = path.lower().split("/")
    return (
        _NAMES.fullmatch(name) is not None
        or not _FILES.isdisjoint(((*folders[-1:], small), (*folders[-2:], small)))
        or any(small.endswith(_FOLDERS.get(pair, ("/",))) for pair in pairwise(folders))
        or (small.endswith(".md") and _is_of_docs(folders, small))
        or _is_of_github(folders, small)
    )


def _is_of_docs(folders: list[str], name: str) -> bool:
    """Return whether a folder or the file below `docs` is called standards, or begins so."""
    inner = folders[folders.index("docs") + 1 :] if "docs" in folders else None
    return inner is not None and any(part.startswith("standards") for part in (*inner, name))


def _is_of_github(folders: list[str], name: str) -> bool:
    if folders == [".github"]:
        return name == "copilot-instructions.md"
    return folders[:2] == [".github", "instructions"] and name.endswith(".instructions.md")
