"""How things are said on a line: answers, places, times, and how a question is answered."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from interview.plan.schedule import circle, critical_path, hours
from interview.questionnaire.kinds import ChoiceQuestion, Number, Records, References
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from interview.plan.schedule import Step
    from interview.questionnaire.question import Question, Value
    from interview.session.address import Address
    from interview.session.engine import Engine

LONGEST = 60
"""Characters of a value in a list; longer ones are cut."""


def shown(engine: Engine, question: Question, value: Value) -> str:
    """Return an answer on one line, as a person reads it."""
    if value is None:
        return "—"
    if isinstance(question, References):
        numbers = engine.state.items.get(question.section, [])
        item = engine.questionnaire.sections[question.section].item
        there = [numbers.index(key) + 1 for key in value if key in numbers]
        return ", ".join(f"{item} {number}" for number in there)
    if isinstance(question, ChoiceQuestion):
        return next(one.title for one in question.choices if one.value == value)
    if isinstance(question, Number) and question.unit:
        return f"{question.write(value)} {question.unit}"
    if isinstance(question, Records):
        return f"{len(value)}: " + ", ".join(next(iter(row.values())) for row in value)
    return one_line(question.write(value))


def differing(engine: Engine, question: Question, values: Iterable[Value]) -> str:
    """Say on one line what several branches answered."""
    told = [shown(engine, question, value) for value in values]
    return "branches differ: " + " | ".join(told)


def in_full(question: Question, values: Iterable[Value]) -> str:
    """Say what several branches answered, every word of it."""
    told = ["Branches of the session answered this differently:"]
    for number, value in enumerate(values, 1):
        text = "nothing" if value is None else question.write(value)
        told.append(f"  {number}. " + text.replace("\n", "\n     "))
    return "\n".join(told)


def short(value: Value) -> str:
    """Return a value as it stands in a session, on a part of a line."""
    if value is None:
        return ""
    said = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    said = one_line(said)
    return said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"


def named(engine: Engine, address: Address) -> str:
    """Return an address as people write it: items go by their position."""
    if not address.item:
        return str(address)
    items = engine.state.items.get(address.section, [])
    place = str(items.index(address.item) + 1) if address.item in items else address.item
    return f"{address.section}.{place}.{address.question}"


def whereabouts(engine: Engine, address: Address) -> str:
    """Say in which section and item a question stands, and how many are left."""
    section = engine.questionnaire.sections[address.section]
    sections = list(engine.questionnaire.sections)
    told = f"Section {sections.index(section.id) + 1} of {len(sections)}, {section.title}"
    here, all_ = engine.group_progress(address.group).open, engine.progress().open
    if address.item:
        items, title = engine.state.items[section.id], engine.title(address.group)
        told += f", {section.item} {items.index(address.item) + 1} of {len(items)}"
        told += f", {one_line(title)}" if title != address.item else ""
    return f"{told}. Open: {here} here, about {all_} in all."


def how(question: Question) -> str:
    """Say how this kind of question is answered."""
    says = {
        "text": "One line; Enter ends it.",
        "number": "A number; Enter ends it.",
        "paragraph": "Several lines are fine, and Markdown is; ^D ends it, ^X^E opens your editor, "
        "^X^K empties it.",
        "code": "Type or paste it; ^D ends it, ^X^E opens your editor, ^X^K empties it. For "
        f"another language than {getattr(question, 'language', '')} begin with a line ```language "
        "and end with ```.",
        "lines": "One per line; ^D ends it, ^X^E opens your editor.",
        "records": "Each part is asked by itself; an empty first part ends it."
        if getattr(question, "row_by_row", False)
        else "One per line; ^D ends it, ^X^E opens your editor.",
        "choice": "The arrow keys move, Enter chooses.",
        "choices": "Space ticks, Enter ends it.",
        "references": "Space ticks, Enter ends it.",
        "confirm": "y or n, then Enter.",
    }
    optional = "" if question.required else " An empty answer is fine."
    return says[question.kind] + optional


def hint(question: Question) -> str:
    """Say what a newcomer would not guess of this kind of question; empty where that is nothing."""
    if isinstance(question, Records) and question.row_by_row:
        return "Each part is asked for; nothing in the first one ends the list."
    lines = "Enter begins the next line, ^D ends the answer, ^X^E opens your editor."
    ticks = "Space ticks a line or takes the tick away, Enter takes what is ticked."
    says = {
        "paragraph": lines,
        "code": f"Paste it as it is, or type it: {lines[0].lower()}{lines[1:]}",
        "lines": lines,
        "records": lines,
        "choices": ticks,
        "references": ticks,
    }
    return says.get(question.kind, "")


def amount(tasks: Sequence[Step]) -> str:
    """Say how many tasks there are, of which types, and how long they take."""
    kinds = Counter(step.kind or "open" for step in tasks)
    types = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    return f"Tasks: {len(tasks)} ({types}), {hours(tasks):g} hours"


def critical(tasks: Sequence[Step]) -> str:
    """Say what takes longest one after the other; empty where there is nothing to say."""
    if found := circle(tasks):
        return f"Tasks wait for each other in a circle: {' → '.join(map(str, found))}"
    path = critical_path(tasks)
    if len(path) < 2:
        return ""
    way = " → ".join(str(step.number) for step in path)
    return f"Critical path: {way}, {hours(path):g} hours however many work on it"


def counted(word: str, count: int) -> str:
    """Return how many things there are, in words: `1 answer`, `2 answers`."""
    return f"{count} {word}" + ("s" if count != 1 else "")


def numbers(some: Iterable[int]) -> str:
    """Name several numbers."""
    *most, last = map(str, some)
    return f"{', '.join(most)} and {last}" if most else last


def since(then: datetime | None, now: datetime) -> str:
    """Return how long ago something was."""
    if then is None:
        return ""
    minutes = int((now - then).total_seconds() // 60)
    for unit, length in (("day", 1440), ("hour", 60), ("minute", 1)):
        if minutes >= length:
            count = minutes // length
            return f"{count} {unit}{'s' if count != 1 else ''} ago"
    return "just now"
