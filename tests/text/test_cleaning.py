from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interview.text.cleaning import clean, one_line, quoted

MEGABYTE = 1_000_000

FRAGMENTS = [
    "\x1b", "\x1b[", "\x1b[31m", "\x1b]8;;", "\x1b\\", "\x07", "\x9b", "\x9d", "\x9c", "\x90",
    "\r", "\n", "\r\n", "\t", "\x00", "\x7f", "\ud83d", "\u2028", " ", "1;2", "[", "]", "m", "word",
]  # fmt: skip

raw = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join),
    st.text(st.characters(exclude_categories=())),
)


def test_what_a_terminal_would_obey_is_removed() -> None:
    cases: list[tuple[str, str]] = [
        ("one\r\ntwo\rthree\n\rfour", "one\ntwo\nthree\n\nfour"),
        ("a\x00b\x08c\x0bd\x0ce\x7ff", "abcdef"),
        ("\x80\x85\x9f", ""),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[38;2;255;0;0mred", "red"),
        ("\x1b[?25lno cursor", "no cursor"),
        ("\x1b[5 qbar cursor", "bar cursor"),
        ("\x9b31mred", "red"),
        ("\x1b]0;a title\x07text", "text"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]8;;https://example.org\x9clink", "link"),
        ("\x9d0;a title\x9ctext", "text"),
        ("\x1bPq#0~~\x1b\\picture", "picture"),
        ("\x1b(Bcharset", "charset"),
        ("\x1bcreset", "reset"),
        ("\x1b7saved\x1b8", "saved"),
        ("\x1b]never ends\nthe next line", "never ends\nthe next line"),
        ("\x1b]never ends \x1b[31mred", "never ends red"),
        ("cut off \x1b[", "cut off "),
        ("cut off \x1b[31", "cut off "),
        ("cut off \x1b", "cut off "),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("\ud83d\x1b[0m\udc00", "\ufffd\ufffd"),
    ]
    for text, cleaned in cases:
        assert clean(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ttabs stay\n\n  so do blanks  \n",
        "[31m without its escape is text",
        "naïve 🎉 שלום e\u0301 \u202e \u00a0 \u2028 \ufffd",
        "👩‍👩‍👧 keeps its joiners",
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert clean(text) == text


@given(raw)
@example("\x1b\x07[31m")
@example("\x1b\r\n[31m")
@example("\x1b]\x1b]\x07\x07")
def test_clean_text_has_nothing_left_to_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not [char for char in cleaned if char < " " and char not in "\t\n"]
    assert not [
        char for char in cleaned if "\x7f" <= char <= "\x9f" or "\ud800" <= char <= "\udfff"
    ]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_text_without_controls_is_never_touched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "cleaned"),
    [
        ("\x1b]", ""),
        ("\x1b]0;a", "0;a"),
        ("\x1b[", ""),
        ("\x1b[1;", ""),
        ("\x1b(", "("),
        ("\x9d", ""),
        ("\x9d0;", "0;"),
        ("\x9b", ""),
        ("\x00", ""),
        ("\r", "\n"),
        ("\ud800", "\ufffd"),
        ("ab\x1b[0m", "ab"),
    ],
)
def test_a_megabyte_of_trouble_is_cleaned(unit: str, cleaned: str) -> None:
    times = MEGABYTE // len(unit)
    assert clean(unit * times) == cleaned * times


def test_an_endless_sequence_swallows_none_of_ten_megabytes_of_text() -> None:
    text = "a" * 10 * MEGABYTE
    assert clean(f"\x1b]{text}") == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one", "one"),
        ("  one  ", "one"),
        ("one \n\t two\r\n\r\nthree", "one two three"),
        ("inner  blanks\tstay", "inner  blanks\tstay"),
        ("red \x1b[31malert\x1b[0m", "red alert"),
        (" \n\t\r\n", ""),
    ],
)
def test_several_lines_become_one(text: str, line: str) -> None:
    assert one_line(text) == line


@given(raw)
def test_one_line_is_one_clean_line_without_blanks_around_it(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert line == line.strip() == clean(line) == one_line(line)


def test_an_error_repeats_the_beginning_of_what_was_typed() -> None:
    assert quoted(" two\x1b[31m\nlines ") == "'two lines'"
    assert quoted("x" * 40) == f"'{'x' * 40}'"
    assert quoted("x" * 41) == f"'{'x' * 40}…'"
