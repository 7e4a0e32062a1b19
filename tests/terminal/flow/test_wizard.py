"""The loop of the interview, with a person and a screen made of lists."""

from __future__ import annotations

from typing import Any

import pytest

from interview.checks.finding import Finding, Severity
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.session.events import Event
from interview.session.suggestions import Proposal, Suggestion
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from tests.events import added, answered, cleared, linkstash, postponed, removed
from tests.scripted import BACK, HELP, LATER, REVIEW, Always, Interview


@pytest.fixture
def interview(engine: Engine) -> Interview:
    return Interview(engine)


@pytest.fixture
def nearly_done(questionnaire: Questionnaire) -> Interview:
    """The example without its goal, its optional questions left empty."""
    engine = Engine(questionnaire, linkstash(questionnaire))
    for ask in list(engine.open()):
        engine.apply(answered(str(ask.address), None))
    engine.apply(cleared("goal.outcome"))
    return Interview(engine)


def test_each_answer_is_kept_before_the_next_question(interview: Interview) -> None:
    kept_before: list[int] = []

    def title(_: Prompt) -> Reply:
        kept_before.append(len(interview.kept))
        return Reply("A title")

    asked = interview.until_paused(Reply(3), title)
    assert asked == ["number", "title", "outcome"]
    assert kept_before == [1]
    assert interview.events == ["answered", "answered"]


def test_the_place_is_shown_once_before_each_section(interview: Interview) -> None:
    interview.until_paused(Reply(3), Reply("A title"), Reply("An outcome"))
    assert interview.screen.shown == [
        ("place", "iteration"),
        ("place", "goal"),
        ("place", "context"),
    ]


def test_back_goes_to_the_question_before_and_forth_again(interview: Interview) -> None:
    asked = interview.until_paused(Reply(3), BACK, Reply(4))
    assert asked == ["number", "title", "number", "title"]
    assert interview.person.prompts[2].initial == 3
    assert interview.engine.answers()["iteration"] == {"number": 4}


def test_back_at_the_beginning_says_so(interview: Interview) -> None:
    assert interview.until_paused(BACK) == ["number", "number"]
    assert ("note", "This is the first question.") in interview.screen.shown


def test_an_unfinished_entry_is_there_again(interview: Interview) -> None:
    interview.until_paused(Reply(3), Leave(Command.BACK, "half a ti"), Reply(3))
    assert interview.person.prompts[3].draft == "half a ti"
    assert interview.events == ["answered", "drafted", "answered"]


def test_a_pause_keeps_the_unfinished_entry(interview: Interview) -> None:
    interview.until_paused(Leave(Command.PAUSE, "1"))
    assert interview.events == ["drafted"]


def test_an_emptied_draft_is_forgotten(interview: Interview) -> None:
    interview.until_paused(Reply(3), Leave(Command.HELP, "half"), Leave(Command.HELP, ""))
    assert not interview.engine.state.drafts[Address("iteration", "", "title")]


def test_later_leaves_a_question_open_with_a_note(interview: Interview) -> None:
    asked = interview.until_paused(LATER, Reply("ask Kim"))
    assert asked == ["number", "note", "title"]
    assert interview.engine.state.postponed == {Address("iteration", "", "number"): "ask Kim"}
    assert (
        "note",
        "Left for later: it will be asked again before the end.",
    ) in interview.screen.shown


def test_later_can_be_taken_back(interview: Interview) -> None:
    assert interview.until_paused(LATER, BACK) == ["number", "note", "number"]
    assert interview.kept == []


def test_help_and_review_come_back_to_the_same_question(interview: Interview) -> None:
    assert interview.until_paused(HELP, REVIEW) == ["number"] * 3
    assert ("help", "number") in interview.screen.shown
    assert interview.person.looked == 1


def while_looking(interview: Interview, *events: Event) -> None:
    """Let these happen during the first look through everything."""

    def happen(_: Prompt) -> None:
        if interview.person.looked == 1:
            for event in events:
                interview.engine.apply(event)

    interview.before_menu = happen


def test_what_the_review_leaves_as_it_was_is_asked_again(nearly_done: Interview) -> None:
    nearly_done.engine.apply(answered("goal.outcome", "The goal"))
    nearly_done.engine.apply(cleared("tasks.t2.depends_on"))
    asked = nearly_done.until_paused(BACK, REVIEW)
    assert asked == ["depends_on", "type", "type"]


