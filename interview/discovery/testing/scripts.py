"""The commands that a project offers to those who work on it: scripts, targets, entry points."""

from __future__ import annotations

import re
import shlex
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.ecosystems.ecosystem import Scripts, called_by
from interview.discovery.ecosystems.runner import manifests
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of
from interview.text.cleaning import one_line
from interview.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Documents

MOST_READ = 1_000
"""Commands of one file that are looked at."""

MOST = 60
"""Commands that are returned."""

LONGEST = 80
"""Characters of what is told of a command."""

NAME = re.compile(r"(?:poe |pdm )?[A-Za-z0-9][\w.:@/+-]{0,60}")
"""Names that a shell takes as they are; whatever else somebody wrote is no command."""


class ProjectCommand(NamedTuple):
    """A command that a project names.

    Attributes:
        command: As it is typed in the root.
        does: What it does, if that is said.
        source: The file that names it.
    """

    command: str
    does: str
    source: str


def find_commands(documents: Documents) -> list[ProjectCommand]:
    """Return the commands of a project, those of the root first."""
    commands = [
        (path.count("/"), command)
        for scripts in known_scripts()
        for path in manifests(documents, *scripts.files)
        for command in _commands(documents, scripts, path)
    ]
    ordered = [command for _, command in sorted(commands, key=lambda pair: pair[0])]
    return list({command.command: command for command in ordered}.values())[:MOST]


def known_scripts() -> tuple[Scripts, ...]:
    """Return the files that give names to commands, those of any ecosystem first."""
    # The last one first: npm's scripts have always stood before Python's entry points.
    own = (scripts for ecosystem in reversed(ECOSYSTEMS) for scripts in ecosystem.scripts)
    return (*_GENERAL, *own)


def _commands(documents: Documents, scripts: Scripts, path: str) -> Iterator[ProjectCommand]:
    for name, does in islice(scripts.read(documents, path), MOST_READ):
        if NAME.fullmatch(name):
            command = scripts.command(documents, folder_of(path), name)
            yield ProjectCommand(command, brief(does), path)


def brief(text: str) -> str:
    """Return what is told of a command, without the secrets that it may be called with."""
    line = one_line(masked(text))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


# Readers: each yields the names of commands and their descriptions


_TARGET = re.compile(r"([A-Za-z0-9][\w./-]*)[ \t]*::?(?![=:])[^#]*(?:##?[ \t]*(.*))?$")
_PHONY = re.compile(r"\.PHONY[ \t]*:(.*)")


def _makefile(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield the targets that are no files: https://www.gnu.org/software/make/manual/."""
    text = (documents.read(path) or "").replace("\\\n", " ")
    declared = filter(None, map(_PHONY.match, lines(text)))
    phony = {name for match in declared for name in match[1].split()}
    for target in filter(None, map(_TARGET.match, lines(text))):
        name = target[1]
        if name in phony or ("." not in name and "/" not in name):
            yield name, target[2] or ""


_RECIPE = re.compile(r"@?([A-Za-z][\w-]*)(.*)")
_NO_RECIPES = frozenset({"alias", "set", "export", "import", "mod"})


def _justfile(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield the recipes that need no argument: https://just.systems/man/en/."""
    comment = ""
    for line in lines(documents.read(path) or ""):
        if line.startswith("[") and line.endswith("]"):
            continue  # attributes stand between a recipe and the comment on it
        head, colon, rest = line.partition(":")
        recipe = _RECIPE.match(head) if colon and not rest.startswith("=") else None
        if recipe and recipe[1] not in _NO_RECIPES and not _needs_arguments(recipe[2]):
            yield recipe[1], comment.lstrip("# ")
        comment = line if line.startswith("#") else ""


def _needs_arguments(parameters: str) -> bool:
    return any("=" not in word and word[:1] != "*" for word in parameters.split())


def _taskfile(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield Task's tasks: https://taskfile.dev/reference/schema."""
    document = documents.load(path, "YAML")
    for name, task in (document.table("tasks") if document else {}).items():
        internal = isinstance(task, dict) and task.get("internal") == "true"
        if not internal:
            does = task.get("desc") if isinstance(task, dict) else None
            yield str(name), does if isinstance(does, str) else ""


def _make(_: Documents, folder: str, name: str) -> str:
    return f"make -C {shlex.quote(folder)} {name}" if folder else f"make {name}"


_GENERAL = (
    Scripts(("Makefile", "GNUmakefile"), _makefile, _make),
    Scripts(("justfile", ".justfile"), _justfile, called_by("just")),
    Scripts(("Taskfile.yml", "Taskfile.yaml"), _taskfile, called_by("task")),
)
