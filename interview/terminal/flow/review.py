"""The review: everything that was said, any line of which can be changed.

A menu of sections and items leads to the questions of each; from a changed line one comes back to
the menu it stood in. Nothing is ever lost: what is removed can be restored, what is changed undone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interview.plan.schedule import steps_of
from interview.questionnaire.kinds.choice import Choice, ChoiceQuestion
from interview.questionnaire.kinds.number import Number
from interview.questionnaire.roles import Role
from interview.session import item_events as items
from interview.session.address import Address, Group
from interview.session.mentions import mentions
from interview.session.phrases import differing, named
from interview.session.steps import Ask, Progress
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Reply
from interview.terminal.screen.phrases import amount, critical
from interview.text.cleaning import one_line
from interview.text.counting import an, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from interview.checks.finding import Finding
    from interview.plan.schedule import Step
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question, Value
    from interview.session.events import Event
    from interview.session.steps import Consequences
    from interview.terminal.flow.dialogue import Dialogue

# A questionnaire's ids have no slash: none of them can be taken for a line of the menu's own.
DONE, UNDO, REDO, ORDER = "/done", "/undo", "/redo", "/order"
DUPLICATE, MOVE, REMOVE = "/duplicate", "/move", "/remove"
ADD, RESTORE = "/add", "/restore"


@dataclass(eq=False, repr=False)
class Review:
    """Looks through an interview with the person."""

    dialogue: Dialogue
    _reported: Sequence[Finding] = ()

    def run(self) -> None:
        """Show the menu of everything until the person is done; raise Paused when they leave."""
        chosen: str = DONE
        while answer := self._choose(
            "What would you like to review?", self._looked(), chosen, self._ready()
        ):
            if answer == DONE:
                return
            chosen = answer
            self._open(answer)

    def _open(self, answer: str) -> None:
        name, _, rest = answer.partition(" ")
        if answer == ORDER:
            self._order()
        elif answer == UNDO:
            self._undo()
        elif answer == REDO:
            self._redo()
        elif name == ADD:
            self._add(self._sections[rest])
        elif name == RESTORE:
            self._restore(self._sections[rest])
        else:
            section, _, item = answer.partition(".")
            self.group(Group(section, item))

    @property
    def _sections(self) -> dict[str, Section]:
        return self.dialogue.engine.questionnaire.sections

    # The menu of everything

    def _looked(self) -> list[Choice]:
        self._reported = self.dialogue.support.checker.findings(self.dialogue.engine)
        return self._main()

    def _main(self) -> list[Choice]:
        choices = [Choice(value=DONE, label="Continue", help="Close the review")]
        for section in self._sections.values():
            choices += self._of_section(section)
        history = self.dialogue.engine.history
        if history.last_change:
            last = self._what(history.last_change)
            choices.append(Choice(value=UNDO, label="Undo the last change", help=last))
        if history.undone:
            choices.append(Choice(value=REDO, label="Redo the last undone change"))
        return choices

    def _of_section(self, section: Section) -> list[Choice]:
        engine = self.dialogue.engine
        if not section.repeats:
            return [self._line(Group(section.id), section.title)]
        lines = [
            self._line(group, f"{section.item.capitalize()} {number}: {engine.title(group)}")
            for number, group in enumerate(engine.groups(section.id), 1)
        ]
        lines.append(Choice(value=f"{ADD} {section.id}", label=f"+ Add {an(section.item)}"))
        if section.role == Role.TASKS and len(self._tasks) > 1:
            summary = critical(self._tasks) or amount(self._tasks)
            lines.append(Choice(value=ORDER, label="Task order", help=summary))
        if engine.state.removed.get(section.id):
            label = f"+ Restore a removed {section.item}"
            lines.append(Choice(value=f"{RESTORE} {section.id}", label=label))
        return lines

    @property
    def _tasks(self) -> list[Step]:
        return steps_of(self.dialogue.engine)

    def _line(self, group: Group, title: str) -> Choice:
        engine = self.dialogue.engine
        aside = sum(address.group == group for address in engine.set_aside())
        count = len(self._findings(group))
        summary = _counts(engine.group_progress(group), len(engine.stale_in(group)), aside, count)
        return Choice(value=str(group), label=f"{title} ({summary})")

    def _ready(self) -> str:
        """Say how ready the plan is; `_looked` has found out."""
        progress = self.dialogue.engine.progress()
        parts = [f"{progress.answered} of {progress.applicable} answered"]
        parts += [f"{progress.missing} needed"] if progress.missing else []
        counts = Counter(str(finding.severity) for finding in self._reported)
        for severity in ("error", "warning"):
            if count := counts[severity]:
                parts.append(f"{count} {severity}{'s' * (count > 1)}")
        return f"{', '.join(parts)}."

    def _findings(self, group: Group) -> list[Finding]:
        return [
            finding for finding in self._reported if f"{finding.address}.".startswith(f"{group}.")
        ]

    def _what(self, change: list[Event]) -> str:
        """Say what a change was, and where."""
        event, engine = change[0], self.dialogue.engine
        where = getattr(event, "section", "")
        if address := getattr(event, "address", ""):
            where = named(engine, Address.parse(address))
        elif item := getattr(event, "item", ""):
            where = f"{self._sections[where].item} {engine.title(Group(where, item))}"
        return f"{event.event.replace('_', ' ')}: {where}"

    def _undo(self) -> None:
        history = self.dialogue.engine.history
        change = self._what(history.last_change)
        consequences = self.dialogue.happen(history.undo(self.dialogue.now()))
        self._tell_turned("Undone", change, consequences)

    def _redo(self) -> None:
        history = self.dialogue.engine.history
        consequences = self.dialogue.happen(history.redo(self.dialogue.now()))
        change = self._what(history.last_change)
        self._tell_turned("Redone", change, consequences)

    def _tell_turned(self, done: str, change: str, consequences: Consequences) -> None:
        self.dialogue.screen.note(f"{done}: {change}")
        if consequences.affected:
            self.dialogue.screen.consequences(self.dialogue.engine, consequences)

    def _order(self) -> None:
        """Show what waits for what, until that has been looked at: the menu would push it away."""
        self.dialogue.screen.tasks(self._tasks)
        back = Choice(value=DONE, label="Back to the list")
        asked = self.dialogue.engine.address_of(Role.DEPENDS_ON)
        ask = "Task order and dependencies."
        why = f"To change the order, edit “{self._label(asked)}” of a task." if asked else (
            "This questionnaire does not ask for dependencies.")  # fmt: skip
        self.dialogue.ask_aside(ChoiceQuestion(id="menu", ask=ask, help=why, choices=(back,)), DONE)

    # One section or item

    def group(self, group: Group) -> None:
        """Show the questions of a section or item, and what can be done with an item."""
        chosen = DONE
        while self.dialogue.engine.has(group):
            self._tell_set_aside(group)
            self._reported = self.dialogue.support.checker.findings(self.dialogue.engine)
            self.dialogue.screen.findings(
                [finding for finding in self._reported if finding.address == str(group)]
            )
            choices = [Choice(value=DONE, label="Back to the list")]
            choices += [self._answer_line(group.at(name)) for name in self._questions(group)]
            choices += _ITEM_CHOICES if group.item else []
            answer = self._choose(self._title(group), choices, chosen)
            if answer in (None, DONE):
                return
            chosen = str(answer)
            if action := self._actions.get(chosen):
                action(group)
            else:
                self.change(group.at(chosen))

    def _questions(self, group: Group) -> dict[str, Question]:
        return self.dialogue.engine.questions(group)

    def _title(self, group: Group) -> str:
        section = self._sections[group.section]
        if not group.item:
            return f"{section.title}: which answer do you want to change?"
        number = self.dialogue.engine.state.position(group)
        return f"{section.item.capitalize()} {number}: {self.dialogue.engine.title(group)}"

    def _answer_line(self, address: Address) -> Choice:
        engine = self.dialogue.engine
        question = self._questions(address.group)[address.question]
        answer = engine.state.answers.get(address)
        text = self.dialogue.screen.answer(engine, question, answer.value) if answer else ""
        if address in engine.state.postponed:
            text = f"later: {engine.state.postponed[address]}".rstrip(": ")
        elif address in engine.stale_in(address.group):
            text = f"to be confirmed: {text}"
        elif values := engine.state.contradictions.get(address):
            text = differing(engine, question, values)
        elif answer is None:
            text = _open(question, engine.state.drafts.get(address))
        findings = [
            finding for finding in self._reported if f"{finding.address}.".startswith(f"{address}.")
        ]
        text = f"! {text}" if findings else text
        short = text if len(text) <= 48 else text[:47] + "…"
        ask = f"{findings[0].message}. {findings[0].hint}" if findings else question.ask
        return Choice(value=address.question, label=f"{question.title}: {short}", help=ask)

    def _label(self, address: Address) -> str:
        """Return what the plan calls an answer."""
        return self._sections[address.section].questions[address.question].title

    def _tell_set_aside(self, group: Group) -> None:
        aside = [
            self._label(address)
            for address in self.dialogue.engine.set_aside()
            if address.group == group
        ]
        if aside:
            self.dialogue.screen.note(
                f"Not in the plan now; back with the answers they depend on: {', '.join(aside)}"
            )

    def change(self, address: Address) -> None:
        """Ask one question anew."""
        while question := self.dialogue.engine.question(address):
            leave = self.dialogue.put(Ask(address, question))
            if leave is None or leave.command in (Command.BACK, Command.REVIEW):
                return
            if leave.command is Command.PAUSE:
                raise Paused
            if leave.command is Command.HELP:
                self.dialogue.screen.help(question)
            elif leave.command is Command.PREVIEW:
                self.dialogue.preview(address.group)
            elif self.dialogue.postpone(address):
                return

    # Items

    @property
    def _actions(self) -> dict[str, Callable[[Group], None]]:
        return {DUPLICATE: self._duplicate, MOVE: self._move, REMOVE: self._remove}

    def _add(self, section: Section) -> None:
        event = items.add(self.dialogue.engine, section.id, self.dialogue.now())
        self.dialogue.happen(event)
        self.group(Group(section.id, event.item))

    def _duplicate(self, group: Group) -> None:
        engine, before = self.dialogue.engine, self._keys(group.section)
        self.dialogue.happen(*items.duplicate(engine, group, self.dialogue.now()))
        place = engine.state.position(group) + 1
        self.dialogue.screen.note(f"The copy is {self._sections[group.section].item} {place}.")
        self._renumber(group.section, before)

    def _move(self, group: Group) -> None:
        number = Number(
            id="place",
            ask="Move it to which position?",
            help="The other items move down; references are updated.",
            minimum=1,
            maximum=len(self.dialogue.engine.state.items[group.section]),
            whole=True,
            required=True,
        )
        reply = self.dialogue.ask_aside(number, self.dialogue.engine.state.position(group))
        if isinstance(reply, Reply):
            before = self._keys(group.section)
            self.dialogue.happen(items.move(group, reply.value, self.dialogue.now()))
            self._tell_backward(group.section)
            self._renumber(group.section, before)

    def _tell_backward(self, section: str) -> None:
        """Say which items now wait for one that comes after them."""
        for number, other in self.dialogue.engine.forward_references(section):
            item = self._sections[section].item
            note = f"{item.capitalize()} {number} now depends on {item} {other} after it."
            self.dialogue.screen.note(note)

    def _remove(self, group: Group) -> None:
        engine, item = self.dialogue.engine, self._sections[group.section].item
        if waiting := engine.dependants_of(group):
            names = ", ".join(f"{item} {number}" for number in waiting)
            self.dialogue.screen.note(
                f"{names.capitalize()} {'depends' if len(waiting) == 1 else 'depend'} on it."
            )
        ask = f"Remove {item} {engine.state.position(group)}: {engine.title(group)}?"
        if self.dialogue.confirm("remove", ask, "Its answers are kept, and you can restore it."):
            before = self._keys(group.section)
            self.dialogue.happen(items.remove(group, self.dialogue.now()))
            self._renumber(group.section, before)

    def _keys(self, section: str) -> tuple[str, ...]:
        return tuple(self.dialogue.engine.state.items.get(section, ()))

    def _renumber(self, section: str, before: Sequence[str]) -> None:
        """Show which answers name items by old numbers, and offer to change them."""
        dialogue = self.dialogue
        stale = mentions(dialogue.engine, section, before)
        for mention in stale:
            dialogue.screen.mention(dialogue.engine, mention)
        changed = [mention for mention in stale if mention.can_change(dialogue.engine)]
        if not changed:
            return
        ask = f"Update the numbers in {counted('answer', len(changed))}?"
        why = "An implementer would read them as other items."
        if dialogue.confirm("renumber", ask, why):
            batch = dialogue.engine.history.new_batch
            events = [mention.changed(dialogue.now(), "user", batch) for mention in changed]
            dialogue.happen(*events)

    def _restore(self, section: Section) -> None:
        engine = self.dialogue.engine
        removed = engine.state.removed.get(section.id, [])
        choices = [Choice(value=key, label=engine.title(Group(section.id, key))) for key in removed]
        key = self._choose(f"Which {section.item} do you want to restore?", choices, removed[0])
        if key is not None:
            group = Group(section.id, str(key))
            self.dialogue.happen(*items.restore(engine, group, self.dialogue.now()))

    def _choose(self, ask: str, choices: list[Choice], chosen: str, ready: str = "") -> Value:
        """Let the person choose; None when they go back instead.

        Args:
            ready: How far the plan is.
        """
        values = [choice.value for choice in choices]
        question = ChoiceQuestion(
            id="menu",
            ask=ask,
            help=f"{ready} Select a line to open it; going back closes this list.".lstrip(),
            choices=tuple(choices),
            required=True,
        )
        reply = self.dialogue.ask_aside(question, chosen if chosen in values else values[0])
        return None if isinstance(reply, Leave) else reply.value


def _open(question: Question, draft: Value) -> str:
    if draft:
        half = draft if isinstance(draft, str) else f"{len(draft)} rows"
        return f"unfinished: {one_line(half)}"
    return "open" if question.required else "open, optional"


_ITEM_CHOICES = [
    Choice(value=DUPLICATE, label="Duplicate it"),
    Choice(value=MOVE, label="Move it"),
    Choice(value=REMOVE, label="Remove it"),
]


def _counts(progress: Progress, stale: int, aside: int, number: int) -> str:
    parts = [f"{progress.answered} of {progress.applicable}"]
    parts += [f"{progress.missing} needed"] if progress.missing else []
    parts += [f"{stale} to confirm"] if stale else []
    parts += [f"{aside} set aside"] if aside else []
    parts += [counted("finding", number)] if number else []
    return ", ".join(parts)
