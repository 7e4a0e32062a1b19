"""Tables and documents for people. The only home of rich."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Heading, Markdown, MarkdownElement
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from interview.printer import WIDEST, worn
from interview.text import visible
from interview.theme import DARK, LIGHT, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(
    file: IO[str], headings: Sequence[str], rows: Iterable[Sequence[str]], flexible: str
) -> None:
    """Show rows under headings; what a cell holds is shown literally, never as markup.

    flexible: the column that is cut where there is no room for all.
    """
    shown = Table(box=None, pad_edge=False, header_style="bold")
    cells = [[Text(visible(cell)) for cell in row] for row in rows]
    for place, heading in enumerate(headings):
        needed = max([len(heading), *(row[place].cell_len for row in cells)])
        shown.add_column(heading, overflow="ellipsis", no_wrap=True,
                         min_width=8 if heading == flexible else needed)  # fmt: skip
    for row in cells:
        shown.add_row(*row)
    # What is not read on a screen is not cut.
    width = None if file.isatty() else sum(column.min_width or 0 for column in shown.columns) + 400
    _console(file, width).print(shown)


def document(file: IO[str], markdown: str) -> None:
    """Show a document as it reads: headings, lists and code, no longer than lines are read well.

    Links show where they lead, and nothing in it is a control of the terminal.
    """
    console = _console(file, None)
    code = {DARK["title"].fg: "ansi_dark", LIGHT["title"].fg: "ansi_light"}
    theme = code.get(worn()["title"].fg, "bw")
    text = _Document(visible(markdown), code_theme=theme, hyperlinks=False)
    console.print(text, width=min(console.width, WIDEST))


def _console(file: IO[str], width: int | None) -> Console:
    return Console(
        file=file, width=width, highlight=False, markup=False, emoji=False, legacy_windows=False
    )


def _style(role: str) -> str:
    """Return what a role looks like, in the words of rich."""
    fg, *flags = worn()[role]
    names = [name for name, is_so in zip(Look._fields[1:], flags, strict=True) if is_so]
    return " ".join([*names, *([fg] if fg else [])]) or "none"


class _Heading(Heading):
    """A heading at the left, where one looks for it: the first two levels with a line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.tag in ("h1", "h2"):
            yield Rule(
                Text.assemble((self.text.plain, _style("title"))),
                characters="━" if self.tag == "h1" else "─",
                align="left",
                style=_style("line"),
            )
        else:
            self.text.stylize("bold")
            self.text.justify = "left"
            yield self.text


class _Document(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
    }
