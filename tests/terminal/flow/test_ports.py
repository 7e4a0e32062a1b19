"""What is said of an entry that is no answer, and what a yes starts from."""

from __future__ import annotations

import pytest

from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.question import Rejected, Value
from interview.session.engine import Engine
from interview.session.suggestions import Suggestion
from interview.terminal.flow.ports import Entry, Option, Prompt, Reply
from tests.scripted import Interview

FILES = Records.model_validate(
    {"id": "files", "ask": "?", "help": "h", "columns": ["path", "purpose"], "required": True}
)


@pytest.mark.parametrize(
    ("typed", "objection"),
    [
        ("a.py - x", ""),
        ("a.py", "line 1: 'a.py' is not of the form path - purpose"),
        ("a.py\nb.py", "line 1: 'a.py' is not of the form path - purpose (and 1 more)"),
        ("a\nb\nc", "line 1: 'a' is not of the form path - purpose (and 2 more)"),
    ],
)
def test_an_entry_is_refused_with_its_first_reason_and_how_many_more(
    typed: str, objection: str
) -> None:
    assert Entry(Prompt(FILES)).objection(typed) == objection


@pytest.mark.parametrize(
    ("initial", "draft", "typed"),
    [
        (None, None, ""),
        ("said", None, "said"),
        ("said", "half", "half"),
        ("said", "", ""),
        ("said", ["a row"], "said"),
    ],
)
def test_an_entry_starts_with_its_draft_emptied_or_not(
    initial: Value, draft: Value, typed: str
) -> None:
    text = TextQuestion(id="t", ask="?", help="h", example="e")
    assert Prompt(text, initial=initial, draft=draft).typed == typed


@pytest.mark.parametrize(
    ("initial", "draft", "is_proposed"),
    [
        ("usual", None, True),
        ("other", None, False),
        (None, None, False),
        ("usual", "us", False),
        ("usual", "", False),
    ],
)
def test_an_entry_is_proposed_until_somebody_touches_it(
    initial: Value, draft: Value, is_proposed: bool
) -> None:
    text = TextQuestion(id="t", ask="?", help="h", example="e", default="usual")
    assert Prompt(text, initial=initial, draft=draft).is_proposed is is_proposed
    proposed = Prompt(text, initial, draft, suggestion=Suggestion("found", "a file"))
    assert not proposed.is_proposed
    assert Prompt(text, "found", suggestion=Suggestion("found", "a file")).is_proposed


def test_no_kind_is_new_unless_it_is_said() -> None:
    assert not Prompt(FILES).new


def test_references_are_typed_as_people_see_them_or_by_their_keys(engine: Engine) -> None:
    wait = References(id="w", ask="?", help="h", section="tasks", required=True)
    options = (Option("t1", "1. One"), Option("t7", "2. Two"))
    prompt = Prompt(wait, options=options)
    assert prompt.read("2, t1,") == ["t7", "t1"]
    for typed, reason in (("3", "'3' is not one of the choices"), ("t2", "'t2' is not one")):
        with pytest.raises(Rejected, match=reason):
            prompt.read(typed)
    with pytest.raises(Rejected):
        prompt.read("")


def test_a_yes_has_to_be_meant(engine: Engine) -> None:
    interview = Interview(engine)
    dialogue = interview.dialogue(*[lambda prompt: Reply(prompt.initial)] * 2)
    assert not dialogue.confirm("sure", "Really?", "It is gone then.")
    assert dialogue.confirm("sure", "Really?", "It is gone then.", default=True)
