"""What a shell completes the words of a command with: names, addresses, items, rules, files.

Nothing here may fail: a shell would print the error into the line that is being typed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from interview.project.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import click
    from click.shell_completion import CompletionItem

    from interview.session.engine import Engine

    Names = Callable[[click.Context], Iterable[str]]
    Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def offered(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that a shell can be given: it types them as they are, and may obey them."""
    return (name for name in names if re.fullmatch(r"[\w.@+=-]+", name))


def completer(*sources: Names, anywhere: bool = False, files: bool = False) -> Completer:
    """Return what offers names to a shell: those of the first source that has some.

    Args:
        anywhere: Whether what was typed may be any part of a name; else its beginning.
        files: Whether paths are offered where no name matches.
    """

    def complete(
        context: click.Context, _: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        for names in sources:
            with suppress(Exception):
                matches = [
                    CompletionItem(name)
                    for name in offered(names(context))
                    if (incomplete in name if anywhere else name.startswith(incomplete))
                ]
                if matches:
                    return matches
        return [CompletionItem(incomplete, type="file")] if files else []

    return complete


# Where the names come from


def _workplace(context: click.Context) -> Workplace:
    return Workplace.here(context.params.get("sessions_dir"))


def _engine(context: click.Context) -> Engine:
    return _workplace(context).open(context.params.get("session"))[1]


def _sessions(context: click.Context) -> Iterable[str]:
    return _workplace(context).store.names()


def _every_session(context: click.Context) -> Iterable[str]:
    here = _workplace(context)
    return [name for place in (here, *here.others()) for name in place.store.names()]


def _removed_sessions(context: click.Context) -> Iterable[str]:
    return _workplace(context).store.trash.names()


def _addresses(context: click.Context) -> Iterable[str]:
    from interview.session.phrases import named

    engine = _engine(context)
    return [
        named(engine, group.at(name))
        for group in engine.groups()
        for name in engine.questions(group)
    ]


def _settings(context: click.Context) -> Iterable[str]:
    return [f"{address}=" for address in _addresses(context)]


def _items(context: click.Context) -> Iterable[str]:
    items = _engine(context).state.items
    return [
        f"{section}.{number}"
        for section, keys in items.items()
        for number in range(1, len(keys) + 1)
    ]


def _places(context: click.Context) -> Iterable[str]:
    return [f"{item}=" for item in _items(context)]


def _removed_items(context: click.Context) -> Iterable[str]:
    removed = _engine(context).state.removed
    return [f"{section}.{key}" for section, keys in removed.items() for key in keys]


def _rules(_: click.Context) -> Iterable[str]:
    from interview.checks.check import RULES

    return RULES


def _questionnaires(context: click.Context) -> Iterable[str]:
    return _workplace(context).library.questionnaires()


session = completer(_sessions, anywhere=True)
any_session = completer(_sessions, _every_session, anywhere=True)
session_or_address = completer(_sessions, _addresses)
session_or_file = completer(_sessions, files=True)
removed_session = completer(_removed_sessions, anywhere=True)
address = completer(_addresses)
setting = completer(_settings)
item = completer(_items)
place = completer(_places)
removed_item = completer(_removed_items)
rule = completer(_rules)
questionnaire = completer(_questionnaires)
questionnaire_or_file = completer(_questionnaires, files=True)
file = completer(files=True)
