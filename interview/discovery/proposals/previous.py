"""Which earlier iterations count for the one that is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from interview.discovery.iterations.iteration import EarlierIteration
    from interview.discovery.project import Discovery
    from interview.session.address import Address
    from interview.session.engine import Engine


def previous(discovery: Discovery, engine: Engine) -> list[EarlierIteration]:
    """Return the iterations before the one that is planned, the latest first."""
    number = engine.number
    return [
        iteration
        for iteration in discovery.iterations
        if number is None or iteration.number < number
    ]


def number_of(engine: Engine) -> tuple[Address, ...]:
    """Return where the number stands that decides which iterations count, if it is asked."""
    address = engine.address_of(Role.NUMBER)
    return (address,) if address else ()
