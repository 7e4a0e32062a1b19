"""An interview with a person and a screen that are made of lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from interview.checks.finding import Finding
from interview.plan.schedule import Step
from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.questionnaire.question import Question, Value
from interview.session.address import Address, Group
from interview.session.engine import Engine
from interview.session.events import Event
from interview.session.mentions import Mention
from interview.session.steps import Consequences
from interview.terminal.flow.dialogue import Dialogue, Support
from interview.terminal.flow.interfaces import Checker, Paused, Unchecked
from interview.terminal.flow.ports import Command, Leave, Prompt, Reply
from interview.terminal.flow.wizard import Wizard
from tests.conftest import NOW

if TYPE_CHECKING:
    from interview.session.suggestions import ItemSource, Source

BACK, LATER, HELP = Leave(Command.BACK), Leave(Command.LATER), Leave(Command.HELP)
PAUSE, REVIEW = Leave(Command.PAUSE), Leave(Command.REVIEW)


class Person:
    """Answers from a script, then pauses; remembers what was asked.

    The review is gone through without a look, unless there are choices for its menus: the
    beginnings of lines.
    """

    going_back = "Shift-Tab"
    line_by_line = False

    def __init__(self, *script: Reply | Leave | Callable[[Prompt], Reply | Leave]) -> None:
        self.script = list(script)
        self.asked: list[str] = []
        self.prompts: list[Prompt] = []
        self.looked = 0
        self.choices: list[str] = []
        self.menus: list[list[str]] = []
        self.menu_prompts: list[Prompt] = []
        self.helps: list[dict[str, str]] = []
        self.before_menu: Callable[[Prompt], None] = lambda _: None

    def ask(self, prompt: Prompt) -> Reply | Leave:
        if prompt.question.id == "menu":
            return self._choose(prompt)
        self.asked.append(prompt.question.id)
        self.prompts.append(prompt)
        if not self.script:
            return PAUSE
        answer = self.script.pop(0)
        return answer(prompt) if callable(answer) else answer

    def _choose(self, prompt: Prompt) -> Reply:
        self.looked += 1
        self.before_menu(prompt)
        assert isinstance(prompt.question, ChoiceQuestion)
        labels = {choice.title: choice.value for choice in prompt.question.choices}
        self.menus.append(list(labels))
        self.menu_prompts.append(prompt)
        self.helps.append({choice.title: choice.help for choice in prompt.question.choices})
        if not self.choices:
            return Reply("/done")
        wanted = self.choices.pop(0)
        (label,) = [label for label in labels if label.startswith(wanted)]
        return Reply(labels[label])


class Screen:
    """Remembers what was shown."""

    def __init__(self) -> None:
        self.shown: list[Any] = []

    def place(self, engine: Engine, group: Group, minutes: int | None) -> None:
        self.shown.append(("place", str(group)))

    def question(self, prompt: Prompt, stale: bool) -> None:
        if stale:
            self.shown.append(("stale", prompt.question.id))

    def help(self, question: Question) -> None:
        self.shown.append(("help", question.id))

    def answer(self, engine: Engine, question: Question, value: Value) -> str:
        return str(value)

    def tasks(self, tasks: Sequence[Step]) -> None:
        self.shown.append(("tasks", [task.needs for task in tasks]))

    def summary(self, engine: Engine) -> None:
        self.shown.append("summary")

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        self.shown.append(("consequences", consequences.affected))

    def mention(self, engine: Engine, mention: Mention) -> None:
        self.shown.append(("mention", f"{mention.address}: {mention}"))

    def preview(self, markdown: str) -> None:
        self.shown.append(("preview", markdown))

    def note(self, text: str) -> None:
        self.shown.append(("note", text))

    def findings(self, findings: Sequence[Finding], change: str = "") -> None:
        self.shown += [("finding", finding.rule, finding.address, change) for finding in findings]


class Interview:
    """A wizard with its person, its screen, and what was kept."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.screen = Screen()
        self.kept: list[Event] = []
        self.person = Person()
        self.proposals: dict[str, ItemSource] = {}
        self.checker: Checker = Unchecked()
        self.before_menu: Callable[[Prompt], None] = lambda _: None

    def dialogue(self, *script: Any, **sources: Source) -> Dialogue:
        self.person = Person(*script)
        self.person.before_menu = self.before_menu
        return Dialogue(
            self.engine,
            self.person,
            self.screen,
            self.keep,
            lambda: NOW,
            Support(sources, self.proposals, checker=self.checker),
        )

    def keep(self, *events: Event) -> None:
        self.kept += events

    def run(self, *script: Any, **sources: Source) -> bool:
        return Wizard(self.dialogue(*script, **sources)).run()

    def until_paused(self, *script: Any, **sources: Source) -> list[str]:
        with pytest.raises(Paused):
            self.run(*script, **sources)
        return self.person.asked

    @property
    def events(self) -> list[str]:
        return [event.event for event in self.kept]


class Always:
    """A check that finds the same whatever is said."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings

    def answer(self, engine: Engine, address: Address) -> list[Finding]:
        return self._findings

    def findings(self, engine: Engine) -> list[Finding]:
        return self._findings
