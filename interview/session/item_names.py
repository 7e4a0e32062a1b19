"""The items of a session, as answers that name them need them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from interview.questionnaire.model import Questionnaire
    from interview.session.state import State


class EngineItems(NamedTuple):
    """The items of an interview, by their sections."""

    questionnaire: Questionnaire
    state: State

    def positions(self, section: str, keys: list[str]) -> list[int]:
        """Return the positions of items, from 1, in the order of the keys; of those that exist."""
        items = self.state.items.get(section, [])
        return [items.index(key) + 1 for key in keys if key in items]

    def name(self, section: str) -> str:
        """Return what an item of a section is called."""
        return self.questionnaire.sections[section].item
