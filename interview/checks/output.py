"""Findings for programs: JSON, SARIF, JUnit, and the annotations of GitHub."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from interview.checks.finding import Finding, Severity
from interview.text.cleaning import on_a_line, one_line, visible, written_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from interview.checks.rule import CheckRule

VERSION = 1
"""The version of the JSON format."""

_LEVELS = {"error": "error", "warning": "warning", "information": "notice"}


SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"


class Checked(NamedTuple):
    """A plan that was checked: the name of its session or file, and what was found.

    Attributes:
        title: Says what people call the section or item around an address.
    """

    name: str
    findings: Sequence[Finding]
    title: Callable[[str], str] = str


def as_json(checked: Sequence[Checked]) -> str:
    """Return the findings as JSON: `{"version": 1, "checked": [{name, findings, counts}]}`."""
    facts = {
        "version": VERSION,
        "checked": [
            {
                "name": result.name,
                "findings": [finding._asdict() for finding in result.findings],
                "counts": counts(result.findings),
            }
            for result in checked
        ],
    }
    return _json(facts)


def _json(value: object) -> str:
    return written_json(value) + "\n"


def as_github(checked: Sequence[Checked]) -> str:
    """Return the findings as commands of a GitHub workflow, which annotates the documents.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    """
    lines = []
    for name, findings, _ in checked:
        for finding in findings:
            place = f"file={_property(on_a_line(name))}" + (
                f",line={finding.line}" if finding.line else ""
            )
            message = _escaped(f"{finding.where or 'plan'}: {finding.message}. {finding.hint}")
            title = _property(finding.rule)
            lines.append(f"::{_LEVELS[finding.severity]} {place},title={title}::{message}\n")
    return "".join(lines)


def as_sarif(checked: Sequence[Checked]) -> str:
    """Return the findings as SARIF 2.1.0, which code hosts and editors show at their lines.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    from interview import __version__
    from interview.checks.check import RULES

    driver = {
        "name": "interview",
        "version": __version__,
        "rules": [_sarif_rule(rule) for rule in RULES.values()],
    }
    places = {name: place for place, name in enumerate(RULES)}
    results = [
        _sarif_result(name, finding, places) for name, result, _ in checked for finding in result
    ]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


_SARIF_LEVELS = {"error": "error", "warning": "warning", "information": "note"}


def _sarif_rule(rule: CheckRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": rule.fix},
        "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity], "enabled": not rule.off},
        "properties": {"tags": [rule.family]},
    }


def _sarif_result(name: str, finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {
        "logicalLocations": [{"fullyQualifiedName": finding.where or "plan", "kind": "member"}]
    }
    if finding.line:
        region: dict[str, Any] = {"startLine": finding.line}
        if finding.excerpt:
            region["snippet"] = {"text": finding.excerpt}
        place["physicalLocation"] = {
            "artifactLocation": {"uri": quote(name.replace("\\", "/"))},
            "region": region,
        }
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint}"},
        "locations": [place],
    }


def as_junit(checked: Sequence[Checked]) -> str:
    """Return the findings in the form of JUnit's reports: a suite for each plan.

    A rule that found an error or a warning is a test that failed.
    """
    from xml.etree import ElementTree as Xml

    suites = Xml.Element("testsuites")
    for name, findings, _ in checked:
        failed = [finding for finding in findings if finding.severity is not Severity.INFORMATION]
        tests = max(len(failed), 1)
        counted = {"tests": str(tests), "failures": str(len(failed)), "errors": "0"}
        suite = Xml.SubElement(suites, "testsuite", {"name": _xml(on_a_line(name)), **counted})
        for failure in failed:
            case = Xml.SubElement(
                suite, "testcase", classname=_xml(failure.where), name=failure.rule
            )
            attributes: dict[str, str] = {
                "message": _xml(failure.message),
                "type": failure.severity.value,
            }
            where = f"line {failure.line}: " if failure.line else ""
            Xml.SubElement(case, "failure", attributes).text = _xml(f"{where}{failure.hint}")
        if not failed:
            Xml.SubElement(suite, "testcase", classname=_xml(on_a_line(name)), name="check")
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=False) + "\n"


def _xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold, and with none that hides."""
    return "".join(
        character for character in visible(one_line(text)) if character not in "\ufffe\uffff"
    )


def _escaped(text: str) -> str:
    return visible(one_line(text)).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings of each severity there are."""
    by_severity = Counter(finding.severity for finding in findings)
    return {severity.value: by_severity[severity] for severity in Severity}


def summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are, in words."""
    words = {"error": "error", "warning": "warning", "information": "remark"}
    parts = [
        f"{count} {words[severity]}{'s' * (count > 1)}"
        for severity, count in counts(findings).items()
        if count
    ]
    return ", ".join(parts) or "No problems found"


def page(rule: CheckRule) -> str:
    """Return the page of a rule."""
    return (
        f"{rule.id} ({rule.family}, {rule.severity})\n\n{rule.what} {rule.why}\n\n{rule.fix}\n\n"
        f"Fails:  {rule.fails}\nPasses: {rule.passes}\n"
    )


FORMATS: dict[str, Callable[[Sequence[Checked]], str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
    "junit": as_junit,
}
"""The function that makes each format."""
