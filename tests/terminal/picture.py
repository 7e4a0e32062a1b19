"""Draws the moving picture of the README: the real program, in a real terminal, as an SVG.

    python -m tests.terminal.picture

runs an interview in a project of its own, takes a still wherever a reader should look, and writes
them into `.github/interview.svg`, one shown after the other.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyte
from rich.console import Console
from rich.text import Text

from tests.terminal.emulator import Terminal

PICTURE = Path(__file__).parents[2] / ".github" / "interview.svg"
ANSWERS = Path(__file__).parents[1] / "data" / "linkstash.toml"
ROWS, COLUMNS = 24, 88
SECONDS = 5
"""How long each still is shown: long enough to read it."""

# The fonts that SVG viewers find; rich would otherwise name one on a server.
FONT = 'font-family: "Fira Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;'
PROJECT = """\
[project]
name = "linkstash"
dependencies = ["fastapi==0.115.0", "sqlalchemy==2.0.35"]

[tool.ruff]
line-length = 100

[tool.mypy]
strict = true
"""

GATES = """
[gates]
code_standards = [{ name = "Type Safety", text = "All functions typed" }]
testing_standards = [{ name = "Run time", text = "< 10 seconds per test" }]
completion = ["Pass its smoke test with real services"]
"""


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "linkstash"
        folder.mkdir()
        os.environ |= {"HOME": home, "XDG_DATA_HOME": home}
        os.chdir(folder)
        Path("pyproject.toml").write_text(PROJECT, encoding="utf-8")
        for command in (["git", "init", "--quiet"], ["git", "add", "pyproject.toml"]):
            subprocess.run(command, check=True)
        PICTURE.write_text(moving(list(_stills())), encoding="utf-8")


def _stills() -> Iterator[str]:
    """Yield the screens that show what an interview is, as SVGs."""
    with Terminal("start", rows=ROWS, columns=COLUMNS) as terminal:
        terminal.asks("Which iteration is this?")
        terminal.type("\r")
        terminal.asks("What will be true when this iteration is done?")
        terminal.type("Signed-in users keep private bookmarks")
        terminal.wait("›  Signed-in users keep private bookmarks")
        yield svg_of(terminal.screen, "still-1")
        terminal.press("pause")
        terminal.ends()

    text = ANSWERS.read_text(encoding="utf-8")
    head = text.partition("\n[[stack]]")[0]
    Path("goal.toml").write_text(head, encoding="utf-8")
    with Terminal("start", "--answers", "goal.toml", rows=ROWS, columns=COLUMNS) as terminal:
        terminal.wait("FastAPI")
        terminal.wait("^C pause")
        yield svg_of(terminal.screen, "still-2")
        terminal.press("pause")
        terminal.ends()

    head = text.partition("\n[[tasks]]")[0]
    closed = head.replace(
        'name = "React Frontend', 'patterns = []\nstandards = []\nname = "React Frontend'
    ).replace('name = "Python Backend', 'standards = []\nname = "Python Backend')
    Path("tasks.toml").write_text(closed, encoding="utf-8")
    with Terminal("start", "--answers", "tasks.toml", rows=ROWS, columns=COLUMNS) as terminal:
        terminal.asks("What is the next piece that works on its own?")
        terminal.type("Cost of argon2id on the production machine\r")
        terminal.asks("Which type of task is it?")
        terminal.press("down")
        terminal.wait("» Research Spike")
        yield svg_of(terminal.screen, "still-3")
        terminal.press("enter")
        terminal.asks("How many hours does the spike get, at most 2?")
        terminal.type("5\r")
        terminal.wait("5 is too large")
        yield svg_of(terminal.screen, "still-4")

    Path("all.toml").write_text(text + GATES, encoding="utf-8")
    with Terminal("start", "--answers", "all.toml", rows=ROWS, columns=COLUMNS) as terminal:
        terminal.wait("^C pause")
        terminal.press("review")
        terminal.wait("What would you like to review?")
        terminal.wait("Enter")
        yield svg_of(terminal.screen, "still-5")
        terminal.press("pause")
        terminal.ends()

    export = f"{sys.executable} -m interview export -o iteration-3.md 2>&1"
    excerpt = f"sed -n '/^### 2/,$p' iteration-3.md | head -{ROWS - 4}"
    shown = f"echo '$ interview export -o iteration-3.md'; {export} && {excerpt}"
    with Terminal(shown, rows=ROWS, columns=COLUMNS, program=("sh", "-c")) as terminal:
        terminal.ends()
        yield svg_of(terminal.screen, "still-6")


def moving(stills: Sequence[str]) -> str:
    """Return one SVG that shows several, one after the other, over and over.

    Who asks for less motion sees the last alone, and so does a viewer without animation.
    """
    box = re.search(r'viewBox="([^"]+)"', stills[0])
    assert box
    turn = SECONDS * len(stills)
    style = f"""\
.still {{ visibility: hidden; animation: still {turn}s step-end infinite }}
.still:last-child {{ visibility: visible }}
@keyframes still {{
  0% {{ visibility: visible }}
  {100 / len(stills):.3f}% {{ visibility: hidden }}
  100% {{ visibility: hidden }}
}}
@media (prefers-reduced-motion: reduce) {{ .still {{ animation: none }} }}"""
    frames = "\n".join(
        f'<g class="still" style="animation-delay: {SECONDS * number - turn}s">{still}</g>'
        for number, still in enumerate(stills)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box[1]}">\n'
        f"<style>\n{style}\n</style>\n{frames}\n</svg>\n"
    )


def svg_of(screen: pyte.Screen, name: str) -> str:
    """Return a screen as an SVG whose styles have the name before theirs."""
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
    svg = console.export_svg(title="interview start", unique_id=name)
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
