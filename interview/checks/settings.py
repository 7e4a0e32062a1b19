"""What a project wants of the check: `[tool.interview.check]`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from interview.checks.finding import Severity
from interview.checks.subject import WordLists
from interview.errors import InterviewError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from interview.checks.rule import CheckRule

KEYS = ("select", "extend-select", "ignore", "severity", "vague", "allow")


class CheckSettings(NamedTuple):
    """Which rules are looked at, and how much each matters.

    Attributes:
        select, ignore: Ids of rules or families; without a selection, all rules that are not off.
        extend_select: Rules besides, such as those that are off.
        severity: By the id of a rule.
        vague, allow: Words that count as vague besides the usual ones, and words that do not.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    vague: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    @property
    def words(self) -> WordLists:
        """The words that count as vague, and those that do not."""
        return WordLists(self.vague, frozenset(word.casefold() for word in self.allow))

    def wants(self, rule: CheckRule) -> bool:
        """Whether a rule is looked at; its own name counts more than its family's."""
        if rule.id in self.ignore:
            return False
        if rule.id in (*self.select, *self.extend_select):
            return True
        if rule.off or rule.family in self.ignore:
            return False
        return not self.select or rule.family in self.select


def read_settings(table: object, rules: Mapping[str, CheckRule]) -> CheckSettings:
    """Return the settings that a table holds; raise InterviewError for what makes no sense."""
    if not isinstance(table, dict):
        raise _wrong("check is not a table", "Write [tool.interview.check].")
    for key in table:
        if key not in KEYS:
            message = f"unknown setting 'check.{key}'{did_you_mean(key, KEYS)}"
            raise _wrong(message, f"Known: {', '.join(KEYS)}.")
    families = sorted({rule.family for rule in rules.values()})
    named = {name: _texts(table, name) for name in KEYS if name != "severity"}
    for key in ("select", "extend-select", "ignore"):
        _known(key, named[key], (*rules, *families))
    return CheckSettings(
        named["select"],
        named["extend-select"],
        named["ignore"],
        _severities(table.get("severity", {}), rules),
        named["vague"],
        named["allow"],
    )


def _texts(table: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(
        isinstance(element, str) and element for element in value
    ):
        raise _wrong(f"check.{name} is not a list of words", f'Write {name} = ["…"].')
    return tuple(value)


def _known(key: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            raise _wrong(
                f"check.{key}: there is no rule or family '{name}'{did_you_mean(name, known)}",
                "`interview check --list-rules` lists them.",
            )


def _severities(table: object, rules: Mapping[str, CheckRule]) -> dict[str, Severity]:
    if not isinstance(table, dict):
        raise _wrong("check.severity is not a table", 'Write severity = {long-task = "error"}.')
    _known("severity", table, rules)
    severities = {}
    for name, value in table.items():
        if value not in list(Severity):
            message = f"check.severity.{name} is not a severity"
            raise _wrong(message, f"One of {', '.join(Severity)}.")
        severities[name] = Severity(value)
    return severities


def _wrong(message: str, hint: str) -> InterviewError:
    return InterviewError(f"the project's settings: {message}", hint)
