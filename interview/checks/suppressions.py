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
    from interview.checks.rule import CheckRule


def unsuppressed(
    subject: Subject, rules: Sequence[CheckRule], findings: Sequence[Finding], most: int
) -> list[Finding]:
    """Return the findings that no suppression is about, and those about useless ones.

    Args:
        rules: Those that were looked at; a rule that was not looked at says nothing about its use.
        most: The useless ones that are told.
    """
    looked_at = {candidate.id for candidate in rules}
    first: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(subject.plan.suppressions, 1):
        first.setdefault((entry.rule, entry.address), place)
    about = [min(_suppressions_of(finding, first), default=0) for finding in findings]
    left = [finding for finding, place in zip(findings, about, strict=True) if not place]
    used = set(about)
    unused = [
        place
        for place, entry in enumerate(subject.plan.suppressions, 1)
        if place not in used and entry.rule in looked_at
    ]
    if unused_suppression in rules:
        left += islice(unused_suppression.findings(replace(subject, unused=tuple(unused))), most)
    return left


def _suppressions_of(finding: Finding, first: Mapping[tuple[str, str], int]) -> Iterator[int]:
    """Yield the places of the suppressions that a finding falls under.

    Args:
        first: The first suppression of each rule at each address; the others are of no use.
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
    what="A suppression has no effect: the rule finds nothing there.",
    why="It would hide the next problem of that kind.",
    fix="Remove the suppression.",
    fails="<!-- interview: suppress vague-word at goal.outcome: measured below -->",
    passes="## Not In This Iteration (Scope Control)",
)
def unused_suppression(subject: Subject) -> Iterator[Violation]:
    """Tell of the suppressions that nothing was found for; `unsuppressed` looks for them."""
    for place in subject.unused:
        suppression = subject.plan.suppressions[place - 1]
        where = f" at {suppression.address}" if suppression.address else ""
        line = subject.lines.get(f"suppressions.{place}")
        yield Violation(
            suppression.address, f"{suppression.rule} finds nothing{where}", suppression.rule, line
        )


RULES = rules_in(globals())
