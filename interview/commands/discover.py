"""`interview discover`: everything that an interview would propose from the project's files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from interview.errors import PAUSED
from interview.project.workplace import Workplace, now
from interview.terminal.here import theme_in
from interview.terminal.options import sessions_option
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import written_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.project import Discovery


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@sessions_option
def command(as_json: bool, sessions_dir: str | None) -> int:
    """Show what the project's files say, each with its source.

    It is what an interview offers: standards, tool settings, components and services, tests and
    commands, earlier iterations, and ideas for later. Nothing is changed or run.
    """
    workplace = Workplace.here(sessions_dir)
    discovery = workplace.discovery()
    try:
        discovery.look_ahead()
        if as_json:
            click.echo(written_json(_facts(discovery), default=str))
        else:
            _show(discovery, Printer(sys.stdout, theme_in(workplace)))
    except KeyboardInterrupt:
        click.echo("interview: stopped before everything was looked at", err=True)
        return PAUSED
    return 0


def _facts(discovery: Discovery) -> dict[str, Any]:
    """Return everything that is found; the notes come last, when all has been looked for."""
    commit = discovery.commit
    return {
        "commit": commit._asdict() if commit else None,
        "standards": [one._asdict() for one in discovery.standards],
        "rules": [one._asdict() for one in discovery.rules],
        "components": [
            {**one._asdict(), "versions": dict(one.versions)} for one in discovery.components
        ],
        "services": [
            {**one._asdict(), "needs": dict(one.needs), "environment": [name for name, _ in
             one.environment], "start": one.start}
            for one in discovery.services
        ],
        "runners": [one._asdict() for one in discovery.runners],
        "commands": [one._asdict() for one in discovery.commands],
        "iterations": [
            {"number": one.number, "title": one.title, "source": one.source,
             "tasks": [{"name": task.name, "status": task.status} for task in one.tasks]}
            for one in discovery.iterations
        ],
        "ideas": [one._asdict() for one in discovery.ideas],
        "notes": [one._asdict() for one in discovery.notes],
    }  # fmt: skip


def _show(discovery: Discovery, printer: Printer) -> None:
    nothing = True
    for title, lines in _chapters(discovery):
        told = list(lines)
        if told:
            nothing = False
            _chapter(printer, title, told)
    if nothing:
        printer.text("Nothing was found here that an interview could use.")


def _chapter(printer: Printer, title: str, told: list[tuple[str, str]]) -> None:
    printer.blank()
    printer.text(title, "strong")
    for text, source in told:
        printer.text(f"  {text}" + (f"  [{source}]" if source else ""))


def _chapters(discovery: Discovery) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield a title and lines of what was found with its source, in the order of the interview."""
    commit = discovery.commit
    yield "Commit", iter([(str(commit), "git")] if commit else [])
    yield (
        "Earlier iterations",
        (
            (
                f"{one.name}: {one.title} ({len(one.done)} of {len(one.tasks)} tasks done)",
                one.source,
            )
            for one in discovery.iterations
        ),
    )
    yield "Services", ((one.told, one.source) for one in discovery.services)
    yield (
        "Components",
        ((_versions(one.name, one.versions), one.source) for one in discovery.components),
    )
    yield (
        "Rules from settings",
        ((f"{one.name}: {one.text}", one.source) for one in discovery.rules),
    )
    yield "Standards", ((one.heading, f"{one.source}:{one.line}") for one in discovery.standards)
    yield "Tests", ((f"{one.name}: {one.command}", one.source) for one in discovery.runners)
    yield (
        "Commands",
        ((f"{one.command}  {one.does}".rstrip(), one.source) for one in discovery.commands),
    )
    yield (
        "Ideas for later",
        (
            (" · ".join(filter(None, (one.text, one.age(now().date())))), one.source)
            for one in discovery.ideas
        ),
    )
    yield "Not read", ((f"{one.where}: {one.why}", "") for one in discovery.notes)


def _versions(name: str, versions: tuple[tuple[str, str], ...]) -> str:
    told = ", ".join(f"{package} {version}" for package, version in versions if version)
    return f"{name}: {told}" if told else name
