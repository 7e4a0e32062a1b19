"""The table of ecosystems: one line for each, and one to import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems import (
    go,
    jvm,
    node,
    php,
    python,
    ruby,
    rust,
)

if TYPE_CHECKING:
    from interview.discovery.ecosystems.ecosystem import Ecosystem, Language

ECOSYSTEMS: tuple[Ecosystem, ...] = (
    python.ECOSYSTEM,
    node.ECOSYSTEM,
    go.ECOSYSTEM,
    rust.ECOSYSTEM,
    jvm.ECOSYSTEM,
    ruby.ECOSYSTEM,
    php.ECOSYSTEM,
)
"""In the order in which the components of one folder are told."""


def ecosystem_named(name: str) -> Ecosystem:
    """Return the ecosystem that a manifest names as its platform."""
    return next(ecosystem for ecosystem in ECOSYSTEMS if ecosystem.name == name)


def language_named(name: str) -> Language | None:
    """Return the language that people write with a name or an alias; None for an unknown one."""
    for ecosystem in ECOSYSTEMS:
        for language in ecosystem.languages:
            if name == language.name or name in language.aliases:
                return language
    return None
