"""What manifests say, the same for every ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Manifest(NamedTuple):
    """What a manifest says, or all those of a folder together, before it is judged what matters.

    Attributes:
        platform: The name of the ecosystem.
        language: What people call the language of its code.
        folder: Empty for the root.
        sources: The manifest, then what was read with it.
        makes: The component's name where no framework gives one, such as "Python Library"; empty
            when nothing is described.
        needs: Packages and their versions, for running.
        tools: The same, for developing.
        runtime: The version of the language.
    """

    platform: str
    language: str
    folder: str
    sources: tuple[str, ...]
    makes: str
    needs: Mapping[str, str]
    tools: Mapping[str, str]
    runtime: str = ""
