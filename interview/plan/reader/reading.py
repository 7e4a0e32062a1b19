"""What is read of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from interview.plan.model import Plan
    from interview.plan.reader.values import Remark


class ProgressLine(NamedTuple):
    """A line of the progress list: the task's number and name, its status, and the line, from 1."""

    number: int | None
    name: str
    status: str
    line: int


class DocumentReading(NamedTuple):
    """What a document says.

    Attributes:
        plan: Its answers; the tasks' keys are t1, t2 … in their order.
        lines: The line of each address, from 1.
        numbers, statuses: Those in the headings of the tasks, as far as they say any.
        progress: The progress list.
        remarks: What was not understood.
        code: The lines in which nothing is Markdown, from 1.
        unread: What was not read, as there is too much of it.
        end: The number of the lines that were read; None for all.
    """

    plan: Plan
    lines: Mapping[str, int]
    numbers: tuple[int | None, ...]
    statuses: tuple[str, ...]
    progress: tuple[ProgressLine, ...]
    remarks: tuple[Remark, ...]
    code: frozenset[int]
    unread: tuple[Remark, ...] = ()
    end: int | None = None
