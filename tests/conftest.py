"""Every test runs in a home, a project folder and an environment of its own."""

from __future__ import annotations

import gc
import os
import shutil
import signal
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
    from collections.abc import Iterator

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

# A shell without job control starts what goes on in the background with Ctrl-C ignored, and every
# process of the suite would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

REAL_HOME = Path.home()
DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def pytest_collection_finish() -> None:
    """Keep thousands of collected tests out of each full collection: a tenth of the time."""
    gc.freeze()


@pytest.fixture(autouse=True)
def hermetic(
    request: pytest.FixtureRequest, nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keep every test from the real home, project and settings.

    A test that asks for a folder works in one of its own, and so does a slow one. The others share
    a home and a project in which nothing may be left: to make folders for each takes longer than
    most of them.
    """
    own = "tmp_path" in request.fixturenames or request.node.get_closest_marker("slow") is not None
    folder = request.getfixturevalue("tmp_path") if own else nowhere
    if own:
        _furnish(folder)
    for name in [name for name in os.environ if name.startswith(("INTERVIEW_", "XDG_"))]:
        monkeypatch.delenv(name)
    for name in ("VISUAL", "EDITOR", "NO_COLOR", "FORCE_COLOR", "_INTERVIEW_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(folder / "linkstash")
    yield
    if not own and (left := _left_in(folder)):
        pytest.fail(f"the test writes {', '.join(left)}: it has to ask for `project` or `tmp_path`")


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home and a project for the tests that write nothing."""
    folder = tmp_path_factory.mktemp("nowhere")
    _furnish(folder)
    return folder


def _furnish(folder: Path) -> None:
    """Make the home and the project of a test."""
    (folder / "home").mkdir()
    (folder / "linkstash" / ".git").mkdir(parents=True)


def _left_in(folder: Path) -> list[str]:
    """Return what a test left in the shared home and project, which are furnished anew then."""
    left = [*(folder / "home").iterdir(), *(folder / "linkstash").iterdir()]
    names = [path.name for path in left if path.name != ".git"]
    if names:
        shutil.rmtree(folder / "home")
        shutil.rmtree(folder / "linkstash")
        _furnish(folder)
    return names


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of the user."""
    return tmp_path / "home"


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
def sh(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
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
