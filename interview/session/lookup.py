"""Finds what people mean by `tasks.2` or `tasks.t2.verify`: items go by position or by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.errors import did_you_mean
from interview.session.address import Address, Group

if TYPE_CHECKING:
    from interview.questionnaire.model import Section
    from interview.session.engine import Engine


def find_section(engine: Engine, name: str) -> Section:
    """Return a section by its id; raise ValueError when there is none."""
    sections = engine.questionnaire.sections
    if name not in sections:
        raise ValueError(f"there is no section '{name}'{did_you_mean(name, sections)}")
    return sections[name]


def find_item(engine: Engine, text: str) -> Group:
    """Return an item that is there; raise ValueError when it is not."""
    name, _, item = text.partition(".")
    section = find_section(engine, name)
    if not section.repeats:
        raise ValueError(f"'{name}' is asked once; it has no items")
    items = engine.state.items.get(name, [])
    place = place_of(items, item)
    if place is None or place > len(items):
        raise ValueError(f"there is no {section.item} '{item}'; there are {len(items)}")
    return Group(name, items[place - 1])


def find_address(engine: Engine, text: str) -> Address:
    """Return the address of a question that applies; raise ValueError when there is none."""
    written = Address.parse(text)
    section = find_section(engine, written.section)
    check_form(section, written)
    if written.question not in section.questions:
        hint = did_you_mean(written.question, section.questions)
        raise ValueError(f"there is no question '{text}'{hint}")
    group = Group(section.id)
    if section.repeats:
        group = find_item(engine, f"{section.id}.{written.item}")
    address = group.at(written.question)
    if engine.question(address) is None:
        asked = section.questions[written.question].when
        raise ValueError(f"{text} does not apply here; it is asked when {asked}")
    return address


def find_place(engine: Engine, text: str) -> str:
    """Return the address of a question, an item or a section; raise ValueError without one.

    The question may be one that does not apply now.
    """
    name, *rest = text.split(".")
    section = find_section(engine, name)
    if section.repeats and rest:
        name = str(find_item(engine, f"{name}.{rest.pop(0)}"))
    if len(rest) > 1 or not set(rest) <= set(section.questions):
        raise ValueError(f"there is no question '{text}'")
    return ".".join([name, *rest])


def check_form(section: Section, written: Address) -> None:
    """Raise ValueError with the right form when an address lacks an item, or has one too many."""
    if section.repeats and not written.item:
        raise ValueError(f"write {section.id}.1.{written.question}")
    if written.item and not section.repeats:
        raise ValueError(f"write {section.id}.{written.question}")


def place_of(items: list[str], written: str) -> int | None:
    """Return the place, counted from 1, that a written key or position means; None for neither."""
    if written in items:
        return items.index(written) + 1
    return int(written) if written.isdecimal() and int(written) > 0 else None
