from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from interview.questionnaire.conditions import Condition

SPIKE = {"type": "spike", "hours": 2, "sure": True, "tags": ["a", "b"]}


def test_a_condition_holds_when_every_part_of_it_does() -> None:
    cases: list[tuple[dict[str, Any], bool]] = [
        ({"type": ["spike"]}, True),
        ({"type": "spike"}, True),
        ({"type": ["wiring", "spike"]}, True),
        ({"type": ["wiring"]}, False),
        ({"type": ["spike"], "hours": [2]}, True),
        ({"type": ["spike"], "hours": [1]}, False),
        ({"tags": ["b", "c"]}, True),
        ({"tags": ["c"]}, False),
        ({"unanswered": ["x"]}, False),
        ({"not": {"unanswered": ["x"]}}, True),
        ({"not": {"type": ["spike"]}}, False),
        ({"any": [{"type": ["wiring"]}, {"hours": [2]}]}, True),
        ({"any": [{"type": ["wiring"]}, {"hours": [1]}]}, False),
        ({"all": [{"type": ["spike"]}, {"hours": [2]}]}, True),
        ({"all": [{"type": ["spike"]}, {"not": {"hours": [2]}}]}, False),
        ({"sure": [True]}, True),
        ({"sure": [1]}, False),
    ]
    for mapping, holds in cases:
        assert Condition.model_validate(mapping).holds(SPIKE.get) is holds


@pytest.mark.parametrize("mapping", [{}, "type = spike", ["spike"], {"any": "spike"}])
def test_what_is_no_mapping_is_no_condition(mapping: object) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(mapping)


def test_a_condition_can_be_said_in_words() -> None:
    mapping = {"type": ["spike", "wiring"], "not": {"sure": True}}
    assert str(Condition.model_validate(mapping)) == "type is spike or wiring and not (sure is yes)"
