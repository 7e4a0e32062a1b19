"""Asks line by line, without moving the cursor: for screen readers, pipes and bare terminals.

What other terminals do with keys is typed here: `:back`, `:later`, `:review`, `:help`, `:pause`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from interview.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    Code,
    Column,
    Confirm,
    Lines,
    Paragraph,
    Records,
    References,
)
from interview.prompt import Command, Leave, Prompt, Reply
from interview.question import Rejected, Value

if TYPE_CHECKING:
    from collections.abc import Callable

END = "."
"""A line that ends an answer of several lines."""

COMMANDS = {f":{command}": command for command in Command}


class _Left(Exception):  # noqa: N818 - a command, not a failure
    def __init__(self, command: Command, draft: Value = None) -> None:
        super().__init__(command)
        self.command = command
        self.draft = draft


@dataclass(frozen=True)
class PlainAsker:
    """Puts questions to a person or a program that reads and writes lines.

    The end of input pauses; it never stands for an answer.
    """

    input: IO[str]
    output: IO[str]
    going_back: str = ":back"

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was typed instead."""
        try:
            if isinstance(prompt.question, Records) and prompt.question.row_by_row:
                return Reply(self._rows(prompt, prompt.question))
            return Reply(self._answer(prompt))
        except _Left as left:
            return Leave(left.command, left.draft)
        except KeyboardInterrupt:
            return Leave(Command.PAUSE)

    def _answer(self, prompt: Prompt) -> Value:
        self._offer(prompt)
        several = isinstance(prompt.question, Code | Lines | Paragraph | Records)
        keep = prompt.typed
        while True:
            typed = self._several() if several else self._line("> ")
            if not typed.strip() and keep:
                typed = keep
            try:
                return prompt.read(typed)
            except Rejected as no:
                self._say(f"! {'; '.join(no.reasons)}")

    def _offer(self, prompt: Prompt) -> None:
        question = prompt.question
        titles: list[str] = []
        if isinstance(question, ChoiceQuestion | ChoicesQuestion):
            titles = [f"{one.title} - {one.help}".removesuffix(" - ") for one in question.choices]
        elif isinstance(question, References):
            titles = [option.title.partition(". ")[2] for option in prompt.options]
        for number, title in enumerate(titles, 1):
            self._say(f"  {number}. {title}")
        if isinstance(question, ChoicesQuestion | References):
            self._say("Numbers with commas between them; an empty line for none.")
        if isinstance(question, Confirm):
            self._say("yes or no")
        if prompt.typed:
            self._say(f"An empty answer keeps: {prompt.typed}")

    def _rows(self, prompt: Prompt, question: Records) -> Value:
        """Ask row after row, column after column; an empty first column is the end."""
        first = question.asked_columns[0]
        rows: list[dict[str, str]] = list(
            prompt.draft if isinstance(prompt.draft, list) else prompt.initial or []
        )
        rows = [row for row in rows if all(c.id in row for c in question.columns if c.required)]
        for row in rows:
            self._say(f"  kept: {row[first.id]}")
        try:
            while row := self._row(question, len(rows) + 1, bool(rows) or not question.required):
                rows.append(row)
                prompt.keep_draft(rows)
        except _Left as left:
            raise _Left(left.command, rows) from None
        return question.accept(rows) if rows else None

    def _row(self, question: Records, number: int, optional: bool) -> dict[str, str]:
        row: dict[str, str] = {}
        for column in question.asked_columns:
            is_first = column is question.asked_columns[0]
            label = f"{column.title} {number}" if is_first else column.title
            text = self._cell(column, label, optional if is_first else not column.required)
            if text is None and is_first:
                return {}
            if text is not None:
                row[column.id] = text
        return row

    def _cell(self, column: Column, label: str, optional: bool) -> str | None:
        while True:
            if column.kind == "code":
                self._say(f"{label}:")
                typed = self._several()
            else:
                typed = self._line(f"{label}> ")
            if not typed.strip() and optional:
                return None
            try:
                return column.accept(typed)
            except Rejected as no:
                self._say(f"! {'; '.join(no.reasons)}")

    def _several(self) -> str:
        """Read lines up to one that is only a dot; two dots stand for one."""
        self._say(f"Several lines; a line with only '{END}' ends the answer.")
        lines: list[str] = []
        while (line := self._line("| ", lambda: "\n".join(lines))) != END:
            lines.append(END if line == END * 2 else line)
            if len(lines) == 1 and not line.strip():
                return ""
        return "\n".join(lines)

    def _line(self, mark: str, draft: Callable[[], Value] = lambda: None) -> str:
        self.output.write(mark)
        self.output.flush()
        line = self.input.readline()
        if not line:
            self._say("")
            raise _Left(Command.PAUSE, draft() or None)
        line = line.removesuffix("\n").removesuffix("\r")
        if (command := COMMANDS.get(line.strip())) is not None:
            raise _Left(command, draft() or None)
        return line

    def _say(self, text: str) -> None:
        self.output.write(text + "\n")
        self.output.flush()
