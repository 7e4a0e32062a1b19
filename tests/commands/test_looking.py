"""Commands that look, and those that say no: what they print, where, and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shell import Shell, session_file


@pytest.mark.parametrize(
    "arguments",
    [
        ("log",), ("log", "--json"), ("show",), ("show", "--json"), ("show", "--answers"),
        ("list",), ("list", "--json"), ("discover",), ("discover", "--json"), ("config",),
        ("config", "--json"), ("schema",), ("schema", "--answers"), ("schema", "--questionnaire"),
        ("check",), ("check", "--list-rules"), ("check", "--explain", "to-do"), ("doctor",),
        ("help",), ("help", "rules"), ("help", "start"), ("completion", "bash"), ("restore",),
        ("questionnaire", "show"), ("questionnaire", "show", "adr"), ("--version",), ("--help",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_looking_changes_nothing_and_ends_well(
    sh: Shell, linkstash: str, arguments: tuple[str, ...]
) -> None:
    before = session_file(linkstash).read_bytes()
    result = sh(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n")
    assert session_file(linkstash).read_bytes() == before


def test_a_schema_is_of_what_was_asked_for(sh: Shell, project: Path) -> None:
    plan, answers, questionnaires, adr = (
        json.loads(sh("schema", *options).out)
        for options in ((), ("--answers",), ("--questionnaire",), ("--answers", "--of", "adr"))
    )
    assert "suppressions" in plan["properties"]
    assert {"goal", "tasks"} <= answers["properties"].keys()
    assert questionnaires["if"] == {"required": ["extends"]}
    assert "goal" not in adr["properties"]
    both = sh("schema", "--answers", "--questionnaire")
    assert (both.code, both.out) == (2, "")
    assert "Use --answers or --questionnaire, not both." in both.err


def test_a_page_or_command_that_there_is_not_is_told(sh: Shell, project: Path) -> None:
    assert sh("help", "start").out == sh("start", "--help").out
    result = sh("help", "strat")
    assert (result.code, result.out) == (2, "")
    assert "there is no page or command 'strat' — did you mean 'start'?" in result.err
    unknown = sh("check", "--explain", "to-dp")
    assert (unknown.code, unknown.out) == (2, "")
    assert "there is no rule 'to-dp' — did you mean 'to-do'?" in unknown.err


def test_what_is_no_plan_is_not_checked(sh: Shell, project: Path) -> None:
    assert sh("start", "-q", "adr", "--set", "decision.title=Keep it", "--no-input").code == 0
    result = sh("check")
    assert (result.code, result.out) == (2, "")
    assert "linkstash-adr-1 is not an iteration plan (" in result.err
    assert "(None)" not in result.err


# The doctor


def test_a_damaged_session_is_repaired_when_that_is_wished(sh: Shell, linkstash: str) -> None:
    assert sh("doctor").out == "linkstash-3: no problems found\n"
    path = session_file(linkstash)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:5], b"neither json nor text\n", *lines[5:]]))
    damaged = path.read_bytes()
    looked = sh("doctor")
    assert looked.code == 1
    assert looked.out.endswith("  To repair it: interview doctor --repair linkstash-3\n")
    assert path.read_bytes() == damaged
    mended = sh("doctor", "--repair")
    assert mended.code == 0
    labels = [line.partition(": ") for line in mended.out.splitlines()[-2:]]
    assert [what for what, *_ in labels] == ["  Repaired. Backup", "  Unreadable lines"]
    original, aside = (Path(where) for _, _, where in labels)
    assert original.read_bytes() == damaged
    assert b"neither json nor text" in aside.read_bytes()
    assert sh("doctor").out == "linkstash-3: no problems found\n"


def test_one_bad_session_among_good_ones_is_told(sh: Shell, linkstash: str, half_done: str) -> None:
    path = session_file(half_done)
    path.write_bytes(path.read_bytes() + b"neither json nor text\n")
    result = sh("doctor")
    assert result.code == 1
    assert "linkstash-3: no problems found" in result.out
    assert sh("doctor", "linkstash-3").code == 0
    assert sh("doctor", half_done).code == 1


def test_where_there_is_no_session_that_is_all_that_is_said(sh: Shell, project: Path) -> None:
    result = sh("doctor")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("linkstash has no sessions in ")


def test_an_answer_that_no_longer_fits_is_shown_by_the_doctor_and_kept(
    sh: Shell, linkstash: str, project: Path
) -> None:
    folder = project / ".interview" / "questionnaires"
    folder.mkdir(parents=True)
    (folder / "iteration.toml").write_text(
        'name = "iteration"\nversion = 2\nextends = "iteration"\n[[section]]\nid = "iteration"\n'
        '[[section.question]]\nid = "title"\nmax_length = 5\n'
    )
    result = sh("doctor")
    assert result.out.startswith(f"linkstash-3: {session_file(linkstash)}\n  iteration.title: ")
    assert result.out.endswith("; the answer is kept in the session\n")
    assert "no problems found" not in result.out


# Questionnaires


def test_a_document_at_fault_is_found_with_its_questionnaire(sh: Shell, project: Path) -> None:
    sh("questionnaire", "new", "ours")
    (project / ".interview" / "documents" / "ours.md.j2").write_text("{{ summary.titel }}")
    result = sh("questionnaire", "check", "ours", "adr")
    assert result.code == 2
    assert "ours.md.j2 is invalid: 'dict object' has no attribute 'titel'" in result.err
    assert [line.partition(":")[0] for line in result.out.splitlines()] == ["adr"]


def test_a_new_questionnaire_says_what_it_wrote_beside_its_result(sh: Shell, project: Path) -> None:
    result = sh("questionnaire", "new", "ours")
    assert (result.code, result.out) == (0, "")
    written = [line for line in result.err.splitlines() if line.startswith("Written: ")]
    assert len(written) == 5
    assert all((project / line.removeprefix("Written: ")).is_file() for line in written)
    assert result.err.endswith(
        "Edit these files, then:\n  interview questionnaire test ours --update\n"
        "  interview start --questionnaire ours\n"
    )


def test_only_an_update_writes_what_is_recorded(sh: Shell, project: Path) -> None:
    sh("questionnaire", "new", "ours")
    recorded = project / ".interview" / "tests" / "ours" / "example.md"
    whole = recorded.read_text()
    recorded.write_text("old\n")
    assert sh("questionnaire", "test", "ours").code == 1
    assert recorded.read_text() == "old\n"
    updated = sh("questionnaire", "test", "ours", "--update")
    assert (updated.code, updated.out) == (0, "ours/example.md: written\n")
    assert recorded.read_text() == whole
    assert sh("questionnaire", "test", "ours").out == "ours/example.md: the same\n"


def test_an_update_writes_into_the_user_s_folder_only_what_is_the_user_s(
    sh: Shell, project: Path
) -> None:
    own = Path.home() / ".config" / "interview"
    sh("questionnaire", "new", "ours")
    own.mkdir(parents=True, exist_ok=True)
    (project / ".interview").rename(own / "moved")
    for folder in ("questionnaires", "documents", "tests"):
        (own / "moved" / folder).rename(own / folder)
    recorded = own / "tests" / "ours" / "example.md"
    recorded.write_text("old\n")
    assert sh("questionnaire", "test", "ours", "--update").out == "ours/example.md: written\n"
    assert recorded.read_text() != "old\n"
    # The project's questionnaire of the same name says nothing about the user's recorded answers.
    sh("questionnaire", "new", "theirs")
    (own / "tests" / "theirs").mkdir()
    answers = (project / ".interview" / "tests" / "theirs" / "example.toml").read_text()
    (own / "tests" / "theirs" / "more.toml").write_text(answers)
    assert sh("questionnaire", "test", "theirs", "--update").code == 1
    assert not (own / "tests" / "theirs" / "more.md").exists()


def test_where_nothing_is_recorded_that_is_told(sh: Shell, project: Path) -> None:
    result = sh("questionnaire", "test", "iteration")
    assert (result.code, result.out) == (2, "")
    assert "there are no recorded answers" in result.err


# Exporting


def test_a_plan_without_the_items_that_it_needs_says_which(sh: Shell, linkstash: str) -> None:
    for _ in range(4):
        assert sh("edit", "--remove", "tasks.1", "--force").code == 0
    result = sh("export")
    assert result.code == 1
    assert "linkstash-3 is unfinished: there is no task\n" in result.err
    assert "component" not in result.err
    assert sh("export", "--draft", "-o", "-").code == 0
