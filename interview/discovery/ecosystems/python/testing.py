"""Where pytest runs a project's tests, and how it is called there.

Configuration: https://docs.pytest.org/en/stable/reference/customize.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents

LAYOUT = Layout(re.compile(r"(?:^|/)(?:test_[^/]*|[^/]*_test)\.py$"), ("tests", "test"), (".py",))

NAMES = (
    "pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini",
    "setup.cfg", "Pipfile", "requirements.txt", "requirements-dev.txt", "requirements_dev.txt",
    "dev-requirements.txt", "requirements-test.txt", "requirements_test.txt",
    "requirements-tests.txt", "test-requirements.txt", "dev.txt", "test.txt", "tests.txt",
    "conftest.py",
)  # fmt: skip
"""Files that may say that pytest is used, the clearest first."""

LOCKS = {"uv.lock": "uv run", "poetry.lock": "poetry run", "pdm.lock": "pdm run",
         "Pipfile.lock": "pipenv run", "Pipfile": "pipenv run"}  # fmt: skip
"""What a command of the project's environment begins with, by the lock file."""

TOOLS = {"uv": "uv run", "poetry": "poetry run", "pdm": "pdm run"}
"""The prefix of commands by the table under `[tool]`, where there is no lock file."""

ROOTS = ("pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "requirements.txt")
"""Files that stand where a Python project begins."""

HELPERS = frozenset({"requirements", "reqs", "tests", "test", "docs", "ci"})
"""Folders whose requirements are those of the folder around them."""

# A requirement on pytest or on one of its plug-ins, by itself or on a line
_REQUIRED = re.compile(r"^[ \t]*[\"']?pytest(?![\w.])", re.IGNORECASE | re.MULTILINE)


def find_pytest(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each folder whose files say that pytest is used."""
    sources = _sources(documents)
    tests = Tests(documents, LAYOUT)
    for folder, source in sources.items():
        prefix = environment(documents, folder)
        command = f"{prefix} pytest" if prefix else "pytest"
        where = _testpath(documents, source, tests) or tests.folder(folder, sources)
        yield Runner("pytest", "python", folder, command, where, source)


def environment(documents: Documents, folder: str) -> str:
    """Return what a command that runs in the project's environment begins with, often nothing."""
    lock = documents.nearest(folder, *LOCKS)
    if lock:
        return LOCKS[lock.rpartition("/")[2]]
    pyproject = documents.nearest(folder, "pyproject.toml")
    data = documents.load(pyproject, "TOML") if pyproject else None
    tools = data.table("tool") if data else {}
    return next((prefix for tool, prefix in TOOLS.items() if tool in tools), "")


def _sources(documents: Documents) -> dict[str, str]:
    """Return the files that speak of pytest, by the folders that they speak for."""
    sources: dict[str, str] = {}
    order = {name.lower(): place for place, name in enumerate(NAMES)}
    paths = manifests(documents, *NAMES)
    for path in sorted(paths, key=lambda path: order[path.rpartition("/")[2].lower()]):
        folder = _speaks_for(documents, path)
        if folder not in sources and _speaks(documents, path):
            sources[folder] = path
    return dict(sorted(sources.items(), key=lambda item: (item[0].count("/"), item[0])))


def _speaks_for(documents: Documents, path: str) -> str:
    """Return the folder that a file says something about."""
    folder = folder_of(path)
    if path.endswith("conftest.py"):
        return folder_of(documents.nearest(folder, *ROOTS))
    if path.endswith(".txt") and folder.rpartition("/")[2].lower() in HELPERS:
        return folder_of(folder)
    return folder


def _speaks(documents: Documents, path: str) -> bool:
    """Return whether a file says that pytest is used."""
    name = path.rpartition("/")[2].lower()
    if name == "conftest.py" or name.lstrip(".") in ("pytest.ini", "pytest.toml"):
        return True
    if name == "pyproject.toml":
        data = documents.load(path, "TOML")
        return data is not None and (data.has("tool", "pytest") or _requires(data))
    if name in ("tox.ini", "setup.cfg"):
        return _configures(documents, path, "pytest" if name == "tox.ini" else "tool:pytest")
    if name in ("dev.txt", "test.txt", "tests.txt") and "requirements/" not in path:
        return False  # outside of `requirements/` such a file may hold anything
    return any(map(_REQUIRED.match, lines(documents.read(path) or "")))


def _requires(data: Document) -> bool:
    """Return whether any list of dependencies in a pyproject.toml names pytest."""
    listed: list[tuple[str, ...]] = [
        ("project", "dependencies"),
        ("tool", "uv", "dev-dependencies"),
    ]
    for table in (("project", "optional-dependencies"), ("dependency-groups",),
                  ("tool", "pdm", "dev-dependencies")):  # fmt: skip
        listed += [(*table, group) for group in data.table(*table)]
    for name in data.table("tool", "hatch", "envs"):
        environment = ("tool", "hatch", "envs", name)
        listed += [(*environment, "dependencies"), (*environment, "extra-dependencies")]
    named: list[tuple[str, ...]] = [
        ("tool", "poetry", "dependencies"),
        ("tool", "poetry", "dev-dependencies"),
    ]
    groups = data.table("tool", "poetry", "group")
    named += [("tool", "poetry", "group", group, "dependencies") for group in groups]
    return any(_REQUIRED.search(text) for keys in listed for text in data.texts(*keys)) or any(
        _REQUIRED.search(name) for keys in named for name in data.table(*keys)
    )


def _configures(documents: Documents, path: str, section: str) -> bool:
    """Return whether an INI file configures pytest or installs it."""
    document = documents.load(path, "INI")
    if document is None:
        return False
    return document.has(section) or any(
        _REQUIRED.search(value)
        for name, table in document.data.items()
        for key, value in table.items()
        if value and (key in ("deps", "tests_require") or name == "options.extras_require")
    )


def _testpath(documents: Documents, source: str, tests: Tests) -> str:
    """Return the first folder that pytest is told to look in, if there are tests in it."""
    name = source.rpartition("/")[2].lower()
    folder = folder_of(source)
    if name.endswith(".toml"):
        data = documents.load(source, "TOML")
        table = ("pytest",) if name != "pyproject.toml" else ("tool", "pytest")
        tables = (table, (*table, "ini_options"))
        texts = [text for keys in tables if data for text in data.texts(*keys, "testpaths")]
    elif name.endswith((".ini", ".cfg")):
        document = documents.load(source, "INI")
        section = "tool:pytest" if name == "setup.cfg" else "pytest"
        texts = document.texts(section, "testpaths") if document else []
    else:
        return ""
    paths = [path.strip("./") for text in texts for path in text.split()]
    return next((path for path in paths if path and tests.any(within(folder, path))), "")
