"""How answers are said on a part of a line."""

from __future__ import annotations

import pytest

from interview.questionnaire.question import Value
from interview.session.address import Address
from interview.session.engine import Engine
from interview.session.phrases import named, short
from tests.events import added


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("two\nlines", "two lines"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (["zurück", "żółw"], '["zurück", "żółw"]'),
        ({"name": "Ä"}, '{"name": "Ä"}'),
        (2.5, "2.5"),
        (False, "false"),
    ],
)
def test_a_value_stands_on_a_part_of_a_line(value: Value, text: str) -> None:
    assert short(value) == text


def test_items_go_by_their_positions_as_long_as_they_are_there(engine: Engine) -> None:
    for key in ("t1", "t7"):
        engine.apply(added("tasks", key))
    addresses = ["goal.outcome", "tasks.t7.name", "tasks.t9.name"]
    names = ["goal.outcome", "tasks.2.name", "tasks.t9.name"]
    assert [named(engine, Address.parse(address)) for address in addresses] == names
