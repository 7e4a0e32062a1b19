"""A real terminal: the program runs in it, keys go in, and the screen is read as people see it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pexpect
import pyte
from wcwidth import wcwidth

PATIENCE = 20.0
"""Seconds until a screen that does not come is a failure; it comes in milliseconds."""

KEYS = {
    "enter": "\r",
    "down": "\x1b[B",
    "space": " ",
    "tab": "\t",
    "back": "\x1b[Z",
    "done": "\x04",
    "pause": "\x03",
    "later": "\x0f",
    "review": "\x12",
    "help": "\x1bOP",
    "preview": "\x1bOQ",
    "editor": "\x18\x05",
    "empty": "\x18\x0b",
    "clear line": "\x15",
}


def _hear_signals() -> None:
    """Take signals as a program does that a person starts.

    A shell without job control starts what goes on in the background, as a suite may, so that it
    ignores Ctrl-C; `nohup` does so with hanging up. Whatever that starts in turn inherits it.
    """
    for name in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


class _Screen(pyte.Screen):
    """A screen that answers when the program asks where the cursor is."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], object]) -> None:
        super().__init__(columns, rows)
        self._answer = answer
        self.broken: list[str] = []
        """Lines that the terminal itself had to break, since the program wrote on past its edge."""

    def draw(self, data: str) -> None:
        """Draw one character after the other: pyte drops what comes after a joiner."""
        for character in data:
            if self.cursor.x == self.columns and wcwidth(character) > 0:
                self.broken.append(self.display[self.cursor.y])
            super().draw(character)

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Leave out private sequences, which are about keys and not about colours."""
        if not private:
            super().select_graphic_rendition(*attributes)

    def write_process_input(self, data: str) -> None:
        self._answer(data)


class Terminal:
    """`interview` in a pseudo-terminal of a given size."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        program: Sequence[str] = (sys.executable, "-m", "interview"),
    ) -> None:
        # The terminal says how wide it is, and nothing else does.
        inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        environment = {**inherited, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
        self.child = pexpect.spawn(
            program[0],
            [*program[1:], *arguments],
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
            env=environment,
            cwd=str(Path.cwd()),
            preexec_fn=_hear_signals,
        )
        self.child.delaybeforesend = None
        self.screen: Any = _Screen(columns, rows, self.child.send)
        self.stream: Any = pyte.Stream(self.screen)
        self.raw = ""
        """All that the program has written."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, without the blanks at the ends of lines."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    def press(self, *keys: str) -> None:
        """Press keys by name."""
        self.child.send("".join(KEYS[key] for key in keys))

    def type(self, text: str) -> None:
        """Type a text; what the terminal shows of a long one is read in between."""
        for start in range(0, len(text), 2_000):
            self.child.send(text[start : start + 2_000])
            if start:
                self._read(0)

    def paste(self, text: str) -> None:
        """Paste a text, as terminals do that mark what is pasted."""
        self.child.send(f"\x1b[200~{text}\x1b[201~")

    def hang_up(self) -> None:
        """Go away, as a window that is closed; return when the program has ended."""
        process: Any = self.child
        process.ptyproc.fileobj.close()
        process.ptyproc.closed = True
        process.ptyproc.wait()

    def wait(self, seen: str | Callable[[], bool]) -> None:
        """Read until something is on the screen."""

        def is_seen() -> bool:
            return seen in self.text if isinstance(seen, str) else seen()

        deadline = time.monotonic() + PATIENCE
        while not is_seen():
            if time.monotonic() > deadline:
                raise AssertionError(f"not seen: {seen}\n{self.text}")
            self._read()

    def _read(self, patience: float = 0.2) -> None:
        try:
            self._show(self.child.read_nonblocking(65536, timeout=patience))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise AssertionError(f"the program ended\n{self.text}") from None

    def _show(self, written: str) -> None:
        self.raw += written
        self.stream.feed(written)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal wider or narrower."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    @property
    def halves(self) -> list[str]:
        """The lines in which a wide character stands without its second half, or the other way."""
        return [line for row, line in enumerate(self.lines) if self._is_halved(row)]

    def _is_halved(self, row: int) -> bool:
        cells = [self.screen.buffer[row][x].data for x in range(self.screen.columns)]
        after = [*cells[1:], None]
        wide = [cell != "" and wcwidth(cell[0]) == 2 for cell in cells]
        stubs = [cell == "" for cell in after]
        return cells[0] == "" or wide != stubs

    def asks(self, question: str) -> None:
        """Wait until the program waits for the answer to a question."""
        start = question[: self.screen.columns - 10]

        def asked() -> bool:
            shown = [line for line in self.lines if line]
            return self.question.startswith(start) and "^C pause" in shown[-1]

        self.wait(asked)

    @property
    def question(self) -> str:
        """The question that was put last; its first line, if it takes several."""
        return self.lines[self._last_question] if self._last_question >= 0 else ""

    @property
    def entry(self) -> str:
        """What stands below the question that was put last."""
        return "\n".join(self.lines[self._last_question + 1 :])

    @property
    def _last_question(self) -> int:
        bold = [row for row in range(self.screen.lines) if self._is_question(row)]
        return max((row for row in bold if row - 1 not in bold), default=-1)

    def _is_question(self, row: int) -> bool:
        """Say whether a line is bold, as questions are, and not coloured, as titles are."""
        first = self.screen.buffer[row][0]
        return bool(first.bold and first.fg == "default" and first.data.strip())

    @property
    def pointed(self) -> str:
        """The line of a list that the pointer is on."""
        return next((line[3:] for line in reversed(self.lines) if line.startswith(" » ")), "")

    def choose(self, start: str) -> None:
        """Go down a list to the line that begins so, and choose it."""

        def moved() -> bool:
            return self.pointed not in ("", before)

        while not (before := self.pointed).startswith(start):
            self.press("down")
            self.wait(moved)
        self.press("enter")

    @property
    def running_text(self) -> str:
        """What stands on the screen as running text, wherever its lines end."""
        return " ".join(self.text.split())

    def ends(self) -> int:
        """Wait for the end of the program and return its exit code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self._show(self.child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                self.child.close()
                status: Any = self.child.exitstatus
                return int(status)
        raise AssertionError(f"the program goes on\n{self.text}")
