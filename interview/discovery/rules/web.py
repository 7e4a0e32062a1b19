"""What the configuration of TypeScript's and JavaScript's tools says, in a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.rules.statement import Statement, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from interview.discovery.rules.settings import ToolSettings

# Those that make the compiler stricter: https://www.typescriptlang.org/tsconfig#Type_Checking_6248
_STRICTER = (
    "strict", "noImplicitAny", "strictNullChecks", "noUncheckedIndexedAccess",
    "exactOptionalPropertyTypes", "noImplicitOverride", "noImplicitReturns",
    "noFallthroughCasesInSwitch", "noPropertyAccessFromIndexSignature", "noUnusedLocals",
    "noUnusedParameters", "noUncheckedSideEffectImports", "verbatimModuleSyntax",
    "erasableSyntaxOnly", "isolatedDeclarations",
)  # fmt: skip


def tsconfig(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what makes the TypeScript compiler stricter, and whose settings it begins with."""
    options = settings.at("compilerOptions")
    facts = [name for name in _STRICTER if options.flag(name)]
    # A path names another file of the project, which speaks for itself; what a package of its own
    # says is not known here, but the community's are named for what they do.
    packages = [name for name in settings.texts("extends") if not name.startswith((".", "/"))]
    if facts or any(name.startswith("@tsconfig/") for name in packages):
        facts.extend(f"extends {name}" for name in packages)
        yield Statement("TypeScript", listed(facts))


def package_json(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what the tools' own tables of a package.json say."""
    if "eslintConfig" in settings:
        yield from eslintrc(settings.at("eslintConfig"))
    if settings.is_text("prettier"):
        yield Statement("Formatting", f"prettier as in {settings.text('prettier')}")
    elif "prettier" in settings:
        yield from prettierrc(settings.at("prettier"))


def eslintrc(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what eslint is told: https://eslint.org/docs/v8.x/use/configure/configuration-files."""
    presets = listed(settings.texts("extends"))
    errors = listed(_errors(settings.at("rules")))
    text = f"eslint with {presets}" if presets else "eslint"
    yield Statement("Lint", f"{text}; errors: {errors}" if errors else text)


def _errors(rules: ToolSettings) -> Iterator[str]:
    """Yield the rules that are errors; a level may stand in a list or table with its options."""
    for name, value in rules.items():
        level = value[0] if isinstance(value, list) and value else value
        if isinstance(level, dict):
            level = level.get("level")
        if level in ("error", "2", 2):
            yield name


def prettierrc(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what prettier is told: https://prettier.io/docs/options."""
    yield Statement("Formatting", ", ".join(["prettier", *_prettier(settings)]))


def _prettier(settings: ToolSettings) -> Iterator[str]:
    yield from _either(settings.flag("singleQuote"), "single quotes", "double quotes")
    yield from _either(settings.flag("semi"), "semicolons", "no semicolons")
    if (width := settings.number("printWidth")) is not None:
        yield f"width {width:g}"
    if settings.flag("useTabs"):
        yield "tabs"
    elif (indent := settings.number("tabWidth")) is not None:
        yield f"{indent:g} spaces"
    if commas := settings.text("trailingComma"):
        yield f"trailing commas: {commas}"


def biome(settings: ToolSettings) -> Iterator[Statement]:
    """Yield what biome is told: https://biomejs.dev/reference/configuration/."""
    linter, formatter = settings.at("linter"), settings.at("formatter")
    parts = [
        name
        for name, part in (("lint", linter), ("formatting", formatter))
        if part.flag("enabled") is not False
    ]
    if not parts:
        return
    facts = ["biome"]
    if "lint" in parts and linter.at("rules").flag("recommended"):
        facts.append("recommended rules")
    if "formatting" in parts:
        facts.extend(_biome_formatter(formatter))
        facts.extend(_biome_formatter(settings.at("javascript", "formatter")))
    errors = listed(_biome_errors(linter.at("rules"))) if "lint" in parts else ""
    text = ", ".join(facts) + (f"; errors: {errors}" if errors else "")
    yield Statement(" and ".join(parts).capitalize(), text)


def _biome_formatter(formatter: ToolSettings) -> Iterator[str]:
    if (width := formatter.number("lineWidth")) is not None:
        yield f"width {width:g}"
    if formatter.text("indentStyle") == "tab":
        yield "tabs"
    elif (indent := formatter.number("indentWidth")) is not None:
        yield f"{indent:g} spaces"
    if quotes := formatter.text("quoteStyle"):
        yield f"{quotes} quotes"
    if formatter.text("semicolons") == "asNeeded":
        yield "no semicolons"


def _biome_errors(rules: ToolSettings) -> Iterable[str]:
    """Yield the rules that are errors; they stand in groups."""
    for group, value in rules.items():
        if isinstance(value, dict):
            yield from _errors(rules.at(group))


def _either(flag: bool | None, yes: str, no: str) -> Iterator[str]:
    if flag is not None:
        yield yes if flag else no
