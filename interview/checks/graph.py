"""How the tasks hang together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields
from interview.plan.dependencies import MOST

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_CIRCLE = 100
"""Tasks of a circle that a message names."""


@rule(
    "graph",
    "missing-dependency",
    ERROR,
    what="A task depends on a task that is not in the plan.",
    why="It is unclear what must exist before it starts.",
    fix="Name a task of this plan, or state in the context that it already exists.",
    fails="tasks.2.depends_on = [9]",
    passes="tasks.2.depends_on = [1]",
)
def missing_dependency(subject: Subject) -> Iterator[Violation]:
    """Find dependencies on tasks that there are not."""
    for task in subject.plan.tasks:
        for key in task.depends_on:
            if key not in subject.tasks:
                named = subject.named(key)
                yield Violation(fields.DEPENDS_ON.at(task.key), f"there is no {named}", named)


@rule(
    "graph",
    "self-dependency",
    ERROR,
    what="A task depends on itself.",
    why="It can never start.",
    fix="Remove the dependency, or split the task.",
    fails="tasks.2.depends_on = [2]",
    passes="tasks.2.depends_on = [1]",
)
def self_dependency(subject: Subject) -> Iterator[Violation]:
    """Find tasks that wait for themselves."""
    for task in subject.plan.tasks:
        if task.key in task.depends_on:
            yield Violation(fields.DEPENDS_ON.at(task.key), "the task depends on itself")


@rule(
    "graph",
    "duplicate-dependency",
    WARNING,
    what="A task names the same dependency twice.",
    why="One of them was probably meant to be another task.",
    fix="Name each task once, or name the other one that was meant.",
    fails="tasks.3.depends_on = [2, 2]",
    passes="tasks.3.depends_on = [1, 2]",
)
def duplicate_dependency(subject: Subject) -> Iterator[Violation]:
    """Find dependencies that are named twice."""
    for task in subject.plan.tasks:
        counts = Counter(task.depends_on)
        for key in sorted(key for key, count in counts.items() if count > 1):
            name = subject.named(key)
            yield Violation(fields.DEPENDS_ON.at(task.key), f"{name} is named twice", name)


@rule(
    "graph",
    "circular-dependency",
    ERROR,
    what="Tasks depend on each other in a circle.",
    why="None of them can ever start.",
    fix="Remove one of the dependencies, or split a task so that part of it comes first.",
    fails="tasks.1.depends_on = [3]",
    passes="tasks.3.depends_on = [1]",
)
def circular_dependency(subject: Subject) -> Iterator[Violation]:
    """Find circles of dependencies, each once; it is told from its first task on."""
    for circle in _circles(subject):
        yield Violation(
            fields.DEPENDS_ON.at(circle[0]),
            f"circular dependency: {_way(subject, circle)}",
        )


def _circles(subject: Subject) -> Iterator[list[str]]:
    """Yield the circles, each from its first task on."""
    for circle in subject.dependencies.circles():
        numbers = [subject.numbers[key] for key in circle]
        first = numbers.index(min(numbers))
        yield circle[first:] + circle[:first]


def _way(subject: Subject, circle: list[str]) -> str:
    """Return the numbers of a circle's tasks; of one that nobody reads, its ends."""
    shown = [str(subject.numbers[key]) for key in circle[:LONGEST_CIRCLE]]
    left = len(circle) - len(shown)
    between = [f"{left} more", str(subject.numbers[circle[-1]])] if left else []
    return " → ".join((*shown, *between, shown[0]))


@rule(
    "graph",
    "later-dependency",
    WARNING,
    what="A task depends on one that comes later in the plan.",
    why="Working from top to bottom, it starts too early.",
    fix="Move the task after the one that it needs.",
    fails="tasks.3.depends_on = [2, 4]",
    passes="tasks.4.depends_on = [1]",
)
def later_dependency(subject: Subject) -> Iterator[Violation]:
    """Find dependencies on later tasks that are no part of a circle."""
    circular = subject.dependencies.circular
    for task in subject.plan.tasks:
        for key in subject.dependencies.needs[task.key]:
            later = subject.numbers[key] > subject.numbers[task.key]
            if later and not {task.key, key} <= circular:
                name = subject.named(key)
                yield Violation(fields.DEPENDS_ON.at(task.key), f"{name} comes later", name)


def _not_looked_at(address: str) -> Violation:
    """Return what is said once where there are too many tasks to work out their order."""
    message = f"not checked: there are more than {MOST:,} tasks"
    return Violation(address, message, severity=INFORMATION)


