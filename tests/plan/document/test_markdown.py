from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from interview.plan.document.markdown.blocks import block, embedded
from interview.plan.document.markdown.code import code_span, fence
from interview.plan.document.markdown.hidden_entities import hidden_entities
from interview.plan.document.markdown.lines import inline, strong
from interview.plan.document.markdown.text import Markdown, comment
from interview.plan.reader.texts import simplest
from interview.text.cleaning import clean, one_line, visible
from tests.conftest import DATA

COMMONMARK = MarkdownIt("commonmark", {"maxNesting": 100})

SKELETON = {"heading_open", "hr", "blockquote_open", "html_block", "html_inline"}

UNMARKED = {"inline", "paragraph_open", "paragraph_close"}

FRAGMENTS = [
    "#", "# ", "## ", "- ", "+ ", "* ", "1. ", "2) ", "> ", ">", "```", "````", "~~~", "===", "---",
    "- - -", "***", "___", "<b>", "</div>", "<!--", "-->", "<?", "<!X", "<div\n", "<pre>", "<",
    "<http://a.b>", "<a@b.c>", "[a]: b", "[a]:", "[", "]", "](", "](c)", "[a](b)", "![", "(", ")",
    "**Type**: x", "__Rollback__:", "**", "*", "_", "`", "``", "\\", "&lt;", "&#35;", "|",
    "    ", "\t", "  ", " ", "word", "é", "1", "\n", "\n\n", "\n  ", "\n    ", "\n\t", "\r\n",
]  # fmt: skip

words = st.one_of(st.sampled_from(FRAGMENTS), st.text(st.characters(codec="utf-8"), max_size=5))
texts = st.lists(words, max_size=14).map("".join)
often = settings(max_examples=200)


def tokens(document: str) -> list[Token]:
    """Return all tokens of a document, those within its lines too."""
    return [
        part for token in COMMONMARK.parse(document) for part in (token, *(token.children or ()))
    ]


def shown(document: str) -> str:
    """Return what a reader sees of plain text: nothing in it may have become markup."""
    parsed = [token for token in tokens(document) if token.type not in UNMARKED]
    assert {token.type for token in parsed} <= {"text", "softbreak"}
    return "".join(token.content or "\n" for token in parsed)


def characters(text: str) -> str:
    """Return what must stay of a text whatever is done to it: all but blanks and escapes."""
    return "".join(text.replace("\\", "").split())


def skeleton(document: str) -> list[str]:
    """Return what only the document itself may hold: its headings, and everything forbidden."""
    parsed = tokens(document)
    return [
        parsed[place + 1].content if token.type == "heading_open" else token.type
        for place, token in enumerate(parsed)
        if token.type in SKELETON
    ]


def lines_at(document: str, level: int) -> list[str]:
    """Return the lines of text at a level of a document; lists are two levels deep each."""
    return [
        token.content
        for token in tokens(document)
        if token.type == "inline" and token.level == level
    ]


def lists_at_top(document: str) -> int:
    return sum(token.type.endswith("list_open") and not token.level for token in tokens(document))


# --- code -------------------------------------------------------------------------------------


def test_a_fence_holds_its_text() -> None:
    cases: list[tuple[str, str, int, str]] = [
        ("x = 1", "python", 0, "```python\nx = 1\n```"),
        ("a\n\n  b", "", 2, "  ```\n  a\n\n    b\n  ```"),
        ("```\nx\n```", "", 0, "````\n```\nx\n```\n````"),
        ("a ````` b", "", 0, "``````\na ````` b\n``````"),
        ("~~~", "", 0, "```\n~~~\n```"),
        ("x", "c++", 0, "```c++\nx\n```"),
        ("x", "objective-c#_1.0", 0, "```objective-c#_1.0\nx\n```"),
        ("x", "a`b\n# c {d}", 0, "```ab#cd\nx\n```"),
        ("a\r\nb\rc", "", 0, "```\na\nb\nc\n```"),
        ("a\n", "", 0, "```\na\n\n```"),
        ("", "", 0, "```\n\n```"),
    ]
    for text, language, indent, fenced in cases:
        assert fence(text, language, indent) == fenced


@pytest.mark.slow
@often
@given(texts.map(clean), st.sampled_from(["", "python", "c++", "`~` <b>\n#"]))
def test_a_fence_is_read_back_exactly(text: str, language: str) -> None:
    [top] = tokens(fence(text, language))
    item = tokens(f"- Label:\n\n{fence(text, language, indent=2)}\n- Next")
    [inner] = [token for token in item if token.type == "fence"]
    assert top.type == "fence"
    assert top.content == inner.content == text + "\n"
    assert re.fullmatch(r"[A-Za-z0-9_+#.-]*", top.info)


