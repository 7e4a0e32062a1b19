"""`interview completion`: what makes a shell complete commands, options and session names."""

from __future__ import annotations

import click


@click.command
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print a shell completion script.

    \b
    bash: eval "$(interview completion bash)"            in ~/.bashrc
    zsh:  eval "$(interview completion zsh)"             in ~/.zshrc
    fish: interview completion fish | source             in ~/.config/fish/config.fish
    """  # noqa: D301 - \b is click's word for lines that are kept
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:  # pragma: no cover - click has had these three since 8.0
        raise click.UsageError(f"click does not know {shell}")
    click.echo(kind(context.find_root().command, {}, "interview", "_INTERVIEW_COMPLETE").source())
    return 0
