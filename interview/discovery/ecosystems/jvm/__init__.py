"""The JVM: Maven and Gradle; Java and Kotlin; JUnit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.ecosystem import (
    Action,
    Build,
    Ecosystem,
    Language,
    Pin,
    Toolchain,
)
from interview.discovery.ecosystems.jvm.forms import FORMS
from interview.discovery.ecosystems.jvm.frameworks import FRAMEWORKS, MATTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.ecosystems.runner import Runner


def _maven(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.jvm.maven import maven_manifest

    return maven_manifest(documents, folder, paths)


def _gradle(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    from interview.discovery.ecosystems.jvm.gradle import gradle_manifest

    return gradle_manifest(documents, folder, paths)


def _runners(documents: Documents) -> Iterator[Runner]:
    from interview.discovery.ecosystems.jvm.testing import find_junit

    return find_junit(documents)


_TEST = r"@(?:Parameterized|Repeated)?Test\b"
_ASSERTION = r"\bassert\w*\s*\(|\bverify\(|\bfail\("

ECOSYSTEM = Ecosystem(
    name="JVM",
    marks=("pom.xml",),
    builds=(
        Build("Maven", ("pom.xml",), None, _maven),
        Build("Gradle", ("build.gradle", "build.gradle.kts"), None, _gradle),
    ),
    frameworks=FRAMEWORKS,
    bundlers=(),
    matters=MATTERS,
    toolchain=Toolchain(
        "java",
        pins=(Pin(".java-version"),),
        images=("eclipse-temurin", "openjdk", "amazoncorretto"),
        action=Action("actions/setup-java", "java-version"),
    ),
    languages=(
        Language(
            "java",
            aliases=(),
            endings=(".java",),
            comment="//",
            declarations={},
            test=_TEST,
            assertion=_ASSERTION,
        ),
        Language(
            "kotlin",
            aliases=(),
            endings=(".kt",),
            comment="//",
            declarations={},
            test=_TEST,
            assertion=_ASSERTION,
        ),
    ),
    find_runners=_runners,
    forms=FORMS,
    scripts=(),
)