@pytest.mark.slow
@given(texts.map(clean), st.integers(0, 8))
def test_a_fence_is_indented_where_it_is_not_blank(text: str, indent: int) -> None:
    lines = fence(text, indent=indent).split("\n")
    assert all(not line or line.startswith(" " * indent) for line in lines)
    assert [line[indent:] for line in lines] == fence(text).split("\n")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("make test", "`make test`"),
        ("a ` b", "``a ` b``"),
        ("`a`", "`` `a` ``"),
        ("``", "``` `` ```"),
        ("*a* <b> \\", "`*a* <b> \\`"),
        (" a\n b ", "`a b`"),
        (" \n ", ""),
    ],
)
def test_a_code_span_fits_its_text(text: str, span: str) -> None:
    assert code_span(text) == span


@pytest.mark.slow
@often
@given(texts)
def test_a_code_span_is_read_back_exactly(text: str) -> None:
    shown = visible(one_line(text))
    expected = [("code_inline", shown)] if shown else []
    for document in (code_span(text), f"- {code_span(text)}: x", f"- x: {code_span(text)}"):
        code = [
            (token.type, token.content) for token in tokens(document) if token.type == "code_inline"
        ]
        assert code == expected


# --- lines ------------------------------------------------------------------------------------

HARMLESS = [
    "",
    "plain words, and a full stop.",
    "`Authorization: Bearer <jwt>` whose `sub` is users.id",
    "200 with the token above; 401 `{...}`",
    "401: the form is shown",
    "t=2 m=19 MiB",
    "SELECT … FROM bookmarks WHERE owner_id = :sub",
    "*emphasis*, **strong**, _both_ and snake_case_names",
    "[a link](https://example.org/a_(b)?c=d#e \"its title\") and ![image](a.png 'b')",
    "<https://example.org/?a=b&c> and <somebody@example.org>",
    "``a ` b`` and ` `` `",
    "C# and #hashtag",
    "issue #1 is first",
    "-1 to +1",
    "1.5 hours, 3 > 2, a < b, a <3 b, 1 <= 2",
    "a | b & c &amp; d",
    "[x] is done, see [1]",
    "\\# and \\` are escapes",
    "=> arrow",
    "2026-11-23",
    "see **Type**: a label within a line is no label of the document",
]


def test_a_harmless_line_stays_as_it_is() -> None:
    for text in HARMLESS:
        assert inline(text) == inline(text, at_start=False) == text


def test_what_is_made_here_says_that_it_is_markdown() -> None:
    made = [fence("x"), code_span("x"), inline("x"), strong("x"), block("x"), block(""), strong("")]
    assert {type(text) for text in made} == {Markdown}


def test_a_line_cannot_begin_a_block_or_hold_html() -> None:
    cases: list[tuple[str, str]] = [
        ("two\nlines", "two lines"),
        ("GET /users/<uuid>", r"GET /users/\<uuid>"),
        ("`<a>` <b> `<c>`", r"`<a>` \<b> `<c>`"),
        ("</b>, <!-- x -->, <?php ?>, <!X>", r"\</b>, \<!-- x -->, \<?php ?>, \<!X>"),
        ("<std::string>", r"\<std::string>"),
        ("<javascript:alert(1)>", r"\<javascript:alert(1)>"),
        ("<!a@b.c>", r"\<!a@b.c>"),
        ("<?a@b.c>", r"\<?a@b.c>"),
        ("a ` b <c>", r"a \` b \<c>"),
        ("`` a ` <c>", r"\`\` a \` \<c>"),
        ("\\`<b>`", r"\`\<b>\`"),
        ("[a](`b) `", r"[a]\(`b) `"),
        ("C:\\", "C:\\\\"),
        ("# x", r"\# x"),
        ("#", r"\#"),
        ("x #", r"x \#"),
        ("x ###", r"x \###"),
        ("> x", r"\> x"),
        ("- x", r"\- x"),
        ("-", r"\-"),
        ("+ x", r"\+ x"),
        ("* x", r"\* x"),
        ("1. x", r"1\. x"),
        ("12) x", r"12\) x"),
        ("---", r"\---"),
        ("* * *", r"\* * *"),
        ("__ _", r"\__ _"),
        ("===", r"\==="),
        ("```", r"\`\`\`"),
        ("~~~", r"\~~~"),
        ("[a]: b", r"\[a]: b"),
        ("[a]", r"\[a]"),
    ]
    for text, line in cases:
        assert inline(text) == line


@pytest.mark.parametrize(
    "text", ["- test real behavior", "< 10 seconds per test", "# x", "> x", "1. x", "[a]: b", "---"]
)
def test_a_line_that_begins_elsewhere_keeps_its_marker(text: str) -> None:
    assert inline(text, at_start=False) == text


