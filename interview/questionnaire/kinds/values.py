"""What the kinds of question have in common: texts, lists, and what is wrong with a value."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import GetJsonSchemaHandler, model_validator

from interview.questionnaire.question import Model, Rejected, Value
from interview.text.cleaning import clean

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

LONGEST_TEXT = 1_000_000
"""Characters in one text of an answer; a larger paste is a mistake, not an answer."""

LANGUAGE = re.compile(r"[\w+#.-]{1,40}")
"""The name of a language."""

ON_LINES = "One per line; ^D finishes, ^X^E opens your editor."
LINES_HINT = "Enter starts a new line, ^D finishes, ^X^E opens your editor."
TICKS = "Space selects, Enter finishes."
TICKS_HINT = "Space selects or deselects a line, Enter finishes."
UNTIL_A_DOT = "Several lines; finish with a line containing only a dot."


def text_of(value: Value) -> str:
    """Return a value that is a text, without control characters.

    Raises:
        Rejected: It is no text, or longer than an answer can be.
    """
    if not isinstance(value, str):
        raise Rejected(f"expected a text, not {type_name(value)}")
    if len(value) > LONGEST_TEXT:
        raise Rejected(f"a text of {len(value):,} characters is too long ({LONGEST_TEXT:,} fit)")
    return clean(value)


def filled(text: str) -> str:
    """Return a text that is not empty; raise Rejected for one that is."""
    if not text.strip():
        raise Rejected("the text is empty")
    return text


def code_of(value: Value) -> str:
    """Return source text; raise Rejected for what is none."""
    # Editors end a file with a newline; the document's fence brings that one newline itself.
    return filled(text_of(value)).removesuffix("\n")


def words_of(typed: str) -> list[str]:
    """Return what stands between commas."""
    return [part.strip() for part in typed.split(",") if part.strip()]


def each(accept: Callable[[Any], Any], values: list[Value], what: str = "") -> list[Any]:
    """Return what each of several values is worth.

    Args:
        accept: Takes one value.
        values: The values.
        what: What one of them is called where it is refused.

    Raises:
        Rejected: Some are refused; with the reasons for all of them.
    """
    accepted, reasons = [], []
    for place, value in enumerate(values, 1):
        try:
            accepted.append(accept(value))
        except Rejected as error:
            reasons += [f"{what} {place}: {reason}" if what else reason for reason in error.reasons]
    if reasons:
        raise Rejected(*reasons)
    return accepted


def type_name(value: Value) -> str:
    """Return what people call the type of a value."""
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text",
             list: "a list", dict: "a mapping", type(None): "nothing"}  # fmt: skip
    return names.get(type(value), type(value).__name__)


class Shorthand(Model):
    """A part that a questionnaire may write as a single word."""

    word: ClassVar[str]
    """The key that the single word stands for."""

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, data: object) -> object:
        return {cls.word: data} if isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: "CoreSchema", handler: GetJsonSchemaHandler
    ) -> "JsonSchemaValue":
        return {"anyOf": [{"type": "string"}, handler.resolve_ref_schema(handler(core))]}
