"""Which earlier iterations count for the one that is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.session.address import Address

if TYPE_CHECKING:
    from interview.discovery.iterations.iteration import Iteration
    from interview.discovery.project import Discovery
    from interview.session.engine import Engine

NUMBER = Address("iteration", "", "number")


def previous(discovery: Discovery, engine: Engine) -> list[Iteration]:
    """Return the iterations before the one that is planned, the latest first."""
    number = engine.value(NUMBER)
    return [
        one
        for one in discovery.iterations
        if not isinstance(number, int | float) or one.number < number
    ]
