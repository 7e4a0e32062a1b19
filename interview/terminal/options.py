"""What several commands take: options, the session, and what a shell completes them with."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from interview.terminal import completion

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _named(_: click.Context, __: click.Parameter, folder: str | None) -> str | None:
    """Refuse an empty name: a variable of the shell was empty, and another folder was meant."""
    if folder is not None and not folder.strip():
        raise click.BadParameter("it is empty; name a folder, or leave the option out.")
    return folder


def sessions_option(function: F) -> F:
    """Give a command the option --sessions-dir."""
    return click.option(
        "--sessions-dir",
        metavar="FOLDER",
        type=click.Path(file_okay=False),
        callback=_named,
        help="The folder of the session files.",
    )(function)


def session_argument(function: F) -> F:
    """Give a command the argument SESSION, completed by the shell."""
    return click.argument("session", required=False, shell_complete=completion.session)(function)
