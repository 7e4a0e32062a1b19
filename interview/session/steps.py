"""What an interview does next, how far it is, and what a change does: as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question
    from interview.session.address import Address


class Ask(NamedTuple):
    """The next step: a question to be asked."""

    address: Address
    question: Question


class OfferItem(NamedTuple):
    """The next step: an item to be added, or a section to be closed.

    Attributes:
        key: What the item will be called.
        needed: The plan cannot do without it.
    """

    section: Section
    key: str
    needed: bool


Step = Ask | OfferItem


class Progress(NamedTuple):
    """How far an interview is, in questions that apply.

    Attributes:
        missing: The open ones without which the plan is not finished: the required ones, and those
            whose earlier answer has to be confirmed.
    """

    applicable: int
    answered: int
    missing: int

    @property
    def open(self) -> int:
        """The questions without a valid answer."""
        return self.applicable - self.answered


class Consequences(NamedTuple):
    """What an event does to other answers: set aside, back again, or to be confirmed."""

    unreachable: tuple[Address, ...] = ()
    returned: tuple[Address, ...] = ()
    stale: tuple[Address, ...] = ()

    @property
    def affected(self) -> int:
        """The number of answers that the event affects."""
        return len({*self.unreachable, *self.returned, *self.stale})
