"""Findings for people and for programs: JSON, and the annotations of GitHub."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from interview.checks.finding import Finding, Severity
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.checks.rule import Rule

VERSION = 1
"""Of the JSON format."""

_LEVELS = {"error": "error", "warning": "warning", "information": "notice"}


class Checked(NamedTuple):
    """A plan that was checked: the name of its session or file, and what was found."""

    name: str
    findings: Sequence[Finding]


def as_json(checked: Sequence[Checked]) -> str:
    """Return the findings as JSON: `{"version": 1, "checked": [{name, findings, counts}]}`."""
    facts = {
        "version": VERSION,
        "checked": [
            {
                "name": one.name,
                "findings": [finding._asdict() for finding in one.findings],
                "counts": counts(one.findings),
            }
            for one in checked
        ],
    }
    return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"


def as_github(checked: Sequence[Checked]) -> str:
    """Return the findings as commands of a GitHub workflow, which annotates the documents.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    lines = []
    for name, findings in checked:
        for one in findings:
            place = f"file={_property(name)}" + (f",line={one.line}" if one.line else "")
            told = _escaped(f"{one.address}: {one.message}. {one.hint}")
            title = _property(one.rule)
            lines.append(f"::{_LEVELS[one.severity]} {place},title={title}::{told}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings of each severity there are."""
    found = Counter(finding.severity for finding in findings)
    return {severity.value: found[severity] for severity in Severity}


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are, in words."""
    words = {"error": "error", "warning": "warning", "information": "remark"}
    told = [
        f"{count} {words[severity]}{'s' * (count > 1)}"
        for severity, count in counts(findings).items()
        if count
    ]
    return ", ".join(told) or "Nothing is wrong that a rule could find"


def page(rule: Rule) -> str:
    """Return the page of a rule."""
    return (
        f"{rule.id} ({rule.family}, {rule.severity})\n\n{rule.what} {rule.why}\n\n{rule.fix}\n\n"
        f"Fails:  {rule.fails}\nPasses: {rule.passes}\n"
    )