@rule(
    "graph",
    "same-file",
    WARNING,
    what="Two tasks that do not depend on each other write the same file.",
    why="If both are done at the same time, one overwrites the other.",
    fix="Make one depend on the other, or give the file to one of them.",
    fails='tasks.4.key_files = [{path = "api/bookmarks.py", purpose = "the port"}]',
    passes='tasks.3.key_files = [{path = "api/auth.py", purpose = "401 without a token"}]',
)
def same_file(subject: Subject) -> Iterator[Violation]:
    """Find files that two tasks without an order write."""
    writers: dict[str, list[str]] = defaultdict(list)
    for task in subject.plan.tasks:
        for path in dict.fromkeys(file.path for file in task.key_files):
            writers[path].append(task.key)
    for path, keys in writers.items():
        # When each task waits for the one before it, their order is known.
        for earlier, key in pairwise(keys):
            if not subject.dependencies.is_known:
                yield _not_looked_at(fields.KEY_FILES.at(key))
                return
            if not (
                subject.dependencies.waits(key, earlier) or subject.dependencies.waits(earlier, key)
            ):
                other = subject.named(earlier)
                message = f"{path} is also written by {other}, with no order between them"
                yield Violation(fields.KEY_FILES.at(key), message, path)


@rule(
    "graph",
    "unused-task",
    INFORMATION,
    what="No task needs this one, and the demo does not show it.",
    why="It may not belong in this iteration.",
    fix="Show it in the demo, or exclude it.",
    fails='tasks.4.verify = "pg_dump linkstash"',
    passes='tasks.4.verify = "docker compose up -d"',
)
def unused_task(subject: Subject) -> Iterator[Violation]:
    """Find tasks that lead nowhere: several ends, of which the demo shows nothing."""
    needed = {key for task in subject.plan.tasks for key in task.depends_on}
    ends = [task for task in subject.plan.tasks if task.key not in needed]
    demo = subject.plan.demo.commands
    if demo is None or len(ends) < 2:
        return
    shown = set(_words(demo.text))
    for task in ends:
        own = set(_words(task.verify.text)) if task.verify else set()
        if own and not own & shown:
            yield Violation(
                fields.task_address(task.key), "no task needs it, and the demo does not show it"
            )


def _words(commands: str) -> Iterator[str]:
    """Yield what commands are about: paths and addresses, and programs with what they are told."""
    for command in re.split(r"[;&|\n]+", commands):
        words = [word.strip("'\"`") for word in command.split()]
        yield from (word for word in words if "/" in word or "." in word)
        plain = [word for word in words if not word.startswith("-")]
        yield " ".join(plain[:3])


_SPEAKS_OF = re.compile(
    r"\b(?:output|result|artifact|outcome|decision|answer|winner|findings?|report|numbers?)s?"
    r" (?:of|from) task #?(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)


@rule(
    "graph",
    "unordered-input",
    WARNING,
    what="A task uses another task's output but does not depend on it.",
    why="Following the dependencies, it starts without its input.",
    fix="Add the other task to its dependencies.",
    fails='tasks.3.what = "Store the bookmarks with the result of task 4."',
    passes='tasks.3.what = "Store the bookmarks with the result of task 2."',
)
def unordered_input(subject: Subject) -> Iterator[Violation]:
    """Find tasks that speak of the output of one that they do not wait for, or of none."""
    keys = {number: key for key, number in subject.numbers.items()}
    for passage in subject.passages:
        section, key, *_ = (*passage.address.split("."), "")
        if section != fields.TASKS:
            continue
        for match in _SPEAKS_OF.finditer(passage.text):
            other = keys.get(int(match["number"]))
            if other == key:
                continue
            if other is not None and not subject.dependencies.is_known:
                yield _not_looked_at(passage.address)
                return
            if other is None or not subject.dependencies.waits(key, other):
                clause = "there is no" if other is None else "it does not depend on"
                message = f"{clause} task {match['number']}"
                yield Violation(passage.address, message, match[0])


_SCRIPT = re.compile(
    r"(?<![\w./-])(?:python3?|node|bash|sh|uv run|deno run|ruby|psql -f|sqlite3 \S+ <)\s+"
    r"(?P<path>(?:\./)?[\w-][\w./-]{0,200}/[\w-][\w.-]{0,100}\.\w{1,4})(?![\w/])"
)


@rule(
    "graph",
    "unproduced-file",
    WARNING,
    what="A command runs a file that is not in the project and that no task creates.",
    why="The command fails, and it is unclear who should write the file.",
    fix="Add the file to the key files of the task that creates it.",
    fails='tasks.3.verify = "python scripts/seed_users.py"',
    passes='tasks.3.verify = "python spikes/argon2_cost.py"',
)
def unproduced_file(subject: Subject) -> Iterator[Violation]:
    """Find scripts that are run and made nowhere; only where the project is at hand."""
    if subject.project is None:
        return
    made = {file.path for task in subject.plan.tasks for file in task.key_files}
    for address, command in subject.commands:
        for match in _SCRIPT.finditer(command):
            path = match["path"].removeprefix("./")
            if path not in made and not subject.project.has(path):
                yield Violation(address, f"no task creates {path}", path)


RULES = rules_in(globals())
