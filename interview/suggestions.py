"""The sources of suggestions that a questionnaire may name with `suggest`."""

from __future__ import annotations

SOURCES = frozenset({"next_number"})
"""next_number: the number after the highest iteration of this project's sessions."""
