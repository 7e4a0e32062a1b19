"""The keys that prompts have besides those of the library: leaving, emptying, the editor."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import get_app
from prompt_toolkit.document import Document
from prompt_toolkit.filters import (
    Condition,
    completion_is_selected,
    vi_navigation_mode,
)
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.validation import ValidationError

from interview.terminal.flow.ports import Command, Leave

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit import Application
    from prompt_toolkit.key_binding import KeyPressEvent

    from interview.questionnaire.question import Value


KEYS = {
    Command.BACK: "s-tab",
    Command.LATER: "c-o",
    Command.REVIEW: "c-r",
    Command.HELP: "f1",
    Command.PREVIEW: "f2",
    Command.PAUSE: "c-c",
}
"""The keys that leave a prompt. Escape is none: a terminal needs a second to be sure of it."""

_CAN_STOP = Condition(lambda: hasattr(signal, "SIGTSTP"))


def leaving_keys(draft: Callable[[Application[Any]], Value]) -> KeyBindings:
    """Return the keys that leave a prompt.

    Args:
        draft: What was entered until then.
    """
    bindings = KeyBindings()

    def leave_with(command: Command) -> Callable[[KeyPressEvent], None]:
        def leave(event: KeyPressEvent) -> None:
            event.app.erase_when_done = True
            event.app.exit(result=Leave(command, draft(event.app)))

        return leave

    for command, key in KEYS.items():
        # On a chosen completion Shift-Tab goes to the one before; elsewhere it goes back.
        free = ~completion_is_selected if command is Command.BACK else True
        bindings.add(key, eager=True, filter=free)(leave_with(command))

    @bindings.add("c-z", eager=True, filter=_CAN_STOP)
    def _stop(event: KeyPressEvent) -> None:
        event.app.suspend_to_background()

    return bindings


def overheard(application: Application[Any], *keys: str) -> list[str]:
    """Return the keys out of these that are pressed, as they are; each does what it did before."""
    pressed: list[str] = []
    known = application.key_bindings or KeyBindings()
    listening = KeyBindings()

    def listen(key: str, heard: Callable[[KeyPressEvent], object]) -> None:
        @listening.add(key)
        def _press(event: KeyPressEvent) -> None:
            pressed.append(key)
            heard(event)

    for key in keys:
        listen(key, known.get_bindings_for_keys((key,))[-1].call)
    application.key_bindings = merge_key_bindings([known, listening])
    return pressed


def text_keys(several: bool) -> KeyBindings:
    """Return the keys of typed text.

    Args:
        several: Whether it has several lines.
    """
    bindings = KeyBindings()
    if several:

        @bindings.add("c-d", eager=True)
        def _submit(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

    @bindings.add("c-x", "c-k", eager=True)
    def _empty(event: KeyPressEvent) -> None:
        event.current_buffer.document = Document()

    @bindings.add("c-x", "c-e", eager=True)
    def _edit(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if missing := _missing_editor():
            buffer.validation_error = ValidationError(message=f"the editor '{missing}' is not "
                                                      "found; set VISUAL or EDITOR")  # fmt: skip
        else:
            buffer.open_in_editor()

    return bindings


def add_typing_over(keys: KeyBindings, proposed: str) -> None:
    """Let the first character replace what is proposed; any other key means to edit it."""
    untouched = [True]

    @Condition
    def is_untouched() -> bool:
        is_as_it_was = get_app().current_buffer.text == proposed and not vi_navigation_mode()
        untouched[0] = untouched[0] and is_as_it_was
        return untouched[0]

    @keys.add(Keys.Any, filter=is_untouched)
    @keys.add(Keys.BracketedPaste, filter=is_untouched)
    def _replace(event: KeyPressEvent) -> None:
        untouched[0] = False
        event.current_buffer.document = Document()
        event.current_buffer.insert_text(event.data)

    def _edit(event: KeyPressEvent) -> None:
        untouched[0] = False
        event.key_processor.feed(event.key_sequence[0], first=True)

    for key in ("left", "right", "home", "end", "c-a", "c-b", "c-e", "c-f"):
        keys.add(key, filter=is_untouched)(_edit)


def _missing_editor() -> str:
    """Return the editor that the environment names and the machine does not have."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    try:
        program = shlex.split(named)[0] if named.strip() else ""
    except ValueError:
        return named
    return program if program and not shutil.which(program) else ""
