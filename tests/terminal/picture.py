"""Draws the picture of the README: the real program, in a real terminal, as an SVG.

    python -m tests.terminal.picture

runs an interview in a folder of its own, stops where a task's questions begin, and writes
`.github/interview.svg`.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

import pyte
from rich.console import Console
from rich.text import Text

from tests.terminal.emulator import Terminal

PICTURE = Path(__file__).parents[2] / ".github" / "interview.svg"
ANSWERS = Path(__file__).parents[1] / "data" / "linkstash.toml"
ROWS, COLUMNS = 26, 88
# The fonts that SVG viewers find; rich would otherwise name one on a server.
FONT = 'font-family: "Fira Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;'


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "linkstash"
        (folder / ".git").mkdir(parents=True)
        os.environ |= {"HOME": home, "XDG_DATA_HOME": home}
        os.chdir(folder)
        head = ANSWERS.read_text(encoding="utf-8").partition("\n[[tasks]]")[0]
        closed = head.replace(
            'name = "React Frontend', 'patterns = []\nstandards = []\nname = "React Frontend'
        ).replace('name = "Python Backend', 'standards = []\nname = "Python Backend')
        Path("answers.toml").write_text(closed, encoding="utf-8")
        with Terminal("start", "--answers", "answers.toml", rows=ROWS, columns=COLUMNS) as terminal:
            terminal.asks("What is the next piece that works on its own?")
            terminal.type("Cost of argon2id on the production machine\r")
            terminal.asks("Which type of task is it?")
            terminal.press("down", "enter")
            terminal.asks("How many hours do you give it: 1 or 2?")
            terminal.type("5\r")
            terminal.wait("5 is too much")
            PICTURE.write_text(svg_of(terminal.screen), encoding="utf-8")


def svg_of(screen: pyte.Screen) -> str:
    """Return a screen as an SVG."""
    console = Console(
        record=True, width=screen.columns, file=io.StringIO(), force_terminal=True,
        color_system="truecolor", highlight=False, emoji=False, markup=False,
    )  # fmt: skip
    for row in range(screen.lines):
        line = Text()
        for column in range(screen.columns):
            cell = screen.buffer[row][column]
            line.append(cell.data, style=_style(cell))
        line.rstrip()
        console.print(line, no_wrap=True)
    svg = console.export_svg(title="interview start", unique_id="interview")
    start, end = svg.index("@font-face"), svg.rindex("@font-face")
    faces = svg[start : svg.index("}", end) + 1]
    return svg.replace(faces, "").replace("font-family: Fira Code, monospace;", FONT)


def _style(cell: pyte.screens.Char) -> str:
    known = {"brown": "yellow", "default": ""}
    colour = known.get(cell.fg, cell.fg)
    if colour.startswith("bright"):
        colour = f"bright_{colour.removeprefix('bright')}"
    elif len(colour) == 6 and all(digit in "0123456789abcdef" for digit in colour):
        colour = f"#{colour}"
    bold = "bold" if cell.bold else ""
    italic = "italic" if cell.italics else ""
    return " ".join(word for word in (bold, italic, colour) if word)


if __name__ == "__main__":
    main()
