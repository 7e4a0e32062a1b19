"""Every test runs in a home, a project folder and an environment of its own."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from interview.questionnaire.library import Library, Template, built_in
from interview.questionnaire.model import Questionnaire
from interview.session.engine import Engine

if TYPE_CHECKING:
    from tests.shell import Shell

# Machines are shared and drawing random plans takes its time; neither says anything about a claim.
# The suite draws the same examples each time, so that a change alone makes it fail; new ones are
# looked for with `--hypothesis-profile wide`.
settings.register_profile(
    "interview",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "wide", settings.get_profile("interview"), derandomize=False, max_examples=1_000
)
settings.load_profile("interview")

REAL_HOME = Path.home()
DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put home, configuration, data and the current folder under the test's own folder."""
    home = tmp_path / "home"
    home.mkdir()
    for name in [name for name in os.environ if name.startswith(("INTERVIEW_", "XDG_"))]:
        monkeypatch.delenv(name)
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "_INTERVIEW_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    project = tmp_path / "linkstash"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)
    return home


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults the program went through; a share of none would prove nothing."""
    counts: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if isinstance(value, int):
                counts[name] += value
    for name, count in counts.items():
        terminalreporter.write_line(f"{count:,} {name}")


@pytest.fixture
def project(home: Path) -> Path:
    """The folder of a project named linkstash; the current folder."""
    return home.parent / "linkstash"


@pytest.fixture(scope="session")
def library() -> Library:
    return Library((built_in(),))


@pytest.fixture(scope="session")
def template(library: Library) -> Template:
    return library.document("iteration.md.j2")


@pytest.fixture(scope="session")
def questionnaire(library: Library) -> Questionnaire:
    return library.questionnaire("iteration")


@pytest.fixture
def engine(questionnaire: Questionnaire) -> Engine:
    return Engine(questionnaire)


@pytest.fixture
def sh(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    from tests.shell import Shell

    return Shell(capsys, monkeypatch)


@pytest.fixture
def linkstash(sh: Shell) -> str:
    assert sh("start", "--answers", str(DATA / "linkstash.toml"), "--no-input").code == 0
    return "linkstash-3"


@pytest.fixture
def half_done(sh: Shell) -> str:
    settings = ["--set", "iteration.number=4", "--set", "tasks.1.name=Parser"]
    assert sh("start", *settings, "--no-input").code == 0
    return "linkstash-4"
