from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from interview.errors import InterviewError
from interview.questionnaire.json_schema import answers_schema
from interview.questionnaire.loading import load
from interview.questionnaire.model import Questionnaire
from interview.session.address import Address
from interview.session.answering import defaults, events_of
from interview.session.answers_file import AnswersError, Given, read_answers, set_answers
from interview.session.engine import Engine
from interview.session.events import Answered, Event, SectionClosed
from tests.conftest import DATA, NOW
from tests.events import added, answered, facts, linkstash, postponed
from tests.questionnaires import one_section, section

pytestmark = pytest.mark.usefixtures("project")  # answers files are written there


def taken(engine: Engine, text: str, *settings: str) -> dict[str, Any]:
    """Return what the engine knows after taking the answers of a TOML text and settings."""
    path = Path("answers.toml")
    path.write_text(text)
    events_of(set_answers(read_answers(path), settings, engine), engine, NOW)
    return engine.answers()


def problems(engine: Engine, text: str, *settings: str) -> list[str]:
    with pytest.raises(AnswersError) as error:
        taken(engine, text, *settings)
    return [str(problem) for problem in error.value.problems]


def test_every_question_of_the_example_is_answered(questionnaire: Questionnaire) -> None:
    engine = Engine(questionnaire, linkstash(questionnaire))
    assert engine.finished
    assert {ask.address.question for ask in engine.open()} <= {
        "standards", "patterns", "core", "data", "configuration"}  # fmt: skip


def test_a_task_named_by_number_is_kept_by_key(engine: Engine) -> None:
    events_of(read_answers(DATA / "linkstash.toml"), engine, NOW)
    assert [task.get("depends_on") for task in engine.answers()["tasks"]] == [
        None,
        ["t1"],
        ["t2"],
        ["t2"],
    ]


def test_json_and_toml_say_the_same(engine: Engine, questionnaire: Questionnaire) -> None:
    import tomllib

    data = tomllib.loads((DATA / "linkstash.toml").read_text())
    path = Path("answers.json")
    path.write_text(json.dumps(data))
    events = events_of(read_answers(path), engine, NOW)
    assert [facts(event) for event in [*events, *defaults(engine, NOW)]] == [
        facts(event) for event in linkstash(questionnaire)
    ]


def test_answers_remember_that_they_came_from_a_file_or_a_flag(engine: Engine) -> None:
    events = events_of(
        set_answers({}, ["goal.outcome=x", "iteration.number=3"], engine), engine, NOW
    )
    assert events == [
        answered("iteration.number", 3, "flag"),
        answered("goal.outcome", "x", "flag"),
    ]


def test_what_is_proposed_is_marked_as_a_default(engine: Engine) -> None:
    proposed = list(defaults(engine, NOW))
    assert [(event.address, event.origin) for event in proposed] == [  # type: ignore[attr-defined]
        ("gates.code_standards", "default"),
        ("gates.testing_standards", "default"),
        ("gates.completion", "default"),
    ]


def test_an_empty_answer_leaves_an_optional_question_empty(engine: Engine) -> None:
    text = '[[tasks]]\ntype = "spike"\ncore = ""\ndepends_on = []\n'
    assert taken(engine, text)["tasks"] == [{"key": "t1", "type": "spike"}]
    assert "core" not in [ask.address.question for ask in engine.open()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[gaol]\noutcome = 'x'", ["gaol: there is no such section — did you mean 'goal'?"]),
        (
            "[goal]\noutcme = 'x'",
            ["goal.outcme: there is no such question — did you mean 'outcome'?"],
        ),
        ("[goal]\noutcome = 3", ["goal.outcome: expected a text, not a number"]),
        ("goal = 'x'", ["goal: expected a mapping of questions to answers"]),
        ("[tasks]\nname = 'x'", ["tasks: expected a list of tasks"]),
        ("tasks = ['x']", ["tasks.1: expected a mapping of questions to answers"]),
        (
            "[[tasks]]\ntype = 'spyke'",
            ["tasks.1.type: 'spyke' is not one of implementation, spike, integration, wiring — did "
             "you mean 'spike'?"],
        ),
        (
            "[[tasks]]\ntype = 'wiring'\ncandidates = ['a']",
            ["tasks.1.candidates: does not apply here; it is asked when type is spike"],
        ),
        (
            "[[tasks]]\ntype = 'spike'\nhours = 3",
            ["tasks.1.hours: 3 is too large: at most 2 hours"],
        ),
        (
            "[[tasks]]\ndepends_on = [1]",
            ["tasks.1.depends_on: does not apply: there is no earlier item"],
        ),
        (
            "[[tasks]]\nname = 'a'\n[[tasks]]\ndepends_on = [2, 't9', true]",
            ["tasks.2.depends_on: task 2 is not an earlier task"],
        ),
        ("[goal]\noutcome = ''", ["goal.outcome: an answer is required; omit it to leave "
         "the question open"]),
        (
            "[scope]\nexcluded = [{ feature = 'x', raison = 'y' }]",
            ["scope.excluded: row 1: unknown column 'raison' — did you mean 'reason'?",
             "scope.excluded: row 1: what it waits for: the text is empty"],
        ),
    ],
)  # fmt: skip
def test_a_bad_answer_is_reported_with_its_address(
    engine: Engine, text: str, lines: list[str]
) -> None:
    assert problems(engine, text) == lines


