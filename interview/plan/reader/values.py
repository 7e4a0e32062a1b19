"""What the text behind a label says: code, files, lists, names with their texts."""

from __future__ import annotations

import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.plan.document.labels import EXPECTED, TYPES
from interview.plan.document.markdown.blocks import block
from interview.plan.document.markdown.lines import inline
from interview.plan.document.markdown.tokens import CodeSpans
from interview.plan.reader.blocks import blocks, items, outside_lists
from interview.plan.reader.fields import answered
from interview.plan.reader.texts import code_span, line, named, rest_of_line, simplest
from interview.text import cleaning as plain_text
from interview.text.durations import Duration, durations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Value = Any

_RANGE = re.compile(r"(?P<first>\d{1,9})(?:\s*(?:-|–|to|through)\s*(?P<last>\d{1,9}))?")

_LONGEST_RANGE = 1_000

_EXPECTED = re.compile(rf"^{re.escape(EXPECTED)}$", re.MULTILINE)

_LIKE_EXPECTED = re.compile(r"^#+[ \t]*expected([ \t]+output)?[ \t]*:?[ \t]*$", re.M | re.I)
"""What people and formatters make of the line; where the line itself is there, it alone counts."""

_TO = re.compile(r"\s*(?:-|–|to|or)\s*")

_MOST_DASHES = 20
"""Places that are tried to part a line at."""

_BOX = re.compile(r"\[[ xX]\](?:[ \t]+|$)")


class Remark(NamedTuple):
    """Something that was not understood: its line, from 1, and its text."""

    line: int
    text: str


class Read(NamedTuple):
    """A value, and what stood beside it: lines are counted from that of the text, from 0."""

    value: Value
    rest: tuple[tuple[int, str], ...] = ()


def paragraphs(text: str) -> Read:
    """Read free text behind a label."""
    return Read(simplest(text, lambda plain: block(plain, after_label=True).lstrip(" \n")))


def point(text: str) -> Read:
    """Read free text behind a label that is an item of a list."""
    return Read(simplest(text, lambda plain: block(plain, indent=2, after_label=True)))


def code(text: str) -> Read:
    """Read a fenced block; without one, the text is the code."""
    candidates = [candidate for candidate in blocks(text) if candidate.depth == 0]
    fences = [candidate for candidate in candidates if candidate.kind == "fence"]
    if not fences:
        return Read({"language": "", "text": text} if text else None)
    fence = fences[0]
    lines = text.split("\n")
    rest = tuple(
        (candidate.first, "\n".join(lines[candidate.first : candidate.end]).strip())
        for candidate in candidates
        if candidate != fence
    )
    language = fence.info.split(maxsplit=1)[0] if fence.info else ""
    return Read({"language": language, "text": fence.content.removesuffix("\n")}, rest)


def command(text: str) -> Read:
    """Read a command: code in the line, or a fenced block."""
    written, rest = code_span(text)
    if written and "\n" not in text and not rest.strip():
        return Read({"language": "bash", "text": written})
    return code(text)


class Verification(NamedTuple):
    """Commands, and what they print."""

    commands: Value
    expected: Value


def verification(text: str) -> Read:
    """Read the block that holds commands and what they print; they may also stand in two."""
    result = code(text)
    if result.value is None:
        return Read(Verification(None, None))
    language, whole = result.value["language"], result.value["text"]
    marker = _EXPECTED.search(whole) or _LIKE_EXPECTED.search(whole)
    if marker:
        commands, expected = whole[: marker.start()], whole[marker.end() :].removeprefix("\n")
        return Read(
            Verification(
                {"language": language, "text": commands.removesuffix("\n")},
                {"language": "", "text": expected},
            ),
            result.rest,
        )
    return Read(Verification(result.value, None), result.rest)


def listed(text: str, read: Callable[[str], Value | None]) -> Read:
    """Read a list with a function for each item; what it returns None for is left over."""
    values, rest = [], list(outside_lists(text))
    for number, item in items(text):
        if (value := read(item)) is None:
            rest.append((number, item))
        else:
            values.append(value)
    return Read(values, tuple((number, text) for number, text in sorted(rest) if answered(text)))


def one_line(item: str) -> str:
    """Return a list item on one line."""
    return line(" ".join(filter(None, map(str.strip, item.split("\n")))))


def ticked(item: str) -> str:
    """Return a list item without its box."""
    return one_line(_BOX.sub("", item, count=1))


def files(text: str) -> Read:
    """Read files with their purposes: in a fenced block, or in a list."""
    if any(paragraph.kind == "fence" for paragraph in blocks(text)):
        result = code(text)
        rows = [_file(row) for row in result.value["text"].split("\n") if row.strip()]
        return Read(rows, result.rest)
    return listed(text, _listed_file)


