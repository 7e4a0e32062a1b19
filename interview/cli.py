"""The command line: registers the commands and turns errors into text and exit codes, once."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from interview import __version__
from interview.errors import PAUSED, USAGE, InterviewError, did_you_mean
from interview.terminal.streams import prepare_streams, silence_broken_streams
from interview.text.cleaning import on_a_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "start": "Start an interview",
    "resume": "Resume an interview",
    "edit": "Change answers; add, copy, move or remove items",
    "undo": "Undo the last change",
    "redo": "Redo the last undone change",
    "list": "List the sessions of this project",
    "show": "Show the plan so far",
    "log": "Show the history of a session",
    "redact": "Remove a secret from the history of a session",
    "check": "Find what an implementer would have to guess",
    "export": "Write the plan",
    "copy": "Copy a session under another name",
    "rename": "Rename a session",
    "remove": "Move sessions to the trash",
    "restore": "Restore a session from the trash",
    "doctor": "Diagnose and repair session files",
    "discover": "Show what interview finds in the project's files",
    "questionnaire": "Create, check and test your own questionnaires",
    "config": "Show the settings and where each comes from",
    "schema": "Print the JSON Schemas of plans and other files",
    "help": "Show a page of the manual or a command's help",
    "completion": "Print a shell completion script",
}
"""The commands, in the order in which one meets them, and what each does.

A command lives in the module of its name, which is imported only when it is used.
"""


class Commands(click.Group):
    """The commands, in the order in which one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"interview.commands.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; of one that does not exist, tell which has the closest name."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f"No such command '{name}'{did_you_mean(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the names of commands and options to a shell, without importing any."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=what)
            for name, what in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="interview")
@click.pass_context
def cli(context: click.Context) -> None:
    """Plan an iteration by answering questions, and write the plan as one Markdown document.

    Every answer is saved as soon as you give it. `interview start` starts an interview, Ctrl-C
    pauses it, `interview resume` continues it, and `interview export` writes the plan.
    """
    if context.invoked_subcommand is None:
        import_module("interview.commands.home").command(context)


def main() -> None:
    """Run the command line; the process ends with the command's exit code."""
    prepare_streams()
    code = run(sys.argv[1:])
    silence_broken_streams()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are told on standard error."""
    try:
        code = cli.main(arguments, prog_name="interview", standalone_mode=False)
        sys.stdout.flush()
    except InterviewError as error:
        return _tell(error.message, error.hint, error.exit_code)
    except click.UsageError as error:
        from interview.terminal.screen.printer import Printer

        # click repeats the arguments, which a script may have taken from untrusted input.
        error.show(output := io.StringIO())
        with suppress(OSError):
            Printer(sys.stderr).text(output.getvalue().removesuffix("\n"))
        return error.exit_code
    except click.ClickException as error:
        return _tell(error.format_message(), "", error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return PAUSED
    except BrokenPipeError:
        return 0  # the reader closed the pipe: nothing more is wanted
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "cannot write the output: "
        return _tell(
            on_a_line(f"{where}{error.strerror or error}"),
            "The operating system refused. Check that file or folder.",
            USAGE,
        )
    except Exception as error:
        if os.environ.get("INTERVIEW_TRACEBACK"):
            raise
        return _tell(
            on_a_line(f"internal error ({type(error).__name__}: {error})"),
            "Your answers are saved. Please report this bug; INTERVIEW_TRACEBACK=1 shows more.",
            70,
        )
    return code if isinstance(code, int) else 0


def _tell(message: str, hint: str, code: int) -> int:
    # Imported late: only error messages need it here
    from interview.terminal.screen.printer import Printer

    with suppress(OSError):  # no stream is left to print to; the exit code reports the failure
        printer = Printer(sys.stderr)
        printer.text(f"interview: {message}")
        if hint:
            printer.text(f"  {hint}")
    return code
