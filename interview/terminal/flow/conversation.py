"""Holds an interview at the terminal: for `start` and `resume`."""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click

from interview.errors import DONE, PAUSED, UNFINISHED, InterviewError
from interview.project.checking import checker_of
from interview.project.paths import ProjectPaths
from interview.project.workplace import now
from interview.questionnaire.kinds.choice import ChoiceQuestion
from interview.session.suggestions import Suggestion, verify_commands
from interview.terminal.flow.dialogue import Dialogue, Support
from interview.terminal.flow.interfaces import Paused
from interview.terminal.flow.ports import Command, Leave, Prompt
from interview.terminal.flow.wizard import Wizard
from interview.terminal.here import theme_in
from interview.terminal.screen.full import TerminalScreen
from interview.terminal.screen.printer import Printer, people, plain_terminal
from interview.text.cleaning import as_argument, on_a_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol

    from interview.discovery.project import Discovery
    from interview.project.workplace import Workplace
    from interview.questionnaire.kinds.choice import Choice
    from interview.questionnaire.question import Value
    from interview.session.address import Group
    from interview.session.engine import Engine
    from interview.session.events import Event
    from interview.session.suggestions import ItemSource, Source
    from interview.storage.journal import Journal
    from interview.terminal.flow.interfaces import Asker
    from interview.terminal.options import GivenOptions
    from interview.terminal.screen.theme import Theme

    class Keeper(Protocol):
        """Keeps events; has a journal once there is something to keep."""

        @property
        def journal(self) -> Journal | None:
            """What the events are kept in, if anything was kept."""

        def keep(self, *events: Event) -> None:
            """Put events on the disk, all or none."""


KNOWN_BY = 4
"""Sessions from which on a person needs no hints."""

WITHOUT_ASKING = "Use --answers FILE --no-input, or answer line by line with --plain."


@contextmanager
def asking(
    workplace: Workplace,
    plain: bool,
    discovery: Discovery | None = None,
    without: str = WITHOUT_ASKING,
) -> Iterator[Asker]:
    """Hold the terminal for questions, and yield who asks them.

    Args:
        workplace: The project, whose settings say how prompts look and whether they are plain.
        plain: Whether plain prompts are asked for besides.
        discovery: Knows the files of the project.
        without: How to do without a person.

    Raises:
        InterviewError: Nobody could answer.
    """
    if plain or workplace.project.settings["plain"].value or plain_terminal():
        from interview.terminal.prompts.plain import PlainAsker

        yield PlainAsker(_lines_in(), people())
        return
    if not sys.stdin.isatty() or not (sys.stdout.isatty() or sys.stderr.isatty()):
        raise InterviewError("cannot ask questions without a terminal", without)
    from interview.terminal.prompts.terminal_modes import keeping_keys

    with keeping_keys(sys.stdin.fileno()):
        yield _full_asker(theme_in(workplace), discovery)


def _full_asker(theme: Theme, discovery: Discovery | None) -> Asker:
    """Return who asks with prompts that are drawn."""
    from prompt_toolkit.output import create_output

    from interview.terminal.prompts.asker import TerminalAsker
    from interview.terminal.prompts.editing_mode import wants_vi

    files = (lambda: discovery.legible) if discovery else tuple
    output = create_output(stdout=people())
    return TerminalAsker(files, output=output, theme=theme, vi=wants_vi(os.environ))


