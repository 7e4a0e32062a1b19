"""One smoke test for a task, as the project's runner takes it, and the command that runs it.

The test is whole and runs, but it cannot pass: it compares what goes in with what should come out,
both still said in words. A word like "fill in" or a bracket would have to be told from a forgotten
one; here there is none, and a test that nobody edited is simply `skeleton(...)` once more, letter
for letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.paths import run_in, within
from interview.discovery.testing.identifiers import camel_case, kebab_case, snake_case
from interview.plan.task_types import IMPLEMENTATION, TASK_TYPES
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from interview.discovery.ecosystems.form import Form
    from interview.discovery.ecosystems.runner import Runner


def skeleton(runner: Runner, task_name: str, task_type: str) -> tuple[str, str]:
    """Return the language and the text of one smoke test; it fails until it is edited."""
    form = _form(runner)
    steps = TASK_TYPES.get(task_type, IMPLEMENTATION).steps
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
