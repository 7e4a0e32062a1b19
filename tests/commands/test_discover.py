"""`interview discover`, and interviews that propose what a project says or keep quiet about it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import shop
from tests.discovery.test_repository import git
from tests.shell import Shell, session_file

FOUND = """
Commit
  main at {commit}  [git]

Earlier iterations
  iteration 1: Customers see their orders (1 of 2 tasks done)  [iteration-1.md]

Services
  db (PostgreSQL 16, port 5432)  [docker-compose.yml]
  api (built here, port 8000)  [docker-compose.yml]
  web (built from web/, port 5173)  [docker-compose.yml]

Components
  Python Backend (FastAPI 0.115): fastapi 0.115, python 3.12, sqlalchemy 2.0, asyncpg 0.30, \
pytest 8.3, ruff 0.8, mypy 1.13  [pyproject.toml]
  React Frontend (TypeScript, React 19.0, Vite 6): react 19.0.0, typescript 5.7.0, vite 6.0.0, \
react-dom 19.0.0, vitest 2.1.0  [web/package.json]

Rules from settings
  Line length: 100 (ruff)  [pyproject.toml]
  Types: mypy strict  [pyproject.toml]
  Tests: pytest in tests/  [pyproject.toml]
  TypeScript: strict  [web/tsconfig.json]

Standards
  Working on the shop  [AGENTS.md:1]
  Python  [AGENTS.md:3]
  Errors  [AGENTS.md:12]
  React  [AGENTS.md:16]

Tests
  pytest: pytest  [pyproject.toml]
  vitest: npm test  [web/package.json]

Commands
  make up  start everything  [Makefile]
  (cd web && npm run dev)  vite  [web/package.json]
  (cd web && npm test)  vitest run  [web/package.json]
  (cd web && npm run build)  tsc -b && vite build  [web/package.json]

Ideas and TODO comments
  Mail the invoice  [TODO.md:2]
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    shop.build(folder)
    monkeypatch.chdir(folder)
    return folder


def head(folder: Path) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=folder, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def facts(sh: Shell) -> dict[str, Any]:
    done = sh("discover", "--json")
    assert (done.code, done.err) == (0, "")
    results: dict[str, Any] = json.loads(done.out)
    return results


# What is found


def test_everything_is_shown_with_its_source(here: Path, sh: Shell) -> None:
    # How old an idea is depends on the day
    (here / "TODO.md").write_text("- [x] Rename the shop\n- [ ] Mail the invoice\n")
    done = sh("discover")
    assert (done.code, done.err) == (0, "")
    assert done.out == FOUND.format(commit=head(here))


def test_programs_read_the_same_as_people(here: Path, sh: Shell) -> None:
    results = facts(sh)
    assert results["commit"] == {"branch": "main", "commit": head(here)}
    assert [standard["heading"] for standard in results["standards"]] == [
        "Working on the shop", "Python", "Errors", "React",
    ]  # fmt: skip
    assert results["iterations"] == [
        {
            "number": 1,
            "title": "Customers see their orders",
            "source": "iteration-1.md",
            "tasks": [
                {"name": "List the orders", "status": "complete"},
                {"name": "Cancel an order", "status": "planned"},
            ],
        }
    ]
    assert results["ideas"] == [
        {"text": "Mail the invoice", "source": "TODO.md:1", "since": "2026-03-01"}
    ]
    assert results["notes"] == []
    assert "not-for-a-plan" not in json.dumps(results)  # the password in the Compose file


def test_a_folder_with_nothing_in_it_says_so(sh: Shell) -> None:
    done = sh("discover")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Nothing found here that an interview could use.\n"


