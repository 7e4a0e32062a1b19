"""What the template, or somebody in a hurry, left in the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator


def _matches(subject: Subject, pattern: re.Pattern[str], message: str) -> Iterator[Violation]:
    for line in subject.written:
        for match in pattern.finditer(line.text):
            yield Violation(line.address, message.format(match[0]), match[0], line.number)


# Words joined by underscores, or a word within a name. Links, footnotes and indexes are
# no placeholders; neither are, in code, a section, a list of one, and a name of two words.
_BRACKETED = re.compile(
    r"""
      (?<![\w)\]"'`]) \[ \d*(?:-\d+)? _? [A-Za-z]+ (?:[_-][A-Za-z0-9]+)+ \] (?![(\[:])
    | (?<=_) \[[a-z]+\] (?=_)
    | (?: (?<=^\#[ ]Iteration[ ]) | (?<=-[ ]) | (?<=:[ ]) )
      \[ (?: n | N | name | purpose | [A-Z]?[a-z]+(?:[ ][a-z]+)+ ) \] (?![(\[])
    """,
    re.VERBOSE,
)
# A placeholder that is the whole text of a heading or an answer.
_ALL_BRACKETED = re.compile(
    r"^(?:\#+[ ](?:\d+\.[ ])?)?(?P<all>\[[A-Za-z]{2,}(?:[ ][A-Za-z]+)*\])(?=[ ]\W|$)"
)
_BRACKETED_IN_CODE = re.compile(
    r"""
      (?<![\w)\]"'=(,]) (?<![=(,][ ]) (?<!return[ ]) (?<!in[ ]) (?<!^)
      \[ \d*(?:-\d+)? _? [A-Za-z]+ (?:[_-][A-Za-z0-9]+){2,} \]
    | (?<=_) \[[a-z]+\] (?=_)
    | (?<=[ ]-[ ]) \[[a-z_]+\] (?=$)
    """,
    re.VERBOSE,
)


@rule(
    "leftovers",
    "bracketed-placeholder",
    ERROR,
    what="A placeholder in brackets was not filled in.",
    why="The plan should contain the answer, not the question.",
    fix="Replace it with the real value.",
    fails='tasks.2.what = "[clear_description]"',
    passes='tasks.2.what = "POST /auth/login returns a JWT"',
)
def bracketed_placeholder(subject: Subject) -> Iterator[Violation]:
    """Find placeholders in brackets."""
    for line in subject.written:
        pattern = _BRACKETED_IN_CODE if line.code else _BRACKETED
        if "[" not in line.text:
            continue
        placeholders = {match[0] for match in pattern.finditer(line.text)}
        if not line.code and (whole := _ALL_BRACKETED.match(line.text)):
            placeholders.add(whole["all"])
        for text in sorted(placeholders):
            yield Violation(line.address, f"{text} was not filled in", text, line.number)


_SAMPLES = (
    "path/to/specific/file", "path/to/another/file", "path/to/file",
    "class SpecificThing", "concrete_method(", "ActualReturn",
    "# ACTUAL code structure discovered in interview",
    "# Core logic described in interview", "# Actual code structure from interview",
                '"actual": "example"', '"from": "interview"', '"with": ["real", "structure"]',
                '"real": "examples"', '{"real": "data"}', '{"should": "see this"}',
    "# Real integration test pattern", "# Uses actual services, not mocks",
    "# Tests the ONE thing that proves this task succeeded",
    "# Real test that proves this works", "test_feature_works", "_actually_works",
    "/specific/endpoint", "# Exact command to run", "# Command to verify",
    "# Expected result", "# Exact commands to run after iteration complete",
    "# Specific user actions to try", "# Exact output/behavior to verify",
    "Implementation Task / Research Spike", "None / Task N",
    "**Estimated time**: N hours", "- [ ] Task N:",
)  # fmt: skip


@rule(
    "leftovers",
    "template-sample",
    ERROR,
    what="The plan contains sample text from the template.",
    why="It names things that do not exist.",
    fix="Replace it with the real thing.",
    fails='tasks.2.verify = "curl localhost:8000/specific/endpoint"',
    passes='tasks.2.verify = "curl localhost:8000/auth/login"',
)
def template_sample(subject: Subject) -> Iterator[Violation]:
    """Find samples of the template."""
    written = "\n".join(line.text for line in subject.written)
    samples = [sample for sample in _SAMPLES if sample in written]
    if samples:
        pattern = "|".join(
            re.escape(sample) + (r"\s*$" if sample.startswith("#") else "") for sample in samples
        )
        yield from _matches(subject, re.compile(pattern), "{} is sample text from the template")


_INSTRUCTIONS = re.compile(r"^#*\s*Template Instructions\b.*", re.IGNORECASE)


@rule(
    "leftovers",
    "template-instructions",
    ERROR,
    what="The plan contains the template's instructions.",
    why="They are for the plan's author, not for its implementer.",
    fix="Delete them.",
    fails="## Template Instructions (Delete when using)",
    passes="## Not In This Iteration (Scope Control)",
)
def template_instructions(subject: Subject) -> Iterator[Violation]:
    """Find the template's last section."""
    if subject.reading is not None:
        yield from _matches(subject, _INSTRUCTIONS, "{} is for the author of a plan")


_TODO = re.compile(r"(?<![\w/.-])(?:TODO|TBD|FIXME|XXX)(?![\w/.-])|\?\?\?+")


@rule(
    "leftovers",
    "to-do",
    ERROR,
    what="Something in the plan is still to be decided.",
    why="The implementer cannot know the answer.",
    fix="Find it out now, or make it a research spike.",
    fails='tasks.2.database = "TBD"',
    passes='tasks.2.database = "users(id, email)"',
)
def to_do(subject: Subject) -> Iterator[Violation]:
    """Find notes to oneself."""
    yield from _matches(subject, _TODO, "{} is not decided")


_ANGLED = re.compile(
    r"<(?:(?:your|insert|enter|add|fill|put|some)[ _-][^<>\n]{1,40}"
    r"|placeholder|something|[a-z ]{0,20}(?:goes )?here|\.\.\.|…|todo|tbd|xxx)>",
    re.IGNORECASE,
)


@rule(
    "leftovers",
    "angled-placeholder",
    ERROR,
    what="A placeholder in angle brackets was not filled in.",
    why="The plan should contain the answer, not the question.",
    fix="Replace it with the real value.",
    fails='tasks.2.what = "POST <your endpoint> returns a token"',
    passes='tasks.2.what = "POST /auth/login returns a <jwt>"',
)
def angled_placeholder(subject: Subject) -> Iterator[Violation]:
    """Find placeholders in angle brackets."""
    yield from _matches(subject, _ANGLED, "{} was not filled in")


_SIMILAR = re.compile(
    r"\b(?:similar(?:ly)? to|(?:the )?same (?:as|way as|for|structure as)|analogous to|just like)"
    r" (?:in )?(?:task #?\d+|the (?:other|previous|first) task|above|before)",
    re.IGNORECASE,
)


@rule(
    "leftovers",
    "similar-to",
    ERROR,
    what="A task refers to another one instead of describing itself.",
    why="An implementer may see only one task at a time.",
    fix="Write it out.",
    fails='tasks.3.what = "Similar to task 2, for bookmarks."',
    passes='tasks.3.what = "GET /bookmarks lists those of the user."',
)
def similar_to(subject: Subject) -> Iterator[Violation]:
    """Find references that stand for a description."""
    yield from _matches(subject, _SIMILAR, "'{}' does not say what")


_MOJIBAKE = re.compile(r"ðŸ.{1,2}|â(?:œ.|€.|˜.)|Ã[\x80-\xbf¤¶¼Ÿ©¨«]|Â[\xa0-\xbf]|\ufffd")


@rule(
    "leftovers",
    "mojibake",
    WARNING,
    what="Characters are garbled: UTF-8 was read in another encoding.",
    why="The original text is lost, and searches for it fail.",
    fix="Write the characters again, and save the file as UTF-8.",
    fails='tasks.2.what = "POST /auth/login â€” returns a JWT"',
    passes='tasks.2.what = "POST /auth/login — returns a JWT"',
)
def mojibake(subject: Subject) -> Iterator[Violation]:
    """Find what cp1252 makes of UTF-8."""
    yield from _matches(subject, _MOJIBAKE, "{!r} is garbled")


RULES = rules_in(globals())
