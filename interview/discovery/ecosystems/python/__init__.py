"""Python: pyproject.toml, setup.cfg, Pipfile and requirements files; pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Framework,
    Language,
    Pin,
    Scripts,
    Toolchain,
    called_by,
    command_line,
)
from interview.discovery.ecosystems.form import Form, quoted, with_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.declaration import Declaration
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _folder(path: str) -> str | None:
    if not path.endswith((".txt", ".in")):
        return None
    from interview.discovery.ecosystems.python.requirements import described_folder

    return described_folder(path)


def _manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.python.manifest import python_manifest

    return python_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.python.testing import find_pytest

    return find_pytest(documents)


def _declarations(text: str) -> list[Declaration]:
    from interview.discovery.ecosystems.python.declarations import declarations

    return declarations(text)


def _entry_points(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    from interview.discovery.ecosystems.python.scripts import entry_points

    return entry_points(documents, path)


def _entry_point(documents: Documents, folder: str, name: str) -> str:
    from interview.discovery.ecosystems.python.scripts import entry_point

    return entry_point(documents, folder, name)


def _tox(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    from interview.discovery.ecosystems.python.scripts import tox_environments

    return tox_environments(documents, path)


def _nox(documents: Documents, path: str) -> Iterator[tuple[str, str]]:
    from interview.discovery.ecosystems.python.scripts import nox_sessions

    return nox_sessions(documents, path)


_TEST = """def test_{snake}_works():
    # {arrange}
    given = "{given}"
    # {act}
    result = given
    assert result == "{wanted}\""""

ECOSYSTEM = Ecosystem(
    name="Python",
    marks=("pyproject.toml",),
    builds=(
        Build("Python", ("pyproject.toml", "setup.cfg", "Pipfile"), _folder, _manifest),
    ),
    frameworks=(
        Framework("fastapi", "FastAPI"),
        Framework("django", "Django"),
        Framework("litestar", "Litestar"),
        Framework("flask", "Flask"),
        Framework("quart", "Quart"),
        Framework("sanic", "Sanic"),
        Framework("falcon", "Falcon"),
        Framework("pyramid", "Pyramid"),
        Framework("tornado", "Tornado"),
        Framework("bottle", "Bottle"),
        Framework("starlette", "Starlette"),
        Framework("streamlit", "Streamlit", "Python App"),
        Framework("gradio", "Gradio", "Python App"),
        Framework("dash", "Dash", "Python App"),
        Framework("celery", "Celery", "Python Worker"),
        Framework("scrapy", "Scrapy", "Python Scraper"),
        Framework("textual", "Textual", "Python Terminal App", program=True),
        command_line("typer"),
        command_line("click"),
    ),
    bundlers=(),
    matters=(
        "uvicorn", "gunicorn", "pydantic", "celery",
        "sqlalchemy", "sqlmodel", "tortoise-orm", "peewee", "beanie", "alembic",
        "psycopg", "psycopg2", "psycopg2-binary", "asyncpg", "aiosqlite", "mysqlclient", "pymysql",
        "aiomysql", "pymongo", "motor", "redis",
        "pytest", "hypothesis", "playwright", "tox", "nox",
        "ruff", "mypy", "pyright", "black", "flake8", "pylint", "isort",
    ),
    toolchain=Toolchain(
        "python",
        pins=(Pin(".python-version"),),
        images=("python",),
        action=Action("actions/setup-python", "python-version"),
    ),
    languages=(
        Language(
            "python",
            aliases=("py",),
            endings=(".py",),
            comment="#",
            declarations={".py": _declarations, ".pyi": _declarations},
            test=r"(?m)^[^\S\n]*(?:async\s+)?def\s+test|\bclass\s+\w*Test",
            assertion=r"\bassert\b|\.assert\w+\(|\braises\(|\bfail\(|\bcheck\w*\(|\bexpect\(",
        ),
    ),
    find_runners=_runners,
    forms=(Form("pytest", "python", _TEST, "test_{snake}.py", quoted, with_path),),
    scripts=(
        Scripts(("pyproject.toml",), _entry_points, _entry_point),
        Scripts(("tox.ini",), _tox, called_by("tox -e")),
        Scripts(("noxfile.py",), _nox, called_by("nox -s")),
    ),
)  # fmt: skip
