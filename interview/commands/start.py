"""`interview start`: begins a session."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from interview.project.new_session import NewSession
from interview.project.workplace import Workplace, now
from interview.terminal import completion
from interview.terminal.here import print_remark, theme_in
from interview.terminal.options import GivenOptions, discovery_option, sessions_option
from interview.terminal.screen.printer import Printer, people
from interview.text.cleaning import as_argument

if TYPE_CHECKING:
    from interview.session.engine import Engine
    from interview.session.events import Event


@click.command
@click.option("--answers", "file", metavar="FILE", type=click.Path(dir_okay=False),
              help="Read answers from TOML or JSON; the rest is asked.")  # fmt: skip
@click.option("--set", "settings", metavar="ADDRESS=VALUE", multiple=True,
              help="Set one answer, for example tasks.1.hours=2; repeatable.")  # fmt: skip
@click.option("--no-input", is_flag=True, help="Ask nothing; unanswered questions stay open.")
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers and pipes.")
@click.option("-q", "--questionnaire", metavar="NAME", shell_complete=completion.questionnaire,
              help="The questionnaire to ask; by default iteration.")  # fmt: skip
@discovery_option
@sessions_option
def command(
    file: str | None,
    settings: tuple[str, ...],
    no_input: bool,
    plain: bool,
    questionnaire: str | None,
    discover: bool,
    sessions_dir: str | None,
) -> int:
    """Start an interview.

    Every answer is saved as soon as you give it. Ctrl-C pauses.
    """
    from interview.session.engine import Engine
    from interview.terminal.flow import conversation

    workplace = Workplace.here(sessions_dir)
    print_remark(workplace)
    wanted = questionnaire or workplace.project.settings["questionnaire"].value
    engine = Engine(workplace.library.questionnaire(wanted))
    events = _given(engine, file, settings)
    discovery = workplace.discovery() if discover else None
    if no_input:
        return _without_asking(workplace, engine, events)
    with (
        conversation.asking(workplace, plain, discovery) as asker,
        _kept(workplace, engine) as kept,
    ):
        if events:
            kept.keep(*events)
        given = GivenOptions(sessions_dir, plain, discover)
        return conversation.hold(workplace, engine, kept, asker, discovery, given)


def _without_asking(workplace: Workplace, engine: Engine, events: list[Event]) -> int:
    """Keep what was given and what is proposed by default, and say how far the session is."""
    from interview.session.answering import defaults
    from interview.terminal.screen.printer import Printer, people

    proposed = list(defaults(engine, now()))
    for event in proposed:
        engine.apply(event)
    with _kept(workplace, engine) as kept:
        if events or proposed:
            kept.keep(*events, *proposed)
        return _report(Printer(people(), theme_in(workplace)), kept, engine)


def _kept(workplace: Workplace, engine: Engine) -> closing[NewSession]:
    """Return the session that is begun with the first event that is kept in it."""
    return closing(NewSession(workplace, engine))


def _given(engine: Engine, file: str | None, settings: tuple[str, ...]) -> list[Event]:
    """Return the events of the answers that came with the command; the engine takes them in."""
    if file is None and not settings:
        return []
    from interview.project.root import expanded
    from interview.session.answering import events_of
    from interview.session.answers_file import read_answers, set_answers

    answers = read_answers(expanded(file)) if file is not None else {}
    return events_of(set_answers(answers, settings, engine), engine, now())


def _report(printer: Printer, keeper: NewSession, engine: Engine) -> int:
    if keeper.journal is None:
        printer.text("Nothing was answered, so nothing was saved.")
        return 0
    progress = engine.progress()
    printer.text(f"{keeper.journal.name}: {progress.answered} of {progress.applicable} questions "
                f"answered, {engine.needed} still needed. Next:")  # fmt: skip
    todo = "export" if engine.finished else "resume"
    click.echo(f"  interview {todo} {as_argument(keeper.journal.name)}", file=people())
    return 0
