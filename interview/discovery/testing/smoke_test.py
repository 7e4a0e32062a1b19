"""One smoke test for a task, as the project's runner takes it, and the command that runs it.

The test is whole and runs, but it cannot pass: it compares what goes in with what should come out,
both still said in words. A word like "fill in" or a bracket would have to be told from a forgotten
one; here there is none, and a test that nobody edited is simply `skeleton(...)` once more, letter
for letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.paths import run_in, within
from interview.discovery.testing.identifiers import camel_case, kebab_case, snake_case
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from interview.discovery.ecosystems.form import Form
    from interview.discovery.ecosystems.runner import Runner


class Steps(NamedTuple):
    """What a smoke test does, by the type of its task, in words."""

    arrange: str
    given: str
    act: str
    wanted: str


STEPS = {
    "implementation": Steps(
        "start the real services that the task needs",
        "what goes in",
        "call what the task delivers with it",
        "what comes out",
    ),
    "spike": Steps(
        "name the candidates",
        "every candidate",
        "run the spike on each of them",
        "one measured line for every candidate",
    ),
    "integration": Steps(
        "start both sides, none of them replaced",
        "the message that one side sends",
        "send it all the way",
        "what the other side made of it",
    ),
    "wiring": Steps(
        "start everything from nothing",
        "the system as it was started",
        "ask it how it is",
        "what a healthy system answers",
    ),
}
"""The words of a smoke test; a type of task that is not here is an implementation."""


def skeleton(runner: Runner, task_name: str, task_type: str) -> tuple[str, str]:
    """Return the language and the text of one smoke test; it fails until it is edited."""
    form = _form(runner)
    steps = STEPS.get(task_type, STEPS["implementation"])
    words = form.quote(f"{one_line(task_name)} works")
    return runner.language, form.text.format(**_names(task_name), words=words, **steps._asdict())


def smoke_test_path(runner: Runner, task_name: str) -> str:
    """Return the file that the test goes to, seen from the runner's folder."""
    return within(runner.tests, _form(runner).file.format(**_names(task_name)))


def verify_command(runner: Runner, task_name: str) -> str:
    """Return the command that runs the test, and no other, from the project's root."""
    path, names = smoke_test_path(runner, task_name), _names(task_name)
    return run_in(runner.folder, _form(runner).command(runner, path, names))


def _form(runner: Runner) -> Form:
    """Return how a runner takes a test."""
    return next(
        form
        for ecosystem in ECOSYSTEMS
        for form in ecosystem.forms
        if (form.runner, form.language) == (runner.name, runner.language)
    )


def _names(task_name: str) -> dict[str, str]:
    """Return what the parts of a test are called.

    No language takes a digit in the first place, and Go no small letter: a few have no capital.
    """
    camel, snake = camel_case(task_name), snake_case(task_name)
    return {
        "camel": f"Task{camel}" if camel[0].isdigit() or camel[0].islower() else camel,
        "snake": snake,
        "rust": f"task_{snake}" if snake[0].isdigit() else snake,
        "kebab": kebab_case(task_name),
    }
