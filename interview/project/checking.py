"""What commands ask of the check: by the project's settings, and against the project's files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from interview.errors import InterviewError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.checks.finding import Finding
    from interview.checks.interview import Checker as Check
    from interview.checks.settings import Settings
    from interview.checks.subject import Project
    from interview.discovery.project import Discovery
    from interview.project.workplace import Workplace
    from interview.session.address import Address
    from interview.session.engine import Engine


def settings_of(workplace: Workplace) -> Settings:
    """Return what the project wants of the check; raise InterviewError when it makes no sense."""
    from interview.checks.check import RULES
    from interview.checks.settings import read_settings

    said = workplace.project.settings["check"].value
    return read_settings({} if said is None else said, RULES)


def facts_of(discovery: Discovery | None) -> Project | None:
    """Return the project as the check sees it, when it may look."""
    if discovery is None:
        return None
    from interview.project.facts import Facts

    return Facts(discovery)


class Checker:
    """Checks an interview under way; nothing is loaded before the first answer.

    Settings that make no sense are for `interview check` to tell of; here the usual ones hold.
    """

    def __init__(self, workplace: Workplace, discovery: Discovery | None) -> None:
        self._workplace = workplace
        self._discovery = discovery

    @cached_property
    def _check(self) -> Check:
        from interview.checks.interview import Checker as Check
        from interview.checks.settings import Settings

        try:
            settings = settings_of(self._workplace)
        except InterviewError:
            settings = Settings()
        return Check(settings, facts_of(self._discovery))

    def answer(self, engine: Engine, address: Address) -> Sequence[Finding]:
        """Return what is wrong with one answer."""
        return self._check.answer(engine, address)

    def said(self, engine: Engine) -> Sequence[Finding]:
        """Return what is wrong with all that was said so far."""
        return self._check.said(engine)
