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
    from interview.checks.rule import CheckRule
    from interview.checks.subject import Subject

RULES: dict[str, CheckRule] = {
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
"""The most findings of one rule that are reported."""


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
    findings = [
        finding._replace(severity=wanted.severity.get(rule.id, finding.severity))
        for rule in rules
        for finding in _first(rule, subject)
    ]
    findings = unsuppressed(subject, rules, findings, MOST)
    findings += unread(subject)
    order = {address: place for place, address in enumerate(_addresses(subject))}
    last = len(order)

    def place(finding: Finding) -> tuple[int, int, int]:
        at = order.get(".".join(finding.address.split(".")[:2]), last)
        return finding.line or 0, at, finding.severity.rank

    return sorted(findings, key=place)


def _first(rule: CheckRule, subject: Subject) -> Iterator[Finding]:
    """Yield the first findings of a rule, and say so where there are more."""
    findings = rule.findings(subject)
    last = None
    for last in islice(findings, MOST):
        yield last
    if last is not None and next(findings, None) is not None:
        yield last._replace(
            severity=Severity.INFORMATION,
            message=f"there are more; only the first {MOST:,} are listed",
            marked="",
            excerpt="",
        )


def _addresses(subject: Subject) -> list[str]:
    """Return the sections and items of a plan in the order of its document."""
    plan = subject.plan
    addresses = []
    for section in type(plan).model_fields:
        addresses.append(section)
        value = getattr(plan, section)
        if isinstance(value, tuple):
            addresses += [f"{section}.{getattr(element, 'key', '')}" for element in value]
        elif isinstance(value, BaseModel):
            addresses += [f"{section}.{name}" for name in type(value).model_fields]
    return addresses
