"""Where a plan contradicts itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_VERSIONS = 200
"""Names of the stack with a version that are looked for in the tasks."""

MOST_COMPARED = 200_000_000
"""Characters of names that features are looked for in; 2,000 tasks and 1,000 features have less."""


@rule(
    "consistency",
    "different-status",
    ERROR,
    what="A task's heading and the progress list have different statuses.",
    why="One of them is wrong, and somebody will rely on it.",
    fix="Use the correct status in both.",
    fails="- [x] Task 2: Register and sign in - ✅ Complete",
    passes="- [ ] Task 2: Register and sign in - 📋 Planned",
)
def different_status(subject: Subject) -> Iterator[Violation]:
    """Find tasks whose two statuses differ."""
    if subject.reading is None:
        return
    listed = {entry.number: entry for entry in subject.reading.progress}
    for key, number, status in _headings(subject):
        line = listed.get(number)
        if line and line.status and status and line.status != status:
            words = (status.replace("_", " "), line.status.replace("_", " "))
            message = f"the heading says {words[0]}, the progress list {words[1]}"
            yield Violation(fields.task_address(key), message, line=line.line)


def _headings(subject: Subject) -> Iterator[tuple[str, int, str]]:
    """Yield the keys of the tasks with their numbers and statuses, as their headings have them."""
    if subject.reading is not None:
        places = enumerate(subject.plan.tasks, 1)
        rows = zip(places, subject.reading.numbers, subject.reading.statuses, strict=True)
        for (place, task), number, status in rows:
            yield task.key, number if number is not None else place, status


@rule(
    "consistency",
    "different-progress",
    ERROR,
    what="The progress list does not match the plan's tasks.",
    why="It is used to count what is done.",
    fix="List every task once, by its number and its name.",
    fails="- [ ] Task 2: Something else - 📋 Planned",
    passes="- [ ] Task 2: Register and sign in - 📋 Planned",
)
def different_progress(subject: Subject) -> Iterator[Violation]:
    """Find tasks that the progress list has under another name, or does not have."""
    if subject.reading is None:
        return
    names = {number: subject.tasks[key].name for key, number, _ in _headings(subject)}
    for entry in subject.reading.progress:
        if entry.number not in names:
            message = (
                f"there is no task {entry.number}"
                if entry.number
                else "a line does not name a task"
            )
            yield Violation(fields.TASKS, message, entry.name, entry.line)
        elif _plain(entry.name) != _plain(names[entry.number]):
            message = f"task {entry.number} is called '{names[entry.number]}'"
            yield Violation(f"tasks.t{entry.number}", message, entry.name, entry.line)
    if subject.reading.progress:
        listed = {entry.number for entry in subject.reading.progress}
        for key, number, _ in _headings(subject):
            if number not in listed:
                yield Violation(
                    fields.task_address(key), f"the progress list does not have task {number}"
                )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


@rule(
    "consistency",
    "wrong-number",
    ERROR,
    what="The tasks are not numbered 1, 2, 3 in their order.",
    why="Dependencies name tasks by their numbers.",
    fix="Number the tasks in order, and fix what depends on them.",
    fails="### 5. Register and sign in 📋 Planned",
    passes="### 2. Register and sign in 📋 Planned",
)
def wrong_number(subject: Subject) -> Iterator[Violation]:
    """Find tasks that bear another number than their place."""
    if subject.reading is None:
        return
    counts = Counter(number for number in subject.reading.numbers if number is not None)
    for place, (task, number) in enumerate(
        zip(subject.plan.tasks, subject.reading.numbers, strict=True), 1
    ):
        if number is None:
            yield Violation(fields.task_address(task.key), f"task {place} has no number", task.name)
        elif counts[number] > 1:
            yield Violation(
                fields.task_address(task.key), f"several tasks are numbered {number}", task.name
            )
        elif number != place:
            yield Violation(
                fields.task_address(task.key),
                f"task {place} is numbered {number}",
                task.name,
            )


_ENDPOINT = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+(/[\w/{}:.-]*[\w}])")


@rule(
    "consistency",
    "other-spelling",
    WARNING,
    what="The same endpoint is spelt differently in two places.",
    why="One implementer serves one spelling; another calls the other.",
    fix="Use one spelling everywhere.",
    fails='tasks.3.workflow = "login form -> POST /auth/log-in -> GET /bookmarks"',
    passes='tasks.3.workflow = "login form -> POST /auth/login -> GET /bookmarks"',
)
def other_spelling(subject: Subject) -> Iterator[Violation]:
    """Find endpoints that only differ in dashes, underscores, capitals and a slash at the end."""
    first: dict[str, tuple[str, str]] = {}
    reported: set[tuple[str, str]] = set()
    for passage in subject.passages:
        for match in _ENDPOINT.finditer(passage.text):
            path = match[1]
            alike = re.sub(r"[-_]", "", path).casefold().rstrip("/")
            spelt, address = first.setdefault(alike, (path, passage.address))
            if spelt != path and (path, passage.address) not in reported:
                reported.add((path, passage.address))
                yield Violation(passage.address, f"{path} is spelt {spelt} in {address}", path)


@rule(
    "consistency",
    "builds-excluded",
    ERROR,
    what="A task builds a feature that the plan excludes.",
    why="One of the two is wrong, and the implementer has to choose.",
    fix="Remove the task, or stop excluding the feature.",
    fails='tasks.2.name = "Password reset by mail"',
    passes='tasks.2.name = "Register and sign in"',
)
def builds_excluded(subject: Subject) -> Iterator[Violation]:
    """Find tasks whose name is that of an excluded feature."""
    excluded = {
        _plain(exclusion.feature): exclusion.feature for exclusion in subject.plan.scope.excluded
    }
    room = MOST_COMPARED
    for task in subject.plan.tasks:
        name = _plain(task.name)
        room -= len(excluded) * (len(name) + 50)
        if room < 0:
            message = "the rest was not checked: there are too many tasks and excluded features"
            yield Violation(fields.NAME.at(task.key), message, severity=INFORMATION)
            return
        for plain, feature in excluded.items():
            if len(plain) >= 6 and plain in name:
                message = f"the plan excludes '{feature}'"
                yield Violation(fields.NAME.at(task.key), message, task.name)


_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[A-Z]{6,}\b")
_TABLE = re.compile(r"\b([a-z][a-z0-9_]{2,})\s?\(\s?[a-z_]+\s?(?:,|\))")


def _alike(name: str) -> str:
    return re.sub(r"[-_]", "", name).casefold()


def _names(subject: Subject) -> Iterator[tuple[str, str, str, str]]:
    """Yield the names in which a letter matters: kind, address, what is equal of it, and it."""
    for task in subject.plan.tasks:
        for file in task.key_files:
            yield "path", fields.KEY_FILES.at(task.key), _alike(file.path), file.path
        for match in _TABLE.finditer(getattr(task, fields.DATABASE.id, "")):
            table = _alike(match[1]).removesuffix("s")
            yield "table", fields.DATABASE.at(task.key), table, match[1]
        for variable in getattr(task, fields.ENVIRONMENT.id, ()):
            name = variable.name
            yield "variable", fields.ENVIRONMENT.at(task.key), _alike(name), name
    for passage in subject.passages:
        if passage.address.startswith(f"{fields.TASKS}."):
            for match in _VARIABLE.finditer(passage.text):
                yield "variable", passage.address, _alike(match[0]), match[0]


@rule(
    "consistency",
    "other-name",
    WARNING,
    what="The same file, table or variable is spelt differently in two tasks.",
    why="One implementer uses one spelling; another looks for the other.",
    fix="Use one spelling everywhere.",
    fails='tasks.3.key_files = [{path = "api/Auth.py", purpose = "401 without a token"}]',
    passes='tasks.3.key_files = [{path = "api/auth.py", purpose = "401 without a token"}]',
)
def other_name(subject: Subject) -> Iterator[Violation]:
    """Find names that differ in dashes, underscores and capitals alone, and tables in an s."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    reported: set[tuple[str, str]] = set()
    for kind, address, alike, name in _names(subject):
        spelt, where = first.setdefault((kind, alike), (name, address))
        if spelt != name and (name, address) not in reported:
            reported.add((name, address))
            where = subject.where(where)
            yield Violation(address, f"the {kind} {name} is spelt {spelt} in {where}", name)


