"""Checks an interview under way: one answer as it is given, or all that was said."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.checks.finding import Finding
    from interview.checks.settings import CheckSettings
    from interview.checks.subject import ProjectFacts
    from interview.session.address import Address
    from interview.session.engine import Engine

LOCAL = frozenset({"leftovers", "concreteness", "validity", "types", "safety"})
"""The families that look at one section or item by itself."""


class InterviewChecker:
    """Checks an interview by what a project wants; what is no plan has nothing to be checked.

    Nothing is loaded before the first answer: an interview begins with a question.

    Args:
        settings: Returns what the project wants of the check.
        project: Returns the project that the plan is for, if it is at hand.
    """

    def __init__(
        self,
        settings: Callable[[], CheckSettings],
        project: Callable[[], ProjectFacts | None] = lambda: None,
    ) -> None:
        self._read_settings = settings
        self._find_project = project

    @cached_property
    def _settings(self) -> CheckSettings:
        return self._read_settings()

    @cached_property
    def _project(self) -> ProjectFacts | None:
        return self._find_project()

    def all(self, engine: Engine) -> list[Finding]:
        """Return what is wrong with what was said, including what was not."""
        from interview.checks.check import check
        from interview.checks.subject import Subject
        from interview.plan.build import plan_of

        return check(Subject(plan_of(engine), project=self._project), self._settings)

    def findings(self, engine: Engine) -> list[Finding]:
        """Return what is wrong with what was said; what is still open is no news."""
        if not engine.questionnaire.is_of_iterations:
            return []
        from pydantic import ValidationError

        try:
            findings = self.all(engine)
        except ValidationError:
            return []
        open_ = {str(ask.address) for ask in engine.open()}
        open_ |= {section.id for section in engine.questionnaire.section if section.repeats}
        return [finding for finding in findings if finding.address not in open_]

    def answer(self, engine: Engine, address: Address) -> list[Finding]:
        """Return what is wrong with one answer, at a cost that does not grow with the plan."""
        group = address.group
        answers = engine.answers_in(group)
        if not engine.questionnaire.is_of_iterations:
            return []
        from pydantic import ValidationError

        from interview.checks.check import check
        from interview.checks.subject import Subject
        from interview.plan.model import Plan, split

        parts, own = split({group.section: [answers] if group.item else answers})
        try:
            plan = Plan.model_validate({**parts, "own": own})
        except ValidationError:
            return []
        findings = check(Subject(plan), self._settings, LOCAL)
        return [finding for finding in findings if f"{finding.address}.".startswith(f"{address}.")]
