"""Hostile documents end in bounded time and memory, with a finding and without a traceback."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from interview.checks.check import MOST, check
from interview.checks.finding import Finding, Severity
from interview.checks.subject import Subject
from interview.checks.syntax import LONGEST
from interview.plan.model import Plan
from interview.plan.reader import blocks
from interview.plan.reader.document import read_document

pytestmark = pytest.mark.slow

TASK = "# Iteration 1: x\n\n## Tasks\n\n### 1. a\n\n"
CODE = TASK + "**Type**: Wiring Task\n\n**Configuration**:\n\n```{}\n{}\n```\n"
LAUGHS = "a0: &a0 lol\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

DOCUMENTS: dict[str, tuple[str | bytes, str]] = {
    "10 MB of words": (TASK + "word and so on etc. fast " * 420_000, "missing-answer"),
    "100,000 headings": (TASK + "### 1. a\n" * 100_000, "wrong-number"),
    "deep lists": (TASK + "".join("  " * n + "- a\n" for n in range(2_000)), "no-type"),
    "deep quotes": (TASK + (">" * 2_000 + " a\n") * 200, "no-type"),
    "an open fence": (TASK + "```python\n" + "x = [\n" * 200_000, "no-type"),
    "NUL bytes": (TASK + "\0" * 1_000_000, "no-type"),
    "invalid UTF-8": (TASK.encode() + b"\xff\xfe\x80 abc " * 200_000, "mojibake"),
    "a billion laughs": (CODE.format("yaml", LAUGHS), "missing-answer"),
    "deep YAML": (CODE.format("yaml", "[" * 50_000), "invalid-code"),
    "deep Python": (CODE.format("python", "(" * 50_000), "invalid-code"),
    "deep JSON": (CODE.format("json", "[" * 90_000), "invalid-code"),
    "deep TOML": (CODE.format("toml", "a = " + "[" * 90_000), "invalid-code"),
    "one bracket after the other": (TASK + "[a_" * 400_000, "no-type"),
    "one comment after the other": (
        TASK + "<!-- interview: suppress long-task: x -->\n" * 50_000,
        "unused-suppression",
    ),
}

NAMED = "# Iteration 1: x\n\n## Tasks\n\n### 1. a{}\n"
TESTED = TASK + "**One smoke test**:\n\n```{}\n{}\n```\n"
EXCLUDED = "\n## Not In This Iteration\n\n"


def tasks(count: int, body: Callable[[int], str] = lambda _: "") -> str:
    """Return a plan of some tasks, each with what a function makes of its number."""
    written = (f"### {number}. a{number}\n\n{body(number)}\n" for number in range(1, count + 1))
    return "# Iteration 1: x\n\n## Tasks\n\n" + "".join(written)


def needs(numbers: range) -> str:
    return f"**Depends on**: {','.join(map(str, numbers))}\n"


def on_all(count: int) -> str:
    return tasks(count, lambda _: needs(range(1, count + 1)))


def from_the_last_on(count: int) -> str:
    """Return a plan whose tasks write one file, and each of which waits for the next."""
    return tasks(count, lambda number: f"{needs(range(number + 1, number + 2))}\n{FILE}")


FILE = "**Key files**:\n\n- `a.py` - x\n"
COMMENT = "<!-- interview: suppress no-type: x -->\n"


def between(count: int) -> str:
    return tasks(count, lambda _: COMMENT)


# What took more than twice the seconds that these may take now; several, hours.
SLOW: dict[str, tuple[str, str]] = {
    "numbers without end": (tasks(20, lambda _: needs(range(50_000))), "missing-dependency"),
    "all tasks wait for all": (on_all(1_200), "circular-dependency"),
    "a chain from its end": (from_the_last_on(9_000), "later-dependency"),
    "a list of 200,000 labels": (TASK + "- **Files**: a\n" * 200_000, "not-understood"),
    "nested lists": (TASK + ("- " * 18 + "a\n") * 150_000, "not-understood"),
    "comments between tasks": (between(12_000), "missing-field"),
    "a name of underscores": (NAMED.format("_" * 2_000_000 + "b"), "no-type"),
    "a heading of marks": (NAMED.format("\n\n## T" + "_-" * 1_000_000 + "b"), "no-type"),
    "icons": (NAMED.format("✅" + " *" * 1_000_000 + "b"), "no-type"),
    "labels on one line": (TASK + "**Type**: a | " * 300_000, "no-type"),
    "excluded features": (
        tasks(12_000) + EXCLUDED + "".join(f"- feature {n} - x\n" for n in range(40_000)),
        "builds-excluded",
    ),
    "options of rm": (
        TASK + "**Success verification**:\n\n```bash\nrm -" + "r" * 200_000 + "\n```\n",
        "no-type",
    ),
    "one test after the other": (TESTED.format("ts", "it." * 300_000), "no-type"),
    "blank lines of a test": (TESTED.format("python", "\n" * 100_000 + "x"), "no-type"),
    "code that a grammar is slow at": (
        tasks(40, lambda n: "**One smoke test**:\n\n```ts\n" + f"?a{n}:" * 5_000 + "\n```\n"),
        "no-type",
    ),
}

MEMORY = 1 << 30
SECONDS = 60
FEW_SECONDS = 20


def checked(project: Path, text: str | bytes, seconds: int) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    (project / "plan.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    return subprocess.run(
        [sys.executable, "-m", "interview", "check", "plan.md"],
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_checked_like_any_other(name: str, project: Path) -> None:
    text, rule = DOCUMENTS[name]
    done = checked(project, text, SECONDS)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"[{rule}]" in done.stdout


@pytest.mark.parametrize("name", SLOW)
def test_what_is_slow_to_look_at_is_looked_at_in_seconds(name: str, project: Path) -> None:
    text, rule = SLOW[name]
    done = checked(project, text, FEW_SECONDS)
    assert (done.returncode, done.stderr) == (1, "")
    assert f"[{rule}]" in done.stdout


def findings(text: str) -> list[Finding]:
    reading = read_document(text)
    return check(Subject.read_from(reading, text))


def steps(text: str) -> int:
    """Return how many steps the program's own code takes to check a document."""
    count = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if event == "call" and "/interview/" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        findings(text)
    finally:
        sys.settrace(before)
    return count


