"""Entities in documents of others that a parser makes a character of that nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.plan.document.markdown.skeleton import block_parser
from interview.plan.document.markdown.tokens import TOKEN, CodeSpans, has_unseen
from interview.text.entities import unseen_entities

if TYPE_CHECKING:
    from collections.abc import Iterator


# In documents of others a tag or an address may have backticks, which begin no code.
_READ = re.compile(rf"(?P<tag> < [A-Za-z/!?] [^<>]* > ) | {TOKEN} )", re.VERBOSE)


_TAG_ON_A_LINE = re.compile(r"^[ \t]*<(?:[!?]|/?[A-Za-z][\w-]*(?:[\s/>]|\Z))", re.MULTILINE)


def hidden_entities(document: str) -> Iterator[tuple[int, str]]:
    """Yield the entities that a parser makes a character of that nobody sees: line, from 1, and it.

    What is code stays what it is; what is escaped is shown. In a block of HTML nothing is code.
    """
    if not has_unseen(document):
        return
    for token in block_parser().parse(document + "\n"):
        if token.map and token.type == "inline":
            for place, entity in _read_entities(token.content):
                yield token.map[0] + 1 + token.content.count("\n", 0, place), entity
        elif token.map and token.type == "fence":
            yield from ((token.map[0] + 1, entity[0]) for entity in unseen_entities(token.info))


def _read_entities(text: str) -> Iterator[tuple[int, str]]:
    """Yield the entities outside of code and escapes that stand for what nobody sees."""
    if _TAG_ON_A_LINE.search(text):
        yield from ((entity.start(), entity[0]) for entity in unseen_entities(text))
        return
    spans, position = CodeSpans(text), 0
    while token := _READ.search(text, position):
        position = token.end()
        if token["ticks"]:
            position = spans.end(token) or position
        elif not token[0].startswith("\\"):
            for entity in unseen_entities(token[0]):
                yield token.start() + entity.start(), entity[0]
