"""What is said to one person: a question put, an answer kept, a yes or no; for wizard and review.

It knows no terminal and no file: whoever asks, shows and keeps is passed in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from interview.errors import InterviewError, NotKeptError
from interview.project.paths import ProjectPaths
from interview.questionnaire.kinds.choice import Choice, ChoicesQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.question import Rejected
from interview.session.address import Address, Group
from interview.session.events import Answered, Drafted, Event, Origin, Postponed
from interview.session.pace import Pace
from interview.session.phrases import in_full
from interview.session.suggestions import Suggestion
from interview.terminal.flow.interfaces import Asker, Checker, Paused, Screen, Unchecked
from interview.terminal.flow.ports import Around, Command, Leave, Option, Prompt, Reply
from interview.terminal.screen.phrases import whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from interview.questionnaire.question import Question, Value
    from interview.session.engine import Engine
    from interview.session.steps import Ask, Consequences
    from interview.session.suggestions import ItemSource, Source


HINTS = 2
"""How many times it is said what a newcomer would not guess of a kind of question."""


@dataclass(frozen=True)
class Support:
    """What helps a person to answer, and to see what the answers come to.

    Attributes:
        suggestions: By name, where a questionnaire's suggestions come from.
        proposals: By name, where the proposed items come from.
        paths: Knows which paths there are in the project.
        checker: Looks at what was answered.
        previewed: Returns the part of the document that a section or item becomes.
        look_ahead: Begins to look through the project, once there is something kept.
    """

    suggestions: Mapping[str, Source] = field(default_factory=dict)
    proposals: Mapping[str, ItemSource] = field(default_factory=dict)
    paths: ProjectPaths = field(default_factory=ProjectPaths)
    checker: Checker = field(default_factory=Unchecked)
    previewed: Callable[[Engine, Group], str] = lambda *_: ""
    look_ahead: Callable[[], None] = lambda: None


@dataclass(eq=False, repr=False)
class Dialogue:
    """One interview with one person.

    Attributes:
        engine: The interview.
        asker: Who puts the questions.
        screen: Who shows what goes with them.
        keep: Puts events on the disk before it returns, all or none.
        now: Returns the time.
        support: What helps to answer.
        newcomer: Whether there are hints, the first few times that a kind of question is asked.
    """

    engine: Engine
    asker: Asker
    screen: Screen
    keep: Callable[..., None]
    now: Callable[[], datetime]
    support: Support = field(default_factory=Support)
    newcomer: bool = False

    def __post_init__(self) -> None:
        self.pace = Pace(self.engine.questionnaire)
        self.pace.follow(self.engine.history.in_force)
        self._met = Counter(self._kinds())

    def happen(self, event: Event, *more: Event) -> Consequences:
        """Keep events, then let the engine take them in; say what the last one did."""
        self.keep(event, *more)
        self.support.look_ahead()
        for happening in (event, *more):
            # What is answered here was judged by its question, when it was entered.
            consequences = self.engine.apply(happening, judged=True)
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
                self.keep_draft(step, suggestion, reply.draft)
                return reply
            value = self.support.paths.completed(step.question, reply.value)
            try:
                if self._accept(self._answered(step.address, value, prompt)):
                    self._met[step.question.kind] += 1
                    self._check(step.address)
                    return None
            except NotKeptError as error:
                self.screen.note(f"{error.message}. Free some disk space, then answer again; what "
                                 "you entered is still there.")  # fmt: skip
                unkept = reply

    def _check(self, address: Address) -> None:
        """Say quietly what is wrong with an answer; it stands all the same."""
        if findings := self.support.checker.answer(self.engine, address):
            self.screen.findings(findings, self.asker.going_back)

    def _suggest(self, step: Ask) -> Suggestion | None:
        """Return what is proposed; parts to choose from only where nothing was entered yet."""
        state = self.engine.state
        if origin := state.proposed.get(step.address):
            return _as_proposed(step.question, state.drafts[step.address], origin)
        source = self.support.suggestions.get(step.question.suggest)
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
            help=f"Found in {suggestion.source}. Select what to start from; you can edit it later.",
            choices=tuple(choices),
        )
        prompt = Prompt(ask, around=_AroundStep(self, step, suggestion))
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
            _AroundStep(self, step, suggestion),
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

    def keep_draft(self, step: Ask, suggestion: Suggestion | None, draft: Value) -> None:
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
            self.screen.preview(self.support.previewed(self.engine, group))
        except InterviewError as error:
            self.screen.note(f"{error.message}. {error.hint}")

    def postpone(self, address: Address) -> bool:
        """Leave a question open, with a note; say whether it was meant."""
        question = TextQuestion(
            id="note",
            ask="Why leave it for later?",
            help="An optional note for yourself.",
            example="ask Kim about the schema",
        )
        reply = self.ask_aside(question)
        if isinstance(reply, Leave):
            return False
        note = reply.value or ""
        self.happen(Postponed(address=str(address), note=note, at=self.now()))
        self.screen.note("Left for later: it will be asked again before the end.")
        return True

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
            prompt = replace(prompt, draft=reply.draft)
        return reply

    def confirm(self, name: str, ask: str, why: str, default: bool = False) -> bool:
        """Ask for a yes; everything else is a no."""
        reply = self.ask_aside(Confirm(id=name, ask=ask, help=why, default=default))
        return isinstance(reply, Reply) and bool(reply.value)


@dataclass(frozen=True, eq=False)
class _AroundStep(Around):
    """What stands around the prompt of one question of the questionnaire."""

    dialogue: Dialogue
    step: Ask
    suggestion: Suggestion | None

    def remark(self, typed: str) -> str:
        """Say which of the typed paths there are, for questions about paths."""
        return self.dialogue.support.paths.remark(self.step.question, typed)

    def keep_draft(self, entry: Value) -> None:
        """Keep an unfinished entry on the disk."""
        self.dialogue.keep_draft(self.step, self.suggestion, entry)

    def where(self) -> str:
        """Say in which section and item the question stands, and how many are left."""
        return whereabouts(self.dialogue.engine, self.step.address)


def _as_proposed(question: Question, draft: Value, source: str) -> Suggestion | None:
    """Return what came with an item, if the question takes it still."""
    try:
        value = question.read(draft) if isinstance(draft, str) else question.accept(draft)
    except Rejected:
        return None
    return Suggestion(value, source)
