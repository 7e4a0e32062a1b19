"""What is shown: places, questions, reviews, summaries, tables. The only home of rich.

Everything that people or files said is shown literally: as `Text`, never as markup.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import IO, TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from interview.kinds import ChoiceQuestion, Number, Records, References
from interview.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from interview.address import Address, Group
    from interview.engine import Consequences, Engine
    from interview.history import Entry
    from interview.prompt import Prompt
    from interview.question import Question, Value
    from interview.suggestions import Suggestion

EXAMPLE_LINES = 5
"""Lines of an example that are shown with the question; the help shows all."""

LONGEST = 60
"""Characters of a value in a list; longer ones are cut."""

WIDEST = 100
"""Columns of running text; longer lines are hard to read."""


class ConsoleScreen:
    """Shows an interview on a terminal."""

    def __init__(self, file: IO[str]) -> None:
        self.console = Console(file=file, highlight=False, markup=False, emoji=False,
                               legacy_windows=False)  # fmt: skip

    # While asking

    def place(self, engine: Engine, group: Group) -> None:
        """Show which section and item comes next, and how far the interview is."""
        section = engine.questionnaire.sections[group.section]
        title = section.title
        if group.item:
            named = engine.title(group)
            number = engine.state.position(group)
            title += f" · {section.item} {number}" + (f": {named}" if named != group.item else "")
        sections = list(engine.questionnaire.sections)
        progress = engine.progress()
        where = (
            f"section {sections.index(section.id) + 1}/{len(sections)} · "
            f"{progress.answered} of ~{progress.applicable} answered"
        )
        self.console.print()
        self._rule(title, where)
        if section.help:
            self._text(section.help, "dim")

    def _rule(self, title: str, where: str) -> None:
        """Draw a line with a title at its left and a place at its right, if both fit."""
        left = Text(f"━━ {one_line(title)} ", style="bold cyan", no_wrap=True)
        right = Text(f" {where}", style="dim")
        width = min(self.console.width, WIDEST)
        room = width - right.cell_len - 4
        if room < 20:
            self.console.print(left, overflow="ellipsis", width=width)
            self.console.print(right, overflow="ellipsis", no_wrap=True)
            return
        left.truncate(room, overflow="ellipsis")
        line = Text("━" * (width - left.cell_len - right.cell_len), style="cyan")
        self.console.print(Text.assemble(left, line, right), no_wrap=True, crop=True)

    def question(self, prompt: Prompt, stale: bool) -> None:
        """Show a question with its reason and an example; stale: it changed since its answer."""
        question = prompt.question
        self.console.print()
        self._text(question.ask, "bold")
        self._text(question.help, "dim")
        if stale:
            self._text("An earlier answer changed this question: confirm the old answer or "
                       "change it.", "yellow")  # fmt: skip
        self._hint(question)
        if prompt.suggestion:
            self._suggestion(prompt.suggestion, prompt.initial)
        if question.example and prompt.typed == "" and not isinstance(question, ChoiceQuestion):
            self._example(question.example, EXAMPLE_LINES)

    def _suggestion(self, suggestion: Suggestion, initial: Value) -> None:
        """Say where a suggestion comes from; show it where the entry starts from something else."""
        if suggestion.value == initial:
            self._text(f"Suggested from {suggestion.source}; change it as you like.", "dim")
        else:
            self._text(f"Suggested now, from {suggestion.source}:", "dim")
            self._text(str(suggestion.value), "dim italic")

    def _hint(self, question: Question) -> None:
        if isinstance(question, Records) and not question.row_by_row:
            self._text(f"One per line: {question.shape}", "dim")

    def _example(self, example: str, most: int | None = None) -> None:
        lines = clean(example).strip("\n").split("\n")
        if len(lines) == 1:
            self._text(f"e.g. {lines[0]}", "dim italic")
            return
        shown = lines[:most]
        if len(shown) < len(lines):
            shown.append("… (F1 shows all)")
        self._text("e.g.", "dim italic")
        self._text("\n".join(f"  {line}" for line in shown), "dim italic")

    def help(self, question: Question) -> None:
        """Show what helps to answer a question, besides what always stands with it."""
        self.console.print()
        self._text(_how(question), "")
        if isinstance(question, ChoiceQuestion):
            for choice in question.choices:
                self._text(f"  {choice.title}: {choice.help}", "")
        elif question.example:
            self._example(question.example)

    def consequences(self, engine: Engine, consequences: Consequences) -> None:
        """Show what a change will do to other answers."""
        self.console.print()
        told = (
            ("set aside (they come back with the old answer)", consequences.unreachable),
            ("back in the plan", consequences.returned),
            ("to be confirmed", consequences.stale),
        )
        for what, addresses in told:
            if addresses:
                names = ", ".join(_named(engine, address) for address in addresses)
                count = f"{len(addresses)} answer" + ("s" if len(addresses) > 1 else "")
                self._text(f"{count} {what}: {names}", "yellow")

    def answer(self, engine: Engine, question: Question, value: Value) -> str:
        """Return an answer on one line, as a person reads it."""
        return shown(engine, question, value)

    def note(self, text: str) -> None:
        """Say one thing."""
        self._text(text, "yellow")

    # Looking back

    def review(self, engine: Engine) -> None:
        """Show every section with its answers and what is open."""
        self.console.print()
        for section in engine.questionnaire.section:
            self._text(section.title, "bold cyan")
            for group in engine.groups(section.id):
                if group.item:
                    self._text(f"  {section.item} {engine.state.position(group)}: "
                               f"{engine.title(group)}", "bold")  # fmt: skip
                for name, question in engine.questions(group).items():
                    self._line(engine, group.at(name), question)
        if aside := engine.set_aside():
            self._text("Set aside (their questions do not apply now)", "bold cyan")
            for address in aside:
                self._text(f"    {_named(engine, address)}", "dim")

        self.misfits(engine)

    def misfits(self, engine: Engine) -> None:
        """List the answers that this questionnaire has no question for."""
        if not engine.misfits:
            return
        self._text("Answers that do not fit this questionnaire; they stay in the session:",
                   "bold yellow")  # fmt: skip
        for one in engine.misfits.values():
            said = one_line(json.dumps(one.value, ensure_ascii=False))
            self._text(f"  {one.address}: {said[:LONGEST]} ({one.why})", "yellow")

    def left_open(self, engine: Engine) -> None:
        """List the questions that were left open, with their notes."""
        for address, note in engine.state.postponed.items():
            if engine.question(address):
                self._text(f"Left open: {_named(engine, address)}" + (f" ({note})" if note else ""),
                           "yellow")  # fmt: skip

    def entry(self, entry: Entry, dated: bool = True) -> None:
        """Show one line of a history: when, what, where, from where, old and new value."""
        old, new = _short(entry.old), _short(entry.new)
        change = f"{old} → {new}" if old and new else new or (f"was {old}" if old else "")
        parts = [
            (f"{entry.at:%Y-%m-%d %H:%M}  ", "dim") if dated else "",
            (entry.what, "bold"),
            f" {entry.where}" if entry.where else "",
            (f" ({entry.origin})", "dim") if entry.origin else "",
            f": {change}" if change else "",
        ]
        self.console.print(Text.assemble(*parts), soft_wrap=True)

    def _line(self, engine: Engine, address: Address, question: Question) -> None:
        """Show one question and its answer on one line."""
        state = engine.state
        mark, style = "✓", "green"
        answer = state.answers.get(address)
        said = shown(engine, question, answer.value) if answer else ""
        if address in engine.stale_in(address.group):
            mark, style = "↻", "yellow"
        elif address in state.postponed:
            mark, style, said = "…", "yellow", f"left open: {state.postponed[address]}".strip(": ")
        elif not answer:
            mark, style = ("○", "red") if question.required else ("·", "dim")
            said = "open" if question.required else "optional"
        line = Text.assemble((f"    {mark} ", style), (f"{address.question:<22}", "dim"), said)
        line.truncate(min(self.console.width, WIDEST), overflow="ellipsis")
        self.console.print(line, no_wrap=True)

    def summary(self, engine: Engine) -> None:
        """Show what was captured, before anything is written."""
        self.console.print()
        progress = engine.progress()
        self._rule("What was captured", f"{progress.answered} of {progress.applicable} answered")
        answers = engine.answers()
        self._stack(answers.get("stack", []))
        points = answers.get("architecture", {}).get("integration_points", "")
        if points:
            self._text(f"Integration points: {one_line(points)}", "")
        self._tasks(answers.get("tasks", []))
        for ask in engine.missing():
            note = engine.state.postponed.get(ask.address, "")
            self._text(f"Open: {_named(engine, ask.address)}" + (f" ({note})" if note else ""),
                       "yellow")  # fmt: skip

    def _stack(self, components: Sequence[dict[str, Value]]) -> None:
        for one in components:
            kinds = ("rules", "patterns", "standards")
            counts = [f"{len(one[kind])} {kind}" for kind in kinds if one.get(kind)]
            self._text(f"Stack: {one.get('name', one['key'])} ({', '.join(counts) or 'no rules'})",
                       "")  # fmt: skip

    def _tasks(self, tasks: Sequence[dict[str, Value]]) -> None:
        kinds = Counter(str(task.get("type", "open")) for task in tasks)
        hours = sum(task.get("hours", 0) for task in tasks)
        if tasks:
            types = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
            self._text(f"Tasks: {len(tasks)} ({types}), {hours:g} hours", "")
        for number, task in enumerate(tasks, 1):
            kind, hours = task.get("type", "type open"), task.get("hours", "?")
            self._text(f"  {number}. {task.get('name', task['key'])} ({kind}, {hours} h)", "")

    # Results

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Show rows under headings."""
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="bold")
        for place, heading in enumerate(headings):
            table.add_column(heading, overflow="ellipsis", no_wrap=True, ratio=None,
                             min_width=8 if place == 0 else None)  # fmt: skip
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        self.console.print(table)

    def line(self, text: str = "", style: str = "") -> None:
        """Print one paragraph."""
        self._text(text, style)

    def _text(self, text: str, style: str) -> None:
        self.console.print(Text(clean(text), style=style), width=min(self.console.width, WIDEST))


