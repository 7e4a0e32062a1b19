"""Lines in, lines out: what a person types line by line, and the commands among it."""

from __future__ import annotations

import re
import select
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from interview.errors import did_you_mean
from interview.questionnaire.question import Rejected, Value
from interview.terminal.flow.ports import Command
from interview.terminal.prompts.line_buffer import END, LineEntry, Order, meant, order
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EMPTY = "empty"
"""Answers with nothing, where an empty line would keep what there is."""

EDITING = ("show", "keep", "change", "delete")
"""What can be done with the lines of an answer, or with its rows."""

FULL_LINE = 4095
"""Bytes that a terminal takes in one line; it drops the rest without a word."""

_UNDECODED = re.compile(r"[\ud800-\udfff]")
"""What bytes that are no UTF-8 are read as."""

_LEAVING = {str(command): command for command in Command}


class Left(Exception):  # noqa: N818 - a command, not a failure
    """The person typed a command instead of an answer.

    Attributes:
        draft: What they had entered.
    """

    def __init__(self, command: Command, draft: Value = None) -> None:
        super().__init__(command)
        self.command = command
        self.draft = draft


@dataclass(eq=False, repr=False)
class LineReader:
    """Reads what is typed and says what there is to say; the end of input pauses."""

    input: IO[str]
    output: IO[str]

    def line(self, mark: str, begun: str, read: Callable[[str], Value]) -> Value:
        """Return the answer that one line is; an empty one keeps what the entry began with."""
        while True:
            typed = self.typed(mark)
            try:
                if request := order(typed.strip()):
                    self.only(request, EMPTY)
                    return read("")
                return read(meant(typed) if typed.strip() else begun)
            except Rejected as error:
                self.object(error)

    def lines(self, begun: str) -> str:
        """Return the text of several lines up to a dot; the dot alone keeps what there was."""
        entry = LineEntry(begun)
        commands = (*_LEAVING, EMPTY, *EDITING)
        while (typed := self.typed(self._mark(entry), lambda: entry.text)).rstrip() != END:
            request = order(typed, commands)
            if request == Order(EMPTY):
                return ""
            try:
                if request is None:
                    entry.add(meant(typed))
                    self._wonder(typed, entry.next - 1, commands)
                else:
                    self._edit(entry, request)
            except Rejected as error:
                self.object(error)
        return entry.text

    def _mark(self, entry: LineEntry) -> str:
        """Return the number of the next line; nothing where it is on the screen already: pasted."""
        return f"{entry.next}> " if entry.next == 1 or not _is_waiting(self.input) else ""

    def _wonder(self, typed: str, place: int, commands: Sequence[str]) -> None:
        """Say so where a line of an answer may have been meant as a command."""
        request = order(typed)
        if request and not request.rest and (hint := did_you_mean(request.name, commands)):
            self.say(f"! Added as line {place}{hint} To remove it: :delete {place}")

    def _edit(self, entry: LineEntry, request: Order) -> None:
        self.only(request, *EDITING)
        if request.name == "show":
            self.show(entry.lines)
        elif request.name == "keep":
            entry.keep()
            self.say(f"Lines kept: {entry.next - 1}")
        elif request.name == "change":
            entry.change(request.rest)
        else:
            entry.delete(request.rest)

    def typed(self, mark: str, draft: Callable[[], Value] = lambda: None) -> str:
        """Read one line.

        Args:
            draft: What was entered so far, for when the person leaves instead.
        """
        while _UNDECODED.search(line := self._next_line(mark, draft)):
            self.say("! That line is not UTF-8, so it was not taken. Convert the text, and type or "
                     "paste it again.")  # fmt: skip
        if (request := order(line, _LEAVING)) and not request.rest:
            raise Left(_LEAVING[request.name], draft() or None)
        if len(line.encode(errors="replace")) >= FULL_LINE and self.input.isatty():
            self.say(f"! A terminal takes {FULL_LINE:,} bytes of a line and drops the rest: look "
                     "at its end, or give it with `interview edit --from-file`.")  # fmt: skip
        return line

    def _next_line(self, mark: str, draft: Callable[[], Value]) -> str:
        """Return the next line without its end and byte-order mark; raise Left for none."""
        try:
            self.output.write(visible(mark))
            self.output.flush()
            line = self.input.readline()
        except (KeyboardInterrupt, OSError):  # EOFError comes when the terminal is gone
            line = ""
        if not line:
            # A terminal that goes away ends the input before its signal comes, which is caught
            # here; for `suppress` it would be too early.
            try:  # noqa: SIM105
                self.say("")
            except (KeyboardInterrupt, OSError):
                pass
            raise Left(Command.PAUSE, draft() or None)
        return line.removesuffix("\n").removesuffix("\r").removeprefix("\ufeff")

    def only(self, request: Order, *names: str) -> None:
        """Refuse a command that is none here, rather than take it for an answer."""
        if request.rest and request.name in (*_LEAVING, EMPTY, "show", "keep"):
            raise Rejected(f":{request.name} takes no argument")
        if request.name in _LEAVING:
            raise Left(_LEAVING[request.name])
        if request.name not in names:
            hint = did_you_mean(request.name, [*_LEAVING, *names])
            raise Rejected(f"unknown command :{request.name}{hint}; to enter this as text, "
                           f"type \\:{request.name}")  # fmt: skip

    def show(self, lines: Sequence[str]) -> None:
        """Show lines with their numbers."""
        for number, line in enumerate(lines, 1):
            self.say(f"  {number}. {line}")

    def object(self, no: Rejected) -> None:
        """Say what is wrong with an entry."""
        self.say(f"! {one_line('; '.join(no.reasons))}")

    def say(self, text: str) -> None:
        """Print a line, whatever it says as text alone."""
        Printer(self.output).text(text)
        self.output.flush()


def _is_waiting(terminal: IO[str]) -> bool:
    """Whether a person has typed more lines than were read."""
    try:
        return terminal.isatty() and bool(select.select([terminal], [], [], 0)[0])
    except (OSError, ValueError):  # consoles that cannot be asked
        return False
