"""What files of strangers hold beyond all measure: told, and in nobody's way."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from interview.files.bounds import bounded, is_plain
from interview.questionnaire.loading import QuestionnaireError, load
from interview.session.engine import Engine
from tests.events import answered
from tests.shell import Shell

STARTED = (
    '{"event":"started","at":"2026-11-23T12:00:00Z","schema":1,"id":"x",'
    '"questionnaire":{"name":"iteration","version":1},"project":"linkstash"}'
)


def answer(address: str, value: str, at: str = "2026-11-23T12:04:31Z") -> str:
    return (
        f'{{"event":"answered","at":"{at}","address":"{address}","value":{value},"origin":"user"}}'
    )


DAMAGED: dict[str, str] = {
    "4,000 zeros": answer("iteration.number", "1" + "0" * 4_000),
    "400 digits": answer("tasks.t1.hours", "1" + "0" * 400),
    "6,000 digits": answer("iteration.number", "9" * 6_000),
    "infinity": answer("iteration.number", "1e999"),
    "no number": answer("iteration.number", "NaN"),
    "900 lists": answer("iteration.title", "[" * 900 + "]" * 900),
    "900 mappings": answer("iteration.title", '{"a":' * 900 + "1" + "}" * 900),
    "50,000 lists": answer("iteration.title", "[" * 50_000 + "]" * 50_000),
    "a new event, nested": '{"event":"new","at":"2026-11-23T12:00:00Z","x":'
    + "[" * 950 + "]" * 950 + "}",
    "a draft, nested": '{"event":"drafted","at":"2026-11-23T12:00:00Z","address":"goal.outcome",'
    '"value":' + "[" * 900 + "]" * 900 + "}",
    "before all time": answer("iteration.title", '"x"', "0001-01-01T00:00:00+23:59"),
    "after all time": answer("iteration.title", '"x"', "9999-12-31T23:59:59-23:59"),
}  # fmt: skip
ODD: dict[str, str | bytes] = {
    "half a character": answer("iteration.title", r'"a\ud800b"'),
    "half a character in bytes": b'{"event":"answered","at":"2026-11-23T12:04:31Z","address":'
    b'"iteration.title","value":"a\xed\xa0\x80b","origin":"user"}',
    "half a key": answer("goal.outcome", r'{"\udc00":"\ud800"}'),
    "half a new event": r'{"event":"new\ud800","at":"2026-11-23T12:00:00Z","x":"\ud800"}',
    "half a note": '{"event":"postponed","at":"2026-11-23T12:00:00Z","address":"goal.outcome",'
    r'"note":"\udfff"}',
    "half a reason": '{"event":"suppressed","at":"2026-11-23T12:00:00Z","address":"",'
    r'"rule":"\ud800","reason":"\udfff"}',
    "90 lists": answer("iteration.title", "[" * 90 + "]" * 90),
    "less than nothing": answer("iteration.number", "-0.0"),
    "300 digits": answer("iteration.number", "1" + "0" * 299),
    "a place beyond all": '{"event":"item_added","at":"2026-11-23T12:00:00Z","section":"tasks",'
    '"item":"t1"}\n{"event":"item_moved","at":"2026-11-23T12:00:00Z","section":"tasks","item":"t1",'
    '"to":1' + "0" * 30 + "}",
}
LINES: dict[str, str | bytes] = {**DAMAGED, **ODD}
LOOKING = (
    ["show", "bad"], ["show", "bad", "--json"], ["log", "bad"], ["check", "bad"],
    ["doctor"], ["export", "bad", "--draft", "-o", "-"], ["copy", "bad", "other"],
    ["edit", "bad", "--set", "iteration.title=x"], ["undo", "bad"],
)  # fmt: skip
OTHERS = (
    ["list"], ["list", "--json"], ["discover"], ["show", "good"],
    ["start", "--no-input", "--set", "iteration.number=9"],
)  # fmt: skip


@pytest.fixture
def sessions(project: Path) -> Path:
    (project / "pyproject.toml").write_text('[tool.interview]\nsessions = "s"\n', encoding="utf-8")
    folder = project / "s"
    folder.mkdir()
    fine = answer("iteration.title", '"Fine"')
    good = f"{STARTED}\n{fine}\n"
    (folder / "good.jsonl").write_text(good, encoding="utf-8")
    return folder


def put(folder: Path, line: str | bytes) -> Path:
    data = line if isinstance(line, bytes) else line.encode()
    (folder / "bad.jsonl").write_bytes(STARTED.encode() + b"\n" + data + b"\n")
    return folder / "bad.jsonl"


PLAIN = ("before all time", "after all time", "90 lists", "less than nothing", "a place beyond all")


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_one_bad_session_stops_no_command(name: str, sessions: Path, sh: Shell) -> None:
    put(sessions, LINES[name])
    for arguments in LOOKING:
        assert sh(*arguments).code in (0, 1, 2, 3), arguments
    for arguments in OTHERS:
        assert sh(*arguments).code == 0, arguments


@pytest.mark.slow
@pytest.mark.parametrize("name", DAMAGED)
def test_a_line_beyond_all_measure_is_damage_that_can_be_repaired(
    name: str, sessions: Path, sh: Shell
) -> None:
    path = put(sessions, DAMAGED[name])
    result = sh("show", "bad")
    assert result.code == 3
    assert "line 2 of" in result.err
    assert sh("doctor", "bad").code != 0
    assert sh("doctor", "--repair", "bad").code == 0
    assert sh("show", "bad").code == 0
    assert path.with_name("bad.jsonl.aside").read_bytes().strip() == DAMAGED[name].encode()


def test_half_a_character_is_shown_as_one_that_is_unknown(sessions: Path, sh: Shell) -> None:
    path = put(sessions, ODD["half a character"])
    before = path.read_bytes()
    shown = json.loads(sh("show", "bad", "--json").out)
    assert "a\ufffdb" in json.dumps(shown, ensure_ascii=False)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ([[[]]] * 3, ""),
        (10**301, "hundreds of digits"),
        (-(10**301), "hundreds of digits"),
        ({"a": [float("nan")]}, "not finite"),
        (json.loads("[" * 101 + "]" * 101), "too deeply"),
    ],
)
def test_data_is_held_within_bounds(data: Any, message: str) -> None:
    if not message:
        assert bounded(data) == data
        return
    with pytest.raises(ValueError, match=message):
        bounded(data)


def test_no_line_passes_for_plain_that_is_not() -> None:
    for name in LINES:
        line = LINES[name]
        raw = line if isinstance(line, bytes) else line.encode()
        assert not is_plain(raw) or name in PLAIN


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("a.toml", "[iteration]\nnumber = 1" + "0" * 400),
        ("a.toml", "[iteration]\nnumber = 1" + "0" * 5_000),
        ("a.toml", "[iteration]\nnumber = 1e999"),
        ("a.toml", "[iteration]\nnumber = nan"),
        ("a.json", '{"iteration":{"number":1' + "0" * 400 + "}}"),
        ("a.json", '{"iteration":{"number":-1e999}}'),
        ("a.json", '{"tasks":[{"hours":1' + "0" * 500 + "}]}"),
        ("a.json", '{"iteration":{"title":' + "[" * 900 + "]" * 900 + "}}"),
        ("a.json", '{"iteration":{"title":' + "[" * 90_000 + "}}"),
    ],
)
def test_answers_beyond_all_measure_are_refused(
    file: str, text: str, project: Path, sh: Shell
) -> None:
    (project / file).write_text(text, encoding="utf-8")
    assert sh("start", "--no-input", "--answers", file).code == 2


HEAD = 'name = "t"\nversion = 1\ndocument = "t.md.j2"\n'
SECTION = '[[section]]\nid = "s"\ntitle = "S"\n'


def asked(name: str, more: str = "", kind: str = "text") -> str:
    return f'[[section.question]]\nid="{name}"\nkind="{kind}"\nask="a"\nhelp="h"\n{more}\n'


def chain(count: int, condition: str, kind: str = "confirm") -> str:
    """Return questions, each of which looks at the one before it."""
    return "".join(
        asked(f"a{number}", condition.replace("BEFORE", f"a{number - 1}") if number else "", kind)
        for number in range(count)
    )


HOSTILE = {
    "a key of 400,000 parts": HEAD + SECTION + "a" + ".a" * 400_000 + " = 1\n",
    "a header of 400,000 parts": HEAD + "[" + "a." * 400_000 + "a]\n",
    "a version of 5,000 digits": HEAD.replace("1", "1" * 5_000) + SECTION + asked("a"),
    "a version in hexadecimal": HEAD.replace("= 1", "= 0x" + "f" * 900_000) + SECTION + asked("a"),
    "a bound of 400 digits": HEAD + SECTION + asked("a", "minimum = 1" + "0" * 400, "number"),
    "500,000 lists": "x = " + "[" * 500_000,
    "15,000 questions": HEAD + SECTION + "".join(asked(f"a{number}") for number in range(15_000)),
    "conditions that double": HEAD + SECTION
    + chain(900, "when = { any = [{ BEFORE = true }, { BEFORE = false }, { not = { BEFORE = true"
            " } }] }"),
    "a chain of conditions": HEAD + SECTION + chain(1_000, "when = { BEFORE = true }"),
    "variants that double": HEAD + SECTION
    + chain(900, '[[section.question.variant]]\nwhen = { any = [{ BEFORE = true }, { BEFORE = false'
            ' }] }\nask = "b"'),
    "a billion items": HEAD + SECTION + 'item = "x"\nat_least = 1000000000\n' + asked("a"),
    "a help of 900,000 characters": HEAD + SECTION + asked("a", f'example = "{"x" * 900_000}"'),
    "100,000 choices": HEAD + SECTION
    + asked("a", f"choices = {json.dumps([f'c{number}' for number in range(80_000)])}", "choice"),
    "wishes that nobody can have": HEAD + SECTION
    + asked("a", f"choices = {json.dumps([f'c{number}' for number in range(500)])}", "choice")
    + asked("b", f"when = {{ a = {json.dumps([f'd{number}' for number in range(80_000)])} }}"),
    "names that nobody has": HEAD + SECTION + chain(990, 'when = { zBEFORE = "x" }'),
    "ids that are none": HEAD + 'extends = "iteration"\n[[section]]\nid = [1]\nafter = { a = 1 }\n',
    "a document with a long name": HEAD.replace("t.md.j2", "a" * 5_000) + SECTION + asked("a"),
    "a path with a NUL": HEAD + 'path = "a\\u0000b"\n' + SECTION + asked("a"),
    "a number with 400,000 underscores": HEAD + "x = " + "1_" * 400_000 + "1\n",
    "a base with a long name": HEAD + f'extends = "{"a" * 5_000}"\n' + SECTION + asked("a"),
}  # fmt: skip


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_questionnaire_is_checked_like_any_other(name: str, project: Path) -> None:
    for folder in ("questionnaires", "documents"):
        (project / ".interview" / folder).mkdir(parents=True)
    (project / ".interview/documents/t.md.j2").write_text("{{ s.own }}", encoding="utf-8")
    file = project / ".interview/questionnaires/t.toml"
    file.write_text(HOSTILE[name], encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "interview", "questionnaire", "check", "t"],
        env={**os.environ, "INTERVIEW_TRACEBACK": ""},
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
    )
    assert done.returncode in (0, 2), done.stderr[-500:]
    assert len(done.stdout + done.stderr) < 100_000
    assert bool(done.stderr) == (done.returncode == 2)


def test_a_bad_questionnaire_of_iterations_is_an_error(project: Path, sh: Shell) -> None:
    folder = project / ".interview/questionnaires"
    folder.mkdir(parents=True)
    (folder / "iteration.toml").write_text(HOSTILE["a bound of 400 digits"], encoding="utf-8")
    result = sh("start", "--no-input", "--set", "iteration.number=1")
    assert result.code == 2
    assert "iteration.toml" in result.err.replace("\n", "").replace(" ", "")


def test_more_problems_than_anybody_reads_are_not_told() -> None:
    with pytest.raises(QuestionnaireError) as error:
        load(HOSTILE["names that nobody has"], "t.toml")
    assert len(error.value.problems) == 101
    assert "there are more problems" in error.value.message


def test_a_chain_of_conditions_through_many_sections_is_followed() -> None:
    sections = "".join(
        f'[[section]]\nid = "s{number}"\ntitle = "S"\n'
        + asked("a", f'when = {{ "s{number - 1}.a" = true }}' if number else "", "confirm")
        for number in range(200)
    )
    engine = Engine(
        load(HEAD + sections, "t.toml"),
        [answered(f"s{number}.a", value=True) for number in reversed(range(200))],
    )
    assert engine.progress().answered == 200
    engine.apply(answered("s0.a", value=False))
    assert engine.progress() == (1, 1, 0)
