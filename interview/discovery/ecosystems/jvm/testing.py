"""Where Maven or Gradle runs a project's tests with JUnit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.jvm.forms import JUNIT, JUNIT_4
from interview.discovery.ecosystems.runner import Layout, Runner, Tests, manifests
from interview.discovery.lines import lines
from interview.discovery.paths import folder_of, upwards
from interview.discovery.plain_xml import child, read_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from interview.discovery.documents import Documents

LANGUAGES = {"java": ".java", "kotlin": ".kt"}
"""The languages of tests, the usual one first, and how their files end."""

# What a Gradle build says when it uses JUnit 5 or later, and when it uses JUnit 4
_GRADLE = {
    JUNIT: re.compile(
        r"useJUnitPlatform|org\.junit\.jupiter|libs\.junit\.jupiter|spring-boot-starter-test"
    ),
    JUNIT_4: re.compile(r"useJUnit\(\)|[\"']junit:junit:"),
}

_STARTERS = ("spring-boot-starter-test", "quarkus-junit5")


def find_junit(documents: Documents) -> Iterator[Runner]:
    """Yield a runner for each Maven or Gradle build, of all its modules, that names JUnit."""
    yield from _builds(documents, ("pom.xml",), _maven, "mvn")
    settings = ("settings.gradle", "settings.gradle.kts")
    yield from _builds(
        documents, ("build.gradle", "build.gradle.kts", *settings), _gradle, "gradle"
    )


def _builds(
    documents: Documents,
    names: tuple[str, ...],
    junit: Callable[[Documents, str], str],
    tool: str,
) -> Iterator[Runner]:
    paths = manifests(documents, *names)
    roots = _outermost(folder_of(path) for path in paths)
    for root in roots:
        for path in paths:
            if root not in upwards(folder_of(path)) or not (name := junit(documents, path)):
                continue
            wrapper = f"{tool}w"  # mvnw, gradlew
            program = f"./{wrapper}" if documents.has(root, wrapper) else tool
            language, tests = _tests(documents, root)
            yield Runner(name, language, root, f"{program} test", tests, path)
            break


def _outermost(folders: Iterable[str]) -> list[str]:
    """Return the folders that are in none of the others: modules belong to a build above them."""
    known = set(folders)
    return [folder for folder in sorted(known) if not known.intersection([*upwards(folder)][1:])]


def _maven(documents: Documents, path: str) -> str:
    """Return which JUnit the dependencies of a pom.xml bring, empty for none.

    https://maven.apache.org/pom.html
    """
    pom = documents.once(read_xml, path)
    artifacts = {
        (child(node, "groupId"), child(node, "artifactId"))
        for node in (pom.iterfind(".//{*}dependency") if pom is not None else ())
    }
    if any(group == "org.junit.jupiter" or artifact in _STARTERS for group, artifact in artifacts):
        return JUNIT
    return JUNIT_4 if ("junit", "junit") in artifacts else ""


def _gradle(documents: Documents, path: str) -> str:
    """Return which JUnit a Gradle build names, empty for none; it is a program and not run."""
    code = [
        line for line in lines(documents.read(path) or "") if not line.lstrip().startswith("//")
    ]
    return next((name for name, sign in _GRADLE.items() if any(map(sign.search, code))), "")


def _tests(documents: Documents, root: str) -> tuple[str, str]:
    """Return the language of the tests of a build, and where most of them are."""
    for language, ending in LANGUAGES.items():
        usual = f"src/test/{language}"
        tests = Tests(documents, Layout(re.compile(rf"(?:^|/){usual}/"), (usual,), (ending,)))
        if tests.any(root):
            where = tests.folder(root)
            return language, where[: where.index(usual) + len(usual)]
    usual = next(iter(LANGUAGES))
    return usual, f"src/test/{usual}"
