"""The smoke test of a task: its text, its file and the command that runs it alone."""

from __future__ import annotations

import ast
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import tree_sitter_go
import tree_sitter_typescript
from tree_sitter import Language, Parser

from interview.discovery.ecosystems.runner import Runner
from interview.discovery.testing.smoke_test import (
    skeleton,
    smoke_test_path,
    verify_command,
)
from interview.plan.task_types import TASK_TYPES

PYTEST = Runner("pytest", "python", "", "pytest", "tests", "pyproject.toml")
VITEST = Runner("vitest", "typescript", "", "npx vitest run", "tests", "package.json")
JEST = Runner("jest", "typescript", "", "npm test", "src/__tests__", "package.json")
GO = Runner("go test", "go", "", "go test ./...", "", "go.mod")
CARGO = Runner("cargo test", "rust", "", "cargo test", "tests", "Cargo.toml")
JUNIT = Runner("JUnit", "java", "", "mvn test", "src/test/java", "pom.xml")
GRADLE = Runner("JUnit", "kotlin", "", "./gradlew test", "src/test/kotlin", "build.gradle")
RSPEC = Runner("RSpec", "ruby", "", "bundle exec rspec", "spec", "Gemfile")
PHPUNIT = Runner("PHPUnit", "php", "", "vendor/bin/phpunit", "tests", "phpunit.xml")

RUNNERS = (PYTEST, VITEST, JEST, GO, CARGO, JUNIT, GRADLE, RSPEC, PHPUNIT)

ODD = (
    "3D model",
    "Żółw, été",
    "支付 订单",
    "Платёж",
    "٣ tasks",
    "ĸ has no capital",
    'Don\'t "quote" `this`',
    "🚀",
    "long " * 60,
    "x" * 300,
    "; rm -rf / && $(reboot) | `x` > y # {z} %s \\",
    "../../etc/passwd",
    "--help",
    "#{ruby} ${script} {python!r}",
    "class",
    "Two\nlines\x1b[31m\u2028",
    "",
)
"""What people call tasks: digits first, accents, other scripts, quotes, signs of the shell."""

BODIES = {
    PYTEST: '''def test_pay_bills_works():
    # start the real services that the task needs
    given = "what goes in"
    # call what the task delivers with it
    result = given
    assert result == "what comes out"''',
    VITEST: """import { expect, test } from "vitest";

test("Pay bills works", () => {
  // start the real services that the task needs
  const given = "what goes in";
  // call what the task delivers with it
  const result = given;
  expect(result).toBe("what comes out");
});""",
    JEST: """test("Pay bills works", () => {
  // start the real services that the task needs
  const given = "what goes in";
  // call what the task delivers with it
  const result = given;
  expect(result).toBe("what comes out");
});""",
    GO: """package smoke

import "testing"

func TestPayBills(t *testing.T) {
	// start the real services that the task needs
	given := "what goes in"
	// call what the task delivers with it
	result := given
	if result != "what comes out" {
		t.Fatalf("got %q", result)
	}
}""",
    CARGO: """#[test]
fn pay_bills_works() {
    // start the real services that the task needs
    let given = "what goes in";
    // call what the task delivers with it
    let result = given;
    assert_eq!(result, "what comes out");
}""",
    JUNIT: """import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PayBillsSmokeTest {
    @Test
    void works() {
        // start the real services that the task needs
        String given = "what goes in";
        // call what the task delivers with it
        String result = given;
        assertEquals("what comes out", result);
    }
}""",
    JUNIT._replace(name="JUnit 4"): """import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class PayBillsSmokeTest {
    @Test
    public void works() {
        // start the real services that the task needs
        String given = "what goes in";
        // call what the task delivers with it
        String result = given;
        assertEquals("what comes out", result);
    }
}""",
    GRADLE: """import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

class PayBillsSmokeTest {
    @Test
    fun works() {
        // start the real services that the task needs
        val given = "what goes in"
        // call what the task delivers with it
        val result = given
        assertEquals("what comes out", result)
    }
}""",
    GRADLE._replace(name="JUnit 4"): """import org.junit.Assert.assertEquals
import org.junit.Test

class PayBillsSmokeTest {
    @Test
    fun works() {
        // start the real services that the task needs
        val given = "what goes in"
        // call what the task delivers with it
        val result = given
        assertEquals("what comes out", result)
    }
}""",
    RSPEC: """RSpec.describe "Pay bills works" do
  it "works" do
    # start the real services that the task needs
    given = "what goes in"
    # call what the task delivers with it
    result = given
    expect(result).to eq("what comes out")
  end
end""",
    PHPUNIT: """<?php

use PHPUnit\\Framework\\TestCase;

final class PayBillsSmokeTest extends TestCase
{
    public function testWorks(): void
    {
        // start the real services that the task needs
        $given = "what goes in";
        // call what the task delivers with it
        $result = $given;
        $this->assertSame("what comes out", $result);
    }
}""",
}