def people() -> TextIO:
    """Return the stream for what people read: standard error where standard output is piped."""
    return sys.stdout if sys.stdout.isatty() else sys.stderr


def shown(engine: Engine, question: Question, value: Value) -> str:
    """Return an answer on one line, as a person reads it."""
    if value is None:
        return "—"
    if isinstance(question, References):
        numbers = engine.state.items.get(question.section, [])
        item = engine.questionnaire.sections[question.section].item
        there = [numbers.index(key) + 1 for key in value if key in numbers]
        return ", ".join(f"{item} {number}" for number in there)
    if isinstance(question, ChoiceQuestion):
        return next(one.title for one in question.choices if one.value == value)
    if isinstance(question, Number) and question.unit:
        return f"{question.write(value)} {question.unit}"
    if isinstance(question, Records):
        return f"{len(value)}: " + ", ".join(next(iter(row.values())) for row in value)
    return one_line(question.write(value))


def _short(value: Value) -> str:
    """Return a value as it stands in a session, on a part of a line."""
    if value is None:
        return ""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    said = one_line(said)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def _named(engine: Engine, address: Address) -> str:
    if not address.item:
        return str(address)
    items = engine.state.items.get(address.section, [])
    place = str(items.index(address.item) + 1) if address.item in items else address.item
    return f"{address.section}.{place}.{address.question}"


