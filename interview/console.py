"""Tables for people. The only home of rich."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from interview.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(file: IO[str], headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Show rows under headings; what a cell holds is shown literally, never as markup."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        shown.add_column(heading, overflow="ellipsis", no_wrap=True,
                         min_width=8 if place == 0 else None)  # fmt: skip
    for row in rows:
        shown.add_row(*(Text(clean(cell)) for cell in row))
    console = Console(file=file, highlight=False, markup=False, emoji=False, legacy_windows=False)
    console.print(shown)
