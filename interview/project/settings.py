"""What can be set: in the user's file, in the project's, and by the environment.

The one place that knows every setting. Later places go before earlier ones: the defaults, the
user's `config.toml`, `[tool.interview]` in the project's pyproject.toml, the project's
`.interview/config.toml`, the environment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.errors import InterviewError, did_you_mean
from interview.files.reading import read_regular
from interview.files.toml import parse_toml
from interview.questionnaire.iteration import ITERATION
from interview.text.cleaning import one_line
from interview.text.placeholders import unknown_fields

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 1 << 20
"""Bytes of a file of settings."""

THEMES = ("auto", "dark", "light", "high-contrast", "mono")


class Setting(NamedTuple):
    """One thing that can be set.

    Attributes:
        what: What it is for.
        form: Says what is wrong with a value; empty when nothing is.
        example: A right value, as TOML.
        default: What holds where nothing is set.
        variable: The environment variable that goes before the files.
        of_project: Whether it makes sense in a project only.
    """

    what: str
    form: Callable[[object], str]
    example: str
    default: Any = None
    variable: str = ""
    of_project: bool = False


class SettingPlace(StrEnum):
    """The kinds of places that settings come from."""

    DEFAULT = "default"
    USER = "user"
    PROJECT = "project"
    ENVIRONMENT = "environment"


class Set(NamedTuple):
    """A value in force, the kind of place it comes from, and the file or variable itself."""

    value: Any
    place: SettingPlace = SettingPlace.DEFAULT
    origin: str = ""


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "is not a path"


def _document(value: object) -> str:
    return _text(value) or unknown_fields(str(value))


def _globs(value: object) -> str:
    right = isinstance(value, list) and all(isinstance(element, str) for element in value)
    return "" if right else "is not a list of globs"


def _truth(value: object) -> str:
    return "" if isinstance(value, bool) else "is neither true nor false"


def _theme(value: object) -> str:
    return "" if value in THEMES else f"is not one of {', '.join(THEMES)}"


def _name(value: object) -> str:
    right = isinstance(value, str) and re.fullmatch(r"[a-z][a-z0-9_]*", value)
    return "" if right else "is not the name of a questionnaire"


SETTINGS: dict[str, Setting] = {
    "sessions": Setting(
        "the folder of the session files; by default your data folder",
        _text, 'sessions = "plans/sessions"', variable="INTERVIEW_SESSIONS_DIR",
    ),
    "document": Setting(
        "where the plan is written, relative to the project's root; {number} is the iteration's",
        _document, 'document = "docs/iteration-{number}.md"', "iteration-{number}.md",
    ),
    "standards": Setting(
        "globs of additional files with standards to embed",
        _globs, 'standards = ["docs/rules/*.md"]', [], of_project=True,
    ),
    "questionnaire": Setting(
        "what `interview start` asks", _name, f'questionnaire = "{ITERATION}"', ITERATION
    ),
    "mermaid": Setting(
        "whether the document shows task dependencies as a Mermaid flowchart",
        _truth, "mermaid = true", False,
    ),
    "plain": Setting(
        "whether to ask line by line, for screen readers and pipes",
        _truth, "plain = true", False, variable="INTERVIEW_PLAIN",
    ),
    "theme": Setting(
        f"the colours: {', '.join(THEMES)}",
        _theme, 'theme = "high-contrast"', "auto", variable="INTERVIEW_THEME",
    ),
    # The check reports unknown keys itself when it reads its settings.
    "check": Setting(
        "rules of `interview check`: select, ignore, severity, vague, allow",
        lambda _: "", '[tool.interview.check]\nignore = ["long-task"]',
    ),
}  # fmt: skip
"""Every setting by its name, in the order in which people meet them."""


Settings = Mapping[str, Set]
"""What holds, by the names of the settings."""


class Source(NamedTuple):
    """A file with settings: its path, what it says, and whose it is."""

    path: Path
    table: Mapping[str, Any]
    place: SettingPlace = SettingPlace.PROJECT


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file says; nothing without one.

    Raises:
        InterviewError: If it is unreadable.
    """
    try:
        return parse_toml(read_regular(path, LARGEST).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", "") or one_line(str(error)) or "it is nested too deeply"
        raise InterviewError(
            f"cannot read {path}: {why}",
            "Fix the file; it may set where this project's sessions are.",
        ) from None


def settled(sources: list[Source], environment: Mapping[str, str]) -> Settings:
    """Return what holds; later sources go before earlier ones, the environment before all.

    Raises:
        InterviewError: For a setting that is unknown or has no right value, naming the file.
    """
    values = {name: Set(setting.default) for name, setting in SETTINGS.items()}
    for source in sources:
        for name, value in source.table.items():
            _objection(source, name, value)
            values[name] = Set(value, source.place, str(source.path))
    for name, setting in SETTINGS.items():
        if text := environment.get(setting.variable, ""):
            value = _from_environment(setting, text)
            values[name] = Set(value, SettingPlace.ENVIRONMENT, setting.variable)
    return values


def _objection(source: Source, name: str, value: object) -> None:
    if name not in SETTINGS:
        raise InterviewError(
            f"{source.path}: unknown setting '{name}'{did_you_mean(name, SETTINGS)}",
            f"Known settings: {', '.join(SETTINGS)}. `interview config` shows them.",
        )
    setting = SETTINGS[name]
    if setting.of_project and source.place is SettingPlace.USER:
        raise InterviewError(
            f"{source.path}: '{name}' can only be set for a project",
            "Set it in the project's pyproject.toml or .interview/config.toml.",
        )
    if problem := setting.form(value):
        raise InterviewError(f"{source.path}: '{name}' {problem}", f"Write {setting.example}.")


def _from_environment(setting: Setting, text: str) -> object:
    """Return what a variable means; where a yes or no is wanted, all but a no is a yes."""
    if setting.form is _truth:
        return text.lower() not in ("0", "no", "off", "false")
    if problem := setting.form(text):
        raise InterviewError(
            f"the environment variable {setting.variable} = '{text}' {problem}",
            "Correct it or unset it.",
        )
    return text
