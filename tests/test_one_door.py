"""Whatever changes the file system goes through one place, which has the policy."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import interview

SOURCE = Path(interview.__file__).parent

DOOR = {f"files/{name}.py" for name in ("door", "drafts", "growing", "no_replace", "pipes")}
"""The modules that may change files."""

OF_OS = {
    "chmod", "chown", "fchmod", "fchown", "ftruncate", "lchmod", "lchown", "link", "makedirs",
    "mkdir", "mkfifo", "mknod", "posix_fallocate", "pwrite", "remove", "removedirs", "rename",
    "renames", "replace", "rmdir", "sendfile", "setxattr", "symlink", "truncate", "unlink",
    "utime", "write", "writev", "copy_file_range",
}  # fmt: skip
"""Functions of `os` that change files or what they hold."""

OF_PATHS = {
    "chmod", "hardlink_to", "lchmod", "mkdir", "rename", "rmdir", "symlink_to", "touch", "unlink",
    "write_bytes", "write_text", "copy_into", "move_into",
}  # fmt: skip
"""Methods of paths that do, by names that nothing else here has."""

MODULES = {"shutil", "tempfile", "sqlite3", "dbm", "shelve", "zipfile", "tarfile", "logging"}
"""Modules whose functions do."""

HARMLESS = {"shutil.which", "tempfile.gettempdir", "logging.getLogger", "logging.NullHandler"}
"""What of them only looks."""


def changes(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the lines in which a file is created, written, renamed or removed, and by what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in {"os", "posix", *MODULES}:
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                if alias.name in OF_OS | {"open", "fdopen"} or (
                    node.module in MODULES and name not in HARMLESS
                ):
                    yield node.lineno, name
        if isinstance(node, ast.Call) and (name := change(node)):
            yield node.lineno, name


def change(call: ast.Call) -> str:
    """Return what a call changes files by; empty when it only looks."""
    function = call.func
    name = ast.unparse(function)
    if isinstance(function, ast.Name):
        return name if name == "open" and not only_reads(call, 1) else ""
    if not isinstance(function, ast.Attribute):
        return ""
    owner, method = ast.unparse(function.value), function.attr
    if owner == "door":
        return ""
    if owner in ("os", "posix"):
        if method == "open":
            flags = ast.unparse(call.args[1]) if len(call.args) > 1 else "O_CREAT"
            return name if any(entry in flags for entry in ("CREAT", "WRONLY", "RDWR")) else ""
        return name if method in OF_OS or (method == "fdopen" and not only_reads(call, 1)) else ""
    if owner in MODULES:
        return "" if name in HARMLESS else name
    if owner == "io" and method in ("open", "FileIO", "open_code"):
        return "" if only_reads(call, 1) else name
    if method == "open" and not only_reads(call, 0):
        return name
    # A text is replaced by two arguments, a time by named ones, a path by one.
    replaced = method == "replace" and len(call.args) == 1 and not call.keywords
    return name if method in OF_PATHS or replaced else ""


def only_reads(call: ast.Call, place: int) -> bool:
    """Whether a call opens a file for reading; a mode that is worked out is none."""
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    modes += call.args[place : place + 1]
    if not modes:
        return True
    mode = modes[0]
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return not set(mode.value) & set("wax+")
    return place == 0  # a method of ours that is called so, such as `workplace.open(session)`


def test_the_walk_sees_what_changes_files() -> None:
    cases: list[str] = [
        'open("x", "w")',
        'open("x", mode="ab")',
        'open("x", "r+")',
        'path.open("x")',
        'path.write_text("a")',
        "path.unlink()",
        "path.replace(other)",
        "path.rename(other)",
        "os.replace(a, b)",
        "os.open(path, os.O_CREAT)",
        "os.write(1, b'')",
        "shutil.rmtree(path)",
        "from os import unlink",
        "from shutil import copy",
        "tempfile.mkstemp()",
        "path.touch()",
        "os.truncate(path, 0)",
        'io.open("x", "w")',
        'os.fdopen(3, "w")',
        "open(path, mode)",
    ]
    for line in cases:
        assert list(changes(ast.parse(line)))


def test_the_walk_passes_over_what_only_looks() -> None:
    cases: list[str] = [
        'open("x")',
        'open("x", "rb")',
        "path.open()",
        'path.open("rb")',
        'text.replace("a", "b")',
        "now.replace(microsecond=0)",
        "os.open(path, os.O_RDONLY)",
        "workplace.open(session)",
        "door.remove(path)",
        "shutil.which(name)",
        "console.print(text)",
        "path.read_text()",
    ]
    for line in cases:
        assert not list(changes(ast.parse(line)))


def test_files_are_changed_by_the_door_alone() -> None:
    results = []
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name not in DOOR:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            results += [f"{name}:{line}: {what}" for line, what in changes(tree)]
    assert results == []
