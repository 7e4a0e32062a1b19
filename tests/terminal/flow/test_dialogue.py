"""What passes between the engine and one person: suggestions, and answers that cannot be kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from interview.errors import InterviewError, NotKeptError
from interview.project.paths import ProjectPaths
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.session.events import Event, Origin, Undone
from interview.session.steps import Ask
from interview.session.suggestions import Offer, Proposal, Suggestion, verify_commands
from interview.terminal.flow import items
from interview.terminal.flow.dialogue import Support
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Reply
from interview.terminal.prompts.asker import TerminalAsker
from tests.conftest import NOW
from tests.events import added, answered, cleared, drafted, linkstash
from tests.questionnaires import one_section
from tests.scripted import BACK, HELP, LATER, PAUSE, REVIEW, Interview

if TYPE_CHECKING:
    from interview.session.suggestions import Source

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
            raise NotKeptError("cannot save the last answer in x: the disk is full")
        keep(*events)

    dialogue = interview.dialogue(Reply("curl x"), lambda prompt: Reply(prompt.initial))
    dialogue.keep = refuse
    question = interview.engine.question(DEMO)
    assert question
    assert dialogue.put(Ask(DEMO, question)) is None
    assert interview.engine.value(DEMO) == "curl x"
    ((_, note),) = [entry for entry in interview.screen.shown if entry[0] == "note"]
    assert "the disk is full. Free some disk space, then answer again" in note


# Offers: parts of an answer that are ticked first


RULES = Address.parse("stack.c1.rules")
STANDARDS = Address.parse("stack.c1.standards")


def offering(*offers: Offer) -> Source:
    return lambda *_: Suggestion(None, "the configuration", offers=offers)


ROWS = [
    Offer("Line length", [{"name": "Line length", "text": "100 (ruff)"}]),
    Offer("Types", [{"name": "Types", "text": "mypy strict"}]),
]


def put_at(engine: Engine, address: Address, source: Source, *script: object) -> Interview:
    interview = Interview(engine)
    question = engine.question(address)
    assert question
    question = question.model_copy(update={"suggest": "found"})
    interview.dialogue(*script, found=source).put(Ask(address, question))
    return interview


@pytest.fixture
def open_component(questionnaire: Questionnaire) -> Engine:
    return Engine(questionnaire, [added("stack", "c1")])


def test_what_is_ticked_is_where_the_entry_starts(open_component: Engine) -> None:
    script = (Reply(["1"]), lambda prompt: Reply(prompt.initial))
    interview = put_at(open_component, RULES, offering(*ROWS), *script)
    tick, entry = interview.person.prompts
    assert [choice.title for choice in tick.question.choices] == ["Line length", "Types"]  # type: ignore[attr-defined]
    assert "Found in the configuration" in tick.question.help
    assert entry.initial == ROWS[1].value
    (event,) = interview.kept
    assert (event.value, event.origin) == (ROWS[1].value, "suggestion")  # type: ignore[attr-defined]


def test_several_ticks_are_put_together(open_component: Engine) -> None:
    script = (Reply(["0", "1"]), lambda prompt: Reply(prompt.initial))
    put_at(open_component, RULES, offering(*ROWS), *script)
    assert open_component.value(RULES) == ROWS[0].value + ROWS[1].value


def test_nothing_ticked_is_nothing_suggested(open_component: Engine) -> None:
    interview = put_at(open_component, RULES, offering(*ROWS), Reply(None), PAUSE)
    assert interview.person.prompts[1].initial is None
    assert interview.kept == []


def test_going_back_from_the_ticks_goes_back_from_the_question(open_component: Engine) -> None:
    interview = Interview(open_component)
    question = open_component.question(RULES)
    assert question
    step = Ask(RULES, question.model_copy(update={"suggest": "found"}))
    assert interview.dialogue(BACK, found=offering(*ROWS)).put(step) == BACK


def test_what_was_answered_is_not_offered_again(open_component: Engine) -> None:
    open_component.apply(answered(str(RULES), ROWS[0].value))
    interview = put_at(open_component, RULES, offering(*ROWS), PAUSE)
    assert interview.person.prompts[0].initial == ROWS[0].value


def test_sections_of_standards_are_taken_as_they_stand(open_component: Engine) -> None:
    text = "Every error names\n\n  what to do."
    row = {"source": "A.md", "heading": "Errors", "text": text, "sha256": "0" * 64}
    put_at(open_component, STANDARDS, offering(Offer("Errors", [row])), Reply(["0"]))
    assert open_component.value(STANDARDS) == [row]


# Items that are proposed


def wizard_with(engine: Engine, *proposals: Proposal) -> Interview:
    interview = Interview(engine)
    interview.proposals = {"components": lambda *_: proposals}
    return interview


PYTHON = Proposal(
    "Python Backend (FastAPI 0.115)", {"name": "Python Backend (FastAPI 0.115)"}, "pyproject.toml"
)
OLD = Proposal(
    "The stack of iteration 2",
    {"name": "Old", "rules": [{"name": "a", "text": "b"}]},
    "iteration-2.md",
    settled=True,
)


def with_section_source(questionnaire: Questionnaire) -> Questionnaire:
    sections = tuple(
        section.model_copy(update={"suggest": "components"}) if section.id == "stack" else section
        for section in questionnaire.section
    )
    return questionnaire.model_copy(update={"section": sections})


@pytest.fixture
def at_the_stack(questionnaire: Questionnaire) -> Engine:
    ahead = [
        answered(f"{section.id}.{question.id}", 1 if question.kind == "number" else "x")
        for section in questionnaire.section[:3]
        for question in section.question
    ]
    return Engine(with_section_source(questionnaire), ahead)


def test_a_proposed_item_begins_with_its_name(at_the_stack: Engine) -> None:
    interview = wizard_with(at_the_stack, PYTHON)
    interview.until_paused(Reply("0"))
    assert at_the_stack.answers()["stack"] == [{"key": "c1", "name": PYTHON.label}]
    assert interview.person.asked == ["more", "rules"]


def test_a_settled_item_is_taken_with_all_its_answers_and_undone_as_one(
    at_the_stack: Engine,
) -> None:
    interview = wizard_with(at_the_stack, OLD)
    interview.until_paused(Reply("0"))
    (component,) = at_the_stack.answers()["stack"]
    assert (component["name"], component["rules"]) == ("Old", [{"name": "a", "text": "b"}])
    at_the_stack.apply(Undone(at=NOW))
    assert at_the_stack.answers()["stack"] == []


def test_what_is_not_settled_is_where_its_question_starts(at_the_stack: Engine) -> None:
    interview = wizard_with(at_the_stack, OLD._replace(settled=False))
    interview.until_paused(Reply("0"), Reply(OLD.answers["rules"]))
    prompt = interview.person.prompts[-2]
    assert (prompt.typed, prompt.suggestion and prompt.suggestion.source) == (
        "a - b",
        "iteration-2.md",
    )
    assert at_the_stack.state.answers[Address("stack", "c1", "rules")].origin == "suggestion"


def test_a_choice_of_a_proposed_item_is_taken_so_that_what_hangs_on_it_is_there(
    at_the_stack: Engine,
) -> None:
    spike = {"name": "Cost", "type": "spike", "decision_rule": "under 150 ms"}
    proposal = Proposal("Cost", spike, "iteration-2.md:43")
    interview = wizard_with(at_the_stack, OLD, proposal)
    items.add(interview.dialogue(), at_the_stack.questionnaire.sections["tasks"], proposal)
    group = Group("tasks", "t1")
    assert at_the_stack.value(group.at("type")) == "spike"
    assert at_the_stack.state.proposed == {group.at("decision_rule"): "iteration-2.md:43"}
    assert at_the_stack.state.drafts == {group.at("decision_rule"): "under 150 ms"}


def test_items_that_come_together_are_undone_together(at_the_stack: Engine) -> None:
    both = OLD._replace(also=(PYTHON._replace(settled=True),))
    wizard_with(at_the_stack, both).until_paused(Reply("0"))
    names = [component["name"] for component in at_the_stack.answers()["stack"]]
    assert names == ["Old", PYTHON.label]
    at_the_stack.apply(Undone(at=NOW))
    assert at_the_stack.answers()["stack"] == []


def test_an_item_of_one_s_own_is_always_a_choice(at_the_stack: Engine) -> None:
    interview = wizard_with(at_the_stack, PYTHON)
    interview.until_paused(Reply("new"))
    assert interview.person.asked == ["more", "name"]


def test_what_was_taken_is_not_proposed_again(at_the_stack: Engine) -> None:
    interview = wizard_with(at_the_stack, PYTHON)
    interview.until_paused(Reply("0"))
    assert items.proposed(interview.dialogue(), at_the_stack.questionnaire.sections["stack"]) == []


def test_a_path_is_kept_with_whether_it_exists(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    engine = Engine(questionnaire, [added("tasks", "t1")])
    interview, address = Interview(engine), Address.parse("tasks.t1.key_files")
    question = engine.question(address)
    assert question
    rows = [{"path": "a.py", "purpose": "x"}, {"path": "b.py", "purpose": "y"}]
    dialogue = interview.dialogue(Reply(rows), lambda prompt: Reply(prompt.initial))
    dialogue.support = replace(dialogue.support, paths=ProjectPaths(tmp_path))
    (tmp_path / "a.py").touch()
    dialogue.put(Ask(address, question))
    assert [row["state"] for row in engine.value(address)] == ["exists", "new"]
    text = interview.person.prompts[0].around.remark("b.py - y\na.py")
    assert text == "a.py exists · b.py is new"
    (tmp_path / "b.py").touch()
    dialogue.put(Ask(address, question))
    assert interview.person.prompts[1].typed == "a.py - x\nb.py - y"
    assert [row["state"] for row in engine.value(address)] == ["exists", "exists"]


def test_a_newcomer_is_told_how_a_kind_is_answered_the_first_times(
    questionnaire: Questionnaire,
) -> None:
    lines = []
    for newcomer in (True, False):
        interview = Interview(Engine(questionnaire))
        dialogue = interview.dialogue(*[Reply("Something")] * 4)
        dialogue.newcomer = newcomer
        for name in ("built", "current_state", "infrastructure", "now_building"):
            address = Address.parse(f"context.{name}")
            question = interview.engine.question(address)
            assert question
            dialogue.put(Ask(address, question))
        lines.append([prompt.new for prompt in interview.person.prompts])
    assert lines == [[True, True, False, False], [False] * 4]


def test_an_answer_is_judged_once_between_the_key_and_the_journal(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.apply(answered("iteration.number", 3))
    engine.apply(answered("iteration.title", "Another title"))
    judged: list[Value] = []
    accept = TextQuestion.accept

    def counted(question: TextQuestion, value: Value) -> Value:
        judged.append(value)
        return accept(question, value)

    monkeypatch.setattr(TextQuestion, "accept", counted)
    interview, address = Interview(engine), Address.parse("iteration.title")
    question = engine.question(address)
    assert question
    with create_pipe_input() as keys:
        keys.send_text(" of today\r")
        dialogue = interview.dialogue()
        dialogue.asker = TerminalAsker(input=keys, output=DummyOutput())
        dialogue.put(Ask(address, question))
    assert [event.event for event in interview.kept] == ["answered"]
    assert engine.heading == "Another title of today"
    assert judged == ["Another title of today"]


BRANCHES = one_section(
    ("way", "choice", 'choices = ["one", "both", "none"]'),
    ("first", "text", 'when = { way = ["one", "both"] }'),
    ("second", "text", 'when = { way = ["both"] }'),
)


@pytest.mark.parametrize(
    ("before", "asked"), [("one", ["way"]), ("both", ["way", "change"])], ids=["one", "two"]
)
def test_a_yes_is_asked_for_where_a_change_reaches_two_answers_or_more(
    before: str, asked: list[str]
) -> None:
    events = [answered("a.way", before), answered("a.first", "x")]
    events += [answered("a.second", "y")] * (before == "both")
    engine = Engine(BRANCHES, events)
    address = Address.parse("a.way")
    question = engine.question(address)
    assert question
    interview = Interview(engine)
    interview.dialogue(Reply("none"), Reply(True)).put(Ask(address, question))
    assert interview.person.asked == asked
    assert engine.value(address) == "none"


@pytest.mark.parametrize(
    ("origin", "new"), [("user", False), ("suggestion", False), ("file", True), ("flag", True)]
)
def test_what_a_file_answered_taught_nobody_how_a_kind_is_answered(
    questionnaire: Questionnaire, origin: Origin, new: bool
) -> None:
    known = [answered(f"context.{name}", "x", origin) for name in ("built", "current_state")]
    interview = Interview(Engine(questionnaire, known))
    dialogue = interview.dialogue(Reply("Something"))
    dialogue.newcomer = True
    address = Address.parse("context.infrastructure")
    question = interview.engine.question(address)
    assert question
    dialogue.put(Ask(address, question))
    assert [prompt.new for prompt in interview.person.prompts] == [new]


def test_help_and_preview_at_the_ticks_come_back_to_them(open_component: Engine) -> None:
    script = (HELP, Leave(Command.PREVIEW), Reply(["0"]), PAUSE)
    interview = put_at(open_component, RULES, offering(*ROWS), *script)
    assert interview.person.asked == ["offers"] * 3 + ["rules"]
    assert [entry[0] for entry in interview.screen.shown] == ["help", "preview"]
    assert interview.kept == []


def test_a_question_of_the_program_s_own_has_help_and_keeps_what_was_typed(
    engine: Engine,
) -> None:
    interview = Interview(engine)
    dialogue = interview.dialogue(
        Leave(Command.HELP, "as"), Leave(Command.PREVIEW, "ask"), Reply("ask Kim")
    )
    question = TextQuestion(id="note", ask="Why?", help="h", example="e")
    assert dialogue.ask_aside(question) == Reply("ask Kim")
    assert interview.screen.shown == [("help", "note")] * 2
    assert [prompt.draft for prompt in interview.person.prompts] == [None, "as", "ask"]


@pytest.mark.parametrize("leave", [BACK, LATER, REVIEW])
def test_leaving_a_question_of_the_program_s_own_is_no_yes(engine: Engine, leave: Leave) -> None:
    interview = Interview(engine)
    dialogue = interview.dialogue(leave, leave)
    assert dialogue.ask_aside(TextQuestion(id="t", ask="?", help="h", example="e")) == leave
    assert not dialogue.confirm("sure", "Really?", "It is gone then.", default=True)
    with pytest.raises(Paused):
        interview.dialogue(PAUSE).confirm("sure", "Really?", "It is gone then.")


def test_nothing_of_the_program_s_own_is_marked_as_to_be_confirmed(nearly: Interview) -> None:
    nearly.engine.apply(answered("tasks.t2.type", "spike"))
    dialogue = nearly.dialogue(Reply(True), Reply(2))
    dialogue.confirm("sure", "Really?", "It is gone then.")
    hours = Address("tasks", "t2", "hours")
    question = nearly.engine.question(hours)
    assert question
    dialogue.put(Ask(hours, question))
    stale = [entry for entry in nearly.screen.shown if entry[0] == "stale"]
    assert stale == [("stale", "hours")]


@pytest.fixture
def nearly(questionnaire: Questionnaire) -> Interview:
    return Interview(Engine(questionnaire, linkstash(questionnaire)))


def test_a_document_without_an_answer_for_a_preview_says_why(nearly: Interview) -> None:
    dialogue = nearly.dialogue()

    def previewed(*_: object) -> str:
        raise InterviewError("the document is at fault", "See the file.")

    dialogue.support = Support(previewed=previewed)
    dialogue.preview(Group("goal"))
    assert nearly.screen.shown == [("note", "the document is at fault. See the file.")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Another", ["drafted"]), ("", ["drafted"]), (None, []), ("Known", [])],
    ids=["other", "emptied", "nothing", "as it began"],
)
def test_an_entry_is_kept_where_it_differs_from_how_the_question_began(
    engine: Engine, typed: Value, kept: list[str]
) -> None:
    engine.apply(answered("goal.outcome", "Known"))
    engine.apply(drafted("goal.outcome", "Half"))
    if typed == "Known":
        engine.apply(drafted("goal.outcome", "Known"))
    interview = Interview(engine)
    address = Address.parse("goal.outcome")
    question = engine.question(address)
    assert question
    interview.dialogue(Leave(Command.BACK, typed)).put(Ask(address, question))
    assert interview.events == kept


def test_a_question_left_open_keeps_its_note_unless_that_is_taken_back(engine: Engine) -> None:
    interview = Interview(engine)
    address = Address.parse("goal.outcome")
    assert not interview.dialogue(BACK).postpone(address)
    assert interview.kept == []
    assert interview.dialogue(Reply(None)).postpone(address)
    assert engine.state.postponed == {address: ""}
    assert interview.dialogue(Reply("ask Kim")).postpone(address)
    assert engine.state.postponed == {address: "ask Kim"}


def test_nothing_ticked_of_what_is_taken_as_it_stands_is_asked_for(open_component: Engine) -> None:
    offer = Offer("Errors", [{"source": "A.md", "heading": "Errors", "text": "x"}])
    interview = put_at(open_component, STANDARDS, offering(offer), Reply(None), PAUSE)
    assert interview.person.asked == ["offers", "standards"]
    assert interview.kept == []


@pytest.mark.parametrize(
    ("value", "origin"),
    [("python spikes/argon2_cost.py", "user"), (None, "user"), ("all of it", "suggestion")],
)
def test_an_answer_says_whether_it_is_what_was_proposed(
    interview: Interview, value: Value, origin: Origin
) -> None:
    proposed = verify_commands(interview.engine)
    assert proposed
    put(interview, Reply(proposed.value if value == "all of it" else value))
    (event,) = interview.kept
    assert event.origin == origin  # type: ignore[attr-defined]
    assert bool(event.suggested_from) is (value is not None)  # type: ignore[attr-defined]


def test_an_entry_as_it_began_leaves_no_trace(engine: Engine) -> None:
    engine.apply(answered("goal.outcome", "Known"))
    address = Address.parse("goal.outcome")
    question = engine.question(address)
    assert question
    interview = Interview(engine)
    interview.dialogue(Leave(Command.BACK, "Known")).put(Ask(address, question))
    assert interview.kept == []
    interview.dialogue(Leave(Command.BACK, "Known b")).put(Ask(address, question))
    assert interview.events == ["drafted"]
