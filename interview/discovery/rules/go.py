"""What the configuration of Go's linters says, in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.rules.statement import FEW, Statement, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.rules.settings import ToolSettings


def golangci(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what golangci-lint is told: https://golangci-lint.run/docs/configuration/file/."""
    linters = settings.at("linters")
    enabled = listed(linters.texts("enable"))
    disabled = listed(linters.texts("disable"), FEW)
    known = {"standard": "the standard linters", "all": "all linters", "fast": "the fast linters"}
    named = [name for name in (known.get(_default(linters), ""), enabled) if name]
    text = f"golangci-lint with {' and '.join(named)}" if named else "golangci-lint"
    yield Statement("Lint", f"{text}, without {disabled}" if disabled else text)
    if formatters := listed(settings.at("formatters").texts("enable")):
        yield Statement("Formatting", f"{formatters} (golangci-lint)")


def _default(linters: ToolSettings) -> str:
    """Return which linters run without being enabled, as version 2 calls them."""
    if linters.flag("enable-all"):
        return "all"
    if linters.flag("disable-all"):
        return "none"
    return linters.text("default") or "standard"
