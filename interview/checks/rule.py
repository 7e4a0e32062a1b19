"""A rule: what it finds, why that matters, and what to do about it, with an example of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.checks.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview.checks.subject import Subject, Violation

    Find = Callable[[Subject], Iterable[Violation]]

ERROR, WARNING, INFORMATION = Severity


class CheckRule(NamedTuple):
    """A rule of the check.

    Attributes:
        id: Its name, which never changes.
        family: Which rules it belongs to.
        what, why, fix: A sentence each.
        fails, passes: Examples, as answers in TOML by address, or as a piece of a document.
        find: Yields where a plan breaks it.
        off: Whether it has to be selected by name.
    """

    id: str
    family: str
    severity: Severity
    what: str
    why: str
    fix: str
    fails: str
    passes: str
    find: Find
    off: bool = False

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Yield what the rule finds."""
        for place in self.find(subject):
            line = place.line or subject.line(place.address)
            yield Finding(
                self.id,
                place.severity or self.severity,
                place.address,
                place.message,
                self.fix,
                place.marked,
                line,
                subject.where(place.address),
                subject.excerpt(place.address, place.marked, line),
            )


def rule(
    family: str,
    name: str,
    severity: Severity,
    *,
    what: str,
    why: str,
    fix: str,
    fails: str,
    passes: str,
    off: bool = False,
) -> Callable[[Find], CheckRule]:
    """Make a rule of the function that finds where it is broken."""

    def made(find: Find) -> CheckRule:
        return CheckRule(name, family, severity, what, why, fix, fails, passes, find, off)

    return made


def rules_in(module: dict[str, object]) -> tuple[CheckRule, ...]:
    """Return the rules of a module, in the order in which they stand there."""
    return tuple(value for value in module.values() if isinstance(value, CheckRule))
