"""Where a plan contradicts itself."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Place, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule(
    "consistency",
    "different-status",
    ERROR,
    what="The heading of a task and the progress list tell different statuses.",
    why="One of them is wrong, and the next person takes the wrong one.",
    fix="Give both the status that is true.",
    fails="- [x] Task 2: Register and sign in - ✅ Complete",
    passes="- [ ] Task 2: Register and sign in - 📋 Planned",
)
def different_status(subject: Subject) -> Iterator[Place]:
    """Find tasks whose two statuses differ."""
    if subject.reading is None:
        return
    listed = {one.number: one for one in subject.reading.progress}
    for key, number, status in _headings(subject):
        one = listed.get(number)
        if one and one.status and status and one.status != status:
            words = (status.replace("_", " "), one.status.replace("_", " "))
            message = f"the heading says {words[0]}, the progress list {words[1]}"
            yield Place(f"tasks.{key}", message, line=one.line)


def _headings(subject: Subject) -> Iterator[tuple[str, int, str]]:
    """Yield the keys of the tasks with their numbers and statuses, as their headings have them."""
    if subject.reading is not None:
        places = enumerate(subject.plan.tasks, 1)
        said = zip(places, subject.reading.numbers, subject.reading.statuses, strict=True)
        for (place, task), number, status in said:
            yield task.key, number if number is not None else place, status


@rule(
    "consistency",
    "different-progress",
    ERROR,
    what="The progress list does not have exactly the tasks of the plan.",
    why="Somebody counts what is done by it.",
    fix="List every task once, by its number and its name.",
    fails="- [ ] Task 2: Something else - 📋 Planned",
    passes="- [ ] Task 2: Register and sign in - 📋 Planned",
)
def different_progress(subject: Subject) -> Iterator[Place]:
    """Find tasks that the progress list has under another name, or does not have."""
    if subject.reading is None:
        return
    names = {number: subject.tasks[key].name for key, number, _ in _headings(subject)}
    for one in subject.reading.progress:
        if one.number not in names:
            message = f"there is no task {one.number}" if one.number else "a line names no task"
            yield Place("tasks", message, one.name, one.line)
        elif _plain(one.name) != _plain(names[one.number]):
            message = f"task {one.number} is called '{names[one.number]}'"
            yield Place(f"tasks.t{one.number}", message, one.name, one.line)
    if subject.reading.progress:
        listed = {one.number for one in subject.reading.progress}
        for key, number, _ in _headings(subject):
            if number not in listed:
                yield Place(f"tasks.{key}", f"the progress list does not have task {number}")


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


@rule(
    "consistency",
    "wrong-number",
    ERROR,
    what="The tasks are not numbered 1, 2, 3 in their order.",
    why="Dependencies name tasks by their numbers.",
    fix="Number the tasks in their order, and mend what depends on them.",
    fails="### 5. Register and sign in 📋 Planned",
    passes="### 2. Register and sign in 📋 Planned",
)
def wrong_number(subject: Subject) -> Iterator[Place]:
    """Find tasks that bear another number than their place."""
    if subject.reading is None:
        return
    counts = Counter(number for number in subject.reading.numbers if number is not None)
    for place, (task, number) in enumerate(
        zip(subject.plan.tasks, subject.reading.numbers, strict=True), 1
    ):
        if number is None:
            yield Place(f"tasks.{task.key}", f"the {place}. task has no number", task.name)
        elif counts[number] > 1:
            yield Place(f"tasks.{task.key}", f"several tasks have the number {number}", task.name)
        elif number != place:
            yield Place(
                f"tasks.{task.key}", f"the {place}. task has the number {number}", task.name
            )


_ENDPOINT = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+(/[\w/{}:.-]*[\w}])")


@rule(
    "consistency",
    "other-spelling",
    WARNING,
    what="The same endpoint is spelt differently in two places.",
    why="One implementer serves the one, another calls the other.",
    fix="Spell it in one way everywhere.",
    fails='tasks.3.workflow = "login form -> POST /auth/log-in -> GET /bookmarks"',
    passes='tasks.3.workflow = "login form -> POST /auth/login -> GET /bookmarks"',
)
def other_spelling(subject: Subject) -> Iterator[Place]:
    """Find endpoints that only differ in dashes, underscores, capitals and a slash at the end."""
    first: dict[str, tuple[str, str]] = {}
    told: set[tuple[str, str]] = set()
    for passage in subject.passages:
        for match in _ENDPOINT.finditer(passage.text):
            path = match[1]
            alike = re.sub(r"[-_]", "", path).casefold().rstrip("/")
            spelt, address = first.setdefault(alike, (path, passage.address))
            if spelt != path and (path, passage.address) not in told:
                told.add((path, passage.address))
                yield Place(passage.address, f"{path} is spelt {spelt} in {address}", path)


@rule(
    "consistency",
    "builds-excluded",
    ERROR,
    what="A task builds what the plan says is not in it.",
    why="One of the two is wrong, and the implementer has to choose.",
    fix="Take the task out, or the feature from what is excluded.",
    fails='tasks.2.name = "Password reset by mail"',
    passes='tasks.2.name = "Register and sign in"',
)
def builds_excluded(subject: Subject) -> Iterator[Place]:
    """Find tasks whose name is that of an excluded feature."""
    excluded = {_plain(one.feature): one.feature for one in subject.plan.scope.excluded}
    for task in subject.plan.tasks:
        name = _plain(task.name)
        for plain, feature in excluded.items():
            if len(plain) >= 6 and plain in name:
                message = f"the plan excludes '{feature}'"
                yield Place(f"tasks.{task.key}.name", message, task.name)


RULES = rules_in(globals())
