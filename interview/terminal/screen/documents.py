"""Documents for people, as they read."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, ClassVar

from rich.markdown import Heading, Markdown, MarkdownElement
from rich.rule import Rule
from rich.text import Text

from interview.terminal.screen.printer import WIDEST
from interview.terminal.screen.tables import console
from interview.terminal.screen.theme import DARK, LIGHT, Look, Theme
from interview.text.cleaning import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult


def document(file: IO[str], markdown: str, theme: Theme = DARK) -> None:
    """Show a document as it reads: headings, lists and code, no longer than lines are read well.

    Links show where they lead, and nothing in it is a control of the terminal.
    """
    roles = {f"role.{role}": _style(theme[role]) for role in ("title", "line")}
    shown = console(file, None, roles)
    code = {DARK["title"].fg: "ansi_dark", LIGHT["title"].fg: "ansi_light"}
    code_theme = code.get(theme["title"].fg, "bw")
    text = _Document(visible(markdown), code_theme=code_theme, hyperlinks=False)
    shown.print(text, width=min(shown.width, WIDEST))


def _style(look: Look) -> str:
    """Return a look in the words of rich."""
    fg, *flags = look
    names = [name for name, is_so in zip(Look._fields[1:], flags, strict=True) if is_so]
    return " ".join([*names, *([fg] if fg else [])]) or "none"


class _Heading(Heading):
    """A heading at the left, where one looks for it: the first two levels with a line."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.tag in ("h1", "h2"):
            yield Rule(
                Text.assemble((self.text.plain, "role.title")),
                characters="━" if self.tag == "h1" else "─",
                align="left",
                style="role.line",
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
