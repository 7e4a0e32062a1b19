"""`interview check`: what it checks, what it prints, and its exit codes."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from interview.checks.check import RULES
from tests.conftest import DATA
from tests.shell import Shell

EXAMPLE = (DATA / "linkstash.md").read_text(encoding="utf-8")
LONG = EXAMPLE.replace("**Estimated time**: 2 hours", "**Estimated time**: 5 hours")
SLOW = EXAMPLE.replace("**Estimated time**: 3 hours", "**Estimated time**: 6 hours", 1)


@pytest.fixture
def document(project: Path) -> Path:
    (project / "good.md").write_text(EXAMPLE, encoding="utf-8")
    (project / "long.md").write_text(LONG, encoding="utf-8")
    (project / "slow.md").write_text(SLOW, encoding="utf-8")
    return project


def test_nothing_is_wrong_with_the_example(document: Path, sh: Shell, linkstash: str) -> None:
    message = "No problems found\n"
    assert (sh("check", linkstash).out, sh("check").code) == (f"{linkstash}: {message}", 0)
    assert (sh("check", "good.md").out, sh("check", "good.md").code) == (f"good.md: {message}", 0)


def test_an_error_is_told_with_its_place_and_what_to_do(document: Path, sh: Shell) -> None:
    done = sh("check", "long.md")
    assert done.code == 1
    assert done.err == ""
    assert done.out == (
        "Task 1: Cost of argon2id on the production machine\n"
        "  error [long-spike] line 45: a spike of 5 hours\n"
        "    **Type**: Research Spike **Depends on**: None **Estimated time**: 5 hours\n"
        "                                                                      ^^^^^^^\n"
        "    Ask a smaller question, or split the spike.\n"
        "\n"
        "long.md: 1 error\n"
    )


def test_a_warning_fails_only_where_one_is_strict(document: Path, sh: Shell) -> None:
    assert sh("check", "slow.md").code == 0
    assert sh("check", "slow.md", "--strict").code == 1
    assert sh("check", "slow.md").out.endswith("slow.md: 1 warning\n")


def test_programs_read_json(document: Path, sh: Shell) -> None:
    done = sh("check", "long.md", "good.md", "--format", "json")
    assert done.code == 1
    finding = {
        "rule": "long-spike",
        "severity": "error",
        "address": "tasks.t1.hours",
        "message": "a spike of 5 hours",
        "hint": "Ask a smaller question, or split the spike.",
        "marked": "5 hours",
        "line": 45,
        "where": "tasks.1.hours",
        "excerpt": ("**Type**: Research Spike **Depends on**: None **Estimated time**: 5 hours"),
    }
    none = {"error": 0, "warning": 0, "information": 0}
    assert json.loads(done.out) == {
        "version": 1,
        "checked": [
            {"name": "long.md", "findings": [finding], "counts": {**none, "error": 1}},
            {"name": "good.md", "findings": [], "counts": none},
        ],
    }


def test_several_plans_are_checked_at_once(document: Path, sh: Shell, linkstash: str) -> None:
    done = sh("check", "good.md", "slow.md", linkstash)
    assert done.code == 0
    summaries = [line for line in done.out.splitlines() if re.match(r"\S+: ", line)]
    assert summaries == [
        "good.md: No problems found",
        "slow.md: 1 warning",
        f"{linkstash}: No problems found",
    ]


def test_the_hook_for_pre_commit_calls_the_command() -> None:
    import yaml

    (hook,) = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["entry"], hook["language"]) == (
        "interview-check", "interview check", "python",
    )  # fmt: skip
    files = re.compile(hook["files"])
    assert files.search("iteration-3.md")
    assert files.search("docs/iterations/ITERATION_4.md")
    assert not files.search("docs/guide.md")


def test_github_gets_annotations(document: Path, sh: Shell) -> None:
    assert sh("check", "long.md", "--format", "github").out == (
        "::error file=long.md,line=45,title=long-spike::tasks.1.hours: a spike of 5 hours. "
        "Ask a smaller question, or split the spike.\n"
    )


def test_a_plan_is_checked_as_json_too(document: Path, sh: Shell, linkstash: str) -> None:
    plan = json.loads(sh("export", linkstash, "--format", "json", "-o", "-").out)
    (document / "plan.json").write_text(json.dumps(plan))
    assert sh("check", "plan.json").code == 0
    plan["tasks"][0]["hours"] = 5
    (document / "plan.json").write_text(json.dumps(plan))
    assert "[long-spike] tasks.1.hours: a spike of 5 hours" in sh("check", "plan.json").out


def test_a_document_may_come_from_standard_input(
    sh: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from interview import cli

    class Input:
        buffer = io.BytesIO(LONG.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    assert cli.run(["check", "-"]) == 1
    assert "-: 1 error\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "code", "message"),
    [
        ("none.md", None, 2, "cannot read none.md: No such file"),
        ("empty.md", b"", 1, "[no-task]"),
        ("binary.md", b"\0\xff\xfe# Iteration 1\n", 1, "[mojibake]"),
        ("long.md", b"\n" * 400_000, 2, "has more than 300,000 lines"),
        ("large.md", b"x" * (17 << 20), 2, "larger than 16 MiB"),
        ("plan.json", b"{", 2, "plan.json is not a plan"),
        ("plan.json", b'{"tasks": 3}', 2, "plan.json is not a plan: tasks: "),
        ("yaml.md", b"---\na: &a [x,x]\nb: &b [*a,*a]\n---\n", 1, "[no-task]"),
    ],
)
def test_anything_ends_in_a_finding_or_in_two_lines(
    project: Path, sh: Shell, name: str, data: bytes | None, code: int, message: str
) -> None:
    if data is not None:
        (project / name).write_bytes(data)
    done = sh("check", name)
    assert done.code == code
    assert message in done.out + done.err
    assert len(done.err.splitlines()) in (0, 2)


def test_a_rule_explains_itself(sh: Shell) -> None:
    done = sh("check", "--explain", "circular-dependency")
    assert done.code == 0
    assert done.out == (
        "circular-dependency (graph, error)\n\n"
        "Tasks depend on each other in a circle. None of them can ever start.\n\n"
        "Remove one of the dependencies, or split a task so that part of it comes first.\n\n"
        "Fails:  tasks.1.depends_on = [3]\nPasses: tasks.3.depends_on = [1]\n"
    )
    assert "did you mean 'long-task'?" in sh("check", "--explain", "long-tsk").err


def test_the_rules_are_listed(sh: Shell) -> None:
    lines = sh("check", "--list-rules").out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)


# What a project wants of the check

SETTINGS = [
    ('ignore = ["long-spike"]', "long.md", 0, "No problems found"),
    ('ignore = ["types"]', "long.md", 0, "No problems found"),
    ('select = ["graph"]', "long.md", 0, "No problems found"),
    ('select = ["long-spike"]\nignore = ["types"]', "long.md", 1, "1 error"),
    ('severity = {long-spike = "warning"}', "long.md", 0, "1 warning"),
    ('severity = {long-task = "error"}', "slow.md", 1, "1 error"),
    ('extend-select = ["missing-program"]\nignore = ["types"]', "long.md", 0, ""),
    ('vague = ["sign in"]', "good.md", 0, "2 warnings"),
    ('vague = ["sign in"]\nallow = ["Sign in"]', "good.md", 0, "No problems found"),
]


@pytest.mark.parametrize(("settings", "name", "code", "message"), SETTINGS)
def test_a_project_chooses_its_rules(
    document: Path, sh: Shell, settings: str, name: str, code: int, message: str
) -> None:
    (document / "pyproject.toml").write_text(f"[tool.interview.check]\n{settings}\n")
    done = sh("check", name)
    assert done.code == code
    assert f"{name}: {message}" in done.out


WRONG = [
    ("selct = []", "unknown setting 'check.selct' — did you mean 'select'?"),
    (
        'select = ["long-spik"]',
        "there is no rule or family 'long-spik' — did you mean 'long-spike'?",
    ),
    ('ignore = "graph"', "check.ignore is not a list of words"),
    ('severity = {long-task = "fatal"}', "check.severity.long-task is not a severity"),
    ('severity = {long-tsk = "error"}', "there is no rule or family 'long-tsk'"),
    ("severity = 3", "check.severity is not a table"),
    ('vague = [""]', "check.vague is not a list of words"),
    ("allow = [3]", "check.allow is not a list of words"),
]


@pytest.mark.parametrize(("settings", "message"), WRONG)
def test_settings_that_make_no_sense_are_told(
    document: Path, sh: Shell, settings: str, message: str
) -> None:
    (document / "pyproject.toml").write_text(f"[tool.interview.check]\n{settings}\n")
    done = sh("check", "good.md")
    assert done.code == 2
    assert message in done.err
    assert sh("list").code == 0  # they are the check's business alone


def test_what_a_plan_says_of_the_project_is_compared_with_it(
    project: Path, sh: Shell, linkstash: str
) -> None:
    (project / "spikes").mkdir()
    (project / "AGENTS.md").write_text("# Errors\n\nRaise early.\n")
    plan = json.loads(sh("export", linkstash, "--format", "json", "-o", "-").out)
    plan["tasks"][0]["key_files"][0]["state"] = "exists"
    plan["tasks"][1]["key_files"][0] = {"path": "AGENTS.md", "purpose": "x", "state": "new"}
    plan["tasks"][2]["verify"]["text"] += "; make no-such-target"
    standard = {"source": "AGENTS.md", "heading": "Errors", "text": "Raise.", "sha256": "0"}
    plan["stack"][0]["standards"] = [standard, {**standard, "heading": "Gone"}]
    (project / "plan.json").write_text(json.dumps(plan))
    done = sh("check", "plan.json")
    assert done.code == 0
    assert [line for line in done.out.splitlines() if "warning [" in line] == [
        "  warning [changed-standard] stack.1.standards.1: 'Errors' in AGENTS.md was changed",
        "  warning [changed-standard] stack.1.standards.2: 'Gone' in AGENTS.md was removed",
        "  warning [missing-file] tasks.1.key_files: spikes/argon2_cost.py no longer exists",
        "  warning [existing-file] tasks.2.key_files: AGENTS.md already exists",
        "  warning [undefined-command] tasks.3.verify: "
        "the project does not define 'make no-such-target'",
    ]
    message = "plan.json: No problems found\n"
    assert sh("check", "plan.json", "--no-discovery").out == message


@pytest.mark.parametrize(
    ("severity", "plain", "strict"), [("error", 1, 1), ("warning", 0, 1), ("information", 0, 0)]
)
def test_how_much_a_finding_matters_decides_the_exit_code(
    sh: Shell, linkstash: str, project: Path, severity: str, plain: int, strict: int
) -> None:
    sh("edit", linkstash, "--set", "tasks.2.what=TBD")
    settings = f'[tool.interview.check]\nseverity = {{to-do = "{severity}"}}\n'
    (project / "pyproject.toml").write_text(settings)
    assert sh("check", "--no-discovery").code == plain
    assert sh("check", "--no-discovery", "--strict").code == strict
