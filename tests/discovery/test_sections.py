"""The sections of a Markdown text, word for word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.standards.sections import MOST_HEADINGS, bullets, front_matter, parts

RULES = """\
Before all.

# Rules

## Python

- Types.

```python
# no heading
```

### Errors

Raise.

## Web
## Empty

Setext
------

last
"""


def parts_of(text: str) -> list[tuple[str, int, str, int]]:
    return [tuple(part) for part in parts(text)]  # type: ignore[misc]


def test_a_part_goes_to_the_next_heading_that_is_not_below_its_own() -> None:
    results = {part.heading: part for part in parts(RULES)}
    assert [(part.heading, part.level, part.line) for part in results.values()] == [
        ("", 0, 1), ("Rules", 1, 3), ("Python", 2, 5), ("Errors", 3, 13), ("Web", 2, 17),
        ("Empty", 2, 18), ("Setext", 2, 20),
    ]  # fmt: skip
    assert results[""].text == "Before all."
    assert results["Errors"].text == "Raise."
    assert (results["Web"].text, results["Setext"].text) == ("", "last")
    assert results["Python"].text == (
        "- Types.\n\n```python\n# no heading\n```\n\n### Errors\n\nRaise."
    )


def test_headings_are_those_that_a_reader_sees() -> None:
    cases: list[tuple[str, list[object]]] = [
        ("", []),
        ("# A\n", [("A", 1, "", 1)]),
        ("    # code\n", [("", 0, "    # code", 1)]),
        ("> # quoted\n", [("", 0, "> # quoted", 1)]),
        ("- # in a list\n", [("", 0, "- # in a list", 1)]),
        ("~~~\n# A\n", [("", 0, "~~~\n# A", 1)]),
        ("# A #\n\nx  \n", [("A", 1, "x  ", 1)]),
        ("# *A* `b`\nx", [("*A* `b`", 1, "x", 1)]),
        ("# A\r\n\r\nx\r\ny\r\n", [("A", 1, "x\r\ny", 1)]),
        ("---\nglobs: *.py\n---\n# A\nx\n", [("A", 1, "x", 4)]),
        ("---\n\n# A\nx\n", [("", 0, "---", 1), ("A", 1, "x", 3)]),
        ("<!-- # A\n-->\nx", [("", 0, "<!-- # A\n-->\nx", 1)]),
        ("# A\x1b[31m\nx", [("A", 1, "x", 1)]),
    ]
    for text, results in cases:
        assert parts_of(text) == results


@given(st.lists(st.sampled_from(["# A", "## B", "x", "", "```", "- y", "  z", "---"]), max_size=12))
def test_every_line_that_says_something_is_in_a_part_or_its_heading(lines: list[str]) -> None:
    text = "\n".join(lines)
    results = list(parts(text))
    assert all(part.text in text for part in results)
    for line in {"x", "- y", "z"}.intersection(line.strip() for line in lines):
        assert any(line in part.text or line in part.heading for part in results)


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    assert all(part.text or part.level for part in parts(text))
    assert all("\n" not in item for item in bullets(text))


def test_the_settings_before_a_text_are_kept_as_they_are_written() -> None:
    assert front_matter("---\nglobs: *.py\nalwaysApply: true\n---\n\nx") == (
        "globs: *.py\nalwaysApply: true\n"
    )
    assert front_matter("# A\n---\na: b\n---\n") == ""
    assert front_matter("---\n---\nx") == ""


def test_the_items_of_lists_are_told_in_a_line_each() -> None:
    text = (
        "- one\n  goes on\n- two\n\n  not this\n  - nor this\n\n"
        "1. three\n\n> - quoted\n\n* [ ] four\n"
    )
    assert list(bullets(text)) == ["one goes on", "two", "three", "[ ] four"]


def test_a_text_of_more_headings_than_anybody_writes_has_no_parts() -> None:
    assert len(list(parts("# a\n" * MOST_HEADINGS))) == MOST_HEADINGS
    for heading in ("# a\n", "#\n", "a\n=\n", "a\n---\n", "   ###### a\n"):
        assert list(parts(heading * (MOST_HEADINGS + 1))) == []
