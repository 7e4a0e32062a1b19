"""What somebody typed, from what stands in a document.

The document shows a text as Markdown in which some characters are escaped. Several texts may be
written alike; the reader takes the simplest one, so that writing it again gives the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from interview.plan.document.markdown.lines import inline, strong
from interview.plan.document.markdown.tokens import CodeSpans

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

_TOKEN = re.compile(r"\\.|(?P<ticks>`+)|(?P<bold>\*\*|__)", re.DOTALL)

_TICKS = re.compile("`+")


def simplest(written: str, write: Callable[[str], str]) -> str:
    """Return the simplest text that is written like this."""
    if "\\" not in written:
        return written
    plain = _ESCAPED.sub(r"\1", written)
    return plain if write(plain) == write(written) else written


def line(written: str) -> str:
    """Return a line that begins its own, such as a list item."""
    return simplest(written.strip(), inline)


def rest_of_line(written: str) -> str:
    """Return what stands on a line behind something else."""
    return simplest(written.strip(), lambda text: inline(text, at_start=False))


class Named(NamedTuple):
    """A name in bold, and what stands behind it."""

    name: str
    rest: str


def named(written: str) -> Named | None:
    """Return what begins with a name in bold; None when it does not."""
    bold = written[:2]
    if bold not in ("**", "__"):
        return None
    spans, place = CodeSpans(written), 2
    while token := _TOKEN.search(written, place):
        if token["bold"] == bold and token.start() > 2:
            name = simplest(written[2 : token.start()], lambda text: strong(text)[2:-2])
            return Named(name, written[token.end() :])
        place = (spans.end(token) if token["ticks"] else 0) or token.end()
    return None


def code_span(written: str) -> tuple[str, str]:
    """Return the code at the beginning of a text, and what stands behind it."""
    ticks = _TICKS.match(written)
    end = CodeSpans(written).end(ticks) if ticks else 0
    if not ticks or not end:
        return "", written
    code = written[ticks.end() : end - len(ticks[0])]
    if "`" in (code[1:2], code[-2:-1]) and code[0] == code[-1] == " ":
        code = code[1:-1]
    return code, written[end:]
