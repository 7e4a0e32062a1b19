"""Reads YAML that a stranger wrote: tables, lists and texts, and nothing else.

Not with `CSafeLoader`: it composes in C, by recursion without a limit, and a few hundred kilobytes
of `[` end the process. Here libyaml only splits the text into events; composing them is Python's,
where nesting too deep is a RecursionError. Every value stays the text that was written, so that no
date, no number of a million digits and no `<<` of a `<<` is worked out.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import BaseConstructor
from yaml.resolver import BaseResolver


def load(text: str) -> Any:
    """Return what one YAML document says; raise ValueError when it cannot be read."""
    try:
        return yaml.load(text, _loader())  # noqa: S506 - it makes nothing but plain values
    except yaml.MarkedYAMLError as error:
        where = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise ValueError(f"{error.problem}{where}") from None
    except yaml.YAMLError:
        raise ValueError("it has characters that YAML does not allow") from None


def _loader() -> type[Any]:
    """Return a loader class, the quick one if PyYAML was built with libyaml."""
    if not yaml.__with_libyaml__:
        return yaml.BaseLoader
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class Loader(Composer, CParser, BaseConstructor, BaseResolver):
        def __init__(self, stream: str) -> None:
            CParser.__init__(self, stream)
            Composer.__init__(self)
            BaseConstructor.__init__(self)
            BaseResolver.__init__(self)

    return Loader
