"""Labels in a user's text: only the template writes those of the document."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from interview.plan.document.labels import (
    ALIASES,
    ARCHITECTURE,
    CONTEXT,
    FURTHER,
    LEGEND,
    TASK,
    TYPES,
)
from interview.text.entities import ENTITY, meant

MARKER = r"(?:[-+*]|\d{1,9}[.)])"


# Where a line's words begin: behind the markers of lists, boxes, symbols and brackets, and what
# shows as nothing. `Label:` is what stands before a text that is looked at together with its own
# label.
_BEFORE_LABEL = re.compile(
    rf"""
    (?: Label: )?
    (?:
        {MARKER} [ \t]+
      | \[ [xX] \] [ \t]+
      | \]\( [^()\n]* \)                                      # where an empty link leads
      | (?<!`) (?: ` [ \t]+ ` | `` [ \t]+ `` ) (?!`)          # code without a word
      | \\ [!-/:-@\[-`{{-~]
      | & (?! [\#\w]+ ; )
      | [^\w*`\\&\n]
    )*+
    """,
    re.VERBOSE,
)


_ENTITY = re.compile(ENTITY)


_OPENING = re.compile(r"[*_]+(?:!?\[|[`~*_])*")


_WORDS_OF_A_LABEL = 120


_COLONS = re.compile("[:：﹕︓︰꞉ː∶]")


def _words(name: str) -> str:
    """Return the words of a label as they are compared."""
    shown = normalize("NFKC", name).lower()
    return " ".join(re.sub(r"\A\W+|\W+\Z", "", shown).split())


_LABELS = frozenset(
    _words(label)
    for label in (*TASK, *ALIASES, *CONTEXT, *ARCHITECTURE, *FURTHER, *TYPES.values(), LEGEND)
)


def without_label(line: str, after: str = "") -> str:
    """Return a line that does not begin with a label of the document, in whatever disguise.

    Args:
        after: The line below, where a label may end.
    """
    start = _beginning(line)
    while (opening := _OPENING.match(line, start)) and _is_label(opening, after):
        escaped = re.sub(r"[*_]", r"\\\g<0>", opening[0])
        line = line[:start] + escaped + line[opening.end() :]
        start = _beginning(line, start + len(escaped))
    return line


def _beginning(line: str, start: int = 0) -> int:
    """Return where the words of a line begin."""
    while True:
        before = _BEFORE_LABEL.match(line, start)
        start = before.end() if before else start
        entity = _ENTITY.match(line, start)
        if not entity or re.search(r"\w", meant(entity[0])):
            return start
        start = entity.end()


def _is_label(opening: re.Match[str], after: str) -> bool:
    """Whether what opens at the beginning of a line is a label in bold."""
    if len(re.sub(r"[^*_]", "", opening[0])) < len("**"):
        return False
    end = opening.end()
    shown = f"{opening.string[end : end + _WORDS_OF_A_LABEL]} {after}"[:_WORDS_OF_A_LABEL]
    shown = unescape(re.sub(r"\]\([^()]*\)|\\(?=[!-/:-@\[-`{-~])|[*_`~\[\]]", "", shown))
    name, *rest = _COLONS.split(shown, maxsplit=1)
    names = {_words(name), _words(re.sub(r"\([^()]*\)\s*\Z", "", name))}
    return bool(rest) and not names.isdisjoint(_LABELS)
