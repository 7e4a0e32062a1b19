"""What the settings of tools hold people to, in a line each."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview.discovery.rules.settings import ToolSettings
from interview.discovery.rules.tools import _KINDS, find_rules
from tests.discovery.projects import documents


def rules(folder: Path, path: str, text: str) -> list[str]:
    results = find_rules(documents(folder, {path: text}))
    assert {rule.source for rule in results} <= {path}
    return [f"{rule.name}: {rule.text}" for rule in results]


PYTHON = [
    ("pyproject.toml", "[tool.ruff]\nline-length = 100", ["Line length: 100 (ruff)"]),
    ("ruff.toml", "line-length = 88", ["Line length: 88 (ruff)"]),
    (
        "pyproject.toml",
        '[tool.ruff.lint]\nselect = ["E", "F"]\nextend-select = ["I"]\nignore = ["E501"]',
        ["Lint rules: E, F and I, without E501 (ruff)"],
    ),
    (
        "pyproject.toml",
        '[tool.ruff]\nextend-select = ["I"]',  # before 0.2 there was no table for the linter
        ["Lint rules: the default ones and I (ruff)"],
    ),
    (
        "pyproject.toml",
        '[tool.ruff.lint]\nmccabe.max-complexity = 8\npydocstyle.convention = "google"',
        ["Complexity: at most 8 for a function (ruff)", "Docstrings: google convention (ruff)"],
    ),
    (
        ".ruff.toml",
        '[format]\nquote-style = "single"\nindent-style = "tab"',
        ["Formatting: ruff format, single quotes, tabs"],
    ),
    ("pyproject.toml", "[tool.mypy]\nstrict = true", ["Types: mypy strict"]),
    (
        "pyproject.toml",
        "[tool.mypy]\nstrict = true\nwarn_return_any = false",
        ["Types: mypy strict without warn_return_any"],
    ),
    ("mypy.ini", "[mypy]\nstrict = True\n", ["Types: mypy strict"]),
    (
        "setup.cfg",
        "[mypy]\ndisallow_untyped_defs = yes\n",
        ["Types: mypy with disallow_untyped_defs"],
    ),
    (
        "pyproject.toml",
        "[tool.pytest.ini_options]\n"
        'testpaths = ["tests"]\naddopts = ["--strict-markers"]\nfilterwarnings = ["error"]',
        ["Tests: pytest in tests/, strict markers, warnings are errors"],
    ),
    (
        "pytest.ini",
        "[pytest]\ntestpaths = unit e2e\naddopts = --cov-fail-under=90\nxfail_strict = true\n",
        ["Tests: pytest in unit/ and e2e/, strict xfail", "Coverage: at least 90 % (pytest-cov)"],
    ),
    ("tox.ini", "[pytest]\nasyncio_mode = auto\n", ["Tests: pytest, asyncio in auto mode"]),
    ("pyproject.toml", "[tool.black]\nline-length = 99", ["Formatting: black, line length 99"]),
    ("pyproject.toml", '[tool.isort]\nprofile = "black"', ["Import order: isort, profile black"]),
    (
        "pyproject.toml",
        "[tool.coverage]\nrun.branch = true\nreport.fail_under = 95",
        ["Coverage: at least 95 %, branches too (coverage)"],
    ),
    (".coveragerc", "[report]\nfail_under = 80.5\n", ["Coverage: at least 80.5 % (coverage)"]),
    (
        ".flake8",
        "[flake8]\nmax-line-length = 100\nignore = E203, W503\n",
        ["Line length: 100 (flake8)", "Lint rules: the default ones, without E203, W503 (flake8)"],
    ),
    (".mypy.ini", "[mypy]\n", ["Types: mypy"]),
    (".isort.cfg", "[settings]\nline_length = 100\n", ["Import order: isort"]),
    ("pyrightconfig.json", '{"typeCheckingMode": "strict"}', ["Types: pyright strict"]),
    ("pyproject.toml", '[tool.pyright]\nstrict = ["src"]', ["Types: pyright, strict in src"]),
]

WEB = [
    (
        "tsconfig.json",
        '{"compilerOptions": {"strict": true, "noUncheckedIndexedAccess": true,} /* all */}',
        ["TypeScript: strict, noUncheckedIndexedAccess"],
    ),
    (
        "tsconfig.json",
        '{"extends": "@tsconfig/strictest/tsconfig.json"}',
        ["TypeScript: extends @tsconfig/strictest/tsconfig.json"],
    ),
    ("tsconfig.json", '{"compilerOptions": {"target": "es2022"}}', []),
    (
        ".eslintrc.json",
        '{"extends": ["eslint:recommended"], "rules": {"eqeqeq": "error",'
        ' "curly": ["error", "all"], "no-var": 2, "semi": "warn"}}',
        ["Lint: eslint with eslint:recommended; errors: eqeqeq, curly, no-var"],
    ),
    (".eslintrc.yml", "extends: airbnb\n", ["Lint: eslint with airbnb"]),
    (".eslintrc", "rules: {eqeqeq: error}\n", ["Lint: eslint; errors: eqeqeq"]),
    (".eslintrc.cjs", "module.exports = {", ["Lint: eslint (.eslintrc.cjs)"]),
    (".prettierrc.yaml", "semi: false\n", ["Formatting: prettier, no semicolons"]),
    (".prettierrc.cjs", "module.exports = {", ["Formatting: prettier (.prettierrc.cjs)"]),
    ("eslint.config.js", "export default [", ["Lint: eslint (eslint.config.js)"]),
    ("eslint.config.mts", "export default [", ["Lint: eslint (eslint.config.mts)"]),
    (
        "package.json",
        '{"eslintConfig": {"extends": "react-app"}, "prettier": {"semi": false}}',
        ["Lint: eslint with react-app", "Formatting: prettier, no semicolons"],
    ),
    ("package.json", '{"prettier": "@acme/p"}', ["Formatting: prettier as in @acme/p"]),
    (
        ".prettierrc",
        "singleQuote: true\nprintWidth: 100\ntabWidth: 4\ntrailingComma: all\n",
        ["Formatting: prettier, single quotes, width 100, 4 spaces, trailing commas: all"],
    ),
    (".prettierrc.json", '{"useTabs": true}', ["Formatting: prettier, tabs"]),
    (".prettierrc.toml", "semi = true", ["Formatting: prettier, semicolons"]),
    ("prettier.config.mjs", "export default {", ["Formatting: prettier (prettier.config.mjs)"]),
    (
        "biome.json",
        '{"linter": {"rules": {"recommended": true, "style": {"useConst": "error"}}},'
        ' "formatter": {"indentStyle": "space", "indentWidth": 2, "lineWidth": 100}}',
        ["Lint and formatting: biome, recommended rules, width 100, 2 spaces; errors: useConst"],
    ),
    ("biome.jsonc", '{"formatter": {"enabled": false}, // no\n}', ["Lint: biome"]),
]  # fmt: skip

OTHERS = [
    (
        ".golangci.yml",
        'version: "2"\nlinters:\n  enable: [errcheck, govet]\n  disable: [unused]\n'
        "formatters:\n  enable: [gofumpt]\n",
        [
            "Lint: golangci-lint with the standard linters and errcheck, govet, without unused",
            "Formatting: gofumpt (golangci-lint)",
        ],
    ),
    (
        ".golangci.toml",
        "[linters]\ndisable-all = true\nenable = ['govet']",
        ["Lint: golangci-lint with govet"],
    ),
    (
        "Cargo.toml",
        '[lints.clippy]\npedantic = "warn"\nunwrap_used = { level = "deny", priority = 1 }\n'
        '[lints.rust]\nunsafe_code = "forbid"\n',
        ["Lint: clippy, unwrap_used denied; pedantic warned", "Lint: rustc, unsafe_code forbidden"],
    ),
    (
        "clippy.toml",
        "too-many-arguments-threshold = 5\nallow-unwrap-in-tests = true",
        ["Lint: clippy, at most 5 arguments, unwrap is allowed in tests"],
    ),
    (".golangci.json", '{"linters": {"default": "none"}}', ["Lint: golangci-lint"]),
    (".clippy.toml", "type-complexity-threshold = 9", ["Lint: clippy, type complexity at most 9"]),
    (".rustfmt.toml", "", ["Formatting: rustfmt"]),
    (
        "rustfmt.toml",
        "max_width = 100\nhard_tabs = true",
        ["Formatting: rustfmt, max width 100, tabs"],
    ),
    (
        ".editorconfig",
        "root = true\n[*]\nindent_style = space\nindent_size = 4\nmax_line_length = 120\n"
        "[*.go]\nindent_style = tab\n[*.{md,txt}]\nmax_line_length = off\n",
        [
            "Indent: 4 spaces (editorconfig)",
            "Line length: 120 (editorconfig)",
            "Indent: tabs (editorconfig, *.go)",
        ],
    ),
    (
        ".pre-commit-config.yaml",
        "repos:\n- repo: x\n  hooks: [{id: ruff}, {id: mypy}]\n- hooks: [{id: test}]\n",
        ["Hooks: ruff, mypy, test (pre-commit)"],
    ),
]


@pytest.mark.parametrize(("path", "text", "lines"), [*PYTHON, *WEB, *OTHERS])
def test_what_is_set_is_told_in_a_line(
    tmp_path: Path, path: str, text: str, lines: list[str]
) -> None:
    assert rules(tmp_path, path, text) == lines


def test_every_kind_of_file_is_tried_here() -> None:
    paths = {path.lower() for path, _, _ in (*PYTHON, *WEB, *OTHERS)}
    assert {
        kind.names for kind in _KINDS if not any(fnmatchcase(path, kind.names) for path in paths)
    } == set()


def test_a_rule_holds_where_its_file_stands_and_is_told_once(tmp_path: Path) -> None:
    files = {
        "pyproject.toml": "[tool.ruff]\nline-length = 100",
        "api/pyproject.toml": "[tool.ruff]\nline-length = 100",
        "old/ruff.toml": "line-length = 79",
        "web/tsconfig.json": '{"compilerOptions": {"strict": true}}',
        "web/tsconfig.app.json": '{"compilerOptions": {"strict": true}}',
        "examples/demo/ruff.toml": "line-length = 10",
        "tests/data/ruff.toml": "line-length = 11",
        "node_modules/x/.eslintrc.json": "{}",
    }
    results = find_rules(documents(tmp_path, files))
    assert [(rule.text, rule.source, rule.folder, rule.language) for rule in results] == [
        ("100 (ruff)", "pyproject.toml", "", "python"),
        ("79 (ruff)", "old/ruff.toml", "old", "python"),
        ("strict", "web/tsconfig.app.json", "web", "typescript"),
    ]


BROKEN = [
    ("pyproject.toml", "[tool.ruff", "it is not TOML: "),
    ("pyproject.toml", '[tool.ruff]\nline-length = "wide"', "tool.ruff.line-length is not "),
    ("pyproject.toml", "[tool]\nruff = 3", "tool.ruff is not a table"),
    ("pyproject.toml", "[tool.ruff.lint]\nselect = [1]", "tool.ruff.lint.select is not a list of "),
    ("tsconfig.json", "{", "it is not JSON5: see line 1"),
    ("tsconfig.json", "[]", "it is not a table of names and values"),
    ("tsconfig.json", '{"compilerOptions": {"strict": "very"}}', "compilerOptions.strict is not "),
    (".pre-commit-config.yaml", "repos: [{hooks: 3}]", "repos.hooks is not "),
    (".pre-commit-config.yaml", "a: b: c", "it is not YAML: "),
    ("package.json", '{"prettier": 3}', "prettier is not "),
    ("mypy.ini", "strict = true\n", "it is not INI: "),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "why"), BROKEN)
def test_what_makes_no_sense_is_noted_in_one_line(
    tmp_path: Path, path: str, text: str, why: str
) -> None:
    project = documents(tmp_path, {path: text})
    find_rules(project)
    (note,) = project.repository.notes
    assert note.where == path
    assert note.why.startswith(why)
    assert "\n" not in note.why


def test_what_files_say_is_one_short_clean_line(tmp_path: Path) -> None:
    names = [f"rule-{number}" for number in range(60)]
    long = json.dumps({"extends": ["\x1b[31mred", "x" * 5000], "rules": dict.fromkeys(names, 2)})
    (message,) = rules(tmp_path, ".eslintrc.json", long)
    assert message.startswith("Lint: eslint with red; errors: rule-0, rule-1, ")
    assert message.endswith("rule-24 and 35 more")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["tool", "ruff", "lint", "select", "compilerOptions", "rules", "repos", "hooks",
             "formatter", "linters", "enable", "lints", "clippy", "strict", "extends", "prettier"]
        ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=8), ANYTHING, max_size=4), st.sampled_from(_KINDS))
def test_no_settings_of_any_shape_are_an_error(data: dict[str, object], kind: object) -> None:
    for entry in kind.read(ToolSettings(data)):  # type: ignore[attr-defined]
        assert "\n" not in entry.text
