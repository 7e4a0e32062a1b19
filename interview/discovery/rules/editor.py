"""What holds for every language: the settings of editors, and the hooks before a commit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.rules.statement import Statement, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.rules.settings import ToolSettings

_LANGUAGES = {
    "py": "python", "pyi": "python", "ts": "typescript", "tsx": "typescript", "js": "typescript",
    "jsx": "typescript", "mjs": "typescript", "cjs": "typescript", "vue": "typescript",
    "css": "typescript", "scss": "typescript", "html": "typescript", "go": "go", "rs": "rust",
    "java": "java", "kt": "kotlin", "cs": "csharp", "rb": "ruby", "php": "php",
}  # fmt: skip


def editorconfig(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what editors are told: https://spec.editorconfig.org."""
    for glob, value in settings.items():
        if isinstance(value, dict):
            yield from _editor(glob, settings.at(glob))


def _editor(glob: str, section: ToolSettings) -> Iterator[Statement]:
    source = "(editorconfig)" if glob == "*" else f"(editorconfig, {glob})"
    length = _count(section, "max_line_length")
    for name, text in (("Indent", _indent(section)), ("Line length", length)):
        if text:
            yield Statement(name, f"{text} {source}", _language(glob))


def _indent(section: ToolSettings) -> str:
    style, size = section.text("indent_style").lower(), _count(section, "indent_size")
    if style == "tab":
        return "tabs"
    if style in ("space", ""):
        return f"{size} spaces" if size else "spaces" if style else ""
    return ""


def _count(section: ToolSettings, name: str) -> str:
    """Return a number; it may also be `tab`, `off` or `unset`, which say nothing here."""
    number = section.number(name) if section.text(name).isdecimal() else None
    return "" if number is None else f"{number:g}"


def _language(glob: str) -> str:
    """Return the language of the files that a section is for; empty for those of several."""
    endings = re.findall(r"\w+", glob.rpartition(".")[2]) if "." in glob else []
    languages = {_LANGUAGES.get(ending, "") for ending in endings}
    return languages.pop() if len(languages) == 1 else ""


def pre_commit(settings: ToolSettings) -> Iterator[Statement]:
    """Yield the hooks that run before a commit: https://pre-commit.com/#adding-pre-commit-plugins-to-your-project."""
    hooks = [hook.text("id") for repo in settings.tables("repos") for hook in repo.tables("hooks")]
    if names := listed(filter(None, hooks)):
        yield Statement("Hooks", f"{names} (pre-commit)")
