"""The command line: registers the commands and turns errors into text and exit codes, once."""

from __future__ import annotations

import gc
import io
import os
import sys
from importlib import import_module

import click

from interview import __version__
from interview.errors import PAUSED, InterviewError

COMMANDS = {
    "start": "interview.commands.start",
    "resume": "interview.commands.resume",
    "edit": "interview.commands.edit",
    "undo": "interview.commands.undo",
    "redo": "interview.commands.redo",
    "list": "interview.commands.list",
    "show": "interview.commands.show",
    "log": "interview.commands.log",
    "check": "interview.commands.check",
    "export": "interview.commands.export",
    "copy": "interview.commands.copy",
    "rename": "interview.commands.rename",
    "remove": "interview.commands.remove",
    "restore": "interview.commands.restore",
    "doctor": "interview.commands.doctor",
    "discover": "interview.commands.discover",
    "questionnaire": "interview.commands.questionnaire",
    "config": "interview.commands.config",
    "schema": "interview.commands.schema",
    "completion": "interview.commands.completion",
}
"""Where each command lives; a command's module is imported only when it is used."""


class Commands(click.Group):
    """The commands, in the order in which one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name]).command
        return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="interview")
@click.pass_context
def cli(context: click.Context) -> None:
    """Ask for an iteration plan, section by section, and write it as one document.

    Every answer is kept the moment it is given. `interview start` begins, Ctrl-C pauses,
    `interview resume` goes on, `interview export` writes the plan as Markdown.
    """
    if context.invoked_subcommand is None:
        import_module("interview.commands.home").command(context)


def main() -> None:
    """Run the command line; the process ends with the command's exit code."""
    # Imports make many objects, nearly all of which live as long as the program does; looking for
    # garbage among them over and over takes a tenth of the time to the first question. An interview
    # sets it lower again.
    gc.set_threshold(200_000, 20, 20)
    # What people read is marked where their terminal has no such character; results stay exact.
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        sys.stdout.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on standard error."""
    try:
        code = cli.main(arguments, prog_name="interview", standalone_mode=False)
        sys.stdout.flush()
    except InterviewError as error:
        return _tell(error.message, error.hint, error.exit_code)
    except click.UsageError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        return _tell(error.format_message(), "", error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return PAUSED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as defect:
        if os.environ.get("INTERVIEW_TRACEBACK"):
            raise
        return _tell(
            f"a defect of this program: {type(defect).__name__}: {defect}",
            "What was answered is kept. Please report it, with what INTERVIEW_TRACEBACK=1 adds.",
            70,
        )
    return code if isinstance(code, int) else 0


def _tell(message: str, hint: str, code: int) -> int:
    click.echo(f"interview: {message}", err=True)
    if hint:
        click.echo(f"  {hint}", err=True)
    return code
