"""Tables for people."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from interview.text.cleaning import on_a_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def table(
    file: IO[str], headings: Sequence[str], rows: Iterable[Sequence[str]], flexible: str
) -> None:
    """Show rows under headings; what a cell holds is shown literally, never as markup.

    Args:
        flexible: The column that is cut where there is no room for all.
    """
    shown = Table(box=None, pad_edge=False, header_style="bold")
    # The cells of the flexible column could be wrapped, so that only it gives way; they are not.
    cells = [
        [Text(on_a_line(cell), no_wrap=True, overflow="ellipsis") for cell in row] for row in rows
    ]
    for place, heading in enumerate(headings):
        needed = max([len(heading), *(row[place].cell_len for row in cells)])
        shown.add_column(heading, overflow="ellipsis", no_wrap=heading != flexible,
                         min_width=8 if heading == flexible else needed)  # fmt: skip
    for row in cells:
        shown.add_row(*row)
    # What is not read on a screen is not cut.
    width = None if file.isatty() else sum(column.min_width or 0 for column in shown.columns) + 400
    console(file, width).print(shown)


def console(file: IO[str], width: int | None, styles: Mapping[str, str] | None = None) -> Console:
    """Return what shows things literally, never as markup.

    Args:
        file: Where it is shown.
        width: Columns; None is those of the terminal.
        styles: Names of styles besides rich's own, in its words.
    """
    return Console(
        file=file,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        theme=Theme(styles),
    )
