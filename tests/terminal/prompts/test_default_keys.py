"""The keys that prompts take by themselves are shared, and are those that prompt_toolkit has."""

from collections import Counter
from importlib import import_module

from prompt_toolkit.application import Application, application
from prompt_toolkit.key_binding import KeyBindingsBase
from prompt_toolkit.key_binding.bindings.vi import load_vi_bindings, load_vi_search_bindings
from prompt_toolkit.key_binding.defaults import load_key_bindings

from interview.terminal.prompts import default_keys


def _handlers(keys: KeyBindingsBase) -> Counter[tuple[object, str]]:
    """Return which keys do what; functions are made anew for every set, their names are not."""
    return Counter((one.keys, one.handler.__qualname__) for one in keys.bindings)


def test_they_are_those_of_prompt_toolkit_without_the_keys_of_vi() -> None:
    of_vi = _handlers(load_vi_bindings()) + _handlers(load_vi_search_bindings())
    theirs = _handlers(load_key_bindings())
    assert of_vi < theirs
    assert _handlers(default_keys.default_keys()) == theirs - of_vi


def test_every_prompt_takes_the_same_ones() -> None:
    import_module("interview.terminal.prompts.asker")  # which says so when it is loaded
    assert {"load_key_bindings", "load_page_navigation_bindings"} <= vars(application).keys()
    first, second = Application[None](), Application[None]()
    assert first._default_bindings is second._default_bindings is default_keys.default_keys()
    assert first._page_navigation_bindings is second._page_navigation_bindings
