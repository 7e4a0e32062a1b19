"""Whether what is pasted is what it is said to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.finding import Finding
from interview.checks.leftovers import angled_placeholder
from interview.checks.rule import ERROR, INFORMATION, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.checks.syntax import LONGEST
from interview.plan import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.ecosystems.ecosystem import Language
    from interview.plan.parts import Code

LONGEST_QUOTE = 60
"""Characters of the document that a message repeats."""


@rule(
    "validity",
    "invalid-code",
    ERROR,
    what="Code does not parse in its language.",
    why="An implementer has to guess what was meant.",
    fix="Fix it, or name its language.",
    fails='tasks.2.data = {language = "json", text = "{\\"token\\": }"}',
    passes='tasks.2.data = {language = "json", text = "{\\"token\\": \\"e30\\"}"}',
)
def invalid_code(subject: Subject) -> Iterator[Violation]:
    """Find code that does not parse, in the languages that `syntax` knows."""
    for address, code in _codes(subject):
        if mistake := subject.problem(code.language, code.text):
            yield Violation(address, mistake)


def _commands(subject: Subject) -> Iterator[tuple[str, Code]]:
    from interview.plan.parts import Code

    for address, command in subject.commands:
        yield address, Code(language="bash", text=command)


def _codes(subject: Subject) -> Iterator[tuple[str, Code]]:
    from interview.plan.parts import Code

    for task in subject.plan.tasks:
        for field in (fields.CORE, fields.DATA, fields.CONFIGURATION, fields.SMOKE_TEST):
            code = getattr(task, field.id, None)
            if code is not None:
                yield field.at(task.key), code
    for component in subject.plan.stack:
        for place, pattern in enumerate(component.patterns, 1):
            address = f"{fields.PATTERNS.at(component.key)}.{place}"
            yield address, Code(language=pattern.language, text=pattern.code)


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
def unclosed_quote(subject: Subject) -> Iterator[Violation]:
    """Find commands whose quotes do not close."""
    import shlex

    for address, command in subject.commands:
        if "<<" in command:
            continue  # a here-document may hold any quotes
        if not subject.is_parsed("bash", command):
            continue
        try:
            shlex.split(command, comments=True)
        except ValueError:
            yield Violation(address, "a quote is not closed")


@rule(
    "validity",
    "invalid-command",
    WARNING,
    what="The shell would not understand a command.",
    why="Nobody can type it, and what it was to verify stays unverified.",
    fix="Type it into a shell, and paste what works.",
    fails='tasks.3.verify = "curl localhost:8000/bookmarks | | jq ."',
    passes='tasks.3.verify = "curl localhost:8000/bookmarks | jq ."',
)
def invalid_command(subject: Subject) -> Iterator[Violation]:
    """Find commands that are no shell, without those that other rules find."""
    other = {
        violation.address
        for find in (unclosed_quote, angled_placeholder)
        for violation in find.find(subject)
    }
    for address, command in subject.commands:
        if address not in other and (mistake := subject.problem("bash", command)):
            yield Violation(address, mistake)


def _tests(subject: Subject) -> Iterator[tuple[str, Language | None, str]]:
    from interview.discovery.ecosystems.all import language_named

    for task in subject.plan.tasks:
        if task.smoke_test is not None and task.smoke_test.text.strip():
            language = language_named(task.smoke_test.language.lower())
            yield fields.SMOKE_TEST.at(task.key), language, task.smoke_test.text


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
def no_test_function(subject: Subject) -> Iterator[Violation]:
    """Find tests that no runner would find."""
    for address, language, text in _tests(subject):
        if language is None or not language.test:
            continue
        parses = language.name != "python" or not subject.problem("python", text)
        if parses and not re.search(language.test, text):
            yield Violation(address, "it has no test function")


@rule(
    "validity",
    "no-assertion",
    ERROR,
    what="A smoke test asserts nothing.",
    why="It passes whatever the code does.",
    fix="Assert what can be observed when the task is done.",
    fails='tasks.2.smoke_test = {language = "python", text = "def test_a():\\n    login()"}',
    passes='tasks.2.smoke_test = {language = "python", text = "def test_a():\\n    assert f()"}',
)
def no_assertion(subject: Subject) -> Iterator[Violation]:
    """Find tests that cannot fail."""
    for address, language, text in _tests(subject):
        if language is None or not (language.test and language.assertion):
            continue
        if re.search(language.test, text) and not re.search(language.assertion, text):
            yield Violation(address, "it asserts nothing")


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
def mock_theater(subject: Subject) -> Iterator[Violation]:
    """Find tests whose every assertion is about a mock."""
    for address, _, text in _tests(subject):
        lines = _ASSERTS.findall(text)
        if lines and all(_OF_MOCKS.search(line) for line in lines):
            yield Violation(address, "it only asserts that mocks were called", lines[0].strip())


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
def not_understood(subject: Subject) -> Iterator[Violation]:
    """Tell what the reader kept as text."""
    if subject.reading is not None:
        for remark in subject.reading.remarks:
            words = remark.text.strip().split("\n")[0]
            reason = f"'{shortened(words)}' has no place in the plan"
            yield Violation("document", reason, words, remark.line)
    for address, code in [*_codes(subject), *_commands(subject)]:
        if not subject.is_parsed(code.language, code.text):
            message = f"it was not parsed: more than {LONGEST:,} characters, or too much code"
            yield Violation(address, message)


def unread(subject: Subject) -> list[Finding]:
    """Tell what of a document was not read; no setting and no suppression keeps that back."""
    remarks = subject.reading.unread if subject.reading is not None else ()
    return [
        Finding(
            not_understood.id, ERROR, "document", remark.text, "Split the plan.", line=remark.line
        )
        for remark in remarks
    ]


def shortened(text: str) -> str:
    """Return the beginning of a text, for a message."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


RULES = rules_in(globals())
