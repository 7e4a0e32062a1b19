"""User text as Markdown that cannot change the document around it.

Documents are read by people and by programs that look for their headings, lists and labels. The
user's own Markdown keeps working in them, except for what would forge or break that skeleton: it
is escaped with backslashes and so shows as it was typed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from interview.plan.document.labels import (
    ALIASES,
    ARCHITECTURE,
    CONTEXT,
    FURTHER,
    LEGEND,
    TASK,
    TYPES,
)
from interview.text.cleaning import clean, one_line, visible
from interview.text.entities import ENTITY, meant, unseen, unseen_entities
from interview.text.invisible import revealed, strays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Markdown(str):
    """Text that is Markdown already and safe to place in a document."""

    __slots__ = ()


# --- code: shown character for character ------------------------------------------------------


def fence(text: str, language: str = "", indent: int = 0) -> Markdown:
    """Return source text as a fenced block that nothing in the text can close."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    opening = ticks + re.sub(r"[^A-Za-z0-9_+#.-]", "", language)
    return Markdown(_indented(f"{opening}\n{clean(text)}\n{ticks}", indent))


def code_span(text: str) -> Markdown:
    """Return text as code within a line; what nobody would see in it is written visibly."""
    code = visible(one_line(text))
    if not code:
        return Markdown()
    ticks = "`" * (_longest_run(code) + 1)
    pad = " " if "`" in (code[0], code[-1]) else ""
    return Markdown(f"{ticks}{pad}{code}{pad}{ticks}")


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _indented(text: str, indent: int) -> str:
    return re.sub(r"(?m)^(?=.)", " " * indent, text) if indent else text


def comment(text: str) -> Markdown:
    """Return a line that stands in a comment, which nothing in it ends."""
    return Markdown(re.sub(r"--+", "-", visible(one_line(text))).rstrip(" -"))


# --- labels: only the template writes them ----------------------------------------------------

_MARKER = r"(?:[-+*]|\d{1,9}[.)])"

# Where a line's words begin: behind the markers of lists, boxes, symbols and brackets, and what
# shows as nothing. `Label:` is what stands before a text that is looked at together with its own
# label.
_BEFORE_LABEL = re.compile(
    rf"""
    (?: Label: )?
    (?:
        {_MARKER} [ \t]+
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


def _without_label(line: str, after: str = "") -> str:
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


# --- lines: code spans, emphasis and links work, blocks and raw HTML do not -------------------

# A backslash after the match makes the line a plain one.
_BLOCK_START = re.compile(
    r"""\A(?:
      (?= \#{1,6} (?: [ \t] | \Z ) )                          # heading
    | (?= > )                                                 # block quote
    | (?= [-+*] (?: [ \t] | \Z ) )                            # list item
    | \d{1,9} (?= [.)] (?: [ \t] | \Z ) )                     # numbered list item
    | (?= ~~~ )                                               # fence; backticks: see _TOKEN
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
    line = _tame(visible(one_line(text)))
    if at_start:
        line = _without_label(line)
        line = _BLOCK_START.sub(r"\g<0>\\", line)
    return Markdown(_CLOSING_HASHES.sub(r"\\\g<0>", line))


def strong(text: str) -> Markdown:
    """Return one line of the user's Markdown in bold; no star in it ends the bold."""
    line = inline(text, at_start=False)
    return Markdown(f"**{_tame(line, stars=True)}**") if line else line


# A line is read from left to right as a Markdown parser does it. What is kept as it is (escapes,
# code, autolinks, links) is read as a whole, so that what remains is really loose. Links hide
# backticks from code spans; those whose ends are not simple enough to be sure are made plain
# text. No autolinks are: schemes that browsers run, and C++ names such as <std::string>.
_TOKEN = rf"""
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
_LOOSE = re.compile(f"{_TOKEN} )", re.VERBOSE)
_LOOSE_OR_STAR = re.compile(rf"{_TOKEN} | \* )", re.VERBOSE)

_TAG_OR_LINK = re.compile(r"<[A-Za-z/!?]|\]\(")
_TAG_ON_NEW_LINE = re.compile(r"\n[ \t]*<[A-Za-z/!?]")
_UNTAMED = re.compile(r"`|<[A-Za-z/!?]|\]\(|\\\Z")


def _tame(text: str, *, stars: bool = False) -> str:
    """Escape raw HTML, backticks without a partner, links to what is no page, unseen entities.

    Args:
        stars: Whether to escape those outside of code, too.
    """
    if not (stars or _UNTAMED.search(text) or _has_unseen(text)):
        return text
    return "".join(_tamed(text, _LOOSE_OR_STAR if stars else _LOOSE))


def _tamed(text: str, pattern: re.Pattern[str]) -> Iterator[str]:
    spans, brackets = CodeSpans(text), _Brackets()
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
        return _has_unseen(token[0])
    # Some parsers decode what they show of an autolink; a backslash escapes nothing there.
    address = unquote(token[0]).replace("\\", "")
    return address.startswith("<") and (_has_unseen(address) or visible(address) != address)


def _has_unseen(text: str) -> bool:
    """Whether entities of a text, in code or not, stand for what nobody sees."""
    return any(unseen_entities(text))


def _escaped(token: re.Match[str], pattern: re.Pattern[str]) -> str:
    text = token[0]
    if token["ticks"]:
        return _shown(text)
    if token["loose"]:
        return text[:-1] + _shown(text[-1])
    if token["link"] and pattern is _LOOSE_OR_STAR:
        return re.sub(r"(?<!\\)\*", r"\*", text)
    return text


class _Brackets:
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


_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_PAGES = ("http:", "https:", "mailto:")
_MOST_DISGUISES = 4


def leads_to_a_page(destination: str, is_picture: bool = False) -> bool:
    """Whether a link may be followed: to a page, a mail, or within the project; no code is run.

    A picture is fetched by whoever only looks at it: it has to be in the project itself. What
    browsers read past or decode is read past and decoded.
    """
    for _ in range(_MOST_DISGUISES):
        plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", destination)
        plain = re.sub(r"[\x00-\x20\x7f-\xa0]", "", unquote(unescape(plain))).lower()
        scheme = _SCHEME.match(plain)
        away = re.match(r"[/\\]{2}", plain)
        if (scheme and (is_picture or scheme[0] not in _PAGES)) or (is_picture and away):
            return False
        if plain == destination:
            break
        destination = plain
    return True


def _shown(marks: str) -> str:
    return "".join(f"\\{mark}" for mark in marks)


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


# --- blocks: paragraphs, lists and closed fences work, too ------------------------------------

_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:", re.DOTALL)

# Blanks alone on a line, too, end a list item without text, but not for every parser.
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)

# First lines that mean something else behind a label: lists, fences, code and (GitHub's) tables.
_NEEDS_OWN_LINE = re.compile(
    rf"[ ]{{4}}|[ ]*\t|[ ]{{0,3}}(?:{_MARKER}(?:[ \t]|$)|`{{3,}}[^`\n]*$|~~~|\|)", re.MULTILINE
)

# First lines that would move a list item's column, or make a thematic break of its marker.
_NEEDS_OWN_LINE_IN_ITEM = re.compile(r"[ \t]|[-*_ \t]+$", re.MULTILINE)

# Most texts have no line that could begin anything but a paragraph or a shallow list; parsing
# them would tell nothing new.
_RISK = re.compile(
    rf"""
      <[A-Za-z/!?]
    | \]\(
    | ^ [ ]* \t
    | ^ [ ]{{12}}
    | ^ [ ]* (?: {_MARKER} [ \t][^\S\n]* (?=\S) ){{0,2}}+ [^\S\n]*
        (?: _ | [^\w\s] | \d{{1,9}} [.)] (?: [ \t] | $ ) )
    """,
    re.MULTILINE | re.VERBOSE,
)

# Real texts settle in two or three passes; hostile ones may need one for each line.
_PASSES = 10

# The parser drops what is nested deeper than 20 levels, two for each list.
_DEEPEST = 17

_DEEPEST_HEADING = 6


def block(text: str, indent: int = 0, after_label: bool = False) -> Markdown:
    """Return free text of several paragraphs that stays within its place in the document.

    Args:
        indent: The column of the list item that the text continues; 0 for none.
        after_label: The text follows `Label:`, and brings its own separator, a space or a blank
            line.
    """
    text = _BLANK_LINE.sub("", clean(text)).lstrip("\n").rstrip()
    if not text:
        return Markdown()
    placed = _placed(text, indent, after_label)
    if not (_RISK.search(text) or any(strays(text)) or _has_unseen(text)):
        return Markdown(placed)
    before = _markers(indent) + ("Label:" if after_label else "")
    settled = _settled(before + placed)
    if settled is None:
        return Markdown(_placed(fence(revealed(text)), indent, after_label))
    written = settled.removeprefix(before)
    escaped = _unplaced(written, indent, after_label)
    if escaped != text and _placed(escaped, indent, after_label) != written:
        return block(escaped, indent, after_label)  # its first line is in another column now
    return Markdown(written)


def _unplaced(written: str, indent: int, after_label: bool) -> str:
    """Return a text without what its place gave it."""
    inner = written.removeprefix(" ") if after_label else written
    inner = inner.lstrip("\n")
    return re.sub(f"(?m)^ {{{indent}}}", "", inner) if indent else inner


def embedded(text: str, level: int, indent: int = 0) -> Markdown:
    """Return a section of another document, whose own headings stay headings, below a level.

    The highest of them stand one below the level, the others as far below those as they stood.
    """
    lines = clean(text).split("\n")
    headings = list(_headings("\n".join(lines)))
    top = min((depth for *_, depth, _ in headings), default=0)
    pieces, at = [], 0
    for start, end, depth, title in headings:
        marks = "#" * min(level + 1 + depth - top, _DEEPEST_HEADING)
        pieces += [
            block("\n".join(lines[at:start]), indent),
            f"{marks} {inline(title, at_start=False)}".rstrip(),
        ]
        at = end
    pieces.append(block("\n".join(lines[at:]), indent))
    return Markdown(f"\n\n{' ' * indent}".join(filter(None, pieces)))


def _headings(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield the first line, the line after, the depth and the title of each heading of a text."""
    tokens = _parser().parse(text + "\n")
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            first, end = token.map
            yield first, end, int(token.tag[1:]), content.content


def _markers(indent: int) -> str:
    """Return the markers of nested lists up to a column; of one character, they were a break."""
    return ("- + " * indent)[: indent // 2 * 2].ljust(indent)


def _placed(text: str, indent: int, after_label: bool) -> str:
    lines = _indented(text, indent)
    if after_label:
        return f"\n\n{lines}" if _NEEDS_OWN_LINE.match(text) else f" {lines.lstrip(' ')}"
    if indent and _NEEDS_OWN_LINE_IN_ITEM.match(text):
        return f"\n{lines}"
    return lines[indent:]


def _settled(document: str) -> str | None:
    """Escape until nothing is left to escape; None when that does not come to an end."""
    for _ in range(_PASSES):
        tokens = _outside_quotes(document)
        if any(token.level > _DEEPEST for token in tokens):
            return None
        escaped = _without_skeleton(document, tokens)
        if escaped == document:
            return document
        document = escaped
    return None


@cache
def _parser() -> MarkdownIt:
    """Return a parser of blocks alone.

    It knows neither HTML blocks nor link reference definitions: every line that could begin one
    is escaped as part of its paragraph.
    """
    # Importing it takes longer than everything else in this module
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark")
    return parser.disable(["html_block", "reference", "inline", "text_join"])


def _outside_quotes(document: str) -> list[Token]:
    """Parse; what is in a block quote can only be judged when the quote is plain text."""
    tokens, quoted = [], 0
    for token in _parser().parse(document + "\n"):
        if token.map and token.map[0] >= quoted:
            tokens.append(token)
            quoted = token.map[1] if token.type == "blockquote_open" else quoted
    return tokens


def _without_skeleton(document: str, tokens: list[Token]) -> str:
    lines = document.split("\n")
    for token in tokens:
        if token.map and (plain := _PLAIN.get(token.type)):
            start, end = token.map
            lines[start:end] = plain(token, lines[start:end])
    return "\n".join(lines)


def _plain_heading(token: Token, lines: list[str]) -> list[str]:
    mark = token.markup[0]
    return [*lines[:-1], lines[-1].replace(mark, f"\\{mark}", 1)]


def _plain_break(token: Token, lines: list[str]) -> list[str]:
    # The markers of lists before the break may be of the same character.
    mark = token.markup[0]
    lists = lines[0].rstrip(f"{mark} \t")
    return [lists + lines[0][len(lists) :].replace(mark, f"\\{mark}", 1)]


def _plain_quote(_: Token, lines: list[str]) -> list[str]:
    first, *others = lines
    return [first.replace(">", r"\>", 1), *(re.sub(r"^[ \t]*(?=>)", r"\g<0>\\", o) for o in others)]


def _plain_fence(token: Token, lines: list[str]) -> list[str]:
    closed = token.content.count("\n") == len(lines) - 2
    opening = lines[0] if closed else lines[0].replace(token.markup, _shown(token.markup), 1)
    for entity in reversed([*unseen_entities(opening)]):  # parsers decode entities here, too
        opening = f"{opening[: entity.start()]}\\{opening[entity.start() :]}"
    return [revealed(opening), *lines[1:]]


def _plain_text(token: Token, lines: list[str]) -> list[str]:
    shown = [*map(revealed, lines), ""]
    lines = [_without_label(line, after) for line, after in pairwise(shown)]
    if _DEFINITION.match(token.content):
        lines[0] = lines[0].replace("[", r"\[", 1)
    text = "\n".join(lines)
    is_tame = not (_TAG_OR_LINK.search(text) or _has_unseen(text))
    return lines if is_tame else _tame(text).split("\n")


_PLAIN: dict[str, Callable[[Token, list[str]], list[str]]] = {
    "heading_open": _plain_heading,
    "hr": _plain_break,
    "blockquote_open": _plain_quote,
    "fence": _plain_fence,
    "inline": _plain_text,
}


# --- documents: what others wrote into them ---------------------------------------------------


# In documents of others a tag or an address may have backticks, which begin no code.
_READ = re.compile(rf"(?P<tag> < [A-Za-z/!?] [^<>]* > ) | {_TOKEN} )", re.VERBOSE)
_TAG_ON_A_LINE = re.compile(r"^[ \t]*<(?:[!?]|/?[A-Za-z][\w-]*(?:[\s/>]|\Z))", re.MULTILINE)


def hidden_entities(document: str) -> Iterator[tuple[int, str]]:
    """Yield the entities that a parser makes a character of that nobody sees: line, from 1, and it.

    What is code stays what it is; what is escaped is shown. In a block of HTML nothing is code.
    """
    if not _has_unseen(document):
        return
    for token in _parser().parse(document + "\n"):
        if token.map and token.type == "inline":
            for place, entity in _read_entities(token.content):
                yield token.map[0] + 1 + token.content.count("\n", 0, place), entity
        elif token.map and token.type == "fence":
            yield from ((token.map[0] + 1, entity[0]) for entity in unseen_entities(token.info))


def _read_entities(text: str) -> Iterator[tuple[int, str]]:
    """Yield the entities outside of code and escapes that stand for what nobody sees."""
    if _TAG_ON_A_LINE.search(text):
        yield from ((entity.start(), entity[0]) for entity in unseen_entities(text))
        return
    spans, position = CodeSpans(text), 0
    while token := _READ.search(text, position):
        position = token.end()
        if token["ticks"]:
            position = spans.end(token) or position
        elif not token[0].startswith("\\"):
            for entity in unseen_entities(token[0]):
                yield token.start() + entity.start(), entity[0]
