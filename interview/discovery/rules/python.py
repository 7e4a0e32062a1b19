"""What the configuration of Python's tools says, in a line each."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from interview.discovery.rules.statement import FEW, Statement, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from interview.discovery.rules.settings import ToolSettings

    Tool = Callable[[ToolSettings], Iterator[Statement]]


def pyproject(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what the tools' tables of a pyproject.toml say."""
    yield from _each(settings.at("tool"), _PYPROJECT)


def setup_cfg(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what the tools' sections of a setup.cfg or a tox.ini say."""
    yield from _each(settings, _SECTIONS)
    yield from _coverage(settings.at("coverage:report"), settings.at("coverage:run"))


def coveragerc(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what coverage's own file says."""
    yield from _coverage(settings.at("report"), settings.at("run"))


def pytest_ini(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what pytest's own file says."""
    yield from _each(settings, {"pytest": _pytest})


def mypy_ini(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what mypy's own file says."""
    yield from _each(settings, {"mypy": _mypy})


def flake8_ini(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what flake8's own file says."""
    yield from _each(settings, {"flake8": _flake8})


def isort_cfg(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what isort's own file says."""
    yield from _each(settings, {"settings": _isort})


def ruff(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what ruff is told: https://docs.astral.sh/ruff/settings/."""
    if (length := settings.number("line-length")) is not None:
        yield Statement("Line length", f"{length:g} (ruff)")
    # Before ruff 0.2 the linter's settings stood beside the others.
    lint = settings.at("lint") if "lint" in settings else settings
    if rules := _ruff_rules(lint):
        yield Statement("Lint rules", f"{rules} (ruff)")
    if (most := lint.at("mccabe").number("max-complexity")) is not None:
        yield Statement("Complexity", f"at most {most:g} for a function (ruff)")
    if convention := lint.at("pydocstyle").text("convention"):
        yield Statement("Docstrings", f"{convention} convention (ruff)")
    if "format" in settings:
        yield Statement("Formatting", ", ".join(["ruff format", *_ruff_format(settings)]))


def _ruff_rules(lint: ToolSettings) -> str:
    chosen = listed(lint.texts("select"))
    more = listed(lint.texts("extend-select"))
    without = listed([*lint.texts("ignore"), *lint.texts("extend-ignore")], FEW)
    if not chosen and not more and not without:
        return ""
    rules = chosen or "the default ones"
    return rules + (f" and {more}" if more else "") + (f", without {without}" if without else "")


def _ruff_format(settings: ToolSettings) -> Iterator[str]:
    style = settings.at("format")
    if quotes := style.text("quote-style"):
        yield "quotes as they are written" if quotes == "preserve" else f"{quotes} quotes"
    if style.text("indent-style") == "tab":
        yield "tabs"


def _mypy(settings: ToolSettings) -> Iterator[Statement]:
    """https://mypy.readthedocs.io/en/stable/config_file.html."""
    flags = {name: settings.flag(name) for name in _MYPY_FLAGS}
    wanted = [name for name, flag in flags.items() if flag]
    unwanted = [name for name, flag in flags.items() if flag is False]
    if settings.flag("strict"):
        without = f" without {listed(unwanted)}" if unwanted else ""
        yield Statement("Types", f"mypy strict{without}")
    else:
        yield Statement("Types", f"mypy with {listed(wanted)}" if wanted else "mypy")


_MYPY_FLAGS = (
    "disallow_untyped_defs", "disallow_incomplete_defs", "disallow_untyped_calls",
    "disallow_untyped_decorators", "disallow_any_generics", "disallow_any_explicit",
    "disallow_any_unimported", "disallow_subclassing_any", "check_untyped_defs",
    "no_implicit_optional", "no_implicit_reexport", "strict_equality", "strict_optional",
    "warn_return_any", "warn_unreachable", "warn_unused_ignores", "warn_redundant_casts",
)  # fmt: skip


def pyright(settings: ToolSettings, tool: str = "pyright") -> Iterator[Statement]:
    """Yield what pyright is told: https://microsoft.github.io/pyright/#/configuration.

    Args:
        tool: The name of pyright, or of a program that takes the same settings.
    """
    mode = settings.text("typeCheckingMode")
    folders = listed(settings.texts("strict"))
    if folders and mode != "strict":
        yield Statement("Types", f"{tool}, strict in {folders}")
    elif mode != "off":
        yield Statement("Types", f"{tool} {mode}".strip())


def _pytest(settings: ToolSettings) -> Iterator[Statement]:
    """https://docs.pytest.org/en/stable/reference/reference.html#configuration-options."""
    options = settings.texts("addopts", separator=None)
    facts = list(_pytest_facts(settings, options))
    folders = " and ".join(f"{path.rstrip('/')}/" for path in settings.texts("testpaths", None))
    yield Statement("Tests", ", ".join([f"pytest in {folders}" if folders else "pytest", *facts]))
    if least := _option(options, "--cov-fail-under"):
        yield Statement("Coverage", f"at least {least} % (pytest-cov)")


def _pytest_facts(settings: ToolSettings, options: list[str]) -> Iterator[str]:
    strict = settings.flag("strict")
    if {"--strict-markers", "--strict"} & {*options} or settings.flag("strict_markers") or strict:
        yield "strict markers"
    if settings.flag("xfail_strict") or settings.flag("strict_xfail") or strict:
        yield "strict xfail"
    if "error" in settings.texts("filterwarnings", separator="\n"):
        yield "warnings are errors"
    if settings.text("asyncio_mode") == "auto":
        yield "asyncio in auto mode"
    if timeout := settings.number("timeout"):
        yield f"at most {timeout:g} s for one test"


def _option(options: list[str], name: str) -> str:
    """Return the number that an option is set to, as `--name=90` or `--name 90`."""
    for option, after in pairwise([*options, ""]):
        value = after if option == name else option.removeprefix(f"{name}=")
        if option.startswith(name) and re.fullmatch(r"\d{1,3}(\.\d{1,3})?", value):
            return value
    return ""


def _pytest_of_pyproject(settings: ToolSettings) -> Iterator[Statement]:
    """Tell where pytest's settings stand: in a table of their own only since pytest 9."""
    yield from _pytest(settings.at("ini_options") if "ini_options" in settings else settings)


def _black(settings: ToolSettings) -> Iterator[Statement]:
    """https://black.readthedocs.io/en/stable/usage_and_configuration/the_basics.html."""
    facts = ["black"]
    if (length := settings.number("line-length")) is not None:
        facts.append(f"line length {length:g}")
    if settings.flag("skip-string-normalization"):
        facts.append("quotes as they are written")
    yield Statement("Formatting", ", ".join(facts))


def _isort(settings: ToolSettings) -> Iterator[Statement]:
    """https://pycqa.github.io/isort/docs/configuration/options.html."""
    profile = settings.text("profile")
    yield Statement("Import order", f"isort, profile {profile}" if profile else "isort")


def _flake8(settings: ToolSettings) -> Iterator[Statement]:
    """https://flake8.pycqa.org/en/latest/user/options.html."""
    if (length := settings.number("max-line-length")) is not None:
        yield Statement("Line length", f"{length:g} (flake8)")
    if (most := settings.number("max-complexity")) is not None:
        yield Statement("Complexity", f"at most {most:g} for a function (flake8)")
    if rules := _ruff_rules(settings):
        yield Statement("Lint rules", f"{rules} (flake8)")


def _coverage_of_pyproject(settings: ToolSettings) -> Iterator[Statement]:
    yield from _coverage(settings.at("report"), settings.at("run"))


def _coverage(report: ToolSettings, run: ToolSettings) -> Iterator[Statement]:
    """https://coverage.readthedocs.io/en/latest/config.html."""
    branches = run.flag("branch")
    if least := report.number("fail_under"):
        too = ", branches too" if branches else ""
        yield Statement("Coverage", f"at least {least:g} %{too} (coverage)")
    elif branches:
        yield Statement("Coverage", "branches are measured, too (coverage)")


_PYPROJECT: Mapping[str, Tool] = {
    "ruff": ruff,
    "black": _black,
    "isort": _isort,
    "flake8": _flake8,
    "mypy": _mypy,
    "pyright": pyright,
    "basedpyright": partial(pyright, tool="basedpyright"),
    "pytest": _pytest_of_pyproject,
    "coverage": _coverage_of_pyproject,
}

_SECTIONS: Mapping[str, Tool] = {
    "flake8": _flake8,
    "isort": _isort,
    "mypy": _mypy,
    "tool:pytest": _pytest,
    "pytest": _pytest,
}
"""The sections that a setup.cfg or a tox.ini may hold for each tool."""


def _each(settings: ToolSettings, tools: Mapping[str, Tool]) -> Iterator[Statement]:
    for name, tool in tools.items():
        if name in settings:
            yield from tool(settings.at(name))
