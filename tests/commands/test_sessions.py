"""Sessions as files: listed, renamed, copied, put into the trash and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shell import LINKSTASH, Shell, session_file


def names(sh: Shell) -> list[str]:
    return [entry["session"] for entry in json.loads(sh("list", "--json").out)]


@pytest.fixture
def two(sh: Shell, half_done: str) -> tuple[str, str]:
    """Two sessions: the finished example, and one that was begun before it."""
    assert sh("start", "--answers", LINKSTASH, "--no-input").code == 0
    return "linkstash-3", half_done


def test_several_are_removed_and_each_comes_back(sh: Shell, two: tuple[str, str]) -> None:
    before = {name: session_file(name).read_bytes() for name in two}
    removed = sh("remove", *two)
    assert removed.code == 0
    for name in two:
        assert (
            f"{name} was moved to the trash. To restore it:\n  interview restore {name}"
            in removed.err
        )
    assert names(sh) == []
    assert set(sh("restore").out.split()) == set(two)
    for name in two:
        assert sh("restore", name).err == f"{name} was restored.\n"
        assert session_file(name).read_bytes() == before[name]
    assert sh("restore").out == "The trash is empty.\n"


def test_none_is_removed_where_one_is_not_there(sh: Shell, two: tuple[str, str]) -> None:
    result = sh("remove", *two, "no-such")
    assert result.code == 3
    assert "no-such" in result.err
    assert set(names(sh)) == set(two)


def test_a_renamed_session_keeps_what_it_holds(sh: Shell, linkstash: str) -> None:
    before = session_file(linkstash).read_bytes()
    assert sh("rename", "linkstash", "third").err == "linkstash-3 is now third.\n"
    assert session_file("third").read_bytes() == before
    assert names(sh) == ["third"]


def test_a_name_that_is_taken_is_refused(sh: Shell, two: tuple[str, str]) -> None:
    result = sh("rename", two[0], two[1])
    assert result.code == 3
    assert two[1] in result.err
    assert set(names(sh)) == set(two)


def test_a_copy_is_another_session_with_the_same_answers(sh: Shell, linkstash: str) -> None:
    result = sh("copy", linkstash)
    assert result.err == (
        "linkstash-3 was copied. To open the copy:\n  interview resume linkstash-3-copy\n"
    )
    old, new = (json.loads(sh("show", name, "--json").out) for name in names(sh))
    assert old["answers"] == new["answers"]
    assert old["id"] != new["id"]
    assert sh("copy", linkstash, "other").code == 0
    assert set(names(sh)) == {"linkstash-3", "linkstash-3-copy", "other"}


def test_a_finished_plan_is_to_be_exported_and_an_unfinished_one_resumed(sh: Shell) -> None:
    begun = sh("start", "--set", "iteration.number=4", "--no-input").err
    assert begun.endswith("still needed. Next:\n  interview resume linkstash-4\n")
    whole = sh("start", "--answers", LINKSTASH, "--no-input").err
    assert whole.endswith(", 0 still needed. Next:\n  interview export linkstash-3\n")


def test_what_is_needed_is_told_where_optional_questions_are_open(
    sh: Shell, linkstash: str
) -> None:
    assert sh("edit", linkstash, "--clear", "tasks.2.database").code == 0
    facts = json.loads(sh("show", "--json").out)
    assert (facts["finished"], facts["missing"]) == (True, [])
    assert "tasks.t2.database" in facts["open"]
    assert sh("show").out.startswith(
        f"linkstash-3: {facts['answered']} of {facts['applicable']} questions answered, "
        "0 still needed"
    )


def test_force_writes_no_unfinished_plan(sh: Shell, half_done: str, project: Path) -> None:
    result = sh("export", "--force")
    assert result.code == 1
    assert "is unfinished: iteration.title, " in result.err
    assert not list(project.glob("iteration-*.md"))


@pytest.mark.parametrize("more", [0, 1])
def test_five_of_what_is_missing_is_named_and_the_rest_counted(
    sh: Shell, linkstash: str, more: int
) -> None:
    addresses = [
        "iteration.title",
        "goal.outcome",
        *(f"tasks.{n}.name" for n in range(1, 4 + more)),
    ]
    for address in addresses:
        assert sh("edit", "--clear", address).code == 0
    shown = ", ".join(address.replace("tasks.", "tasks.t") for address in addresses[:5])
    assert f"is unfinished: {shown}{' and 1 more' * more}\n" in sh("export").err


def test_every_questionnaire_at_fault_ends_as_a_wrong_call(sh: Shell, project: Path) -> None:
    folder = project / ".interview" / "questionnaires"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text('name = "ours"\n')
    for named in (("ours",), ("ours", "adr"), ("adr", "ours"), ()):
        result = sh("questionnaire", "check", *named)
        assert result.code == 2
        assert "ours" in result.err
    assert sh("questionnaire", "check", "adr").code == 0
    assert sh("questionnaire", "show").code == 0


def test_the_list_says_where_to_read_why_a_session_cannot_be_read(
    sh: Shell, linkstash: str
) -> None:
    path = session_file(linkstash)
    path.write_bytes(b"no session at all\n")
    (entry,) = json.loads(sh("list", "--json").out)
    assert (entry["session"], entry["state"]) == (linkstash, "damaged")
    assert "linkstash-3" in entry["error"]
    row = sh("list").out.splitlines()[-1]
    assert row.split()[0] == linkstash
    assert "damaged" in row
    assert f"`interview doctor {linkstash}` says why" in row


def test_what_is_still_needed_is_counted_without_what_is_optional(
    sh: Shell, linkstash: str
) -> None:
    sh("edit", "--clear", "goal.outcome", "--clear", "tasks.2.database")
    facts = json.loads(sh("show", "--json").out)
    assert len(facts["missing"]) == 1 < len(facts["open"])
    assert ", 1 still needed; last answer" in sh("resume", "--plain").err
    assert ", 1 still needed\n" in sh("show").out


def test_a_session_is_found_by_the_name_of_its_file(sh: Shell, linkstash: str) -> None:
    assert sh("show", f"{linkstash}.jsonl").out == sh("show", linkstash).out


def test_a_list_points_to_what_says_why_a_session_is_damaged(sh: Shell, linkstash: str) -> None:
    path = session_file(linkstash)
    path.write_text(path.read_text().replace("private bookmarks", "public bookmarks"))
    listing = sh("list").out
    assert f"`interview doctor {linkstash}` says why" in listing
    assert "was changed, removed or inserted" not in listing


NO_NAMES = (" ", "../x", "x/y", "..", "---", "a\\b")


@pytest.mark.parametrize(
    ("command", "name"),
    # A copy that is given an empty name is given a free one.
    [("rename", ""), *((command, name) for command in ("rename", "copy") for name in NO_NAMES)],
)
def test_a_name_that_is_none_or_leads_elsewhere_is_refused(
    sh: Shell, linkstash: str, command: str, name: str
) -> None:
    result = sh(command, linkstash, "--", name)
    assert result.code == 2
    assert "cannot be the name of a session" in result.err
    assert [entry["session"] for entry in json.loads(sh("list", "--json").out)] == [linkstash]


def test_an_item_that_a_plan_cannot_do_without_counts_as_needed(sh: Shell, project: Path) -> None:
    questionnaire = project / ".interview" / "questionnaires" / "risks.toml"
    questionnaire.parent.mkdir(parents=True)
    questionnaire.write_text(
        'name = "risks"\nversion = 1\ndocument = "adr.md.j2"\n[[section]]\nid = "risks"\n'
        'title = "Risks"\nitem = "risk"\nat_least = 2\n[[section.question]]\nid = "name"\n'
        'kind = "text"\nask = "What could go wrong?"\nhelp = "One line."\n'
    )
    result = sh("start", "-q", "risks", "--no-input", "--set", "risks.1.name=Fire")
    assert "1 of 1 questions answered, 1 still needed" in result.err
    assert "interview resume" in result.err
