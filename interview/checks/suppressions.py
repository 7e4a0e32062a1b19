"""Where rules do not hold, for a reason that the plan gives, and what of that is of no use."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from interview.checks.rule import WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from interview.checks.finding import Finding
    from interview.checks.rule import Rule


def unsuppressed(
    subject: Subject, rules: Sequence[Rule], findings: Sequence[Finding], most: int
) -> list[Finding]:
    """Return the findings that no suppression is about, and those about useless ones.

    rules: those that were looked at; a rule that was not looked at says nothing about its use.
    most: the useless ones that are told.
    """
    looked_at = {one.id for one in rules}
    first: dict[tuple[str, str], int] = {}
    for place, one in enumerate(subject.plan.suppressions, 1):
        first.setdefault((one.rule, one.address), place)
    about = [min(_suppressions_of(finding, first), default=0) for finding in findings]
    left = [finding for finding, place in zip(findings, about, strict=True) if not place]
    used = set(about)
    unused = [
        place
        for place, one in enumerate(subject.plan.suppressions, 1)
        if place not in used and one.rule in looked_at
    ]
    if unused_suppression in rules:
        left += islice(unused_suppression.findings(replace(subject, unused=tuple(unused))), most)
    return left


def _suppressions_of(finding: Finding, first: Mapping[tuple[str, str], int]) -> Iterator[int]:
    """Yield the places of the suppressions that a finding falls under.

    first: the first suppression of each rule at each address; the others are of no use.
    """
    parts = finding.address.split(".")
    around = ["", *(".".join(parts[: place + 1]) for place in range(len(parts)))]
    for address in around:
        if place := first.get((finding.rule, address)):
            yield place


@rule(
    "suppressions",
    "unused-suppression",
    WARNING,
    what="A rule is suppressed where it finds nothing.",
    why="The next defect of that kind would be hidden.",
    fix="Take the suppression out.",
    fails="<!-- interview: suppress vague-word at goal.outcome: measured below -->",
    passes="## Not In This Iteration (Scope Control)",
)
def unused_suppression(subject: Subject) -> Iterator[Violation]:
    """Tell of the suppressions that nothing was found for; `unsuppressed` looks for them."""
    for place in subject.unused:
        one = subject.plan.suppressions[place - 1]
        where = f" at {one.address}" if one.address else ""
        line = subject.lines.get(f"suppressions.{place}")
        yield Violation(one.address, f"{one.rule} finds nothing{where}", one.rule, line)


RULES = rules_in(globals())
