"""What a check has to say about a plan."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters, the worst first.

    ERROR: an implementer must guess, or the plan contradicts itself. WARNING: they probably must.
    INFORMATION: worth knowing.
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

    rule: the id of the rule. address: the answer that it is about, or what is around it. message:
    what is wrong. hint: what to do. marked: the offending words, as they stand in the answer. line:
    that of the document, from 1; None for a session. where: the address as people write it, with
    the numbers of items. excerpt: the line of the plan that the words stand in.
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