_VERSION = re.compile(r"(?P<name>[A-Za-z][A-Za-z.+#-]{1,30})[ ]v?(?P<version>\d+(?:\.\d+){1,2})\b")


@rule(
    "consistency",
    "other-version",
    WARNING,
    what="A task and the stack name different versions of the same thing.",
    why="One of the two will not work.",
    fix="Name the version that is installed, in both places or in the stack alone.",
    fails="tasks.2.what = 'FastAPI 0.99 stays.'\nstack.1.name = 'Backend (FastAPI 0.115)'",
    passes="tasks.2.what = 'FastAPI 0.115.4 stays.'\nstack.1.name = 'Backend (FastAPI 0.115)'",
)
def other_version(subject: Subject) -> Iterator[Violation]:
    """Find versions in tasks that are neither those of the stack nor parts of one another."""
    stack = {
        match["name"].casefold(): match["version"]
        for component in subject.plan.stack
        for match in _VERSION.finditer(component.name)
    }
    if not stack:
        return
    if len(stack) > MOST_VERSIONS:
        message = f"more than {MOST_VERSIONS} have a version; the others were not checked"
        yield Violation(fields.STACK, message, severity=INFORMATION)
        stack = dict(islice(stack.items(), MOST_VERSIONS))
    names = "|".join(map(re.escape, stack))
    pinned = re.compile(
        rf"(?<![\w-])(?P<name>{names})(?:\s+v?|==|@\^?|:)(?P<version>\d+(?:\.\d+)+)", re.IGNORECASE
    )
    for passage in subject.passages:
        if passage.address.startswith(f"{fields.TASKS}."):
            for match in pinned.finditer(passage.text):
                known = stack[match["name"].casefold()]
                if not _same_version(known, match["version"]):
                    yield Violation(passage.address, f"the stack has {known}", match[0])


def _same_version(version: str, other: str) -> bool:
    pairs = zip(version.split("."), other.split("."), strict=False)
    return all(first == second for first, second in pairs)


RULES = rules_in(globals())
