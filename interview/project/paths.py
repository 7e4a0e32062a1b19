"""Paths that answers name, held against the files of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.questionnaire.kinds.records import SEPARATOR, Records

if TYPE_CHECKING:
    from pathlib import Path

    from interview.questionnaire.question import Question, Value

STATE = "state"
"""The column that nobody is asked for: whether the path of a row exists or will be new."""


@dataclass(frozen=True)
class ProjectPaths:
    """Knows which paths there are.

    Attributes:
        root: The folder of the project; without one no path is there.
    """

    root: Path | None = None

    def exists(self, path: str) -> bool:
        """Whether a path is there in the project."""
        return self.root is not None and (self.root / path).exists()

    def completed(self, question: Question, value: Value) -> Value:
        """Return an answer whose rows say of their paths what is known of them now."""
        if not isinstance(question, Records) or not value:
            return value
        if not any(column.id == STATE and not column.asked for column in question.columns):
            return value
        path = question.asked_columns[0].id
        return [{**row, STATE: "exists" if self.exists(row[path]) else "new"} for row in value]

    def remark(self, question: Question, typed: str) -> str:
        """Say of each typed path whether it is there; the last, which is being typed, is first."""
        if not isinstance(question, Records) or question.asked_columns[0].kind != "path":
            return ""
        lines = [line.partition(SEPARATOR)[0].strip() for line in typed.split("\n")]
        return " · ".join(self._remark(path) for path in reversed(lines) if path)

    def _remark(self, path: str) -> str:
        return f"{path} {'exists' if self.exists(path) else 'is new'}"
