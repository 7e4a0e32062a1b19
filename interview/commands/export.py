"""`interview export`: writes the document of a session."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview.errors import InterviewError, UnfinishedError
from interview.plan.document.formats import FORMATS
from interview.project.documents import document_of, path_of, write
from interview.project.workplace import Workplace
from interview.terminal import completion
from interview.terminal.here import opened
from interview.terminal.options import session_argument, sessions_option
from interview.text.cleaning import on_a_line, visible

if TYPE_CHECKING:
    from interview.session.engine import Engine


MOST = 5
"""Questions and errors that are named; more are counted."""


@click.command
@session_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=completion.file,
    help="Where to write the plan; - writes to standard output.",
)
@click.option("--format", "form", type=click.Choice([*FORMATS]), default=next(iter(FORMATS)),
              show_default=True, help="Output format.")  # fmt: skip
@click.option("--draft", is_flag=True, help="Write an unfinished plan, with gaps marked.")
@click.option("--force", is_flag=True, help="Write a plan that has errors; overwrite a document "
              "that was edited by hand.")  # fmt: skip
@sessions_option
def command(
    session: str | None,
    output: str | None,
    form: str,
    draft: bool,
    force: bool,
    sessions_dir: str | None,
) -> int:
    """Write the plan of a session.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session. By
    default the document is written to the project's root as iteration-NUMBER.md.
    """
    workplace = Workplace.here(sessions_dir)
    reading, engine = workplace.open(session)
    if not engine.finished and not draft:
        raise _unfinished(reading.name, engine)
    if not (draft or force) and engine.questionnaire.is_of_iterations:
        _refuse_errors(workplace, reading.name, engine)
    text = document_of(workplace, engine, form)
    if output is not None and not output.strip():
        raise InterviewError("-o needs a file name", "Pass a path, or - for standard output.")
    if output == "-":
        # A file gets the text unchanged; at a terminal, control characters are made visible.
        click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)
        return 0
    from interview.files.pipes import is_stream
    from interview.plan.document.file import write_stream
    from interview.project.root import expanded

    if output and is_stream(Path(output)):
        write_stream(Path(output), text)
        return 0
    path = expanded(output) if output else path_of(workplace, engine, reading.name, form)
    with opened(workplace, reading) as opened_session:
        written = write(
            workplace, engine, opened_session.journal, path, text, force, named=bool(output)
        )
    click.echo(f"Written: {on_a_line(workplace.relative(written.path))}", err=True)
    return 0


class _ErrorsFoundError(UnfinishedError):
    """A check found errors, each on a line of its own."""

    several_lines = True


def _unfinished(name: str, engine: Engine) -> UnfinishedError:
    missing = [str(ask.address) for ask in engine.missing()]
    more = f" and {len(missing) - MOST} more" if len(missing) > MOST else ""
    shown = ", ".join(missing[:MOST]) + more
    if not missing:
        shown = "there is no " + " and no ".join(
            section.item
            for section in engine.questionnaire.section
            if len(engine.state.items.get(section.id, ())) < section.at_least
        )
    return UnfinishedError(
        f"the plan of {name} is unfinished: {shown}",
        f"`interview resume {name}` asks for the rest; --draft writes the plan with gaps marked.",
    )


def _refuse_errors(workplace: Workplace, name: str, engine: Engine) -> None:
    """Raise UnfinishedError, naming the errors, when the plan leaves an implementer guessing."""
    from interview.checks.finding import Severity
    from interview.checks.interview import InterviewChecker
    from interview.project.checking import facts_of, settings_of

    facts = partial(facts_of, workplace.discovery())
    checker = InterviewChecker(partial(settings_of, workplace), facts)
    errors = [finding for finding in checker.all(engine) if finding.severity is Severity.ERROR]
    if errors:
        lines = [f"{error.address}: {error.message} [{error.rule}]" for error in errors[:MOST]]
        lines += [f"and {len(errors) - MOST} more"] if len(errors) > MOST else []
        count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
        raise _ErrorsFoundError(
            f"the plan of {on_a_line(name)} has {count}:\n    "
            + "\n    ".join(map(on_a_line, lines)),
            f"`interview check {name}` shows how to fix them; --force writes the plan anyway.",
        )
