"""How things are said on a line: where one is, how a question is answered, what tasks amount to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interview.plan.schedule import circle, critical_path, hours
from interview.questionnaire.kinds import Records
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
    return f"Critical path: {way}, {hours(path):g} hours however many work on it"
