"""Characters that nobody sees are written visibly, but for those that scripts and emoji need."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._emoji_codes import EMOJI

from interview.text.cleaning import clean, on_a_line, visible, written_json
from interview.text.invisible import INVISIBLE, revealed, strays
from tests.hostile import hidden

FLAG = "\U0001f3f4"
ENGLAND = FLAG + "".join(chr(0xE0000 + ord(character)) for character in "gbeng") + "\U000e007f"


def tags(text: str) -> str:
    return "".join(chr(0xE0000 + ord(character)) for character in text)


NEEDED = {
    "emoji of several people": "👩‍👩‍👧 and 👨🏻‍❤️‍💋‍👨🏼",
    "a heart that is an emoji": "❤️ and ❤︎",
    "keycaps": "1\ufe0f\u20e3 #\ufe0f\u20e3",
    "a flag of a region": f"made in {ENGLAND}",
    "Persian": "می\u200cخواهم، کتاب\u200cها",
    "a Persian ending of an acronym": "API\u200cها، URL\u200cها",
    "a Persian ending of a digit": "۵\u200cساله، 5\u200cساله",
    "an acronym behind a Persian prefix": "می\u200cAPI",
    "a Persian ending of what is quoted": "«می»\u200cها",
    "the end of a Persian word": "می\u200c خواهم\u200c.",
    "Braille": "⠓⠊\u2800⠓⠊\u2800\u2800⠁",
    "hieroglyphs": "\U00013000\U00013430\U00013437\U00013001\U00013438",
    "Khitan": "\U00018b00\U00016fe4\U00018b01",
    "notes without a head": "\U0001d159\U0001d165",
    "a final form of Arabic": "ه\u200d",
    "an initial form of Arabic": "\u200dه",
    "Devanagari": "क्\u200dष and क्\u200cष",
    "Bengali": "র\u200d্যা",
    "Sinhala": "ශ්\u200dරී",
    "words of Khmer": "ភាសា\u200bខ្មែរ",
    "words of Thai": "ภาษา\u200bไทย",
    "Mongolian": "ᠬᠠ\u180bᠰ ᠴᠠᠭ\u180eᠠ",
    "a name in Japanese": "葛\U000e0100飾区",
    "a mark in Hebrew": "(C++\u200e) שלום",
    "a mark in Arabic": "مرحبا!\u200f",
    "a variant of an operator": "2 \u2268\ufe00 3",
}

STRAY = {
    "an override": ("a\u202eb", "a<U+202E>b"),
    "isolates": ("\u2066a\u2069", "<U+2066>a<U+2069>"),
    "an override in Hebrew": ("ש\u202eל", "ש<U+202E>ל"),
    "marks in Latin": ("a\u200e\u200fb\u061c", "a<U+200E><U+200F>b<U+061C>"),
    "a run of marks in Hebrew": ("ש\u200e\u200e", "ש<U+200E><U+200E>"),
    "a mark in another line than Hebrew": ("ש\na\u200e", "ש\na<U+200E>"),
    "blanks of no width": ("a\u200bb\ufeffc\u2060", "a<U+200B>b<U+FEFF>c<U+2060>"),
    "joiners in Latin": ("a\u200db\u200cc", "a<U+200D>b<U+200C>c"),
    "two joiners": ("می\u200c\u200cخ", "می<U+200C><U+200C>خ"),
    "two joiners at the end": ("می\u200c\u200d.", "می<U+200C><U+200D>."),
    "a joiner in German": ("Auf\u200clage", "Auf<U+200C>lage"),
    "a joiner alone": ("a \u200c b 5\u200c6", "a <U+200C> b 5<U+200C>6"),
    "a joiner beside what nobody sees": ("\u17b4\u200c", "<U+17B4><U+200C>"),
    "isolates around Hebrew": ("\u2067ש\u2069", "<U+2067>ש<U+2069>"),
    "Braille without a dot": ("a\u2800b", "a<U+2800>b"),
    "the place of an object": ("a\ufffc", "a<U+FFFC>"),
    "what is no character": ("\ufffe\uffff\ufdd0\U0010ffff", "<U+FFFE><U+FFFF><U+FDD0><U+10FFFF>"),
    "a filler of Khitan": ("a\U00016fe4", "a<U+16FE4>"),
    "a note that has no head": ("a\U0001d159b", "a<U+1D159>b"),
    "layout of hieroglyphs": ("a\U00013430b", "a<U+13430>b"),
    "a joiner behind an emoji": ("👩\u200d x", "👩<U+200D> x"),
    "a joiner before an emoji": ("x \u200d👩", "x <U+200D>👩"),
    "a hidden word": (tags("Hi"), "<U+E0048><U+E0069>"),
    "a hidden word behind a flag": (f"{FLAG}{tags('ab')}", f"{FLAG}<U+E0061><U+E0062>"),
    "a flag that is too long": (
        f"{FLAG}{tags('ignore')}\U000e007f",
        FLAG + "".join(f"<U+{0xE0000 + ord(character):X}>" for character in "ignore") + "<U+E007F>",
    ),
    "a selector behind a letter": ("a\ufe0f\ufe00", "a<U+FE0F><U+FE00>"),
    "a word in selectors": ("😊\U000e0158\U000e0159", "😊<U+E0158><U+E0159>"),
    "a second selector": ("❤\ufe0f\ufe0f", "❤\ufe0f<U+FE0F>"),
    "a soft hyphen": ("plan\u00adning", "plan<U+00AD>ning"),
    "fillers": ("\u3164\u115f\u1160\uffa0", "<U+3164><U+115F><U+1160><U+FFA0>"),
    "separators": ("a\u2028b\u2029c", "a<U+2028>b<U+2029>c"),
    "annotations": ("\ufff9a\ufffab\ufffb", "<U+FFF9>a<U+FFFA>b<U+FFFB>"),
    "operators that nobody sees": ("\u2061\u2062\u2063\u2064", "<U+2061><U+2062><U+2063><U+2064>"),
    "formats out of use": ("\u206a\u206f", "<U+206A><U+206F>"),
    "a grapheme joiner": ("a\u034fb", "a<U+034F>b"),
    "the vowel separator": ("a\u180eb", "a<U+180E>b"),
}


def test_what_a_script_or_an_emoji_needs_stays() -> None:
    cases: list[str] = list(NEEDED.values())
    for text in cases:
        assert hidden(text)
        assert visible(text) == text


def test_every_emoji_stays_as_it_is() -> None:
    assert len(EMOJI) > 3_000
    assert [entry for entry in EMOJI.values() if visible(entry) != entry] == []


def test_a_stray_character_is_its_code_point() -> None:
    cases: list[tuple[str, str]] = list(STRAY.values())
    for text, shown in cases:
        assert visible(text) == shown


def test_whatever_unicode_formats_with_is_meant_unless_it_is_seen() -> None:
    # These have a glyph, or stand around letters that have one.
    seen = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
    known = re.compile(f"[{INVISIBLE}]")
    left = [
        point
        for point in range(0x110000)
        if unicodedata.category(entry := chr(point)) in ("Cf", "Zl", "Zp")
        and not known.match(entry)
        and not seen.match(entry)
    ]
    assert left == []


ANY = st.text(
    st.one_of(
        st.sampled_from("ab ش🏴👩❤1ก漢ש\n<U+>" + "".join(NEEDED.values())),
        st.sampled_from("\u200b\u200c\u200d\u200e\u200f\u202e\u2066\ufe0f\ufeff\u00ad\u3164\u2028"),
        st.sampled_from("\U000e0067\U000e0062\U000e007f\U000e0100\u180b\u180e\u061c"),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
)


@given(ANY)
def test_what_is_visible_stays_visible(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert list(strays(visible(text))) == []


@given(ANY.map(lambda text: text.replace("<", "")))
def test_nothing_but_stray_characters_changes(text: str) -> None:
    characters = list(text)
    for stray in strays(text):
        assert hidden(stray[0])
        characters[stray.start()] = ""
    assert re.sub(r"<U\+[0-9A-F]{4,6}>", "", revealed(text)) == "".join(characters)


@given(
    st.text(
        st.characters(
            codec="utf-8",
            exclude_categories=["Cf", "Cc", "Cn", "Mn", "Lo", "Zl", "Zp"],
            exclude_characters="\u2800\ufffc\U0001d159",
        )
    )
)
def test_a_text_without_any_is_never_touched(text: str) -> None:
    assert revealed(text) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "\u200e",
        "ש\u200ea",
        "👩\u200d",
        "ب\u200d",
        "\U0001f3f4\U000e0067",
        "a\u2800\u2800",
        "\u2800",
    ],
)
def test_many_of_them_are_read_in_bounded_time(unit: str) -> None:
    assert len(revealed(unit * 100_000)) >= 100_000


def test_a_name_shows_whatever_it_holds_on_one_line() -> None:
    assert on_a_line("a\nb\r\x1b]0;x\x07\udc80\u202e\t") == (
        "a<U+000A>b<U+000D><U+001B>]0;x<U+0007><U+DC80><U+202E><U+0009>"
    )
    assert on_a_line("naïve 漢字 👩‍👩‍👧.jsonl") == "naïve 漢字 👩‍👩‍👧.jsonl"


@pytest.mark.slow
@given(
    st.recursive(
        ANY | st.integers(), lambda strategy: st.lists(strategy) | st.dictionaries(ANY, strategy)
    )
)
def test_json_is_the_same_data_with_nothing_unseen_in_it(value: object) -> None:
    written = written_json(value)
    assert json.loads(written) == value
    assert visible(written) == written


def test_json_keeps_even_half_a_character() -> None:
    value = {"\x9b\x7f\ud800": "\x1b\r\n\u2028"}
    assert json.loads(written_json(value)) == value
    assert written_json(value).isascii()
    assert clean(written_json(value)) == written_json(value)