def texts(runner: Runner) -> list[str]:
    return [skeleton(runner, name, kind)[1] for name in ODD for kind in TASK_TYPES]


def is_code(text: str, grammar: object) -> bool:
    return not Parser(Language(grammar)).parse(text.encode()).root_node.has_error


def test_the_skeleton_is_one_small_test_of_the_runners_kind() -> None:
    for runner in BODIES:
        assert skeleton(runner, "Pay bills", "implementation") == (runner.language, BODIES[runner])


def test_javascript_gets_the_same_test_as_typescript() -> None:
    for runner in (VITEST, JEST):
        plain = runner._replace(language="javascript")
        assert skeleton(plain, "Pay bills", "spike")[1] == skeleton(runner, "Pay bills", "spike")[1]
        assert smoke_test_path(plain, "Pay bills") == f"{runner.tests}/pay-bills.test.js"


@pytest.mark.parametrize("kind", TASK_TYPES)
@pytest.mark.parametrize("runner", RUNNERS, ids=lambda runner: runner.name)
def test_the_words_are_those_of_the_type_of_task(runner: Runner, kind: str) -> None:
    text = skeleton(runner, "Pay", kind)[1]
    places = [text.find(words) for words in TASK_TYPES[kind].steps]
    assert places == sorted(places)
    assert places[0] > 0


def test_an_unknown_type_of_task_is_an_implementation() -> None:
    assert skeleton(PYTEST, "Pay", "song") == skeleton(PYTEST, "Pay", "implementation")


def test_every_python_test_is_python() -> None:
    for text in texts(PYTEST):
        (function,) = ast.parse(text).body
        assert isinstance(function, ast.FunctionDef)
        assert function.name.startswith("test_")


@pytest.mark.parametrize("runner", [VITEST, JEST], ids=lambda runner: runner.name)
def test_every_typescript_test_is_typescript(runner: Runner) -> None:
    grammar = tree_sitter_typescript.language_typescript()
    assert not is_code('test("a" b", () => {});', grammar)
    assert all(is_code(text, grammar) for text in texts(runner))


def test_every_go_test_is_go_and_one_that_go_runs() -> None:
    grammar = tree_sitter_go.language()
    assert not is_code("package smoke\nfunc Test-X() {}\n", grammar)
    for text in texts(GO):
        assert is_code(f"{text}\n", grammar)
        name = re.search(r"func Test(\w+)\(", text)
        assert name
        assert not name[1][0].islower()
        assert not name[1][0].isdigit()


@pytest.mark.parametrize(
    ("runner", "pattern"),
    [
        (CARGO, r"^fn (\w+)\(\) \{$"),
        (JUNIT, r"^class (\w+) \{$"),
        (GRADLE, r"^class (\w+) \{$"),
        (PHPUNIT, r"^final class (\w+) extends TestCase$"),
    ],
    ids=lambda value: value.language if isinstance(value, Runner) else "",
)
def test_every_name_of_a_function_or_class_is_one(runner: Runner, pattern: str) -> None:
    for text in texts(runner):
        (name,) = re.findall(pattern, text, re.MULTILINE)
        assert name.isidentifier()


