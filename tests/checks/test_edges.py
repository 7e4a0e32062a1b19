"""What each rule says at its edges: where exactly it begins, and what it lets pass.

The example of a rule shows what it is for; here stands what a neighbouring rule would say instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.check import check
from interview.checks.settings import CheckSettings
from tests.checks.test_rules import EXAMPLE, document, edited

if TYPE_CHECKING:
    from collections.abc import Sequence

Edge = tuple[str, str, list[tuple[str, str]]]
"""A rule, a change of the example, and what it then finds: addresses and messages."""


def agree(edges: Sequence[Edge]) -> None:
    """Compare what rules find with what is wanted; tell all that differs at once."""
    findings = [(rule, change, messages_of(rule, change)) for rule, change, _ in edges]
    wrong = [now for now, wanted in zip(findings, edges, strict=True) if now != wanted]
    assert not wrong


def messages_of(rule: str, change: str) -> list[tuple[str, str]]:
    settings = CheckSettings(extend_select=(rule,))
    return [
        (finding.address, finding.message)
        for finding in check(edited(change), settings)
        if finding.rule == rule
    ]


def python(text: str) -> str:
    return f'tasks.2.smoke_test = {{language = "python", text = """{text}"""}}'


def test_completeness() -> None:
    rules, patterns, standards = "rules = []", "patterns = []", "standards = []"
    no_rule = [("stack.c1", "Python Backend (FastAPI) has no rules")]
    quoted = '[{source = "A.md", heading = "Errors", text = "x"}]'
    agree(
        [
            ("missing-answer", 'stack.1.name = ""', [("stack.c1", "a component has no name")]),
            ("no-stack", _of_component(rules, patterns, standards), no_rule),
            ("no-stack", _of_component(rules, patterns, f"standards = {quoted}"), []),
            (
                "no-stack",
                _of_component(
                    rules, 'patterns = [{name = "a", language = "", code = "b"}]', standards
                ),
                [],
            ),
            ("no-expected-output", 'tasks.2.verify = ""\ntasks.2.expected = ""', []),
            (
                "no-expected-output",
                'tasks.2.expected = "  "',
                [("tasks.t2.expected", "the task does not state what its command prints")],
            ),
            (
                "no-verification",
                'tasks.2.verify = " \\n "',
                [("tasks.t2.verify", "the task has no command that verifies it")],
            ),
            (
                "no-demo",
                'demo.commands = " "\ndemo.expected = ""',
                [
                    ("demo.commands", "the plan does not state how it is shown"),
                    ("demo.expected", "the plan does not state what people will see"),
                ],
            ),
            (
                "no-assumption",
                'assumptions.validates = [{name = "A", text = "x"}, {name = "Price", text = " "}]',
                [("assumptions.validates.2", "Price has no text")],
            ),
            (
                "no-non-goal",
                'scope.excluded = [{feature = "A", reason = "x"}, {feature = "B", reason = " "}]',
                [("scope.excluded.2", "there is no reason why B is excluded")],
            ),
            (
                "several-smoke-tests",
                python("def test_a():\n    assert f()\n\nasync def test_b():\n    assert g()"),
                [("tasks.t2.smoke_test", "the task has 2 smoke tests")],
            ),
            ("several-smoke-tests", python("def test_a():\n    assert f()\ndef helper(): ..."), []),
        ]
    )


def _of_component(*parts: str) -> str:
    return "\n".join(f"stack.1.{part}" for part in parts)


def test_concreteness() -> None:
    vague = [("tasks.t2.what", "'fast' is vague")]
    literal = "it has no literal example"
    agree(
        [
            ("vague-word", 'tasks.2.what = "It is fast. It has 2 pages."', vague),
            ("vague-word", 'tasks.2.what = "It is fast on 2 pages."', []),
            ("vague-word", 'tasks.2.what = "It is FAST and fastest."',
             [("tasks.t2.what", "'FAST' is vague")]),
            ("vague-word", 'tasks.2.what = "A breakfast, a fast-lane."', []),
            ("vague-word", 'tasks.2.core = "fast"', []),
            ("vague-word", 'scope.excluded = [{feature = "A", reason = "fast"}]', []),
            ("vague-word", 'tasks.2.key_files = [{path = "fast", purpose = "robust"}]', []),
            ("elided-command", 'tasks.3.verify = "curl … localhost"',
             [("tasks.t3.verify", "the command is incomplete")]),
            ("elided-command", 'tasks.3.verify = "git diff main...HEAD"', []),
            ("vague-path", 'tasks.3.key_files = [{path = "web/src/", purpose = "x"}]',
             [("tasks.t3.key_files", "web/src/ is not a single file")]),
            ("vague-path", 'tasks.3.key_files = [{path = "app/[id]/...x.ts", purpose = "x"}]', []),
            ("vague-path", 'tasks.3.key_files = [{path = "web/...", purpose = "x"}]',
             [("tasks.t3.key_files", "web/... is not a single file")]),
            ("described-payload", 'tasks.3.sends = "the list of one user"',
             [("tasks.t3.sends", literal)]),
            ("described-payload", 'tasks.2.sends = "the list of one user"', []),
            ("described-payload", 'tasks.3.sends = ""', []),
            ("described-data", 'tasks.2.data = {language = "", text = "  "}', []),
            ("no-object", 'tasks.2.name = "Refactor"',
             [("tasks.t2.name", "'Refactor' does not say what")]),
            ("no-object", 'tasks.2.what = "Set up and deploy everything!"',
             [("tasks.t2.what", "'Set up and deploy everything!' does not say what")]),
            ("no-object", 'tasks.2.what = "Refactor auth"', []),
            ("unprintable-output", 'tasks.3.expected = "# it works\\n- no errors"',
             [("tasks.t3.expected", "this is not the output of any command")]),
            ("unprintable-output", 'tasks.3.expected = "it works\\n401"', []),
            ("unprintable-output", 'tasks.3.expected = "\\n"', []),
            ("unprintable-output", 'demo.expected = "Everything works."',
             [("demo.expected", "this is not the output of any command")]),
        ]
    )  # fmt: skip


def test_consistency() -> None:
    agree(
        [
            ("builds-excluded", _excluding("Invite", "Invite people"),
             [("tasks.t2.name", "the plan excludes 'Invite'")]),
            ("builds-excluded", _excluding("Login", "Login of people"), []),
            ("builds-excluded", _excluding("Password-reset", "PASSWORD RESET by mail"),
             [("tasks.t2.name", "the plan excludes 'Password-reset'")]),
            ("other-spelling", 'tasks.3.what = "GET /sign_in, GET /Sign-In/ and GET /sign_in"',
             [("tasks.t3.what", "/Sign-In is spelt /sign_in in tasks.t3.what")]),
            ("other-name", 'tasks.2.database = "users(id, a)"\ntasks.3.database = "user(id, b)"',
             [("tasks.t3.database", "the table user is spelt users in tasks.2.database")]),
            ("other-name", 'tasks.2.what = "Reads API_KEY."\ntasks.3.what = "Reads APIKEY."',
             [("tasks.t3.what", "the variable APIKEY is spelt API_KEY in tasks.2.what")]),
            ("other-name", 'tasks.2.what = "API_KEY"\ntasks.3.what = "APIKEY, APIKEY, APIKEY"',
             [("tasks.t3.what", "the variable APIKEY is spelt API_KEY in tasks.2.what")]),
            ("other-version", _of_stack("FastAPI==0.115.0 and fastapi@0.116"),
             [("tasks.t2.what", "the stack has 0.115")]),
            ("other-version", _of_stack("FastAPI 0.115.2, FastAPI 0"), []),
            ("other-version", _of_stack("Fast 0.99, my-FastAPI 0.99"), []),
            ("other-version", 'tasks.2.what = "FastAPI 0.99"\nstack.1.name = "FastAPI"', []),
        ]
    )  # fmt: skip


def _excluding(feature: str, name: str) -> str:
    return f'scope.excluded = [{{feature = "{feature}", reason = "x"}}]\ntasks.2.name = "{name}"'


def _of_stack(what: str) -> str:
    return f'tasks.2.what = "{what}"\nstack.1.name = "Backend (FastAPI 0.115)"'


def test_dependencies() -> None:
    agree(
        [
            ("missing-dependency", "tasks.3.depends_on = [1, 7, 8]",
             [("tasks.t3.depends_on", "there is no task '7'"),
              ("tasks.t3.depends_on", "there is no task '8'")]),
            ("later-dependency", "tasks.2.depends_on = [3]\ntasks.3.depends_on = [2, 4]\n"
             "tasks.4.depends_on = []",
             [("tasks.t3.depends_on", "task 4 comes later")]),
            ("later-dependency", "tasks.2.depends_on = [3]\ntasks.3.depends_on = [2]", []),
            ("duplicate-dependency", "tasks.4.depends_on = [2, 1, 2, 1]",
             [("tasks.t4.depends_on", "task 1 is named twice"),
              ("tasks.t4.depends_on", "task 2 is named twice")]),
            ("circular-dependency", "tasks.2.depends_on = [4]\ntasks.4.depends_on = [3]\n"
             "tasks.3.depends_on = [2]",
             [("tasks.t2.depends_on", "circular dependency: 2 → 4 → 3 → 2")]),
            ("unordered-input", 'tasks.3.what = "Show the results of task 9."',
             [("tasks.t3.what", "there is no task 9")]),
            ("unordered-input", 'tasks.3.what = "Show the output from task 3."', []),
            ("unordered-input", 'tasks.3.what = "Show the report of task 1."', []),
            ("unordered-input", 'goal.outcome = "Show the report of task 9."', []),
        ]
    )  # fmt: skip


def test_files_and_ends() -> None:
    both = '[{path = "a.py", purpose = "x"}, {path = "a.py", purpose = "y"}]'
    agree(
        [
            ("same-file", f"tasks.3.key_files = {both}\ntasks.4.key_files = {both}",
             [("tasks.t4.key_files",
               "a.py is also written by task 3, with no order between them")]),
            ("same-file", f"tasks.2.key_files = {both}\ntasks.3.key_files = {both}", []),
            ("same-file", f"tasks.3.key_files = {both}\ntasks.4.key_files = {both}\n"
             "tasks.3.depends_on = [4]", []),
            ("unused-task", 'tasks.3.verify = "make one"\ntasks.4.verify = "make two"',
             _unused("t3", "t4")),
            ("unused-task", 'tasks.4.verify = ""', []),
            ("unused-task", _ends("make one", "run a/b", "cat a/b --raw"), _unused("t3")),
            ("unused-task", _ends("make one", "cat x.py", "diff x.py y.py"), _unused("t3")),
            ("unused-task", _ends("make 1", "make -s up a", "make up b"), _unused("t3", "t4")),
            ("unused-task", _ends("make one", "make -s up db", "echo; make up db"), _unused("t3")),
            ("unused-task", 'tasks.4.depends_on = [3]\ntasks.4.verify = "make two"', []),
            ("unproduced-file", 'tasks.3.verify = "bash ./api/orders.py"', []),
            ("unproduced-file", 'tasks.3.verify = "uv run ./scripts/x.py"',
             [("tasks.t3.verify", "no task creates scripts/x.py")]),
        ]
    )  # fmt: skip


def _ends(third: str, fourth: str, demo: str) -> str:
    """Let the third and the fourth task be needed by none, and the demo show something."""
    verify = f'tasks.3.verify = "{third}"\ntasks.4.verify = "{fourth}"'
    return f'{verify}\ndemo.commands = "{demo}"'


def _unused(*keys: str) -> list[tuple[str, str]]:
    return [(f"tasks.{key}", "no task needs it, and the demo does not show it") for key in keys]


def test_numbers_of_a_document() -> None:
    def numbered(*numbers: str) -> list[tuple[str, str]]:
        text = re.sub(
            r"^### (\d)\. ",
            lambda match: f"### {numbers[int(match[1]) - 1]}",
            EXAMPLE,
            flags=re.MULTILINE,
        )
        findings = check(document(text), CheckSettings(select=("wrong-number",)))
        return [(finding.address, finding.message) for finding in findings]

    assert numbered("1. ", "2. ", "3. ", "4. ") == []
    assert numbered("1. ", "2. ", "2. ", "4. ") == [
        ("tasks.t2", "several tasks are numbered 2"),
        ("tasks.t3", "several tasks are numbered 2"),
    ]
    assert numbered("2. ", "1. ", "3. ", "4. ") == [
        ("tasks.t1", "task 1 is numbered 2"),
        ("tasks.t2", "task 2 is numbered 1"),
    ]
    assert numbered("1. ", "2. ", "", "4. ") == [("tasks.t3", "task 3 has no number")]


def test_types() -> None:
    agree(
        [
            ("long-spike", "tasks.1.hours = 2.25", [("tasks.t1.hours", "a spike of 2.25 hours")]),
            ("long-spike", "tasks.1.hours = 2", []),
            ("long-task", "tasks.1.hours = 5", []),
            ("long-task", "tasks.2.hours = 4", [("tasks.t2.hours", "a task of 4 hours")]),
            ("no-time", "tasks.2.hours = 0", [("tasks.t2.hours", "0 hours are no estimate")]),
            ("one-sided-integration", 'tasks.3.receives = ""\ntasks.2.receives = ""',
             [("tasks.t3.receives", "the integration does not state what comes in")]),
            ("spike-in-production", 'tasks.1.key_files = [{path = "", purpose = "x"}]', []),
            ("spike-in-production", 'tasks.2.key_files = [{path = "api/a.py", purpose = "x"}]', []),
            ("wiring-writes-code", "tasks.4.key_files = [{path = 'a.py', purpose = 'x'}, "
             "{path = 'a.toml', purpose = 'x'}]", []),
            ("wiring-writes-code", "tasks.4.key_files = []", []),
        ]
    )  # fmt: skip


def test_validity() -> None:
    test, smoke_test = "tasks.t2.smoke_test", "tasks.2.smoke_test"
    agree(
        [
            ("mock-theater", python("def test_a(m):\n  m.assert_called()\n  assert f() == 1"), []),
            ("mock-theater", python("def test_a(m):\n  m.assert_called()\n  assert m.call_count"),
             [(test, "it only asserts that mocks were called")]),
            ("no-assertion", python("f()"), []),
            ("no-assertion", f'{smoke_test} = {{language = "", text = "def test_a(): f()"}}', []),
            ("no-test-function", f'{smoke_test} = {{language = "", text = "f()"}}', []),
            ("no-test-function", python("def f(:"), []),
            ("unclosed-quote", "tasks.3.verify = \"cat <<'E'\\nit's\\nE\"", []),
            ("unclosed-quote", "tasks.3.verify = \"make # it's\"", []),
            ("invalid-command", "tasks.3.verify = \"curl 'a | | b\"", []),
        ]
    )  # fmt: skip


def test_grounding() -> None:
    files = '[{path = "api/orders.py", purpose = "x", state = "exists"}, ' \
            '{path = "api/a.py", purpose = "x", state = "new"}]'  # fmt: skip
    agree(
        [
            ("missing-file", f"tasks.2.key_files = {files}", []),
            ("existing-file", f"tasks.2.key_files = {files}", []),
            ("undefined-command", 'tasks.2.verify = "make up && make down"',
             [("tasks.t2.verify", "the project does not define 'make down'")]),
            ("undefined-command", 'tasks.2.verify = "make down"\n'
             'tasks.3.key_files = [{path = "web/Makefile", purpose = "x"}]', []),
            ("missing-program", 'tasks.2.verify = "A=1 no-such --x"',
             [("tasks.t2.verify", "'no-such' is not installed here")]),
            ("missing-program", 'tasks.2.verify = "./no-such"', []),
        ]
    )  # fmt: skip


def test_micro_tasks() -> None:
    agree(
        [
            ("many-files", "tasks.2.key_files = [{path = 'a', purpose = 'x'}, "
             "{path = 'b', purpose = 'x'}]", []),
            ("long-code", _code(100), []),
            ("long-code", _code(101), [("tasks.t2.core", "it has 101 lines")]),
            ("open-verb", 'tasks.2.name = "Support OPTIMISE"',
             [("tasks.t2.name", "'Support' is open-ended")]),
            ("open-verb", 'tasks.2.name = "Supported"', []),
        ]
    )  # fmt: skip


def _code(lines: int) -> str:
    return 'tasks.2.core = {language = "", text = "' + "x\\n" * lines + '"}'


def test_safety() -> None:
    resets = 'tasks.2.verify = "git reset --hard"'
    destroyed = [("tasks.t2.verify", "'git reset --hard' destroys data")]
    agree(
        [
            ("destroys-data", resets, destroyed),
            ("destroys-data", f'{resets}\ntasks.2.what = "Wipes it."', []),
            ("destroys-data", f'{resets}\ntasks.3.what = "Wipes it."', destroyed),
            ("destroys-data", 'demo.commands = "dropdb linkstash"',
             [("demo.commands", "'dropdb' destroys data")]),
            ("destroys-data", 'tasks.2.verify = "rm -rf build"', []),
            ("login-in-url", 'tasks.2.database = "postgres://a:$B@db"', []),
            ("login-in-url", 'tasks.2.database = "postgres://a:b@db"',
             [("tasks.t2.database", "postgres://a:…@ contains a password")]),
        ]
    )  # fmt: skip


def test_words_of_a_project_are_allowed_however_they_are_written() -> None:
    allowed = CheckSettings(allow=("Fast",))
    subject = edited('tasks.2.what = "Fast. FAST. fast."')
    assert [finding for finding in check(subject, allowed) if finding.rule == "vague-word"] == []
