from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from interview.cli import cli
from tests.shell import Shell


def completions(*words: str) -> list[str]:
    """Return what is offered for the last word; `<file>` stands for the paths of the shell."""
    *before, incomplete = words
    complete = ShellComplete(cli, {}, "interview", "_INTERVIEW_COMPLETE")
    return [
        "<file>" if entry.type == "file" else entry.value
        for entry in complete.get_completions(before, incomplete)
    ]


@pytest.mark.parametrize(
    ("words", "offer"),
    [
        ("show lin", "linkstash-3"),
        ("edit lin", "linkstash-3"),
        ("edit tasks.2.ho", "tasks.2.hours"),
        ("edit linkstash-3 tasks.2.ho", "tasks.2.hours"),
        ("edit --set goal.", "goal.outcome="),
        ("edit --clear demo.e", "demo.expected"),
        ("edit --later goal.o", "goal.outcome"),
        ("edit --remove tasks.4", "tasks.4"),
        ("edit --duplicate stack.2", "stack.2"),
        ("edit --move tasks.3", "tasks.3="),
        ("edit --status tasks.3", "tasks.3="),
        ("edit --suppress long-t", "long-task"),
        ("redact tasks.2.ho", "tasks.2.hours"),
        ("check --explain long-t", "long-task"),
        ("check lin", "linkstash-3"),
        ("start --questionnaire ad", "adr"),
        ("questionnaire show bu", "bug"),
        ("questionnaire new x --extends iter", "iteration"),
        ("schema --answers --of ad", "adr"),
        ("help tut", "tutorial"),
        ("help expo", "export"),
    ],
)
@pytest.mark.usefixtures("linkstash")
def test_what_a_command_takes_is_completed(words: str, offer: str) -> None:
    assert completions(*words.split(" ")) == [offer]


@pytest.mark.parametrize(
    "words",
    [
        "check plans/",
        "export -o docs/",
        "start --answers ans",
        "edit --answers ans",
        "edit goal.outcome --from-file ~/te",
        "questionnaire check plans/",
    ],
)
@pytest.mark.usefixtures("linkstash")
def test_paths_are_left_to_the_shell(words: str) -> None:
    assert completions(*words.split(" ")) == ["<file>"]


def test_removed_items_and_sessions_are_offered_where_they_can_be_restored(
    sh: Shell, linkstash: str
) -> None:
    sh("edit", linkstash, "--remove", "tasks.4")
    assert completions("edit", "--restore", "tasks.") == ["tasks.t4"]
    assert "tasks.4" not in completions("edit", "--remove", "tasks.")
    sh("remove", linkstash)
    assert completions("restore", "stash") == [linkstash]
    assert completions("show", "") == []
