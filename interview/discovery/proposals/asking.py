"""What a source of suggestions asks of an interview: by role, never by an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.questionnaire.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interview.questionnaire.question import Question
    from interview.session.address import Address
    from interview.session.engine import Engine


def asked(engine: Engine, address: Address) -> Question | None:
    """Return the question that a suggestion is for, whether or not it applies now."""
    section = engine.questionnaire.sections[address.section]
    return engine.question(address) or section.questions.get(address.question)


def source_at(engine: Engine, address: Address) -> str:
    """Return the source of suggestions that the question at an address names."""
    question = asked(engine, address)
    return question.suggest if question else ""


def where(address: Address | None) -> tuple[Address, ...]:
    """Return what a suggestion is based on: an address, where there is one."""
    return (address,) if address else ()


def naming(engine: Engine, address: Address) -> tuple[Address, ...]:
    """Return where the name of the item is answered, if it is one."""
    return where(engine.naming(address.group))


def name_at(engine: Engine, address: Address) -> str:
    """Return the name of the item; empty while it is open, and outside of items."""
    naming = engine.naming(address.group)
    return str(engine.value(naming) or "") if naming else ""


def paths_at(engine: Engine, address: Address) -> Iterable[str]:
    """Return the paths of the task's files."""
    rows = engine.playing(Role.FILES, address.item) or []
    firsts = (next(iter(row.values()), "") if isinstance(row, dict) else row for row in rows)
    return [str(path) for path in firsts if path]
