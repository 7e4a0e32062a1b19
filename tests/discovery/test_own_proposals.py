"""What a project proposes to a team's own questionnaire: any source for any kind of question."""

from __future__ import annotations

from datetime import date

import pytest

from interview.discovery.project import Discovery
from interview.discovery.proposals.answers import Answers
from interview.discovery.proposals.items import item_sources
from interview.questionnaire.loading import load
from interview.questionnaire.sources import SOURCES
from interview.session.address import Address
from interview.session.engine import Engine
from interview.session.suggestions import Proposal
from tests import shop
from tests.events import added, answered, applied

KINDS = {
    "text": "",
    "paragraph": "",
    "lines": "",
    "number": "",
    "code": 'language = "bash"',
    "records": 'columns = [{ id = "first" }, { id = "rest", required = false }]',
}

HEAD = """
name = "moves"
version = 1
document = "moves.md.j2"

[[section]]
id = "steps"
title = "Steps"
item = "step"
role = "tasks"
suggest = "tasks"

  [[section.question]]
  id = "label"
  kind = "text"
  ask = "What is done?"
  help = "One line."

  [[section.question]]
  id = "about"
  kind = "paragraph"
  role = "summary"
  ask = "What comes of it?"
  help = "In a sentence."

  [[section.question]]
  id = "places"
  kind = "lines"
  role = "files"
  ask = "Which files?"
  help = "Their paths."
"""


def question(name: str, kind: str, source: str) -> str:
    return f"""
  [[section.question]]
  id = "{name}"
  kind = "{kind}"
  ask = "What?"
  help = "Why."
  suggest = "{source}"
  {KINDS[kind]}
"""


def engine(*questions: str) -> Engine:
    asked = load(HEAD + "".join(questions), "moves.toml", sources=SOURCES)
    return applied(Engine(asked), [added("steps", "s1"), answered("steps.s1.label", "Cancel")])


@pytest.fixture(scope="module")
def discovery(tmp_path_factory: pytest.TempPathFactory) -> Discovery:
    return Discovery(shop.build(tmp_path_factory.mktemp("shop")))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_source_a_question_names_it_gets_answers_that_it_takes(
    discovery: Discovery, kind: str
) -> None:
    sources = Answers(discovery).sources()
    end = '[[section]]\nid = "end"\ntitle = "End"\n'
    for name, source in sources.items():
        own = engine(question("x", kind, name), end, question("y", kind, name))
        for address in (Address("steps", "s1", "x"), Address("end", "", "y")):
            asked, suggestion = own.question(address), source(own, address)
            assert asked is not None
            if suggestion is not None:
                offered = [offer.value for offer in suggestion.offers] or [suggestion.value]
                assert all(asked.accept(value) for value in offered), name


def test_rows_stand_in_the_columns_of_the_question(discovery: Discovery) -> None:
    own = engine(question("x", "records", "services"), question("y", "lines", "services"))
    sources = Answers(discovery).sources()
    rows = sources["services"](own, Address("steps", "s1", "x"))
    lines = sources["services"](own, Address("steps", "s1", "y"))
    assert rows is not None
    assert rows.offers[0].value == [{"first": "db", "rest": "docker compose up -d db"}]
    assert lines is not None
    assert lines.offers[0].value == ["db - docker compose up -d db"]


def test_the_test_is_named_after_the_item_and_is_near_its_files(discovery: Discovery) -> None:
    own = engine(question("proof", "code", "smoke_test"))
    own.apply(answered("steps.s1.places", ["web/src/Cancel.tsx"]))
    suggestion = Answers(discovery).sources()["smoke_test"](own, Address("steps", "s1", "proof"))
    assert suggestion is not None
    assert suggestion.value["language"] == "typescript"
    assert suggestion.based_on == (Address("steps", "s1", "label"),)


def proposed(discovery: Discovery) -> list[Proposal]:
    own = engine()
    source = item_sources(discovery, lambda: date(2026, 11, 23))["tasks"]
    return list(source(own, own.questionnaire.sections["steps"]))


def test_tasks_of_earlier_iterations_are_proposed_under_the_ids_of_today(
    discovery: Discovery,
) -> None:
    unfinished, *ideas = proposed(discovery)
    assert unfinished.answers == {
        "label": "Cancel an order",
        "about": "DELETE /orders/{id} cancels an order that is not sent yet.",
    }
    assert [idea.answers for idea in ideas] == [
        {"label": "Mail the invoice"}, {"label": "Guest checkout"}, {"label": "Invoices as PDF"},
    ]  # fmt: skip
