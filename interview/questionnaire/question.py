"""Questions: one thing asked, with its words, its condition, and what it makes of an answer.

What the kinds of question differ in is in `kinds`.
"""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from interview.questionnaire.conditions import JUNCTIONS, Condition
from interview.questionnaire.roles import QUESTIONS

Value = Any
"""An answer: text, number, truth, list or mapping, as JSON has them; None is left empty."""


LONGEST_ID = 60
"""Characters in the id of a section or a question."""


def _identifier(name: object) -> object:
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError("an id is lower-case letters, digits and _, a letter first")
    if len(name) > LONGEST_ID:
        raise ValueError(f"{len(name)} characters are too many for an id ({LONGEST_ID} fit)")
    if name in JUNCTIONS:
        raise ValueError(f"'{name}' is a word of conditions and cannot be an id")
    return name


Id = Annotated[str, BeforeValidator(_identifier)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Rejected(ValueError):  # noqa: N818 - a verdict on an answer, not a failure of the program
    """An answer that a question does not take; each reason is one sentence."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class Model(BaseModel):
    """A part of a questionnaire: never changed, and a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Variant(BaseModel):
    """What a question says differently under a condition: other words, bounds or necessity."""

    model_config = ConfigDict(frozen=True, extra="allow")

    when: Condition

    @property
    def changes(self) -> dict[str, Any]:
        """The keys of the question that differ."""
        return self.model_extra or {}


class Question(Model):
    """What every kind of question has.

    Attributes:
        ask: The question itself.
        help: One line that says why it is asked.
        label: What the document calls the answer.
        example: A real-looking answer.
        default: What the answer starts from.
        suggest: A source of suggestions.
        role: What it is to the program, whatever its id is.
        renamed_from: The ids it had in earlier versions.
        variant: What changes by condition.
    """

    kind: str
    id: Id
    ask: Line
    help: Line
    label: str = ""
    example: str = ""
    required: bool = False
    when: Condition | None = None
    default: Value = None
    suggest: str = ""
    role: Annotated[str, Field(json_schema_extra={"enum": list(QUESTIONS)})] = ""
    renamed_from: tuple[str, ...] = Field(default=(), max_length=100)
    variant: tuple[Variant, ...] = Field(default=(), max_length=20)

    comparable: ClassVar[bool] = False
    """Whether conditions may look at the answer."""

    @property
    def title(self) -> str:
        """What the answer is called in a document: its label, or its id as words."""
        return self.label or self.id.replace("_", " ").capitalize()

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition of the question: its own and those of its variants."""
        if self.when is not None:
            yield self.when
        for variant in self.variant:
            yield variant.when

    def accept(self, value: Value) -> Value:
        """Return the answer that a value stands for; raise Rejected with every reason."""
        raise NotImplementedError

    def read(self, typed: str) -> Value:
        """Return the answer that typed text stands for, None for nothing; raise Rejected."""
        return self.accept(typed) if typed.strip() else None

    def write(self, answer: Value) -> str:
        """Return an answer as the text that one would type for it."""
        return str(answer)

    def admits(self, wanted: Value) -> str:
        """Say why a condition can never see this answer here; empty when it can."""
        try:
            self.accept(wanted)
        except Rejected as error:
            return str(error)
        return ""
