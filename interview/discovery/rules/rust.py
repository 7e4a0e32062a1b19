"""What the configuration of Rust's tools says, in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.rules.statement import Statement, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.rules.settings import ToolSettings

# A lint at the level `allow` is not a rule.
_LEVELS = {"forbid": "forbidden", "deny": "denied", "warn": "warned"}

_LIMITS = {
    "cognitive-complexity-threshold": "cognitive complexity at most {}",
    "too-many-arguments-threshold": "at most {} arguments",
    "too-many-lines-threshold": "at most {} lines for a function",
    "type-complexity-threshold": "type complexity at most {}",
}

_CONCESSIONS = {
    "allow-unwrap-in-tests": "unwrap is allowed in tests",
    "allow-expect-in-tests": "expect is allowed in tests",
    "allow-panic-in-tests": "panic is allowed in tests",
}


def cargo(settings: ToolSettings) -> Iterator[Statement]:
    """Yield the lints of a crate or a workspace.

    Format: https://doc.rust-lang.org/cargo/reference/manifest.html#the-lints-section
    """
    for lints in (settings.at("workspace", "lints"), settings.at("lints")):
        for tool in ("clippy", "rust"):
            if facts := _lints(lints.at(tool)):
                yield Statement("Lint", f"{'rustc' if tool == 'rust' else tool}, {facts}")


def _lints(lints: ToolSettings) -> str:
    """Return the lints by their levels, the strictest first."""
    facts = []
    for level, done in _LEVELS.items():
        if names := listed(name for name, value in lints.items() if _level(value) == level):
            facts.append(f"{names} {done}")
    return "; ".join(facts)


def _level(value: object) -> object:
    return value.get("level") if isinstance(value, dict) else value


def clippy(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what clippy's own file says: https://doc.rust-lang.org/clippy/lint_configuration.html."""
    limits = {name: settings.number(name) for name in _LIMITS}
    facts = [_LIMITS[name].format(f"{most:g}") for name, most in limits.items() if most is not None]
    facts.extend(text for name, text in _CONCESSIONS.items() if settings.flag(name))
    yield Statement("Lint", ", ".join(["clippy", *facts]))


def rustfmt(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what rustfmt is told: https://rust-lang.github.io/rustfmt/."""
    facts = ["rustfmt"]
    if (width := settings.number("max_width")) is not None:
        facts.append(f"max width {width:g}")
    if settings.flag("hard_tabs"):
        facts.append("tabs")
    elif (indent := settings.number("tab_spaces")) is not None:
        facts.append(f"{indent:g} spaces")
    grouped = {name: settings.text(name) for name in ("imports_granularity", "group_imports")}
    facts.extend(f"{name.replace('_', ' ')}: {value}" for name, value in grouped.items() if value)
    yield Statement("Formatting", ", ".join(facts))
