"""Whether what is pasted is what it is said to be."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Place, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from interview.plan import Code

LONGEST_QUOTE = 60
"""Characters of the document that a message repeats."""

LONGEST = 100_000
"""Characters of code that is parsed; nobody reads more in a plan."""


@rule(
    "validity",
    "invalid-code",
    ERROR,
    what="Code does not parse in its language.",
    why="Whoever copies it has to guess what was meant.",
    fix="Mend it, or name the language that it is in.",
    fails='tasks.2.data = {language = "json", text = "{\\"token\\": }"}',
    passes='tasks.2.data = {language = "json", text = "{\\"token\\": \\"e30\\"}"}',
)
def invalid_code(subject: Subject) -> Iterator[Place]:
    """Find code that is no Python, JSON, TOML or YAML, although it says so."""
    for address, code in _codes(subject):
        parse = _PARSERS.get(code.language.lower())
        if parse and len(code.text) <= LONGEST and (wrong := _problem(parse, code.text)):
            yield Place(address, f"it is not {_NAMES[parse.__name__]}: {wrong}")


def _codes(subject: Subject) -> Iterator[tuple[str, Code]]:
    from interview.plan import Code

    for task in subject.plan.tasks:
        for name in ("core", "data", "configuration", "smoke_test"):
            code = getattr(task, name, None)
            if code is not None:
                yield f"tasks.{task.key}.{name}", code
    for component in subject.plan.stack:
        for place, one in enumerate(component.patterns, 1):
            address = f"stack.{component.key}.patterns.{place}"
            yield address, Code(language=one.language, text=one.code)


def _problem(parse: Callable[[str], object], text: str) -> str:
    try:
        parse(text)
    except (RecursionError, MemoryError):
        return "it is nested too deeply"
    except ValueError as wrong:
        return str(wrong)
    return ""


def _python(text: str) -> None:
    import ast
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is only odd is no matter here
        try:
            ast.parse(textwrap.dedent(text))
        except SyntaxError as wrong:
            raise ValueError(f"{wrong.msg}, line {wrong.lineno}") from None


def _json(text: str) -> None:
    import json

    try:
        json.loads(text)
    except json.JSONDecodeError as wrong:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(_is_json(line) for line in lines):  # JSON Lines
            raise ValueError(f"{wrong.msg}, line {wrong.lineno}") from None


def _is_json(line: str) -> bool:
    import json

    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _toml(text: str) -> None:
    import tomllib

    tomllib.loads(text)


def _yaml(text: str) -> None:
    from interview.discovery.plain_yaml import load

    load(text)


_PARSERS: dict[str, Callable[[str], object]] = {
    "python": _python, "py": _python, "json": _json, "toml": _toml, "yaml": _yaml, "yml": _yaml,
}  # fmt: skip
_NAMES = {"_python": "Python", "_json": "JSON", "_toml": "TOML", "_yaml": "YAML"}


@rule(
    "validity",
    "unclosed-quote",
    ERROR,
    what="A quote in a command does not close.",
    why="The shell waits for more, and nothing is verified.",
    fix="Close the quote.",
    fails='tasks.3.verify = "curl -s \'localhost:8000/bookmarks"',
    passes="tasks.3.verify = \"curl -s 'localhost:8000/bookmarks'\"",
)
def unclosed_quote(subject: Subject) -> Iterator[Place]:
    """Find commands whose quotes do not close."""
    import shlex

    for address, command in subject.commands:
        if "<<" in command:
            continue  # a here-document may hold any quotes
        try:
            shlex.split(command, comments=True)
        except ValueError:
            yield Place(address, "a quote does not close")


_TESTS = {
    "python": re.compile(r"^\s*(?:async\s+)?def\s+test|\bclass\s+\w*Test", re.MULTILINE),
    "typescript": re.compile(r"\b(?:test|it|describe)\s*(?:\.\w+)*\("),
    "go": re.compile(r"\bfunc\s+Test\w*\("),
    "rust": re.compile(r"#\[(?:\w+::)?test\]"),
    "java": re.compile(r"@(?:Parameterized|Repeated)?Test\b"),
}
_ASSERTIONS = {
    "python": re.compile(r"\bassert\b|\.assert\w+\(|\braises\(|\bfail\(|\bcheck\w*\(|\bexpect\("),
    "typescript": re.compile(r"\bexpect\w*\s*\(|\bassert\b|\bshould\b"),
    "go": re.compile(r"\bt\.(?:Error|Fatal|Fail)|\b(?:assert|require|is)\.\w+\(|\bcmp\.Diff\("),
    "rust": re.compile(r"\bassert\w*!|\bpanic!|\.unwrap\(|\.expect\(|should_panic"),
    "java": re.compile(r"\bassert\w*\s*\(|\bverify\(|\bfail\("),
}
_ALIASES = {"py": "python", "ts": "typescript", "tsx": "typescript", "javascript": "typescript",
            "js": "typescript", "kotlin": "java", "rs": "rust"}  # fmt: skip


def _tests(subject: Subject) -> Iterator[tuple[str, str, str]]:
    for task in subject.plan.tasks:
        if task.smoke_test is not None and task.smoke_test.text.strip():
            language = task.smoke_test.language.lower()
            yield (
                f"tasks.{task.key}.smoke_test",
                _ALIASES.get(language, language),
                task.smoke_test.text,
            )


@rule(
    "validity",
    "no-test-function",
    ERROR,
    what="A smoke test has no test function.",
    why="No runner finds it, so it never fails.",
    fix="Write it as a test of the project's runner.",
    fails='tasks.2.smoke_test = {language = "python", text = "assert login(ada)"}',
    passes='tasks.2.smoke_test = {language = "python", text = "def test_a():\\n    assert f()"}',
)
def no_test_function(subject: Subject) -> Iterator[Place]:
    """Find tests that no runner would find."""
    for address, language, text in _tests(subject):
        pattern = _TESTS.get(language)
        parses = language != "python" or not _problem(_python, text)
        if pattern and parses and not pattern.search(text):
            yield Place(address, "it has no test function")


@rule(
    "validity",
    "no-assertion",
    ERROR,
    what="A smoke test asserts nothing.",
    why="It passes whatever the code does.",
    fix="Assert what one would see if the task were done.",
    fails='tasks.2.smoke_test = {language = "python", text = "def test_a():\\n    login()"}',
    passes='tasks.2.smoke_test = {language = "python", text = "def test_a():\\n    assert f()"}',
)
def no_assertion(subject: Subject) -> Iterator[Place]:
    """Find tests that cannot fail."""
    for address, language, text in _tests(subject):
        pattern, function = _ASSERTIONS.get(language), _TESTS.get(language)
        if pattern and function and function.search(text) and not pattern.search(text):
            yield Place(address, "it asserts nothing")


_ASSERTS = re.compile(r"^.*(?:\bassert\b|\.assert_|\bexpect\().*$", re.MULTILINE)
_OF_MOCKS = re.compile(
    r"assert_(?:not_)?(?:any_)?(?:called|awaited)|\.(?:called|call_count|call_args|mock_calls)\b"
    r"|toHaveBeenCalled"
)


@rule(
    "validity",
    "mock-theater",
    WARNING,
    what="A smoke test only asserts that mocks were called.",
    why="It passes when nothing works.",
    fix="Assert what comes out of the real thing.",
    fails='tasks.2.smoke_test = "def test_a(mail):\\n    login()\\n    mail.assert_called_once()"',
    passes='tasks.2.smoke_test = "def test_a(mail):\\n    assert login().status == 200"',
)
def mock_theater(subject: Subject) -> Iterator[Place]:
    """Find tests whose every assertion is about a mock."""
    for address, _, text in _tests(subject):
        lines = _ASSERTS.findall(text)
        if lines and all(_OF_MOCKS.search(line) for line in lines):
            yield Place(address, "it only asserts that mocks were called", lines[0].strip())


@rule(
    "validity",
    "not-understood",
    INFORMATION,
    what="A piece of the document has no place in the plan.",
    why="Nothing can check it, and tools that read the plan do not see it.",
    fix="Move it under the heading or label where it belongs, if it belongs to the plan.",
    fails="## Risks",
    passes="### 2. Register and sign in 📋 Planned",
)
def not_understood(subject: Subject) -> Iterator[Place]:
    """Tell what the reader kept as text."""
    if subject.reading is not None:
        for one in subject.reading.remarks:
            words = one.text.strip().split("\n")[0]
            told = f"'{shortened(words)}' has no place in the plan"
            yield Place("document", told, words, one.line)


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


RULES = rules_in(globals())
