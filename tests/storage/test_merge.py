"""Sessions on branches: git merges their files, and nothing of what was said is lost."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.errors import SessionError
from interview.questionnaire.model import Questionnaire
from interview.session import item_events as items
from interview.session.engine import Engine
from interview.session.events import Event, Merged, Undone
from interview.session.state import State
from interview.storage.lines import lines_of, write_line
from interview.storage.merge import whole
from interview.storage.session_file import append_to, read
from interview.terminal.flow.review import Review
from tests.conftest import NOW
from tests.events import added, answered, cleared, moved, postponed, removed, started
from tests.scripted import Interview
from tests.shell import Shell, session_file

Lines = tuple[bytes, ...]


def later(event: Event, minutes: int, **more: Any) -> Event:
    return event.model_copy(update={"at": NOW + timedelta(minutes=minutes), **more})


def grown(before: Lines, *events: Event) -> Lines:
    """Return the lines of a branch that goes on from others."""
    check = before[-1].rpartition(b'"check":"')[2][:8].decode() if before else ""
    lines = list(before)
    for event in events:
        line, check = write_line(event, check)
        lines.append(line)
    return tuple(lines)


def put(path: Path, *lines: bytes) -> Path:
    path.write_bytes(b"".join(lines))
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "linkstash-3.jsonl"


BASE = grown((), started(), answered("iteration.number", 3), added("tasks", "t1"),
             answered("tasks.t1.name", "First"))  # fmt: skip
OURS = grown(BASE, later(answered("goal.outcome", "ours"), 1),
             later(answered("context.built", "x"), 2))  # fmt: skip
THEIRS = grown(BASE, later(answered("goal.outcome", "theirs"), 3),
               later(answered("iteration.title", "t"), 4))  # fmt: skip
HEAD, BARS, SAME, TAIL = (b"<<<<<<< HEAD\n", b"||||||| 1234567\n", b"=======\n", b">>>>>>> br\n")


def union(ours: Lines, theirs: Lines, base: Lines = BASE) -> Lines:
    return (*ours, *theirs[len(base) :])


def conflict(ours: Lines, theirs: Lines, *base: bytes) -> Lines:
    return (*BASE, HEAD, *ours[len(BASE) :], *base, SAME, *theirs[len(BASE) :], TAIL)


def line_by_line(ours: Lines, theirs: Lines) -> Lines:
    pairs = zip(ours[len(BASE) :], theirs[len(BASE) :], strict=True)
    return (*BASE, *(line for pair in pairs for line in pair))


UNIONS: dict[str, Callable[[Lines, Lines], Lines]] = {
    "union": union,
    "the other way round": lambda ours, theirs: union(theirs, ours),
    "markers": conflict,
    "diff3": lambda ours, theirs: conflict(ours, theirs, BARS),
    "line by line": line_by_line,
    "one behind the other": lambda ours, theirs: (*ours, *theirs),
    "twice": lambda ours, theirs: (*union(ours, theirs), *theirs[len(BASE) :]),
}


def state(path: Path, questionnaire: Questionnaire) -> State:
    return Engine(questionnaire, read(path).events).state


def answers_of(state: State) -> dict[str, Any]:
    return {str(address): answer.value for address, answer in state.answers.items()}


@pytest.mark.parametrize("form", UNIONS)
def test_the_answers_of_both_branches_are_there(
    form: str, path: Path, questionnaire: Questionnaire
) -> None:
    put(path, *UNIONS[form](OURS, THEIRS))
    result = state(path, questionnaire)
    assert answers_of(result) == {
        "iteration.number": 3,
        "tasks.t1.name": "First",
        "context.built": "x",
        "iteration.title": "t",
    }
    assert {str(at): values for at, values in result.contradictions.items()} == {
        "goal.outcome": ("ours", "theirs")
    }


@pytest.mark.parametrize("form", UNIONS)
def test_the_next_write_begins_with_the_merge_and_changes_nothing_else(
    form: str, path: Path, questionnaire: Questionnaire
) -> None:
    before = put(path, *UNIONS[form](OURS, THEIRS)).read_bytes()
    seen = state(path, questionnaire)
    with append_to(path, NOW)[1] as journal:
        journal.append(later(answered("context.current_state", "y"), 9))
    assert path.read_bytes().startswith(before)
    *_, merged, last = read(path).events
    assert isinstance(merged, Merged)
    assert len(merged.heads) == 2
    assert read(path).warnings == []
    seen.apply(last)
    assert state(path, questionnaire) == seen


def test_reading_alone_writes_nothing(path: Path) -> None:
    before = put(path, *union(OURS, THEIRS)).read_bytes()
    append_to(path, NOW)[1].close()
    assert path.read_bytes() == before
    (warning,) = read(path).warnings
    assert "2 branches were merged, 1 question with different answers is open again" in warning


def test_two_people_who_merge_the_same_branches_write_the_same_line(tmp_path: Path) -> None:
    written = []
    for name, lines in (("a", union(OURS, THEIRS)), ("b", union(THEIRS, OURS))):
        path = put(tmp_path / f"{name}.jsonl", *lines)
        with append_to(path, NOW)[1] as journal:
            journal.append(later(answered("context.current_state", "y"), 9))
        written.append(path.read_bytes().splitlines()[-2:])
    assert written[0] == written[1]


def test_a_question_answered_alike_is_not_open(path: Path, questionnaire: Questionnaire) -> None:
    ours = grown(BASE, later(answered("goal.outcome", "same"), 1))
    theirs = grown(BASE, later(answered("goal.outcome", "same"), 2))
    put(path, *union(ours, theirs))
    assert answers_of(state(path, questionnaire))["goal.outcome"] == "same"


def test_an_answer_and_its_removal_contradict_each_other(
    path: Path, questionnaire: Questionnaire
) -> None:
    base = grown(BASE, answered("goal.outcome", "old"))
    for theirs_event in (cleared("goal.outcome"), postponed("goal.outcome", "ask Kim")):
        for minutes in (1, 5):
            ours = grown(base, later(answered("goal.outcome", "new"), 3))
            theirs = grown(base, later(theirs_event, minutes))
            put(path, *union(ours, theirs, base))
            result = state(path, questionnaire)
            assert "goal.outcome" not in answers_of(result)
            assert [*result.contradictions.values()] == [("new",)]
            assert [*result.drafts.values()] == ["new"]


@pytest.mark.parametrize("kind", ["number", "code", "references", "lines"])
def test_every_kind_of_answer_can_be_proposed(
    kind: str, path: Path, questionnaire: Questionnaire
) -> None:
    address, entry, other = {
        "number": ("tasks.t1.hours", 2, 3.5),
        "code": ("tasks.t1.core", {"language": "go", "text": "a"}, "b"),
        "references": ("tasks.t1.depends_on", [], ["t1"]),
        "lines": ("gates.completion", ["a"], ["b", "c"]),
    }[kind]
    ours = grown(BASE, later(answered(address, entry), 1))
    theirs = grown(BASE, later(answered(address, other), 2))
    put(path, *union(ours, theirs))
    result = state(path, questionnaire)
    assert [*result.contradictions.values()] == [(entry, other)]
    assert isinstance(next(iter(result.drafts.values())), str)


# Items


def two_tasks() -> tuple[Lines, Lines]:
    ours = grown(
        BASE,
        later(added("tasks", "t2"), 1),
        later(answered("tasks.t2.name", "Ours"), 1),
        later(added("tasks", "t3"), 1),
        later(answered("tasks.t3.depends_on", ["t2"]), 1),
    )
    theirs = grown(
        BASE,
        later(added("tasks", "t2"), 2),
        later(answered("tasks.t2.name", "Theirs"), 2),
        later(added("tasks", "t3"), 2),
        later(answered("tasks.t3.depends_on", ["t2"]), 2),
        later(moved("tasks", "t2", 1), 2),
        later(removed("tasks", "t3"), 2),
    )
    return ours, theirs  # fmt: skip


@pytest.mark.parametrize("form", ["union", "the other way round", "one behind the other"])
def test_items_of_one_key_are_two_items(
    form: str, path: Path, questionnaire: Questionnaire
) -> None:
    put(path, *UNIONS[form](*two_tasks()))
    result = state(path, questionnaire)
    new, entry, two, three = result.items["tasks"]
    assert [entry, two, three] == ["t1", "t2", "t3"]
    assert answers_of(result)[f"tasks.{new}.name"] == "Theirs"
    assert answers_of(result)["tasks.t2.name"] == "Ours"
    (gone,) = result.removed["tasks"]
    assert answers_of(result)[f"tasks.{gone}.depends_on"] == [new]
    merged = read(path).events[-1]
    assert isinstance(merged, Merged)
    assert sorted(merged.renamed.values()) == sorted([new, gone])
    assert merged.contradictions == ()


def test_a_key_means_the_first_item_behind_the_merge(
    path: Path, questionnaire: Questionnaire
) -> None:
    put(path, *union(*two_tasks()))
    with append_to(path, NOW)[1] as journal:
        journal.append(later(answered("tasks.t2.name", "Changed"), 9))
    result = state(path, questionnaire)
    names = {result.answers[at].value for at in result.answers if at.question == "name"}
    assert names == {"First", "Changed", "Theirs"}


def test_a_third_branch_that_added_the_key_as_well(
    path: Path, questionnaire: Questionnaire
) -> None:
    third = grown(BASE, added("tasks", "t2"), answered("tasks.t2.name", "Third"))  # the first
    put(path, *union(*two_tasks()))
    with append_to(path, NOW)[1] as journal:
        journal.append(later(answered("tasks.t2.type", "wiring"), 9))
    put(path, *union(tuple(path.read_bytes().splitlines(keepends=True)), third))
    for _ in range(2):
        result = state(path, questionnaire)
        names = {
            at.item: result.answers[at].value for at in result.answers if at.question == "name"
        }
        assert sorted(names.values()) == ["First", "Ours", "Theirs", "Third"]
        assert names["t2"] == "Third"
        (typed,) = [at.item for at in result.answers if at.question == "type"]
        assert names[typed] == "Ours"
        with append_to(path, NOW)[1] as journal:
            journal.append(later(answered("context.built", "z"), 10))


def test_an_item_that_one_removed_and_another_changed_is_there(
    path: Path, questionnaire: Questionnaire
) -> None:
    ours = grown(BASE, later(answered("tasks.t1.name", "Better"), 1))
    theirs = grown(BASE, later(removed("tasks", "t1"), 2))
    put(path, *union(ours, theirs))
    result = state(path, questionnaire)
    assert result.items["tasks"] == ["t1"]
    assert answers_of(result)["tasks.t1.name"] == "Better"
    assert read(path).events[-1].restored == ("tasks.t1",)  # type: ignore[attr-defined]


# Undoing


def test_an_undoing_takes_back_what_its_branch_meant(
    path: Path, questionnaire: Questionnaire
) -> None:
    base = grown(BASE, answered("goal.outcome", "base"))
    ours = grown(base, later(answered("context.built", "ours"), 1))
    name = base[-1][-11:-3].decode()
    for undone in (Undone(at=NOW), Undone(at=NOW, change=name)):
        theirs = grown(base, later(undone, 2))
        for lines in (union(ours, theirs, base), union(theirs, ours, base)):
            put(path, *lines)
            assert "goal.outcome" not in answers_of(state(path, questionnaire))
            assert answers_of(state(path, questionnaire))["context.built"] == "ours"


def test_one_undo_takes_back_the_change_of_one_branch(
    path: Path, questionnaire: Questionnaire
) -> None:
    ours = grown(BASE, later(answered("context.built", "ours"), 1, batch="85"))
    theirs = grown(BASE, later(answered("goal.outcome", "theirs"), 2, batch="85"))
    put(path, *union(ours, theirs))
    engine = Engine(questionnaire, read(path).events)
    engine.apply(engine.history.undo(NOW))
    assert "goal.outcome" not in answers_of(engine.state)
    assert answers_of(engine.state)["context.built"] == "ours"


def test_two_branches_that_undo_the_same_change_undo_it_once(
    path: Path, questionnaire: Questionnaire
) -> None:
    base = grown(BASE, answered("goal.outcome", "base"))
    ours, theirs = (grown(base, later(Undone(at=NOW), minutes)) for minutes in (1, 2))
    put(path, *union(ours, theirs, base))
    assert answers_of(state(path, questionnaire)) == {
        "iteration.number": 3,
        "tasks.t1.name": "First",
    }


def test_an_undone_change_does_not_contradict(path: Path, questionnaire: Questionnaire) -> None:
    ours = grown(BASE, later(answered("goal.outcome", "ours"), 1), later(Undone(at=NOW), 1))
    theirs = grown(BASE, later(answered("goal.outcome", "theirs"), 2))
    put(path, *union(ours, theirs))
    assert answers_of(state(path, questionnaire))["goal.outcome"] == "theirs"


# What is damage all the same, and what is not


def test_tampering_with_a_branch_is_noticed(path: Path) -> None:
    lines = list(union(OURS, THEIRS))
    for place in range(len(lines)):
        altered = lines[place].replace(b"linkstash", b"linkstesh").replace(b"value", b"valu3")
        altered = altered.replace(b'"t1"', b'"t9"') if altered == lines[place] else altered
        put(path, *lines[:place], altered, *lines[place + 1 :])
        with pytest.raises(SessionError, match=r"damaged|is not a session file"):
            read(path)
    for place in (2, 4, 6):  # lines that others build on
        put(path, *lines[:place], *lines[place + 1 :])
        with pytest.raises(SessionError, match="was changed, removed or inserted"):
            read(path)


def test_line_endings_do_not_switch_the_chain_off(path: Path, questionnaire: Questionnaire) -> None:
    lines = [line.replace(b"\n", b"\r\n") for line in OURS]
    put(path, *lines)
    assert read(path).events == tuple(read(put(path, *OURS)).events)
    put(path, *lines)
    with append_to(path, NOW)[1] as journal:
        journal.append(answered("iteration.title", "t"))
    assert answers_of(state(path, questionnaire))["iteration.title"] == "t"
    put(path, *lines[:4], lines[4].replace(b"ours", b"OURS"), *lines[5:])
    with pytest.raises(SessionError, match=r"line 5 of .* is damaged"):
        read(path)


def test_a_last_line_without_an_end_is_kept(path: Path, questionnaire: Questionnaire) -> None:
    put(path, *OURS[:-1], OURS[-1].rstrip(b"\n"))
    assert read(path).warnings == []
    with append_to(path, NOW)[1] as journal:
        journal.append(answered("iteration.title", "t"))
    assert answers_of(state(path, questionnaire))["context.built"] == "x"
    assert path.read_bytes().count(b"\n") == len(OURS) + 1
    assert not [*path.parent.glob("*.torn")]


def test_lines_written_by_hand_on_a_branch_are_merged_once(
    path: Path, questionnaire: Questionnaire
) -> None:
    by_hand = later(answered("context.built", "by hand"), 5).model_dump_json().encode() + b"\n"
    put(path, *union((*OURS, by_hand), THEIRS))
    for _ in range(3):
        assert answers_of(state(path, questionnaire))["context.built"] == "by hand"
        with append_to(path, NOW)[1] as journal:
            journal.append(later(answered("iteration.title", "t"), 9))
    assert [event.event for event in read(path).events].count("merged") == 1


def test_two_sessions_begun_under_one_name_are_both_there(
    path: Path, questionnaire: Questionnaire
) -> None:
    other = started().model_copy(update={"id": "1" * 32, "at": NOW + timedelta(hours=1)})
    theirs = grown((), other, later(added("tasks", "t1"), 61),
                   later(answered("tasks.t1.name", "Theirs"), 61))  # fmt: skip
    for lines in ((*OURS, *theirs), (HEAD, *theirs, SAME, *OURS, TAIL)):
        put(path, *lines)
        result = state(path, questionnaire)
        names = {result.answers[at].value for at in result.answers if at.question == "name"}
        assert names == {"First", "Theirs"}
        assert read(path).started == started()


def test_a_hostile_file_is_read_in_time_that_grows_with_its_size() -> None:
    line = write_line(answered("goal.outcome", "x"), "nothing")[0].rstrip(b"\n")
    altered = [b'{"event":"answered",%d' % place + line[20:] for place in range(3_000)]
    bad = [
        write_line(answered("goal.outcome", str(place)), "gone")[0][:-1] for place in range(3_000)
    ]
    for data in (altered, bad):
        assert len([line for line in lines_of(data) if line.wrong]) == 3_000


def test_a_thousand_branches_are_read_and_one_more_is_damage() -> None:
    root = grown((), started())
    branches = [grown(root, answered("goal.outcome", str(place)))[-1] for place in range(1_100)]
    lines = list(lines_of(line[:-1] for line in (*root, *branches)))
    assert not any(line.wrong for line in lines[:1_000])
    assert all(line.wrong for line in lines[1_010:])


# Any two branches, in any order that a merge can bring them in

ADDRESSES = ["goal.outcome", "context.built", "iteration.title"]
COUNTS = st.integers(0, 3)


@st.composite
def branches(draw: st.DrawFn) -> tuple[list[Event], list[list[Event]]]:
    """Return what happened before two or three branches, and on each of them."""
    clock = [0]

    def happened(letter: str) -> Event:
        clock[0] += draw(st.integers(0, 2))
        event = draw(st.sampled_from([
            answered(draw(st.sampled_from(ADDRESSES)), f"{letter}{clock[0]}"),
            cleared(draw(st.sampled_from(ADDRESSES))), added("tasks", f"t{draw(COUNTS) + 1}"),
            answered(f"tasks.t{draw(COUNTS) + 1}.name", f"{letter}{clock[0]}"), Undone(at=NOW),
        ]))  # fmt: skip
        return later(event, clock[0], batch=draw(st.sampled_from([None, "85"])))

    base = [happened("base") for _ in range(draw(st.integers(0, 3)))]
    return base, [
        [happened(f"{letter}-") for _ in range(draw(st.integers(1, 4)))]
        for letter in "abc"[: draw(st.integers(2, 3))]
    ]


def interleaved(draw: Callable[[Any], Any], ways: Iterable[Sequence[bytes]]) -> list[bytes]:
    """Return the lines of several branches, each in its own order."""
    rest = [list(way) for way in ways]
    lines: list[bytes] = []
    while rest := [way for way in rest if way]:
        lines.append(draw(st.sampled_from(rest)).pop(0))
    return lines


@given(story=branches(), data=st.data())
def test_nothing_is_lost_and_the_order_in_the_file_does_not_matter(
    questionnaire: Questionnaire, story: tuple[list[Event], list[list[Event]]], data: st.DataObject
) -> None:
    before, ways = story
    base = grown((), started(), *before)
    ends = [grown(base, *way) for way in ways]
    first = [*base, *(line for end in ends for line in end[len(base) :])]
    second = [*base, *interleaved(data.draw, [end[len(base) :] for end in ends])]
    entry, two = (
        whole(list(lines_of(line[:-1] for line in entries))) for entries in (first, second)
    )
    assert entry == two
    merged = Engine(questionnaire, entry.events).state
    existing = {repr(answer.value) for answer in merged.answers.values()}
    existing |= {repr(value) for values in merged.contradictions.values() for value in values}
    for end in ends:
        own = Engine(questionnaire, whole(list(lines_of(line[:-1] for line in end))).events).state
        for address, answer in own.answers.items():
            fresh = f"'{answer.value}'".startswith(tuple(f"'{letter}-" for letter in "abc"))
            assert not fresh or repr(answer.value) in existing, address
    written, _ = write_line(entry.merged, entry.before) if entry.merged else (b"", entry.before)
    after = list(lines_of(line[:-1] for line in [*second, *[written] * bool(written)]))
    assert not any(line.wrong for line in after)
    again = whole(after)
    assert again.merged is None
    assert Engine(questionnaire, again.events).state == merged


# With git itself


class Repository:
    """A repository with a session on two branches."""

    def __init__(self, root: Path, *settings: str) -> None:
        self.root = root
        self.env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        self.git("init", "-q", "-b", "main")
        for name, value in (("user.name", "n"), ("user.email", "e@x"), *(
            tuple(setting.split("=")) for setting in settings)):  # fmt: skip
            self.git("config", name, value)

    def git(self, *words: str) -> int:
        process = subprocess.run(["git", *words], cwd=self.root, env=self.env, capture_output=True)
        return process.returncode

    def commit(self, path: Path, lines: Lines) -> None:
        put(path, *lines)
        self.git("add", "-A")
        assert self.git("commit", "-qm", "x") == 0


@pytest.mark.parametrize("style", ["union", "merge", "diff3", "zdiff3"])
def test_git_merges_sessions(style: str, tmp_path: Path, questionnaire: Questionnaire) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    style_ = "merge" if style == "union" else style
    repository, path = Repository(root, f"merge.conflictStyle={style_}"), root / "s.jsonl"
    attributes = "*.jsonl -text merge=union\n" if style == "union" else "# none\n"
    (root / ".gitattributes").write_text(attributes)
    third = grown(OURS, later(answered("context.current_state", "third"), 6))
    repository.commit(path, BASE)
    for name, lines in (("theirs", THEIRS), ("third", third), ("ours", OURS)):
        repository.git("checkout", "-q", "-b", name, "main")
        repository.commit(path, lines)
    for name in ("theirs", "third"):
        assert (repository.git("merge", "-q", name) == 0) is (style == "union")
        result = state(path, questionnaire)
        assert [*result.contradictions.values()] == [("ours", "theirs")]
        with append_to(path, NOW)[1] as journal:
            journal.append(later(answered("tasks.t1.hours", 2), 8))
        repository.git("add", "-A")
        repository.git("commit", "-qm", "merged")
    assert answers_of(state(path, questionnaire))["context.current_state"] == "third"
    assert read(path).warnings == []


# What a person sees


@pytest.fixture
def merged(sh: Shell, half_done: str) -> Path:
    """A session with two branches that differ in the outcome, and both have a second task."""
    session = session_file(half_done)
    base = session.read_bytes()
    assert sh("edit", "--set", "goal.outcome=ours", "--set", "tasks.2.name=Measure").code == 0
    ours = session.read_bytes()
    session.write_bytes(base)
    assert sh("edit", "--set", "goal.outcome=theirs", "--set", "tasks.2.name=Ship").code == 0
    theirs = session.read_bytes()
    session.write_bytes(base + HEAD + ours[len(base) :] + SAME + theirs[len(base) :] + TAIL)
    return session


def test_both_values_are_shown_wherever_one_looks(sh: Shell, merged: Path) -> None:
    shown = sh("show", "--answers")
    assert shown.code == 0
    (warning,) = shown.err.strip().splitlines()
    assert "git's conflict markers were ignored, 1 question with different" in warning
    (line,) = [line for line in shown.out.splitlines() if "outcome" in line]
    assert {"ours", "theirs"} <= {*line.replace("|", " ").split()}
    (entry,) = [line for line in sh("log").out.splitlines() if "answered differently" in line]
    assert "goal.outcome" in entry
    assert '"ours"' in entry
    assert '"theirs"' in entry
    draft = sh("export", "--draft", "-o", "-").out
    assert "branches differ: " in draft
    assert "Measure" in draft
    assert "Ship" in draft


def test_a_doctor_explains_a_merge_and_finds_nothing_wrong(sh: Shell, merged: Path) -> None:
    result = sh("doctor")
    assert result.code == 0
    assert result.out.startswith("linkstash-4: no problems found\n")
    assert "2 branches were merged" in result.out
    assert "goal.outcome: branches differ: " in result.out


def test_whoever_is_asked_sees_both_values_and_what_they_say_stands(
    sh: Shell, merged: Path
) -> None:
    asked = sh("resume", "--plain", typed="A title\nboth of us\n.\n")
    assert "Branches of the session answered this differently:" in asked.err
    for value in ("ours", "theirs"):
        assert f". {value}" in asked.err
    assert sh("show", "--json").out.count("both of us") == 1
    facts = json.loads(sh("show", "--json").out)
    assert facts["contradictions"] == {}
    assert facts["answers"]["goal"]["outcome"] == "both of us"
    assert facts["warnings"] == []
    assert sh("doctor").code == 0


def test_an_export_and_a_copy_of_a_merged_session_say_the_same(sh: Shell, merged: Path) -> None:
    assert sh("undo").code == 0
    assert sh("copy", "linkstash-4", "other").code == 0
    entry, other = (json.loads(sh("show", name, "--json").out) for name in ("linkstash-4", "other"))
    for name in ("answers", "contradictions", "open"):
        assert entry[name] == other[name]
    assert sh("doctor").code == 0


def test_a_merged_file_that_is_damaged_too_is_repaired_with_all_its_branches(
    sh: Shell, merged: Path
) -> None:
    merged.write_bytes(merged.read_bytes() + b"garbage\n")
    before = json.loads(sh("log", "--json").out) if sh("show").code == 0 else None
    assert before is None
    assert sh("doctor", "--repair").code == 0
    facts = json.loads(sh("show", "--json").out)
    assert len(facts["contradictions"]["goal.outcome"]) == 2
    assert {task["name"] for task in facts["answers"]["tasks"]} == {"Parser", "Measure", "Ship"}


def test_items_that_two_people_added_in_the_same_second_are_two(
    path: Path, questionnaire: Questionnaire
) -> None:
    engines = [Engine(questionnaire, read(put(path, *BASE)).events) for _ in range(2)]
    ours, theirs = (grown(BASE, items.add(engine, "tasks", NOW)) for engine in engines)
    put(path, *union(ours, theirs))
    assert len(state(path, questionnaire).items["tasks"]) == 3


# Commands that go on with a merged session


def test_undo_and_redo_go_on_across_a_merge(sh: Shell, merged: Path) -> None:
    before = json.loads(sh("show", "--json").out)
    assert sh("undo").code == 0
    after = json.loads(sh("show", "--json").out)
    assert len(after["answers"]["tasks"]) == len(before["answers"]["tasks"]) - 1
    assert sh("redo").code == 0
    again = json.loads(sh("show", "--json").out)
    for name in ("answers", "contradictions", "open"):
        assert again[name] == before[name]
    assert '"change":"' in merged.read_text().splitlines()[-1]


def test_a_review_shows_both_values(path: Path, questionnaire: Questionnaire) -> None:
    put(path, *union(OURS, THEIRS))
    interview = Interview(Engine(questionnaire, read(path).events))
    dialogue = interview.dialogue()
    interview.person.choices = ["Working Software Goal"]
    Review(dialogue).run()
    (line,) = [entry for menu in interview.person.menus for entry in menu if "Outcome" in entry]
    assert "branches differ: ours | theirs" in line
