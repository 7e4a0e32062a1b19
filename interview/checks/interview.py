"""Checks an interview under way: one answer as it is given, or all that was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from interview.checks.check import check
from interview.checks.subject import Subject
from interview.plan.build import plan_of
from interview.plan.model import Plan, split

if TYPE_CHECKING:
    from interview.checks.finding import Finding
    from interview.checks.settings import Settings
    from interview.checks.subject import Project
    from interview.session.address import Address
    from interview.session.engine import Engine

LOCAL = frozenset({"leftovers", "concreteness", "validity", "types", "safety"})
"""The families that look at one section or item by itself."""


class Checker:
    """Checks an interview by what a project wants; what is no plan has nothing to be checked.

    project: the one that the plan is for, if it is at hand.
    """

    def __init__(self, settings: Settings, project: Project | None = None) -> None:
        self._settings = settings
        self._project = project

    def all(self, engine: Engine) -> list[Finding]:
        """Return what is wrong with what was said, including what was not."""
        subject = Subject(plan_of(engine))
        subject.project = self._project
        return check(subject, self._settings)

    def said(self, engine: Engine) -> list[Finding]:
        """Return what is wrong with what was said; what is still open is no news."""
        if not engine.questionnaire.is_of_iterations:
            return []
        try:
            found = self.all(engine)
        except ValidationError:
            return []
        open_ = {str(ask.address) for ask in engine.open()}
        open_ |= {section.id for section in engine.questionnaire.section if section.repeats}
        return [one for one in found if one.address not in open_]

    def answer(self, engine: Engine, address: Address) -> list[Finding]:
        """Return what is wrong with one answer, at a cost that does not grow with the plan."""
        group = address.group
        answers = engine.answers_in(group)
        if not engine.questionnaire.is_of_iterations:
            return []
        said, own = split({group.section: [answers] if group.item else answers})
        try:
            plan = Plan.model_validate({**said, "own": own})
        except ValidationError:
            return []
        found = check(Subject(plan), self._settings, LOCAL)
        return [one for one in found if f"{one.address}.".startswith(f"{address}.")]
