"""Writes the pages of `docs/` that the program itself tells: `python -m tests.pages`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from interview.checks.check import RULES
from interview.checks.rule import Rule

DOCS = Path(__file__).parents[1] / "docs"

INTRODUCTION = """\
# The rules of `interview check`

Ids never change. What a project wants of them stands under `[tool.interview.check]`; one that does
not suit one place is suppressed there (see the README). `python -m tests.pages` writes this page.
"""


def rules() -> str:
    """Return the page of all rules, by their families."""
    parts = [INTRODUCTION]
    for family, found in groupby(RULES.values(), key=lambda rule: rule.family):
        parts.append(f"\n## {family.capitalize()}\n")
        parts += map(_rule, found)
    return "".join(parts)


def _rule(rule: Rule) -> str:
    off = ", off by default" if rule.off else ""
    return (
        f"\n### {rule.id}\n\n*{rule.severity}{off}*: {rule.what} {rule.why}\n\n{rule.fix}\n\n"
        f"Fails:\n\n```text\n{_short(rule.fails)}\n```\n\n"
        f"Passes:\n\n```text\n{_short(rule.passes)}\n```\n"
    )


def _short(example: str) -> str:
    return example if len(example) <= 200 else f"{example[:120]} … {example[-20:]}"


if __name__ == "__main__":
    (DOCS / "rules.md").write_text(rules(), encoding="utf-8")
