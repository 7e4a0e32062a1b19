"""Whether what a plan says of the project is so; silent where the project is not at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "grounding",
    "missing-file",
    WARNING,
    what="A file that existed when the plan was made no longer exists.",
    why="The task changes something that was moved or deleted.",
    fix="Use its current path, or mark it as new.",
    fails='tasks.2.key_files = [{path = "api/gone.py", purpose = "login", state = "exists"}]',
    passes='tasks.2.key_files = [{path = "api/auth.py", purpose = "login", state = "new"}]',
)
def missing_file(subject: Subject) -> Iterator[Violation]:
    """Find files that the project does not have."""
    yield from _files(subject, "exists", present=False, message="{} no longer exists")


@rule(
    "grounding",
    "existing-file",
    WARNING,
    what="A file that was to be new already exists.",
    why="Creating it overwrites somebody else's work.",
    fix="State what changes in it, or choose another path.",
    fails='tasks.2.key_files = [{path = "api/orders.py", purpose = "login", state = "new"}]',
    passes='tasks.2.key_files = [{path = "api/orders.py", purpose = "login", state = "exists"}]',
)
def existing_file(subject: Subject) -> Iterator[Violation]:
    """Find new files that the project has."""
    yield from _files(subject, "new", present=True, message="{} already exists")


def _files(subject: Subject, state: str, *, present: bool, message: str) -> Iterator[Violation]:
    if subject.project is None:
        return
    for task in subject.plan.tasks:
        if task.status != "planned":
            continue  # a task in progress creates and moves files, so their state proves nothing
        for file in task.key_files:
            if file.state == state and subject.project.has(file.path) is present:
                yield Violation(fields.KEY_FILES.at(task.key), message.format(file.path), file.path)


@rule(
    "grounding",
    "changed-standard",
    WARNING,
    what="A standard was changed or removed after it was embedded.",
    why="The implementer follows outdated rules.",
    fix="Embed it again, or state that the old text is intended.",
    fails='stack.1.standards = [{source = "A.md", heading = "Errors", text = "x", sha256 = "0"}]',
    passes='stack.1.standards = [{source = "A.md", heading = "Errors", text = "x"}]',
)
def changed_standard(subject: Subject) -> Iterator[Violation]:
    """Find standards whose source says something else now."""
    if subject.project is None:
        return
    for component in subject.plan.stack:
        for place, standard in enumerate(component.standards, 1):
            if not standard.sha256:
                continue
            now = subject.project.standard(standard.source, standard.heading, standard.sha256)
            if now != standard.sha256:
                change = "was changed" if now else "was removed"
                message = f"'{standard.heading}' in {standard.source} {change}"
                yield Violation(
                    f"{fields.STANDARDS.at(component.key)}.{place}", message, standard.heading
                )


# Programs whose commands the project itself defines
_DEFINED = re.compile(
    r"(?:^|&&|;|\|\||\()\s*((?:make|just|task|(?:npm|pnpm|yarn|bun) run|nox -s|tox -e) [\w:.-]+)"
)


@rule(
    "grounding",
    "undefined-command",
    WARNING,
    what="A command calls a script or a target that the project does not define.",
    why="It cannot be run as written.",
    fix="Use one that exists, or let a task of the plan define it.",
    fails='tasks.2.verify = "make no-such-target"',
    passes='tasks.2.verify = "make up"',
)
def undefined_command(subject: Subject) -> Iterator[Violation]:
    """Find calls of scripts and targets that no file defines; a plan may make that file."""
    if subject.project is None:
        return
    made = {file.path.rpartition("/")[2] for task in subject.plan.tasks for file in task.key_files}
    if made & {"Makefile", "justfile", "Taskfile.yml", "package.json", "noxfile.py", "tox.ini"}:
        return
    for address, command in subject.commands:
        for match in _DEFINED.finditer(command):
            if match[1] not in subject.project.commands:
                yield Violation(address, f"the project does not define '{match[1]}'", match[1])


_PROGRAM = re.compile(r"(?:\w+=\S*\s+)*([A-Za-z][\w.+-]*)(?=\s|$)")


@rule(
    "grounding",
    "missing-program",
    INFORMATION,
    what="A command begins with a program that is not installed here.",
    why="It may be a typo, or something that must be installed.",
    fix="State in the context what must be installed, or fix the name.",
    fails='tasks.2.verify = "no-such-program --check"',
    passes='tasks.2.verify = "git status"',
    off=True,
)
def missing_program(subject: Subject) -> Iterator[Violation]:
    """Find programs that this machine does not have; plans travel, so the rule is off."""
    if subject.project is None:
        return
    for address, command in subject.commands:
        match = _PROGRAM.match(command.strip())
        if match and not subject.project.runs(match[1]):
            yield Violation(address, f"'{match[1]}' is not installed here", match[1])


RULES = rules_in(globals())