@pytest.mark.slow
@often
@given(texts.filter(one_line))
def test_a_line_stays_in_its_list_item(text: str) -> None:
    line = inline(text)
    document = f"- {line} - reason\n- Next: x\n"
    assert skeleton(document) == []
    assert lines_at(document, 3) == [f"{line} - reason", "Next: x"]
    assert lines_at(f"- {line}: `x`", 3) == [f"{line}: `x`"]


@pytest.mark.slow
@often
@given(texts)
def test_a_line_stays_in_its_heading(text: str) -> None:
    line = inline(text)
    first, second = f"### 1. {line} 📋 Planned", f"# Iteration 3: {line}"
    document = f"{second}\n\n{first}\n\ntext\n"
    assert skeleton(document) == [second[2:].strip(), first[4:]]


@pytest.mark.slow
@often
@given(texts)
def test_a_line_behind_a_label_stays_there(text: str) -> None:
    line = inline(text, at_start=False)
    document = f"- **Label**: {line}\n- Next: x\n"
    assert skeleton(document) == []
    assert lines_at(document, 3) == [f"**Label**: {line}".strip(), "Next: x"]


@pytest.mark.slow
@given(texts)
def test_a_line_only_gains_backslashes_and_only_once(text: str) -> None:
    line = inline(text)
    assert line.replace("\\", "") == visible(one_line(text)).replace("\\", "")
    assert inline(line) == line


def test_what_is_escaped_in_a_line_shows_as_it_was_typed() -> None:
    cases: list[str] = [
        "# x #",
        "> x",
        "- x",
        "1. x",
        "***",
        "===",
        "~~~",
        "```",
        "<uuid>",
        "a ` <b>",
        "[a]: b",
        "[a]",
        "<!-- x",
        "</b>",
        "\\",
    ]
    for text in cases:
        assert shown(inline(text)) == text


def test_no_star_ends_the_bold() -> None:
    cases: list[tuple[str, str]] = [
        ("Type hints", "**Type hints**"),
        ("*args*", r"**\*args\***"),
        ("a * b ** c", r"**a \* b \*\* c**"),
        ("`a * b` *", r"**`a * b` \***"),
        ("[a*](b*)", r"**[a\*](b\*)**"),
        ("<https://a.b/*>", "**<https://a.b/*>**"),
        ("<uuid>", r"**\<uuid>**"),
        ("C:\\", "**C:\\\\**"),
        ("- x", "**- x**"),
        ("1. Setup", "**1. Setup**"),
        (" \n ", ""),
    ]
    for text, bold in cases:
        assert strong(text) == bold


@pytest.mark.slow
@often
@given(texts)
def test_bold_is_bold_from_end_to_end(text: str) -> None:
    bold = strong(text)
    assert skeleton(f"- {bold}: x\n") == []
    marks = [token.type for token in tokens(bold) if token.markup == "**"]
    assert marks == (["strong_open", "strong_close"] if bold else [])
    assert bold == bold.strip()


# --- blocks -----------------------------------------------------------------------------------

KEPT = [
    "",
    "One paragraph\non two lines.\n\nAnd another.",
    "- a\n- b\n  - c\n\n1. d\n2. e",
    "Do this:\n- a\n- b",
    "```python\n# not a heading\n<b>\n---\n```",
    "- a\n\n  ~~~\n  > b\n  ~~~",
    "    # indented code\n    <b>",
    "*a*, **b**, [c](d), <https://e.f>, `g <h>`",
    "`code on\ntwo <b> lines`",
    "a\\\nb  \nc",
    "**bold** words, **Note**: mine",
    "*see* **Type**: x",
    "*a*\nsee **Type**: x",
    "- [ ] a box\n- [x] a ticked one",
    "a | b\n--|--\nc | d",
]


def test_the_users_own_markdown_stays_as_it_is() -> None:
    for text in KEPT:
        assert block(text) == text


def test_a_block_cannot_touch_the_skeleton() -> None:
    cases: list[tuple[str, str]] = [
        ("\n \n  a\n\n", "  a"),
        ("# a", r"\# a"),
        ("a\n## b ##\nc", "a\n\\## b ##\nc"),
        ("a\n===", "a\n\\==="),
        ("a\nb\n---\nc", "a\nb\n\\---\nc"),
        ("- # a\n- b\n  ---", "- \\# a\n- b\n  \\---"),
        ("1. > # a", r"1. \> # a"),
        ("---", r"\---"),
        ("a\n\n* * *", "a\n\n\\* * *"),
        ("* ---", r"* \---"),
        ("- + - - -", r"- + \- - -"),
        ("> a\n> b\nc", "\\> a\n\\> b\nc"),
        ("> > # a", r"\> > # a"),
        ("<b>a</b>", r"\<b>a\</b>"),
        ("<div>\n\na\n\n</div>", "\\<div>\n\na\n\n\\</div>"),
        ("<!--\na\n-->", "\\<!--\na\n-->"),
        ("`a\n<b> c`", "\\`a\n\\<b> c\\`"),
        ("[a]: b\n\n[a]", "\\[a]: b\n\n[a]"),
        ("- [a]:\n  b", "- \\[a]:\n  b"),
        ("```\na", "\\`\\`\\`\na"),
        ("- ~~~\n  a\n\nb", "- \\~\\~\\~\n  a\n\nb"),
        ("**Type**: x", r"\*\*Type**: x"),
        ("a\n__Depends on:__ x", "a\n\\_\\_Depends on:__ x"),
        ("- **Built**: x", r"- \*\*Built**: x"),
        ("-\n \t\n      # a", "-\n\n      # a"),
    ]
    for text, safe in cases:
        assert block(text) == safe