GROWING: dict[str, Callable[[int], str]] = {
    "a chain from its end": from_the_last_on,
    "a circle": lambda n: tasks(n, lambda number: needs(range(number % n + 1, number % n + 2))),
    "all wait for one": lambda n: tasks(n, lambda _: needs(range(1, 2))),
    "one waits for all": lambda n: tasks(n) + needs(range(1, n)),
    "comments between tasks": between,
    "comments": lambda n: TASK + COMMENT * n,
    "unclear comments": lambda n: TASK + "<!-- interview: suppress -->\n" * n,
    "list items": lambda n: TASK + "- **Files**: a\n" * n,
    "labels": lambda n: TASK + "**What to build**: a\n\n" * n,
    "labels on one line": lambda n: TASK + "**Type**: a | " * n,
    "headings": lambda n: TASK + "## Tasks\n" * n,
    "files": lambda n: TASK + "**Key files**:\n\n" + "- `a.py` - x\n" * n,
    "vague words": lambda n: TASK + "**What to build**: " + "fast and so on. " * n,
    "notes to oneself": lambda n: TASK + "TODO\n" * n,
    "backticks": lambda n: TASK + "**What to build**: " + "\\* ` `` " * n,
}


@pytest.mark.parametrize("name", GROWING)
def test_four_times_the_document_takes_about_four_times_the_steps(name: str) -> None:
    written = GROWING[name]
    findings(written(2))  # what is made once
    assert steps(written(240)) < 5 * steps(written(60))


def test_what_is_not_read_is_an_error_that_nothing_keeps_back() -> None:
    filler = "a\n\n" * (blocks.MOST + 1)
    text = f"<!-- interview: suppress not-understood: x -->\n\n{TASK}{filler}### 2. b\n"
    (finding,) = [finding for finding in findings(text) if "was not read" in finding.message]
    assert (finding.rule, finding.severity) == ("not-understood", Severity.ERROR)
    assert finding.line
    assert text.split("\n")[finding.line - 2] == "a"


def test_dependencies_that_are_not_read_are_told_of() -> None:
    messages = {finding.message for finding in findings(tasks(3, lambda _: needs(range(90_000))))}
    assert any("more than 200,000 dependencies" in message for message in messages)


def test_code_that_is_not_parsed_is_told_of() -> None:
    results = findings(CODE.format("json", "[" * (LONGEST + 1)))
    assert [finding.address for finding in results if "not parsed" in finding.message] == [
        "tasks.t1.configuration"
    ]


def test_a_rule_that_finds_more_than_is_told_says_so() -> None:
    of_rule = [
        finding for finding in findings(TASK + "TODO\n" * (MOST + 1)) if finding.rule == "to-do"
    ]
    assert len(of_rule) == MOST + 1
    assert "there are more" in of_rule[-1].message
    exact = [finding for finding in findings(TASK + "TODO\n" * MOST) if finding.rule == "to-do"]
    assert len(exact) == MOST


def test_the_order_of_too_many_tasks_is_not_looked_at_and_that_is_told() -> None:
    key_files = [{"path": "a.py", "purpose": "x"}]
    many = [{"key": f"t{number}", "key_files": key_files} for number in range(20_001)]
    results = check(Subject(Plan.model_validate({"tasks": many})))
    (finding,) = [finding for finding in results if finding.rule == "same-file"]
    assert (finding.severity, "not checked" in finding.message) == ("information", True)
