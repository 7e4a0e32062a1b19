"""What several commands take: options, the session, and what a shell completes them with."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from interview.project.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from click.shell_completion import CompletionItem

F = TypeVar("F", bound="Callable[..., Any]")


class GivenOptions(NamedTuple):
    """The options that a command was called with, as the command that goes on takes them again."""

    sessions_dir: str | None = None
    plain: bool = False
    discover: bool = True

    @property
    def of_interview(self) -> str:
        """What follows `interview start`, `resume` or `edit` on the command line."""
        plain = " --plain" if self.plain else ""
        return self.of_session + plain + ("" if self.discover else " --no-discovery")

    @property
    def of_session(self) -> str:
        """What follows any other command that takes a session."""
        return f" --sessions-dir {shlex.quote(self.sessions_dir)}" if self.sessions_dir else ""


def discovery_option(function: F) -> F:
    """Give a command the option --no-discovery, as `discover`, which is on without it."""
    return click.option(
        "--no-discovery",
        "discover",
        flag_value=False,
        default=True,
        help="Do not look for proposals in the project's files.",
    )(function)


def offered(names: Iterable[str]) -> Iterator[str]:
    """Yield the names that a shell can be given: it types them as they are, and may obey them."""
    return (name for name in names if re.fullmatch(r"[\w.@+=-]+", name))


def complete_session(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the names of sessions to a shell."""
    from click.shell_completion import CompletionItem

    try:
        names = Workplace.here(context.params.get("sessions_dir")).store.names()
    except Exception:
        return []
    return [CompletionItem(name) for name in offered(names) if incomplete in name]


def complete_address(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the addresses of a session's questions to a shell."""
    from click.shell_completion import CompletionItem

    try:
        workplace = Workplace.here(context.params.get("sessions_dir"))
        _, engine = workplace.open(context.params.get("session"))
        names = [
            str(group.at(name)) for group in engine.groups() for name in engine.questions(group)
        ]
    except Exception:
        return []
    return [CompletionItem(name) for name in offered(names) if name.startswith(incomplete)]


def sessions_option(function: F) -> F:
    """Give a command the option --sessions-dir."""
    return click.option(
        "--sessions-dir",
        metavar="FOLDER",
        type=click.Path(file_okay=False),
        help="The folder of the session files.",
    )(function)


def session_argument(function: F) -> F:
    """Give a command the argument SESSION, completed by the shell."""
    return click.argument("session", required=False, shell_complete=complete_session)(function)