@pytest.mark.parametrize(
    "meanwhile",
    [answered("goal.outcome", "The goal"), postponed("goal.outcome", "ask Kim")],
    ids=["answered", "left open"],
)
def test_what_the_review_settles_is_not_asked_again(
    nearly_done: Interview, meanwhile: Event
) -> None:
    while_looking(nearly_done, meanwhile)
    assert nearly_done.until_paused(REVIEW) != ["outcome", "outcome"]


def test_an_item_removed_in_the_review_is_not_asked_about(nearly_done: Interview) -> None:
    nearly_done.engine.apply(answered("goal.outcome", "The goal"))
    nearly_done.engine.apply(cleared("tasks.t4.hours"))
    while_looking(nearly_done, removed("tasks", "t4"))
    assert nearly_done.until_paused(REVIEW) == ["hours", "ready"]


def test_an_open_question_answered_meanwhile_is_not_asked_for_at_the_end(
    nearly_done: Interview,
) -> None:
    nearly_done.engine.apply(postponed("goal.outcome"))
    nearly_done.engine.apply(postponed("context.built"))

    def both(_: Prompt) -> Reply:
        nearly_done.engine.apply(answered("context.built", "Something"))
        return Reply("The goal")

    assert nearly_done.until_paused(Reply(True), both) == ["now", "outcome", "ready"]


def test_what_is_optional_is_not_asked_for_again_at_the_end(nearly_done: Interview) -> None:
    nearly_done.engine.apply(postponed("goal.outcome"))
    nearly_done.engine.apply(postponed("tasks.t2.database"))
    assert nearly_done.until_paused(Reply(True), Reply("The goal")) == ["now", "outcome", "ready"]


def seven(*_: object) -> Suggestion:
    return Suggestion(7, "a test")


def test_a_suggestion_is_offered_and_marked_as_one(interview: Interview) -> None:
    interview.until_paused(lambda prompt: Reply(prompt.initial), next_number=seven)
    (event,) = interview.kept
    assert (event.value, event.origin) == (7, "suggestion")  # type: ignore[attr-defined]


def test_another_answer_than_the_suggestion_is_the_user_s(interview: Interview) -> None:
    interview.until_paused(Reply(8), next_number=seven)
    assert interview.kept[0].origin == "user"  # type: ignore[attr-defined]


def test_what_the_questionnaire_proposes_is_marked_as_default(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, [*linkstash(questionnaire), cleared("gates.completion")])
    interview = Interview(engine)
    optional = [ask for ask in engine.open() if not ask.question.required]
    script: list[Any] = [LATER, Reply(None)] * len(optional)
    interview.until_paused(*script, lambda prompt: Reply(prompt.initial))
    assert interview.person.prompts[len(script)].question.id == "completion"
    assert interview.kept[-1].origin == "default"  # type: ignore[attr-defined]


def test_items_are_added_until_there_are_enough(nearly_done: Interview) -> None:
    nearly_done.engine.apply(added("tasks", "t9"))
    asked = nearly_done.until_paused(Reply("The goal"), Reply("Fifth"), Reply("wiring"))
    assert asked == ["outcome", "name", "type", "depends_on"]


def test_a_needed_item_is_added_without_asking(interview: Interview) -> None:
    answers = [Reply(3), Reply("t"), *[Reply("x")] * 5]
    asked = interview.until_paused(*answers)
    assert asked[-1] == "name"
    assert interview.events[-1] == "item_added"


def test_a_further_item_is_asked_for(interview: Interview) -> None:
    rules = [{"name": "a", "text": "b"}]
    component = [Reply("API"), Reply(rules), Reply(None), Reply(None)]
    script = [Reply(3), Reply("t"), *[Reply("x")] * 5, *component, Reply(True), *component]
    asked = interview.until_paused(*script, Reply(False))
    assert asked.count("more") == 2
    assert interview.engine.state.items["stack"] == ["c1", "c2"]
    assert asked[-1] == "existing_services"


def test_a_mere_return_adds_no_further_item(interview: Interview) -> None:
    rules = [{"name": "a", "text": "b"}]
    script = [Reply(3), Reply("t"), *[Reply("x")] * 5]
    asked = interview.until_paused(*script, Reply("API"), Reply(rules), Reply(None), Reply(None))
    assert asked[-1] == "more"
    assert interview.person.prompts[-1].initial is False


