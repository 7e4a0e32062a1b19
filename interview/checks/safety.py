"""What a plan must not give away, and what it must not destroy by the way."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Place, Subject
from interview.secrets import kind_of_secret

if TYPE_CHECKING:
    from collections.abc import Iterator

# A variable or a placeholder in the place of the password is none.
_LOGIN = re.compile(r"\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@'\"`]{1,80}:(?![$<{*%])[^\s/@'\"`]{1,80}@")


@rule(
    "safety",
    "login-in-url",
    ERROR,
    what="A URL holds a password.",
    why="A plan is read by many, and kept for ever.",
    fix="Name the variable or the file that holds it.",
    fails='tasks.2.database = "postgres://linkstash:hunter2@db/linkstash"',
    passes='tasks.2.database = "postgres://linkstash:${PASSWORD}@db/linkstash"',
)
def login_in_url(subject: Subject) -> Iterator[Place]:
    """Find URLs with a password."""
    for passage in subject.passages:
        for match in _LOGIN.finditer(passage.text):
            shown = re.sub(r":[^:@]*@$", ":…@", match[0])
            # Not marked: what is shown of a finding must not give the password away.
            yield Place(passage.address, f"{shown} holds a password")


# What lies in a folder for scratch, or is built again, is nobody's data.
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
    what="A command destroys data, and nothing says so.",
    why="Whoever types it in the wrong place loses what they had.",
    fix="Say what it destroys, or use what is made for it, such as a database of the test.",
    fails='tasks.2.verify = "docker compose down -v && docker compose up -d"',
    passes='tasks.2.verify = "docker compose restart api"',
)
def destroys_data(subject: Subject) -> Iterator[Place]:
    """Find commands that destroy data in tasks that do not speak of it."""
    says_so = cache(lambda key: _SAYS_SO.search(subject.tasks[key].what) is not None)
    for address, command in subject.commands:
        key = address.split(".")[1] if address.startswith("tasks.") else ""
        if key in subject.tasks and says_so(key):
            continue
        for match in _DESTROYS.finditer(command):
            yield Place(address, f"'{match[0]}' destroys data", match[0])


@rule(
    "safety",
    "secret",
    ERROR,
    what="A secret stands in the plan.",
    why="A plan is read by many, and kept for ever.",
    fix="Take it out, change it where it is used, and name the variable or the file that holds it.",
    fails='tasks.2.what = "Call the API with ghp_0123456789abcdefghijABCDEFGHIJ012345."',
    passes='tasks.2.what = "Call the API with the token in GITHUB_TOKEN."',
)
def secret(subject: Subject) -> Iterator[Place]:
    """Find what looks like the keys and tokens of well-known services, by Yelp's detect-secrets."""
    for passage in subject.passages:
        for line in passage.text.split("\n"):
            if kind := kind_of_secret(line):
                # Not marked: what is shown of a finding must not give the secret away.
                yield Place(passage.address, f"it looks like a secret: {kind}")


RULES = rules_in(globals())
