"""Numbers, articles and times in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from interview.text.counting import an, counted, numbers, since
from tests.conftest import NOW


def test_things_are_counted_with_their_plural() -> None:
    assert [counted("answer", count) for count in (0, 1, 2)] == [
        "0 answers",
        "1 answer",
        "2 answers",
    ]


def test_a_noun_has_its_article() -> None:
    assert [an(word) for word in ("task", "item", "Option", "component")] == [
        "a task",
        "an item",
        "an Option",
        "a component",
    ]


def test_several_numbers_are_named() -> None:
    assert [numbers(values) for values in ([3], [1, 2], [1, 2, 5])] == [
        "3",
        "1 and 2",
        "1, 2 and 5",
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59, "just now"), (60, "1 minute ago"), (3_599, "59 minutes ago"), (3_600, "1 hour ago"),
        (86_399, "23 hours ago"), (86_400, "1 day ago"), (259_200, "3 days ago"),
    ],
)  # fmt: skip
def test_a_time_is_told_by_its_largest_unit(seconds: int, words: str) -> None:
    assert since(NOW - timedelta(seconds=seconds), NOW) == words


def test_no_time_has_no_words() -> None:
    assert since(None, NOW) == ""
