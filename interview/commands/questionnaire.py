"""`interview questionnaire`: what can be asked, and a team's own questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview.errors import DONE, UNFINISHED, USAGE, InterviewError
from interview.files.places import strays
from interview.project.workplace import Workplace, now, user_folder
from interview.terminal import completion
from interview.terminal.here import theme_in
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import on_a_line, visible

if TYPE_CHECKING:
    from interview.questionnaire.library import Library
    from interview.questionnaire.model import Questionnaire


@click.group(name="questionnaire")
def command() -> None:
    """Ask what a team needs: extend the iteration plan, or ask something else."""


@command.command()
@click.argument("name", required=False, shell_complete=completion.questionnaire)
def show(name: str | None) -> int:
    """List the questionnaires; with NAME, list its questions.

    An extension is shown together with what it extends.
    """
    workplace = Workplace.here()
    library = workplace.library
    if name is not None:
        _questions(_named(library, name), Printer(sys.stdout, theme_in(workplace)))
        return DONE
    from interview.terminal.screen.tables import table

    rows = []
    for key, path in library.questionnaires().items():
        try:
            title = library.questionnaire(key).title
        except InterviewError:
            title = f"invalid: see `interview questionnaire check {key}`"
        rows.append((key, title, str(path)))
    table(sys.stdout, ("Name", "Title", "File"), rows, flexible="Title")
    return DONE


@command.command()
@click.argument(
    "names", nargs=-1, metavar="[NAME|FILE]...", shell_complete=completion.questionnaire_or_file
)
def check(names: tuple[str, ...]) -> int:
    """Check questionnaires and their document templates; by default all of them."""
    from interview.text.counting import counted

    workplace = Workplace.here()
    library = workplace.library
    code = DONE
    for name in names or library.questionnaires():
        try:
            questionnaire = _named(library, name)
            _document(questionnaire, library, {})
        except InterviewError as error:
            Printer(sys.stderr).text(f"{error.message}\n  {error.hint}")
            code = USAGE
            continue
        questions = sum(len(section.question) for section in questionnaire.section)
        message = (
            f"{counted('section', len(questionnaire.section))}, {counted('question', questions)}"
        )
        click.echo(f"{on_a_line(name)}: {message}, no problems found")
    return code


@command.command()
@click.argument("name")
@click.option(
    "--extends",
    metavar="NAME",
    shell_complete=completion.questionnaire,
    help="Start from another questionnaire, for example iteration.",
)
def new(name: str, extends: str | None) -> int:
    """Create a questionnaire, with a document template and a recorded test.

    The files are created in the project's .interview/ folder; existing files are not overwritten.
    """
    from interview.project.starter import write_starter

    workplace = Workplace.here()
    for path in write_starter(workplace.library, workplace.project.root, name, extends):
        click.echo(f"Written: {on_a_line(workplace.relative(path))}", err=True)
    click.echo(
        f"Edit these files, then:\n  interview questionnaire test {name} --update\n"
        f"  interview start --questionnaire {name}",
        err=True,
    )
    return DONE


@command.command()
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completion.questionnaire)
@click.option(
    "--update", is_flag=True, help="Replace the recorded documents with the current output."
)
def test(names: tuple[str, ...], update: bool) -> int:
    """Replay recorded answers and compare the documents; by default of all questionnaires.

    The answers for questionnaire NAME are in tests/NAME/*.toml beside its folder, in the format of
    `interview start --answers`; the expected document is the .md file beside each.
    """
    workplace = Workplace.here()
    library = workplace.library
    code, count = DONE, 0
    for name in names or library.questionnaires():
        questionnaire = _named(library, name)
        for answers in library.recorded(name):
            count += 1
            written = update and _may_be_written(workplace, name, answers)
            if not _same(questionnaire, library, answers, written, workplace.project.root):
                code = UNFINISHED
    if not count:
        raise InterviewError(
            "there are no recorded answers",
            "Put answers in .interview/tests/NAME/*.toml, then run this command with --update.",
        )
    return code


def _may_be_written(workplace: Workplace, name: str, answers: Path) -> bool:
    """Whether recorded answers may have their document written anew.

    They are the project's, or the user's own of a questionnaire of their own: what a project says
    never goes into the user's folder, nor into this program's.
    """
    root = workplace.project.root
    if answers.is_relative_to(root) and not strays(root, answers):
        return True
    asked = workplace.library.questionnaires().get(name)
    return asked is not None and answers.parents[2] == asked.parents[1] == user_folder()


def _same(
    questionnaire: Questionnaire, library: Library, answers: Path, update: bool, root: Path
) -> bool:
    """Compare one document and say how it went; write it if it is to be updated."""
    from interview.plan.document.assemble import difference
    from interview.plan.document.file import write_document
    from interview.questionnaire.library import text_of
    from interview.session.answers_file import read_answers

    path = answers.with_suffix(".md")
    name = on_a_line(f"{questionnaire.name}/{path.name}")
    text = _document(questionnaire, library, read_answers(answers))
    if update:
        write_document(
            path, text, force=True, within=root if answers.is_relative_to(root) else None
        )
        click.echo(f"{name}: written")
        return True
    expected = text_of(path) if path.is_file() else ""
    message = difference(expected, text, name)
    click.echo(visible(message) or f"{name}: the same")
    return not message


def _named(library: Library, name: str) -> Questionnaire:
    """Return a questionnaire by its name or its file."""
    return library.load(Path(name)) if name.endswith(".toml") else library.questionnaire(name)


def _document(questionnaire: Questionnaire, library: Library, answers: dict[str, object]) -> str:
    from interview.plan.document.assemble import played

    return played(questionnaire, answers, library.document(questionnaire.document), now())


def _questions(questionnaire: Questionnaire, printer: Printer) -> None:
    """Show the questions by section: id, kind, words, and when each is asked."""
    for section in questionnaire.section:
        repeats = f" (for each {section.item})" if section.repeats else ""
        printer.line((section.title, "title"), (f" {section.id}{repeats}", "aside"))
        for question in section.question:
            needed = "" if question.required else ", optional"
            printer.line((f"  {question.id:<20}", "strong"), (f" {question.kind}{needed}", "aside"))
            printer.text(f"    {question.ask}")
            if question.when is not None:
                printer.text(f"    when {question.when}", "aside")
        printer.blank()
