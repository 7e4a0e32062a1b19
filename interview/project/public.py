"""What other programs can do with sessions, plans and documents: the names `interview` exports.

These hold from one minor version to the next; everything else may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.checks.check import check as findings_of
from interview.checks.subject import Subject
from interview.errors import InterviewError
from interview.plan.build import plan_of
from interview.plan.reader.document import read_document as reading_of
from interview.project.checking import facts_of, settings_of
from interview.project.documents import document_of
from interview.project.workplace import Workplace

if TYPE_CHECKING:
    import os
    from pathlib import Path
    from typing import Any

    from interview.checks.finding import Finding
    from interview.plan.model import Plan
    from interview.plan.reader.reading import DocumentReading
    from interview.session.engine import Engine
    from interview.storage.session_file import SessionReading


@dataclass(frozen=True, eq=False, repr=False)
class Session:
    """A session as it stood when it was opened; it is read, never written."""

    _workplace: Workplace
    _reading: SessionReading
    _engine: Engine

    @property
    def name(self) -> str:
        """What it is called: `linkstash-3`."""
        return self._reading.name

    @property
    def path(self) -> Path:
        """Its file."""
        return self._reading.path

    @property
    def answers(self) -> dict[str, Any]:
        """The answers in force: `{section: {question: value}}`; a list where items repeat."""
        return self._engine.answers()

    @property
    def missing(self) -> tuple[str, ...]:
        """The addresses of the questions without which the plan is unfinished."""
        return tuple(str(ask.address) for ask in self._engine.missing())

    @property
    def finished(self) -> bool:
        """Whether nothing is missing: no answer, and no task or component."""
        return self._engine.finished

    @property
    def plan(self) -> Plan:
        """The plan that the answers make.

        Raises:
            InterviewError: It is no iteration plan: another questionnaire was asked.
        """
        if not self._engine.questionnaire.is_of_iterations:
            name = self._engine.questionnaire.name
            raise InterviewError(
                f"{self.name} is not an iteration plan: the questionnaire '{name}' was asked",
                "Read its answers, or render its document.",
            )
        return plan_of(self._engine)


@dataclass(frozen=True, eq=False, repr=False)
class PlanDocument:
    """A plan that was read from Markdown."""

    text: str
    _reading: DocumentReading

    @property
    def plan(self) -> Plan:
        """The plan as far as the document says it; the tasks' keys are t1, t2 … in their order."""
        return self._reading.plan

    @property
    def remarks(self) -> tuple[tuple[int, str], ...]:
        """What has no place in a plan: the line, counted from 1, and the words."""
        return tuple((remark.line, remark.text) for remark in self._reading.remarks)


def open_session(session: str | os.PathLike[str]) -> Session:
    """Open a session of the project around the current folder.

    Args:
        session: Its path, its name, or a part of the name that no other has.

    Raises:
        InterviewError: There is none, there are several, or its file is damaged.
    """
    workplace = Workplace.here()
    reading, engine = workplace.open(str(session))
    return Session(workplace, reading, engine)


def read_document(text: str) -> PlanDocument:
    """Read an iteration document: what it says, and what in it has no place in a plan."""
    return PlanDocument(text, reading_of(text))


def check(plan: Session | PlanDocument | Plan, *, discover: bool = False) -> list[Finding]:
    """Return what an implementer would have to guess, in the order of the plan.

    The settings of the project around the current folder hold: `[tool.interview.check]`.

    Args:
        plan: A session, a document that was read, or a plan.
        discover: Compare the plan with the project's files, too.

    Raises:
        InterviewError: The settings make no sense, or the session holds no plan.
    """
    workplace = Workplace.here()
    facts = facts_of(workplace.discovery() if discover else None)
    if isinstance(plan, PlanDocument):
        subject = Subject.read_from(plan._reading, plan.text, facts)
    else:
        subject = Subject(plan.plan if isinstance(plan, Session) else plan, project=facts)
    return findings_of(subject, settings_of(workplace))


def render(session: Session) -> str:
    """Return the document of a session as Markdown; what is open shows as a gap.

    Raises:
        InterviewError: The template of the document is at fault.
    """
    return document_of(session._workplace, session._engine)
