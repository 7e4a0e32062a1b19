"""A whole interview in a project that says much of itself, in a real terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import shop
from tests.terminal.emulator import Terminal
from tests.terminal.test_interview import session_file

pytestmark = pytest.mark.slow


class Person:
    """Keeps what is proposed, ticks what is offered, and types what only a person knows."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def keep(self, question: str, proposed: str, end: str = "done") -> None:
        self._sees(question, proposed)
        self.terminal.press(end)

    def tick(self, question: str, *offers: str) -> None:
        """Tick offers; what they amount to is proposed then, and kept."""
        self._sees(question, "")
        for offer in offers:
            while not self.terminal.pointed.endswith(offer):
                before = self.terminal.pointed
                self.terminal.press("down")
                self.terminal.wait(lambda: self.terminal.pointed != before)  # noqa: B023
            self.terminal.press("space")
        self.terminal.press("enter")

    def choose(self, question: str, choice: str) -> None:
        self._sees(question, "")
        self.terminal.choose(choice)

    def type(self, question: str, text: str, end: str = "done") -> None:
        self._sees(question, "")
        self.terminal.paste(text)
        self.terminal.press(end)

    def leave_empty(self, question: str, end: str = "done") -> None:
        self.type(question, "", end)

    def _sees(self, question: str, sign: str) -> None:
        self.terminal.asks(question)
        self.terminal.wait(lambda: sign in self.terminal.entry)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(shop.build(folder))
    return folder


def test_half_of_the_answers_are_accepted_suggestions(here: Path) -> None:
    with Terminal("start") as terminal:
        person = Person(terminal)
        person.keep("Which iteration is this?", "›  2", "enter")
        person.type(
            "What will be true when this iteration is done?",
            "Customers cancel their orders",
            "enter",
        )
        person.type("What can someone do after", "A customer cancels an order.")
        person.keep("What works today?", "›  - List the orders (iteration 1)")
        person.keep("Which existing commands", "›  an empty FastAPI app")
        person.keep("What does it run on", "›  `docker-compose.yml` with db (PostgreSQL 16")
        person.type("What does this iteration add", "Orders can be cancelled.")
        person.choose("Is there a component to add?", "Python Backend (FastAPI 0.115)")
        person.tick("Which rules apply to this part?", "Line length: 100 (ruff)")
        person.keep("Which rules apply to this part?", "›  Line length - 100 (ruff)")
        person.leave_empty("Is there a pattern in the code", "enter")
        person.tick("Is there a section of a standards", "AGENTS.md: Python")
        person.choose("Add another component?", "No more")
        person.type("Which existing interfaces", "GET /orders")
        person.type("Which new interfaces", "DELETE /orders/{id}")
        person.type("Follow one piece of data", "button > api > orders.cancelled_at > list")
        person.keep("What must be running", "›  - api needs db (healthy)")
        person.choose("Is there a task to add?", "Cancel an order")
        person.keep("How many hours will it take?", "hours 2", "enter")
        person.keep("What one thing does it deliver?", "›  DELETE /orders/{id} cancels")
        person.type("Which files are created or changed?", "api/orders.py - cancel_order()")
        person.tick("What is the simplest code", "api/orders.py")
        person.keep("What is the simplest code", "async def list_orders")
        person.type("Which data structure", '{"id": 7, "cancelled_at": "2026-11-23T12:00:00Z"}')
        person.type("What triggers it", "curl -i -X DELETE localhost:8000/orders/7")
        person.type("Exactly what comes out", "HTTP/1.1 204 No Content")
        person.type("Which tables", "orders.cancelled_at")
        person.keep("What is the ONE test", "def test_cancel_an_order")
        person.tick("Which exact command", "pytest tests/test_cancel_an_order.py")
        person.keep("Which exact command", "pytest tests/test_cancel_an_order.py")
        person.type("What exactly does that command print?", "1 passed")
        person.choose("Add another task?", "Mail the invoice")
        person.choose("Which type of task is it?", "Wiring Task")
        person.leave_empty("Which earlier tasks", "enter")
        person.type("How many hours will it take?", "1", "enter")
        person.type("What starts or runs afterwards", "A worker that mails invoices.")
        person.type("Which files are created or changed?", "docker-compose.yml - service mailer")
        person.tick("Which services are started", "db (PostgreSQL 16, port 5432)")
        person.keep("Which services are started", "›  db - docker compose up -d db")
        person.tick("Which environment variables", "POSTGRES_DB: shop")
        person.keep("Which environment variables", "POSTGRES_DB - shop")
        person.leave_empty("Exactly which lines of configuration")
        person.type("Which command rolls it back", "docker compose rm -sf mailer")
        person.keep("What is the ONE test", "def test_mail_the_invoice")
        person.tick("Which exact command", "pytest tests/test_mail_the_invoice.py", "make up")
        person.keep("Which exact command", "make up")
        person.type("What exactly does that command print?", "1 passed")
        person.choose("Add another task?", "No more")
        person.keep("Which of these code standards", "›  Type Safety - mypy strict")
        person.keep("Which of these testing standards", "›  One smoke test per task")
        person.keep("What must each task do", "›  Pass its smoke test with real services")
        person.tick("Which commands, in order", "What verifies the tasks")
        person.keep("Which commands, in order", "pytest tests/test_cancel_an_order.py")
        person.type("What will they see?", "An order that is marked as cancelled.")
        person.tick("What do you believe", "Customers remember the mail address they ordered with")
        person.keep("What do you believe", "›  Assumption 1 - Customers remember")
        person.tick("What will people expect", "Invoices as PDF - Depends on the tax adviser")
        person.keep("What will people expect", "›  Invoices as PDF - Depends on the tax adviser")
        person.choose("What would you like to review?", "")
        terminal.asks("Ready to write the plan?")
        terminal.type("y\r")
        assert terminal.ends() == 0
    answers, accepted = answers_by_origin()
    assert len(answers) == 48
    assert len(accepted) * 2 >= len(answers), f"{len(accepted)} of {len(answers)}"
    document = (here / "iteration-2.md").read_text()
    assert document.splitlines()[2].startswith("<!-- Planned for main at ")
    for line in FROM_THE_PROJECT:
        assert line in document.splitlines()


FROM_THE_PROJECT = [
    "# Iteration 2: Customers cancel their orders",
    "  - List the orders (iteration 1)",
    "### Python Backend (FastAPI 0.115)",
    "- **Line length**: 100 (ruff)",
    "  async with get_db() as session: ...",
    "async def list_orders(address: str) -> list[Order]:",
    "- [ ] Leave `make up` working",
    "- Invoices as PDF - Depends on the tax adviser",
]


def answers_by_origin() -> tuple[list[str], list[str]]:
    """Return the addresses that are answered, and those of them by an accepted suggestion."""
    events = [json.loads(line) for line in session_file().read_text().splitlines()]
    origins = {
        event["address"]: event["origin"] for event in events if event["event"] == "answered"
    }
    return list(origins), [name for name, origin in origins.items() if origin == "suggestion"]
