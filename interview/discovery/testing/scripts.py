"""The commands that a project offers to those who work on it: scripts, targets, entry points."""

from __future__ import annotations

import re
import shlex
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.lines import lines
from interview.discovery.paths import folder_of, name_of, run_in
from interview.discovery.testing.package_manager import find_package_manager
from interview.discovery.testing.python import environment
from interview.discovery.testing.runner import manifests
from interview.text.cleaning import one_line
from interview.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview.discovery.documents import Documents

MOST_READ = 1_000
"""Commands of one file that are looked at."""

MOST = 60
"""Commands that are returned."""

LONGEST = 80
"""Characters of what is told of a command."""

LONGEST_SESSION = 20
"""Lines from the decorator of a nox session to the first one of its docstring."""

NAME = re.compile(r"(?:poe |pdm )?[A-Za-z0-9][\w.:@/+-]{0,60}")
"""Names that a shell takes as they are; whatever else somebody wrote is no command."""


class Command(NamedTuple):
    """A command: as it is typed in the root, what it does if that is said, and the file."""

    command: str
    does: str
    source: str


def find_commands(documents: Documents) -> list[Command]:
    """Return the commands of a project, those of the root first."""
    found = []
    for place, (names, read) in enumerate(READERS.items()):
        for path in manifests(documents, *names):
            for name, does in islice(read(documents, path), MOST_READ):
                if NAME.fullmatch(name):
                    command = _typed(documents, path, name)
                    found.append((path.count("/"), place, Command(command, brief(does), path)))
    ordered = sorted(found, key=lambda one: one[:2])
    return list({one.command: one for *_, one in ordered}.values())[:MOST]


def brief(text: str) -> str:
    """Return what is told of a command, without the secrets that it may be called with."""
    line = one_line(masked(text))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _typed(documents: Documents, path: str, name: str) -> str:
    """Return how the command of a file is typed in the root."""
    folder, file = folder_of(path), name_of(path).lower()
    if file == "package.json":
        return run_in(folder, find_package_manager(documents, folder).run(name))
    if file == "pyproject.toml":
        prefix = "" if name.startswith("pdm ") else environment(documents, folder)
        return run_in(folder, f"{prefix} {name}".strip())
    program = _PROGRAMS[file]
    if program == "make":
        return f"make -C {shlex.quote(folder)} {name}" if folder else f"make {name}"
    return run_in(folder, f"{program} {name}")


# Readers yield names and what they do


def _package(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield npm's scripts: https://docs.npmjs.com/cli/using-npm/scripts."""
    document = documents.load(path, "JSON")
    scripts = document.table("scripts") if document else {}
    for name, does in scripts.items():
        around = name.startswith(("pre", "post")) and re.sub("^(pre|post)", "", name) in scripts
        if isinstance(does, str) and not around:
            yield name, does


def _pyproject(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield console entry points, and the tasks of poe and PDM."""
    document = documents.load(path, "TOML")
    if document is None:
        return
    for table in (("project", "scripts"), ("tool", "poetry", "scripts")):
        yield from ((name, _said(does)) for name, does in document.table(*table).items())
    for table, program in ((("tool", "poe", "tasks"), "poe"), (("tool", "pdm", "scripts"), "pdm")):
        for name, does in document.table(*table).items():
            if not name.startswith("_"):
                yield f"{program} {name}", _said(does)


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


def _tox(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield tox's environments: https://tox.wiki/en/stable/config.html."""
    document = documents.load(path, "INI")
    for section, table in (document.data if document else {}).items():
        if section.startswith("testenv:"):
            yield section.partition(":")[2], table.get("description") or ""


_SESSION = re.compile(
    r"@nox\.session(?:\([^)]*\))?\s*\ndef (\w+)\([^)]*\)[^:\n]*:[ \t]*(?:\n\s+\"\"\"(.*))?"
)


def _nox(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    """Yield nox's sessions; the file is a program and is not run."""
    code = list(lines(documents.read(path) or ""))
    for place, line in enumerate(code):
        if line.startswith("@nox.session"):
            session = _SESSION.match("\n".join(code[place : place + LONGEST_SESSION]))
            if session:
                yield session[1], (session[2] or "").strip('" ')


def _said(does: Any) -> str:
    if isinstance(does, dict):
        does = does.get("help") or does.get("cmd") or does.get("callable") or ""
    return does if isinstance(does, str) else ""


_PROGRAMS = {
    "makefile": "make", "gnumakefile": "make", "justfile": "just", ".justfile": "just",
    "taskfile.yml": "task", "taskfile.yaml": "task", "tox.ini": "tox -e", "noxfile.py": "nox -s",
}  # fmt: skip

READERS: dict[tuple[str, ...], Callable[[Documents, str], Iterable[tuple[str, str]]]] = {
    ("Makefile", "GNUmakefile"): _makefile,
    ("justfile", ".justfile"): _justfile,
    ("Taskfile.yml", "Taskfile.yaml"): _taskfile,
    ("package.json",): _package,
    ("pyproject.toml",): _pyproject,
    ("tox.ini",): _tox,
    ("noxfile.py",): _nox,
}
"""How each kind of file is read, by its names."""
