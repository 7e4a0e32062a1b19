"""`interview edit`: changes what a session says."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from interview.errors import InterviewError
from interview.project.workplace import Workplace, now
from interview.terminal import completion
from interview.terminal.here import opened, theme_in
from interview.terminal.options import (
    GivenOptions,
    discovery_option,
    sessions_option,
)
from interview.terminal.screen.printer import people

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from interview.project.open_session import OpenSession
    from interview.session.answers_file import Answers
    from interview.session.engine import Engine
    from interview.session.events import Event
    from interview.session.mentions import Mention
    from interview.terminal.flow.dialogue import Dialogue
    from interview.terminal.flow.review import Review
    from interview.terminal.screen.theme import Theme


WITHOUT_ASKING = "Use --set, --from-file or --answers, or answer line by line with --plain."


@click.command
@click.argument("session", required=False, shell_complete=completion.session_or_address)
@click.argument("address", required=False, shell_complete=completion.address)
@click.option(
    "--set",
    "settings",
    metavar="ADDRESS=VALUE",
    multiple=True,
    shell_complete=completion.setting,
    help="Set one answer, for example tasks.2.hours=3; repeatable.",
)
@click.option(
    "--from-file",
    metavar="FILE",
    shell_complete=completion.file,
    help="Use the contents of FILE as the answer to ADDRESS; - reads standard input.",
)
@click.option(
    "--answers",
    metavar="FILE",
    shell_complete=completion.file,
    help="Read answers from TOML or JSON; items are matched by position.",
)
@click.option(
    "--clear",
    metavar="ADDRESS",
    multiple=True,
    shell_complete=completion.address,
    help="Clear an answer.",
)
@click.option(
    "--later",
    metavar="ADDRESS[=NOTE]",
    multiple=True,
    shell_complete=completion.address,
    help="Leave a question for later, with an optional note.",
)
@click.option(
    "--duplicate",
    metavar="ITEM",
    multiple=True,
    shell_complete=completion.item,
    help="Duplicate an item, for example tasks.2.",
)
@click.option(
    "--move",
    metavar="ITEM=PLACE",
    multiple=True,
    shell_complete=completion.place,
    help="Move an item, for example tasks.3=1.",
)
@click.option(
    "--remove",
    metavar="ITEM",
    multiple=True,
    shell_complete=completion.item,
    help="Remove an item.",
)
@click.option(
    "--restore",
    metavar="ITEM",
    multiple=True,
    shell_complete=completion.removed_item,
    help="Restore a removed item by its key.",
)
@click.option(
    "--status",
    metavar="TASK=STATUS",
    multiple=True,
    shell_complete=completion.place,
    help="Set a task's status, for example tasks.2=complete.",
)
@click.option(
    "--suppress",
    metavar="'RULE at ADDRESS: REASON'",
    multiple=True,
    shell_complete=completion.rule,
    help="Suppress a rule of `interview check` in one place.",
)
@click.option(
    "--unsuppress", metavar="'RULE at ADDRESS'", multiple=True, help="Re-enable a suppressed rule."
)
@click.option("--renumber", is_flag=True, help="Update texts such as “task 2” when tasks move.")
@click.option("--force", is_flag=True, help="Remove an item even if others depend on it.")
@click.option("--plain", is_flag=True, help="Ask line by line, for screen readers and pipes.")
@discovery_option
@sessions_option
def command(session: str | None, address: str | None, **options: Any) -> int:
    """Change answers, or add, copy, move, remove and restore items.

    SESSION is a session's name, a unique part of it, or a path; by default the latest session.
    ADDRESS is, for example, goal.outcome or tasks.2.hours; tasks.2 is the whole item. Without
    options, the question is asked again and the review opens. With --set and similar options,
    nothing is asked. Everything that one command changes is undone together.
    """
    from interview.terminal.flow import conversation

    given = GivenOptions(*map(options.pop, GivenOptions._fields))
    workplace = Workplace.here(given.sessions_dir)
    discovery = workplace.discovery() if given.discover else None
    if address is None and session is not None and workplace.is_address(session):
        session, address = None, session
    reading, _ = workplace.open(session)
    if any(options.values()):
        with opened(workplace, reading) as opened_session:
            return _change(opened_session, address, options, theme_in(workplace))
    with (
        conversation.asking(workplace, given.plain, discovery, WITHOUT_ASKING) as asker,
        opened(workplace, reading) as opened_session,
    ):
        dialogue = conversation.dialogue(
            workplace, opened_session.engine, opened_session, asker, discovery
        )
        return _review(workplace, dialogue, opened_session, address, given)


# Edits by options, without questions


def _change(session: OpenSession, address: str | None, wishes: dict[str, Any], theme: Theme) -> int:
    """Do what the options say, and say what that did."""
    from interview.session.log import log
    from interview.terminal.screen import report
    from interview.terminal.screen.full import TerminalScreen

    before = {name: tuple(keys) for name, keys in session.engine.state.items.items()}
    events, left = _events(session, address, wishes, before)
    screen = TerminalScreen(people(), theme)
    if not events:
        screen.printer.text("Nothing changed: the session already has these values.")
        return 0
    consequences = session.happen(*events)
    for entry in list(log((*session.reading.events, *events)))[-len(events) :]:
        report.entry(screen.printer, entry, dated=False)
    for consequence in consequences:
        if consequence.affected:
            screen.consequences(session.engine, consequence)
    for mention in left:
        screen.mention(session.engine, mention)
    if left and not wishes["renumber"]:
        screen.note("To update them: `interview undo`, then the same command with --renumber.")
    return 0


def _events(
    session: OpenSession,
    address: str | None,
    wishes: dict[str, Any],
    before: Mapping[str, Sequence[str]],
) -> tuple[list[Event], list[Mention]]:
    """Return the events that the options ask for, and the answers that name items by old numbers.

    Raises:
        InterviewError: The options make no sense.
    """
    from interview.session.edits import Changes
    from interview.session.engine import Engine

    trial = Engine(session.engine.questionnaire, session.reading.events)
    changes = Changes(trial, now())
    try:
        for item in wishes["restore"]:
            changes.restore(item)
        for item in wishes["duplicate"]:
            changes.duplicate(item)
        for wish in wishes["move"]:
            changes.move(wish)
        for item in wishes["remove"]:
            changes.remove(item, wishes["force"])
        left = changes.renumber(before) if wishes["renumber"] else changes.misnumbered(before)
        changes.answer(_answers(trial, address, wishes))
        for name in wishes["clear"]:
            changes.clear(name)
        for wish in wishes["later"]:
            changes.postpone(wish)
        for wish in wishes["status"]:
            changes.track(wish)
        for wish in wishes["suppress"]:
            changes.suppress(wish, _rules())
        for wish in wishes["unsuppress"]:
            changes.unsuppress(wish)
    except ValueError as error:
        raise InterviewError(str(error), "Nothing was changed.") from None
    return changes.events, left


def _rules() -> Collection[str]:
    from interview.checks.check import RULES

    return RULES


def _answers(engine: Engine, address: str | None, wishes: dict[str, Any]) -> Answers:
    from interview.project.root import expanded
    from interview.session.answers_file import Given, put_answers, read_answers, set_answers

    answers = read_answers(expanded(wishes["answers"])) if wishes["answers"] else {}
    if wishes["from_file"] is not None:
        if address is None:
            raise ValueError("--from-file needs an ADDRESS")
        given = Given(_text(wishes["from_file"]), "file", typed=True)
        answers, problems = put_answers(answers, [(address, given)], engine)
        if problems:
            raise ValueError(problems[0])
    return set_answers(answers, wishes["settings"], engine)


def _text(file: str) -> str:
    from interview.files.reading import read_named
    from interview.project.root import expanded
    from interview.session.answers_file import LARGEST

    try:
        if file == "-":
            return sys.stdin.read()
        return read_named(expanded(file), LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise InterviewError(
            f"cannot read {file}: {error.strerror}", "Nothing was changed."
        ) from None
    except UnicodeDecodeError:
        raise InterviewError(f"{file} is not UTF-8 text", "Nothing was changed.") from None


# Edits in an interview at a terminal


def _review(
    workplace: Workplace,
    dialogue: Dialogue,
    session: OpenSession,
    address: str | None,
    given: GivenOptions,
) -> int:
    """Ask the question again, then show the review until the person is done."""
    from interview.terminal.flow import conversation
    from interview.terminal.flow.interfaces import Paused
    from interview.terminal.flow.review import Review

    review = Review(dialogue)
    try:
        with conversation.pausing_when_hung_up():
            if address is not None:
                _open(review, session.engine, address)
            review.run()
    except (Paused, KeyboardInterrupt):
        return conversation.paused(workplace, session, given)
    conversation.next_step(workplace, session, session.engine, given)
    return 0


def _open(review: Review, engine: Engine, address: str) -> None:
    from interview.session.address import Group
    from interview.session.lookup import find_address, find_item, find_section

    try:
        if "." not in address and not find_section(engine, address).repeats:
            review.group(Group(address))
        elif address.count(".") == 1 and find_section(engine, address.split(".")[0]).repeats:
            review.group(find_item(engine, address))
        else:
            review.change(find_address(engine, address))
    except ValueError as error:
        raise InterviewError(
            str(error), "`interview show --answers` lists what you can change."
        ) from None