@pytest.mark.parametrize(
    ("runner", "line"),
    [
        (RSPEC, r'RSpec.describe "a \"b\" \\ \#{c} \#$d ' r"'e' works" + '" do'),
        (JEST, r'test("a \"b\" \\ #{c} #$d ' r"'e' works" + '", () => {'),
    ],
    ids=["ruby", "typescript"],
)
def test_the_name_of_a_task_is_quoted_so_that_nothing_in_it_runs(runner: Runner, line: str) -> None:
    text = skeleton(runner, "a \"b\" \\ #{c}\n#$d 'e'", "spike")[1]
    assert text.split("\n")[0] == line


@pytest.mark.slow
def test_pytest_runs_every_test_and_each_fails_until_it_is_edited(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "tests").mkdir(parents=True)
    (root / "pytest.ini").write_text("[pytest]\n")
    names = [f"{kind} {number} {name}" for kind in TASK_TYPES for number, name in enumerate(ODD)]
    for name in [*ODD, *names]:
        text = skeleton(PYTEST, name, name.partition(" ")[0])[1]
        (root / smoke_test_path(PYTEST, name)).write_text(text, encoding="utf-8")
    text = skeleton(PYTEST, "Edited", "spike")[1].replace("result = given", "result = 4")
    text = re.sub('== ".*"', "== 4", text)
    (root / smoke_test_path(PYTEST, "Edited")).write_text(text, encoding="utf-8")
    files = len(list((root / "tests").iterdir()))
    assert files > len(names) + 1
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rN", "--tb=line", "-p", "no:cacheprovider"],
        cwd=root,
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert f"{files - 1} failed, 1 passed in " in done.stdout
    causes = re.findall(r"^/.*\.py:\d+: AssertionError: assert '", done.stdout, re.MULTILINE)
    assert len(causes) == files - 1


