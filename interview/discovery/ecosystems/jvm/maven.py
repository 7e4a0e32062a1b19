"""Maven projects: pom.xml, with its parents inside the project.

Format: https://maven.apache.org/pom.html.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from interview.discovery.ecosystems.jvm.manifest import KOTLIN, by_group, java, jvm_manifest
from interview.discovery.ecosystems.versions import LONGEST
from interview.discovery.paths import folder_of, normal, within
from interview.discovery.plain_xml import child, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from interview.discovery.documents import Documents
    from interview.discovery.ecosystems.manifest import Manifest

MOST_PARENTS = 5

MOST_PACKAGES = 1_000
"""Packages that a pom is read for; each is compared with those that the poms above it manage."""

_JAVA = ("maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source")

_PROPERTY = re.compile(r"\$\{([\w.-]+)\}")


class _Package(NamedTuple):
    group: str
    artifact: str
    version: str
    scope: str


def maven_manifest(documents: Documents, folder: str, paths: Sequence[str]) -> Manifest | None:
    """Return what a pom.xml says; None when it describes no program."""
    family = list(_family(documents, paths[0]))
    if not family or child(family[0][1], "packaging") == "pom":
        return None  # unreadable, or it only declares modules
    poms = [pom for _, pom in family]
    properties = _properties(poms)
    managed = _managed(poms)[:MOST_PACKAGES]
    packages = [
        _versioned(package, managed, properties)
        for pom in poms
        for package in islice(_packages(pom, "dependencies"), MOST_PACKAGES)
    ]
    needs = by_group(
        (package.group, package.version) for package in packages if package.scope != "test"
    )
    tools = by_group(
        (package.group, package.version) for package in packages if package.scope == "test"
    )
    if any(
        plugin.artifact == "kotlin-maven-plugin" for plugin in _packages(poms[0], "build/plugins")
    ):
        needs.setdefault(KOTLIN, "")
    return jvm_manifest(
        folder,
        tuple(path for path, _ in family),
        needs,
        tools,
        _runtime(properties),
        starts=child(poms[0], "packaging") == "war" or poms[0].find(".//{*}mainClass") is not None,
    )


def _family(documents: Documents, path: str) -> Iterator[tuple[str, Element]]:
    """Yield a pom and its parents, each with its path; what only lies above it is no parent."""
    seen: set[str] = set()
    wanted = None
    while path and path not in seen and len(seen) <= MOST_PARENTS:
        seen.add(path)
        pom = documents.once(_pom, path)
        if pom is None or wanted not in (None, child(pom, "artifactId")):
            return
        yield path, pom
        wanted = (pom.findtext("{*}parent/{*}artifactId") or "").strip()
        path = _parent(documents, path, pom)


def _parent(documents: Documents, path: str, pom: Element) -> str:
    if pom.find("{*}parent") is None:
        return ""
    element = pom.find("{*}parent/{*}relativePath")
    relative = "../pom.xml" if element is None else (element.text or "").strip()
    place = normal(within(folder_of(path), relative)) if relative else None
    if place is not None and not place.endswith(".xml"):
        place = within(place, "pom.xml")
    return place if place in documents.paths and place is not None else ""


def _pom(documents: Documents, path: str) -> Element | None:
    pom = documents.once(read_xml, path)
    if pom is not None and pom.tag.rpartition("}")[2] != "project":
        documents.complain(path, "it is not a Maven project")
        return None
    return pom


def _properties(poms: Sequence[Element]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pom in reversed(poms):
        for entry in pom.iterfind("{*}properties/*"):
            values[entry.tag.rpartition("}")[2]] = (entry.text or "").strip()
    return values


def _runtime(properties: dict[str, str]) -> str:
    version = next((properties[name] for name in _JAVA if properties.get(name)), "")
    return java(_resolved(version, properties))


def _packages(pom: Element, place: str) -> Iterator[_Package]:
    way = "/".join(f"{{*}}{step}" for step in place.split("/"))
    for entry in pom.iterfind(f"{way}/*"):
        yield _Package(
            *(child(entry, name) for name in ("groupId", "artifactId", "version", "scope"))
        )


def _managed(poms: Sequence[Element]) -> list[_Package]:
    """Return the packages whose versions are said for all; a parent stands for its framework."""
    return [
        package
        for pom in poms
        for package in (
            *_packages(pom, "dependencyManagement/dependencies"),
            *(_Package(child(up, "groupId"), "", child(up, "version"), "import")
              for up in pom.iterfind("{*}parent")),
        )
    ]  # fmt: skip


def _versioned(
    package: _Package, managed: Sequence[_Package], properties: dict[str, str]
) -> _Package:
    """Return a package with its version: its own, a managed one, or its framework's."""
    same = [candidate for candidate in managed if candidate[:2] == package[:2]]
    whole = [
        candidate
        for candidate in managed
        if candidate.scope == "import" and candidate.group.startswith(package.group)
    ]
    version = next((package.version for package in (package, *same, *whole) if package.version), "")
    scope = package.scope or next((package.scope for package in same), "")
    return package._replace(version=_resolved(version, properties), scope=scope)


def _resolved(text: str, properties: dict[str, str]) -> str:
    for _ in range(MOST_PARENTS):
        text = _PROPERTY.sub(lambda match: properties.get(match[1], "")[:LONGEST], text[:200])
    return text
