"""The loop of an interview: find the next question, have it asked, keep the answer.

It knows no terminal and no file: whoever asks, shows and keeps is passed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from interview.address import Address, Group
from interview.engine import Ask, Consequences, Engine, OfferItem, Step
from interview.kinds import Confirm, References, Text
from interview.prompt import Command, Leave, Option, Prompt, Reply
from interview.session import (
    Answered,
    Approved,
    Drafted,
    Event,
    ItemAdded,
    Origin,
    Postponed,
    SectionClosed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from interview.question import Question, Value


class Asker(Protocol):
    """Puts one question to a person."""

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was given instead."""


class Screen(Protocol):
    """Shows a person what there is to see."""

    def place(self, engine: Engine, group: Group) -> None:
        """Show which section and item comes next, and how far the interview is."""

    def question(self, prompt: Prompt, stale: bool) -> None:
        """Show a question with its reason and an example; stale: it changed since its answer."""

    def help(self, question: Question) -> None:
        """Show everything that helps to answer a question."""

    def review(self, engine: Engine) -> None:
        """Show every section with its answers and what is open."""

    def summary(self, engine: Engine) -> None:
        """Show what was captured."""

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        """Show what a change will do to other answers."""

    def note(self, text: str) -> None:
        """Say one thing."""


class Paused(Exception):  # noqa: N818 - a wish of the person, not a failure
    """The person leaves; everything is kept."""


