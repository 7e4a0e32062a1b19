"""Asks line by line, without moving the cursor: for screen readers, pipes and bare terminals.

What other terminals do with keys is typed here: `:back`, `:later`, `:review`, `:preview`, `:help`,
`:pause`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from interview.questionnaire.parts import Asking
from interview.questionnaire.question import Rejected, RowPart, Value
from interview.terminal.flow.ports import NEEDED, Leave, Prompt, Reply
from interview.terminal.prompts.line_buffer import meant, numbered, order
from interview.terminal.prompts.line_reader import EMPTY, Left, LineReader
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHOWN = 12
"""Lines of an earlier answer that are shown unasked."""

_Row = dict[str, str]


@dataclass(eq=False, repr=False)
class PlainAsker:
    """Puts questions to a person or a program that reads and writes lines.

    The end of input pauses; it never stands for an answer.
    """

    input: IO[str]
    output: IO[str]
    going_back: str = ":back"
    line_by_line: bool = True

    def ask(self, prompt: Prompt) -> Reply | Leave:
        """Return the answer, or the command that was typed instead."""
        reader = LineReader(self.input, self.output)
        try:
            match prompt.asking:
                case Asking.ROWS:
                    return Reply(_Rows(reader, prompt).ask())
                case Asking.LINES:
                    return Reply(_several(reader, prompt))
                case _:
                    return Reply(_line_answer(reader, prompt))
        except Left as error:
            return Leave(error.command, error.draft)


# An answer on one line


def _line_answer(reader: LineReader, prompt: Prompt) -> Value:
    question = prompt.question
    reader.show(_titles(prompt))
    if prompt.asking is Asking.SOME_OF:
        reader.say("Numbers, separated by commas.")
    _tell_kept(reader, _readable(prompt), question.required)
    return reader.line(f"{_mark(prompt)}> ", _begun(prompt), prompt.read)


def _titles(prompt: Prompt) -> list[str]:
    """Return what there is to choose from."""
    question = prompt.question
    if question.offered:
        return [f"{choice.title} - {one_line(choice.help)}".removesuffix(" - ")
                for choice in question.offered]  # fmt: skip
    return [option.title.partition(". ")[2] for option in prompt.options]


def _mark(prompt: Prompt) -> str:
    """Return what stands before the cursor: what is to be typed."""
    marks = {
        Asking.ONE_OF: "number",
        Asking.SOME_OF: "numbers",
        Asking.YES_NO: "yes or no",
    }
    question = prompt.question
    return marks.get(prompt.asking) or question.mark or question.id.replace("_", " ")


def _begun(prompt: Prompt) -> str:
    """Return what an empty line stands for, as it would be typed."""
    if prompt.asking is Asking.SOME_OF:
        return prompt.question.write(prompt.begun)
    return prompt.typed


def _readable(prompt: Prompt) -> str:
    """Return what an empty line stands for, as people read it."""
    begun, offered = _begun(prompt), prompt.question.offered
    if prompt.asking is Asking.ONE_OF:
        return next((choice.title for choice in offered if choice.value == begun), begun)
    keys = [option.key for option in prompt.choices]
    if keys:
        return ", ".join(str(keys.index(key) + 1) for key in prompt.begun if key in keys)
    return begun


def _tell_kept(reader: LineReader, message: str, required: bool) -> None:
    """Say what an empty line means."""
    if message:
        reader.say(f"An empty answer keeps: {message}")
    elif not required:
        reader.say("Optional.")


# An answer of several lines


def _several(reader: LineReader, prompt: Prompt) -> Value:
    begun = prompt.typed
    _tell_begun(reader, begun, prompt.question.required)
    what = "One per line" if prompt.question.is_list else "Several lines"
    while True:
        reader.say(f"{what}; finish with a line containing only a dot.")
        begun = reader.lines(begun)
        try:
            value = prompt.read(begun)
        except Rejected as error:
            reader.object(error)
            if begun:
                reader.say("The lines are kept: :show lists them, :change 1 TEXT replaces the "
                           "first. New lines replace all of them.")  # fmt: skip
            continue
        if remark := prompt.around.remark(begun):
            reader.say(remark)
        return value


def _tell_begun(reader: LineReader, begun: str, required: bool) -> None:
    """Show the answer that there is, and say how it is kept."""
    lines = begun.split("\n")
    if begun:
        reader.say("A single dot keeps these lines; new lines replace them; :keep adds to "
                   "them.")  # fmt: skip
        reader.show(lines[:SHOWN])
        if len(lines) > SHOWN:
            reader.say(f"  … and {len(lines) - SHOWN} more; :show lists all")
    elif not required:
        reader.say("Optional.")


# Rows that are asked part by part


class _Rows:
    """Rows, each part of which is asked by itself; an empty first part is the end."""

    def __init__(self, reader: LineReader, prompt: Prompt) -> None:
        self.reader, self.prompt, self.question = reader, prompt, prompt.question
        self.first, *self.others = prompt.question.asked_columns
        self.rows: list[_Row] = [dict(row) for row in prompt.begun]

    def ask(self) -> Value:
        """Return the rows, None where there are none."""
        self._show()
        while True:
            mark = f"{self.first.title} {len(self.rows) + 1}> "
            typed = self.reader.typed(mark, lambda: self.rows)
            try:
                if request := order(typed.strip()):
                    self.reader.only(request, EMPTY, "show", "change", "delete")
                    if request.name == EMPTY:
                        return self._answer([])
                    self._edit(request.name, request.rest)
                elif typed.strip():
                    self._add(self.first.accept(meant(typed)))
                else:
                    return self._answer(self.rows)
            except Rejected as error:
                self.reader.object(error)

    def _answer(self, rows: list[_Row]) -> Value:
        if not rows and self.question.required:
            raise Rejected(NEEDED)
        return self.question.accept(rows) if rows else None

    def _show(self) -> None:
        self.reader.show([row.get(self.first.id, "unnamed") for row in self.rows])
        if self.rows:
            self.reader.say(":change 1 asks for the first again, :delete 1 removes it.")
        parts = ", then ".join(column.title for column in self.question.asked_columns)
        self.reader.say(f"For each: {parts}. An empty line ends the list.")

    def _edit(self, name: str, rest: str) -> None:
        place = numbered(rest, len(self.rows))[0] if name in ("change", "delete") else 0
        if name == "change":
            self._fill(self.rows[place], self.question.asked_columns)
        elif name == "delete":
            del self.rows[place]
        self.prompt.around.keep_draft(self.rows)
        self._show()

    def _add(self, first: str) -> None:
        """Ask for the parts of one more row; it is there from now on, also half-way."""
        row = {self.first.id: first}
        self.rows.append(row)
        self._fill(row, self.others)
        self.prompt.around.keep_draft(self.rows)

    def _fill(self, row: _Row, columns: Sequence[RowPart]) -> None:
        for column in columns:
            row[column.id] = self._part(row, column)
            if not row[column.id]:
                del row[column.id]

    def _part(self, row: _Row, column: RowPart) -> str:
        begun = row.get(column.id, "")

        def read(typed: str) -> str:
            return column.accept(typed) if typed.strip() or column.required else ""

        try:
            if column.kind == "code":
                return self._code(column, begun, read)
            _tell_kept(self.reader, begun, column.required)
            return str(self.reader.line(f"{column.title}> ", begun, read))
        except Left as error:
            if error.draft:
                row[column.id] = error.draft
            raise Left(error.command, self.rows) from None

    def _code(self, column: RowPart, begun: str, read: Callable[[str], str]) -> str:
        self.reader.say(f"{column.title}, several lines:")
        _tell_begun(self.reader, begun, column.required)
        while True:
            self.reader.say("Finish with a line containing only a dot.")
            begun = self.reader.lines(begun)
            try:
                return read(begun)
            except Rejected as error:
                self.reader.object(error)
