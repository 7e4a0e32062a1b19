"""What suits plans whose tasks are single steps of an agent; off, as other tasks are larger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 2
MOST_LINES = 100


@rule(
    "micro-tasks",
    "many-files",
    WARNING,
    what="A micro-task has more than two key files.",
    why="A step that touches many files is several steps.",
    fix="Split it by file.",
    fails="tasks.2.key_files = [{path = 'a.py', purpose = 'x'}, {path = 'b.py', purpose = 'y'}, "
    "{path = 'c.py', purpose = 'z'}]",
    passes="tasks.2.key_files = [{path = 'a.py', purpose = 'x'}]",
    off=True,
)
def many_files(subject: Subject) -> Iterator[Violation]:
    """Find tasks of more than two files."""
    for task in subject.plan.tasks:
        if (count := len(task.key_files)) > MOST_FILES:
            yield Violation(fields.KEY_FILES.at(task.key), f"it has {count} key files")


@rule(
    "micro-tasks",
    "long-code",
    WARNING,
    what="A micro-task shows more than a hundred lines of code.",
    why="A step of that size cannot be reviewed at once.",
    fix="Split it, or show the interface alone.",
    fails='tasks.2.core = {language = "", text = "' + "x\\n" * 101 + '"}',
    passes='tasks.2.core = {language = "", text = "x"}',
    off=True,
)
def long_code(subject: Subject) -> Iterator[Violation]:
    """Find tasks with more code than one reads at once."""
    for task in subject.plan.tasks:
        core = getattr(task, fields.CORE.id, None)
        if core is not None and (lines := core.text.strip().count("\n") + 1) > MOST_LINES:
            yield Violation(fields.CORE.at(task.key), f"it has {lines} lines")


_PROMISES = re.compile(r"\b(?:manage|handle|refactor|improve|support|enhance|optimi[sz]e)\b", re.I)


@rule(
    "micro-tasks",
    "open-verb",
    WARNING,
    what="A micro-task's name has an open-ended verb.",
    why="Managing, handling or improving is never done.",
    fix="State what will exist that did not exist before.",
    fails='tasks.2.name = "Handle sessions"',
    passes='tasks.2.name = "Register and sign in"',
    off=True,
)
def open_verb(subject: Subject) -> Iterator[Violation]:
    """Find names of tasks with a verb that has no end."""
    for task in subject.plan.tasks:
        if match := _PROMISES.search(task.name):
            yield Violation(fields.NAME.at(task.key), f"'{match[0]}' is open-ended", match[0])


RULES = rules_in(globals())