def test_all_problems_come_at_once(engine: Engine) -> None:
    text = """
    [iteration]
    number = "three"
    [gaol]
    [[tasks]]
    type = "spyke"
    candidates = ["unknown whether it applies, so nothing is said"]
    hours = 99
    """
    assert [problem.partition(":")[0] for problem in problems(engine, text)] == [
        "gaol",
        "iteration.number",
        "tasks.1.type",
        "tasks.1.hours",
    ]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("goal.outcome", "'goal.outcome' is not of the form ADDRESS=VALUE"),
        ("goal=x", "'goal' is not of the form section.question"),
        ("gaol.outcome=x", "there is no section 'gaol' — did you mean 'goal'?"),
        ("tasks.name=x", "write tasks.1.name"),
        ("goal.1.outcome=x", "write goal.outcome"),
        ("tasks.3.name=x", "there is no task 3; there are 0"),
        ("tasks.t1.name=x", "there is no task t1; there are 0"),
    ],
)
def test_a_setting_of_the_wrong_form_is_reported(
    engine: Engine, setting: str, message: str
) -> None:
    assert message in problems(engine, "", setting)[0]


def test_settings_are_read_as_if_typed(engine: Engine) -> None:
    settings = [
        "tasks.1.type=Research Spike",
        "tasks.1.hours=1,5",
        "tasks.1.candidates=one\ntwo",
        "tasks.2.name=[draft] parser",
        "tasks.2.depends_on=1",
        'tasks.2.key_files=[{"path": "a - b.py", "purpose": "x"}]',
        "goal.outcome=a=b",
    ]
    answers = taken(engine, "", *settings)
    assert answers["goal"] == {"outcome": "a=b"}
    assert answers["tasks"] == [
        {"key": "t1", "type": "spike", "hours": 1.5, "candidates": ["one", "two"]},
        {
            "key": "t2",
            "name": "[draft] parser",
            "depends_on": ["t1"],
            "key_files": [{"path": "a - b.py", "purpose": "x"}],
        },
    ]


