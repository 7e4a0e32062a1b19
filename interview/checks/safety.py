"""What a plan must not give away, and what it must not destroy by the way."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Subject, Violation
from interview.plan import fields
from interview.plan.document.markdown.hidden_entities import hidden_entities
from interview.text.entities import unseen
from interview.text.invisible import BIDI, TAGS, strays
from interview.text.secret_forms import kind_of_secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.checks.passages import PlanLine

# A variable or a placeholder in place of the password is not a password.
_LOGIN = re.compile(r"\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@'\"`]{1,80}:(?![$<{*%])[^\s/@'\"`]{1,80}@")


@rule(
    "safety",
    "login-in-url",
    ERROR,
    what="A URL contains a password.",
    why="Many people read a plan, and it is kept forever.",
    fix="Name the variable or file that contains it instead.",
    fails='tasks.2.database = "postgres://linkstash:hunter2@db/linkstash"',
    passes='tasks.2.database = "postgres://linkstash:${PASSWORD}@db/linkstash"',
)
def login_in_url(subject: Subject) -> Iterator[Violation]:
    """Find URLs with a password."""
    for passage in subject.passages:
        for match in _LOGIN.finditer(passage.text):
            shown = re.sub(r":[^:@]*@$", ":…@", match[0])
            # Not marked: what is shown of a finding must not give the password away.
            yield Violation(passage.address, f"{shown} contains a password")


# Files in scratch folders and build output can be made again: deleting them destroys no data.
_DESTROYS = re.compile(
    r"""
      \b rm [ ]+ (?: -\w+ [ ]+ )* -(?=\w*[rf])\w++ (?: [ ]+ -\w+ )* (?= [ ] )
      (?! [ ]+ ["']? (?: /tmp\b | \$\{?TMP | \./?tmp\b | tmp\b | (?:\./)? (?: build | dist | target
        | node_modules | \.venv | \.tox | \.pytest_cache | coverage | htmlcov | __pycache__ ) \b ) )
    | \b drop \s+ (?: table | database | schema ) \b | \b dropdb \b | \b truncate \b
    | \b docker [ -] compose \s+ down \s+ (?: \S+ \s+ ){0,8} (?: -v | --volumes ) \b
    | \b docker \s+ volume \s+ (?: rm | prune ) \b
    | \b git \s+ (?: push \s+ (?: \S+ \s+ ){0,8} (?: -f \b | --force \b ) | reset \s+ --hard
                    | clean \s+ -\w*f )
    | \b mkfs \b | \b terraform \s+ destroy \b | \b kubectl \s+ delete \b | \b FLUSHALL \b
    | \b delete \s+ from \s+ \w+ \s* ;
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"delet|remov|drop|wip|reset|empt|destroy|fresh|from nothing|clean|discard|throw", re.IGNORECASE
)


@rule(
    "safety",
    "destroys-data",
    WARNING,
    what="A command destroys data without warning.",
    why="Run in the wrong place, it loses data.",
    fix="State what it destroys, or use something disposable, such as a test database.",
    fails='tasks.2.verify = "docker compose down -v && docker compose up -d"',
    passes='tasks.2.verify = "docker compose restart api"',
)
def destroys_data(subject: Subject) -> Iterator[Violation]:
    """Find commands that destroy data in tasks that do not speak of it."""
    says_so = cache(lambda key: _SAYS_SO.search(subject.tasks[key].what) is not None)
    for address, command in subject.commands:
        key = address.split(".")[1] if address.startswith(f"{fields.TASKS}.") else ""
        if key in subject.tasks and says_so(key):
            continue
        for match in _DESTROYS.finditer(command):
            yield Violation(address, f"'{match[0]}' destroys data", match[0])


@rule(
    "safety",
    "secret",
    ERROR,
    what="The plan contains a secret.",
    why="Many people read a plan, and it is kept forever.",
    fix="Remove it, revoke it, and name the variable or file that contains it instead.",
    fails='tasks.2.what = "Call the API with ghp_0123456789abcdefghijABCDEFGHIJ012345."',
    passes='tasks.2.what = "Call the API with the token in GITHUB_TOKEN."',
)
def secret(subject: Subject) -> Iterator[Violation]:
    """Find what looks like the keys and tokens of well-known services."""
    for passage in subject.passages:
        for line in passage.text.split("\n"):
            if kind := kind_of_secret(line):
                # Not marked: what is shown of a finding must not give the secret away.
                yield Violation(passage.address, f"it looks like a secret: {kind}")


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DECEIVES = re.compile(f"[{BIDI}{TAGS}]")
_MOST_NAMED = 5


@rule(
    "safety",
    "invisible-character",
    ERROR,
    what="The plan contains an invisible character: an error in code where it reverses or "
    "hides text, a warning elsewhere.",
    why="People and programs read different texts.",
    fix="Remove it, or write it as an escape sequence.",
    fails='tasks.2.verify = "make test # \\u202e)tset ton od("',
    passes='tasks.2.verify = "make test # do not test"',
)
def invisible_character(subject: Subject) -> Iterator[Violation]:
    """Find characters that are not shown, but for those that scripts and emoji need.

    An entity in the prose of a document is such a character for whoever sees it rendered.
    """
    entities: dict[int | None, list[str]] = defaultdict(list)
    if subject.reading is not None:
        for number, entity in hidden_entities("\n".join(subject.source)):
            entities[number].append(entity)
    for line in _lines_with_hidden(subject):
        strange = [stray[0] for stray in strays(line.text, strict=line.code)]
        strange += _CONTROL.findall(line.text)
        written = [*strange, *entities[line.number]]
        if not written:
            continue
        deceives = line.code and any(map(_DECEIVES.match, strange))
        where = "code" if line.code else "text"
        yield Violation(
            line.address,
            f"{_code_points(''.join(map(_meant, written)))} is invisible in this {where}",
            written[0],
            line.number,
            ERROR if deceives else WARNING,
        )


def _meant(written: str) -> str:
    return unseen(written) if written.startswith("&") else written


def _lines_with_hidden(subject: Subject) -> Iterator[PlanLine]:
    """Yield the lines as they are, with the controls that are taken out before others look."""
    if subject.reading is None:
        yield from subject.written
        return
    for line, raw in zip(subject.written, subject.raw.split("\n"), strict=False):
        yield line._replace(text=raw)


def _code_points(characters: Iterable[str]) -> str:
    """Name characters: `U+202E (RIGHT-TO-LEFT OVERRIDE) and U+2066 (LEFT-TO-RIGHT ISOLATE)`."""
    distinct = list(dict.fromkeys(characters))
    descriptions = []
    for character in distinct[:_MOST_NAMED]:
        name = unicodedata.name(character, "control character" if _CONTROL.match(character) else "")
        descriptions.append(f"U+{ord(character):04X}" + (f" ({name})" if name else ""))
    if len(distinct) > _MOST_NAMED:
        descriptions.append(f"{len(distinct) - _MOST_NAMED} others")
    return " and ".join(filter(None, [", ".join(descriptions[:-1]), descriptions[-1]]))


RULES = rules_in(globals())
