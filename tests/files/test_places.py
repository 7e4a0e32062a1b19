"""Where a project's own files may send what is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.errors import InterviewError
from interview.files.places import inside, is_control, linked, objection

CONTROLLING = [
    ".git", ".GIT", ".Git", ".hg", ".HG", ".svn", ".bzr", ".jj", "_darcs", ".sl", ".pijul",
    "CVS", "cvs", ".vscode", ".husky", ".venv", "node_modules", "__pycache__",
    ".git.", ".git ", ".git . .", ".git::$INDEX_ALLOCATION", ".git:stream", "git~1", "GIT~2",
    ".g\u200cit", ".gi\u2060t", "\ufeff.git", ".ｇit", "．git", ".g\u0131t".replace("\u0131", "i"),
]  # fmt: skip


def test_a_control_folder_is_known_in_any_spelling() -> None:
    for name in CONTROLLING:
        assert is_control(name)


def test_other_folders_are_free() -> None:
    cases: list[str] = [
        "docs",
        ".github",
        ".gitignore",
        "git",
        ".interview",
        "plans",
        ".workflow",
        "digit~1x",
    ]
    for name in cases:
        assert not is_control(name)


@pytest.mark.parametrize("folder", [name for name in CONTROLLING if name.isprintable()])
@pytest.mark.parametrize("path", ["{}/x", "docs/{}/x", "{}", "docs\\{}\\x"])
def test_no_path_of_a_project_leads_into_a_control_folder(
    tmp_path: Path, folder: str, path: str
) -> None:
    with pytest.raises(InterviewError, match="which controls another tool"):
        inside(tmp_path, path.format(folder), "the setting document")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../x", "leads out of the project"), ("docs/../../x", "leads out of the project"),
        ("/etc/x", "leads out of the project"), ("..\\x", "leads out of the project"),
        ("~/x", "begins with ~"), ("~root/x", "begins with ~"), ("~", "begins with ~"),
        ("C:\\x", "names a drive"), ("a\0b", "contains invisible characters"),
        ("a\u202eb", "contains invisible characters"), ("a\nb", "contains invisible characters"),
    ],
)  # fmt: skip
def test_no_path_of_a_project_leads_out_of_it(tmp_path: Path, path: str, message: str) -> None:
    with pytest.raises(InterviewError, match=message):
        inside(tmp_path, path, "the setting document")


@pytest.mark.parametrize(
    "target", ["outside", ".git", ".git/hooks", "docs/inner/../../../outside", "circle"]
)
def test_no_link_of_a_project_leads_elsewhere(tmp_path: Path, target: str) -> None:
    root = tmp_path / "root"
    (root / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    place = tmp_path / "outside" if target == "outside" else root / target
    (root / "plans").symlink_to(root / "plans" if target == "circle" else place)
    with pytest.raises(InterviewError, match="leads"):
        inside(root, "plans/x", "the setting sessions")


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "docs").symlink_to("documents")
    (tmp_path / "plan.md").symlink_to("docs/real.md")
    assert inside(tmp_path, "docs/x.md", "the setting document") == tmp_path / "documents" / "x.md"
    assert linked(tmp_path / "plan.md", tmp_path) == tmp_path / "documents" / "real.md"


def test_a_linked_document_stays_in_the_project_unless_a_person_named_it(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    for target in (tmp_path / "outside.md", root / ".git" / "config"):
        (root / "plan.md").unlink(missing_ok=True)
        (root / "plan.md").symlink_to(target)
        with pytest.raises(InterviewError, match="by a link"):
            linked(root / "plan.md", root)
        assert linked(root / "plan.md", None) == target


@pytest.mark.parametrize("glob", ["docs/*.md", "handbook/**/x.txt", "a/../b.md"])
def test_a_glob_of_the_project_is_free(glob: str) -> None:
    assert objection(glob) == ""
