"""What the docs say is what the program says."""

from __future__ import annotations

from interview.checks.check import RULES
from tests.pages import DOCS, rules


def test_the_page_of_the_rules_is_up_to_date() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert page == rules(), "python -m tests.pages writes it"
    assert all(f"\n### {name}\n" in page for name in RULES)
