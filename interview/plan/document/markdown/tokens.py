"""What a Markdown parser sees in a line: escapes, code spans, links, entities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from interview.text.entities import ENTITY, unseen_entities

# A line is read from left to right as a Markdown parser does it. What is kept as it is (escapes,
# code, autolinks, links) is read as a whole, so that what remains is really loose. Links hide
# backticks from code spans; those whose ends are not simple enough to be sure are made plain
# text. No autolinks are: schemes that browsers run, and C++ names such as <std::string>.
TOKEN = rf"""
      (?P<kept>
          \\ [!-/:-@\[-`{{-~]
        | < (?i:https?|mailto): [^\x00-\x20<>`]* >
        | < (?![!/?]) [A-Za-z0-9.!\#$%&'*+/=?^_{{|}}~-]+ @ [A-Za-z0-9-]+ (?: \.[A-Za-z0-9-]+ )* >
      )
    | (?P<ticks> `+ )
    | (?P<entity> {ENTITY} )
    | (?P<link>
        \]\( [ \t\n]*
             (?P<to> (?: [^\s()<>`\\] | \\ [^\s`<] | \( (?: [^\s()<>`\\] | \\ [^\s`<] )* \) )* )
             (?: [ \t\n]+ (?: "(?: [^"<`\\] | \\ [^`<] )*" | '(?: [^'<`\\] | \\ [^`<] )*'
                            | \( (?: [^()<`\\] | \\ [^`<] )* \) ) )? [ \t\n]* \)
      )
    | (?P<bracket> !? \[ | \] (?!\() )
    | (?P<loose> \]\( | < (?=[A-Za-z/!?]) | \\ \Z
"""


_TAG_ON_NEW_LINE = re.compile(r"\n[ \t]*<[A-Za-z/!?]")


def has_unseen(text: str) -> bool:
    """Whether entities of a text, in code or not, stand for what nobody sees."""
    return any(unseen_entities(text))


class Brackets:
    """The brackets that are open in a text, as a Markdown parser pairs them."""

    def __init__(self) -> None:
        self._are_pictures: list[bool] = []

    def read(self, token: re.Match[str]) -> bool:
        """Follow a token; say of one that closes a bracket whether that began a picture."""
        if token["bracket"] and token[0] != "]":
            self._are_pictures.append(token[0] == "![")
        elif token[0].startswith("]"):
            return bool(self._are_pictures and self._are_pictures.pop())
        return False


class CodeSpans:
    """Where the code spans of a text end; finds each end in less than linear time."""

    def __init__(self, text: str) -> None:
        self.runs: dict[int, list[int]] = defaultdict(list)
        for run in re.finditer("`+", text):
            self.runs[len(run[0])].append(run.start())
        self.tags = [(tag.start(), tag.end()) for tag in _TAG_ON_NEW_LINE.finditer(text)]

    def end(self, ticks: re.Match[str]) -> int:
        """Return where the span that the ticks open ends, or 0 when they open none."""
        length, start = len(ticks[0]), ticks.end()
        closing = self.runs[length]
        number = bisect_left(closing, start)
        if number == len(closing):
            return 0
        # An HTML block may begin in the middle of what looks like code to this line's reader.
        tag = bisect_left(self.tags, (start, 0))
        if tag < len(self.tags) and self.tags[tag][1] <= closing[number]:
            return 0
        return closing[number] + length
