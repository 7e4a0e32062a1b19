"""How a runner takes a test, and what most runners have in common there."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview.discovery.ecosystems.runner import Runner


class Form(NamedTuple):
    """A runner's test.

    Attributes:
        runner: The name of the runner.
        language: The language of the test, as the runner names it.
        text: The test, with places for the task's names and for the steps.
        file: Its file below the folder of the tests, with places for the names.
        quote: Returns a text as a string of the language, with nothing in it that is worked out.
        command: Returns what runs this test alone, given the runner, the path of the file and the
            names; it quotes what a shell would read.
    """

    runner: str
    language: str
    text: str
    file: str
    quote: Callable[[str], str]
    command: Callable[[Runner, str, Mapping[str, str]], str]


def quoted(text: str) -> str:
    """Return a text as a string, for languages in which it is one as in JSON."""
    import json

    return json.dumps(text, ensure_ascii=False)


def with_path(runner: Runner, path: str, _: Mapping[str, str]) -> str:
    """Return the runner's command with the path of the file."""
    return f"{runner.command} {shlex.quote(path)}"


def script_with_path(runner: Runner, path: str, _: Mapping[str, str], option: str = "") -> str:
    """Return the same for what may be a script: npm and composer hand on what follows dashes."""
    dashes = "-- " if runner.command.startswith(("npm ", "composer ")) else ""
    return f"{runner.command} {dashes}{option}{shlex.quote(path)}"
