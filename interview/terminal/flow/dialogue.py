"""What is said to one person: a question put, an answer kept, a yes or no; for wizard and review.

It knows no terminal and no file: whoever asks, shows and keeps is passed in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from interview.errors import InterviewError, NotKeptError
from interview.questionnaire.kinds import (
    SEPARATOR,
    Choice,
    ChoiceQuestion,
    ChoicesQuestion,
    Confirm,
    Records,
    References,
    Text,
)
from interview.questionnaire.question import Rejected
from interview.session import item_events as items
from interview.session.address import Address, Group
from interview.session.events import Answered, Drafted, Event, Origin, Postponed
from interview.session.pace import Pace
from interview.session.phrases import in_full
from interview.session.suggestions import Suggestion
from interview.terminal.flow.ports import Command, Leave, Option, Prompt, Reply
from interview.terminal.screen.phrases import whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from interview.checks.finding import Finding
    from interview.plan.schedule import Step
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question, Value
    from interview.session.engine import Engine
    from interview.session.steps import Ask, Consequences
    from interview.session.suggestions import ItemSource, Proposal, Source


HINTS = 2
"""How many times it is said what a newcomer would not guess of a kind of question."""


class Asker(Protocol):
    """Puts one question to a person."""

    @property
    def going_back(self) -> str:
        """What they press or type to come back to the answer before."""

    @property
    def line_by_line(self) -> bool:
        """Whether nothing but lines is written, one after the other."""

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was given instead."""


class Screen(Protocol):
    """Shows a person what there is to see."""

    def place(self, engine: Engine, group: Group, minutes: int | None) -> None:
        """Show which section and item comes next, and how far the interview is.

        minutes: how many are left, if that is known.
        """

    def question(self, prompt: Prompt, stale: bool) -> None:
        """Show a question with its reason and an example; stale: it changed since its answer."""

    def help(self, question: Question) -> None:
        """Show what helps to answer a question."""

    def answer(self, engine: Engine, question: Question, value: Value) -> str:
        """Return an answer on one line, as a person reads it."""

    def summary(self, engine: Engine) -> None:
        """Show what was captured."""

    def tasks(self, tasks: Sequence[Step]) -> None:
        """Show what waits for what among the tasks, with their hours."""

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        """Show what a change will do to other answers."""

    def note(self, text: str) -> None:
        """Say one thing."""

    def preview(self, markdown: str) -> None:
        """Show a part of the document as it will be written."""

    def findings(self, findings: Sequence[Finding], change: str = "") -> None:
        """Show what the check says; change: how what it is about can be changed."""


class Checker(Protocol):
    """Says what leaves an implementer guessing."""

    def answer(self, engine: Engine, address: Address) -> Sequence[Finding]:
        """Return what is wrong with one answer."""

    def said(self, engine: Engine) -> Sequence[Finding]:
        """Return what is wrong with all that was said so far."""


class Unchecked:
    """Finds nothing wrong."""

    def answer(self, engine: Engine, address: Address) -> Sequence[Finding]:
        """Return nothing."""
        return ()

    def said(self, engine: Engine) -> Sequence[Finding]:
        """Return nothing."""
        return ()


class Paused(Exception):  # noqa: N818 - a wish of the person, not a failure
    """The person leaves; everything is kept."""


