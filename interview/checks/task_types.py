"""What each type of task has to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields
from interview.plan.task_types import INTEGRATION, SPIKE, WIRING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SPIKE = 2
"""The most hours that a spike may take."""

LONGEST_TASK = 4
"""Hours from which a task usually hides two."""


@rule(
    "types",
    "long-spike",
    ERROR,
    what="A research spike takes more than two hours.",
    why="Without a short time-box exploration becomes the project.",
    fix="Ask a smaller question, or split the spike.",
    fails="tasks.1.hours = 5",
    passes="tasks.1.hours = 1",
)
def long_spike(subject: Subject) -> Iterator[Violation]:
    """Find spikes that are too long."""
    for task in subject.plan.tasks:
        if task.type == SPIKE.id and task.hours is not None and task.hours > LONGEST_SPIKE:
            hours = f"{task.hours:g} hours"
            yield Violation(fields.HOURS.at(task.key), f"a spike of {hours}", hours)


@rule(
    "types",
    "long-task",
    WARNING,
    what="A task takes four hours or more.",
    why="A task of half a day usually hides two, and their order.",
    fix="Find where it splits: what could be shown first?",
    fails="tasks.2.hours = 6",
    passes="tasks.2.hours = 3",
)
def long_task(subject: Subject) -> Iterator[Violation]:
    """Find tasks that are too long."""
    for task in subject.plan.tasks:
        if task.type == SPIKE.id or task.hours is None or task.hours < LONGEST_TASK:
            continue
        hours = f"{task.hours:g} hours"
        yield Violation(fields.HOURS.at(task.key), f"a task of {hours}", hours)


@rule(
    "types",
    "no-time",
    ERROR,
    what="A task takes no time.",
    why="An estimate of nothing says that nobody has thought about the work.",
    fix="Say how many hours the task takes.",
    fails="tasks.2.hours = 0",
    passes="tasks.2.hours = 0.5",
)
def no_time(subject: Subject) -> Iterator[Violation]:
    """Find estimates of nothing."""
    for task in subject.plan.tasks:
        if task.hours is not None and task.hours <= 0:
            yield Violation(fields.HOURS.at(task.key), f"{task.hours:g} hours are no estimate")


_THROWAWAY = re.compile(
    r"(?:^|/)(?:spikes?|experiments?|prototypes?|poc|scratch|tmp|sandbox|benchmarks?|research)(?:/|[._-])"
    r"|(?:spike|experiment|prototype|poc|scratch)",
    re.IGNORECASE,
)


@rule(
    "types",
    "spike-in-production",
    WARNING,
    what="A research spike writes files of the product.",
    why="Throwaway code that stands among the real code is not thrown away.",
    fix="Put the spike's files into a folder of their own, such as spikes/.",
    fails='tasks.1.key_files = [{path = "api/passwords.py", purpose = "times argon2id"}]',
    passes='tasks.1.key_files = [{path = "spikes/argon2.py", purpose = "times argon2id"}]',
)
def spike_in_production(subject: Subject) -> Iterator[Violation]:
    """Find spikes whose files do not look as if they were thrown away."""
    for task in subject.plan.tasks:
        if task.type == SPIKE.id:
            for file in task.key_files:
                if file.path and not _THROWAWAY.search(file.path):
                    message = f"{file.path} does not look like throwaway code"
                    yield Violation(fields.KEY_FILES.at(task.key), message, file.path)


@rule(
    "types",
    "one-sided-integration",
    ERROR,
    what="An integration does not say what comes in, what goes out, or what happens on failure.",
    why="Integrations break at the messages and at the other side's failures, and nowhere else.",
    fix="Paste both messages as they are, and say what happens when the other side is down.",
    fails='tasks.3.failure = ""',
    passes='tasks.3.failure = "api down: a banner with retry"',
)
def one_sided_integration(subject: Subject) -> Iterator[Violation]:
    """Find integrations without their messages."""
    for task in subject.plan.tasks:
        if task.type == INTEGRATION.id:
            for field in (fields.RECEIVES, fields.SENDS, fields.FAILURE):
                if not getattr(task, field.id):
                    message = f"the integration does not state {field.description}"
                    yield Violation(field.at(task.key), message)


_WIRES = re.compile(
    r"""
    (?: ^ | / ) (?: compose | docker-compose | Dockerfile | Containerfile | Makefile | Jenkinsfile
                  | Procfile | Caddyfile | \.env ) [^/]* $
  | \. (?: ya?ml | toml | ini | cfg | conf | env | tf | service | json | properties | sh ) $
  | (?: ^ | / ) (?: \.github | deploy | k8s | helm | terraform ) /
    """,
    re.VERBOSE | re.IGNORECASE,
)


@rule(
    "types",
    "wiring-writes-code",
    INFORMATION,
    what="A wiring task writes only source code, no configuration.",
    why="It is probably an implementation, which is asked other things.",
    fix="Make it an implementation task, or name the configuration that it changes.",
    fails='tasks.4.key_files = [{path = "api/auth.py", purpose = "the secret"}]',
    passes='tasks.4.key_files = [{path = "docker-compose.yml", purpose = "the secret"}]',
)
def wiring_writes_code(subject: Subject) -> Iterator[Violation]:
    """Find wiring tasks whose files are all code."""
    for task in subject.plan.tasks:
        if task.type == WIRING.id and task.key_files:
            paths = [file.path for file in task.key_files]
            if not any(_WIRES.search(path) for path in paths):
                message = f"{paths[0]} is not a configuration file"
                yield Violation(fields.KEY_FILES.at(task.key), message, paths[0])


RULES = rules_in(globals())