def test_back_from_the_offer_of_an_item_goes_to_the_last_question(interview: Interview) -> None:
    rules = [{"name": "a", "text": "b"}]
    component = [Reply("API"), Reply(rules), Reply(None), Reply(None)]
    script = [Reply(3), Reply("t"), *[Reply("x")] * 5, *component, BACK]
    assert interview.until_paused(*script)[-2:] == ["more", "standards"]


def test_nothing_is_approved_before_yes(nearly_done: Interview) -> None:
    assert nearly_done.run(Reply("The goal"), Reply(False)) is False
    assert nearly_done.person.asked == ["outcome", "ready"]
    assert nearly_done.events == ["answered"]


def test_the_closing_yes_approves_the_plan(nearly_done: Interview) -> None:
    assert nearly_done.run(Reply("The goal"), Reply(True)) is True
    assert nearly_done.events == ["answered", "approved"]
    assert "summary" in nearly_done.screen.shown
    assert nearly_done.person.looked == 1


def test_an_open_question_is_asked_for_at_the_end(nearly_done: Interview) -> None:
    script = [LATER, Reply("ask Kim"), Reply(True), Reply("The goal"), Reply(True)]
    assert nearly_done.run(*script) is True
    assert nearly_done.person.asked == ["outcome", "note", "now", "outcome", "ready"]


def test_nothing_is_written_by_a_mere_return(nearly_done: Interview) -> None:
    nearly_done.until_paused(Reply("The goal"))
    ready = nearly_done.person.prompts[-1]
    assert (ready.question.id, ready.initial) == ("ready", False)


@pytest.mark.parametrize(
    ("count", "why"), [(0, "Nothing"), (1, "It has an error: "), (2, "It has 2 errors: ")]
)
def test_the_closing_question_says_how_many_errors_there_are(
    nearly_done: Interview, count: int, why: str
) -> None:
    error = Finding("to-do", Severity.ERROR, "goal.outcome", "m", "h")
    vague = Finding("vague-word", Severity.WARNING, "goal.outcome", "m", "h")
    nearly_done.checker = Always([error] * count + [vague])
    nearly_done.until_paused(Reply("The goal"))
    assert nearly_done.person.prompts[-1].question.help.startswith(why)
    findings = [entry for entry in nearly_done.screen.shown if entry[0] == "finding"]
    assert len(findings) >= count + 1


def test_an_open_question_can_stay_open(nearly_done: Interview) -> None:
    assert nearly_done.run(LATER, Reply(None), Reply(False)) is False
    assert not nearly_done.engine.finished


def test_a_question_that_is_left_open_again_does_not_come_at_once(nearly_done: Interview) -> None:
    script = [LATER, Reply(None), Reply(True), LATER, Reply(None), Reply(False)]
    assert nearly_done.run(*script) is False
    assert nearly_done.person.asked == ["outcome", "note", "now", "outcome", "note", "now"]


def type_of_second_task(nearly_done: Interview, *script: Any) -> list[str]:
    """Go back from an open question of the second task to its type."""
    nearly_done.engine.apply(answered("goal.outcome", "x"))
    nearly_done.engine.apply(cleared("tasks.t2.depends_on"))
    return nearly_done.until_paused(BACK, *script)


def test_a_change_with_consequences_is_shown_before_it_is_made(nearly_done: Interview) -> None:
    asked = type_of_second_task(nearly_done, Reply("wiring"), Reply(True))
    assert asked[:4] == ["depends_on", "type", "change", "depends_on"]
    shown = [entry for entry in nearly_done.screen.shown if entry[0] == "consequences"]
    assert shown[0][1] > 5
    assert nearly_done.engine.value(Address("tasks", "t2", "type")) == "wiring"


def test_a_change_with_consequences_can_be_given_up(nearly_done: Interview) -> None:
    asked = type_of_second_task(nearly_done, Reply("wiring"), Reply(False))
    assert asked[:4] == ["depends_on", "type", "change", "type"]
    assert nearly_done.engine.value(Address("tasks", "t2", "type")) == "implementation"


def test_a_stale_answer_is_shown_to_be_confirmed(nearly_done: Interview) -> None:
    nearly_done.engine.apply(answered("goal.outcome", "x"))
    nearly_done.engine.apply(answered("tasks.t2.type", "spike"))
    asked = nearly_done.until_paused()
    assert asked == ["hours"]
    assert nearly_done.person.prompts[0].initial == 3
    assert ("stale", "hours") in nearly_done.screen.shown


