"""The texts of what is checked: its passages and its lines, each with its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

from interview.plan import fields
from interview.plan.parts import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.plan.model import Plan
    from interview.plan.reader.reading import DocumentReading


class Passage(NamedTuple):
    """A text of the plan: its address, its words, and whether it is code."""

    address: str
    text: str
    code: bool


class PlanLine(NamedTuple):
    """A line of what is checked: its address, its number in the document, and if it is code."""

    address: str
    number: int | None
    text: str
    code: bool


def lines_of(passages: Iterable[Passage]) -> Iterator[PlanLine]:
    """Yield the lines of a session's answers."""
    for passage in passages:
        lines = passage.text.split("\n")
        yield from (PlanLine(passage.address, None, text, passage.code) for text in lines)


def lines_read(source: Iterable[str], reading: DocumentReading) -> Iterator[PlanLine]:
    """Yield the lines of a document, each at the address that begins last before it."""
    around = sorted((line, address) for address, line in reading.lines.items())
    place, address = 0, "document"
    for number, text in enumerate(source, 1):
        while place < len(around) and around[place][0] <= number:
            address, place = around[place][1], place + 1
        yield PlanLine(address, number, text, number in reading.code)


def passages_of(plan: Plan) -> Iterator[Passage]:
    """Yield every text of a plan that somebody wrote."""
    return _passages(plan, "")


_NOT_WRITTEN = frozenset(
    {
        "key",
        fields.TYPE.id,
        "status",
        fields.DEPENDS_ON.id,
        "base",
        "state",
        "sha256",
        "suppressions",
    }
)


def _own_passages(value: Any, address: str) -> Iterator[Passage]:
    """Yield what stands in the answers to a team's own questions, at the addresses of those."""
    if isinstance(value, list):
        for place, element in enumerate(value, 1):
            key = element.get("key") if isinstance(element, dict) else None
            yield from _own_passages(element, f"{address}.{key or place}")
    elif isinstance(value, dict) and value.keys() == {"language", "text"}:
        yield Passage(address, value["text"], code=True)
    elif isinstance(value, dict):
        for name, element in value.items():
            if name not in _NOT_WRITTEN:
                yield from _own_passages(element, f"{address}.{name}".lstrip("."))
    elif isinstance(value, str) and value:
        yield Passage(address, value, code=False)


def _passages(value: Any, address: str) -> Iterator[Passage]:
    if isinstance(value, Code):
        yield Passage(address, value.text, code=True)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_WRITTEN:
                yield from _passages(getattr(value, name), f"{address}.{name}".lstrip("."))
    elif isinstance(value, tuple):
        for place, element in enumerate(value, 1):
            yield from _passages(element, f"{address}.{getattr(element, 'key', '') or place}")
    elif isinstance(value, dict | list):
        yield from _own_passages(value, "" if address == "own" else address)
    elif isinstance(value, str) and value:
        name = address.rpartition(".")[2]
        yield Passage(address, value, code=name in ("code", "path", "start"))
