"""Which files are a project's own word, and which only stand beside the system.

Told by the names of the folders on the way to a file, never by what is in them: a manifest under
`examples/` or `tests/fixtures/` describes something that is shown or fed to tests. The folder the
project stands in has no say.
"""

from __future__ import annotations

FOREIGN = frozenset(
    {
        # third-party code
        "bower_components", "external", "extern", "node_modules", "site-packages", "third-party",
        "third_party", "thirdparty", "vendor", "vendored",
        # examples
        "demo", "demos", "example", "examples", "playground", "playgrounds", "sample", "samples",
        "tutorial", "tutorials",
        # test data
        "__fixtures__", "__mocks__", "__snapshots__", "fixture", "fixtures", "mocks", "snapshots",
        "test-data", "test_data", "testdata",
        # templates of other projects
        "archetype-resources", "boilerplate", "boilerplates", "skeleton", "skeletons", "template",
        "templates",
    }
)  # fmt: skip
"""Names of folders, in lower case, that hold copies, samples and the like."""

TESTS = frozenset(
    {"__tests__", "androidtest", "bench", "benches", "benchmark", "benchmarks", "e2e",
     "integration-tests", "spec", "specs", "test", "testing", "tests"}
)  # fmt: skip
"""Names of folders, in lower case, where a setting is for the tests, or fed to them."""

BESIDE = frozenset({"build", "ci", "dist", "doc", "docs", "hack", "out", "spikes", "target"})
"""Names of folders, in lower case, below which nothing is a part of the system."""


def is_foreign(path: str) -> bool:
    """Return whether a file is not the project's own word."""
    return any(folder in FOREIGN or "{{" in folder for folder in _folders(path))


def is_for_tests(path: str) -> bool:
    """Return whether a file belongs to the tests."""
    return any(folder in TESTS for folder in _folders(path))


def stands_aside(path: str) -> bool:
    """Return whether a file is no part of the system: neither a component nor a service.

    Hidden folders (`.github`, `.devcontainer`) and those for a generator (`template-react`) are
    none, either.
    """
    return (
        is_foreign(path)
        or is_for_tests(path)
        or any(
            folder in BESIDE or folder.startswith((".", "template-")) for folder in _folders(path)
        )
    )


def is_worked_in(path: str) -> bool:
    """Return whether a manifest is one that people run something from, to work on the project.

    One that lies in the tests' folder may be their own; one below that is their food.
    """
    *above, _ = ["", *_folders(path)]
    hidden = any(folder.startswith(".") and folder != ".cargo" for folder in _folders(path))
    return not (is_foreign(path) or hidden or any(folder in TESTS for folder in above))


def _folders(path: str) -> list[str]:
    return path.lower().split("/")[:-1]
