"""How much a section of a standard is about a component, told by the words in both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.discovery.standards.files import StandardSection

# Words that mean the same language or kind of work, as they stand in names, globs and headings.
_FAMILIES = tuple(
    frozenset(words.split())
    for words in (
        "python py pyi pytest fastapi django flask starlette sqlalchemy pydantic ruff mypy",
        "typescript ts tsx javascript js jsx mjs node nodejs nextjs nestjs react vue svelte angular"
        " frontend html css scss tailwind vite vitest jest eslint prettier biome npm pnpm",
        "go golang gofmt golangci gin",
        "rust rs cargo clippy rustfmt tokio axum actix",
        "java maven gradle spring springboot junit",
        "kotlin kt gradle ktor",
        "c# csharp cs dotnet net aspnet blazor xunit nunit",
        "c++ cpp cxx hpp cmake",
        "ruby rb rails rspec rubocop bundler",
        "php laravel symfony phpunit",
        "swift swiftui ios xcode",
        "elixir exs phoenix",
        "database db sql postgres postgresql mysql mariadb sqlite migration migrations alembic",
        "docker dockerfile container containers kubernetes k8s helm terraform",
    )
)

_PLAIN = frozenset({"gin", "go", "net", "node", "rails", "react", "spring", "swift"})
"""Words that are plain English in running text."""

_EMPTY = frozenset(
    {
        "a", "an", "and", "app", "application", "at", "by", "code", "command", "component", "for",
        "in", "library", "line", "md", "next", "of", "on", "or", "program", "project", "service",
        "system", "the", "to", "tool", "with",
    }
)  # fmt: skip
"""Words that say nothing about a component."""

_WORD = re.compile(r"[a-z]+(?:\+\+|#|\d+[a-z]+)?")


def sorted_for(sections: Iterable[StandardSection], component: str) -> list[StandardSection]:
    """Return the sections, those that are most about a component first, else in their order."""
    return sorted(sections, key=lambda section: -relevance(section, component))


def relevance(section: StandardSection, component: str) -> int:
    """Return how much a section is about a component such as `Python Backend (FastAPI 0.115)`.

    Where a word is found counts more than how often: the path before the heading, the heading
    before what the file says it is for, and that before the text. In each place, a word of the
    component's own counts 2, one of the same family (`pytest` for Python) counts 1.
    """
    own = _words(component) - _EMPTY
    akin = frozenset().union(*(family for family in _FAMILIES if family & own))
    points = 0
    for place in (section.source, section.heading, section.scope):
        points = 3 * points + _points(_words(place), own, akin)
    return 3 * points + _points(_words(section.text) - _PLAIN, own, akin)


def _points(words: frozenset[str], own: frozenset[str], akin: frozenset[str]) -> int:
    return 2 if words & own else 1 if words & akin else 0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
