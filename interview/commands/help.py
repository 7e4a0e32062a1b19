"""`interview help`: the pages of the manual, and what each command does."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from interview.errors import InterviewError, did_you_mean
from interview.terminal.completion import completer


def _topics(context: click.Context) -> list[str]:
    root = context.find_root()
    return [*pages(), *getattr(root.command, "list_commands", lambda _: [])(root)]


@click.command
@click.argument("topic", required=False, shell_complete=completer(_topics))
@click.pass_context
def command(context: click.Context, topic: str | None) -> int:
    """Show a page of the manual or a command's help; without TOPIC, list both."""
    root = context.find_root()
    group = root.command
    assert isinstance(group, click.Group)  # noqa: S101 - this is a command of it
    paths = pages()
    if topic is None:
        click.echo(group.get_help(root))
        click.echo("\nManual pages, shown by `interview help TOPIC`: " + ", ".join(paths))
    elif topic in paths:
        from interview.terminal.screen.documents import document

        document(sys.stdout, paths[topic].read_text(encoding="utf-8"))
    elif asked := group.get_command(root, topic):
        with click.Context(asked, info_name=topic, parent=root) as inner:
            click.echo(asked.get_help(inner))
    else:
        known = [*paths, *group.list_commands(root)]
        raise InterviewError(
            f"there is no page or command '{topic}'{did_you_mean(topic, known)}",
            f"Pages: {', '.join(paths)}. `interview --help` lists the commands.",
        )
    return 0


def pages() -> dict[str, Path]:
    """Return the pages of the manual by their names; they come along with the program."""
    package = Path(__file__).parents[1]
    folder = package / "docs" if (package / "docs").is_dir() else package.parent / "docs"
    order = ("tutorial", "concepts", "commands", "questionnaires", "rules", "sessions", "api",
             "performance")  # fmt: skip
    return {name: folder / f"{name}.md" for name in order if (folder / f"{name}.md").is_file()}
