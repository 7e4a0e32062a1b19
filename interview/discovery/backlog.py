"""What people wrote down for later: lists of ideas, and remarks in the code."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.lines import lines
from interview.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.repository import Repository

LISTS = ("later.md", "todo.md", "backlog.md", "ideas.md")
"""Names of files that are lists of things to do, in any folder."""

MOST = 200
"""Ideas that are returned; a longer list is not looked through."""

REMARKS = 2_000
"""Remarks in the code that are looked at."""

# An item that is not ticked off, perhaps with attributes:
# `- type:: idea id::7 captured:: 2026-01-02 what to do`
_ITEM = re.compile(r"^\s{0,8}(?:[-*+]|\d+[.)])\s+(?:\[(?P<box>[ xX])\]\s+)?(?P<text>\S.*)$")
_ATTRIBUTE = re.compile(r"\b(?P<name>[a-z_]+)::\s?(?P<value>\S+)\s*")
_DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_REMARK = re.compile(
    r"(?:#|//|/\*|<!--|--|;|\*)\s*(?P<word>TODO|FIXME)\b(?:\((?P<who>[^)]*)\))?:?\s*(?P<text>.*)"
)


class Idea(NamedTuple):
    """Something to do: what, where it stands, and since when, as far as that is known."""

    text: str
    source: str
    since: date | None = None

    def age(self, today: date) -> str:
        """Return how old it is, in words; empty where nobody knows."""
        if self.since is None or self.since > today:
            return ""
        days = (today - self.since).days
        for unit, length in (("year", 365), ("month", 30), ("day", 1)):
            if days >= length:
                count = days // length
                return f"{count} {unit}{'s' if count > 1 else ''} old"
        return "of today"


def find_ideas(repository: Repository) -> list[Idea]:
    """Return what was written down for later, the oldest first; what has no date comes last."""
    remarks = list(_remarked(repository))
    ideas = [*_listed(repository), *remarks]
    return sorted(ideas, key=lambda idea: (idea.since is None, idea.since or date.min))[:MOST]


def _listed(repository: Repository) -> Iterator[Idea]:
    for path in filter(str.isprintable, repository.named(*LISTS)):
        for number, line in enumerate(lines(repository.read(path) or ""), 1):
            if idea := _idea(line, f"{path}:{number}"):
                yield idea


def _idea(line: str, source: str) -> Idea | None:
    match = _ITEM.match(line)
    if match is None or (match["box"] or " ") in "xX":
        return None
    since = _date(match["text"])
    text = masked(_ATTRIBUTE.sub("", match["text"]).strip())
    return Idea(text, source, since) if text else None


def _remarked(repository: Repository) -> Iterator[Idea]:
    """Yield the remarks in tracked files; git looks for them, faster than anybody else could."""
    output = repository.git(
        "grep", "-I", "-n", "--no-color", "-z", "-E", r"(TODO|FIXME)([(: ]|$)", "--", "."
    )
    for line in islice(lines(output or ""), REMARKS):
        path, _, rest = line.partition("\0")
        number, _, code = rest.partition("\0")
        match = _REMARK.search(code)
        listed = path.rpartition("/")[2].lower() in LISTS
        if match is None or listed or not path.isprintable():
            continue
        text = match["text"].strip().removesuffix("*/").removesuffix("-->").strip()
        if text:
            yield Idea(masked(text), f"{path}:{number}", _date(f"{match['who'] or ''} {text}"))


def _date(text: str) -> date | None:
    """Return the first date in a text, if it is one of the calendar."""
    match = _DATE.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