def test_this_project_finds_itself(sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    results = facts(sh)
    (component,) = results["components"]
    assert component["source"] == "pyproject.toml"
    assert {"name": "Line length", "text": "100 (ruff)", "source": "pyproject.toml", "folder": "",
            "language": "python"} in results["rules"]  # fmt: skip
    assert {(runner["name"], runner["tests"]) for runner in results["runners"]} == {
        ("pytest", "tests")
    }
    assert "CONTRIBUTING.md" in {standard["source"] for standard in results["standards"]}
    assert {"interview"} <= {command["command"] for command in results["commands"]}
    assert results["notes"] == []


# What cannot be read

Damage = Callable[[Path], None]


def malformed_package(folder: Path) -> None:
    (folder / "web/package.json").write_text('{"name": ')


def malformed_toml(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project\n")


def broken_link(folder: Path) -> None:
    (folder / "CLAUDE.md").symlink_to("nowhere.md")


def link_out(folder: Path) -> None:
    (folder.parent / "secret.md").write_text("# Secret\n\nNothing for a plan.\n")
    (folder / "CLAUDE.md").symlink_to("../secret.md")


def large_file(folder: Path) -> None:
    (folder / "CONTRIBUTING.md").write_text("# Rules\n" + "x" * (1 << 20))


def binary_file(folder: Path) -> None:
    (folder / "CONTRIBUTING.md").write_bytes(b"# Rules\0\n")


DAMAGES: dict[Damage, tuple[str, str]] = {
    malformed_package: ("web/package.json", "it is not JSON"),
    malformed_toml: ("pyproject.toml", "it is not TOML"),
    broken_link: ("CLAUDE.md", "No such file or directory"),
    link_out: ("CLAUDE.md", "a link that leads out of the project was not followed"),
    large_file: ("CONTRIBUTING.md", "it is larger than 1 MiB"),
    binary_file: ("CONTRIBUTING.md", "it is binary"),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_cannot_be_read_is_one_line_and_the_rest_is_found(
    here: Path, sh: Shell, damage: Damage
) -> None:
    damage(here)
    done = sh("discover")
    place, why = DAMAGES[damage]
    assert (done.code, done.err) == (0, "")
    lines = done.out.partition("\nNot read\n")[2].splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(f"  {place}: {why}")
    assert "db (PostgreSQL 16, port 5432)" in done.out
    assert "Nothing for a plan" not in json.dumps(facts(sh))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_without_permission_is_passed_over(here: Path, sh: Shell) -> None:
    (here / "web").chmod(0)
    try:
        results = facts(sh)
    finally:
        (here / "web").chmod(0o700)
    assert [component["source"] for component in results["components"]] == ["pyproject.toml"]


def test_without_git_the_files_are_found_all_the_same(here: Path, sh: Shell) -> None:
    before = facts(sh)
    shutil.rmtree(here / ".git")
    after = facts(sh)
    assert after.pop("commit") is None
    assert before.pop("commit") is not None
    assert after == before


def test_before_the_first_commit_everything_but_the_commit_is_found(here: Path, sh: Shell) -> None:
    shutil.rmtree(here / ".git")
    git(here, "init")
    results = facts(sh)
    assert results["commit"] is None
    assert len(results["components"]) == 2
    assert results["notes"] == []


def test_a_worktree_is_a_project(here: Path, sh: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = here.parent / "tree"
    git(here, "worktree", "add", "-b", "invoices", str(tree))
    monkeypatch.chdir(tree)
    results = facts(sh)
    assert results["commit"] == {"branch": "invoices", "commit": head(here)}
    assert len(results["components"]) == 2


def test_a_submodule_is_a_project_of_its_own(
    here: Path, sh: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    outer = here.parent / "outer"
    outer.mkdir()
    git(outer, "init")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", str(here), "shop")
    git(outer, "commit", "-m", "with the shop")
    monkeypatch.chdir(outer)
    results = facts(sh)
    assert (results["components"], results["notes"]) == ([], [])
    monkeypatch.chdir(outer / "shop")
    results = facts(sh)
    assert len(results["components"]) == 2
    assert results["commit"] == {"branch": "main", "commit": head(here)}


def test_what_files_say_is_shown_literally(project: Path, sh: Shell) -> None:
    (project / "TODO.md").write_text("- [red]Paint\x1b[31m it\n")
    out = sh("discover").out
    assert "  [red]Paint it  [TODO.md:1]\n" in out


WICKED = "\x1b]0;owned\x07\u202eevil\u2066\x9b31m\x7f"
"""A title, text turned around, a colour."""


def test_nothing_that_files_say_or_are_called_disturbs_a_terminal(here: Path, sh: Shell) -> None:
    (here / "TODO.md").write_text(f"- Paint {WICKED} it\n")
    (here / "compose.yaml").write_text(f"services: {{a: {{image: 'x{WICKED[5:10]}'}}}}\n")
    folder = os.fsencode(here / "docs")
    Path(os.fsdecode(folder)).mkdir()
    for name in (b"standards-\xff.md", b"standards-\x1b[2J.md", b"standards\n.md",
                 "standards-\u202e.md".encode(), b"iteration-\xfe.md", b"TODO.md"):  # fmt: skip
        Path(os.fsdecode(folder + b"/" + name)).write_text("# A\n\n- Mail\n")
    for arguments in (("discover",), ("discover", "--json")):
        done = sh(*arguments)
        assert (done.code, done.err) == (0, "")
        assert "Paint" in done.out
        assert all(character.isprintable() or character == "\n" for character in done.out)
        assert "[2J" not in done.out
        done.out.encode()


def test_a_refused_repository_is_one_line_and_no_file_of_it_is_proposed(
    here: Path, sh: Shell
) -> None:
    (here / ".git/HEAD").write_text("nothing\n")
    done = sh("discover")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "\nNot read\n  .: nothing was read: git cannot read the repository: "
    )
    assert len(done.out.splitlines()) == 3


def test_nothing_of_the_project_is_run(here: Path, sh: Shell) -> None:
    git(here, "config", "core.fsmonitor", "touch ran; true")
    git(here, "config", "diff.external", "touch ran; true")
    (here / "conftest.py").write_text("import pathlib; pathlib.Path('ran').touch()\n")
    (here / "noxfile.py").write_text("import pathlib; pathlib.Path('ran').touch()\n")
    facts(sh)
    assert not (here / "ran").exists()


# In an interview


def test_a_project_names_more_of_its_standards(here: Path, sh: Shell) -> None:
    (here / "handbook").mkdir()
    (here / "handbook/money.md").write_text("# Money\n\nCents, as integers.\n")
    with (here / "pyproject.toml").open("a") as file:
        file.write('[tool.interview]\nstandards = ["handbook/*.md"]\n')
    assert "Money" in [standard["heading"] for standard in facts(sh)["standards"]]


def test_the_users_own_standards_are_offered_in_every_project(home: Path, sh: Shell) -> None:
    own = home / ".config/interview/standards"
    shared = home / ".claudex/standards"
    for folder, text in ((own, "# Mine\n\nShort names.\n"), (shared, "# Ours\n\nNo stubs.\n")):
        folder.mkdir(parents=True)
        (folder / "rules.md").write_text(text)
    assert [(standard["source"], standard["heading"]) for standard in facts(sh)["standards"]] == [
        ("~/.claudex/standards/rules.md", "Ours"),
        (f"{own}/rules.md", "Mine"),
    ]


def test_the_number_comes_after_the_highest_of_the_documents(here: Path, sh: Shell) -> None:
    done = sh("start", "--plain", typed="")
    assert "Suggested from iteration-1.md; keep it or change it.\n" in done.err
    assert "An empty answer keeps: 2\n" in done.err


def test_a_session_and_its_plan_name_the_commit(here: Path, sh: Shell) -> None:
    assert sh("start", "--set", "iteration.number=2", "--no-input").code == 0
    first = json.loads(session_file("shop-2").read_text().splitlines()[0])
    assert (first["branch"], first["commit"]) == ("main", head(here))
    document = sh("export", "--draft", "-o", "-").out
    assert document.splitlines()[2] == f"<!-- Planned for main at {head(here)}. -->"


def test_without_discovery_no_file_is_read(
    here: Path, sh: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "interview.discovery.repository.Repository.read", lambda *_: pytest.fail("a file was read")
    )
    assert sh("start", "--plain", "--no-discovery", typed="2\n").code == 130


# How far tasks are


def test_the_status_of_tasks_reaches_the_next_iteration(sh: Shell, linkstash: str) -> None:
    wishes = ["--status", "tasks.1=complete", "--status", "tasks.2=in progress"]
    assert sh("edit", linkstash, *wishes).code == 0
    (before,) = facts(sh)["iterations"]
    assert [task["status"] for task in before["tasks"]] == [
        "complete", "in_progress", "planned", "planned",
    ]  # fmt: skip
    typed = "4\nMail is sent\n\nlinkstash\na goal that one can see\n.\n"
    done = sh("start", "--plain", typed=typed)
    assert "- Cost of argon2id on the production machine (iteration 3)" in done.err


@pytest.mark.parametrize("wish", ["tasks.1", "tasks.1=soon", "tasks.1="])
def test_a_status_that_is_none_names_those_there_are(sh: Shell, linkstash: str, wish: str) -> None:
    done = sh("edit", linkstash, "--status", wish)
    assert done.code == 2
    assert f"'{wish}' is not ITEM=STATUS with one of planned, in_progress, complete" in done.err
