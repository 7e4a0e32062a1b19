"""The lists that questionary shows: what is chosen in them, and their room on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.filters import is_done
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    ScrollbarMargin,
    Window,
)
from prompt_toolkit.renderer import CPR_Support
from questionary.prompts.common import InquirerControl

from interview.terminal.prompts.looks import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit import Application


AROUND_A_LIST = 6
"""Lines for a remark, a question, its help, the mark and the legend."""


# questionary has no public way to read what is pointed at or ticked when a list is left, which is
# kept as a draft; tests/terminal/prompts/test_libraries.py notices where its list changes.


def list_in(application: Application[Any]) -> InquirerControl:
    """Return the list that questionary shows."""
    return next(_lists(application))[1]


def _lists(application: Application[Any]) -> Iterator[tuple[Window, InquirerControl]]:
    for window in application.layout.find_all_windows():
        if isinstance(window.content, InquirerControl):
            yield window, window.content


def _leave_room(application: Application[Any]) -> None:
    """Let a list that is longer than the screen move in its place, the question above it."""
    room = max(application.output.get_size().rows - AROUND_A_LIST, 3)
    for window, options in _lists(application):
        window.height = Dimension(max=room)
        described = any(choice.description for choice in options.choices)
        if len(options.choices) + described > room:
            window.right_margins = [ScrollbarMargin(display_arrows=True)]


def add_legend(application: Application[Any], legend: str) -> None:
    """Put the legend under a list; a toolbar of questionary's would stand above it."""
    renderer, layout = application.renderer, application.layout

    def lines() -> str:
        return folded(legend, application.output.get_size().columns - 1)

    def text() -> FormattedText:
        # Until the terminal has said where its last line is, the legend would stand elsewhere. One
        # that never says it is known by the renderer alone: the filter for it waits for ever.
        settled = renderer.height_is_known or renderer.cpr_support is CPR_Support.NOT_SUPPORTED
        return FormattedText([("class:legend", lines() if settled else "")])

    line = Window(
        FormattedTextControl(text),
        height=lambda: Dimension.exact(lines().count("\n") + 1),
        dont_extend_height=True,
    )
    _leave_room(application)
    layout.container = HSplit([layout.container, ConditionalContainer(line, ~is_done)])
