"""What a setup.cfg says of a Python project.

Format: https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.python.pyproject import COMMAND_LINE, LIBRARY
from interview.discovery.ecosystems.python.requirements import requirement, versions
from interview.discovery.ecosystems.versions import lowest
from interview.discovery.paths import folder_of

if TYPE_CHECKING:
    from interview.discovery.documents import Document, Documents


def setup_cfg(documents: Documents, path: str) -> Manifest | None:
    """Return what a setup.cfg says; None when it cannot be read."""
    document = documents.load(path, "INI")
    if document is None:
        return None
    options = _texts(document, "options")
    extras = _texts(document, "options.extras_require")
    return Manifest(
        "Python",
        "Python",
        folder_of(path),
        (path,),
        makes=_makes(document),
        needs=_requirements(documents, path, options.get("install_requires", "")),
        tools=_requirements(documents, path, "\n".join(extras.values())),
        runtime=lowest(options.get("python_requires")),
    )


def _texts(document: Document, section: str) -> dict[str, str]:
    return {name: text for name, text in document.table(section).items() if text}


def _makes(document: Document) -> str:
    if document.has("options.entry_points", "console_scripts"):
        return COMMAND_LINE
    return LIBRARY if document.has("options") or document.has("metadata") else ""


def _requirements(documents: Documents, path: str, text: str) -> dict[str, str]:
    lines = (line.strip() for line in text.split("\n"))
    parsed = [requirement(line) for line in lines if line and not line.startswith(("#", "file:"))]
    if None in parsed:
        documents.complain(path, "a line of it is not a requirement")
    return versions(entry for entry in parsed if entry is not None)