def test_dependencies_are_chosen_from_the_earlier_tasks(nearly_done: Interview) -> None:
    type_of_second_task(nearly_done)
    prompt = nearly_done.person.prompts[0]
    assert [tuple(option) for option in prompt.options] == [
        ("t1", "1. Cost of argon2id on the production machine", "")
    ]


@pytest.mark.parametrize("where", ["more", "now", "ready"])
def test_every_question_of_the_wizard_s_own_can_be_paused(
    nearly_done: Interview, where: str
) -> None:
    if where == "more":
        nearly_done.engine.state.closed.discard("stack")
        nearly_done.engine.apply(added("stack", "c3"))
        for name in nearly_done.engine.questions(Group("stack", "c3")):
            nearly_done.engine.apply(nearly_done_answer(name))
    scripts: dict[str, list[Any]] = {
        "more": [Reply("x")],
        "now": [LATER, Reply(None)],
        "ready": [Reply("x")],
    }
    script = scripts[where]
    assert nearly_done.until_paused(*script)[-1] == where


def nearly_done_answer(name: str) -> Event:
    value: Value = [{"name": "a", "text": "b"}] if name == "rules" else None
    return answered(f"stack.c3.{name}", "x" if name == "name" else value)


def test_what_the_last_review_opens_again_is_asked_before_the_closing_yes(
    nearly_done: Interview,
) -> None:
    while_looking(nearly_done, answered("tasks.t2.type", "spike"))
    assert nearly_done.until_paused(Reply("The goal")) == ["outcome", "hours"]


@pytest.mark.parametrize(("count", "shown"), [(29, 29), (30, 30), (31, 30), (40, 30)])
def test_a_list_of_proposals_can_be_taken_in(interview: Interview, count: int, shown: int) -> None:
    proposals = [
        Proposal(f"C{number}", {"name": f"C{number}"}, "a file") for number in range(count)
    ]
    interview.engine = Engine(offering(interview.engine.questionnaire, "stack", "components"))
    interview.proposals["components"] = lambda *_: proposals
    interview.until_paused(Reply(3), Reply("t"), *[Reply("x")] * 5)
    offer = interview.person.prompts[-1].question
    assert len([choice for choice in offer.offered if choice.title.startswith("C")]) == shown


def offering(questionnaire: Questionnaire, section: str, source: str) -> Questionnaire:
    """Return a questionnaire in which a section has a source of items."""
    sections = tuple(
        part.model_copy(update={"suggest": source}) if part.id == section else part
        for part in questionnaire.section
    )
    return questionnaire.model_copy(update={"section": sections})


@pytest.mark.parametrize(
    ("open_", "ask"),
    [
        (["goal.outcome"], "Answer the open question now?"),
        (["goal.outcome", "context.built"], "Answer the 2 open questions now?"),
    ],
)
def test_the_end_says_how_many_questions_are_open(
    nearly_done: Interview, open_: list[str], ask: str
) -> None:
    for address in open_[1:]:
        nearly_done.engine.apply(cleared(address))
    assert nearly_done.run(*[LATER, Reply(None)] * len(open_), Reply(False)) is False
    last = nearly_done.person.prompts[-1]
    assert (last.question.ask, last.initial) == (ask, True)


@pytest.mark.parametrize(("before", "initial"), [(0, "0"), (1, None)])
def test_the_first_proposal_is_nearest_only_where_an_item_is_needed(
    interview: Interview, before: int, initial: str | None
) -> None:
    proposal = Proposal("C", {"name": "C"}, "a file")
    interview.engine = Engine(offering(interview.engine.questionnaire, "stack", "components"))
    interview.proposals["components"] = lambda *_: [proposal]
    rules = [{"name": "a", "text": "b"}]
    script = [Reply(3), Reply("t"), *[Reply("x")] * 5]
    component = [Reply("new"), Reply("API"), Reply(rules), Reply(None), Reply(None)]
    interview.until_paused(*script, *component * before)
    last = interview.person.prompts[-1]
    assert (last.question.id, last.initial) == ("more", initial)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_proposal_that_is_chosen_is_the_one_that_is_added(
    interview: Interview, place: int
) -> None:
    proposals = [Proposal(name, {"name": name}, "a file") for name in ("A", "B", "C")]
    interview.engine = Engine(offering(interview.engine.questionnaire, "stack", "components"))
    interview.proposals["components"] = lambda *_: proposals
    script = [Reply(3), Reply("t"), *[Reply("x")] * 5]
    interview.until_paused(*script, Reply(str(place)))
    assert interview.engine.title(Group("stack", "c1")) == "ABC"[place]
