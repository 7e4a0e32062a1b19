"""What is typed, as it is shown and as an editor opens it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from prompt_toolkit.formatted_text.utils import fragment_list_to_text
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments

from interview.text.invisible import code_point, strays

if TYPE_CHECKING:
    from prompt_toolkit.lexers import Lexer


EXTENSIONS = {"json": ".json", "bash": ".sh", "yaml": ".yaml", "text": ".txt"}
"""Endings of the files that an editor opens, of languages that belong to no ecosystem."""


def ending_of(language: str) -> str:
    """Return how the name of a file ends that an editor opens."""
    from interview.discovery.ecosystems.all import language_named

    known = language_named(language)
    return known.endings[0] if known else EXTENSIONS.get(language, ".md")


def lexer_of(language: str) -> Lexer | None:
    """Return what highlights a language; nothing for plain text and unknown languages."""
    if language in ("", "text"):
        return None
    from prompt_toolkit.lexers import PygmentsLexer
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return PygmentsLexer(type(get_lexer_by_name(language)))
    except ClassNotFound:
        return None


class Revealed(Processor):
    """Shows what is typed with the characters that nobody would see as their code points."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Show one line of what is typed."""
        fragments = transformation_input.fragments
        text = fragment_list_to_text(fragments)
        numbers = {stray.start() for stray in strays(text)}
        if not numbers:
            return Transformation(fragments)
        shown: list[tuple[str, str]] = [
            (fragment[0], code_point(fragment[1]) if place in numbers else fragment[1])
            for place, fragment in enumerate(explode_text_fragments(fragments))
        ]
        starts = list(accumulate((len(character) for _, character in shown), initial=0))
        return Transformation(
            [*shown],
            source_to_display=lambda place: starts[min(place, len(text))],
            display_to_source=lambda place: min(bisect_right(starts, place) - 1, len(text)),
        )
