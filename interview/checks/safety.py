"""What a plan must not give away, and what it must not destroy by the way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.checks.rule import ERROR, WARNING, rule, rules_in
from interview.checks.subject import Place, Subject

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
      \b rm [ ]+ (?: -\w+ [ ]+ )* -\w*[rf]\w* (?: [ ]+ -\w+ )* (?= [ ] )
      (?! [ ]+ ["']? (?: /tmp\b | \$\{?TMP | \./?tmp\b | tmp\b | (?:\./)? (?: build | dist | target
        | node_modules | \.venv | \.tox | \.pytest_cache | coverage | htmlcov | __pycache__ ) \b ) )
    | \b drop \s+ (?: table | database | schema ) \b | \b dropdb \b | \b truncate \b
    | \b docker [ -] compose \s+ down \s+ (?: \S+ \s+ )* (?: -v | --volumes ) \b
    | \b docker \s+ volume \s+ (?: rm | prune ) \b
    | \b git \s+ (?: push \s+ (?: \S+ \s+ )* (?: -f \b | --force \b ) | reset \s+ --hard
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
    for address, command in subject.commands:
        key = address.split(".")[1] if address.startswith("tasks.") else ""
        task = subject.tasks.get(key)
        if task is not None and _SAYS_SO.search(task.what):
            continue
        for match in _DESTROYS.finditer(command):
            yield Place(address, f"'{match[0]}' destroys data", match[0])


RULES = rules_in(globals())
