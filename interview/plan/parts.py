"""The parts of a plan besides its tasks: never changed, and without keys that nobody knows."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    model_validator,
)

from interview.text.cleaning import clean, one_line

Text = Annotated[str, AfterValidator(clean)]


def _in_a_comment(text: str) -> str:
    """Return a reason as it can stand in a comment of a document: on one line, without its end."""
    return re.sub(r"--+", "-", one_line(text)).rstrip(" -")


class Part(BaseModel):
    """A part of a plan: never changed, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Code(Part):
    """Source text, a command or its output, with the name of its language."""

    language: str = ""
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data


class Iteration(Part):
    """Which iteration this is."""

    number: int | None = None
    title: Text = ""


class Goal(Part):
    """What users can do afterwards that they could not before."""

    outcome: Text = ""


class Context(Part):
    """What exists already, and what this iteration adds to it."""

    built: Text = ""
    current_state: Text = ""
    infrastructure: Text = ""
    now_building: Text = ""


class Rule(Part):
    """A standard by name."""

    name: Text
    text: Text


class Pattern(Part):
    """Code of the project that new code copies."""

    name: Text
    language: str
    code: Text


class Standard(Part):
    """A section of a standards file, word for word; sha256 is that of the text."""

    source: Text
    heading: Text
    text: Text
    sha256: str = ""


class Component(Part):
    """A part of the system with the rules that hold in it."""

    key: str = ""
    name: Text = ""
    rules: tuple[Rule, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    standards: tuple[Standard, ...] = ()


class Architecture(Part):
    """How the iteration connects to what exists."""

    existing_services: Text = ""
    integration_points: Text = ""
    data_flow: Text = ""
    service_dependencies: Text = ""


class Gates(Part):
    """What "done" means for every task."""

    code_standards: tuple[Rule, ...] = ()
    testing_standards: tuple[Rule, ...] = ()
    completion: tuple[Text, ...] = ()


class Demo(Part):
    """What is shown at the end."""

    commands: Code | None = None
    expected: Code | None = None


class Assumption(Part):
    """Something believed, with what proves or disproves it."""

    name: Text
    text: Text


class Assumptions(Part):
    """What the iteration validates."""

    validates: tuple[Assumption, ...] = ()


class Exclusion(Part):
    """A feature that is not built, with what it waits for."""

    feature: Text
    reason: Text


class Scope(Part):
    """What is not in this iteration."""

    excluded: tuple[Exclusion, ...] = ()


class Base(Part):
    """The state of the project that a plan was made for: a branch, if any, and a short commit."""

    branch: Text = ""
    commit: Text


class Suppression(Part):
    """A rule of the check that does not hold in one place, and why.

    Attributes:
        address: An answer (`tasks.t2.what`), an item (`tasks.t2`), a section; empty is the whole
            plan.
    """

    address: str
    rule: str
    reason: Annotated[str, AfterValidator(_in_a_comment)]
