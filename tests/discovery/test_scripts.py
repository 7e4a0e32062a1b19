"""The commands that a project offers to those who work on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.documents import Documents
from interview.discovery.testing.scripts import LONGEST, MOST, find_commands, known_scripts
from tests.discovery.projects import documents

SCRIPTS = json.dumps(
    {"scripts": {"dev": "vite", "test": "vitest", "pretest": "tsc", "prepare": "x"}}
)


def commands(folder: Path, files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(command.command, command.does) for command in find_commands(documents(folder, files))]


FILES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "package.json": (
        SCRIPTS,
        [("npm run dev", "vite"), ("npm test", "vitest"), ("npm run prepare", "x")],
    ),
    "Makefile": (
        ".PHONY: up check.all\nup: build ## start everything\n\tdocker compose up\n"
        "build.o: build.c\n\tcc\ncheck.all:\n\ttrue\nVAR := 1\nX:=2\nhelp::\n%.o: %.c\n\tcc\n"
        "\tnot: this\n",
        [("make up", "start everything"), ("make check.all", ""), ("make help", "")],
    ),
    "justfile": (
        "set shell := ['bash']\n\n# run the tests\ntest *args:\n  pytest\n\n"
        "[private]\ndeploy target:\n  x\n\n@lint mode='fast':\n  ruff\nx := '1'\n",
        [("just test", "run the tests"), ("just lint", "")],
    ),
    "Taskfile.yml": (
        "version: '3'\ntasks:\n  test:\n    desc: run the tests\n  build: [go build]\n"
        "  hidden: {internal: true}\n  api:up: {}\n",
        [("task test", "run the tests"), ("task build", ""), ("task api:up", "")],
    ),
    "tox.ini": (
        "[tox]\nenv_list = py312\n[testenv]\ncommands = pytest\n"
        "[testenv:lint]\ndescription = ruff and mypy\n",
        [("tox -e lint", "ruff and mypy")],
    ),
    "noxfile.py": (
        "import nox\n\n@nox.session(python=['3.12'])\ndef tests(session):\n"
        '    """Run the tests."""\n\n@nox.session\ndef lint(session: nox.Session) -> None:\n'
        "    session.run('ruff')\n\ndef helper(): ...\n",
        [("nox -s tests", "Run the tests."), ("nox -s lint", "")],
    ),
    "pyproject.toml": (
        '[project.scripts]\nshop = "shop.cli:main"\n[tool.poe.tasks]\ntest = "pytest"\n'
        '_hidden = "x"\nlint = { cmd = "ruff check", help = "look for faults" }\n',
        [
            ("shop", "shop.cli:main"),
            ("poe test", "pytest"),
            ("poe lint", "look for faults"),
        ],
    ),
}


@pytest.mark.parametrize("path", FILES)
def test_the_commands_of_a_file_are_typed_as_its_tool_wants_them(tmp_path: Path, path: str) -> None:
    text, results = FILES[path]
    assert commands(tmp_path, {path: text}) == results


FOLDERS = {
    "package.json": "(cd my-web && npm run dev)",
    "Makefile": "make -C my-web up",
    "justfile": "(cd my-web && just test)",
    "noxfile.py": "(cd my-web && nox -s tests)",
}


@pytest.mark.parametrize("path", FOLDERS)
def test_a_command_of_a_folder_is_typed_in_the_root(tmp_path: Path, path: str) -> None:
    text, _ = FILES[path]
    assert commands(tmp_path, {f"my-web/{path}": text})[0][0] == FOLDERS[path]


MANAGERS = [
    ({"pnpm-lock.yaml": ""}, "pnpm run dev", "pnpm test"),
    ({"yarn.lock": ""}, "yarn run dev", "yarn test"),
    ({"bun.lockb": ""}, "bun run dev", "bun run test"),
    ({"package-lock.json": "{}", "yarn.lock": ""}, "yarn run dev", "yarn test"),
]


@pytest.mark.parametrize(("locks", "dev", "test"), MANAGERS)
def test_the_lock_file_tells_the_package_manager(
    tmp_path: Path, locks: dict[str, str], dev: str, test: str
) -> None:
    results = commands(tmp_path, {"package.json": SCRIPTS, **locks})
    assert [command for command, _ in results][:2] == [dev, test]


def test_a_package_may_name_its_manager_itself(tmp_path: Path) -> None:
    text = json.dumps({**json.loads(SCRIPTS), "packageManager": "pnpm@9.1.0"})
    assert commands(tmp_path, {"package.json": text})[0][0] == "pnpm run dev"


def test_an_environment_comes_before_its_commands(tmp_path: Path) -> None:
    text = '[project.scripts]\nshop = "shop.cli:main"\n'
    assert commands(tmp_path, {"pyproject.toml": text, "uv.lock": ""}) == [
        ("uv run shop", "shop.cli:main")
    ]
    text += '[tool.pdm.scripts]\nserve = { shell = "x" }\n'
    assert commands(tmp_path / "pdm", {"pyproject.toml": text}) == [
        ("pdm run shop", "shop.cli:main"),
        ("pdm serve", ""),
    ]


def test_names_that_a_shell_would_take_apart_are_no_commands(tmp_path: Path) -> None:
    names = ["a; rm -rf ~", "$(id)", "a b", "-f", "", "x" * 80, "fine:one"]
    text = json.dumps({"scripts": dict.fromkeys(names, "echo \x1b[31mred\nline")})
    assert commands(tmp_path, {"package.json": text}) == [("npm run fine:one", "echo red line")]


def test_a_folder_that_a_shell_would_take_apart_is_quoted(tmp_path: Path) -> None:
    files = {"a b; rm/package.json": SCRIPTS, "c d/Makefile": ".PHONY: up\nup:\n"}
    results = [command for command, _ in commands(tmp_path, files)]
    assert results[0] == "make -C 'c d' up"
    assert results[1] == "(cd 'a b; rm' && npm run dev)"


def test_commands_near_the_root_come_first_and_not_too_many(tmp_path: Path) -> None:
    many = json.dumps({"scripts": {f"s{n}": "x" * 200 for n in range(100)}})
    results = commands(tmp_path, {"deep/er/package.json": many, "Makefile": "up:\n"})
    assert results[0] == ("make up", "")
    assert len(results) == MOST
    assert {len(does) for _, does in results[1:]} == {LONGEST}


@given(st.text(), st.sampled_from([name for scripts in known_scripts() for name in scripts.files]))
def test_no_text_is_an_error(text: str, name: str) -> None:
    class Project:
        files = (name,)

        def read(self, path: str) -> str:
            return text

        def named(self, *names: str) -> list[str]:
            return [name] if name in names else []

        def note(self, where: str, why: str) -> None:
            assert where == name

    for command in find_commands(Documents(Project())):  # type: ignore[arg-type]
        assert command.command.isprintable()
        assert command.does.isprintable()