@dataclass
class Wizard:
    """One interview with one person.

    keep: puts an event on the disk before it returns. now: the time. suggestions: by source,
    what gives a suggestion or None.
    """

    engine: Engine
    asker: Asker
    screen: Screen
    keep: Callable[[Event], None]
    now: Callable[[], datetime]
    suggestions: Mapping[str, Callable[[], Value]] = field(default_factory=dict)
    _shown: Group | None = None
    _again: list[Address] = field(default_factory=list)

    def run(self) -> bool:
        """Ask what is open, then whether the plan is ready; say whether it is.

        Raise Paused when the person leaves.
        """
        while True:
            step = self._next()
            while step is not None:
                step = self._take(step)
            if self._closing():
                return self.engine.state.approved

    def _next(self) -> Step | None:
        """Return what the engine asks next, then what was postponed and is to be asked again."""
        if step := self.engine.next():
            return step
        while self._again:
            address = self._again.pop(0)
            question = self.engine.question(address)
            if question and address in self.engine.state.postponed:
                return Ask(address, question)
        return None

    def _take(self, step: Step) -> Step | None:
        """Take one step and return the one after it."""
        if isinstance(step, OfferItem):
            return self._offer(step)
        return self._ask(step)

    # One question

    def _ask(self, step: Ask) -> Step | None:
        self._show_place(step.address.group)
        prompt, suggested = self._prompt(step)
        self.screen.question(prompt, step.address in self.engine.stale_in(step.address.group))
        match self.asker.ask(prompt):
            case Reply(value):
                event = self._answered(step.address, value, step.question, suggested)
                return self._next() if self._accept(event) else step
            case Leave(command, draft):
                self._keep_draft(step.address, draft)
                return self._follow(command, step)

    def _prompt(self, step: Ask) -> tuple[Prompt, Value]:
        question, address = step.question, step.address
        answer = self.engine.state.answers.get(address)
        suggested = None
        if answer is None and question.suggest in self.suggestions:
            suggested = self.suggestions[question.suggest]()
        initial = answer.value if answer else question.default if suggested is None else suggested
        prompt = Prompt(
            question,
            initial,
            self.engine.state.drafts.get(address),
            tuple(self._options(question, address)),
            lambda draft: self._keep_draft(address, draft),
        )
        return prompt, suggested

    def _options(self, question: Question, address: Address) -> list[Option]:
        if not isinstance(question, References):
            return []
        earlier = []
        for number, group in enumerate(self.engine.groups(question.section), 1):
            if group == address.group:
                break
            earlier.append(Option(group.item, f"{number}. {self.engine.title(group)}"))
        return earlier

    def _answered(
        self, address: Address, value: Value, question: Question, suggested: Value
    ) -> Answered:
        origin: Origin = "user"
        if value is not None and value in (question.default, suggested):
            origin = "default" if value == question.default else "suggestion"
        return Answered(address=str(address), value=value, origin=origin, at=self.now())

    def _accept(self, event: Answered) -> bool:
        """Keep an answer; when it changes several others, only after a yes."""
        if Address.parse(event.address) in self.engine.state.answers:
            consequences = self.engine.foresee(event)
            if consequences.count > 1:
                self.screen.consequences(self.engine, consequences)
                if not self._confirm("change", "Change it?", "Nothing is lost either way."):
                    return False
        self._happen(event)
        return True

    def _keep_draft(self, address: Address, draft: Value) -> None:
        """Keep an unfinished entry; an emptied one takes the place of what was there."""
        known = self.engine.state.drafts.get(address)
        if draft is not None and draft != (known or ""):
            self._happen(Drafted(address=str(address), value=draft, at=self.now()))

    # Commands

    def _follow(self, command: Command, step: Step) -> Step | None:
        match command:
            case Command.PAUSE:
                raise Paused
            case Command.BACK:
                return self._back(step)
            case Command.LATER if isinstance(step, Ask):
                return self._postpone(step)
            case Command.HELP if isinstance(step, Ask):
                self.screen.help(step.question)
            case Command.REVIEW:
                self.screen.review(self.engine)
                self._shown = None
        return step

    def _back(self, step: Step) -> Step:
        before = self.engine.before(step)
        question = before and self.engine.question(before)
        if before is None or question is None:
            self.screen.note("This is the first question.")
            return step
        return Ask(before, question)

    def _postpone(self, step: Ask) -> Step | None:
        question = Text(
            id="note",
            ask="What does it wait for?",
            help="A note for yourself; leave it empty if there is nothing to say.",
            example="ask Kim about the schema",
        )
        match self._ask_aside(question):
            case Reply(note):
                self._happen(Postponed(address=str(step.address), note=note or "", at=self.now()))
                return self._next()
            case Leave(command):
                return self._follow(command, step) if command is Command.PAUSE else step

    def _confirm(self, name: str, ask: str, why: str, default: bool = False) -> bool:
        reply = self._ask_aside(Confirm(id=name, ask=ask, help=why, default=default))
        if isinstance(reply, Leave) and reply.command is Command.PAUSE:
            raise Paused
        return isinstance(reply, Reply) and bool(reply.value)

    def _ask_aside(self, question: Question) -> Reply | Leave:
        """Ask something that is not of the questionnaire."""
        prompt = Prompt(question, question.default)
        self.screen.question(prompt, stale=False)
        return self.asker.ask(prompt)

    # Items

    def _offer(self, step: OfferItem) -> Step | None:
        section = step.section
        if step.needed:
            self._happen(ItemAdded(section=section.id, item=step.key, at=self.now()))
            return self._next()
        there = len(self.engine.state.items.get(section.id, ()))
        question = Confirm(
            id="more",
            ask=f"Add another {section.item}?" if there else f"Is there a {section.item} to add?",
            help=f"So far: {there}. One can be added later, too.",
            default=False,
        )
        match self._ask_aside(question):
            case Reply(True):
                self._happen(ItemAdded(section=section.id, item=step.key, at=self.now()))
            case Reply():
                self._happen(SectionClosed(section=section.id, at=self.now()))
            case Leave(command):
                return self._follow(command, step)
        return self._next()

    # The end

    def _closing(self) -> bool:
        """Show what was captured and ask for the closing yes; say whether the interview ends."""
        self.screen.summary(self.engine)
        missing = self.engine.progress().missing
        if missing:
            ask = f"Answer the {missing} open questions now?" if missing > 1 else (
                "Answer the open question now?")  # fmt: skip
            if self._confirm("now", ask, "The plan is unfinished without them.", default=True):
                self._again = [one.address for one in self.engine.open() if one.question.required]
            return not self._again
        if self._confirm("ready", "Ready to write the plan?", "Nothing is written before yes."):
            self._happen(Approved(at=self.now()))
        return True

    # What all of these need

    def _happen(self, event: Event) -> None:
        self.keep(event)
        self.engine.apply(event)

    def _show_place(self, group: Group) -> None:
        if group != self._shown:
            self.screen.place(self.engine, group)
            self._shown = group
