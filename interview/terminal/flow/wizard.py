"""The loop of an interview: find the next question, have it asked, keep the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview.questionnaire.kinds.choice import Choice, ChoiceQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.session.address import Group
from interview.session.events import Approved, SectionClosed
from interview.session.steps import Ask, OfferItem, Step
from interview.terminal.flow import items
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Reply
from interview.text.counting import an

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question
    from interview.session.address import Address
    from interview.session.suggestions import Proposal
    from interview.terminal.flow.dialogue import Dialogue


MOST_PROPOSALS = 30
"""Items that are proposed at once; more would hide the question."""


@dataclass(eq=False, repr=False)
class Wizard:
    """Asks what is open, shows what was said, and asks whether the plan is ready."""

    dialogue: Dialogue
    _shown: Group | None = None
    _again: list[Address] = field(default_factory=list)

    def run(self) -> bool:
        """Ask what is open, then whether the plan is ready; say whether it is.

        Raises:
            Paused: If the person leaves.
        """
        while True:
            self.ask_what_is_open()
            if self.close():
                return self.dialogue.engine.state.approved

    def ask_what_is_open(self) -> None:
        """Ask one question after the other until none is open that was not postponed."""
        step = self._next()
        while step is not None:
            step = self._offer(step) if isinstance(step, OfferItem) else self._ask(step)

    def _next(self) -> Step | None:
        """Return what the engine asks next, then what was postponed and is to be asked again."""
        engine = self.dialogue.engine
        if step := engine.next():
            return step
        while self._again:
            address = self._again.pop(0)
            question = engine.question(address)
            if question and address in engine.state.postponed:
                return Ask(address, question)
        return None

    # Steps: each returns the one after it

    def _ask(self, step: Ask) -> Step | None:
        self._show_place(step.address.group)
        leave = self.dialogue.put(step)
        return self._next() if leave is None else self._follow(leave.command, step)

    def _offer(self, step: OfferItem) -> Step | None:
        section, dialogue = step.section, self.dialogue
        proposals = items.proposed(dialogue, section)
        if step.needed and not proposals:
            items.add(dialogue, section)
            return self._next()
        count = len(dialogue.engine.state.items.get(section.id, ()))
        question = _more(section, count, proposals, step.needed)
        if not count:
            self._show_place(Group(section.id))
        # Where one is needed, the first that is proposed is nearer than nothing.
        match dialogue.ask_aside(question, "0" if step.needed and proposals else None):
            case Reply(False | "none"):
                dialogue.happen(SectionClosed(section=section.id, at=dialogue.now()))
            case Reply(True | "new"):
                items.add(dialogue, section)
            case Reply(place):
                items.add(dialogue, section, proposals[int(place)])
            case Leave(command):
                return self._follow(command, step)
        return self._next()

    # Commands

    def _follow(self, command: Command, step: Step) -> Step | None:
        match command:
            case Command.PAUSE:
                raise Paused
            case Command.BACK:
                return self._back(step)
            case Command.REVIEW:
                return self._review(step)
            case Command.LATER if isinstance(step, Ask):
                return self._next() if self.dialogue.postpone(step.address) else step
            case Command.HELP if isinstance(step, Ask):
                self.dialogue.screen.help(step.question)
            case Command.PREVIEW if isinstance(step, Ask):
                self.dialogue.preview(step.address.group)
        return step

    def _back(self, step: Step) -> Step:
        engine = self.dialogue.engine
        before = engine.before(step)
        question = before and engine.question(before)
        if before is None or question is None:
            self.dialogue.screen.note("This is the first question.")
            return step
        return Ask(before, question)

    def _review(self, step: Step) -> Step | None:
        """Look through everything, then come back to the question that was left.

        It is not asked again when it was answered, or left open for later, in the review.
        """
        before = self._answer_or_note(step)
        _look_through(self.dialogue)
        self._shown = None
        engine = self.dialogue.engine
        if isinstance(step, OfferItem) or not engine.has(step.address.group):
            return self._next()
        question, now = engine.question(step.address), self._answer_or_note(step)
        return self._next() if question is None or now not in (None, before) else (
            Ask(step.address, question))  # fmt: skip

    def _answer_or_note(self, step: Step) -> object:
        """Return what is said to a question now; None where it is open."""
        if isinstance(step, OfferItem):
            return None
        engine = self.dialogue.engine
        note = engine.state.postponed.get(step.address)
        answered = engine.is_answered(step.address)
        return engine.state.answers.get(step.address) if answered else note

    # Closing the interview

    def close(self) -> bool:
        """Let everything be looked through and ask for the closing yes.

        Say whether the interview ends here; otherwise there is more to ask or to look at: who
        leaves a question of the end comes back to the review.
        """
        dialogue = self.dialogue
        _look_through(dialogue)
        if dialogue.engine.next() is not None:
            return False
        dialogue.screen.summary(dialogue.engine)
        findings = dialogue.support.checker.findings(dialogue.engine)
        dialogue.screen.findings(findings)
        missing = dialogue.engine.progress().missing
        if missing:
            ask = f"Answer the {missing} open questions now?" if missing > 1 else (
                "Answer the open question now?")  # fmt: skip
            why = "The plan is incomplete without them."
            reply = dialogue.ask_aside(Confirm(id="now", ask=ask, help=why, default=True))
            if reply == Reply(True):
                self._again = [ask.address for ask in dialogue.engine.missing()]
            return reply == Reply(False)
        what = "plan" if dialogue.engine.questionnaire.is_of_iterations else "document"
        ask, why = f"Ready to write the {what}?", "Nothing is written until you confirm."
        if errors := sum(finding.severity == "error" for finding in findings):
            what = "an error" if errors == 1 else f"{errors} errors"
            why = f"It has {what}: an implementer would have to guess. {why}"
        reply = dialogue.ask_aside(Confirm(id="ready", ask=ask, help=why, default=False))
        if reply == Reply(True):
            dialogue.happen(Approved(at=dialogue.now()))
        return isinstance(reply, Reply)

    def _show_place(self, group: Group) -> None:
        if group != self._shown:
            engine = self.dialogue.engine
            self.dialogue.screen.place(engine, group, self.dialogue.pace.minutes_left(engine))
            self._shown = group


def _look_through(dialogue: Dialogue) -> None:
    from interview.terminal.flow.review import Review  # the first question does not wait for it

    Review(dialogue).run()


def _more(section: Section, number: int, proposals: Sequence[Proposal], needed: bool) -> Question:
    """Return the question whether there is a further item, and which."""
    ask = f"Add another {section.item}?" if number else f"Is there {an(section.item)} to add?"
    help_ = f"{number or 'None'} so far. You can also add one later."
    if not proposals:
        return Confirm(id="more", ask=ask, help=help_, default=False)
    none = (
        []
        if needed
        else [Choice(value="none", label="No more" if number else f"No {section.item}")]
    )
    new = Choice(value="new", label=f"A new {section.item}", help="Enter its name")
    choices = [
        Choice(value=str(place), label=proposal.label, help=proposal.detail)
        for place, proposal in enumerate(proposals[:MOST_PROPOSALS])
    ]
    return ChoiceQuestion(
        id="more", ask=ask, help=help_, choices=(*none, new, *choices), required=True
    )
