"""Hostile documents end in bounded time and memory, with a finding and without a traceback."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

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

MEMORY = 1 << 30
SECONDS = 60


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_checked_like_any_other(name: str, project: Path) -> None:
    text, rule = DOCUMENTS[name]
    data = text if isinstance(text, bytes) else text.encode()
    (project / "plan.md").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "interview", "check", "plan.md"],
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert f"[{rule}]" in done.stdout