def _file(row: str) -> dict[str, str]:
    path, purpose = _halves(row, plain_text.one_line, plain_text.one_line)
    return {"path": path, "purpose": purpose}


def _halves(
    whole: str, first: Callable[[str], str], second: Callable[[str], str]
) -> tuple[str, str]:
    """Return what stands before and behind the dash of a line.

    Args:
        first, second: How either half is written. One of them may hold a dash, too: the first one
            counts that gives the same line again.
    """
    parts = [
        whole.split(" - ", count) for count in range(1, min(whole.count(" - "), _MOST_DASHES) + 1)
    ]
    halves = [(" - ".join(part[:-1]), part[-1]) for part in parts]
    for left, right in halves:
        if first(left) == left and second(right) == right:
            return left, right
    return halves[0] if halves else (whole, "")


def _listed_file(item: str) -> dict[str, str]:
    path, rest = code_span(item)
    if not path:
        path, _, rest = re.sub(r"\s+[–—:]\s+|:\s+", " - ", item, count=1).partition(" - ")
    return {"path": path.strip(), "purpose": rest.strip(" -–—:\n")}


def service(item: str) -> dict[str, str] | None:
    """Read `name: `start``; the last code of the item is the command."""
    spans = CodeSpans(item)
    filled = len(item.rstrip())
    for ticks in re.finditer(r"(?<=: )`+", item):
        if spans.end(ticks) >= filled:
            name = item[: ticks.start() - 2]
            return {"name": line(name), "start": code_span(item[ticks.start() :])[0]}
    return None


def variable(item: str) -> dict[str, str] | None:
    """Read `` `NAME`: value ``."""
    name, rest = code_span(item)
    if not name or not rest.startswith(":"):
        return None
    return {"name": name, "value": rest_of_line(rest[1:])}


def rule(item: str) -> dict[str, str] | None:
    """Read `**name**: text`, the colon also inside the bold."""
    definition = named(item)
    if definition is None:
        return None
    name, rest = definition
    if rest.startswith(":"):
        rest = rest[1:]
    elif name.endswith(":"):
        name = name.removesuffix(":")
    else:
        return None
    return {"name": name, "text": _joined(rest)}


def sentence(item: str) -> dict[str, str] | None:
    """Read `**name** text`: a sentence that begins with a name."""
    definition = named(item)
    if definition is None:
        return None
    if definition.rest.startswith(":") or definition.name.endswith(":"):
        return rule(item)
    return {"name": definition.name, "text": _joined(definition.rest)}


def _joined(rest: str) -> str:
    return rest_of_line(" ".join(filter(None, map(str.strip, rest.split("\n")))))


def exclusion(item: str) -> dict[str, str]:
    """Read `feature - what it waits for`."""
    whole = " ".join(filter(None, map(str.strip, item.split("\n"))))
    if " - " not in whole:
        whole = re.sub(r"\s+[–—]\s+|:\s+", " - ", whole, count=1)
    feature, reason = _halves(whole, inline, lambda right: inline(right, at_start=False))
    return {"feature": line(feature), "reason": rest_of_line(reason)}


def task_type(text: str) -> str | None:
    """Return the type of task that is named; None where none or several are."""
    words = text.lower()
    kinds = [kind for kind, name in TYPES.items() if kind in words or name.lower() in words]
    return kinds[0] if len(kinds) == 1 else None


def hours(text: str) -> float | None:
    """Return the hours of an estimate.

    A range counts by its end; a number without a unit is one of hours; what stands in brackets or
    after the first statement is a remark.
    """
    statement = re.split(r"[(;]", text, maxsplit=1)[0] or text
    estimate: Duration | None = None
    for part in durations(statement):
        if estimate and not _TO.fullmatch(statement, estimate.end, part.start):
            break
        estimate = part
    if estimate:
        return estimate.minutes / 60
    last = deque(re.finditer(r"\d{1,6}(?:[.,]\d{1,6})?", statement), maxlen=1)
    number: str = last[0][0] if last else ""
    return float(number.replace(",", ".")) if number else None


def task_numbers(text: str, most: int) -> list[int]:
    """Return the numbers of the tasks that are named; of more than those, one more."""
    numbers = _numbers(re.sub(r"\([^()]*\)", " ", text))
    return list(islice(dict.fromkeys(numbers), most + 1))


def _numbers(text: str) -> Iterator[int]:
    """Yield the numbers of a list such as `Tasks 1-3, 5`; ranges hold what is between."""
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        # A range that is no order, or endless, is two numbers.
        if first <= last <= first + _LONGEST_RANGE:
            yield from range(first, last + 1)
        else:
            yield from (first, last)
