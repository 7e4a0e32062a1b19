"""What an interview shows around its prompts: places, questions, consequences, the summary."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import wcwidth

from interview.plan.schedule import steps_of, tree
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.parts import Asking
from interview.questionnaire.roles import Role
from interview.session.phrases import named, shown
from interview.terminal.screen.phrases import amount, critical, how
from interview.terminal.screen.printer import Printer, shortened
from interview.terminal.screen.theme import DARK
from interview.text.cleaning import clean, one_line
from interview.text.counting import counted, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.checks.finding import Finding
    from interview.plan.schedule import Step
    from interview.questionnaire.question import Question, Value
    from interview.session.address import Group
    from interview.session.engine import Engine
    from interview.session.mentions import Mention
    from interview.session.steps import Consequences
    from interview.session.suggestions import Suggestion
    from interview.terminal.flow.ports import Prompt
    from interview.terminal.screen.theme import Theme

_MARKS = {"error": "✗", "warning": "!", "information": "·"}
_STYLES = {"error": "missing", "warning": "warning", "information": "aside"}

EXAMPLE_LINES = 5
"""Lines of an example that are shown with the question; the help shows all."""


class TerminalScreen:
    """Shows an interview on a stream."""

    @staticmethod
    def hint(question: Question) -> str:
        """Return what a first-time user would not guess of how the question is answered."""
        return question.instructions.hint

    """What is said of a kind of question the first few times, if anything is."""

    shows_all = "F1 shows all"
    """What is said where an example is cut."""

    def __init__(self, file: IO[str], theme: Theme = DARK) -> None:
        self.printer = Printer(file, theme)

    def place(self, engine: Engine, group: Group, minutes: int | None) -> None:
        """Show which section and item comes next, and how far the interview is.

        Args:
            minutes: How many are left, if that is known.
        """
        section = engine.questionnaire.sections[group.section]
        title = section.title
        if group.item:
            name = engine.title(group)
            number = engine.state.position(group)
            title += f" · {section.item} {number}" + (f": {name}" if name != group.item else "")
        sections = list(engine.questionnaire.sections)
        progress = engine.progress()
        where = (
            f"section {sections.index(section.id) + 1}/{len(sections)} · "
            f"{progress.answered} of ~{progress.applicable} answered"
        )
        where += "" if minutes is None else f" · ~{max(minutes, 1)} min left"
        self.printer.blank()
        self._rule(title, where)
        if section.help:
            self.printer.text(section.help, "aside")

    def _rule(self, title: str, where: str) -> None:
        """Draw a line with a title at its left and a place at its right, if both fit."""
        left, right = f"━━ {one_line(title)} ", f" {where}"
        width = self.printer.width
        room = width - wcwidth.width(right) - 1
        if room < 20:
            self.printer.line((left, "title"), cut=True)
            self.printer.line((right, "aside"), cut=True)
            return
        left = shortened(left, room)
        line = "━" * (width - wcwidth.width(left) - wcwidth.width(right))
        self.printer.line((left, "title"), (line, "line"), (right, "aside"))

    def question(self, prompt: Prompt, stale: bool) -> None:
        """Show a question with its reason and an example.

        Args:
            stale: It changed since its answer.
        """
        question = prompt.question
        self._begin(prompt)
        self.printer.text(question.ask, "question")
        self.printer.text(question.help, "aside")
        if stale:
            self.note("An earlier answer changed this question. Confirm the old answer, or "
                      "change it.")  # fmt: skip
        if form := question.form:
            self.printer.text(f"One per line: {form}", "aside")
        if prompt.new and (message := self.hint(question)):
            self.printer.text(message, "aside")
        if prompt.suggestion:
            self._suggestion(question, prompt.suggestion, prompt.initial)
        if question.example and prompt.typed == "" and question.asking is not Asking.ONE_OF:
            self._example(question.example, EXAMPLE_LINES)

    def _begin(self, _: Prompt) -> None:
        """Set a question off from what stands before it."""
        self.printer.blank()

    def _suggestion(self, question: Question, suggestion: Suggestion, initial: Value) -> None:
        """Say where a suggestion comes from; show it where the entry starts from something else."""
        if suggestion.value == initial:
            message = f"Suggested from {suggestion.source}; keep it or change it."
            self.printer.text(message, "aside")
        else:
            self.printer.text(f"Suggested from {suggestion.source}:", "aside")
            self.printer.text(question.write(suggestion.value), "example")

    def _example(self, example: str, most: int | None = None) -> None:
        lines = clean(example).strip("\n").split("\n")
        if len(lines) == 1:
            self.printer.text(f"e.g. {lines[0]}", "example")
            return
        excerpt = lines[:most]
        if len(excerpt) < len(lines):
            excerpt.append(f"… ({self.shows_all})")
        self.printer.text("e.g.", "example")
        self.printer.text("\n".join(f"  {line}" for line in excerpt), "example")

    def help(self, question: Question) -> None:
        """Show what helps to answer a question, besides what always stands with it."""
        self.printer.blank()
        self.printer.text(how(question))
        self._choices_or_example(question)

    def _choices_or_example(self, question: Question) -> None:
        if question.asking is Asking.ONE_OF:
            for choice in question.offered:
                self.printer.text(f"  {choice.title}: {choice.help}".removesuffix(": "))
        elif question.example:
            self._example(question.example)

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        """Show what a change will do to other answers."""
        self.printer.blank()
        groups = (
            ("no longer apply (kept; they return with the old answer)", consequences.unreachable),
            ("back in the plan", consequences.returned),
            ("to be confirmed", consequences.stale),
        )
        for what, addresses in groups:
            if addresses:
                names = ", ".join(named(engine, address) for address in addresses)
                self.note(f"{counted('answer', len(addresses))} {what}: {names}")

    def mention(self, engine: Engine, mention: Mention) -> None:
        """Show an answer that names items by numbers which are others now."""
        self.note(f"{named(engine, mention.address)} still says the old number: {mention}.")

    def answer(self, engine: Engine, question: Question, value: Value) -> str:
        """Return an answer on one line, as a person reads it."""
        return shown(engine, question, value)

    def note(self, text: str) -> None:
        """Say one thing."""
        self.printer.text(text, "warning")

    def preview(self, markdown: str) -> None:
        """Show a part of the document as it will be written, as Markdown."""
        self.printer.blank()
        self._rule("Preview", "as it will be written")
        fenced = False
        for line in clean(markdown).strip("\n").split("\n"):
            fenced ^= line.lstrip().startswith("```")
            self.printer.text(line, "strong" if line.startswith("#") and not fenced else "")

    def findings(self, findings: Sequence[Finding], change: str = "") -> None:
        """Show what the check says, a dim line for each rule.

        Args:
            change: How that can be changed.
        """
        key = f" ({change} changes it)" if change else ""
        alike: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            alike.setdefault((finding.rule, finding.address), []).append(finding)
        for finding, *more in alike.values():
            also = f", and {len(more)} more" if more else ""
            where = f"{finding.where}: " if finding.where and not change else ""
            totals = one_line(f"{where}{finding.message}{also}{key}. {finding.hint}")
            mark = (f"  {_MARKS[finding.severity]} ", _STYLES[finding.severity])
            self.printer.line(mark, (totals, "aside"), cut=True)

    # Before anything is written

    def summary(self, engine: Engine) -> None:
        """Show what was captured."""
        self.printer.blank()
        progress = engine.progress()
        self._rule("Summary", f"{progress.answered} of {progress.applicable} answered")
        self._components(engine)
        self._interfaces(engine)
        self.tasks(steps_of(engine))
        for ask in engine.missing():
            note = engine.state.postponed.get(ask.address, "")
            self.note(f"Open: {named(engine, ask.address)}" + (f" ({note})" if note else ""))

    def _components(self, engine: Engine) -> None:
        """Show the parts of the system, each with how many rows it has of what."""
        part = engine.questionnaire.playing(Role.COMPONENTS)
        for group in engine.groups(part.section.id) if part else ():
            given = engine.answers_in(group)
            counts = ", ".join(
                counted(question.title.lower().removesuffix("s"), len(given[name]))
                for name, question in engine.questions(group).items()
                if isinstance(question, Records) and given.get(name)
            )
            name = given.get(part.section.naming.id, group.item) if part else ""
            self.printer.text(f"Stack: {name} ({counts or 'no rules'})")

    def _interfaces(self, engine: Engine) -> None:
        address = engine.address_of(Role.INTERFACES)
        question = address and engine.question(address)
        if (
            address
            and question
            and engine.is_answered(address)
            and (value := engine.value(address))
        ):
            self.printer.text(f"{question.title}: {one_line(question.write(value))}")

    def tasks(self, tasks: Sequence[Step]) -> None:
        """Show the tasks as a tree of what waits for what, with their hours."""
        if tasks:
            self.printer.text(amount(tasks))
        if message := critical(tasks):
            self.printer.text(message, "aside")
        self._tree(tasks)

    def _tree(self, tasks: Sequence[Step]) -> None:
        for branch in tree(tasks):
            also = f", also after {numbers(branch.also)}" if branch.also else ""
            stem = (f"  {branch.stem}", "line")
            self.printer.line(stem, (branch.step.summary, ""), (also, "aside"), cut=True)
