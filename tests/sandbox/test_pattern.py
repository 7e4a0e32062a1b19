"""Patterns of questionnaires: they mean what `re` says, and none of them keeps anybody waiting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.library import Library, built_in
from interview.questionnaire.loading import QuestionnaireError, load
from interview.questionnaire.question import Rejected
from interview.sandbox import pattern as patterns
from interview.sandbox.pattern import SlowError, matches, problem
from interview.session.engine import Engine
from tests.events import answered
from tests.shell import Shell

ENDLESS = {
    r"(a+)+$": "a" * 40 + "b",
    r"(a|a)*b": "a" * 40,
    r"(a|aa)+$": "a" * 60 + "b",
    r"(x+x+)+y": "x" * 60,
    r"(.*)*=(.*)*=(.*)*;": "=" * 60,
    r"([a-z0-9]+[-._]?)+@": "a" * 60,
    r"(?:a|b?|a)*c": "a" * 60,
    r"(?:(\w+)\s?)*\1!": "ab" * 30,
    r"^(?=(a+)+c)a+$": "a" * 40,
    r"(a?a?a?a?)*" * 6 + "b": "a" * 60,
}


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Nothing was tried before; and what was started for an earlier test has ended."""
    patterns._matcher().close()
    patterns._matcher.cache_clear()


@pytest.mark.slow
@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_that_takes_for_ever_refuses_the_answer(pattern: str) -> None:
    question = TextQuestion(id="a", ask="a", help="a", pattern=pattern)
    with pytest.raises(Rejected) as no:
        question.accept(ENDLESS[pattern])
    assert no.value.reasons == (
        "the question's pattern took too long; report it to the questionnaire's author",
    )


@pytest.mark.slow
def test_a_pattern_that_was_stopped_three_times_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in ("b", "bb", "bbb"):
        with pytest.raises(SlowError):
            matches(r"(a+)+$", "a" * 40 + text)
    monkeypatch.setattr(
        "interview.sandbox.process.Child.ask", lambda *_: pytest.fail("it was tried")
    )
    with pytest.raises(SlowError):
        matches(r"(a+)+$", "a" * 40 + "bbbb")


@pytest.mark.slow
def test_all_patterns_together_have_a_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "BUDGET", 0.3)
    with pytest.raises(SlowError):
        matches(r"(a+)+$", "a" * 40 + "b")
    with pytest.raises(SlowError):
        matches(r"(x)(y)", "xy")


PATTERNS = [
    r"[A-Z]+-\d+", r"\d{4}-\d\d-\d\d", r"(feat|fix): .+", r"a{e<=1}", r"x{i}", r"[[:alpha:]]+",
    r"[[a]", r"a++b", r"(?>a+)b", r"(?i)straße", r"\w+\Z", r"[\w .-]{1,40}", r"a{,3}", r"a{2}",
    r"(?P<one>.)(?P=one)", r"(?x) a  b # c", r"[^\W\d]+", r"a|b|", r"\N{DIGIT ONE}", r"[a-]",
    r"v?\d+(\.\d+)*", r"\s*", r"", r"a{}", r"{", r"[]a]", r"[^]a]", r"\$\{[a-z]+\}", r"(?:a|b){2}",
    r"[a||b]", r"[+--b]", r"a*?b", r"a{1,2}?", r"a{1,2}+", r"\\", r"\x41", r"\101", r"(a)|(b)\1",
]  # fmt: skip
TEXTS = ["", "a", "b", "ab", "aab", "aa", "aaa", "ABC-12", "2026-11-23", "feat: x", "a{e<=1}",
         "x{i}", "straße", "STRASSE", "alpha", ":]", "[", "a]", "1", "1.2.3", "v1.2", "{", "a{}",
         "]", "-", "a b", "ab # c", "${x}", "|", "\\", "A", "é", "٣", "a" * 600]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_a_pattern_means_what_it_means_to_python(pattern: str) -> None:
    assert problem(pattern) == ""
    for text in TEXTS:
        assert matches(pattern, text) == (re.fullmatch(pattern, text) is not None), text


def test_what_is_no_pattern_is_told_as_python_tells_it() -> None:
    cases: list[str] = ["a**", "(", "[z-a]", "a{2,1}", r"\p{L}", "(?<=a+)b", "[", "*"]
    for pattern in cases:
        with pytest.raises(re.error) as broken:
            re.compile(pattern)
        assert problem(pattern) == f"not a regular expression: {broken.value}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern",
    [
        "(" * 5_000 + ")" * 5_000,
        "(?:" * 3_000 + "a" + "){1,1000}" * 3_000,
        "(?i)" + "[a-zA-Z\u0100-\uffff]" * 400,
        "(?i)" + "[^a\u0100-\U000effff]" * 800,
    ],
)
def test_a_pattern_that_nobody_can_read_is_no_pattern(pattern: str) -> None:
    assert problem(pattern).startswith(("not a regular expression", "it takes too long"))


QUESTIONNAIRE = """
name = "team"
version = 1
document = "own.md.j2"
[[section]]
id = "s"
title = "S"
[[section.question]]
id = "q"
kind = "text"
ask = "What?"
help = "So."
pattern = '{}'
"""


def test_a_plain_pattern_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "interview.sandbox.process.Child.ask", lambda *_: pytest.fail("it was started")
    )
    assert matches(r"[A-Z]{2,5}-\d+", "ABC-12")
    assert not matches(r"[A-Z]{2,5}-\d+", "abc-12")


def test_a_pattern_that_cannot_be_read_is_a_problem_of_its_question() -> None:
    text = QUESTIONNAIRE.format("(" * 5_000 + ")" * 5_000)
    with pytest.raises(QuestionnaireError) as error:
        load(text, "team.toml")
    assert "team.toml, section 's', question 'q': pattern: not a regular" in error.value.message


def test_a_pattern_of_a_megabyte_is_a_problem_of_its_question() -> None:
    with pytest.raises(QuestionnaireError, match="question 'q': pattern: a text of 900,000 char"):
        load(QUESTIONNAIRE.format("(a|b)*" * 150_000), "team.toml")


@pytest.mark.slow
def test_an_answer_that_takes_too_long_now_is_kept_aside() -> None:
    engine = Engine(
        load(QUESTIONNAIRE.format(r"(a+)+$"), "team.toml"), [answered("s.q", "a" * 40 + "b")]
    )
    (misfit,) = engine.misfits.values()
    assert misfit.value == "a" * 40 + "b"
    assert misfit.draft == misfit.value
    assert "took too long" in misfit.why


@pytest.mark.slow
def test_a_strangers_pattern_ends_no_command_late(sh: Shell, project: Path) -> None:
    folder = project / ".interview/questionnaires"
    folder.mkdir(parents=True)
    (folder / "team.toml").write_text(QUESTIONNAIRE.format(r"(a|a)*b"), encoding="utf-8")
    (project / ".interview/documents").mkdir()
    (project / ".interview/documents/own.md.j2").write_text("{{ s.q }}", encoding="utf-8")
    result = sh("start", "-q", "team", "--no-input", "--set", f"s.q={'a' * 40}")
    assert result.code == 2
    assert "the question's pattern took too long" in result.err.replace("\n", " ")


def test_patterns_of_ours_are_plain() -> None:
    for name in ("iteration", "adr", "bug"):
        for section in Library((built_in(),)).questionnaire(name).section:
            for question in section.question:
                assert not isinstance(question, TextQuestion) or patterns._is_plain(
                    question.pattern
                )
