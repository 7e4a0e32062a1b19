"""Roles: what a section or a question is to the program, whatever its id is.

A questionnaire gives them with `role = "…"`. Order of tasks, hours, tracking, the heading and what
is proposed ask for roles; where nothing plays one, there is none of what needs it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple

Progress = Literal["planned", "in_progress", "complete"]
"""How far a task can be."""


class Role(StrEnum):
    """The roles by the names that questionnaires use."""

    # Of sections
    TASKS = "tasks"
    COMPONENTS = "components"

    # Of questions that are asked once
    NUMBER = "number"
    TITLE = "title"
    INTERFACES = "interfaces"
    LEFT_OUT = "left_out"

    # Of questions about a task
    TYPE = "type"
    ESTIMATE = "estimate"
    DEPENDS_ON = "depends_on"
    STATUS = "status"
    SUMMARY = "summary"
    FILES = "files"
    VERIFY = "verify"


class OfSection(NamedTuple):
    """What a role of a section is; such a section repeats.

    Attributes:
        what: What the program does with it.
    """

    what: str


class OfQuestion(NamedTuple):
    """What a role of a question is.

    Attributes:
        what: What the program does with it.
        kinds: The kinds of question that can play it.
        within: The role of the section that it stands in; None for a section that is asked once.
    """

    what: str
    kinds: tuple[str, ...]
    within: Role | None = None


SECTIONS: dict[Role, OfSection] = {
    Role.TASKS: OfSection("its items are tracked, and have an order, hours and a critical path"),
    Role.COMPONENTS: OfSection("the parts of the system; the closing summary lists them"),
}
"""The roles of sections."""

QUESTIONS: dict[Role, OfQuestion] = {
    Role.NUMBER: OfQuestion("the number in names of sessions and documents", ("number",)),
    Role.TITLE: OfQuestion("what lists call the session", ("text", "paragraph")),
    Role.INTERFACES: OfQuestion(
        "the new interfaces; the closing summary shows them", ("text", "paragraph", "lines")
    ),
    Role.LEFT_OUT: OfQuestion(
        "what is not in it; a later session proposes it as tasks", ("records", "lines")
    ),
    Role.TYPE: OfQuestion("the type of the task", ("choice",), Role.TASKS),
    Role.ESTIMATE: OfQuestion("how many hours it takes", ("number",), Role.TASKS),
    Role.DEPENDS_ON: OfQuestion("the tasks that it waits for", ("references",), Role.TASKS),
    Role.STATUS: OfQuestion("how far it is, where that is asked", ("choice",), Role.TASKS),
    Role.SUMMARY: OfQuestion("what it delivers", ("text", "paragraph"), Role.TASKS),
    Role.FILES: OfQuestion("the files that it makes or changes", ("records", "lines"), Role.TASKS),
    Role.VERIFY: OfQuestion("the commands that show that it works", ("code",), Role.TASKS),
}
"""The roles of questions."""
