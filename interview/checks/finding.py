"""What a check has to say about a plan."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters, the worst first.

    Attributes:
        ERROR: An implementer must guess, or the plan contradicts itself.
        WARNING: They probably must.
        INFORMATION: Worth knowing.
    """

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def rank(self) -> int:
        """Its place among the severities, from 0 for the worst."""
        return list(Severity).index(self)


class Finding(NamedTuple):
    """Something that is wrong with a plan.

    Attributes:
        rule: The id of the rule.
        address: The answer that it is about, or what is around it.
        message: What is wrong.
        hint: What to do.
        marked: The offending words, as they stand in the answer.
        line: That of the document, from 1; None for a session.
        where: The address as people write it, with the numbers of items.
        excerpt: The line of the plan that the words stand in.
    """

    rule: str
    severity: Severity
    address: str
    message: str
    hint: str
    marked: str = ""
    line: int | None = None
    where: str = ""
    excerpt: str = ""
