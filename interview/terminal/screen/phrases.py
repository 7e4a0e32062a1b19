"""How things are said on a line: where one is, how a question is answered, what tasks amount to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interview.plan.schedule import circle, critical_path, hours
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.plan.schedule import Step
    from interview.questionnaire.question import Question
    from interview.session.address import Address
    from interview.session.engine import Engine


def whereabouts(engine: Engine, address: Address) -> str:
    """Say in which section and item a question stands, and how many are left."""
    section = engine.questionnaire.sections[address.section]
    sections = list(engine.questionnaire.sections)
    place = f"Section {sections.index(section.id) + 1} of {len(sections)}, {section.title}"
    count, all_ = engine.group_progress(address.group).open, engine.progress().open
    if address.item:
        items, title = engine.state.items[section.id], engine.title(address.group)
        place += f", {section.item} {items.index(address.item) + 1} of {len(items)}"
        place += f", {one_line(title)}" if title != address.item else ""
    return f"{place}. Open: {count} here, about {all_} in all."


def how(question: Question) -> str:
    """Say how a question is answered."""
    return question.instructions.keys + ("" if question.required else " An empty answer is fine.")


def amount(tasks: Sequence[Step]) -> str:
    """Say how many tasks there are, of which types, and how long they take."""
    kinds = Counter(step.kind or "open" for step in tasks if step.kind is not None)
    types = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    together = f", {hours(tasks):g} hours" if any(step.estimated for step in tasks) else ""
    return f"Tasks: {len(tasks)}" + (f" ({types})" if types else "") + together


def critical(tasks: Sequence[Step]) -> str:
    """Say what takes longest one after the other; empty where there is nothing to say."""
    if cycle := circle(tasks):
        return f"Tasks wait for each other in a circle: {' → '.join(map(str, cycle))}"
    path = critical_path(tasks)
    if len(path) < 2:
        return ""
    way = " → ".join(str(step.number) for step in path)
    return f"Critical path: {way}, {hours(path):g} hours however many people work on it"
