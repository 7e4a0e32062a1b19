"""What commands ask of the check: by the project's settings, and against the project's files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview.checks.interview import InterviewChecker
from interview.errors import InterviewError

if TYPE_CHECKING:
    from interview.checks.settings import CheckSettings
    from interview.checks.subject import ProjectFacts
    from interview.discovery.project import Discovery
    from interview.project.workplace import Workplace


def settings_of(workplace: Workplace) -> CheckSettings:
    """Return what the project wants of the check.

    Raises:
        InterviewError: The settings make no sense.
    """
    from interview.checks.check import RULES
    from interview.checks.settings import read_settings

    table = workplace.project.settings["check"].value
    return read_settings({} if table is None else table, RULES)


def facts_of(discovery: Discovery | None) -> ProjectFacts | None:
    """Return the project as the check sees it, when it may look."""
    if discovery is None:
        return None
    from interview.project.facts import Facts

    return Facts(discovery)


def checker_of(workplace: Workplace, discovery: Discovery | None) -> InterviewChecker:
    """Return what checks an interview under way.

    Settings that make no sense are for `interview check` to tell of; here the usual ones hold.
    """
    return InterviewChecker(partial(_usable_settings, workplace), partial(facts_of, discovery))


def _usable_settings(workplace: Workplace) -> CheckSettings:
    from interview.checks.settings import CheckSettings

    try:
        return settings_of(workplace)
    except InterviewError:
        return CheckSettings()
