"""What a plan has to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields
from interview.plan.task_types import COMMON_NEEDED, TASK_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.plan.fields import PlanField
    from interview.plan.parts import Part
    from interview.plan.tasks import BaseTask


@rule(
    "completeness",
    "missing-answer",
    ERROR,
    what="The plan omits something that every plan needs.",
    why="The implementer has to ask or guess.",
    fix="Answer it in a sentence that names real things.",
    fails='context.infrastructure = ""',
    passes='context.infrastructure = "docker-compose.yml with PostgreSQL 16"',
)
def missing_answer(subject: Subject) -> Iterator[Violation]:
    """Find sections that say nothing."""
    for field in fields.NEEDED:
        if _is_empty(getattr(subject.plan, field.section), field):
            yield Violation(field.address, f"the plan does not state {field.description}")
    for component in subject.plan.stack:
        if not component.name:
            yield Violation(f"{fields.STACK}.{component.key}", "a component has no name")


@rule(
    "completeness",
    "missing-field",
    ERROR,
    what="A task omits something that its type needs.",
    why="The implementer has to ask or guess.",
    fix="State it in the task itself; an implementer may not see the others.",
    fails='tasks.1.decision_rule = ""',
    passes='tasks.1.decision_rule = "the strongest setting under 150 ms"',
)
def missing_field(subject: Subject) -> Iterator[Violation]:
    """Find tasks that do not say what they have to."""
    for task in subject.plan.tasks:
        kind = TASK_TYPES.get(task.type or "")
        for field in (*COMMON_NEEDED, *(kind.needed if kind else ())):
            if _is_empty(task, field):
                message = f"the task does not state {field.description}"
                yield Violation(field.at(task.key), message)


def _is_empty(part: Part, field: PlanField) -> bool:
    return getattr(part, field.id) in ("", (), None)


@rule(
    "completeness",
    "no-type",
    ERROR,
    what="A task has no type, or several.",
    why="The type determines what the task must specify.",
    fix="Choose one: implementation, spike, integration or wiring.",
    fails='tasks.2.type = ""',
    passes='tasks.2.type = "implementation"',
)
def no_type(subject: Subject) -> Iterator[Violation]:
    """Find tasks whose type is open."""
    for task in subject.plan.tasks:
        if task.type is None:
            yield Violation(fields.TYPE.at(task.key), "the task has no type, or several")


@rule(
    "completeness",
    "no-estimate",
    ERROR,
    what="A task has no estimate.",
    why="Estimating shows when one task is really two.",
    fix="Estimate it in hours.",
    fails='tasks.2.hours = ""',
    passes="tasks.2.hours = 3",
)
def no_estimate(subject: Subject) -> Iterator[Violation]:
    """Find tasks without hours."""
    yield from _without(subject, fields.HOURS, "the task has no estimate in hours")


@rule(
    "completeness",
    "no-smoke-test",
    ERROR,
    what="A task has no smoke test.",
    why="Nobody can tell whether it is done.",
    fix="Write the one test that fails today and passes when the task is done.",
    fails='tasks.2.smoke_test = ""',
    passes="tasks.2.smoke_test = \"def test_sign_in(client):\\n    assert client.get('/me')\"",
)
def no_smoke_test(subject: Subject) -> Iterator[Violation]:
    """Find tasks without a test."""
    yield from _without(subject, fields.SMOKE_TEST, "the task has no smoke test")


_TESTS = re.compile(
    r"^[ \t]*(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|^[ \t]*(?:test|it)[ \t]*\([ \t]*[\"'`]"
    r"|^func[ \t]+Test\w*\(|^[ \t]*#\[(?:\w+::)?test\]|^[ \t]*@(?:Parameterized)?Test\b",
    re.MULTILINE,
)


@rule(
    "completeness",
    "several-smoke-tests",
    WARNING,
    what="A task has more than one smoke test.",
    why="The test that proves the task is lost among the others; those belong in the test suite.",
    fix="Keep the test that proves the task, and leave the others to the implementation.",
    fails='tasks.2.smoke_test = "def test_a():\\n    f()\\n\\ndef test_b():\\n    g()"',
    passes='tasks.2.smoke_test = "def test_a():\\n    assert f() and g()"',
)
def several_smoke_tests(subject: Subject) -> Iterator[Violation]:
    """Find tasks with several tests."""
    for task in subject.plan.tasks:
        count = len(_TESTS.findall(task.smoke_test.text)) if task.smoke_test else 0
        if count > 1:
            yield Violation(fields.SMOKE_TEST.at(task.key), f"the task has {count} smoke tests")


@rule(
    "completeness",
    "no-verification",
    ERROR,
    what="A task has no command that verifies it.",
    why="Work that cannot be verified is not done.",
    fix="Write the exact command.",
    fails='tasks.2.verify = ""',
    passes='tasks.2.verify = "curl -s localhost:8000/health"',
)
def no_verification(subject: Subject) -> Iterator[Violation]:
    """Find tasks without a command."""
    yield from _without(subject, fields.VERIFY, "the task has no command that verifies it")


@rule(
    "completeness",
    "no-expected-output",
    ERROR,
    what="A task does not say what its command prints.",
    why="A command proves nothing without its expected output.",
    fix="Paste exactly what it prints.",
    fails='tasks.2.expected = ""',
    passes='tasks.2.expected = "401"',
)
def no_expected_output(subject: Subject) -> Iterator[Violation]:
    """Find tasks whose command may print anything."""
    for task in subject.plan.tasks:
        if _is_blank(task, fields.EXPECTED) and not _is_blank(task, fields.VERIFY):
            message = "the task does not state what its command prints"
            yield Violation(fields.EXPECTED.at(task.key), message)


def _without(subject: Subject, field: PlanField, message: str) -> Iterator[Violation]:
    for task in subject.plan.tasks:
        if _is_blank(task, field):
            yield Violation(field.at(task.key), message)


def _is_blank(task: BaseTask, field: PlanField) -> bool:
    value = getattr(task, field.id)
    return value is None or (hasattr(value, "text") and not value.text.strip())


@rule(
    "completeness",
    "no-task",
    ERROR,
    what="The plan has no task.",
    why="There is nothing to implement.",
    fix="Add the first piece that works on its own.",
    fails="tasks = []",
    passes='tasks.2.name = "Register and sign in"',
)
def no_task(subject: Subject) -> Iterator[Violation]:
    """Find plans without tasks."""
    if not subject.plan.tasks:
        yield Violation(fields.TASKS, "the plan has no task")


@rule(
    "completeness",
    "no-stack",
    ERROR,
    what="The plan has no component, or a component has no rules.",
    why="An implementer will follow their own rules, not yours.",
    fix="Name each part of the system, and quote the rules that a reviewer would insist on.",
    fails="stack = []",
    passes='stack.1.name = "Python Backend (FastAPI)"',
)
def no_stack(subject: Subject) -> Iterator[Violation]:
    """Find plans without components, and components without rules."""
    if not subject.plan.stack:
        yield Violation(fields.STACK, "the plan has no component")
    for component in subject.plan.stack:
        if not (component.rules or component.patterns or component.standards):
            yield Violation(
                f"{fields.STACK}.{component.key}",
                f"{component.name or 'a component'} has no rules",
            )


@rule(
    "completeness",
    "no-demo",
    ERROR,
    what="The plan does not state how to demonstrate the result, or what people will see.",
    why="Working software can be demonstrated.",
    fix="Write the commands that you would type in front of the people who asked for this.",
    fails='demo.expected = ""',
    passes='demo.expected = "201"',
)
def no_demo(subject: Subject) -> Iterator[Violation]:
    """Find plans without a demo."""
    for field in (fields.DEMO_COMMANDS, fields.DEMO_EXPECTED):
        value = getattr(subject.plan.demo, field.id)
        if value is None or not value.text.strip():
            yield Violation(field.address, f"the plan does not state {field.description}")


@rule(
    "completeness",
    "no-assumption",
    ERROR,
    what="The plan has no assumption to prove or disprove.",
    why="An unstated assumption is treated as a fact.",
    fix="State what you believe that could be wrong, and how you would notice.",
    fails="assumptions.validates = []",
    passes='assumptions.validates = [{name = "Use", text = "3 of 5 testers come back"}]',
)
def no_assumption(subject: Subject) -> Iterator[Violation]:
    """Find plans without an assumption."""
    if not subject.plan.assumptions.validates:
        yield Violation(fields.VALIDATES.address, "the plan has no assumption")
    for place, assumption in enumerate(subject.plan.assumptions.validates, 1):
        if not assumption.text.strip():
            yield Violation(f"{fields.VALIDATES.address}.{place}", f"{assumption.name} has no text")


@rule(
    "completeness",
    "no-non-goal",
    ERROR,
    what="The plan does not state what is excluded.",
    why="Features that are not excluded get built, or are missed at the demo.",
    fix="Name a feature that people will expect, and why it has to wait.",
    fails="scope.excluded = []",
    passes='scope.excluded = [{feature = "Password reset", reason = "Waiting for mail"}]',
)
def no_non_goal(subject: Subject) -> Iterator[Violation]:
    """Find plans that exclude nothing, or without a reason."""
    if not subject.plan.scope.excluded:
        yield Violation(fields.EXCLUDED.address, "the plan excludes nothing")
    for place, exclusion in enumerate(subject.plan.scope.excluded, 1):
        if not exclusion.reason.strip():
            message = f"there is no reason why {exclusion.feature} is excluded"
            yield Violation(f"{fields.EXCLUDED.address}.{place}", message, exclusion.feature)


RULES = rules_in(globals())
