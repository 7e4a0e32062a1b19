"""What the files of a project say to the questions of an interview."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from interview.discovery.iterations.iteration import EarlierIteration
from interview.discovery.project import Discovery
from interview.discovery.proposals.answers import Answers
from interview.discovery.proposals.items import item_sources
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Value
from interview.questionnaire.sources import SOURCES
from interview.session.address import Address
from interview.session.engine import Engine
from interview.session.suggestions import Proposal, Suggestion
from tests import shop
from tests.events import added, answered, applied

TODAY = date(2026, 11, 23)
BACKEND = "Python Backend (FastAPI 0.115)"
FRONTEND = "React Frontend (TypeScript, React 19.0, Vite 6)"


class Shop:
    """The second iteration of the shop, in which there are a component and a task."""

    def __init__(self, questionnaire: Questionnaire, discovery: Discovery) -> None:
        self.engine = applied(
            Engine(questionnaire),
            [answered("iteration.number", 2), added("stack", "c1"), added("tasks", "t1")],
        )
        self.answers = Answers(discovery)
        self.items = item_sources(discovery, lambda: TODAY)

    def say(self, address: str, value: Value) -> Shop:
        self.engine.apply(answered(address, value))
        return self

    def suggest(self, address: str, name: str = "") -> Suggestion | None:
        place = Address.parse(address)
        return self.answers.sources()[name or place.question](self.engine, place)

    def value(self, address: str) -> Value:
        suggestion = self.suggest(address)
        assert suggestion is not None
        return suggestion.value

    def offers(self, address: str, name: str = "") -> list[tuple[str, Value]]:
        suggestion = self.suggest(address, name)
        return (
            []
            if suggestion is None
            else [(offer.label, offer.value) for offer in suggestion.offers]
        )

    def labels(self, address: str, name: str = "") -> list[str]:
        return [label for label, _ in self.offers(address, name)]

    def proposed(self, section: str) -> list[Proposal]:
        (asking,) = [
            entry for entry in self.engine.questionnaire.section if entry.suggest == section
        ]
        return list(self.items[section](self.engine, asking))


@pytest.fixture
def here(tmp_path: Path, questionnaire: Questionnaire) -> Shop:
    (tmp_path / "shop").mkdir()
    return Shop(questionnaire, Discovery(shop.build(tmp_path / "shop")))


@pytest.fixture
def nowhere(tmp_path: Path, questionnaire: Questionnaire) -> Shop:
    (tmp_path / "empty").mkdir()
    return Shop(questionnaire, Discovery(tmp_path / "empty"))


def test_a_questionnaire_can_name_every_source_and_no_other(here: Shop) -> None:
    assert {*here.answers.sources(), *here.items, "next_number"} == set(SOURCES)


def test_an_empty_project_proposes_nothing(nowhere: Shop) -> None:
    nowhere.say("tasks.t1.name", "Log in").say("tasks.t1.type", "implementation")
    for name in nowhere.answers.sources():
        assert nowhere.suggest("tasks.t1.any", name) is None, name
    assert [nowhere.proposed(section) for section in nowhere.items] == [[], []]


@pytest.mark.parametrize(
    ("address", "value", "source"),
    [
        ("context.built", "- List the orders (iteration 1)", "iteration-1.md"),
        ("context.current_state", "an empty FastAPI app\n- List the orders", "iteration-1.md"),
        (
            "context.infrastructure",
            "`docker-compose.yml` with db (PostgreSQL 16, port 5432), api (built here, port 8000), "
            "web (built from web/, port 5173)",
            "docker-compose.yml",
        ),
        (
            "architecture.service_dependencies",
            "- api needs db (healthy)\n- web needs api",
            "docker-compose.yml",
        ),
        (
            "gates.code_standards",
            [
                {"name": "Type Safety", "text": "mypy strict, no `any` in TypeScript"},
                {"name": "Money", "text": "amounts are integers of cents"},
            ],
            "iteration-1.md",
        ),
        (
            "gates.testing_standards",
            [{"name": "One smoke test per task", "text": "that runs against PostgreSQL"}],
            "iteration-1.md",
        ),
        (
            "gates.completion",
            ["Pass its smoke test with real services", "Leave `make up` working"],
            "iteration-1.md",
        ),
    ],
)
def test_an_answer_is_proposed_with_its_source(
    here: Shop, address: str, value: Value, source: str
) -> None:
    suggestion = here.suggest(address)
    assert suggestion is not None
    assert (suggestion.value, suggestion.source, suggestion.offers) == (value, source, ())


@pytest.mark.parametrize("section", ["context", "gates"])
def test_only_iterations_before_the_planned_one_count(here: Shop, section: str) -> None:
    here.say("iteration.number", 1)
    names = {"context": ("built", "current_state"), "gates": ("completion", "code_standards")}
    assert [here.suggest(f"{section}.{name}") for name in names[section]] == [None, None]
    assert [proposal.label for proposal in here.proposed("tasks")] == ["Mail the invoice"]


def test_what_was_not_proven_or_built_is_offered_again(here: Shop) -> None:
    text = "Customers remember the mail address they ordered with"
    assert here.offers("assumptions.validates", "unproven") == [
        (f"Assumption 1: {text}", [{"name": "Assumption 1", "text": text}])
    ]
    assert here.labels("scope.excluded") == [
        "Guest checkout - Waiting for user feedback on the list",
        "Invoices as PDF - Depends on the tax adviser",
    ]
    here.say("tasks.t1.name", "Guest checkout")
    assert here.labels("scope.excluded") == ["Invoices as PDF - Depends on the tax adviser"]


def test_the_components_come_from_the_manifests(here: Shop) -> None:
    assert [
        (proposal.label, proposal.answers, proposal.source)
        for proposal in here.proposed("components")
    ] == [
        (BACKEND, {"name": BACKEND}, "pyproject.toml"),
        (FRONTEND, {"name": FRONTEND}, "web/package.json"),
    ]


def test_the_stack_of_the_last_iteration_is_offered_as_a_whole(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    stack = [
        {"key": "c1", "name": "API", "patterns": [{"name": "Errors", "text": "problem+json"}]},
        {"key": "c2", "name": "Web", "rules": []},
        {"key": "c3"},
    ]
    answers = {"iteration": {"number": 1}, "stack": stack}
    planned = EarlierIteration("session shop-1", answers, questionnaire)
    result = Shop(questionnaire, Discovery(tmp_path, sessions=lambda: [planned]))
    (whole,) = result.proposed("components")
    assert whole.label == "The stack of iteration 1: API, Web"
    assert (whole.answers, whole.settled) == (
        {"name": "API", "patterns": [{"name": "Errors", "text": "problem+json"}]}, True,
    )  # fmt: skip
    assert [(proposal.answers, proposal.settled) for proposal in whole.also] == [
        ({"name": "Web", "rules": []}, True)
    ]


def test_tasks_are_proposed_the_unfinished_ones_first_then_ideas_by_age(here: Shop) -> None:
    proposals = here.proposed("tasks")
    assert [(proposal.label, proposal.detail) for proposal in proposals] == [
        ("Cancel an order", "not done in iteration 1; iteration-1.md:22"),
        ("Mail the invoice", "TODO.md:1 · 8 months old"),
        ("Guest checkout", "left out of iteration 1: Waiting for user feedback on the list"),
        ("Invoices as PDF", "left out of iteration 1: Depends on the tax adviser"),
    ]
    assert proposals[0].answers == {
        "name": "Cancel an order",
        "type": "implementation",
        "hours": 2.0,
        "what": "DELETE /orders/{id} cancels an order that is not sent yet.",
    }


def test_an_idea_that_is_too_long_for_a_name_also_says_what_to_build(
    questionnaire: Questionnaire, tmp_path: Path
) -> None:
    idea = "Mail the invoice " + "again " * 30
    (tmp_path / "TODO.md").write_text(f"- {idea}\n")
    (proposal,) = Shop(questionnaire, Discovery(tmp_path)).proposed("tasks")
    assert proposal.answers == {"name": f"{idea[:119]}…", "what": idea.strip()}


def test_the_rules_of_a_component_are_those_of_its_language_and_folder(here: Shop) -> None:
    python = ["Line length: 100 (ruff)", "Types: mypy strict", "Tests: pytest in tests/"]
    here.say("stack.c1.name", BACKEND)
    assert here.labels("stack.c1.rules") == python
    here.say("stack.c1.name", FRONTEND)
    assert here.labels("stack.c1.rules") == ["TypeScript: strict"]
    here.say("stack.c1.name", "Something else")
    assert here.labels("stack.c1.rules") == [*python, "TypeScript: strict"]


@pytest.mark.parametrize(("component", "first"), [(BACKEND, "Python"), (FRONTEND, "React")])
def test_the_standards_about_a_component_come_first(here: Shop, component: str, first: str) -> None:
    here.say("stack.c1.name", component)
    results = here.labels("stack.c1.standards")
    assert results[0] == f"AGENTS.md: {first}"
    assert sorted(results) == [
        f"AGENTS.md: {name}" for name in ("Errors", "Python", "React", "Working on the shop")
    ]


def test_a_standard_is_kept_word_for_word_with_its_source(here: Shop) -> None:
    (rows,) = [value for label, value in here.offers("stack.c1.standards") if "Errors" in label]
    assert rows == [
        {
            "source": "AGENTS.md",
            "heading": "Errors",
            "text": "Raise `HTTPException` with a sentence for people.",
            "sha256": "a6a91d90769ff8f1a4c4a86a2130b57b069c0b6d192cac54e9079823ed13e57d",
        }
    ]


def test_services_are_offered_with_the_command_that_starts_them(here: Shop) -> None:
    lines = {
        "db": "db (PostgreSQL 16, port 5432)",
        "api": "api (built here, port 8000)",
        "web": "web (built from web/, port 5173)",
    }
    assert here.offers("tasks.t1.services") == [
        (label, [{"name": name, "start": f"docker compose up -d {name}"}])
        for name, label in lines.items()
    ]


def test_a_secret_is_named_and_never_repeated(here: Shop) -> None:
    assert here.labels("tasks.t1.environment") == [
        "POSTGRES_DB: shop",
        "POSTGRES_PASSWORD: as in docker-compose.yml, service db",
        "LOG_LEVEL: info",
    ]


FILES = {
    "api/orders.py": (
        "@dataclass\nclass Order:\n    id: int\n    address: str\n\n"
        "async def list_orders(address: str) -> list[Order]:\n"
        '    """Return the orders of one customer."""\n    ...'
    ),
    "web/src/Orders.tsx": {
        "language": "typescript",
        "text": "export function Orders(): JSX.Element { /* ... */ }",
    },
}


@pytest.mark.parametrize("path", FILES)
def test_the_signatures_of_a_tasks_files_are_offered(here: Shop, path: str) -> None:
    here.say("tasks.t1.key_files", [{"path": path, "purpose": "the list"}])
    here.say("tasks.t1.type", "implementation")
    assert here.offers("tasks.t1.core", "signatures") == [(path, FILES[path])]


def test_files_that_are_new_or_elsewhere_have_no_signatures(here: Shop) -> None:
    paths = ["api/new.py", "../outside.py", "/etc/passwd", "AGENTS.md", "api/__init__.py"]
    here.say("tasks.t1.key_files", [{"path": path, "purpose": "?"} for path in paths])
    assert here.suggest("tasks.t1.core", "signatures") is None


def test_the_smoke_test_is_the_runners_and_named_after_the_task(here: Shop) -> None:
    here.say("tasks.t1.type", "implementation")
    assert here.suggest("tasks.t1.smoke_test") is None  # nothing to name it after
    here.say("tasks.t1.name", "Cancel an order")
    assert str(here.value("tasks.t1.smoke_test")).startswith("def test_cancel_an_order_works():\n")
    here.say("tasks.t1.key_files", [{"path": "web/src/Cancel.tsx", "purpose": "a button"}])
    code = here.value("tasks.t1.smoke_test")
    assert isinstance(code, dict)
    assert code["language"] == "typescript"
    assert "import { expect, test } from 'vitest'" in code["text"].replace('"', "'")


def test_the_command_of_the_smoke_test_comes_before_the_projects_own(here: Shop) -> None:
    here.say("tasks.t1.name", "Cancel an order")
    assert here.labels("tasks.t1.verify") == [
        "pytest tests/test_cancel_an_order.py",
        "make up",
        "(cd web && npm run dev)",
        "(cd web && npm test)",
        "(cd web && npm run build)",
    ]


def test_the_demo_is_what_verifies_the_tasks_and_what_starts_the_services(here: Shop) -> None:
    up = [f"docker compose up -d {name}" for name in ("db", "api", "web")]
    own = [
        "make up",
        "(cd web && npm run dev)",
        "(cd web && npm test)",
        "(cd web && npm run build)",
    ]
    assert here.labels("demo.verify_commands") == [*up, *own]
    here.say("tasks.t1.verify", "pytest tests/test_cancel.py")
    assert here.offers("demo.verify_commands")[0] == (
        "What verifies the tasks", "pytest tests/test_cancel.py",
    )  # fmt: skip
    assert here.labels("demo.verify_commands")[1:] == [*up, *own]
