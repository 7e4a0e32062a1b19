"""Gives items that got one key on two branches two keys, in all that was said about them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.session.events import Contradiction, ItemAdded, Merged
from interview.session.keys import derived

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview.session.events import Event, Value
    from interview.storage.tree import Tree

    Rename = Callable[[str, str], str]


class BranchItem(NamedTuple):
    """An item as one branch called it: by its section and key there."""

    section: str
    key: str


class Rekeying:
    """The keys of the items of a file whose branches know nothing of each other.

    Attributes:
        new_keys: The new keys that no merge has recorded yet, by the names of the lines that added
            the items. Which item a key means depends on where it stands: behind a merge that
            renamed one of two it means the other.
    """

    def __init__(self, tree: Tree, events: Mapping[int, Event]) -> None:
        self._tree = tree
        self.new_keys: dict[str, str] = {}
        self._recorded: dict[str, str] = {}
        self._recorded_at: dict[str, list[int]] = {}
        for number, event in events.items():
            if isinstance(event, Merged):
                self._recorded |= event.renamed
                for name in event.renamed:
                    self._recorded_at.setdefault(name, []).append(number)
        self._added: dict[BranchItem, list[int]] = {}
        for number, event in events.items():
            if isinstance(event, ItemAdded):
                self._add(number, event)
        self._keys = {item.key for item in self._added}
        self._now: dict[int, str] = {}
        self._twins: set[BranchItem] = set()
        for item, places in list(self._added.items()):
            self._name(item, places)

    def _add(self, number: int, event: ItemAdded) -> None:
        """Note the line that added an item, but not those that brought it back."""
        places = self._added.setdefault(BranchItem(event.section, event.item), [])
        if any(self._tree.knows(number, place) for place in places):
            return
        places.append(number)
        if new := self._recorded.get(self._tree.names[number]):
            self._added.setdefault(BranchItem(event.section, new), []).append(number)

    def _name(self, item: BranchItem, places: list[int]) -> None:
        """Let the first item keep the key, unless a merge gave it another one; name the others."""
        taken = False
        for number in places:
            name = self._tree.names[number]
            if number in self._now:
                continue  # the item is known by its new key, which is this one
            new = self._recorded.get(name) or self.new_keys.get(name)
            if new is None and taken:
                new = self.new_keys[name] = self._new(item.key[0], name)
            if new in (None, item.key):
                taken = True
            elif new:
                self._now[number] = new
                self._twins.add(item)

    def _new(self, letter: str, name: str) -> str:
        key = letter + derived(name)
        while key in self._keys:
            key = letter + derived(key)
        self._keys.add(key)
        return key

    def event(self, number: int, event: Event) -> Event:
        """Return an event with the keys that its items have now."""
        if not self._twins:
            return event
        return _renamed(event, partial(self._key, number), self._keys)

    def _key(self, number: int, section: str, key: str) -> str:
        """Return the key that an item has now which a line calls so; any section, if it is ''."""
        sections = [section] if section else sorted({twin.section for twin in self._twins})
        for item in [
            BranchItem(section, key)
            for section in sections
            if BranchItem(section, key) in self._twins
        ]:
            for place in self._added[item]:
                if self._tree.knows(number, place) and not self._is_renamed(number, place):
                    return self._now.get(place, key)
        return key

    def _is_renamed(self, number: int, place: int) -> bool:
        """Whether a line knows already that an item has another key."""
        merges = self._recorded_at.get(self._tree.names[place], ())
        return any(self._tree.knows(number, merge) for merge in merges)


def _renamed(event: Event, key: Rename, keys: set[str]) -> Event:
    """Return an event with other keys wherever it names an item."""
    update: dict[str, Any] = {}
    for name in ("item", "copy_of"):
        if old := getattr(event, name, None):
            update[name] = key(getattr(event, "section", ""), old)
    if address := getattr(event, "address", ""):
        update["address"] = _address(address, key)
    if sources := getattr(event, "suggested_from", ()):
        update["suggested_from"] = tuple(_address(name, key) for name in sources)
    if isinstance(value := getattr(event, "value", None), list):
        update["value"] = _value(value, key, keys)
    if isinstance(event, Merged):
        update["restored"] = tuple(_address(name, key) for name in event.restored)
        update["contradictions"] = tuple(
            Contradiction(
                address=_address(name.address, key),
                values=tuple(_value(value, key, keys) for value in name.values),
            )
            for name in event.contradictions
        )
    if all(getattr(event, name) == new for name, new in update.items()):
        return event
    return event.model_copy(update=update)


def _address(address: str, key: Rename) -> str:
    section, *rest = address.split(".")
    return ".".join([section, *[key(section, name) for name in rest[:1]], *rest[1:]])


def _value(value: Value, key: Rename, keys: set[str]) -> Value:
    """Return an answer with other keys where it is nothing but keys: it names other items."""
    if isinstance(value, list) and all(
        isinstance(element, str) and element in keys for element in value
    ):
        return [key("", element) for element in value]
    return value
