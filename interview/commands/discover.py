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
    """Show what interview finds in the project's files, with the source of each finding.

    This is what an interview proposes: standards, tool settings, components and services, tests
    and commands, earlier iterations, and ideas for later. Nothing is changed or run.
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
        click.echo("interview: interrupted before all files were read", err=True)
        return PAUSED
    return 0


def _facts(discovery: Discovery) -> dict[str, Any]:
    """Return everything that is found; the notes come last, when all has been looked for."""
    commit = discovery.commit
    return {
        "commit": commit._asdict() if commit else None,
        "standards": [standard._asdict() for standard in discovery.standards],
        "rules": [rule._asdict() for rule in discovery.rules],
        "components": [
            {**component._asdict(), "versions": dict(component.versions)} for component
                in discovery.components
        ],
        "services": [
            {**service._asdict(), "needs": dict(service.needs), "environment": [name for name, _ in
             service.environment], "start": service.start}
            for service in discovery.services
        ],
        "runners": [runner._asdict() for runner in discovery.runners],
        "commands": [script._asdict() for script in discovery.commands],
        "iterations": [
            {"number": iteration.number, "title": iteration.title, "source": iteration.source,
             "tasks": [{"name": task.name, "status": task.status} for task in iteration.tasks]}
            for iteration in discovery.iterations
        ],
        "ideas": [idea._asdict() for idea in discovery.ideas],
        "notes": [note._asdict() for note in discovery.notes],
    }  # fmt: skip


def _show(discovery: Discovery, printer: Printer) -> None:
    nothing = True
    for title, lines in _chapters(discovery):
        rows = list(lines)
        if rows:
            nothing = False
            _chapter(printer, title, rows)
    if nothing:
        printer.text("Nothing found here that an interview could use.")


def _chapter(printer: Printer, title: str, rows: list[tuple[str, str]]) -> None:
    printer.blank()
    printer.text(title, "strong")
    for text, source in rows:
        printer.text(f"  {text}" + (f"  [{source}]" if source else ""))


def _chapters(discovery: Discovery) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield a title and lines of what was found with its source, in the order of the interview."""
    commit = discovery.commit
    yield "Commit", iter([(str(commit), "git")] if commit else [])
    yield (
        "Earlier iterations",
        (
            (
                f"{iteration.name}: {iteration.title} ({len(iteration.done)} of "
                f"{len(iteration.tasks)} tasks done)",
                iteration.source,
            )
            for iteration in discovery.iterations
        ),
    )
    yield "Services", ((service.summary, service.source) for service in discovery.services)
    yield (
        "Components",
        (
            (_versions(component.name, component.versions), component.source)
            for component in discovery.components
        ),
    )
    yield (
        "Rules from settings",
        ((f"{rule.name}: {rule.text}", rule.source) for rule in discovery.rules),
    )
    yield (
        "Standards",
        (
            (standard.heading, f"{standard.source}:{standard.line}")
            for standard in discovery.standards
        ),
    )
    yield (
        "Tests",
        ((f"{runner.name}: {runner.command}", runner.source) for runner in discovery.runners),
    )
    yield (
        "Commands",
        (
            (f"{script.command}  {script.does}".rstrip(), script.source)
            for script in discovery.commands
        ),
    )
    yield (
        "Ideas and TODO comments",
        (
            (" · ".join(filter(None, (idea.text, idea.age(now().date())))), idea.source)
            for idea in discovery.ideas
        ),
    )
    yield "Not read", ((f"{note.where}: {note.why}", "") for note in discovery.notes)


def _versions(name: str, versions: tuple[tuple[str, str], ...]) -> str:
    listing = ", ".join(f"{package} {version}" for package, version in versions if version)
    return f"{name}: {listing}" if listing else name
