"""`interview check`: whether a plan leaves an implementer guessing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from interview.errors import DONE, UNFINISHED, InterviewError, did_you_mean
from interview.files.reading import TooLargeError, read_named
from interview.project.root import expanded
from interview.project.workplace import Workplace
from interview.terminal import completion
from interview.terminal.here import theme_in
from interview.terminal.options import sessions_option
from interview.terminal.screen.printer import Printer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interview.checks.output import Checked
    from interview.checks.subject import ProjectFacts, Subject
    from interview.plan.model import Plan

LARGEST = 16 << 20
"""Bytes of a document that is read."""


@click.command
@click.argument(
    "sessions", nargs=-1, metavar="[SESSION]...", shell_complete=completion.session_or_file
)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github", "junit"]),
              default="text", show_default=True,
              help="Output format.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--explain", metavar="RULE", help="Explain a rule.", shell_complete=completion.rule)
@click.option("--list-rules", is_flag=True, help="List the rules.")
@click.option("--no-discovery", "discover", flag_value=False, default=True,
              help="Do not compare the plan with the project's files.")  # fmt: skip
@sessions_option
def command(
    sessions: tuple[str, ...],
    form: str,
    strict: bool,
    explain: str | None,
    list_rules: bool,
    discover: bool,
    sessions_dir: str | None,
) -> int:
    """Check whether a plan can be implemented without guessing.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session. It
    can also be a Markdown document or a plan in JSON; - reads a document from standard input. The
    exit code is 1 if there are errors.
    """
    if explain is not None:
        return _explain(explain)
    if list_rules:
        return _list()
    from interview.checks.check import check
    from interview.checks.output import Checked
    from interview.project.checking import facts_of, settings_of

    workplace = Workplace.here(sessions_dir)
    settings = settings_of(workplace)
    project = facts_of(workplace.discovery() if discover else None)
    checked = []
    for named in sessions or (None,):
        name, subject = _subject(workplace, named, project)
        checked.append(Checked(name, check(subject, settings), subject.title))
    _tell(checked, form, Printer(sys.stdout, theme_in(workplace)))
    findings = [finding for result in checked for finding in result.findings]
    worst = 1 if strict else 0
    return UNFINISHED if any(finding.severity.rank <= worst for finding in findings) else DONE


def _subject(
    workplace: Workplace, named: str | None, project: ProjectFacts | None
) -> tuple[str, Subject]:
    """Return what is checked, and its name."""
    from interview.checks.subject import Subject

    if named is not None and (named == "-" or named.endswith((".md", ".markdown"))):
        return named, _of_document(named, project)
    if named is not None and named.endswith(".json"):
        return named, Subject(_plan(named), project=project)
    from interview.plan.build import plan_of

    reading, engine = workplace.open(named)
    if not engine.questionnaire.is_of_iterations:
        what = engine.questionnaire.title or engine.questionnaire.name
        raise InterviewError(
            f"{reading.name} is not an iteration plan ({what}); only those can be checked",
            f"`interview show {reading.name}` lists what is still open.",
        )
    return reading.name, Subject(plan_of(engine), project=project)


def _of_document(path: str, project: ProjectFacts | None) -> Subject:
    from interview.checks.subject import Subject
    from interview.plan.reader.document import read_document

    text = _text(path)
    try:
        return Subject.read_from(read_document(text), text, project)
    except ValueError as error:
        raise InterviewError(
            f"cannot check {path}: {error}", "Pass an iteration document or a session's name."
        ) from None


def _plan(path: str) -> Plan:
    from pydantic import ValidationError

    from interview.plan.model import Plan

    try:
        return Plan.model_validate_json(_text(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InterviewError(
            f"{path} is not a plan: {where}: {first['msg']}".replace(": : ", ": "),
            "`interview export --format json` writes one; `interview schema` describes it.",
        ) from None


def _text(path: str) -> str:
    try:
        data = sys.stdin.buffer.read(LARGEST + 1) if path == "-" else _bytes(path)
    except TooLargeError:
        raise _too_large(path) from None
    except OSError as error:
        raise InterviewError(f"cannot read {path}: {error.strerror}", "Check the path.") from None
    if len(data) > LARGEST:
        raise _too_large(path)
    return data.decode("utf-8-sig", "replace")  # the mojibake rule reports text that is not UTF-8


def _bytes(path: str) -> bytes:
    return read_named(expanded(path), LARGEST)


def _too_large(path: str) -> InterviewError:
    message = f"cannot check {path}: it is larger than {LARGEST >> 20} MiB"
    return InterviewError(message, "Pass an iteration document or a session's name.")


def _tell(checked: Sequence[Checked], form: str, printer: Printer) -> None:
    from interview.checks.output import FORMATS

    if form == "text":
        from interview.terminal.screen import report

        for result in checked:
            report.findings(printer, result)
    else:
        click.echo(FORMATS[form](checked), nl=False)


def _explain(name: str) -> int:
    from interview.checks.check import RULES
    from interview.checks.output import page

    if name not in RULES:
        raise InterviewError(
            f"there is no rule '{name}'{did_you_mean(name, RULES)}",
            "`interview check --list-rules` lists them.",
        )
    click.echo(page(RULES[name]), nl=False)
    return DONE


def _list() -> int:
    from interview.checks.check import RULES

    for rule in RULES.values():
        click.echo(f"{rule.id:24}{rule.family:14}{rule.severity:13}{rule.what}")
    return DONE
