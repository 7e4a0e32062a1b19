"""A generated repository of many tracked files: services, web packages, libraries, remarks."""

from __future__ import annotations

import json
import subprocess
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = {
    "AGENTS.md": "# Rules\n\n## Python\n\n- Types everywhere.\n\n## Web\n\n- No default exports.\n",
    "TODO.md": "- [ ] Split the monolith captured:: 2026-01-02\n",
    "Makefile": "up: ## start everything\n\tdocker compose up -d\n",
    "pyproject.toml": '[project]\nname = "big"\nversion = "1"\n[tool.ruff]\nline-length = 100\n',
    "package.json": '{"name": "big", "private": true, "workspaces": ["web/*"]}\n',
    "docker-compose.yml": "services:\n  db:\n    image: postgres:16\n    ports: ['5432:5432']\n",
    "ITERATION-1.md": "# Iteration 1: The first\n\n## Tasks\n\n### 1. Begin ✅ Complete\n",
}
_MODULE = '"""Part {n}."""\n\n\ndef part_{n}(value: int) -> int:\n    {remark}return value + {n}\n'
_REMARK = "# TODO(ann): rounding of part {n}\n    "
_PARTS = 90  # modules of a package; with its own files a hundred


def build(folder: Path, files: int) -> Path:
    """Write a project of as many files as are wanted, and have git track them."""
    for path, text in islice(_files(), files):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    author = ("-c", "user.name=Big", "-c", "user.email=big@example.org")
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        [*author, "commit", "--quiet", "-m", "All of it"],
    ):  # fmt: skip
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    return folder


def _files() -> Iterator[tuple[str, str]]:
    yield from _ROOT.items()
    for number in count():
        package = _service if number % 2 else _web
        yield from package(f"{number:04}")


def _service(number: str) -> Iterator[tuple[str, str]]:
    folder = f"services/service{number}"
    manifest = f'[project]\nname = "service{number}"\ndependencies = ["fastapi==0.115.{number}"]\n'
    yield f"{folder}/pyproject.toml", manifest + '[dependency-groups]\ndev = ["pytest>=8"]\n'
    yield f"{folder}/README.md", f"# Service {number}\n\nIt serves.\n"
    yield f"{folder}/Dockerfile", "FROM python:3.12-slim\n"
    for n in range(_PARTS):
        remark = _REMARK.format(n=n) if n % 30 == 0 else ""
        yield f"{folder}/src/part{n // 10}/module{n}.py", _MODULE.format(n=n, remark=remark)
    for n in range(7):
        yield f"{folder}/tests/test_{n}.py", f"def test_{n}() -> None:\n    assert {n} == {n}\n"


def _web(number: str) -> Iterator[tuple[str, str]]:
    folder = f"web/package{number}"
    needs = {"react": "^19.0.0", "typescript": "^5.7.0", "vitest": "^2.1.0"}
    manifest = {"name": f"web{number}", "scripts": {"test": "vitest run"}, "dependencies": needs}
    yield f"{folder}/package.json", json.dumps(manifest)
    yield f"{folder}/tsconfig.json", '{"compilerOptions": {"strict": true}}\n'
    yield f"{folder}/README.md", f"# Package {number}\n"
    for n in range(_PARTS + 7):
        text = f"export function part{n}(value: number): number {{ return value + {n}; }}\n"
        yield f"{folder}/src/part{n // 10}/part{n}.tsx", text
