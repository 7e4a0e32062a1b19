"""The keys that prompts take by themselves, such as those that move the cursor: made once for all.

prompt_toolkit makes them anew for every prompt, those of vi included, which nobody has here: that
is half of what stands between an answer and the next question.
"""

from __future__ import annotations

from functools import cache

from prompt_toolkit.application import application
from prompt_toolkit.filters import buffer_has_focus
from prompt_toolkit.key_binding import ConditionalKeyBindings, KeyBindingsBase, merge_key_bindings
from prompt_toolkit.key_binding.bindings.basic import load_basic_bindings
from prompt_toolkit.key_binding.bindings.cpr import load_cpr_bindings
from prompt_toolkit.key_binding.bindings.emacs import (
    load_emacs_bindings,
    load_emacs_search_bindings,
    load_emacs_shift_selection_bindings,
)
from prompt_toolkit.key_binding.bindings.mouse import load_mouse_bindings
from prompt_toolkit.key_binding.bindings.page_navigation import load_page_navigation_bindings


@cache
def default_keys() -> KeyBindingsBase:
    """Return what `prompt_toolkit.key_binding.defaults` has, without the keys of vi."""
    typing = merge_key_bindings(
        [
            load_basic_bindings(),
            load_emacs_bindings(),
            load_emacs_search_bindings(),
            load_emacs_shift_selection_bindings(),
        ]
    )
    return merge_key_bindings(
        [
            ConditionalKeyBindings(typing, buffer_has_focus),
            load_mouse_bindings(),
            load_cpr_bindings(),
        ]
    )


def share_default_keys() -> None:
    """Let every prompt of this process take the same ones.

    An application cannot be told which ones to take, so the two functions that it calls for them
    are replaced; where a later prompt_toolkit calls others, prompts are slower, not wrong.
    """
    pages = cache(load_page_navigation_bindings)
    vars(application).update(load_key_bindings=default_keys, load_page_navigation_bindings=pages)
