from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from interview.questionnaire.kinds.all import KINDS
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import PARTS, Question, Rejected, Value
from tests.questionnaire.duration import Duration
from tests.strategies import values

CHOICES = [{"value": "spike", "label": "Research Spike"}, {"value": "wiring"}]
EXTRA: dict[str, dict[str, Any]] = {
    "text": {"max_length": 20, "pattern": "[a-z0-9 ]+", "pattern_says": "small letters only"},
    "code": {"language": "python"},
    "choice": {"choices": CHOICES},
    "choices": {"choices": CHOICES},
    "number": {"unit": "hours", "minimum": 0.5, "maximum": 8},
    "records": {"columns": ["path", {"id": "purpose", "required": False}]},
    "references": {"section": "tasks"},
}


def question(kind: str, **more: Any) -> Question:
    raw = {"kind": kind, "id": "it", "ask": "What?", "help": "Why.", **EXTRA.get(kind, {}), **more}
    return KINDS[kind].model_validate(raw)


def test_a_kind_takes_its_values() -> None:
    cases: list[tuple[str, Value, Value]] = [
        ("text", "  two\n words ", "two words"),
        ("paragraph", "\n\nfirst\r\n\r\nsecond \n\n", "first\n\nsecond"),
        ("paragraph", "red \x1b[31malert\x1b[0m", "red alert"),
        ("code", "if x:\n    y()\n", "if x:\n    y()"),
        ("code", "\n  x\t\n\n", "\n  x\t\n"),
        ("code", {"language": "go", "text": "x := 1"}, {"language": "go", "text": "x := 1"}),
        ("code", {"language": "python", "text": "x = 1"}, "x = 1"),
        ("choice", "spike", "spike"),
        ("choice", "research spike", "spike"),
        ("choices", ["wiring", "spike", "wiring"], ["wiring", "spike"]),
        ("confirm", True, True),
        ("number", 2.0, 2),
        ("number", 0.5, 0.5),
        ("lines", ["one ", "two"], ["one", "two"]),
        ("records", [{"path": "a.py"}], [{"path": "a.py"}]),
        ("references", ["t2", "t1", "t2"], ["t2", "t1"]),
    ]
    for kind, value, answer in cases:
        assert question(kind).accept(value) == answer


def test_a_kind_says_why_it_does_not_take_a_value() -> None:
    cases: list[tuple[str, Value, str]] = [
        ("text", "", "the text is empty"),
        ("text", " \n ", "the text is empty"),
        ("text", 3, "expected a text, not a number"),
        ("text", "a" * 21, "21 characters are too many (20 fit)"),
        ("text", "UPPER", "small letters only"),
        ("paragraph", "x" * 1_000_001, "a text of 1,000,001 characters is too long"),
        ("code", {"language": "a b", "text": "x"}, "the language is a single word"),
        ("code", {"lang": "go", "text": "x"}, "unknown key 'lang'"),
        ("code", {"language": "go"}, "the text is empty"),
        ("choice", "spkie", "'spkie' is not one of spike, wiring — did you mean 'spike'?"),
        ("choice", True, "true or false is not one of spike, wiring"),
        ("choices", "spike", "expected a list of choices, not a text"),
        ("confirm", "yes", "expected true or false, not a text"),
        ("confirm", 1, "expected true or false, not a number"),
        ("number", "2", "expected a number, not a text"),
        ("number", True, "expected a number, not true or false"),
        ("number", float("nan"), "expected a finite number"),
        ("number", float("inf"), "expected a finite number"),
        ("number", 0.1, "0.1 is too small: at least 0.5 hours"),
        ("number", 9, "9 is too large: at most 8 hours"),
        ("lines", "one", "expected a list of texts, not a text"),
        ("lines", ["one", " "], "line 2: the text is empty"),
        ("records", {"path": "x"}, "expected a list of rows, not a mapping"),
        ("records", ["x"], "row 1: a mapping of path, purpose is expected, not a text"),
        ("records", [{"path": "x", "purpos": "y"}], "did you mean 'purpose'?"),
        ("records", [{"purpose": "y"}], "row 1: path: the text is empty"),
        ("references", [1], "expected the key of an item, not a number"),
    ]
    for kind, value, reason in cases:
        with pytest.raises(Rejected) as rejected:
            question(kind).accept(value)
        assert reason in str(rejected.value)