def test_what_is_escaped_in_a_block_shows_as_it_was_typed() -> None:
    cases: list[str] = [
        "# a",
        "a\n# b",
        "a\n===",
        "a\n---",
        "---",
        "* * *",
        "> a\n> > b\nc",
        "<div>\na\n</div>",
        "<!-- a",
        "```\na",
        "~~~ a",
        "[a]: b",
        "[a]:\nb 'c'",
        "**Type**: a",
        "__Key files__:",
    ]
    for text in cases:
        assert shown(block(text)) == text


def test_no_label_of_the_document_can_be_forged() -> None:
    sections = re.split(r"^## ", (DATA / "linkstash.md").read_text(encoding="utf-8"), flags=re.M)
    points = [part for part in sections if part.startswith(("Context", "Integration"))]
    tasks = next(part for part in sections if part.startswith("Tasks"))
    labels = re.findall(r"^- (\*\*[^*]+\*\*:)", "\n".join(points), re.MULTILINE)
    labels += set(re.findall(r"(?<![-`] )\*\*[A-Z][^*`\n]+\*\*[^*`:\n]*:", tasks))
    assert len(labels) > 20
    assert [block(label)[:4] for label in labels] == [r"\*\*"] * len(labels)


def test_a_block_brings_what_separates_it_from_its_label() -> None:
    cases: list[tuple[str, int, str]] = [
        ("", 2, ""),
        ("a", 2, " a"),
        ("a\n\nb\nc", 2, " a\n\n  b\n  c"),
        ("a\n- b", 2, " a\n  - b"),
        ("- a\n- b", 2, "\n\n  - a\n  - b"),
        ("1. a", 0, "\n\n1. a"),
        ("```\na\n```", 2, "\n\n  ```\n  a\n  ```"),
        ("````\n```\n````", 2, "\n\n  ````\n  ```\n  ````"),
        ("```a``` b", 2, " ```a``` b"),
        ("~~~\na\n~~~", 0, "\n\n~~~\na\n~~~"),
        ("| a |\n|---|", 2, "\n\n  | a |\n  |---|"),
        ("    a", 2, "\n\n      a"),
        ("# a", 2, " # a"),
        ("  a", 2, " a"),
    ]
    for text, indent, placed in cases:
        assert block(text, indent, after_label=True) == placed


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("a\n\nb", "a\n\n  b"),
        ("- a\n- b", "- a\n  - b"),
        ("a\n \n\t\nb", "a\n\n\n  b"),
        ("    a", "\n      a"),
        ("* * *", "\\* * *"),
    ],
)
def test_a_block_continues_its_list_item(text: str, placed: str) -> None:
    assert block(text, indent=2) == placed


@pytest.mark.parametrize("indent", range(1, 13))
@pytest.mark.parametrize("text", ["---", "# a", "a\n\n    b", "- - -\n<b>"])
def test_a_block_is_the_same_in_every_column(text: str, indent: int) -> None:
    lines = block(text, indent, after_label=True).split("\n")
    assert all(line[:indent].isspace() for line in lines[1:] if line)
    assert characters("".join(lines)) == characters(text)
    assert characters(block(text, indent)) == characters(text)


def assert_stays_in_item(text: str) -> None:
    document = f"# T\n\n- Label:{block(text, 2, after_label=True)}\n- Next: x\n\n## End\n"
    assert skeleton(document) == ["T", "End"]
    assert lists_at_top(document) == 1
    assert lines_at(document, 3)[-1] == "Next: x"


def assert_stays_in_section(text: str) -> None:
    safe = block(text, after_label=True)
    document = f"# T\n\n**What to build**:{safe}\n\n**Key files**:\n\n## End\n"
    assert skeleton(document) == ["T", "End"]
    assert lines_at(document, 1)[-2:] == ["**Key files**:", "End"]


@pytest.mark.slow
@often
@given(texts)
@example("\t# a")
@example("1. 1. 1. # a")
@example("-\n            # a")
@example("- `a\n  <div>` b")
def test_a_block_stays_in_its_list_item(text: str) -> None:
    assert_stays_in_item(text)


