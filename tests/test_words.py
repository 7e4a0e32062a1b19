"""The words that people read: those that CONTRIBUTING discards stand in none of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGES = [
    TOP / "README.md",
    TOP / "SECURITY.md",
    TOP / "CHANGELOG.md",
    *sorted((TOP / "docs").glob("*.md")),
    *sorted((TOP / "templates").rglob("*.toml")),
    *sorted((TOP / "templates").rglob("*.md")),
]


def discarded() -> dict[str, str]:
    """Return the words that are not used, with those that are, from the table of CONTRIBUTING."""
    table = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Words")[2]
    rows = re.findall(r"^\| (`.+?) \| (.+?) \|$", table, re.MULTILINE)
    return {word: instead for words, instead in rows for word in re.findall(r"`(.+?)`", words)}


def passages(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what people read of a file: all of a page; of a module, its texts and help."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.split("\n"), 1)
        return
    tree = ast.parse(text)
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            yield node.lineno, ast.get_docstring(node) or ""
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield node.lineno, "…".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in silent:
            yield node.lineno, str(node.value)


def _is_command(node: ast.FunctionDef) -> bool:
    return any("command" in ast.unparse(decorator) for decorator in node.decorator_list)


def offences(paths: list[Path]) -> list[str]:
    words = discarded()
    form = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    return [
        f"{path.relative_to(TOP)}:{line}: {match[0]} → {words[match[0].lower()]}"
        for path in paths
        for line, passage in passages(path)
        for match in form.finditer(" ".join(passage.split()))
    ]


def test_the_table_names_words_and_what_to_write_instead() -> None:
    words = discarded()
    assert len(words) > 40
    assert words["mend"] == "fix, repair"


@pytest.mark.parametrize(
    "source",
    [
        'raise Error("Mend the file.")',
        'raise Error(f"{path} cannot be read: {error}")',
        '@click.command\ndef command():\n    """Take it away."""',
    ],
)
def test_a_discarded_word_is_seen(tmp_path: Path, source: str) -> None:
    (tmp_path / "x.py").write_text(source)
    form = "|".join(map(re.escape, discarded()))
    texts = [text for _, text in passages(tmp_path / "x.py")]
    assert any(re.search(form, text, re.IGNORECASE) for text in texts)


def test_no_message_has_a_discarded_word() -> None:
    assert offences(sorted((TOP / "interview").rglob("*.py"))) == []


def test_no_page_has_a_discarded_word() -> None:
    assert offences(PAGES) == []
