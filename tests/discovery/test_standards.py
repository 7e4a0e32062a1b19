"""The files in which projects keep their standards, and what is offered of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from interview.discovery.repository import Note, Repository
from interview.discovery.standards.files import LARGEST, StandardSection, current, find_sections
from interview.discovery.standards.relevance import relevance, sorted_for
from tests.discovery.projects import repository

PLACES = [
    "AGENTS.md", "agents.md", "web/AGENTS.md", "CLAUDE.md", "CONTRIBUTING.md",
    ".github/CONTRIBUTING.md", "STYLE.md", "STYLEGUIDE.md", "docs/STYLE_GUIDE.md", "style-guide.md",
    "code_style.md", "coding-standards.md", "docs/coding_guidelines.md", "docs/standards.md",
    "docs/team/standards-python.md", "docs/standards/python.md", "docs/standards/web/react.md",
    "agent-os/standards/global/errors.md", ".agent-os/standards/best-practices.md",
    ".cursor/rules/python.mdc", "web/.cursor/rules/react.md", ".claude/rules/testing.md",
    ".github/copilot-instructions.md", ".github/instructions/api.instructions.md",
    ".specify/memory/constitution.md", "openspec/project.md",
]  # fmt: skip

OTHERS = [
    "README.md", "docs/guide.md", "AGENTS.txt", "lifestyle.md", "style.md", "docs/standards.py",
    "node_modules/x/AGENTS.md", "vendor/x/CONTRIBUTING.md", "examples/a/CLAUDE.md",
    ".github/instructions/notes.md", "tests/fixtures/AGENTS.md",
]  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
def test_standards_are_found_where_people_keep_them(tmp_path: Path, path: str) -> None:
    (result,) = find_sections(repository(tmp_path, {path: "# Rule\n\nSay why.\n"}))
    assert (result.source, result.heading, result.text) == (path, "Rule", "Say why.")


@pytest.mark.parametrize("path", OTHERS)
def test_other_files_are_none(tmp_path: Path, path: str) -> None:
    project = repository(tmp_path, {path: "# Rule\n\nSay why.\n"})
    project.__dict__["files"] = (path,)  # as git lists them
    assert find_sections(project) == []


def test_a_section_is_kept_word_for_word_with_its_hash(tmp_path: Path) -> None:
    text = "*Raise*  early;\n\n```python\n# why\n```"
    (result,) = find_sections(repository(tmp_path, {"AGENTS.md": f"# Errors\n\n{text}\n\n"}))
    assert result == StandardSection(
        "AGENTS.md", "Errors", 1, text, hashlib.sha256(text.encode()).hexdigest(), 1
    )


def test_what_stands_before_a_heading_is_called_like_its_file(tmp_path: Path) -> None:
    files = {".cursor/rules/react.mdc": "---\nglobs: *.tsx\n---\nFunction components only.\n"}
    (result,) = find_sections(repository(tmp_path, files))
    assert (result.heading, result.level, result.line, result.scope) == (
        "react",
        0,
        4,
        "globs: *.tsx",
    )


def test_the_context_of_openspec_is_read_from_its_settings(tmp_path: Path) -> None:
    text = "schema: spec\ncontext: |\n  # Stack\n\n  Python 3.12\nrules: {}\n"
    (result,) = find_sections(repository(tmp_path, {"openspec/config.yaml": text}))
    assert (result.heading, result.text, result.line) == ("Stack", "Python 3.12", 3)


def test_files_near_the_root_come_first_and_copies_once(tmp_path: Path) -> None:
    files = dict.fromkeys(["web/AGENTS.md", "CLAUDE.md"], "# A\n\na\n") | {"AGENTS.md": "# B\n\nb"}
    sections = find_sections(repository(tmp_path, files))
    assert [(entry.source, entry.heading) for entry in sections] == [
        ("AGENTS.md", "B"),
        ("CLAUDE.md", "A"),
    ]


# Imports


def test_imports_are_followed_in_at_most_five_steps(tmp_path: Path) -> None:
    files = {"CLAUDE.md": "See @docs/1.md and @docs/missing.md, not `@docs/code.md` or @alice."}
    files |= {f"docs/{n}.md": f"# Step {n}\n\n@./{n + 1}.md is next" for n in range(1, 8)}
    project = repository(tmp_path, {**files, "docs/code.md": "# Code\n\nx"})
    headings = [entry.heading for entry in find_sections(project)]
    assert headings == ["CLAUDE", "Step 1", "Step 2", "Step 3", "Step 4", "Step 5"]
    assert project.notes == [
        Note("CLAUDE.md", "it imports files that are not in the project: @docs/missing.md")
    ]


def test_files_that_import_each_other_are_read_once(tmp_path: Path) -> None:
    files = {"CLAUDE.md": "@AGENTS.md\n", "AGENTS.md": "# A\n\n@CLAUDE.md first, then work.\n"}
    sections = find_sections(repository(tmp_path, files))
    assert [(entry.source, entry.heading) for entry in sections] == [("AGENTS.md", "A")]


@pytest.mark.parametrize("path", ["/etc/passwd", "../secret.md", "~/secret.md", "./.env"])
def test_no_import_leads_out_of_the_project_or_to_a_secret(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nx")
    project = repository(tmp_path, {"CLAUDE.md": f"# A\n\nSee @{path}\n", ".env": "KEY=1"})
    assert [entry.source for entry in find_sections(project)] == ["CLAUDE.md"]


# What a project names itself, and folders outside it


def test_a_project_may_name_more_files(tmp_path: Path) -> None:
    files = {"handbook/a.md": "# A\n\na", "handbook/b.py": "# B\n\nb", "rules": "# C\n\nc"}
    project = repository(tmp_path, files)
    sections = find_sections(project, ["handbook/*", "rules", "nowhere/*.md"])
    assert [entry.heading for entry in sections] == ["C", "A"]
    reason = "the project has no Markdown or text file of this name"
    assert project.notes == [Note("nowhere/*.md", reason)]


def test_other_folders_are_named_by_a_prefix(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.md").write_text("# Mine\n\nx")
    (folder / "run.sh").write_text("# no\n\nx")
    own = Repository(folder)
    project = repository(tmp_path, {"AGENTS.md": "# A\n\na"})
    sections = find_sections(project, others=[("~/own", own)])
    assert [entry.source for entry in sections] == ["AGENTS.md", "~/own/mine.md"]
    assert current(project, "~/own/mine.md", "Mine", others=[("~/own", own)]) == sections[1]


def test_whether_a_section_has_changed_can_be_told(tmp_path: Path) -> None:
    project = repository(tmp_path, {"AGENTS.md": "# A\n\nold\n\n# A\n\nnew\n"})
    old, new = find_sections(project)
    assert current(project, "AGENTS.md", "A") == old
    assert current(project, "AGENTS.md", "A", new.sha256) == new
    assert current(project, "AGENTS.md", "B") is None
    assert current(project, "CLAUDE.md", "A") is None
    assert current(project, "../AGENTS.md", "A") is None


# Bounds


def test_a_long_file_is_noted_and_not_read(tmp_path: Path) -> None:
    project = repository(tmp_path, {"AGENTS.md": "# A\n" + "x" * LARGEST, "STYLE.md": "# S\n\ns"})
    assert [entry.heading for entry in find_sections(project)] == ["S"]
    assert project.notes == [Note("AGENTS.md", "it is longer than 128 KiB")]


def test_no_more_is_read_than_a_person_could_ever_choose_from(tmp_path: Path) -> None:
    files = {f"docs/standards/{n:02}.md": f"# S{n}\n\n" + "x " * 50_000 for n in range(20)}
    project = repository(tmp_path, files)
    assert len(find_sections(project)) == 11
    assert project.notes == [
        Note("docs/standards/10.md", "only the first 1024 KiB of standards were read")
    ]


# Relevance

PYTHON, REACT = "Python Backend (FastAPI 0.115)", "React Frontend (TypeScript)"


def section(
    heading: str, text: str = "x", source: str = "AGENTS.md", scope: str = ""
) -> StandardSection:
    return StandardSection(source, heading, 2, text, "", 1, scope)


def test_what_is_about_a_component_comes_first() -> None:
    sections = [
        section("General", "Say why."),
        section("React"),
        section("Tests", "Use pytest."),
        section("Rules", source="docs/standards/python.md"),
        section("Rules", scope="globs: *.py"),
        section("Components", "One Vue file each.", scope="globs: *.tsx"),
    ]

    def order(component: str) -> list[int]:
        return [sections.index(entry) for entry in sorted_for(sections, component)]

    assert order(PYTHON) == [3, 4, 2, 0, 1, 5]
    assert order(REACT) == [1, 5, 0, 2, 3, 4]
    assert order("") == [0, 1, 2, 3, 4, 5]


def test_plain_words_do_not_count_as_names() -> None:
    assert relevance(section("Errors", "Go on, react to it, swift and net."), "Go Service") == 0
    assert relevance(section("Go"), "Go Service (Gin 1.10)") > 0
    assert relevance(section("C++"), "C# Service") == 0
