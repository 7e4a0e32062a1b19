"""Gradle projects: build.gradle and build.gradle.kts, and the version catalog beside them.

A build file is a program. Only plugins and dependencies that one line names in full are read:

    id("org.springframework.boot") version "3.4.1"
    implementation("org.postgresql:postgresql:42.7.4")
    testImplementation(libs.junit.jupiter)

What is computed (`"$version"`), looped over, or said in buildSrc or a plugin is not seen.
A version that a module leaves out is looked for in the build files above it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from interview.discovery.ecosystems.jvm.catalog import Catalog, read_catalog
from interview.discovery.ecosystems.jvm.manifest import by_group, java, jvm_manifest
from interview.discovery.lines import lines
from interview.discovery.paths import upwards, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest

FILES = ("build.gradle.kts", "build.gradle")

_SETTINGS = ("settings.gradle.kts", "settings.gradle")

# Comments, and the texts that may hold what looks like one (`**/*.java`).
_COMMENT = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?(?:\*/|\Z)|//[^\n]*""", re.DOTALL)

# Blanks are matched in one way only: a line of a million of them takes no longer than any other.
_PLUGIN = re.compile(
    r"""\s*(?:id(?:\s*\(\s*|\s+)["'](?P<id>[\w.-]+)["']\s*\)?
      | kotlin\s*\(\s*["'](?P<kotlin>[\w.-]+)["']\s*\)
      | alias\s*\(\s*libs\.plugins\.(?P<alias>[\w.]+)\s*\))
    (?:\s*\.?version(?:\s*\(\s*|\s+)["'](?P<version>[\w.+-]+)["']\s*\)?)?
    (?P<later>\s*\.?apply(?:\s*\(\s*|\s+)false)?""",
    re.VERBOSE,
)

_DEPENDENCY = re.compile(
    r"""\s*(?P<how>[a-z]\w*)(?:\s*\(\s*|\s+)(?:(?:enforcedP|p)latform\s*\(\s*)?
    (?:["'](?P<group>[\w.-]+):(?P<artifact>[\w.-]+)(?::(?P<version>[\w.+-]+))?["']
      | libs\.(?P<alias>[\w.]+))""",
    re.VERBOSE,
)

_HOW = re.compile(r"implementation|api|runtimeOnly|compileOnly|developmentOnly|ksp|kapt"
                  r"|\w*[a-z](?:Implementation|Api|RuntimeOnly|CompileOnly)")  # fmt: skip

_JAVA = re.compile(
    r"(?:JavaLanguageVersion\.of|jvmToolchain)\s*\(\s*(\d+)"
    r"|(?:source|target)Compatibility\s*=\s*[\"']?(?:JavaVersion\.VERSION_)?([\d._]+)"
)

_STARTS = re.compile(
    r"^[ \t]*(?:id(?:[ \t]*\([ \t]*|[ \t]+)[\"'])?`?(?:application|war)`?"
    r"(?:[\"'](?:[ \t]*\))?)?[ \t]*$",
    re.MULTILINE,
)


def gradle_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a build file says; None when it names neither a plugin nor a dependency."""
    text = _code(documents, paths[0])
    catalog = read_catalog(documents, folder)
    above = _versions_above(documents, folder, catalog)
    plugins = [(name, version or above.get(name, "")) for name, version, on in
               _plugins(text, catalog) if on]  # fmt: skip
    packages = list(_dependencies(text, catalog))
    if not plugins and not packages:
        return None
    needs = [(group, version) for how, group, version in packages if "test" not in how.lower()]
    tools = [(group, version) for how, group, version in packages if "test" in how.lower()]
    return jvm_manifest(
        folder,
        (paths[0], catalog.source) if catalog.source else (paths[0],),
        by_group([*plugins, *needs]),
        by_group(tools),
        _java(text),
        starts=bool(_STARTS.search(text)),
    )


def _code(documents: Documents, path: str) -> str:
    return _COMMENT.sub(r"\1", "\n".join(lines(documents.read(path) or "")))


def _versions_above(documents: Documents, folder: str, catalog: Catalog) -> dict[str, str]:
    versions: dict[str, str] = {}
    for above in upwards(folder):
        for name in (*FILES, *_SETTINGS):
            if (path := within(above, name)) in documents.paths:
                for plugin, version, _ in _plugins(_code(documents, path), catalog):
                    versions[plugin] = versions.get(plugin) or version
    return versions


def _plugins(text: str, catalog: Catalog) -> Iterator[tuple[str, str, bool]]:
    """Yield each plugin, its version, and whether it is switched on here."""
    for line in lines(text):
        if not (match := _PLUGIN.match(line)):
            continue
        name, version = match["id"] or "", match["version"] or ""
        if match["kotlin"]:
            name = f"org.jetbrains.kotlin.{match['kotlin']}"
        elif match["alias"]:
            name, version = catalog.plugins.get(match["alias"], ("", ""))
        if name:
            yield name, version, not match["later"]


def _dependencies(text: str, catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield how each package is used, its group and its version."""
    for line in lines(text):
        match = _DEPENDENCY.match(line)
        if not match or not _HOW.fullmatch(match["how"]):
            continue
        if match["group"]:
            yield match["how"], match["group"], match["version"] or ""
        for group, version in catalog.libraries.get(match["alias"], ()):
            yield match["how"], group, version


def _java(text: str) -> str:
    match = _JAVA.search(text)
    return java((match[1] or match[2]).replace("_", ".")) if match else ""
