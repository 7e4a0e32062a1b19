"""What is relied on in questionary and prompt_toolkit beyond what they document: it is there."""

from __future__ import annotations

from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.layout import Window
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.renderer import CPR_Support
from questionary.prompts.common import InquirerControl

CHOICES = [
    questionary.Choice("One", value="1", checked=True, description="The first"),
    questionary.Choice("Two", value="2"),
]


def _control(prompt: questionary.Question) -> tuple[Window, InquirerControl]:
    """Return the one window with a list; what leaves a list reads from it what was chosen."""
    (results,) = [
        (window, window.content)
        for window in prompt.application.layout.find_all_windows()
        if isinstance(window.content, InquirerControl)
    ]
    return results


def test_a_list_says_what_is_pointed_at_and_what_is_described() -> None:
    _, options = _control(questionary.select("", CHOICES, default="2", output=DummyOutput()))
    assert options.get_pointed_at().value == "2"
    assert [choice.description for choice in options.choices] == ["The first", None]


def test_a_list_says_what_is_ticked() -> None:
    _, options = _control(questionary.checkbox("", CHOICES, output=DummyOutput()))
    assert [value.value for value in options.get_selected_values()] == ["1"]


def test_a_renderer_says_whether_the_terminal_tells_where_its_cursor_is() -> None:
    application: Application[Any] = Application(output=DummyOutput())
    assert isinstance(application.renderer.height_is_known, bool)
    assert application.renderer.cpr_support is CPR_Support.NOT_SUPPORTED


def test_every_kind_of_prompt_takes_a_depth_of_colours_and_keys_of_its_own() -> None:
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.output import ColorDepth

    more: dict[str, Any] = {"output": DummyOutput(), "color_depth": ColorDepth.DEPTH_1_BIT}
    for prompt in (
        questionary.text("", **more),
        questionary.confirm("", **more),
        questionary.select("", CHOICES, **more),
        questionary.checkbox("", CHOICES, **more),
    ):
        assert prompt.application.color_depth is ColorDepth.DEPTH_1_BIT
        prompt.application.key_bindings = KeyBindings()
