"""A short interview in many terminals: nothing breaks, nothing is cut in half, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from interview.questionnaire.model import Questionnaire
from tests.terminal.emulator import Terminal
from tests.terminal.pairs import pairwise
from tests.terminal.short import LOOKS, WRITTEN, Person, kept, short_interview

pytestmark = pytest.mark.slow

TERMS = ("xterm-256color", "xterm", "screen", "tmux-256color", "linux", "vt100", "dumb")
SIZES = ("40x15", "80x24", "200x50")
LOCALES = ("C", "C.UTF-8", "POSIX")
COLOURS = {
    "on dark": {"COLORFGBG": "15;0"},
    "on light": {"COLORFGBG": "0;15"},
    "high contrast": {"INTERVIEW_THEME": "high-contrast"},
    "none": {"NO_COLOR": "1"},
}
MODES = ("plain", "full")
PLACES = pairwise(TERMS, SIZES, LOCALES, tuple(COLOURS), MODES)


def is_plain(term: str, mode: str) -> bool:
    return mode == "plain" or term == "dumb"


def arguments(mode: str) -> list[str]:
    return ["start", "--plain"] if mode == "plain" else ["start"]


@pytest.mark.parametrize(("term", "size", "locale", "colour", "mode"), PLACES)
def test_no_terminal_breaks_a_line_or_loses_an_answer(
    term: str,
    size: str,
    locale: str,
    colour: str,
    mode: str,
    questionnaire: Questionnaire,
    record_property: Callable[[str, object], None],
) -> None:
    record_property("combinations of terminal, size, locale, colour and mode (every pair)", 1)
    env = {"TERM": term, "LANG": locale, **COLOURS[colour]}
    columns, rows = map(int, size.split("x"))
    with Terminal(*arguments(mode), columns=columns, rows=rows, env=env) as terminal:
        person = Person(terminal, is_plain(term, mode))
        for act, then in short_interview(questionnaire):
            person.say(act, then)
        assert person.pause() == 130
        assert "interview resume linkstash-3" in terminal.running_text
        coloured = re.search(r"\x1b\[[0-9;]*\b[349][0-7]\b", terminal.raw)
        assert not (coloured and (term == "dumb" or colour in ("high contrast", "none")))
        assert not re.search(r"\x1b\[[0-9;]*\b[34]8;", terminal.raw)  # the 16 colours are enough
        if is_plain(term, mode):
            assert "\x1b" not in LOOKS.sub("", terminal.raw)
    assert kept(questionnaire) == WRITTEN
