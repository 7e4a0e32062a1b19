"""What the docs say is what the program says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from interview.checks.check import RULES
from interview.questionnaire.kinds.all import KINDS
from interview.questionnaire.model import Section
from interview.questionnaire.question import Question
from tests.pages import DOCS, WRITTEN
from tests.shell import Shell
from tests.terminal.emulator import Terminal


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_that_the_program_tells_is_up_to_date(name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert page == WRITTEN[name](), "python -m tests.pages writes it"


def test_every_rule_has_its_place_in_the_page_of_the_rules() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert all(f"\n### {name}\n" in page for name in RULES)


# The page of questionnaires


def keys(page: str, column: str) -> dict[str, set[str]]:
    """Return the words in code of the tables that begin with a column, by their first cells."""
    rows: dict[str, set[str]] = {}
    inside = False
    for line in page.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == column:
            inside = True
        elif inside and not line.startswith("| ---"):
            for name in re.findall(r"`(\w+)`", cells[0]):
                rows[name] = set(re.findall(r"`(\w+)`", cells[-1]))
    return rows


def test_the_page_of_questionnaires_names_every_key() -> None:
    page = (DOCS / "questionnaires.md").read_text(encoding="utf-8")
    own = set(Question.model_fields)
    assert {*keys(page, "of a question")} == own
    assert {*keys(page, "of a section")} == {*Section.model_fields} - {"question"}
    further = {name: {*kind.model_fields} - own for name, kind in KINDS.items()}
    assert keys(page, "kind") == further


# Command lines

PAGES = [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
ASKING = ("start", "resume")


def command_lines(page: Path) -> list[list[str]]:
    """Return the lines of a page that call the program, in their order."""
    blocks = re.findall(r"^```bash\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [
        shlex.split(line.replace(".venv/bin/", "").partition(" && .venv")[0])
        for block in blocks
        for line in block.strip().split("\n")
    ]
    return [words[1:] for words in lines if words and words[0] == "interview"]


def files(page: Path) -> list[tuple[str, str]]:
    """Return the files that a page shows: their names, and what is in them."""
    form = r"^(?:[^\n]* )?[Ww]ith `([\w.]+)`:\n\n```\w+\n(.*?)^```"
    return re.findall(form, page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_line_works_in_the_order_of_its_page(
    page: Path, project: Path, sh: Shell
) -> None:
    here = DOCS.parent
    shutil.copytree(here / "sessions", project / "sessions")
    shutil.copytree(here / "tests" / "data", project / "tests" / "data")
    for name, text in files(page):
        (project / name).write_text(text, encoding="utf-8")
    if page.stem == "README":  # speaks of this checkout
        shutil.copy(here / "pyproject.toml", project)
    for words in command_lines(page):
        if words[0] in ASKING and "--no-input" not in words:
            with Terminal(*words) as terminal:
                terminal.wait("^C pause")
                terminal.press("pause")
                assert terminal.ends() == 130, words
        else:
            result = sh(*words)
            assert result.code == 0, (words, result.err)


def test_pages_have_command_lines() -> None:
    results = {page.stem: len(command_lines(page)) for page in PAGES}
    assert results["README"] >= 3
    assert results["questionnaires"] >= 4
