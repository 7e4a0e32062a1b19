"""How each runner takes a smoke test: its text, the name of its file, the command for it alone."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.testing.runner import (
    CARGO,
    GO,
    JEST,
    JUNIT,
    JUNIT_4,
    PHPUNIT,
    PYTEST,
    RSPEC,
    VITEST,
    Runner,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Form(NamedTuple):
    """A runner's test.

    text: with places for the task's names and for the steps. file: below the folder of the tests.
    command: of the runner, the path of the file and the names; it quotes what a shell would read.
    """

    text: str
    file: str
    command: Callable[[Runner, str, Mapping[str, str]], str]


def form_of(runner: Runner) -> Form:
    """Return how a runner takes a test."""
    return FORMS.get((runner.name, runner.language)) or FORMS[runner.name, ""]


def quoted(text: str, language: str) -> str:
    """Return a text as a string of a language, with nothing in it that the language works out."""
    string = json.dumps(text, ensure_ascii=False)
    return string.replace("#", "\\#") if language == "ruby" else string


def _with_path(runner: Runner, path: str, _: Mapping[str, str]) -> str:
    return f"{runner.command} {shlex.quote(path)}"


def _script_with_path(runner: Runner, path: str, _: Mapping[str, str], option: str = "") -> str:
    """Npm and composer hand on only what stands behind two dashes."""
    dashes = "-- " if runner.command.startswith(("npm ", "composer ")) else ""
    return f"{runner.command} {dashes}{option}{shlex.quote(path)}"


def _vitest(runner: Runner, path: str, names: Mapping[str, str]) -> str:
    """Run it once: a script may leave it watching."""
    once = "" if "vitest" in runner.command else "--run "
    return _script_with_path(runner, path, names, once)


def _jest(runner: Runner, path: str, names: Mapping[str, str]) -> str:
    """Say that a path is one where it would be read as a pattern: `app/(shop)/[id]`."""
    plain = "" if re.fullmatch(r"[\w./-]*", path) else "--runTestsByPath "
    return _script_with_path(runner, path, names, plain)


def _go(_: Runner, path: str, names: Mapping[str, str]) -> str:
    folder = shlex.quote(f"./{path.rpartition('/')[0]}")
    return f"go test {folder} -run '^Test{names['camel']}$'"


def _cargo(runner: Runner, _: str, names: Mapping[str, str]) -> str:
    return f"{runner.command} --test {names['rust']}"


def _junit(runner: Runner, _: str, names: Mapping[str, str]) -> str:
    """Run one class; in a build of several modules, only in its own."""
    name, module = f"{names['camel']}SmokeTest", runner.tests.rpartition("/src/test/")[0]
    if "gradle" in runner.command:
        task = shlex.quote(f":{module.replace('/', ':')}:test") if module else "test"
        return f"{runner.command.removesuffix('test')}{task} --tests '*{name}'"
    if not module:
        return f"{runner.command} -Dtest={name}"
    others = "-Dsurefire.failIfNoSpecifiedTests=false"  # those it depends on have no such test
    return f"{runner.command} -pl {shlex.quote(module)} -am -Dtest={name} {others}"


_SCRIPT_BODY = """test({words}, () => {{
  // {arrange}
  const given = "{given}";
  // {act}
  const result = given;
  expect(result).toBe("{wanted}");
}});"""

_VITEST = """import {{ expect, test }} from "vitest";

"""

_JAVA_BODY = """{public}class {{camel}}SmokeTest {{{{
    @Test
    {public}void works() {{{{
        // {{arrange}}
        String given = "{{given}}";
        // {{act}}
        String result = given;
        assertEquals("{{wanted}}", result);
    }}}}
}}}}"""

_KOTLIN_BODY = """class {camel}SmokeTest {{
    @Test
    fun works() {{
        // {arrange}
        val given = "{given}"
        // {act}
        val result = given
        assertEquals("{wanted}", result)
    }}
}}"""

_JAVA = """import static {imported}.assertEquals;

import {test};

"""
_KOTLIN = """import {imported}.assertEquals
import {test}

"""
_JUPITER = {"imported": "org.junit.jupiter.api.Assertions", "test": "org.junit.jupiter.api.Test"}
_FOURTH = {"imported": "org.junit.Assert", "test": "org.junit.Test"}

FORMS: dict[tuple[str, str], Form] = {
    (PYTEST, ""): Form(
        """def test_{snake}_works():
    # {arrange}
    given = "{given}"
    # {act}
    result = given
    assert result == "{wanted}\"""",
        "test_{snake}.py",
        _with_path,
    ),
    (VITEST, "typescript"): Form(
        _VITEST + _SCRIPT_BODY,
        "{kebab}.test.ts",
        _vitest,
    ),
    (VITEST, ""): Form(
        _VITEST + _SCRIPT_BODY,
        "{kebab}.test.js",
        _vitest,
    ),
    (JEST, "typescript"): Form(_SCRIPT_BODY, "{kebab}.test.ts", _jest),
    (JEST, ""): Form(_SCRIPT_BODY, "{kebab}.test.js", _jest),
    (GO, ""): Form(
        """package smoke

import "testing"

func Test{camel}(t *testing.T) {{
	// {arrange}
	given := "{given}"
	// {act}
	result := given
	if result != "{wanted}" {{
		t.Fatalf("got %q", result)
	}}
}}""",
        # A folder of its own may have a package of its own. Go would take `x_linux_test.go` for
        # Linux alone, therefore the word before `test`.
        "smoke/{snake}_smoke_test.go",
        _go,
    ),
    (CARGO, ""): Form(
        """#[test]
fn {rust}_works() {{
    // {arrange}
    let given = "{given}";
    // {act}
    let result = given;
    assert_eq!(result, "{wanted}");
}}""",
        "{rust}.rs",
        _cargo,
    ),
    (JUNIT, "java"): Form(
        _JAVA.format(**_JUPITER) + _JAVA_BODY.format(public=""), "{camel}SmokeTest.java", _junit
    ),
    (JUNIT_4, "java"): Form(
        _JAVA.format(**_FOURTH) + _JAVA_BODY.format(public="public "),
        "{camel}SmokeTest.java",
        _junit,
    ),
    (JUNIT, "kotlin"): Form(
        _KOTLIN.format(**_JUPITER) + _KOTLIN_BODY, "{camel}SmokeTest.kt", _junit
    ),
    (JUNIT_4, "kotlin"): Form(
        _KOTLIN.format(**_FOURTH) + _KOTLIN_BODY, "{camel}SmokeTest.kt", _junit
    ),
    (RSPEC, ""): Form(
        """RSpec.describe {words} do
  it "works" do
    # {arrange}
    given = "{given}"
    # {act}
    result = given
    expect(result).to eq("{wanted}")
  end
end""",
        "{snake}_spec.rb",
        _with_path,
    ),
    (PHPUNIT, ""): Form(
        """<?php

use PHPUnit\\Framework\\TestCase;

final class {camel}SmokeTest extends TestCase
{{
    public function testWorks(): void
    {{
        // {arrange}
        $given = "{given}";
        // {act}
        $result = $given;
        $this->assertSame("{wanted}", $result);
    }}
}}""",
        "{camel}SmokeTest.php",
        _script_with_path,
    ),
}
"""By the runner's name and the language, empty for any."""