@dataclass(eq=False, repr=False)
class Dialogue:
    """One interview with one person.

    keep: puts events on the disk before it returns, all or none. now: the time. suggestions,
    proposals: by name, where a questionnaire's suggestions and the proposed items come from.
    exists: whether a path is there in the project. checker: looks at what was answered. newcomer:
    whether there are hints, the first few times that a kind of question is asked. previewed: the
    part of the document that a section or item becomes.
    """

    engine: Engine
    asker: Asker
    screen: Screen
    keep: Callable[..., None]
    now: Callable[[], datetime]
    suggestions: Mapping[str, Source] = field(default_factory=dict)
    proposals: Mapping[str, ItemSource] = field(default_factory=dict)
    exists: Callable[[str], bool] = lambda _: False
    checker: Checker = field(default_factory=Unchecked)
    newcomer: bool = False
    previewed: Callable[[Engine, Group], str] = lambda *_: ""

    def __post_init__(self) -> None:
        self.pace = Pace(self.engine.questionnaire)
        self.pace.follow(self.engine.history.in_force)
        self._met = Counter(self._kinds())

    def happen(self, event: Event, *more: Event) -> Consequences:
        """Keep events, then let the engine take them in; say what the last one did."""
        self.keep(event, *more)
        for one in (event, *more):
            consequences = self.engine.apply(one)
        self.pace.follow((event, *more))
        return consequences

    def _kinds(self) -> Iterator[str]:
        """Yield the kind of every question that the person answered."""
        sections = self.engine.questionnaire.sections
        for address, answer in self.engine.state.answers.items():
            if answer.origin not in ("file", "flag"):
                yield sections[address.section].questions[address.question].kind

    # A question of the questionnaire

    def put(self, step: Ask) -> Leave | None:
        """Ask a question until it is answered; return the command that was given instead."""
        unkept: Reply | None = None
        suggestion = self._suggest(step)
        if suggestion and suggestion.offers:
            ticked = self._tick(step, suggestion)
            if isinstance(ticked, Leave):
                return ticked
            suggestion = ticked
            if suggestion and isinstance(step.question, Records) and step.question.row_by_row:
                # Ticking is answering: nobody wants to be asked for each part of what they chose.
                prompt = self._prompt(step, suggestion)
                answer = step.question.accept(suggestion.value)
                self._accept(self._answered(step.address, answer, prompt))
                self._check(step.address)
                return None
        while True:
            prompt = self._prompt(step, suggestion, unkept)
            stale = step.address in self.engine.stale_in(step.address.group)
            self.screen.question(prompt, stale)
            if values := self.engine.state.contradictions.get(step.address):
                self.screen.note(in_full(step.question, values))
            reply = self.asker.ask(prompt)
            if isinstance(reply, Leave):
                self._keep_draft(step, suggestion, reply.draft)
                return reply
            value = self._with_states(step.question, reply.value)
            try:
                if self._accept(self._answered(step.address, value, prompt)):
                    self._met[step.question.kind] += 1
                    self._check(step.address)
                    return None
            except NotKeptError as failed:
                self.screen.note(f"{failed.message}. Make room, then answer again; what you "
                                 "entered is still there.")  # fmt: skip
                unkept = reply

    def _check(self, address: Address) -> None:
        """Say quietly what is wrong with an answer; it stands all the same."""
        if found := self.checker.answer(self.engine, address):
            self.screen.findings(found, self.asker.going_back)

    def _suggest(self, step: Ask) -> Suggestion | None:
        """Return what is proposed; parts to choose from only where nothing was entered yet."""
        state = self.engine.state
        if origin := state.proposed.get(step.address):
            return _as_proposed(step.question, state.drafts[step.address], origin)
        source = self.suggestions.get(step.question.suggest)
        suggestion = source(self.engine, step.address) if source else None
        entered = step.address in state.answers or step.address in state.drafts
        return None if suggestion and suggestion.offers and entered else suggestion

    def _tick(self, step: Ask, suggestion: Suggestion) -> Suggestion | Leave | None:
        """Let the person tick what to start from; nothing ticked is nothing suggested."""
        choices = [
            Choice(value=str(place), label=offer.label, help=offer.detail)
            for place, offer in enumerate(suggestion.offers)
        ]
        ask = ChoicesQuestion(
            id="offers",
            ask=step.question.ask,
            help=f"Found in {suggestion.source}. Tick what to start from; you can change it then.",
            choices=tuple(choices),
        )
        prompt = Prompt(ask, where=lambda: whereabouts(self.engine, step.address))
        self.screen.question(prompt, stale=False)
        while isinstance(reply := self.asker.ask(prompt), Leave):
            if reply.command is Command.PREVIEW:
                self.preview(step.address.group)
            elif reply.command is Command.HELP:
                self.screen.help(step.question)
            else:
                return reply
        return suggestion.chosen(int(place) for place in reply.value) if reply.value else None

    def _prompt(
        self, step: Ask, suggestion: Suggestion | None, unkept: Reply | None = None
    ) -> Prompt:
        question, address, drafts = step.question, step.address, self.engine.state.drafts
        answer = self.engine.state.answers.get(address)
        initial = question.default if suggestion is None else suggestion.value
        if answer or unkept:
            initial = unkept.value if unkept else answer and answer.value
        return Prompt(
            question,
            initial,
            None if unkept or address in self.engine.state.proposed else drafts.get(address),
            tuple(self._options(question, address)),
            suggestion,
            self._remark(question),
            lambda draft: self._keep_draft(step, suggestion, draft),
            lambda: whereabouts(self.engine, step.address),
            self.newcomer and self._met[question.kind] < HINTS,
        )

    def _options(self, question: Question, address: Address) -> list[Option]:
        if not isinstance(question, References):
            return []
        earlier = []
        for number, group in enumerate(self.engine.groups(question.section), 1):
            if group == address.group:
                break
            earlier.append(Option(group.item, f"{number}. {self.engine.title(group)}"))
        return earlier

    def _remark(self, question: Question) -> Callable[[str], str]:
        """Return what says which of the typed paths there are, for questions about paths."""
        if not isinstance(question, Records) or question.asked_columns[0].kind != "path":
            return lambda _: ""
        return lambda typed: _paths_told(_first_columns(typed), self.exists)

    def _with_states(self, question: Question, value: Value) -> Value:
        """Return rows of paths with what is known of each now: whether it exists or will be new."""
        if not isinstance(question, Records) or not value:
            return value
        if not any(column.id == "state" and not column.asked for column in question.columns):
            return value
        path = question.asked_columns[0].id
        return [{**row, "state": "exists" if self.exists(row[path]) else "new"} for row in value]

    def _answered(self, address: Address, value: Value, prompt: Prompt) -> Answered:
        suggestion = prompt.suggestion
        origin: Origin = "user"
        if value is not None and value == prompt.question.default:
            origin = "default"
        elif value is not None and suggestion and value == suggestion.value:
            origin = "suggestion"
        followed = suggestion is not None and suggestion.stands_behind(value)
        based_on = suggestion.based_on if suggestion and followed else ()
        return Answered(
            address=str(address),
            value=value,
            origin=origin,
            suggested_from=tuple(map(str, based_on)),
            at=self.now(),
        )

    def _accept(self, event: Answered) -> bool:
        """Keep an answer; when it changes several others, only after a yes."""
        known = self.engine.state.answers.get(Address.parse(event.address))
        if known is not None:
            consequences = self.engine.foresee(event)
            if consequences.affected > 1:
                self.screen.consequences(self.engine, consequences)
                if not self.confirm("change", "Change it?", "Nothing is lost either way."):
                    return False
        self.happen(event)
        return True

    def _keep_draft(self, step: Ask, suggestion: Suggestion | None, draft: Value) -> None:
        """Keep an unfinished entry; an emptied one takes the place of what was there.

        One that is as the question began is none: who only looks at a question leaves no trace.
        """
        known = self.engine.state.drafts.get(step.address)
        begun = self._prompt(step, suggestion).begins_with(draft)
        if draft not in (None, known or "") and not begun:
            self.happen(Drafted(address=str(step.address), value=draft, at=self.now()))

    def preview(self, group: Group) -> None:
        """Show a section or item as it will stand in the document."""
        try:
            self.screen.preview(self.previewed(self.engine, group))
        except InterviewError as wrong:
            self.screen.note(f"{wrong.message}. {wrong.hint}")

    def postpone(self, address: Address) -> bool:
        """Leave a question open, with a note; say whether it was meant."""
        question = Text(
            id="note",
            ask="What does it wait for?",
            help="A note for yourself; leave it empty if there is nothing to say.",
            example="ask Kim about the schema",
        )
        reply = self.ask_aside(question)
        if isinstance(reply, Leave):
            return False
        note = reply.value or ""
        self.happen(Postponed(address=str(address), note=note, at=self.now()))
        self.screen.note("Left open: it is asked again before the end.")
        return True

    # Items that are proposed

    def proposed(self, section: Section) -> list[Proposal]:
        """Return the items that are proposed for a section and are not there yet."""
        source = self.proposals.get(section.suggest)
        names = {self.engine.title(group) for group in self.engine.groups(section.id)}
        first = section.naming.id
        found = source(self.engine, section) if source else ()
        return [one for one in found if one.answers.get(first) not in names]

    def add(self, section: Section, proposal: Proposal | None = None) -> None:
        """Add an item, with the answers that were proposed for it."""
        if proposal is None:
            self.happen(items.add(self.engine, section.id, self.now()))
            return
        batch = self.engine.history.new_batch
        for one in (proposal, *proposal.also):
            self._add(section, one, batch)

    def _add(self, section: Section, proposal: Proposal, batch: str) -> None:
        added = items.add(self.engine, section.id, self.now())
        self.happen(added.model_copy(update={"batch": batch}))
        group = Group(section.id, added.item)
        for place, (name, value) in enumerate(proposal.answers.items()):
            if question := self.engine.question(group.at(name)):
                taken = proposal.settled or place == 0 or isinstance(question, ChoiceQuestion)
                source = "" if taken else proposal.source
                self._propose(group.at(name), question, value, source, batch)

    def _propose(
        self, address: Address, question: Question, value: Value, source: str, batch: str
    ) -> None:
        """Keep a proposed answer; with a source, let its question start from it."""
        try:
            answer = question.accept(value)
        except Rejected:
            return
        where, now = str(address), self.now()
        if not source:
            self.happen(
                Answered(address=where, value=answer, origin="suggestion", at=now, batch=batch)
            )
        else:
            row_by_row = isinstance(question, Records) and question.row_by_row
            draft = answer if row_by_row else question.write(answer)
            self.happen(Drafted(address=where, value=draft, source=source, at=now))

    # A question of the program's own

    def ask_aside(self, question: Question, initial: Value = None) -> Reply | Leave:
        """Ask something that is not of the questionnaire; raise Paused when the person leaves."""
        initial = question.default if initial is None else initial
        prompt = Prompt(question, initial)
        self.screen.question(prompt, stale=False)
        while isinstance(reply := self.asker.ask(prompt), Leave):
            if reply.command is Command.PAUSE:
                raise Paused
            if reply.command not in (Command.HELP, Command.PREVIEW):
                break
            self.screen.help(question)
            prompt = prompt._replace(draft=reply.draft)
        return reply

    def confirm(self, name: str, ask: str, why: str, default: bool = False) -> bool:
        """Ask for a yes; everything else is a no."""
        reply = self.ask_aside(Confirm(id=name, ask=ask, help=why, default=default))
        return isinstance(reply, Reply) and bool(reply.value)


def _as_proposed(question: Question, draft: Value, source: str) -> Suggestion | None:
    """Return what came with an item, if the question takes it still."""
    try:
        value = question.read(draft) if isinstance(draft, str) else question.accept(draft)
    except Rejected:
        return None
    return Suggestion(value, source)


def _first_columns(typed: str) -> list[str]:
    lines = [line.partition(SEPARATOR)[0].strip() for line in typed.split("\n")]
    return [line for line in lines if line]


def _paths_told(paths: list[str], exists: Callable[[str], bool]) -> str:
    """Say of each path whether it is there; the last ones, which are being typed, come first."""
    return " · ".join(f"{path} {'exists' if exists(path) else 'is new'}" for path in paths[::-1])
