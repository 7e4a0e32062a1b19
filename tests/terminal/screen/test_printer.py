"""Text for people: wrapped between words on a screen, exact elsewhere."""

from __future__ import annotations

import io
import re

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.terminal.screen.printer import Piece, Printer

WIDTH = 40


class Screen(io.StringIO):
    """A terminal of 40 columns."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))


def test_lines_go_on_as_far_to_the_right_as_they_began() -> None:
    screen = Screen()
    Printer(screen).text("  tasks.1.type: 'spyke' is not one of the types that there are\nmore")
    assert screen.getvalue().splitlines() == [
        "  tasks.1.type: 'spyke' is not one of",
        "  the types that there are",
        "more",
    ]


def test_a_passage_is_wrapped_between_words_and_keeps_its_styles() -> None:
    screen = Screen()
    pieces = [("  warning ", "warning"), ("[same-file] ", "aside"), ("tasks.4: a/b.py is here", "")]
    Printer(screen).passage(*pieces)
    assert click.unstyle(screen.getvalue()).splitlines() == [
        "  warning [same-file] tasks.4: a/b.py is",
        "  here",
    ]
    assert re.search(r"\x1b\[[0-9;]+mwarning \x1b\[0m", screen.getvalue())


@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("ab \t-世é."), max_size=30), st.sampled_from(["", "aside"])
        )
    )
)
def test_nothing_but_blanks_is_lost_where_a_passage_is_wrapped(pieces: list[Piece]) -> None:
    screen, file = Screen(), io.StringIO()
    Printer(screen).passage(*pieces)
    Printer(file).passage(*pieces)
    assert click.unstyle(screen.getvalue()).split() == file.getvalue().split()


def test_what_is_not_read_on_a_screen_is_neither_wrapped_nor_styled() -> None:
    file = io.StringIO()
    Printer(file).passage(("error ", "missing"), ("word " * 20, ""))
    assert file.getvalue() == f"error {'word ' * 20}\n"
