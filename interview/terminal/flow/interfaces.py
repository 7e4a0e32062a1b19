"""Who takes part in a dialogue besides the person: who asks, who shows, and who checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.checks.finding import Finding
    from interview.plan.schedule import Step
    from interview.questionnaire.question import Question, Value
    from interview.session.address import Address, Group
    from interview.session.engine import Engine
    from interview.session.mentions import Mention
    from interview.session.steps import Consequences
    from interview.terminal.flow.ports import Leave, Prompt, Reply


class Asker(Protocol):
    """Puts one question to a person."""

    @property
    def going_back(self) -> str:
        """What they press or type to come back to the answer before."""

    @property
    def line_by_line(self) -> bool:
        """Whether nothing but lines is written, one after the other."""

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was given instead."""


class Screen(Protocol):
    """Shows a person what there is to see."""

    def place(self, engine: Engine, group: Group, minutes: int | None) -> None:
        """Show which section and item comes next, and how far the interview is.

        Args:
            minutes: How many are left, if that is known.
        """

    def question(self, prompt: Prompt, stale: bool) -> None:
        """Show a question with its reason and an example.

        Args:
            stale: It changed since its answer.
        """

    def help(self, question: Question) -> None:
        """Show what helps to answer a question."""

    def answer(self, engine: Engine, question: Question, value: Value) -> str:
        """Return an answer on one line, as a person reads it."""

    def summary(self, engine: Engine) -> None:
        """Show what was captured."""

    def tasks(self, tasks: Sequence[Step]) -> None:
        """Show what waits for what among the tasks, with their hours."""

    def mention(self, engine: Engine, mention: Mention) -> None:
        """Show an answer that names items by numbers which are others now."""

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        """Show what a change will do to other answers."""

    def note(self, text: str) -> None:
        """Say one thing."""

    def preview(self, markdown: str) -> None:
        """Show a part of the document as it will be written."""

    def findings(self, findings: Sequence[Finding], change: str = "") -> None:
        """Show what the check says.

        Args:
            change: How what it is about can be changed.
        """


class Checker(Protocol):
    """Says what leaves an implementer guessing."""

    def answer(self, engine: Engine, address: Address) -> Sequence[Finding]:
        """Return what is wrong with one answer."""

    def findings(self, engine: Engine) -> Sequence[Finding]:
        """Return what is wrong with all that was said so far."""


class Unchecked:
    """Finds nothing wrong."""

    def answer(self, engine: Engine, address: Address) -> Sequence[Finding]:
        """Return nothing."""
        return ()

    def findings(self, engine: Engine) -> Sequence[Finding]:
        """Return nothing."""
        return ()


class Paused(Exception):  # noqa: N818 - a wish of the person, not a failure
    """The person leaves; everything is kept."""
