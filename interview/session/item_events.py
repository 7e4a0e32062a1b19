"""What can be done with the items of a repeating section, as the events that do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.session.events import Event, ItemAdded, ItemMoved, ItemRemoved

if TYPE_CHECKING:
    from datetime import datetime

    from interview.session.address import Group
    from interview.session.engine import Engine


def add(engine: Engine, section: str, at: datetime) -> ItemAdded:
    """Add an empty item at the end.

    Its batch is a name that nobody else gives: two people who add one on two branches in the same
    second write two lines, and have two items.
    """
    key, batch = engine.new_key(section), engine.history.new_batch
    return ItemAdded(section=section, item=key, at=at, batch=batch)


def duplicate(engine: Engine, group: Group, at: datetime) -> list[Event]:
    """Put a copy of an item behind it."""
    section, key, batch = group.section, engine.new_key(group.section), engine.history.new_batch
    place = engine.state.position(group) + 1
    return [
        ItemAdded(section=section, item=key, copy_of=group.item, at=at, batch=batch),
        ItemMoved(section=section, item=key, to=place, at=at, batch=batch),
    ]


def move(group: Group, place: int, at: datetime) -> ItemMoved:
    """Move an item to a place, counted from 1."""
    return ItemMoved(section=group.section, item=group.item, to=place, at=at)


def remove(group: Group, at: datetime) -> ItemRemoved:
    """Remove an item; its answers stay in the session."""
    return ItemRemoved(section=group.section, item=group.item, at=at)


def restore(engine: Engine, group: Group, at: datetime) -> list[Event]:
    """Bring an item that was removed back, behind what stood before it."""
    section, key, batch = group.section, group.item, engine.history.new_batch
    place = engine.state.former_position(group)
    events: list[Event] = [ItemAdded(section=section, item=key, at=at, batch=batch)]
    if place <= len(engine.state.items.get(section, ())):
        events.append(ItemMoved(section=section, item=key, to=place, at=at, batch=batch))
    return events
