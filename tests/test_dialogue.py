"""What passes between the engine and one person: suggestions, and answers that cannot be kept."""

from __future__ import annotations

import pytest

from interview.address import Address
from interview.engine import Ask, Engine
from interview.errors import NotKeptError
from interview.prompt import Reply
from interview.questionnaire import Questionnaire
from interview.session import Event
from interview.suggestions import verify_commands
from tests.events import answered, cleared, linkstash
from tests.scripted import PAUSE, Interview

DEMO = Address.parse("demo.commands")


@pytest.fixture
def interview(questionnaire: Questionnaire) -> Interview:
    events = [*linkstash(questionnaire), cleared("demo.commands")]
    return Interview(Engine(questionnaire, events))


def put(interview: Interview, *script: object) -> None:
    question = interview.engine.question(DEMO)
    assert question
    dialogue = interview.dialogue(*script, verify_commands=verify_commands)
    dialogue.put(Ask(DEMO, question))


def test_the_demo_is_suggested_from_what_verifies_the_tasks(interview: Interview) -> None:
    put(interview, PAUSE)
    (prompt,) = interview.person.prompts
    assert prompt.initial.startswith("python spikes/argon2_cost.py\n")
    assert prompt.suggestion
    assert prompt.suggestion.source == "the commands that verify the tasks"
    assert interview.kept == []


def test_an_accepted_suggestion_is_stale_when_its_source_changes(interview: Interview) -> None:
    put(interview, lambda prompt: Reply(prompt.initial))
    assert interview.engine.stale() == []
    consequences = interview.engine.foresee(answered("tasks.t1.verify", "python other.py"))
    assert consequences.stale == (DEMO,)
    old = interview.engine.value(DEMO)
    interview.engine.apply(answered("tasks.t1.verify", "python other.py"))
    assert interview.engine.stale() == [DEMO]
    put(interview, lambda prompt: Reply(prompt.initial))
    assert interview.engine.value(DEMO) == old
    assert interview.engine.stale() == []


def test_what_a_person_made_of_a_suggestion_is_stale_with_it(interview: Interview) -> None:
    put(interview, Reply("python spikes/argon2_cost.py\ncurl localhost"))
    (event,) = interview.kept
    assert event.origin == "user"  # type: ignore[attr-defined]
    interview.engine.apply(answered("tasks.t1.verify", "python other.py"))
    assert interview.engine.stale() == [DEMO]


def test_an_answer_of_one_s_own_is_not_stale_with_a_suggestion(interview: Interview) -> None:
    put(interview, Reply("curl localhost"))
    interview.engine.apply(answered("tasks.t1.verify", "python other.py"))
    assert interview.engine.stale() == []


def test_an_answer_is_not_stale_when_its_source_comes_back(interview: Interview) -> None:
    verify = interview.engine.value(Address.parse("tasks.t1.verify"))
    put(interview, lambda prompt: Reply(prompt.initial))
    interview.engine.apply(answered("tasks.t1.verify", "python other.py"))
    interview.engine.apply(answered("tasks.t1.verify", verify))
    assert interview.engine.stale() == []


def test_an_answer_that_cannot_be_kept_is_still_there(interview: Interview) -> None:
    full = [True]
    keep = interview.keep

    def refuse(*events: Event) -> None:
        if full.pop() if full else False:
            raise NotKeptError("the last answer could not be kept in x: the disk is full")
        keep(*events)

    dialogue = interview.dialogue(Reply("curl x"), lambda prompt: Reply(prompt.initial))
    dialogue.keep = refuse
    question = interview.engine.question(DEMO)
    assert question
    assert dialogue.put(Ask(DEMO, question)) is None
    assert interview.engine.value(DEMO) == "curl x"
    ((_, note),) = [one for one in interview.screen.shown if one[0] == "note"]
    assert "the disk is full. Make room, then answer again" in note