def _lines_in() -> IO[str]:
    """Return standard input; the reader refuses lines that are no text; a closed one has none."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")
    return sys.stdin or io.StringIO()


def screen(workplace: Workplace, asker: Asker) -> TerminalScreen:
    """Return what shows people what goes with the prompts of this asker."""
    if not asker.line_by_line:
        return TerminalScreen(people(), theme_in(workplace))
    from interview.terminal.screen.plain import PlainScreen

    return PlainScreen(people(), theme_in(workplace))


def dialogue(
    workplace: Workplace,
    engine: Engine,
    keeper: Keeper,
    asker: Asker,
    discovery: Discovery | None,
) -> Dialogue:
    """Return what is needed to talk with a person about a session.

    Args:
        discovery: What proposes answers from the project's files, if it is wanted.
    """
    sources: dict[str, Source] = {
        "next_number": lambda *_: Suggestion(*workplace.next_number(engine.questionnaire)),
        "verify_commands": verify_commands,
    }
    proposals: dict[str, ItemSource] = {}
    if discovery is not None:
        from interview.discovery.proposals.answers import Answers
        from interview.discovery.proposals.items import item_sources

        sources.update(Answers(discovery).sources())
        proposals = item_sources(discovery, lambda: now().date())
    support = Support(
        sources,
        proposals,
        ProjectPaths(workplace.project.root),
        checker_of(workplace, discovery),
        _previewed(workplace),
        # Not before something is kept: the first question comes without delay, and while the
        # person answers the second one, there is time.
        discovery.look_ahead if discovery else lambda: None,
    )
    newcomer = len(workplace.store.names()) < KNOWN_BY
    return Dialogue(engine, asker, screen(workplace, asker), keeper.keep, now, support, newcomer)


def _previewed(workplace: Workplace) -> Callable[[Engine, Group], str]:
    """Return what makes the part of the document that a section or item becomes."""

    def previewed(engine: Engine, group: Group) -> str:
        from interview.plan.document.assemble import part_of

        return part_of(engine, group, workplace.library.document(engine.questionnaire.document))

    return previewed


def choose(workplace: Workplace, asker: Asker, ask: str, choices: list[Choice]) -> Value:
    """Let the person choose before there is a session; raise click.Abort when they leave."""
    question = ChoiceQuestion(
        id="menu", ask=ask, help="Newest first.", choices=tuple(choices), required=True
    )
    prompt = Prompt(question, choices[0].value)
    screen(workplace, asker).question(prompt, stale=False)
    while isinstance(reply := asker.ask(prompt), Leave):
        if reply.command in (Command.PAUSE, Command.BACK):
            raise click.Abort
    return reply.value


def hold(
    workplace: Workplace,
    engine: Engine,
    keeper: Keeper,
    asker: Asker,
    discovery: Discovery | None,
    given: GivenOptions,
) -> int:
    """Hold the interview and return the exit code; the plan is written after the closing yes."""
    try:
        with pausing_when_hung_up():
            approved = Wizard(dialogue(workplace, engine, keeper, asker, discovery)).run()
    except (Paused, KeyboardInterrupt):  # KeyboardInterrupt comes between two prompts
        return paused(workplace, keeper, given)
    if not approved:
        next_step(workplace, keeper, engine, given)
        return DONE if engine.finished else UNFINISHED
    return _written(workplace, engine, keeper)


@contextmanager
def pausing_when_hung_up() -> Iterator[None]:
    """Let a terminal that goes away, and a request to end, pause: what is half typed is kept."""
    names = [name for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    signals = [getattr(signal, name) for name in names]

    def pause(*_: object) -> None:
        # A terminal says twice that it goes away; the second time must not disturb the keeping.
        for signal_number in signals:
            signal.signal(signal_number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = [signal.signal(signal_number, pause) for signal_number in signals]
    try:
        yield
    finally:
        for signal_number, handler in zip(signals, before, strict=True):
            signal.signal(signal_number, handler)


def paused(workplace: Workplace, keeper: Keeper, given: GivenOptions) -> int:
    """Say how to go on, in the last line, and return the exit code of a pause."""
    printer = Printer(people(), theme_in(workplace))
    if keeper.journal is None:
        printer.text("\nNothing was answered, so nothing was saved. Begin again with:")
        click.echo(f"  interview start{given.of_interview}", file=people())
    else:
        keeper.journal.confirm()
        printer.text(
            f"\nPaused. Your answers are saved in {on_a_line(str(keeper.journal.path))}. "
            "To continue:"
        )
        click.echo(
            f"  interview resume {as_argument(keeper.journal.name)}{given.of_interview}",
            file=people(),
        )
    return PAUSED


def next_step(workplace: Workplace, keeper: Keeper, engine: Engine, given: GivenOptions) -> None:
    """Say that nothing was written, and what can be done now."""
    if keeper.journal:
        keeper.journal.confirm()
    name = as_argument(keeper.journal.name) if keeper.journal else ""
    draft = "" if engine.finished else " --draft"
    printer = Printer(people(), theme_in(workplace))
    printer.text(
        "\nNo document was written; your answers are saved. Continue, or export the plan as it is:"
    )
    click.echo(f"  interview resume {name}{given.of_interview}", file=people())
    click.echo(f"  interview export {name}{draft}{given.of_session}", file=people())


def _written(workplace: Workplace, engine: Engine, keeper: Keeper) -> int:
    from interview.project.documents import document_of, write

    assert keeper.journal is not None  # noqa: S101 - the yes itself has been kept
    path = workplace.document_path(engine, keeper.journal.name)
    try:
        written = write(workplace, engine, keeper.journal, path, document_of(workplace, engine))
    except InterviewError as error:
        error.hint = f"{error.hint} Then: interview export {as_argument(keeper.journal.name)}"
        raise
    printer = Printer(people(), theme_in(workplace))
    what = "plan" if engine.questionnaire.is_of_iterations else "document"
    printer.text(
        f"\nThe {what} was written to {on_a_line(workplace.relative(written.path))}", "done"
    )
    return DONE