def test_all_reasons_are_given_at_once() -> None:
    rows = [{"path": ""}, {"path": "a"}, {"pth": "b"}]
    with pytest.raises(Rejected) as rejected:
        question("records").accept(rows)
    assert [reason.partition(":")[0] for reason in rejected.value.reasons] == [
        "row 1",
        "row 3",
        "row 3",
    ]


def test_a_whole_number_has_no_fraction() -> None:
    with pytest.raises(Rejected, match=r"1.5 is not a whole number"):
        question("number", whole=True).accept(1.5)


def test_typed_text_becomes_an_answer() -> None:
    cases: list[tuple[str, str, Value]] = [
        ("text", "  ", None),
        ("code", "```go\nx := 1\n```", {"language": "go", "text": "x := 1"}),
        ("code", "~~~ts\na\n\n~~~\n", {"language": "ts", "text": "a\n"}),
        ("code", "```\nx\n```", "```\nx\n```"),
        ("code", " \n ", None),
        ("choice", "2", "wiring"),
        ("choice", "Research Spike", "spike"),
        ("choices", "spike, wiring", ["spike", "wiring"]),
        ("confirm", "Y", True),
        ("confirm", "no", False),
        ("number", "1,5 hours", 1.5),
        ("number", "1 hour", 1),
        ("lines", "- one\n\n* two\nthree", ["one", "two", "three"]),
        (
            "records",
            "a.py - makes it - well\nb.py",
            [{"path": "a.py", "purpose": "makes it - well"}, {"path": "b.py"}],
        ),
        ("references", "t1, t3", ["t1", "t3"]),
    ]
    for kind, typed, answer in cases:
        assert question(kind).read(typed) == answer


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        ("number", "two", "'two' is not a number"),
        ("number", "1.2.3", "'1.2.3' is not a number"),
        ("number", "1e999", "expected a finite number"),
        ("number", "9 hours", "9 is too large"),
        ("confirm", "perhaps", "answer yes or no"),
        ("choice", "7", "'7' is not one of"),
        ("choice", "²", "'²' is not one of"),
    ],
)
def test_typed_text_that_is_no_answer_is_explained(kind: str, typed: str, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        question(kind).read(typed)
    assert reason in str(rejected.value)


def test_a_typed_row_shows_the_form_it_should_have() -> None:
    two = question("records", columns=["path", "purpose"])
    with pytest.raises(Rejected, match=r"line 2: 'b\.py' is not of the form path - purpose"):
        two.read("a.py - one\nb.py")


def test_rows_that_would_not_come_back_from_lines_are_asked_one_by_one() -> None:
    two = question("records", columns=["path", "purpose"])
    assert isinstance(two, Records)
    assert two.fits_lines([{"path": "a", "purpose": "b - c"}])
    assert not two.fits_lines([{"path": "a - b", "purpose": "c"}])


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_whatever_a_kind_writes_it_reads_and_takes_again(kind: str, data: st.DataObject) -> None:
    it = question(kind, **({"pattern": "", "max_length": 500} if kind == "text" else {}))
    answer = it.accept(data.draw(values(it)))
    assert it.accept(answer) == answer
    if not isinstance(it, Records) or it.fits_lines(answer):
        assert it.read(it.write(answer)) == answer


STRANGE = ("3", "1", "2", "a, b", "a,b", "a", "b", "A b", "7", "1, 2", "x.*", "a - b")


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_a_choice_is_read_back_whatever_it_is_called(kind: str) -> None:
    it = question(kind, choices=STRANGE)
    for value in STRANGE:
        answer: Value = value if kind == "choice" else [value]
        assert it.read(it.write(answer)) == answer
        for other in STRANGE if kind == "choices" else ():
            pair = it.accept([value, other])
            if pair not in (["a", "b"], ["1", "2"]):
                assert it.read(it.write(pair)) == pair


def test_a_number_is_a_place_only_where_no_choice_is_called_so() -> None:
    rated = question("choice", choices=["3", {"value": "low", "label": "1"}, "x", "y"])
    assert [rated.read(typed) for typed in ("3", "1", "2", "4")] == ["3", "low", "low", "y"]


def test_a_line_keeps_a_bullet_of_its_own() -> None:
    listed = question("lines")
    for answer in (["- z", "* a", "-b", "• c", "d - e", "- - f"], ["plain"]):
        assert listed.read(listed.write(answer)) == answer
    assert listed.read("- z\n  * a\nb") == ["z", "a", "b"]


@given(st.data())
def test_what_is_written_is_read_back(questionnaire: Questionnaire, data: st.DataObject) -> None:
    asked = [entry for section in questionnaire.section for entry in section.question]
    records = data.draw(st.sampled_from(asked))
    if records.kind == "references":
        return
    answer = records.accept(data.draw(values(records)))
    if not isinstance(records, Records) or records.fits_lines(answer):
        assert records.read(records.write(answer)) == answer


@pytest.mark.parametrize(
    "raw",
    [
        {"id": "Not An Id"},
        {"id": "all"},
        {"ask": " "},
        {"kind": "text", "pattern": "("},
        {"kind": "number", "minimum": 3, "maximum": 2},
        {"kind": "choice", "choices": []},
    ],
)
def test_a_question_is_checked_when_it_is_made(raw: dict[str, Any]) -> None:
    kind = raw.get("kind", "text")
    with pytest.raises(ValidationError):
        KINDS[kind].model_validate({"kind": kind, "id": "it", "ask": "?", "help": "Why.", **raw})


def test_a_kind_that_lacks_a_part_fails_when_it_is_defined() -> None:
    for lacking in PARTS:
        parts = {name: getattr(Duration, name) for name in PARTS if name != lacking}
        words = {
            "__module__": __name__,
            "__annotations__": {"kind": Literal["brief"]},
            "kind": "brief",
        }
        with pytest.raises(TypeError, match=f"Brief lacks {lacking}"):
            type("Brief", (Question,), {**words, **parts})


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("2h", 2), ("90 min", 1.5), ("1.5 h", 1.5), ("1h30", 1.5), ("1h 30min", 1.5),
        ("2 hours", 2), ("1 hour", 1), ("1,5", 1.5), ("0,125", 0.125), ("1e1", 10),
        ("2.3333333", 2.3333333), ("123456789.25", 123456789.25), ("9007199254740993", 2**53 + 1),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it_with_all_its_digits(typed: str, answer: float) -> None:
    hours = question("number", minimum=0, maximum=10**20)
    assert hours.read(typed) == answer
    assert hours.read(hours.write(answer)) == answer


@pytest.mark.parametrize(
    ("unit", "typed", "answer"),
    [("minutes", "2h", 120), ("minutes", "45 min", 45), ("hours", "30m", 0.5)],
)
def test_a_duration_is_turned_into_the_unit(unit: str, typed: str, answer: float) -> None:
    assert question("number", unit=unit, minimum=0, maximum=1000).read(typed) == answer


@pytest.mark.parametrize(
    "typed", ["1,000", "1_000", "1 000", "1'000", "1.000,5", "1,000.5", "1,234,567", "1.234.567"]
)
def test_digits_in_groups_are_refused(typed: str) -> None:
    with pytest.raises(Rejected, match="has separators between its digits; leave them out"):
        question("number", maximum=10**9).read(typed)


@pytest.mark.parametrize(
    ("unit", "typed"),
    [("hours", "2 days"), ("hours", "2 apples"), ("users", "2h"), ("", "2h"), ("hours", "h")],
)
def test_another_unit_is_refused(unit: str, typed: str) -> None:
    with pytest.raises(Rejected, match="is not a number; use digits, such as 3"):
        question("number", unit=unit).read(typed)