def _how(question: Question) -> str:
    """Say how this kind of question is answered."""
    says = {
        "text": "One line; Enter ends it.",
        "number": "A number; Enter ends it.",
        "paragraph": "Several lines are fine, and Markdown is; ^D ends it, ^X^E opens your editor.",
        "code": "Type or paste it; ^D ends it, ^X^E opens your editor. For another language than "
        f"{getattr(question, 'language', '')} begin with a line ```language and end with ```.",
        "lines": "One per line; ^D ends it, ^X^E opens your editor.",
        "records": "Each part is asked by itself; an empty first part ends it."
        if getattr(question, "row_by_row", False)
        else "One per line; ^D ends it, ^X^E opens your editor.",
        "choice": "The arrow keys move, Enter chooses.",
        "choices": "Space ticks, Enter ends it.",
        "references": "Space ticks, Enter ends it.",
        "confirm": "y or n, then Enter.",
    }
    optional = "" if question.required else " An empty answer is fine."
    return says[question.kind] + optional


def since(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was."""
    if then is None:
        return ""
    minutes = int((now - then).total_seconds() // 60)
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        if minutes >= length:
            count = minutes // length
            return f"{count} {unit}{'s' if count != 1 else ''} ago"
    return "just now"


def plain_terminal() -> bool:
    """Whether the terminal can only write lines."""
    return os.environ.get("TERM") == "dumb" or bool(os.environ.get("INTERVIEW_PLAIN"))
