"""What Maven's and Gradle's projects have in common: packages are known by their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interview.discovery.ecosystems.jvm.frameworks import FRAMEWORKS, MATTERS
from interview.discovery.ecosystems.manifest import Manifest
from interview.discovery.ecosystems.versions import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

KOTLIN = "org.jetbrains.kotlin"

_GROUPS = (*(framework.package for framework in FRAMEWORKS), *MATTERS)


def known_group(group: str) -> str:
    """Return the group of the tables that a group belongs to: `io.ktor.plugin` to `io.ktor`."""
    return next((prefix for prefix in _GROUPS if f"{group}.".startswith(f"{prefix}.")), group)


def java(version: str) -> str:
    """Return a version of Java; up to 8 they were called 1.8."""
    return exact(version.strip().removeprefix("1."))


def jvm_manifest(
    folder: str,
    sources: tuple[str, ...],
    needs: dict[str, str],
    tools: dict[str, str],
    runtime: str,
    *,
    starts: bool,
) -> Manifest:
    """Return what a project says, in Java or in Kotlin."""
    language = "Kotlin" if KOTLIN in needs else "Java"
    makes = f"{language} {'Application' if starts else 'Library'}"
    return Manifest("JVM", language, folder, sources, makes, needs, tools, runtime)


def by_group(packages: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the groups of packages and their versions; the first version that is said holds."""
    versions: dict[str, str] = {}
    for group, version in packages:
        name = known_group(group)
        versions[name] = versions.get(name) or exact(version)
    return versions
