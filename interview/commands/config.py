"""`interview config`: what is set, and where each value comes from."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from interview.project.settings import SETTINGS, SettingPlace
from interview.project.workplace import Workplace, user_settings
from interview.terminal.here import theme_in
from interview.terminal.screen.printer import Printer
from interview.text.cleaning import written_json

if TYPE_CHECKING:
    from pathlib import Path

    from interview.project.settings import Set


@click.command
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
def command(as_json: bool) -> int:
    """Show every setting: its value, where it comes from, and what it does.

    Settings are read from your own file, from [tool.interview] in the project's pyproject.toml, and
    from the project's .interview/config.toml. Later sources override earlier ones; environment
    variables override all of them.
    """
    workplace = Workplace.here()
    if as_json:
        facts = {
            name: _facts(name, setting) for name, setting in workplace.project.settings.items()
        }
        click.echo(written_json(facts))
        return 0
    _show(workplace)
    return 0


def _facts(name: str, current: Set) -> dict[str, Any]:
    setting = SETTINGS[name]
    return {
        "value": current.value,
        "from": str(current.place),
        "origin": current.origin,
        "what": setting.what,
        "variable": setting.variable,
    }


def _show(workplace: Workplace) -> None:

    printer = Printer(sys.stdout, theme_in(workplace))
    for name, setting in workplace.project.settings.items():
        value = (
            "not set" if setting.value is None else json.dumps(setting.value, ensure_ascii=False)
        )
        origin = (
            "the default" if setting.place is SettingPlace.DEFAULT else _named(workplace, setting)
        )
        printer.line((f"{name:<14}", "strong"), (value, ""), (f"  {origin}", "aside"))
        printer.text(f"{'':14}{SETTINGS[name].what}", "aside")
    printer.blank()
    for whose, path in (
        ("Yours", user_settings()),
        ("The project's", workplace.project.root / "pyproject.toml"),
        ("", workplace.project.root / ".interview" / "config.toml"),
    ):
        printer.line((f"{whose:<14}", "strong"), (str(path), ""), (_missing_mark(path), "aside"))


def _named(workplace: Workplace, setting: Set) -> str:
    from pathlib import Path

    if setting.place is SettingPlace.ENVIRONMENT:
        return f"the environment variable {setting.origin}"
    return workplace.relative(Path(setting.origin))


def _missing_mark(path: Path) -> str:
    return "" if path.is_file() else "  (not found)"
