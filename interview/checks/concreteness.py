"""Whether words say something that one can implement, and commands something one can type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Place, Subject
from interview.plan import IntegrationTask

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


_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*(?:[.!?](?=\s|$))?")

PROSE = frozenset(
    {"outcome", "now_building", "integration_points", "data_flow", "what", "question",
     "decision_rule", "artifact", "workflow", "receives", "sends", "database", "failure",
     "candidates", "validates", "text"}
)  # fmt: skip
"""Answers in which a vague word leaves something to guess; standards may speak in general."""


@rule(
    "concreteness",
    "vague-word",
    WARNING,
    what="A word promises something without a measure.",
    why="Everybody agrees with it, and everybody builds something else.",
    fix="Say how much, or what one would see.",
    fails='tasks.2.what = "Make the login fast."',
    passes='tasks.2.what = "Make the login fast: under 150 ms at the 95th percentile."',
)
def vague_word(subject: Subject) -> Iterator[Place]:
    """Find vague words in sentences without a number."""
    vague = _vague((*VAGUE, *subject.vague))
    for passage in subject.passages:
        section = passage.address.partition(".")[0]
        names = set(passage.address.split("."))
        if passage.code or section in ("gates", "stack", "scope") or not names & PROSE:
            continue
        for sentence in _SENTENCE.findall(passage.text):
            if re.search(r"\d", sentence):
                continue
            for match in vague.finditer(sentence):
                if match[0].casefold() not in subject.allowed:
                    yield Place(passage.address, f"'{match[0]}' has no measure", match[0])


@rule(
    "concreteness",
    "elided-command",
    ERROR,
    what="A command leaves something out.",
    why="Nobody can type it.",
    fix="Write the whole command.",
    fails='tasks.3.verify = "curl -s ... localhost:8000/bookmarks"',
    passes='tasks.3.verify = "go test ./..."',
)
def elided_command(subject: Subject) -> Iterator[Place]:
    """Find ellipses where something is to be typed."""
    for address, command in subject.commands:
        if match := re.search(r"(?<![\w./])\.\.\.(?![\w./])|…", command):
            yield Place(address, "the command leaves something out", match[0])


@rule(
    "concreteness",
    "vague-path",
    ERROR,
    what="A key file is not one file.",
    why="Whoever implements it puts the code somewhere else.",
    fix="Name each file by its path from the project's root.",
    fails='tasks.3.key_files = [{path = "web/src/*.tsx", purpose = "the list"}]',
    passes='tasks.3.key_files = [{path = "web/src/BookmarkList.tsx", purpose = "the list"}]',
)
def vague_path(subject: Subject) -> Iterator[Place]:
    """Find wildcards, folders and ellipses among the key files."""
    for task in subject.plan.tasks:
        for one in task.key_files:
            if re.search(r"[*?]|\.\.\.|…|/$", one.path) and not re.search(r"\[\w+\]", one.path):
                yield Place(f"tasks.{task.key}.key_files", f"{one.path} is not one file", one.path)


@rule(
    "concreteness",
    "described-payload",
    WARNING,
    what="A message between two systems is described and not shown.",
    why="Two people read two formats out of one description.",
    fix="Paste a real message.",
    fails='tasks.3.receives = "the token of the user"',
    passes='tasks.3.receives = "`Authorization: Bearer <jwt>` whose `sub` is the user"',
)
def described_payload(subject: Subject) -> Iterator[Place]:
    """Find messages of integrations in which nothing is literal."""
    for task in subject.plan.tasks:
        if isinstance(task, IntegrationTask):
            for name in ("receives", "sends"):
                text = getattr(task, name)
                if text and not re.search(r"[`{}\[\]\"=<>/\d]|[a-z]_[a-z]|\w:\s?\w", text):
                    yield Place(f"tasks.{task.key}.{name}", "nothing in it is literal", text[:60])


RULES = rules_in(globals())
