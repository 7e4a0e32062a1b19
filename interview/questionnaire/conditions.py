"""Conditions: the data that says when a question applies."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

JUNCTIONS = ("all", "any", "not")


class Condition(BaseModel):
    """A mapping from earlier questions to the answers that make this one apply.

    In TOML: `{ type = ["spike"] }`. A single value stands for a list of one. Several names must
    all match. The junctions `all` and `any` (lists of conditions) and `not` (one condition)
    combine mappings; no question can bear their names.
    """

    # Built at once, unlike the questions: each kind of them holds it, and takes it as it is built.
    model_config = ConfigDict(frozen=True, extra="forbid")

    answers: dict[str, tuple[Any, ...]] = Field(default_factory=dict)
    all: tuple[Self, ...] = ()
    any: tuple[Self, ...] = ()
    negated: Self | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_mapping(cls, data: object) -> object:
        if not isinstance(data, dict):
            raise ValueError('a condition is a mapping such as { type = ["spike"] }')
        if not data:
            raise ValueError("the condition is empty; remove it")
        for name, wanted in data.items():
            _look_at(name, wanted)
        return {
            "answers": {
                name: tuple(wanted) if isinstance(wanted, list) else (wanted,)
                for name, wanted in data.items()
                if name not in JUNCTIONS
            },
            "all": data.get("all", ()),
            "any": data.get("any", ()),
            "negated": data.get("not"),
        }

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: "CoreSchema", handler: GetJsonSchemaHandler
    ) -> "JsonSchemaValue":
        """Describe the mapping that people write, not the parts that it is read into."""
        return {
            "type": "object",
            "minProperties": 1,
            "description": "Which answers to earlier questions make this one apply.",
            "properties": {
                "all": {"type": "array", "items": {"type": "object"}},
                "any": {"type": "array", "items": {"type": "object"}},
                "not": {"type": "object"},
            },
        }

    def holds(self, answer: Callable[[str], Any]) -> bool:
        """Say whether it holds; `answer` gives the applicable answer of a name, or None."""
        return (
            all(_matches(answer(name), wanted) for name, wanted in self.answers.items())
            and all(part.holds(answer) for part in self.all)
            and (not self.any or any(part.holds(answer) for part in self.any))
            and not (self.negated is not None and self.negated.holds(answer))
        )

    def mentions(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """Yield every name this condition looks at, with the answers it wants there."""
        yield from self.answers.items()
        for part in (*self.all, *self.any, *([self.negated] if self.negated else [])):
            yield from part.mentions()

    def __str__(self) -> str:
        """Return the condition in words: `type is spike or wiring`."""
        parts = [f"{name} is {' or '.join(map(_word, wanted))}"
                 for name, wanted in self.answers.items()]  # fmt: skip
        parts += [str(part) for part in self.all]
        if self.any:
            parts.append(" or ".join(str(part) for part in self.any))
        if self.negated is not None:
            parts.append(f"not ({self.negated})")
        return " and ".join(parts)


def _look_at(name: str, wanted: object) -> None:
    """Raise ValueError where a part of a condition says nothing, with the words of its author."""
    if name == "not":
        if not isinstance(wanted, dict):
            raise ValueError("'not' takes one condition, such as { not = { type = \"spike\" } }")
    elif name in JUNCTIONS:
        if not isinstance(wanted, list) or not all(isinstance(part, dict) for part in wanted):
            raise ValueError(f"'{name}' takes a list of conditions in square brackets")
        if not wanted:
            raise ValueError(f"'{name}' lists no condition; remove it")
    elif wanted == []:
        raise ValueError(f"'{name}' lists no answer, so it can never hold")


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _matches(given: object, wanted: tuple[Any, ...]) -> bool:
    if isinstance(given, list):
        return any(_matches(element, wanted) for element in given)
    # True == 1 in Python; in an answer they are different things.
    return any(
        given == element and isinstance(given, bool) == isinstance(element, bool)
        for element in wanted
    )
