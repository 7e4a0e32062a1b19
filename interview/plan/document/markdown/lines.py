"""One line of a user's text: code spans, emphasis and links work, blocks and raw HTML do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from interview.plan.document.markdown.forged_labels import without_label
from interview.plan.document.markdown.links import leads_to_a_page
from interview.plan.document.markdown.text import Markdown
from interview.plan.document.markdown.tokens import TOKEN, Brackets, CodeSpans, has_unseen
from interview.text.cleaning import one_line, visible
from interview.text.entities import unseen

if TYPE_CHECKING:
    from collections.abc import Iterator


# A backslash after the match makes the line a plain one.
_BLOCK_START = re.compile(
    r"""\A(?:
      (?= \#{1,6} (?: [ \t] | \Z ) )                          # heading
    | (?= > )                                                 # block quote
    | (?= [-+*] (?: [ \t] | \Z ) )                            # list item
    | \d{1,9} (?= [.)] (?: [ \t] | \Z ) )                     # numbered list item
    | (?= ~~~ )                                               # fence; backticks: see TOKEN
    | (?= ([-_*]) (?: [ \t]* \1 ){2,} \Z )                    # thematic break
    | (?= (?: =+ | -+ ) \Z )                                  # underline of a heading
    | (?= \[ (?: [^\[\]\\] | \\. )+ \] (?: : | \Z ) )         # link reference, footnote
    )""",
    re.VERBOSE,
)


# "# Title #" is a heading without the last hash.
_CLOSING_HASHES = re.compile(r"(?<![^ \t])#+\Z")


def inline(text: str, at_start: bool = True) -> Markdown:
    """Return one line of the user's Markdown.

    Args:
        at_start: Whether it begins a line or list item, where it must not begin a block.
    """
    line = tame(visible(one_line(text)))
    if at_start:
        line = without_label(line)
        line = _BLOCK_START.sub(r"\g<0>\\", line)
    return Markdown(_CLOSING_HASHES.sub(r"\\\g<0>", line))


def strong(text: str) -> Markdown:
    """Return one line of the user's Markdown in bold; no star in it ends the bold."""
    line = inline(text, at_start=False)
    return Markdown(f"**{tame(line, stars=True)}**") if line else line


_LOOSE = re.compile(f"{TOKEN} )", re.VERBOSE)


_LOOSE_OR_STAR = re.compile(rf"{TOKEN} | \* )", re.VERBOSE)


_UNTAMED = re.compile(r"`|<[A-Za-z/!?]|\]\(|\\\Z")


def tame(text: str, *, stars: bool = False) -> str:
    """Escape raw HTML, backticks without a partner, links to what is no page, unseen entities.

    Args:
        stars: Whether to escape those outside of code, too.
    """
    if not (stars or _UNTAMED.search(text) or has_unseen(text)):
        return text
    return "".join(_tamed(text, _LOOSE_OR_STAR if stars else _LOOSE))


def _tamed(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    spans, brackets = CodeSpans(text), Brackets()
    position = 0
    while token := pattern.search(text, position):
        yield text[position : token.start()]
        position = token.end()
        if token["ticks"] and (end := spans.end(token)):
            yield text[token.start() : end]
            position = end
        else:
            is_picture = brackets.read(token)
            hides = _hides(token)
            if token["link"] and (hides or not leads_to_a_page(token["to"], is_picture)):
                position = token.start() + len("](")  # what is in the parentheses is text now
                yield r"]\("
            elif hides:
                position = token.start() + 1  # an autolink is text, too
                yield f"\\{token[0][0]}"
            else:
                yield _escaped(token, pattern)
    yield text[position:]


def _hides(token: re.Match[str]) -> bool:
    """Whether a parser would make a character that nobody sees of what is in a token."""
    if token["entity"]:
        return unseen(token[0]) != ""
    if token["link"]:
        return has_unseen(token[0])
    # Some parsers decode what they show of an autolink; a backslash escapes nothing there.
    address = unquote(token[0]).replace("\\", "")
    return address.startswith("<") and (has_unseen(address) or visible(address) != address)


def _escaped(token: re.Match[str], pattern: re.Pattern[str]) -> str:
    text = token[0]
    if token["ticks"]:
        return shown_marks(text)
    if token["loose"]:
        return text[:-1] + shown_marks(text[-1])
    if token["link"] and pattern is _LOOSE_OR_STAR:
        return re.sub(r"(?<!\\)\*", r"\*", text)
    return text


def shown_marks(marks: str) -> str:
    """Return marks that are escaped, each of them."""
    return "".join(f"\\{mark}" for mark in marks)
