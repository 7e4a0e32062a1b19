"""What is proposed: made of parts, and of what verifies the tasks."""

from __future__ import annotations

import pytest

from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.session.engine import Engine
from interview.session.suggestions import Offer, Suggestion, verify_commands
from tests.events import answered, cleared, linkstash


def code(text: str, language: str) -> Value:
    return {"language": language, "text": text}


@pytest.mark.parametrize(
    ("values", "whole"),
    [
        ([], None),
        (["a"], "a"),
        ([["a"], ["b", "c"]], ["a", "b", "c"]),
        (["a", "b"], "a\nb"),
        ([code("a", "bash"), code("b", "bash")], code("a\nb", "bash")),
        ([code("a", "bash"), code("b", "python")], code("a\nb", "text")),
        ([code("a", "bash"), "b"], code("a\nb", "text")),
    ],
)
def test_what_is_ticked_is_put_together(values: list[Value], whole: Value) -> None:
    offers = tuple(Offer(str(place), value) for place, value in enumerate(["-", *values]))
    chosen = Suggestion(None, "a file", offers=offers).chosen(range(1, len(offers)))
    assert (chosen.value, chosen.offers, chosen.source) == (whole, (), "a file")


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        ("make test", True),
        ("  make test\nmake lint", True),
        ("make lint", False),
        (code("make test", "sh"), True),
        ("", False),
        (None, False),
        (3, False),
    ],
)
def test_a_suggestion_stands_behind_what_has_a_line_of_it(answer: Value, stands: bool) -> None:
    suggestion = Suggestion(code("make test\n\nmake up", "bash"), "a file")
    assert suggestion.stands_behind(answer) is stands


def test_rows_stand_behind_themselves_alone() -> None:
    rows: Value = [{"name": "a"}]
    assert Suggestion(rows, "a file").stands_behind([{"name": "a"}])
    assert not Suggestion(rows, "a file").stands_behind([{"name": "b"}])


def test_the_demo_is_what_verifies_the_tasks_that_say_it(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    engine.apply(answered("tasks.t2.verify", "make two"))
    engine.apply(cleared("tasks.t1.verify"))
    engine.apply(cleared("tasks.t3.verify"))
    engine.apply(answered("tasks.t4.verify", "make four"))
    suggestion = verify_commands(engine)
    assert suggestion is not None
    assert suggestion.value == "make two\nmake four"
    assert [str(address) for address in suggestion.based_on] == [
        "tasks.t2.verify",
        "tasks.t4.verify",
    ]
    assert verify_commands(Engine(questionnaire)) is None
