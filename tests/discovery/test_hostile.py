"""Texts that were made to keep a reader busy end quickly in every file that discovery reads."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from interview.discovery import backlog
from interview.discovery.ecosystems.all import ECOSYSTEMS
from interview.discovery.ecosystems.node import locks, package_manager
from interview.discovery.ecosystems.python import testing
from interview.discovery.git import Output
from interview.discovery.iterations.documents import find_documents
from interview.discovery.project import PARTS, Discovery
from interview.discovery.repository import LARGEST, Repository
from interview.discovery.rules.tools import _KINDS
from interview.discovery.stack import services
from interview.discovery.standards.places import is_standard
from interview.discovery.testing.scripts import known_scripts
from interview.project.root import Project, find_project
from tests.discovery.projects import documents

pytestmark = pytest.mark.slow

LITERAL = (
    "gradle/libs.versions.toml", "settings.gradle", "pnpm-workspace.yaml", "composer.lock",
    "Gemfile.lock", "Cargo.lock", "Dockerfile", "Containerfile", "phpunit.xml", ".rspec",
    "requirements/dev.in", ".github/workflows/ci.yml", "AGENTS.md",
    "openspec/config.yaml", ".cursor/rules/a.mdc", "code.py", "code.ts", "code.tsx", "code.go",
)  # fmt: skip
"""Names that stand in the code of a reader and in no table; documents of iterations are read as by
a check, whose own tests have hostile ones."""


def names() -> Iterator[str]:
    """Yield a name for every file that something in it is looked for in."""
    for ecosystem in ECOSYSTEMS:
        yield from (name for build in ecosystem.builds for name in build.manifests)
        yield from (pin.file for pin in ecosystem.toolchain.pins)
    yield from services.FILES
    yield from backlog.LISTS
    yield from testing.NAMES
    yield from testing.LOCKS
    yield from locks._READERS
    yield from package_manager.LOCKS
    yield from (name for scripts in known_scripts() for name in scripts.files)
    yield from (kind.names.replace("y*ml", "yml").replace("*", "") for kind in _KINDS if kind.form)
    yield from LITERAL


def filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


WHOLE, PART = LARGEST - 10, 1 << 16
"""As much as is read; as much as tells a linear reader from another where most is read."""

LAUGHS = "a: &a0 [x]\n" + "".join(
    f"b{n}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(12)
)

TEXTS = {
    "a letter without end": filled("a", WHOLE),
    "blanks without end": filled(" ", WHOLE),
    "tabs before a word": filled("\t", WHOLE - 1) + "x",
    "digits without end": filled("1", WHOLE),
    "dashes without end": "---\n" + filled("-", WHOLE - 4),
    "a remark in blanks": "# TODO " + filled(" ", WHOLE - 10) + "x",
    "a comment and code": f"#{filled('a', WHOLE // 2)}\n{filled('a', WHOLE // 2)}",
    "names without end": filled("a.b-c_d ", WHOLE),
    "quotes that nothing closes": filled("\"a'", WHOLE),
    "brackets that nothing closes": filled("[", WHOLE),
    "braces that nothing closes": filled("{", WHOLE),
    "brackets in each other": "[" * (WHOLE // 2) + "]" * (WHOLE // 2),
    "elements in each other": filled("<a>", WHOLE),
    "a target in blanks": "a:" + filled(" ", WHOLE // 2) + "#" + filled(" ", WHOLE // 2 - 3),
    "a gem in quotes": "gem 'a'" + filled(", 'a'", WHOLE - 10),
    "comments and code, often": filled("#\na\n", PART),
    "attributes without a recipe": filled("[a]\n", PART),
    "sessions without a function": filled("@nox.session\n", PART),
    "a session that nothing closes": filled("@nox.session(\n", PART),
    "blocks that nothing ends": filled("x do\n", PART // 2) + filled("gem 'a'\n", PART // 2),
    "lines that go on": filled("\\\n", PART),
    "short lines": filled("a\n", PART),
    "empty lines": filled("\n", PART),
    "keys": filled("a: b\n", PART),
    "images": filled("FROM a\n", PART),
    "images with options": "FROM " + filled("--a ", PART),
    "headings": filled("# a\n", PART),
    "imports": filled("@a ", PART),
    "a billion laughs": LAUGHS,
    "laughs for a task": LAUGHS + "tasks: {a: {desc: *a12}}\nservices: {a: {depends_on:"
    " {b: {condition: *a12}}, image: *a12, environment: *a12}}\n",
    "keys of many parts": "a" + filled(".a", PART) + " = 1\n",
    "packages": filled("a==1 ; python_version < '3' and (", PART),
}  # fmt: skip

MEMORY, SECONDS = 2 << 30, 40
"""Bytes and seconds of the processor for all files together; an honest project takes two."""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def look(root: Path) -> None:
    """Look for everything, as an interview does; what is found is no matter."""
    discovery = Discovery(root)
    for part in (*PARTS, "ideas", "commit", "notes"):
        getattr(discovery, part)
    for path in discovery.files:
        discovery.signatures(path)


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_no_trouble_in_any_file(tmp_path: Path, name: str) -> None:
    first, *others = dict.fromkeys(names())
    (tmp_path / first).write_text(TEXTS[name])
    for other in others:
        (tmp_path / other).parent.mkdir(parents=True, exist_ok=True)
        os.link(tmp_path / first, tmp_path / other)
    done = subprocess.run(
        [sys.executable, "-c", f"import {__name__} as t, pathlib; t.look(pathlib.Path('.'))"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        preexec_fn=limited,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# Paths are a stranger's, too

PATHS = {
    "of standards": "docs/standards/" * 270 + "x",
    "of docs": "docs/" * 700 + "standards" * 50 + ".x.md",
    "of iterations": "docs/iterations/" * 250 + "iteration-" + "x" * 60,
    "of requirements": "requirements-" * 300 + ".tx",
    "of digits": "1" * 4_000,
    "that no disk takes": "a/" * 500_000,
}


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("ending", ["", ".md", ".txt", "/AGENTS.md"])
def test_a_path_without_end_keeps_nothing_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, ending: str
) -> None:
    paths = "".join(f"{PATHS[kind]}{number}{ending}\0" for number in range(5))
    monkeypatch.setattr("interview.discovery.repository.ask", lambda *_: Output(paths))
    discovery = Discovery(tmp_path, ["**/*a*a*a*a*a*a*a*b"], "{number}" * 40 + "x.md")
    for part in (*PARTS, "ideas"):
        assert getattr(discovery, part) is not None


def test_a_number_that_a_path_has_often_is_the_same_everywhere(tmp_path: Path) -> None:
    text = "# Iteration 7: x\n\n## Tasks\n\n### 1. a\n"
    files = {"plans/7/7.md": text, "plans/7/8.md": text.replace("7", "8")}
    iterations = find_documents(documents(tmp_path, files).repository, "plans/{number}/{number}.md")
    assert [iteration.source for iteration in iterations] == ["plans/7/7.md"]


def test_a_document_s_name_of_numbers_keeps_no_start_waiting(tmp_path: Path) -> None:
    (tmp_path / ".interview").mkdir()
    (tmp_path / ".interview/config.toml").write_text(f'document = "{"{number}" * 40}x.md"\n')
    for number in range(3):
        (tmp_path / f"{'1' * 200}{number}.md").write_text("")
    project: Project = find_project(tmp_path)
    assert project.latest_document() == (0, "")


STANDARDS = {
    True: (
        "AGENTS.md", "a/claude.md", "CONTRIBUTING.md", "STYLE-python.md", "style_guide.md",
        "Code-Style.md", "codestyle.md", "coding-standards.md", "docs/standards.md",
        "a/docs/b/standards-web/c/d.md", "docs/Standards/x.md", "agent-os/standards/x.md",
        "a/.agent-os/standards/b/x.md", ".cursor/rules/x.mdc", ".claude/rules/a/x.md",
        ".github/copilot-instructions.md", ".github/instructions/a/x.instructions.md",
        ".specify/memory/constitution.md", "openspec/project.md", "a/openspec/config.yml",
    ),
    False: (
        "README.md", "style-x.md", "styles.md", "agents.txt", "standards.md", "docs/x.md",
        "xdocs/standards.md", "docs/a-standards.md", "agent-os/x.md", ".claude/rules/x.mdc",
        "a/.github/copilot-instructions.md", ".github/instructions/x.md", "openspec/x.md",
        "memory/constitution.md", "standards/docs/x.md", ".cursor/x/rules/x.mdc",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "wanted"), [(path, wanted) for wanted, paths in STANDARDS.items() for path in paths]
)
def test_standards_are_told_by_their_places(path: str, wanted: bool) -> None:
    assert is_standard(path) is wanted


# Whatever stands in a file's place


def fifo(place: Path) -> None:
    os.mkfifo(place)


def socket(place: Path) -> None:
    import socket

    with socket.socket(socket.AF_UNIX) as entry:
        # A socket's path may have no more than a hundred characters.
        before = Path.cwd()
        os.chdir(place.parent)
        entry.bind(place.name)
        os.chdir(before)


def endless_device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def own_terminal(place: Path) -> None:
    place.symlink_to("/dev/tty")


def folder(place: Path) -> None:
    place.mkdir()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("make", [fifo, socket, endless_device, own_terminal, folder])
def test_what_is_no_file_is_noted_in_every_file_s_place(tmp_path: Path, make: object) -> None:
    assert callable(make)
    for name in dict.fromkeys(names()):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        make(tmp_path / name)
    look(tmp_path)
    notes = Repository(tmp_path)
    assert notes.read("package.json") is None
    assert notes.notes[0].why in (
        "it is a folder, not a regular file",
        "it is a pipe or a device, not a regular file",
        "a link that leads out of the project was not followed",
    )
