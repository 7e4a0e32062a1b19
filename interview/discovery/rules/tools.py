"""What the project's tools already hold people to: their configuration, in one line each."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase, translate
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.documents import LONGEST_NOTE, brief
from interview.discovery.places import is_for_tests, is_foreign
from interview.discovery.rules import (
    editor,
    go,
    python,
    rust,
    web,
)
from interview.discovery.rules.settings import ToolSettings
from interview.discovery.rules.statement import Statement
from interview.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview.discovery.documents import Documents
    from interview.discovery.repository import Repository

MOST = 300
"""Configuration files that are read, those nearest to the root first."""


class ToolRule(NamedTuple):
    """A standard that a tool holds people to.

    Attributes:
        name: What it is about.
        text: What it says, and which tool.
        source: The file that says so.
        folder: Where it holds, empty for the whole project.
        language: `python`, `typescript` (for JavaScript, too), `go`, `rust` …, empty for any.
    """

    name: str
    text: str
    source: str
    folder: str = ""
    language: str = ""


class _Kind(NamedTuple):
    """A kind of configuration file.

    Attributes:
        names: What its files are called, as a glob.
        form: One of the formats, empty for a program, which is not read.
        read: Says what its settings mean.
    """

    names: str
    form: str
    language: str
    read: Callable[[ToolSettings], Iterable[Statement]]


def _program(name: str, tool: str) -> Callable[[ToolSettings], Iterable[Statement]]:
    """Return what can be said of a configuration that is a program: that it is there."""
    return lambda settings: [Statement(name, f"{tool} ({settings.text('file')})")]


_KINDS = (
    _Kind("pyproject.toml", "TOML", "python", python.pyproject),
    _Kind("ruff.toml", "TOML", "python", python.ruff),
    _Kind(".ruff.toml", "TOML", "python", python.ruff),
    _Kind("mypy.ini", "INI", "python", python.mypy_ini),
    _Kind(".mypy.ini", "INI", "python", python.mypy_ini),
    _Kind("pyrightconfig.json", "JSON5", "python", python.pyright),
    _Kind("pytest.ini", "INI", "python", python.pytest_ini),
    _Kind("setup.cfg", "INI", "python", python.setup_cfg),
    _Kind("tox.ini", "INI", "python", python.setup_cfg),
    _Kind(".flake8", "INI", "python", python.flake8_ini),
    _Kind(".isort.cfg", "INI", "python", python.isort_cfg),
    _Kind(".coveragerc", "INI", "python", python.coveragerc),
    _Kind("tsconfig*.json", "JSON5", "typescript", web.tsconfig),
    _Kind("package.json", "JSON", "typescript", web.package_json),
    _Kind(".eslintrc", "JSON or YAML", "typescript", web.eslintrc),
    _Kind(".eslintrc.json", "JSON5", "typescript", web.eslintrc),
    _Kind(".eslintrc.y*ml", "YAML", "typescript", web.eslintrc),
    _Kind(".eslintrc.*js", "", "typescript", _program("Lint", "eslint")),
    _Kind("eslint.config.*[jt]s", "", "typescript", _program("Lint", "eslint")),
    _Kind(".prettierrc", "JSON or YAML", "typescript", web.prettierrc),
    _Kind(".prettierrc.json*", "JSON5", "typescript", web.prettierrc),
    _Kind(".prettierrc.y*ml", "YAML", "typescript", web.prettierrc),
    _Kind(".prettierrc.toml", "TOML", "typescript", web.prettierrc),
    _Kind(".prettierrc.*[jt]s", "", "typescript", _program("Formatting", "prettier")),
    _Kind("prettier.config.*[jt]s", "", "typescript", _program("Formatting", "prettier")),
    _Kind("biome.json*", "JSON5", "typescript", web.biome),
    _Kind(".golangci.y*ml", "YAML", "go", go.golangci),
    _Kind(".golangci.toml", "TOML", "go", go.golangci),
    _Kind(".golangci.json", "JSON5", "go", go.golangci),
    _Kind("cargo.toml", "TOML", "rust", rust.cargo),
    _Kind("clippy.toml", "TOML", "rust", rust.clippy),
    _Kind(".clippy.toml", "TOML", "rust", rust.clippy),
    _Kind("rustfmt.toml", "TOML", "rust", rust.rustfmt),
    _Kind(".rustfmt.toml", "TOML", "rust", rust.rustfmt),
    _Kind(".editorconfig", "EditorConfig", "", editor.editorconfig),
    _Kind(".pre-commit-config.y*ml", "YAML", "", editor.pre_commit),
)

_NAMES = re.compile("|".join(translate(kind.names) for kind in _KINDS))


def find_rules(documents: Documents) -> list[ToolRule]:
    """Return what the configuration of tools says, what holds for the whole project first.

    A folder's rule that holds in a folder above it already is left out.
    """
    rules: list[ToolRule] = []
    holds: dict[tuple[str, str, str], list[str]] = {}
    for rule in _rules(documents):
        folders = holds.setdefault((rule.name, rule.text, rule.language), [])
        if not any(_is_within(rule.folder, folder) for folder in folders):
            folders.append(rule.folder)
            rules.append(rule)
    return rules


def _rules(documents: Documents) -> Iterator[ToolRule]:
    for path in _configurations(documents.repository):
        folder, _, name = path.rpartition("/")
        kind = _KINDS[_place(name)]
        settings = _settings(documents, path, kind)
        for statement in kind.read(settings):
            language = kind.language if statement.language is None else statement.language
            yield ToolRule(statement.name, masked(statement.text), path, folder, language)
        if settings.wrong:
            documents.complain(path, _summed_up(settings.wrong))


def _configurations(repository: Repository) -> list[str]:
    """Return the configuration files, the nearest first, in the order of their kinds."""
    configurations = []
    for path in repository.legible:
        name = path.rpartition("/")[2]
        if _NAMES.match(name.lower()) and not is_foreign(path) and not is_for_tests(path):
            configurations.append((path.count("/"), path.rpartition("/")[0], _place(name), path))
    if len(configurations) > MOST:
        repository.note(
            ".", f"only the first {MOST} of {len(configurations):,} tool settings were read"
        )
    return [path for *_, path in sorted(configurations)[:MOST]]


def _place(name: str) -> int:
    """Return which kind of configuration file bears a name."""
    return next(place for place, kind in enumerate(_KINDS) if fnmatchcase(name.lower(), kind.names))


def _settings(documents: Documents, path: str, kind: _Kind) -> ToolSettings:
    if not kind.form:
        return ToolSettings({"file": path.rpartition("/")[2]})
    document = documents.load(path, kind.form)
    return ToolSettings(document.data if document else {})


def _summed_up(complaints: list[str]) -> str:
    different = list(dict.fromkeys(complaints))
    more = f"; {len(different) - 1} more like it" if len(different) > 1 else ""
    return brief(different[0], LONGEST_NOTE - len(more)) + more


def _is_within(folder: str, other: str) -> bool:
    return not other or folder == other or folder.startswith(f"{other}/")
