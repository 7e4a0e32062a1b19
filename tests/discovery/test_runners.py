"""What runs a project's tests, by the files that say so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from interview.discovery.ecosystems.runner import Runner
from interview.discovery.repository import Note
from interview.discovery.testing.runners import find_runners
from interview.discovery.testing.smoke_test import verify_command
from tests.discovery.projects import documents


def runners(folder: Path, files: Mapping[str, str]) -> list[Runner]:
    return find_runners(documents(folder, files))


def runner(folder: Path, files: Mapping[str, str]) -> Runner:
    (result,) = runners(folder, files)
    return result


def package(*needs: str, test: str = "", **more: object) -> str:
    scripts = {"test": test} if test else {}
    return json.dumps({"devDependencies": dict.fromkeys(needs, "*"), "scripts": scripts, **more})


# pytest

PYPROJECTS = [
    '[project]\ndependencies = ["pytest"]',
    '[project.optional-dependencies]\ndev = ["ruff", "pytest>=8"]',
    '[dependency-groups]\ndev = [{include-group = "test"}]\ntest = ["PyTest-xdist"]',
    "[tool.pytest.ini_options]\naddopts = '-q'",
    "[tool.pytest]\naddopts = ['-q']",
    '[tool.poetry.group.dev.dependencies]\npytest = "^8"',
    '[tool.poetry.dev-dependencies]\npytest-cov = "*"',
    '[tool.pdm.dev-dependencies]\ntest = ["pytest"]',
    '[tool.uv]\ndev-dependencies = ["pytest"]',
    '[tool.hatch.envs.default]\nextra-dependencies = ["pytest"]',
]


@pytest.mark.parametrize("text", PYPROJECTS)
def test_a_pyproject_says_that_pytest_is_used(tmp_path: Path, text: str) -> None:
    result = runner(tmp_path, {"pyproject.toml": text})
    assert (result.name, result.language, result.folder) == ("pytest", "python", "")
    assert result.source == "pyproject.toml"
    assert result.command.endswith("pytest")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pytest.ini", ""),
        ("pytest.toml", ""),
        (".pytest.ini", ""),
        ("tox.ini", "[pytest]\naddopts = -q"),
        ("tox.ini", "[testenv]\ndeps =\n  coverage\n  pytest\n"),
        ("setup.cfg", "[tool:pytest]\naddopts = -q"),
        ("setup.cfg", "[options]\ntests_require = pytest"),
        ("setup.cfg", "[options.extras_require]\ntest =\n  pytest>=8\n"),
        ("requirements.txt", "click\npytest==8.3\n"),
        ("requirements-dev.txt", "-r requirements.txt\npytest[testing]\n"),
        ("requirements/test.txt", "pytest\n"),
        ("dev-requirements.txt", "  pytest-cov\n"),
        ("conftest.py", ""),
        ("tests/conftest.py", ""),
    ],
)
def test_other_files_say_that_pytest_is_used(tmp_path: Path, path: str, text: str) -> None:
    assert runner(tmp_path, {path: text}) == Runner("pytest", "python", "", "pytest", "tests", path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", '[project]\nname = "pytest"\ndependencies = ["pytester"]'),
        ("tox.ini", "[testenv]\ndeps = nose\ncommands = pytest"),
        ("setup.cfg", "[pytest]\n"),
        ("requirements.txt", "# pytest\npytest.something\nmy-pytest\n"),
        ("notes/dev.txt", "pytest\n"),
        ("tests/test_it.py", "import unittest"),
        ("examples/pytest.ini", ""),
        ("tests/fixtures/app/conftest.py", ""),
        ("node_modules/x/conftest.py", ""),
        (".github/requirements.txt", "pytest"),
    ],
)
def test_nobody_says_that_pytest_is_used(tmp_path: Path, path: str, text: str) -> None:
    assert runners(tmp_path, {path: text}) == []


@pytest.mark.parametrize(
    ("path", "text", "command"),
    [
        ("uv.lock", "", "uv run pytest"),
        ("poetry.lock", "", "poetry run pytest"),
        ("pdm.lock", "", "pdm run pytest"),
        ("Pipfile.lock", "", "pipenv run pytest"),
        ("Pipfile", '[dev-packages]\npytest = "*"', "pipenv run pytest"),
        ("pyproject.toml", "[tool.uv]\npackage = true", "uv run pytest"),
        ("pyproject.toml", '[tool.poetry]\nname = "x"', "poetry run pytest"),
        ("pyproject.toml", '[project]\nname = "x"', "pytest"),
        ("pyproject.toml", "tool = 1", "pytest"),
    ],
)
def test_pytest_is_called_in_the_projects_environment(
    tmp_path: Path, path: str, text: str, command: str
) -> None:
    assert runner(tmp_path, {"pytest.ini": "", path: text}).command == command


def test_the_lock_of_a_workspace_counts_for_its_members(tmp_path: Path) -> None:
    result = runner(tmp_path, {"uv.lock": "", "api/pytest.ini": ""})
    assert (result.folder, result.command) == ("api", "uv run pytest")


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        (
            "pyproject.toml",
            '[tool.pytest.ini_options]\ntestpaths = ["gone", "./checks/"]',
            "checks",
        ),
        ("pyproject.toml", '[tool.pytest.ini_options]\ntestpaths = "gone checks"', "checks"),
        ("pytest.toml", '[pytest]\ntestpaths = ["checks"]', "checks"),
        ("tox.ini", "[pytest]\ntestpaths = checks", "checks"),
        ("setup.cfg", "[tool:pytest]\ntestpaths =\n  gone\n  checks\n", "checks"),
        ("pytest.ini", "[pytest]\ntestpaths = gone", "tests"),
        ("pytest.ini", "", "tests"),
    ],
)
def test_tests_are_where_pytest_is_told_to_look(
    tmp_path: Path, path: str, text: str, where: str
) -> None:
    files = {path: text, "checks/deep/test_a.py": "", "tests/test_b.py": ""}
    assert runner(tmp_path, files).tests == where


@pytest.mark.parametrize(
    ("paths", "where"),
    [
        ([], "tests"),
        (["test/test_a.py"], "test"),
        (["tests/unit/test_a.py", "src/test_a.py", "src/test_b.py"], "tests"),
        (["src/app/a_test.py", "src/app/b_test.py", "x/test_a.py"], "src/app"),
        (["tests/conftest.py", "app/tester.py"], "tests"),
        (["test_a.py"], ""),
    ],
)
def test_without_a_word_tests_are_where_most_of_them_are(
    tmp_path: Path, paths: list[str], where: str
) -> None:
    assert runner(tmp_path, {"pytest.ini": "", **dict.fromkeys(paths, "")}).tests == where


def test_the_clearest_file_is_named_as_the_source(tmp_path: Path) -> None:
    files = {"requirements.txt": "pytest", "tests/conftest.py": "", "pyproject.toml": PYPROJECTS[0]}
    assert runner(tmp_path, files).source == "pyproject.toml"


@pytest.mark.parametrize("path", ["pyproject.toml", "tox.ini"])
def test_a_broken_file_is_noted_and_the_others_still_speak(tmp_path: Path, path: str) -> None:
    project = documents(tmp_path, {path: "[tool\n", "requirements.txt": "pytest"})
    assert [result.source for result in find_runners(project)] == ["requirements.txt"]
    assert [note.where for note in project.repository.notes] == [path]


# vitest and jest


@pytest.mark.parametrize("program", ["vitest", "jest"])
@pytest.mark.parametrize(
    ("files", "script", "plain"),
    [
        ({}, "npm test", "npx"),
        ({"package-lock.json": ""}, "npm test", "npx"),
        ({"pnpm-lock.yaml": ""}, "pnpm test", "pnpm exec"),
        ({"yarn.lock": ""}, "yarn test", "yarn"),
        ({"bun.lock": ""}, "bun run test", "bunx"),
        ({"bun.lockb": "", "package-lock.json": ""}, "bun run test", "bunx"),
    ],
)
def test_the_package_manager_calls_the_tests(
    tmp_path: Path, program: str, files: dict[str, str], script: str, plain: str
) -> None:
    own = runner(tmp_path, {**files, "package.json": package(program, test=f"{program} --ci")})
    assert own == Runner(program, "javascript", "", script, "tests", "package.json")
    none = runner(tmp_path, {**files, "package.json": package(program)})
    assert none.command == f"{plain} {'vitest run' if program == 'vitest' else 'jest'}"


@pytest.mark.parametrize("name", ["npm", "pnpm", "yarn"])
def test_the_package_manager_is_also_named_in_the_package(tmp_path: Path, name: str) -> None:
    text = package("jest", test="jest", packageManager=f"{name}@9.1.0+sha512.ab")
    assert runner(tmp_path, {"package.json": text}).command == f"{name} test"


@pytest.mark.parametrize(
    ("script", "command"),
    [
        ("NODE_ENV=test node_modules/.bin/jest", "npm test"),
        ("tsc && jest --watch", "npm test"),
        ("eslint . --plugin=eslint-plugin-jest", "npx jest"),
        ("jest-cli-something", "npx jest"),
        ('echo "Error: no test specified" && exit 1', "npx jest"),
    ],
)
def test_a_script_that_runs_something_else_is_not_used(
    tmp_path: Path, script: str, command: str
) -> None:
    assert runner(tmp_path, {"package.json": package("jest", test=script)}).command == command


@pytest.mark.parametrize(
    ("files", "name", "source"),
    [
        ({"package.json": package("vitest")}, "vitest", "package.json"),
        ({"package.json": package(test="jest")}, "jest", "package.json"),
        ({"package.json": package(jest={"preset": "x"})}, "jest", "package.json"),
        ({"package.json": "{}", "jest.config.ts": ""}, "jest", "jest.config.ts"),
        ({"package.json": "{}", "vitest.config.mts": ""}, "vitest", "vitest.config.mts"),
    ],
)
def test_the_file_that_names_the_runner_is_the_source(
    tmp_path: Path, files: dict[str, str], name: str, source: str
) -> None:
    result = runner(tmp_path, files)
    assert (result.name, result.source) == (name, source)


@pytest.mark.parametrize(
    "text", ["{}", package("mocha", "eslint-plugin-jest", "@vitest/ui", test="mocha")]
)
def test_another_runner_is_neither_vitest_nor_jest(tmp_path: Path, text: str) -> None:
    assert runners(tmp_path, {"package.json": text}) == []


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"scripts": []}', '{"scripts": {"test": 1}}', '{"devDependencies": "x"}']
)
def test_a_package_of_the_wrong_shape_is_noted_once(tmp_path: Path, text: str) -> None:
    project = documents(tmp_path, {"package.json": text})
    assert find_runners(project) == []
    assert [note.where for note in project.repository.notes] == ["package.json"]


def test_a_tsconfig_also_of_a_folder_above_makes_it_typescript(tmp_path: Path) -> None:
    files = {"tsconfig.base.json": "{}", "web/package.json": package("vitest")}
    assert runner(tmp_path, files).language == "typescript"


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("test/a.test.js", "test"),
        ("src/a.spec.tsx", "src"),
        ("src/__tests__/a.ts", "src/__tests__"),
        ("src/test.js", "tests"),
        ("node_modules/x/a.test.js", "tests"),
    ],
)
def test_tests_of_scripts_are_where_they_are(tmp_path: Path, path: str, where: str) -> None:
    assert runner(tmp_path, {"package.json": package("jest"), path: ""}).tests == where


# Go and Rust


def test_each_go_module_is_tested_and_its_tests_stand_beside_the_code(tmp_path: Path) -> None:
    files = {
        "go.mod": "module a",
        "store/a_test.go": "",
        "store/b_test.go": "",
        "c_test.go": "",
        "tools/go.mod": "module b",
        "vendor/x/go.mod": "module x",
        "testdata/go.mod": "module y",
    }
    assert runners(tmp_path, files) == [
        Runner("go test", "go", "", "go test ./...", "store", "go.mod"),
        Runner("go test", "go", "tools", "go test ./...", "", "tools/go.mod"),
    ]


PACKAGE = '[package]\nname = "a"\n'
WORKSPACE = '[workspace]\nmembers = ["*"]\n'


@pytest.mark.parametrize(
    ("files", "command", "where"),
    [
        ({"Cargo.toml": PACKAGE}, "cargo test", "tests"),
        ({"Cargo.toml": PACKAGE, "tests/a.rs": ""}, "cargo test", "tests"),
        ({"Cargo.toml": WORKSPACE, "a/Cargo.toml": PACKAGE}, "cargo test", "a/tests"),
        (
            {"Cargo.toml": WORKSPACE, "a/Cargo.toml": PACKAGE, "b/Cargo.toml": PACKAGE,
             "b/tests/x.rs": ""},
            "cargo test",
            "b/tests",
        ),
        (
            {"Cargo.toml": PACKAGE + WORKSPACE, "a/Cargo.toml": PACKAGE},
            "cargo test --workspace",
            "tests",
        ),
    ],
)  # fmt: skip
def test_a_rust_workspace_is_tested_as_one(
    tmp_path: Path, files: dict[str, str], command: str, where: str
) -> None:
    assert runner(tmp_path, files) == Runner("cargo test", "rust", "", command, where, "Cargo.toml")


def test_rust_packages_without_a_workspace_are_tested_each(tmp_path: Path) -> None:
    results = runners(tmp_path, {"a/Cargo.toml": PACKAGE, "b/Cargo.toml": PACKAGE, "b/x.rs": ""})
    assert [(entry.folder, entry.tests) for entry in results] == [("a", "tests"), ("b", "tests")]


def test_a_rust_package_is_not_tested_where_the_one_inside_it_is(tmp_path: Path) -> None:
    files = {"Cargo.toml": PACKAGE, "xtask/Cargo.toml": PACKAGE, "xtask/tests/a.rs": ""}
    assert [(entry.folder, entry.tests) for entry in runners(tmp_path, files)] == [
        ("", "tests"),
        ("xtask", "tests"),
    ]


def test_a_broken_cargo_manifest_is_noted(tmp_path: Path) -> None:
    project = documents(tmp_path, {"Cargo.toml": "[package"})
    assert find_runners(project) == []
    assert [note.where for note in project.repository.notes] == ["Cargo.toml"]


# Java and Kotlin


def pom(*artifacts: str) -> str:
    needs = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId> {name} </artifactId></dependency>"
        for group, name in (artifact.split(":") for artifact in artifacts)
    )
    space = 'xmlns="http://maven.apache.org/POM/4.0.0"'
    return f"<?xml version='1.0'?><project {space}><dependencies>{needs}</dependencies></project>"


FIVE, FOUR = "org.junit.jupiter:junit-jupiter", "junit:junit"


@pytest.mark.parametrize(
    ("files", "name", "command"),
    [
        ({"pom.xml": pom(FIVE)}, "JUnit", "mvn test"),
        ({"pom.xml": pom(FOUR)}, "JUnit 4", "mvn test"),
        ({"pom.xml": pom(FOUR, FIVE)}, "JUnit", "mvn test"),
        (
            {"pom.xml": pom("org.springframework.boot:spring-boot-starter-test"), "mvnw": ""},
            "JUnit",
            "./mvnw test",
        ),
        ({"build.gradle": "test { useJUnitPlatform() }", "gradlew": ""}, "JUnit", "./gradlew test"),
        ({"build.gradle.kts": 'testImplementation("junit:junit:4.13")'}, "JUnit 4", "gradle test"),
        ({"build.gradle": "testImplementation libs.junit.jupiter"}, "JUnit", "gradle test"),
    ],
)
def test_a_build_names_the_junit_it_uses(
    tmp_path: Path, files: dict[str, str], name: str, command: str
) -> None:
    result = runner(tmp_path, files)
    assert result == Runner(name, "java", "", command, "src/test/java", next(iter(files)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pom.xml", pom("org.testng:testng")),
        ("build.gradle", "// useJUnitPlatform()\nplugins {}"),
        ("build.gradle", ""),
    ],
)
def test_a_build_without_junit_has_no_runner(tmp_path: Path, path: str, text: str) -> None:
    project = documents(tmp_path, {path: text})
    assert find_runners(project) == []
    assert project.repository.notes == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not XML: no element found: line 1, column 0"),
        ("<project>", "it is not XML: no element found: line 1, column 9"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "it has a DOCTYPE, which is not read"),
    ],
)
def test_a_pom_that_cannot_be_read_is_noted(tmp_path: Path, text: str, why: str) -> None:
    project = documents(tmp_path, {"pom.xml": text})
    assert find_runners(project) == []
    assert project.repository.notes == [Note("pom.xml", why)]


@pytest.mark.parametrize(
    ("files", "where", "command"),
    [
        (
            {"pom.xml": "<project/>", "app/pom.xml": pom(FIVE), "app/src/test/java/a/B.java": ""},
            "app/src/test/java",
            "mvn test -pl app -am -Dtest=PaySmokeTest -Dsurefire.failIfNoSpecifiedTests=false",
        ),
        (
            {"settings.gradle.kts": "", "libs/pay/build.gradle.kts": "useJUnitPlatform()",
             "libs/pay/src/test/kotlin/B.kt": ""},
            "libs/pay/src/test/kotlin",
            "gradle :libs:pay:test --tests '*PaySmokeTest'",
        ),
        (
            {"build.gradle": "useJUnitPlatform()", "src/test/java/a/B.java": ""},
            "src/test/java",
            "gradle test --tests '*PaySmokeTest'",
        ),
        (
            {"pom.xml": pom(FIVE), "mvnw": ""},
            "src/test/java",
            "./mvnw test -Dtest=PaySmokeTest",
        ),
    ],
)  # fmt: skip
def test_a_build_of_modules_is_one_and_runs_a_smoke_test_in_its_module(
    tmp_path: Path, files: dict[str, str], where: str, command: str
) -> None:
    result = runner(tmp_path, files)
    assert (result.folder, result.tests) == ("", where)
    assert verify_command(result, "Pay") == command


def test_the_language_of_the_tests_is_that_of_their_folder(tmp_path: Path) -> None:
    files = {"build.gradle": "useJUnitPlatform()", "src/test/kotlin/a/B.kt": ""}
    assert runner(tmp_path, files).language == "kotlin"


# Ruby and PHP


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({".rspec": "--color"}, ("rspec", "spec", ".rspec")),
        ({"Gemfile": "gem 'rspec', '~> 3'"}, ("bundle exec rspec", "spec", "Gemfile")),
        (
            {"Gemfile": 'group :test do\n  gem("rspec-rails")\nend', "spec/models/a_spec.rb": ""},
            ("bundle exec rspec", "spec", "Gemfile"),
        ),
        (
            {"Gemfile": "", ".rspec": "", "lib/a_spec.rb": ""},
            ("bundle exec rspec", "lib", ".rspec"),
        ),
    ],
)
def test_rspec_is_called_by_bundler_where_there_is_a_gemfile(
    tmp_path: Path, files: dict[str, str], expected: tuple[str, str, str]
) -> None:
    result = runner(tmp_path, files)
    assert (result.name, result.language) == ("RSpec", "ruby")
    assert (result.command, result.tests, result.source) == expected


@pytest.mark.parametrize(
    ("files", "command", "source"),
    [
        ({"composer.json": "{}", "phpunit.xml": ""}, "vendor/bin/phpunit", "phpunit.xml"),
        (
            {"composer.json": '{"require-dev": {"phpunit/phpunit": "^11"}}'},
            "vendor/bin/phpunit",
            "composer.json",
        ),
        (
            {"composer.json": '{"scripts": {"test": ["@lint", "phpunit -v"]}}',
             "phpunit.xml.dist": ""},
            "composer test",
            "phpunit.xml.dist",
        ),
        (
            {"composer.json": '{"require": {"phpunit/phpunit": "*"}, "scripts": {"test": "pest"}}'},
            "vendor/bin/phpunit",
            "composer.json",
        ),
    ],
)  # fmt: skip
def test_phpunit_is_called_by_the_projects_own_script(
    tmp_path: Path, files: dict[str, str], command: str, source: str
) -> None:
    assert runner(tmp_path, files) == Runner("PHPUnit", "php", "", command, "tests", source)


@pytest.mark.parametrize(
    ("path", "text"),
    [("Gemfile", "# gem 'rspec'\ngem 'rspec-mocks'"), ("composer.json", '{"require": {}}')],
)
def test_ruby_and_php_without_these_runners_have_none(tmp_path: Path, path: str, text: str) -> None:
    assert runners(tmp_path, {path: text}) == []


# One repository, many projects


MONOREPO = {
    "pyproject.toml": PYPROJECTS[0],
    "tests/test_a.py": "",
    "frontend/package.json": package("vitest", test="vitest"),
    "frontend/src/a.test.ts": "",
    "frontend/tsconfig.json": "{}",
    "services/my mail/go.mod": "module mail",
    "services/my mail/pay/a_test.go": "",
    "api/pyproject.toml": PYPROJECTS[0],
    "api/checks/test_a.py": "",
}

COMMANDS = {
    "": "pytest tests/test_pay.py",
    "api": "(cd api && pytest checks/test_pay.py)",
    "frontend": "(cd frontend && npm test -- --run src/pay.test.ts)",
    "services/my mail": "(cd 'services/my mail' && go test ./pay/smoke -run '^TestPay$')",
}


def test_each_project_of_a_repository_has_its_own_runner_the_nearest_first(tmp_path: Path) -> None:
    results = runners(tmp_path, MONOREPO)
    assert {entry.folder: verify_command(entry, "Pay") for entry in results} == COMMANDS
    assert [entry.folder for entry in results] == list(COMMANDS)


def test_a_project_without_any_of_them_has_no_runner(tmp_path: Path) -> None:
    project = documents(tmp_path, {"README.md": "# pytest, jest", "Makefile": "test:\n\tjest"})
    assert find_runners(project) == []
    assert project.repository.notes == []