def test_a_setting_goes_over_the_file(engine: Engine) -> None:
    text = "[goal]\noutcome = 'from the file'\n[[tasks]]\nname = 'a'\nhours = 1"
    answers = taken(engine, text, "goal.outcome=from the flag", "tasks.1.hours=2")
    assert answers["goal"]["outcome"] == "from the flag"
    assert answers["tasks"][0]["hours"] == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", b"x = ", "a.toml is not TOML: Invalid value"),
        ("a.json", b"{", "a.json is not JSON: Expecting property name"),
        ("a.json", b"[1]", "a.json is not JSON: expected a mapping of sections"),
        ("a.json", b'{"goal": {}, "goal": {}}', "duplicate key 'goal'"),
        ("a.json", b"[" * 100_000, "a.json is not JSON"),
        ("a.toml", b"\xff", "a.toml is not TOML: 'utf-8' codec can't decode"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(name: str, content: bytes, message: str) -> None:
    Path(name).write_bytes(content)
    with pytest.raises(InterviewError) as error:
        read_answers(Path(name))
    assert message in error.value.message
    assert error.value.hint


@pytest.mark.parametrize("name", ["nothing.toml", "."])
def test_a_file_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(InterviewError, match=r"^cannot read the answers file "):
        read_answers(Path(name))


def test_a_lone_surrogate_of_json_is_no_danger(engine: Engine) -> None:
    Path("a.json").write_text('{"goal": {"outcome": "x\\ud800y"}}')
    events_of(read_answers(Path("a.json")), engine, NOW)
    assert engine.answers()["goal"]["outcome"] == "x\ufffdy"


def test_the_example_is_valid_against_the_published_schema(questionnaire: Questionnaire) -> None:
    import tomllib

    data = tomllib.loads((DATA / "linkstash.toml").read_text())
    validator = Draft202012Validator(answers_schema(questionnaire))
    assert [error.message for error in validator.iter_errors(data)] == []
    data["tasks"][0]["typ"] = data["tasks"][0].pop("type")
    assert not validator.is_valid(data)


@pytest.mark.parametrize(("place", "taken"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_setting_adds_the_next_item_and_no_later_one(
    engine: Engine, place: int, taken: bool
) -> None:
    engine.apply(added("tasks", "t1"))
    settings = [f"tasks.{place}.name=Parser"]
    if taken:
        assert len(set_answers({}, settings, engine)["tasks"]) == place
    else:
        with pytest.raises(InterviewError, match=f"there is no task {place}; there are 1"):
            set_answers({}, settings, engine)


@pytest.mark.parametrize("event", [postponed("goal.outcome", "later"), None])
def test_the_same_answer_again_confirms_what_was_left_open(
    engine: Engine, event: Event | None
) -> None:
    engine.apply(answered("goal.outcome", "People sign in"))
    if event:
        engine.apply(event)
    answers = set_answers({}, ["goal.outcome=People sign in"], engine)
    assert len(events_of(answers, engine, NOW)) == (1 if event else 0)
    assert engine.is_answered(Address.parse("goal.outcome"))


YES_OR_NO = 'choices = ["yes", "no"]'
CHAIN = one_section(
    ("first", "choice", YES_OR_NO),
    ("second", "choice", YES_OR_NO + '\nwhen = { first = ["yes"] }'),
    ("third", "choice", YES_OR_NO + '\nwhen = { second = ["yes"] }'),
)


def test_behind_a_refused_answer_nothing_is_said_not_to_apply() -> None:
    engine = Engine(CHAIN)
    given = {"a": {name: Given("maybe" if name == "first" else "yes", "file")
                   for name in ("first", "second", "third")}}  # fmt: skip
    with pytest.raises(AnswersError) as error:
        events_of(given, engine, NOW)
    assert [str(problem).split(":")[0] for problem in error.value.problems] == ["a.first"]


def test_what_does_not_apply_is_said_where_nothing_was_refused() -> None:
    engine = Engine(CHAIN)
    given = {"a": {"first": Given("no", "file"), "second": Given("yes", "file")}}
    with pytest.raises(AnswersError, match=r"a\.second: does not apply here"):
        events_of(given, engine, NOW)


SMALL = 'name = "small"\nversion = 1\ndocument = "iteration.md.j2"\n'
NAMED = section("b", ("name", "text", 'example = "x"'))
THINGS = load(SMALL + NAMED.replace("title =", 'item = "thing"\ntitle ='), "small.toml")


def closed_sections(engine: Engine, text: str) -> list[str]:
    Path("answers.toml").write_text(text)
    events = events_of(read_answers(Path("answers.toml")), engine, NOW)
    return [event.section for event in events if isinstance(event, SectionClosed)]


def test_a_section_is_closed_when_its_items_come_whole() -> None:
    engine = Engine(THINGS)
    assert closed_sections(engine, "[[b]]\n") == []
    assert closed_sections(engine, '[[b]]\nname = "one"\n') == []
    assert closed_sections(engine, '[[b]]\n[[b]]\nname = "two"\n') == ["b"]
    assert closed_sections(engine, '[[b]]\nname = "uno"\n') == []


def test_no_item_at_all_closes_a_section_that_has_none() -> None:
    assert closed_sections(Engine(THINGS), "b = []\n") == ["b"]


def test_an_item_names_earlier_ones_by_number_or_key(engine: Engine) -> None:
    two = '[[tasks]]\nname = "a"\n[[tasks]]\nname = "b"\ntype = "spike"\n'
    for named, kept in (("[1]", ["t1"]), ('["1"]', ["t1"]), ('["t1"]', ["t1"]), ("[]", None)):
        tasks = taken(engine, f"{two}depends_on = {named}\n")["tasks"]
        assert tasks[1].get("depends_on") == kept
    for named, problem in (
        ("[2]", "tasks.2.depends_on: task 2 is not an earlier task"),
        ("[0]", "tasks.2.depends_on: task 0 is not an earlier task"),
        ('["t2"]', "tasks.2.depends_on: 't2' is not an earlier task"),
        ("[true]", "tasks.2.depends_on: "),
    ):
        (reason,) = problems(engine, f"{two}depends_on = {named}\n")
        assert reason.startswith(problem)


def test_what_was_said_already_is_not_said_again(engine: Engine) -> None:
    text = '[goal]\noutcome = "x"\n'
    Path("answers.toml").write_text(text)
    answers = read_answers(Path("answers.toml"))
    assert len(events_of(answers, engine, NOW)) == 1
    assert events_of(answers, engine, NOW) == []
    engine.apply(postponed("goal.outcome"))
    assert len(events_of(answers, engine, NOW)) == 1


def test_no_default_goes_over_what_was_left_open(engine: Engine) -> None:
    proposed = {event.address for event in defaults(engine, NOW) if isinstance(event, Answered)}
    assert proposed
    left = min(proposed)
    engine.apply(postponed(left))
    again = {event.address for event in defaults(engine, NOW) if isinstance(event, Answered)}
    assert again == proposed - {left}


@pytest.mark.parametrize("name", ["a.json", "A.JSON", "a.Json"])
def test_a_file_is_json_by_its_ending_however_it_is_spelt(name: str) -> None:
    Path(name).write_text('{"goal": {"outcome": "x"}}')
    assert read_answers(Path(name))["goal"]["outcome"].value == "x"
