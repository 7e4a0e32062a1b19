"""Questions: one thing asked, with its words, its condition, and what it makes of an answer.

What the kinds of question differ in is in `kinds`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Protocol, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from interview.questionnaire.conditions import JUNCTIONS, Condition
from interview.questionnaire.parts import Asking, Content, Instructions, ItemNames, Schema
from interview.questionnaire.roles import QUESTIONS

Value = Any
"""An answer: text, number, truth, list or mapping, as JSON has them; None is left empty."""


LONGEST_ID = 60
"""Characters in the id of a section or a question."""


def _identifier(name: object) -> object:
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError("an id has lower-case letters, digits and _, and starts with a letter")
    if len(name) > LONGEST_ID:
        raise ValueError(f"{len(name)} characters are too many for an id ({LONGEST_ID} fit)")
    if name in JUNCTIONS:
        raise ValueError(f"'{name}' is reserved for conditions and cannot be an id")
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


class Offered(Protocol):
    """One of the answers that a question offers."""

    @property
    def value(self) -> str:
        """The answer."""

    @property
    def title(self) -> str:
        """What a person reads."""

    @property
    def help(self) -> str:
        """What helps to decide."""


class RowPart(Protocol):
    """One part of a row."""

    @property
    def id(self) -> str:
        """Its name in the answer."""

    @property
    def title(self) -> str:
        """What a person reads."""

    @property
    def kind(self) -> str:
        """What it holds: `text`, `path`, `language` or `code`."""

    @property
    def required(self) -> bool:
        """Whether no row is without it."""

    def accept(self, value: Value) -> str:
        """Return the text of this part; raise Rejected for what is none."""


PARTS = (
    "accept",
    "read",
    "write",
    "shown",
    "asking",
    "instructions",
    "in_document",
    "answer_schema",
)
"""What every kind of question defines."""


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

    fixed: ClassVar[tuple[str, ...]] = ()
    """The keys by which answers are read: an extension of a questionnaire cannot change them."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Refuse a kind that lacks a part when it is defined, not in front of a person."""
        if not get_args(cls.model_fields["kind"].annotation):
            return  # what several kinds have in common
        if lacking := [part for part in PARTS if getattr(cls, part) is getattr(Question, part)]:
            raise TypeError(f"the kind of question {cls.__name__} lacks {', '.join(lacking)}")

    # The parts that each kind has

    def accept(self, value: Value) -> Value:
        """Return the answer that a value of a file or a prompt stands for.

        Raises:
            Rejected: It is none, with every reason.
        """
        raise NotImplementedError

    def read(self, typed: str) -> Value:
        """Return the answer that typed text stands for, None for nothing.

        Raises:
            Rejected: It is none, with every reason.
        """
        raise NotImplementedError

    def write(self, answer: Value) -> str:
        """Return an answer as the text that `read` takes for it."""
        raise NotImplementedError

    def shown(self, answer: Value, items: ItemNames) -> str:
        """Return an answer on one line, as a person reads it."""
        raise NotImplementedError

    @property
    def asking(self) -> Asking:
        """How it is put."""
        raise NotImplementedError

    @property
    def instructions(self) -> Instructions:
        """How it is answered."""
        raise NotImplementedError

    def in_document(self, answer: Value, items: ItemNames) -> Content:
        """Return what stands in a document for an answer that is complete."""
        raise NotImplementedError

    def answer_schema(self) -> Schema:
        """Return the JSON Schema of the answer in an answers file."""
        raise NotImplementedError

    # What some kinds have

    @property
    def offered(self) -> Sequence[Offered]:
        """What there is to choose from, where the questionnaire says it."""
        return ()

    @property
    def is_list(self) -> bool:
        """Whether each of its lines is an answer of its own."""
        return False

    @property
    def form(self) -> str:
        """How each of its lines is to be typed, where they have parts."""
        return ""

    @property
    def mark(self) -> str:
        """What stands before the cursor besides the usual, such as a unit."""
        return ""

    @property
    def highlighted(self) -> str:
        """The language that it is highlighted in while it is typed; empty for none."""
        return ""

    @property
    def asked_columns(self) -> Sequence[RowPart]:
        """The parts of a row, where it is asked part by part."""
        return ()

    def complete(self, answer: Value, _: ItemNames) -> Value:
        """Return an answer with all that belongs to it, as a plan and a document take it."""
        return answer

    # What all have in common

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

    def admits(self, wanted: Value) -> str:
        """Say why a condition can never see this answer here; empty when it can."""
        try:
            self.accept(wanted)
        except Rejected as error:
            return str(error)
        return ""
