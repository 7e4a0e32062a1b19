"""Whether words say something that one can implement, and commands something one can type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields
from interview.plan.fields import FieldForm
from interview.plan.task_types import INTEGRATION, POINTS, PRINTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VAGUE = (
    "fast", "quickly", "scalable", "robust", "user-friendly", "user friendly", "properly",
    "appropriate", "appropriately", "efficient", "efficiently", "seamless", "seamlessly",
    "intuitive", "performant", "flexible", "as needed", "if needed", "if necessary", "as required",
    "and so on", "etc.", "and more", "various", "some kind of", "somehow", "best practices",
    "state of the art", "production-ready", "reasonable", "where possible", "handle errors",
    "handles errors", "error handling", "handle edge cases",
)  # fmt: skip
"""Words that promise without a measure."""


def _vague(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)


_LITERAL = re.compile(r"[`{}()\[\]\"=<>/|;\d]|[a-z]_[a-z]|\w:\s?\w")
"""What stands in messages and structures, and hardly in descriptions of them."""

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*(?:[.!?](?=\s|$))?")

_SENTENCES = (FieldForm.PARAGRAPHS, FieldForm.POINT, FieldForm.BULLETS)

PROSE = {
    fields.OUTCOME.id,
    fields.NOW_BUILDING.id,
    fields.INTEGRATION_POINTS.id,
    fields.DATA_FLOW.id,
    fields.VALIDATES.id,
    *(field.id for field in (*PRINTED, *POINTS) if field.form in _SENTENCES),
    "text",
}
"""Answers in which a vague word leaves something to guess; standards may speak in general."""

_QUOTED = (fields.CODE_STANDARDS.section, fields.STACK, fields.EXCLUDED.section)
"""Sections that quote what holds anyway, or what is not done."""


@rule(
    "concreteness",
    "vague-word",
    WARNING,
    what="A vague word makes a promise that cannot be measured.",
    why="Everyone agrees with it, and everyone builds something different.",
    fix="State a number, or what can be observed.",
    fails='tasks.2.what = "Make the login fast."',
    passes='tasks.2.what = "Make the login fast: under 150 ms at the 95th percentile."',
)
def vague_word(subject: Subject) -> Iterator[Violation]:
    """Find vague words in sentences without a number."""
    vague = _vague((*VAGUE, *subject.words.vague))
    for passage in subject.passages:
        section = passage.address.partition(".")[0]
        names = set(passage.address.split("."))
        if passage.code or section in _QUOTED or not names & PROSE:
            continue
        if not vague.search(passage.text):
            continue
        for span in _SENTENCE.finditer(passage.text):
            sentence = span[0]
            if re.search(r"\d", sentence):
                continue
            for match in vague.finditer(sentence):
                if match[0].casefold() not in subject.words.allowed:
                    yield Violation(passage.address, f"'{match[0]}' is vague", match[0])


@rule(
    "concreteness",
    "elided-command",
    ERROR,
    what="A command is incomplete.",
    why="It cannot be run as written.",
    fix="Write the whole command.",
    fails='tasks.3.verify = "curl -s ... localhost:8000/bookmarks"',
    passes='tasks.3.verify = "go test ./..."',
)
def elided_command(subject: Subject) -> Iterator[Violation]:
    """Find ellipses where something is to be typed."""
    for address, command in subject.commands:
        if match := re.search(r"(?<![\w./])\.\.\.(?![\w./])|…", command):
            yield Violation(address, "the command is incomplete", match[0])


@rule(
    "concreteness",
    "vague-path",
    ERROR,
    what="A key file is not a single file.",
    why="The implementer will put the code somewhere else.",
    fix="Name each file by its path from the project's root.",
    fails='tasks.3.key_files = [{path = "web/src/*.tsx", purpose = "the list"}]',
    passes='tasks.3.key_files = [{path = "web/src/BookmarkList.tsx", purpose = "the list"}]',
)
def vague_path(subject: Subject) -> Iterator[Violation]:
    """Find wildcards, folders and ellipses among the key files."""
    for task in subject.plan.tasks:
        for file in task.key_files:
            if re.search(r"[*?]|\.\.\.|…|/$", file.path) and not re.search(r"\[\w+\]", file.path):
                yield Violation(
                    fields.KEY_FILES.at(task.key), f"{file.path} is not a single file", file.path
                )


@rule(
    "concreteness",
    "described-payload",
    WARNING,
    what="A message between two systems is described but not shown.",
    why="Two people will read one description as two formats.",
    fix="Paste a real message.",
    fails='tasks.3.receives = "the token of the user"',
    passes='tasks.3.receives = "`Authorization: Bearer <jwt>` whose `sub` is the user"',
)
def described_payload(subject: Subject) -> Iterator[Violation]:
    """Find messages of integrations in which nothing is literal."""
    for task in subject.plan.tasks:
        if task.type == INTEGRATION.id:
            for field in (fields.RECEIVES, fields.SENDS):
                text = getattr(task, field.id)
                if text and not _LITERAL.search(text):
                    yield Violation(field.at(task.key), "it has no literal example", text[:60])


_VERBS = (
    "add|adjust|build|change|clean up|complete|configure|connect|create|deploy|develop|do|document|"
    "extend|finish|fix|handle|implement|improve|integrate|make|manage|migrate|refactor|set up|"
    "setup|support|test|update|wire|write"
)
_NO_OBJECT = re.compile(
    rf"(?:please\s+)?(?:{_VERBS})(?:(?:\s+and|,|,\s+and|\s*/)?\s+(?:{_VERBS}))*"
    r"(?:\s+(?:it|this|that|these|things?|stuff|everything|the (?:rest|feature|task|code)))?"
    r"\s*[.!]?",
    re.IGNORECASE,
)


@rule(
    "concreteness",
    "no-object",
    ERROR,
    what="A task has a verb without an object.",
    why="The verb alone fits every task of every plan.",
    fix="Name the thing, and what it does when the task is done.",
    fails='tasks.2.what = "Implement and test it."',
    passes='tasks.2.what = "Implement POST /auth/login."',
)
def no_object(subject: Subject) -> Iterator[Violation]:
    """Find names and descriptions of tasks that are verbs and nothing else."""
    for task in subject.plan.tasks:
        for field in (fields.NAME, fields.WHAT):
            text = getattr(task, field.id).strip()
            if _NO_OBJECT.fullmatch(text):
                yield Violation(field.at(task.key), f"'{text}' does not say what", text)


_UNPRINTABLE = re.compile(
    r"""
      (?: it | this | that | everything | (?:the|all)(?:\ \w+){1,2} ) \s+
      (?: works? | pass(?:es)? | succeeds? | runs? | starts? | is | are | should | must ) \b .*
    | (?: should | must | expect(?:ed)? ) \b .*
    | (?: no\ errors? | successful(?:ly)? | works? | passes | tests\ pass | see\ above
        | as\ (?:expected|above|before) | n/?a | none | nothing ) [.!]?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@rule(
    "concreteness",
    "unprintable-output",
    WARNING,
    what="The expected output is not something a command prints.",
    why="Nobody can compare the real output with it.",
    fix="Run the command, or imagine it, and paste what it prints.",
    fails='tasks.3.expected = "It works and the user sees the list."',
    passes='tasks.3.expected = "401"',
)
def unprintable_output(subject: Subject) -> Iterator[Violation]:
    """Find expected outputs every line of which is a sentence about the result."""
    outputs = [(fields.EXPECTED.at(task.key), task.expected) for task in subject.plan.tasks]
    for address, output in [*outputs, (fields.DEMO_EXPECTED.address, subject.plan.demo.expected)]:
        lines = [line.strip(" #-*") for line in output.text.split("\n")] if output else []
        if any(lines) and all(_UNPRINTABLE.fullmatch(line) for line in lines if line):
            first = next(filter(None, lines))
            yield Violation(address, "this is not the output of any command", first)


@rule(
    "concreteness",
    "described-data",
    WARNING,
    what="A task's data is described but not shown.",
    why="Two people will turn one description into two structures.",
    fix="Paste a real example, or the declaration of the type.",
    fails='tasks.2.data = {language = "", text = "a user with an email and a password"}',
    passes='tasks.2.data = {language = "", text = "users(id, email, password_hash)"}',
)
def described_data(subject: Subject) -> Iterator[Violation]:
    """Find data structures in which nothing is literal."""
    for task in subject.plan.tasks:
        data = getattr(task, fields.DATA.id, None)
        if data is not None and data.text.strip() and not _LITERAL.search(data.text):
            yield Violation(fields.DATA.at(task.key), "it has no literal example", data.text[:60])


RULES = rules_in(globals())