def test_a_task_has_a_file_of_its_own_and_a_command_for_it_alone() -> None:
    cases: list[tuple[Runner, str, str, str]] = [
        (PYTEST, "Pay", "tests/test_pay.py", "pytest tests/test_pay.py"),
        (PYTEST, "3D", "tests/test_3d.py", "pytest tests/test_3d.py"),
        (PYTEST, "Płać", "tests/test_płac.py", "pytest 'tests/test_płac.py'"),
        (PYTEST._replace(tests=""), "Pay", "test_pay.py", "pytest test_pay.py"),
        (
            PYTEST._replace(command="uv run pytest"),
            "🚀",
            "tests/test_task.py",
            "uv run pytest tests/test_task.py",
        ),
        (VITEST, "Pay 2", "tests/pay-2.test.ts", "npx vitest run tests/pay-2.test.ts"),
        (
            VITEST._replace(command="npm test"),
            "Pay",
            "tests/pay.test.ts",
            "npm test -- --run tests/pay.test.ts",
        ),
        (
            VITEST._replace(command="pnpm test"),
            "Pay",
            "tests/pay.test.ts",
            "pnpm test --run tests/pay.test.ts",
        ),
        (
            VITEST._replace(command="bun run test"),
            "Pay",
            "tests/pay.test.ts",
            "bun run test --run tests/pay.test.ts",
        ),
        (JEST, "Pay", "src/__tests__/pay.test.ts", "npm test -- src/__tests__/pay.test.ts"),
        (
            JEST._replace(command="yarn test"),
            "Pay",
            "src/__tests__/pay.test.ts",
            "yarn test src/__tests__/pay.test.ts",
        ),
        (
            JEST._replace(tests="app/(shop)/[id]"),
            "Pay",
            "app/(shop)/[id]/pay.test.ts",
            "npm test -- --runTestsByPath 'app/(shop)/[id]/pay.test.ts'",
        ),
        (GO, "Pay", "smoke/pay_smoke_test.go", "go test ./smoke -run '^TestPay$'"),
        (GO, "3D", "smoke/3d_smoke_test.go", "go test ./smoke -run '^TestTask3d$'"),
        (GO, "Płać", "smoke/płac_smoke_test.go", "go test ./smoke -run '^TestPłac$'"),
        (
            GO._replace(tests="my store"),
            "Pay",
            "my store/smoke/pay_smoke_test.go",
            "go test './my store/smoke' -run '^TestPay$'",
        ),
        (CARGO, "Pay", "tests/pay.rs", "cargo test --test pay"),
        (
            CARGO._replace(command="cargo test --workspace"),
            "3D",
            "tests/task_3d.rs",
            "cargo test --workspace --test task_3d",
        ),
        (JUNIT, "3D", "src/test/java/Task3dSmokeTest.java", "mvn test -Dtest=Task3dSmokeTest"),
        (
            JUNIT._replace(tests="a; b/src/test/java"),
            "Pay",
            "a; b/src/test/java/PaySmokeTest.java",
            "mvn test -pl 'a; b' -am -Dtest=PaySmokeTest -Dsurefire.failIfNoSpecifiedTests=false",
        ),
        (
            JUNIT._replace(tests="x/src/y/src/test/java"),
            "Pay",
            "x/src/y/src/test/java/PaySmokeTest.java",
            "mvn test -pl x/src/y -am -Dtest=PaySmokeTest -Dsurefire.failIfNoSpecifiedTests=false",
        ),
        (
            GRADLE,
            "Pay",
            "src/test/kotlin/PaySmokeTest.kt",
            "./gradlew test --tests '*PaySmokeTest'",
        ),
        (
            GRADLE._replace(tests="a b/$c/src/test/kotlin"),
            "Pay",
            "a b/$c/src/test/kotlin/PaySmokeTest.kt",
            "./gradlew ':a b:$c:test' --tests '*PaySmokeTest'",
        ),
        (RSPEC, "Pay", "spec/pay_spec.rb", "bundle exec rspec spec/pay_spec.rb"),
        (PHPUNIT, "Pay", "tests/PaySmokeTest.php", "vendor/bin/phpunit tests/PaySmokeTest.php"),
        (
            PHPUNIT._replace(command="composer test"),
            "Pay",
            "tests/PaySmokeTest.php",
            "composer test -- tests/PaySmokeTest.php",
        ),
        (
            PYTEST._replace(folder="my api"),
            "Pay",
            "tests/test_pay.py",
            "(cd 'my api' && pytest tests/test_pay.py)",
        ),
    ]
    for runner, name, path, command in cases:
        assert smoke_test_path(runner, name) == path
        assert verify_command(runner, name) == command


@pytest.mark.parametrize("name", ["Deploy to Windows", "Linux", "Port to arm64", "js wasm"])
def test_a_go_file_is_for_every_system(name: str) -> None:
    """See https://pkg.go.dev/cmd/go#hdr-Build_constraints: `x_linux_test.go` is for Linux alone."""
    assert smoke_test_path(GO, name).endswith("_smoke_test.go")


def test_a_shell_reads_a_command_as_plain_words_whatever_the_task_is_called() -> None:
    for runner in RUNNERS:
        for name in ODD:
            command = verify_command(runner, name)
            words = list(shlex.shlex(command, posix=True, punctuation_chars=True))
            assert not [word for word in words if re.fullmatch(r"[();<>|&]+", word)]
            assert not re.search(r"[$`\\\"\n]", command.replace("$'", "'"))
            assert command.startswith(runner.command.split(" ./...")[0])
            path = smoke_test_path(runner, name)
            assert (
                runner.name in ("go test", "cargo test", "JUnit")
                or shlex.split(command)[-1] == path
            )


def test_the_file_of_a_test_stays_in_its_folder_whatever_the_task_is_called() -> None:
    for runner in RUNNERS:
        for name in ODD:
            *folder, file = smoke_test_path(runner, name).split("/")
            assert "/".join(folder) == (runner.tests or "smoke")
            assert re.fullmatch(r"[\w.-]+", file)
            assert not file.startswith((".", "-"))
            assert len(file.encode()) <= 255
