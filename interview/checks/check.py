"""Checks a plan by all rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pydantic import BaseModel

from interview.checks import (
    completeness,
    concreteness,
    consistency,
    graph,
    grounding,
    leftovers,
    micro_tasks,
    safety,
    suppressions,
    task_types,
    validity,
)
from interview.checks.finding import Severity
from interview.checks.settings import CheckSettings
from interview.checks.suppressions import unsuppressed
from interview.checks.validity import unread

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from interview.checks.finding import Finding
    from interview.checks.rule import Rule
    from interview.checks.subject import Subject

RULES: dict[str, Rule] = {
    rule.id: rule
    for family in (
        completeness,
        leftovers,
        concreteness,
        validity,
        graph,
        task_types,
        consistency,
        grounding,
        safety,
        micro_tasks,
        suppressions,
    )
    for rule in family.RULES
}
"""All rules by their ids."""


MOST = 1_000
"""Findings of one rule that are told; nobody mends more before they check again."""


def check(
    subject: Subject, settings: CheckSettings | None = None, families: Collection[str] = ()
) -> list[Finding]:
    """Return what is wrong with a plan, in its order, without what it says is to be suppressed.

    Args:
        subject: The plan; it is the same afterwards.
        settings: What the project wants of the check.
        families: The families of rules that are looked at; all without any.
    """
    wanted = settings or CheckSettings()
    subject = replace(subject, words=wanted.words)
    rules = [
        rule
        for rule in RULES.values()
        if wanted.wants(rule) and (not families or rule.family in families)
    ]
    found = [
        finding._replace(severity=wanted.severity.get(rule.id, finding.severity))
        for rule in rules
        for finding in _first(rule, subject)
    ]
    found = unsuppressed(subject, rules, found, MOST)
    found += unread(subject)
    order = {address: place for place, address in enumerate(_addresses(subject))}
    last = len(order)

    def place(finding: Finding) -> tuple[int, int, int]:
        at = order.get(".".join(finding.address.split(".")[:2]), last)
        return finding.line or 0, at, finding.severity.rank

    return sorted(found, key=place)


def _first(rule: Rule, subject: Subject) -> Iterator[Finding]:
    """Yield the first findings of a rule, and say so where there are more."""
    findings = rule.findings(subject)
    last = None
    for last in islice(findings, MOST):
        yield last
    if last is not None and next(findings, None) is not None:
        yield last._replace(
            severity=Severity.INFORMATION,
            message=f"it finds more; the first {MOST:,} are told",
            marked="",
            excerpt="",
        )


def _addresses(subject: Subject) -> list[str]:
    """Return the sections and items of a plan in the order of its document."""
    plan = subject.plan
    found = []
    for section in type(plan).model_fields:
        found.append(section)
        value = getattr(plan, section)
        if isinstance(value, tuple):
            found += [f"{section}.{getattr(one, 'key', '')}" for one in value]
        elif isinstance(value, BaseModel):
            found += [f"{section}.{name}" for name in type(value).model_fields]
    return found
