"""What is said of an entry that is no answer, and what a yes starts from."""

from __future__ import annotations

import pytest

from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.question import Value
from interview.session.engine import Engine
from interview.terminal.flow.ports import Entry, Prompt, Reply
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


def test_a_yes_has_to_be_meant(engine: Engine) -> None:
    interview = Interview(engine)
    dialogue = interview.dialogue(*[lambda prompt: Reply(prompt.initial)] * 2)
    assert not dialogue.confirm("sure", "Really?", "It is gone then.")
    assert dialogue.confirm("sure", "Really?", "It is gone then.", default=True)