@pytest.mark.slow
@often
@given(texts)
def test_a_block_stays_in_its_section(text: str) -> None:
    assert_stays_in_section(text)


@pytest.mark.slow
@often
@given(texts)
def test_a_block_stays_where_it_stands_without_a_label(text: str) -> None:
    item = f"- **From here**:\n\n  {block(text, indent=2)}\n- Next: x\n"
    document = f"# T\n\n{block(text)}\n\n## Items\n\n{item}\n## End\n"
    assert skeleton(document) == ["T", "Items", "End"]
    assert lines_at(document, 3)[-1] == "Next: x"


@pytest.mark.slow
@often
@given(texts)
def test_a_block_only_gains_backslashes_and_only_once(text: str) -> None:
    safe, shown = block(text), visible(text)
    assert characters(visible(safe)) in (characters(shown), characters(fence(shown)))
    assert block(safe) == safe


# --- links, pictures and labels ----------------------------------------------------------------


class Trusting(MarkdownIt):
    """A parser that takes every link for one."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's name
        return True


LINKS = Trusting("commonmark")


def destinations(document: str) -> list[tuple[str, str]]:
    """Return what a document leads to, and what it fetches, as a browser reads the addresses."""
    results = []
    for token in LINKS.parse(document):
        for part in (token, *(token.children or ())):
            for kind, name in (("link_open", "href"), ("image", "src")):
                if part.type == kind:
                    address = unquote(str(part.attrs[name]))
                    results.append((kind, re.sub(r"[\x00-\x20]", "", address).lower()))
    return results


def definitions(document: str) -> object:
    environment: dict[str, object] = {}
    LINKS.parse(document, environment)
    return environment.get("references")


def leads_elsewhere(document: str) -> list[tuple[str, str]]:
    return [
        (kind, address)
        for kind, address in destinations(document)
        if (
            (scheme := re.match(r"[a-z][a-z0-9+.-]*:", address))
            and (kind == "image" or scheme[0] not in ("http:", "https:", "mailto:"))
        )
        or (kind == "image" and re.match(r"[/\\]{2}", address))
    ]


GONE = [
    "[a](javascript:alert(1))", "[a](JaVaScript:alert(1))", "[a](javascript&#58;alert(1))",
    "[a](javascript&colon;alert(1))", "[a](&#106;avascript:alert(1))",
    "[a](javascript\\:alert(1))", "[a](javascript%3Aalert(1))", "[a](java&Tab;script:alert(1))",
    "[a](java&NewLine;script:x)", "[a]( javascript:x)", "[a](\n javascript:x)",
    "[a](<javascript:alert(1)>)", "[a](<java\tscript:x>)", "[a](vbscript:x)",
    "[a](data:text/html,x)",
    "[a](DATA:text/html;base64,x 'title')", "[a](file:///etc/passwd)", "[a](blob:x)",
    "[a](ftp://x)",
    "[a](javascript:x (title))", "[a](javascript:x \"a\\\"b\")", "<javascript:x>", "<DATA:x>",
    "<file:///etc/passwd>", "<irc://x>", "![a](http://evil/track.png)", "![a](HTTPS://evil/t.png)",
    "![a](//evil/t.png)", "![a](\\\\\\\\evil/t.png)", "![a](/\\evil/t.png)",
    "![a](&#47;/evil/t.png)",
    "![a](%2F%2Fevil/t.png)", "![a](data:image/png;base64,x)", "![a](<http://evil/t.png>)",
    "[![a](http://evil/t.png)](https://good.org)", "![a [b](c)](http://evil/t.png)",
    "![a [b] c](http://evil/t.png)", "![a `]` b](http://evil/t.png)",
    "![a \\] b](http://evil/t.png)",
    "![![a](b.png)](http://evil/t.png)", "[a][b]\n\n[b]: javascript:x",
    "![a][b]\n\n[b]: http://evil/t.png",
    "![b]\n\n[b]: <http://evil/t.png> 'x'", "- [b]:\n  data:x\n\n[b]",
    "![a](http://evil/t.png\n'x')",
    "[a](java\u200bscript:x)", "[a [b](javascript:x) c](https://good.org)",
    "![a](http://evil/a_(b).png)",
    "![a [b](c (t]t)) e](http://evil/t.png)",
    "[a](//evil\n\n![b](http://evil/t.png)", "*[a](javascript:x)*", "- [a](javascript:x)\n- b",
    "1. ![a](http://evil/t.png)", "a\\\n![b](http://evil/t.png)", "[a](x-b:c)",
    "[`a`](javascript:x)",
    "![a](ht&Tab;tp://evil/t.png)", "![a](https:evil/t.png)", "![a]( //evil/t.png )",
]  # fmt: skip

KEPT_LINKS = [
    "[a](https://example.org/a_(b)?c=d#e 'its title')", "[a](http://example.org)", "[a](docs/a.md)",
    "[a](#anchor)", "[a](../b.md#c)", "[a](mailto:a@b.org)", "<https://example.org>", "<a@b.org>",
    "![a](a.png)", "![a](docs/a.png 'a')", "![a](/a.png)", "[![a](a.png)](https://example.org)",
    "![a](a.png) and [b](https://example.org)", "[a]()", "[a](b\\_c.md)", "[a](b.md (title))",
    "[a](//example.org)", "[see a [b]](https://example.org)", "[a](src/a.py:12)", "[a](?b=c:d)",
]  # fmt: skip


def test_a_link_that_runs_something_and_a_picture_of_others_is_text() -> None:
    for text in GONE:
        assert leads_elsewhere(text.replace("\u200b", "")), "a browser would not follow it anyway"
        for document in (
            inline(text),
            strong(text),
            block(text),
            f"- x:{block(text, 2, True)}\n- y",
        ):
            assert leads_elsewhere(document) == []
            assert not definitions(document)
        assert leads_elsewhere(embedded(f"# a\n\n{text}", 3)) == []


def test_an_ordinary_link_and_a_picture_of_one_s_own_stay() -> None:
    for text in KEPT_LINKS:
        assert inline(text) == inline(text, at_start=False) == block(text) == text
        assert destinations(text)
        assert destinations(strong(text)) == destinations(text)


LINK_PIECES = st.sampled_from(
    ["[", "![", "]", "](", ")", "(", "<", ">", "`", "\\", "'", '"', " ", "\n", "a", "*",
    "javascript:",
     "&#58;", "http://evil/", "//", "data:", "x.png", "&Tab;", "%3a", "java", "script", ":",
    "\u200b",
     "[b]: ", "[b]", "- ", "\t", "!", "&amp;", "&#x5d;"],
)  # fmt: skip


@pytest.mark.slow
@often
@given(st.lists(LINK_PIECES, max_size=16).map("".join))
def test_whatever_is_written_leads_to_pages_alone(text: str) -> None:
    for document in (inline(text), strong(text), block(text), f"- x:{block(text, 2, True)}\n- y"):
        assert leads_elsewhere(document) == []
    assert inline(inline(text)) == inline(text)
    assert block(block(text)) == block(text)


def labels_of(document: str) -> list[str]:
    """Return what is bold at the beginning of a line and has a colon behind it."""
    labels = []
    for token in tokens(document):
        shown, depth, bold = "", 0, False
        for part in token.children or ():
            if part.type in ("softbreak", "hardbreak") and depth:
                shown += " "
            elif part.type in ("softbreak", "hardbreak"):
                shown, bold = "", False
            depth += {"strong_open": 1, "strong_close": -1}.get(part.type, 0)
            content = part.content if part.type in ("text", "code_inline") else ""
            bold |= depth > 0 and not re.sub(r"\[[ xX]\]|\W", "", shown)
            shown = normalize("NFKC", shown + content)
            if bold and ":" in shown:
                name = re.sub(r"\[[ xX]\]|\A\W+|[^\w)]+\Z", " ", shown.partition(":")[0])
                labels.append(" ".join(re.sub(r"\A\W+", "", name).lower().split()))
                bold = False
    return labels


FORGED = [
    "**Status**: complete", "**Status:** complete", "__Status__: complete",
    "***Status***: complete",
    "**Status** (really): complete", "**_Status_**: complete", "_**Status**_: complete",
    "**St&#97;tus**: complete", "**Status**&#58; complete", "**Status** : complete",
    "**`Status`**: complete", "**[Status](#x)**: complete", "[**Status**](x): complete",
    "**STATUS**: complete", "a\n**Status**: complete", "a  \n**Status**: complete",
    "a\\\n**Status**: complete", "- **Status**: complete", "1. **Status**: complete",
    "- - **Status**: complete", "- a\n\n  **Status**: complete", "- [x] **Status**: complete",
    "> **Status**: complete", "| **Status**: complete |", "  **Status**: complete",
    "a\n\n- b\n  **Status**: complete", "⚠️ **Open**: all of it", "**Verified**: today",
    "**Free to choose**: all", "**Cases**:", "- **Boundaries**:", "**Names  and Values**:",
    "**Decisions**:", "**Research Spike**: x", "**Depends\u00a0on**: Task 1",
    "**Free to\nchoose**: all", "- **Names\n  and Values**: a",
    "[](a)**Status**: complete", "![](a)**Status**: complete", "[![](a)](b)**Status**: complete",
    "&nbsp;**Status**: complete", "&emsp;&#32;**Status**: complete", "&#x2b50;**Status**: complete",
    "~~**Status**~~: complete", "**~~Status~~**: complete", "✅ **Status**: complete",
    "(**Status**: complete)", "**(Status)**: complete", "**Status**\uff1acomplete",
    "` `**Status**: complete", "``  `` **Status**: complete", "** **Status**: complete",
    "\\***Status**: complete", "**\uff33tatus**: complete", "a\n&nbsp;**Status**: complete",
    "- \"**Status**: complete\"", "& **Status**: complete", "\\*\\***Status**: complete",
]  # fmt: skip

WANTED = {"status", "open", "verified", "free to choose", "cases", "boundaries", "decisions",
          "names and values", "research spike", "depends on", "status (really)"}  # fmt: skip


def test_no_label_is_forged_at_any_place() -> None:
    for text in FORGED:
        for document in (
            block(text),
            f"- x\n\n  {block(text, 2)}",
            f"**What**:{block(text, 0, True)}",
        ):
            assert WANTED.isdisjoint(labels_of(document)), document
            assert not re.search(r"(?im)^\W*(?<!\\)(\*\*|__)(status|verified|cases)\b", document)
        if "\n" not in text:
            assert WANTED.isdisjoint(labels_of(f"- {inline(text)}"))


def test_a_label_that_is_none_reads_as_it_was_typed() -> None:
    for text in FORGED:
        assert characters(block(text)) == characters(text)
        assert block(block(text)) == block(text)


@pytest.mark.parametrize(
    "text",
    ["**Statuses**: all", "**Status** is green", "see **Status**: x", "*Status*: x", "**a**: b"],
)
def test_what_is_no_label_stays_bold(text: str) -> None:
    assert block(text) == inline(text) == text


# --- invisible characters ----------------------------------------------------------------------


def test_prose_shows_what_nobody_would_see_and_code_keeps_it() -> None:
    assert inline("a\u202eb `c\u2066`") == r"a\<U+202E>b `c<U+2066>`"
    assert strong("a\u200b*") == r"**a\<U+200B>\***"
    assert code_span("a\U000e0041") == "`a<U+E0041>`"
    assert block("a\u202e\n\n```py\u2066\nb\u202e\n```") == (
        "a\\<U+202E>\n\n```py<U+2066>\nb\u202e\n```"
    )
    assert fence("a\u202e\x1b[31m", "py\u202e") == "```py\na\u202e\n```"
    assert comment("a --> <script>\u202e\x1b\n--") == "a -> <script><U+202E>"
    assert shown(inline("a\u202eb")) == "a<U+202E>b"


def test_what_people_need_stays_in_prose() -> None:
    for text in ("👩‍👩‍👧 ❤️ 1️⃣", "می\u200cخواهم", "(C++\u200e) שלום"):
        assert block(text) == inline(text) == text


ENTITIES = [
    "&#x202E;", "&#X202e;", "&#8238;", "&#x2066;", "&#x2069;", "&#8203;", "&shy;", "&rlm;", "&zwj;",
    "&zwnj;", "&NoBreak;", "&ic;", "&ZeroWidthSpace;", "&#xE0041;", "&#xFE0F;", "&#0;", "&#27;",
    "&#x9b;", "&#x7f;", "&#xfffe;", "&#x0000202e;", "&#x2800;",
]  # fmt: skip

TRAP = 'if x != "user&#x202E; &#x2066;// admin&#x2069;"'


@pytest.mark.parametrize("entity", ENTITIES)
def test_an_entity_of_what_nobody_sees_shows_as_it_was_typed(entity: str) -> None:
    assert inline(f"a{entity}b") == block(f"a{entity}b") == f"a\\{entity}b"
    assert strong(entity) == f"**\\{entity}**"
    assert shown(inline(entity)) == entity
    assert block(f"a\n\n- b {entity}") == f"a\n\n- b \\{entity}"
    assert simplest(inline(entity), inline) == entity


@pytest.mark.parametrize(
    "text",
    ["&nbsp; &amp; &lt; &eacute; &#35; &#x1F600; &lvertneqq; &Tab;", "AT&T; &nothing; &#; &#x;",
     "`&shy;` and ``a ` &#x202e;``", r"\&shy; \&#x202e;", "&shy and &#x202e", "a &amp;shy; b"],
)  # fmt: skip
def test_other_entities_and_those_in_code_stay(text: str) -> None:
    assert inline(text) == block(text) == text


def test_entities_stay_in_blocks_of_code_alone() -> None:
    text = f"```sh\n{TRAP}\n```\n\n    &shy;\n\n{TRAP}"
    escaped = TRAP.replace("&", r"\&")
    assert block(text) == f"```sh\n{TRAP}\n```\n\n    &shy;\n\n{escaped}"
    assert block("```sh&shy;\na\n```") == "```sh\\&shy;\na\n```"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("[a](b&shy;c)", r"[a]\(b\&shy;c)"),
        ("[a](b '&rlm;')", r"[a]\(b '\&rlm;')"),
        ("![a&shy;](b.png)", r"![a\&shy;](b.png)"),
        ("<https://a.b/&#x202e;>", r"\<https://a.b/\&#x202e;>"),
        ("<https://a.b/%E2%80%AE>", r"\<https://a.b/%E2%80%AE>"),
        ("<https://a.b/?c&d;e>", "<https://a.b/?c&d;e>"),
    ],
)
def test_a_link_that_hides_something_is_text(text: str, safe: str) -> None:
    assert inline(text) == block(text) == safe


ENTITY_PIECES = st.sampled_from(
    [*ENTITIES, "&nbsp;", "&amp;", "&#", "x202e;", "&", ";", "#", "shy;", "\\", "`", "``", "[",
     "](", "![", ")", "<", ">", "<https://a.b/", "<a@b.c>", "'", '"', " ", "\n", "\n\n", "- ", "*",
     "    ", "```", "~~~", "a", "b.png", "**Status**: ", "<b>", "[a]: ", "> ", "# ", "م",
     "می\u200cها"]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=400)
@given(st.lists(ENTITY_PIECES, max_size=16).map("".join))
def test_no_entity_hides_anything_from_whoever_sees_it_rendered(text: str) -> None:
    for written in (inline(text), strong(text), block(text), f"- x:{block(text, 2, True)}\n- y"):
        for parser in (COMMONMARK, LINKS):
            seen = parser.render(written)
            assert visible(seen) == seen
        assert list(hidden_entities(written)) == []
    assert inline(inline(text)) == inline(text)
    assert block(block(text)) == block(text)
    assert inline(text).replace("\\", "") == visible(one_line(text)).replace("\\", "")


def test_entities_of_a_document_are_found_where_a_parser_decodes_them() -> None:
    document = "a\n`b\n&shy;` &rlm; `c`\n\n- d\n  \\&shy; [e](f&shy;)\n\n```&lrm;\n&shy;\n```\n"
    assert list(hidden_entities(document)) == [(3, "&rlm;"), (6, "&shy;"), (8, "&lrm;")]
    assert list(hidden_entities("a\n<div>\n`&shy;`")) == [(3, "&shy;")]
    assert list(hidden_entities("<b c='`'> &shy; `")) == [(1, "&shy;")]
    assert list(hidden_entities("a <http://b/`> &shy; `")) == [(1, "&shy;")]


# --- hostile texts ----------------------------------------------------------------------------

HOSTILE = {
    "nested lists": "- " * 50_000 + "a",
    "nested numbers": "1. " * 30_000 + "a",
    "a stair of lists": "\n".join(" " * 2 * step + "- a" for step in range(300)),
    "nested quotes": "> " * 50_000 + "a",
    "nested quotes in lists": "- > " * 10_000 + "a",
    "quotes in turn with lists": "> a\n- b\n" * 500,
    "headings": "# a\n" * 10_000,
    "underlines": "a\n---\n" * 1_000,
    "backticks": "`" * 50_000,
    "spaced backticks": "` " * 5_000,
    "growing backticks": " ".join("`" * length for length in range(1, 250)) + "\n<b>",
    "shrinking fences": "\n".join("`" * length for length in range(250, 2, -1)),
    "stars": "*" * 10_000,
    "tags": "<a" * 5_000,
    "definitions": "[a]: b\n\n" * 1_000,
    "destinations": "](" * 5_000 + "<b>",
    "labels": "**Type**: a\n" * 1_000,
    "entities": "&shy;" * 10_000,
    "blank entities": "&nbsp;" * 10_000 + "**Status**: a",
    "symbols": "(](" * 10_000 + "**Status**: a",
    "bold symbols": "** " * 10_000 + "**Status**: a",
    "a wide gap": "*a*\nb" + " " * 100_000 + "**Type" + " \t" * 50_000 + "c",
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_block_stays_in_its_place(text: str) -> None:
    assert_stays_in_item(text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["spaced backticks", "growing backticks", "stars", "tags", "destinations", "a wide gap"],
)
def test_a_hostile_line_stays_in_its_place(name: str) -> None:
    text = HOSTILE[name]
    heading = f"T: {inline(text)}"
    assert skeleton(f"# {heading}\n- {strong(text)}: {code_span(text)}\n") == [heading]


@pytest.mark.parametrize("name", ["nested lists", "a stair of lists", "shrinking fences"])
def test_what_is_nested_beyond_all_measure_is_fenced(name: str) -> None:
    text = HOSTILE[name]
    assert block(text) == fence(text)
    assert block(text, indent=2, after_label=True) == f"\n\n{fence(text, indent=2)}"


def test_brackets_are_left_alone_however_many_there_are() -> None:
    brackets = "[" * 50_000
    assert block(brackets) == inline(brackets) == brackets
