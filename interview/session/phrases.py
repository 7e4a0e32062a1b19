"""How the answers of an interview are said on a line, and where they stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.questionnaire.question import Question, Value
    from interview.session.address import Address
    from interview.session.engine import Engine

LONGEST = 60
"""Characters of a value in a list; longer ones are cut."""


def shown(engine: Engine, question: Question, value: Value) -> str:
    """Return an answer on one line, as a person reads it."""
    if value is None:
        return "—"
    return question.shown(value, engine.item_names)


def differing(engine: Engine, question: Question, values: Iterable[Value]) -> str:
    """Say on one line what several branches answered."""
    texts = [shown(engine, question, value) for value in values]
    return "branches differ: " + " | ".join(texts)


def in_full(question: Question, values: Iterable[Value]) -> str:
    """Say what several branches answered, every word of it."""
    lines = ["Branches of the session answered this differently:"]
    for number, value in enumerate(values, 1):
        text = "nothing" if value is None else question.write(value)
        lines.append(f"  {number}. " + text.replace("\n", "\n     "))
    return "\n".join(lines)


def short(value: Value) -> str:
    """Return a value as it stands in a session, on a part of a line."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = one_line(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def named(engine: Engine, address: Address) -> str:
    """Return an address as people write it: items go by their position."""
    if not address.item:
        return str(address)
    items = engine.state.items.get(address.section, [])
    place = str(items.index(address.item) + 1) if address.item in items else address.item
    return f"{address.section}.{place}.{address.question}"
