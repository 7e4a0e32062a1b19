"""The components of a system, as the manifests in its repository tell them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interview.discovery.documents import Documents
from interview.discovery.paths import folder_of
from interview.discovery.places import stands_aside
from interview.discovery.stack.component import Component, Manifest
from interview.discovery.stack.frameworks import BUNDLERS, FRAMEWORKS, MATTERS, RUNTIMES, Framework
from interview.discovery.stack.go import go_manifest
from interview.discovery.stack.gradle import gradle_manifest
from interview.discovery.stack.maven import maven_manifest
from interview.discovery.stack.node import node_manifest
from interview.discovery.stack.php import php_manifest
from interview.discovery.stack.python import python_manifest
from interview.discovery.stack.requirements import FILE as REQUIREMENTS
from interview.discovery.stack.ruby import ruby_manifest
from interview.discovery.stack.runtimes import find_runtime
from interview.discovery.stack.rust import rust_manifest
from interview.discovery.stack.versions import short
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from interview.discovery.repository import Repository

    Reader = Callable[[Documents, str, Sequence[str]], Manifest | None]

MOST = 50
"""Manifests that are looked at, the nearest to the root first."""

LONGEST = 120
"""Characters of a component's name; the questionnaire takes no more."""

READERS: dict[str, Reader] = {
    "Python": python_manifest,
    "Node": node_manifest,
    "Go": go_manifest,
    "Rust": rust_manifest,
    "Maven": maven_manifest,
    "Gradle": gradle_manifest,
    "Ruby": ruby_manifest,
    "PHP": php_manifest,
}

MANIFESTS = {
    "pyproject.toml": "Python", "setup.cfg": "Python", "Pipfile": "Python",
    "package.json": "Node", "go.mod": "Go", "Cargo.toml": "Rust", "pom.xml": "Maven",
    "build.gradle": "Gradle", "build.gradle.kts": "Gradle", "Gemfile": "Ruby",
    "composer.json": "PHP",
}  # fmt: skip
"""Names of manifests; those of one folder and one kind are read together, in this order."""


def find_components(repository: Repository) -> list[Component]:
    """Return the components of a project: those of the root first, then by depth and folder."""
    documents = Documents(repository)
    found: dict[tuple[str, str], Component] = {}
    for (folder, kind), paths in _manifests(documents):
        manifest = READERS[kind](documents, folder, paths)
        # Maven and Gradle beside each other build the same thing.
        if manifest and (folder, manifest.platform) not in found:
            found[folder, manifest.platform] = _component(documents, manifest)
    return _told_apart(list(found.values()))


def _manifests(documents: Documents) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the manifests by folder and kind, as many as are looked at."""
    groups: dict[tuple[str, str], list[str]] = {}
    for path in documents.paths:
        place = _place(path)
        if place and not stands_aside(path):
            groups.setdefault(place, []).append(path)
    ordered = sorted(groups.items(), key=lambda group: _rank(*group[0]))
    kept, count = [], 0
    for place, paths in ordered:
        count += len(paths)
        if count > MOST:
            documents.repository.note(".", f"only the first {MOST} manifests were looked at")
            break
        kept.append((place, sorted(paths, key=_order)))
    return kept


def _place(path: str) -> tuple[str, str] | None:
    """Return the folder that a manifest speaks for, and its kind; None when it is none."""
    folder, _, name = path.rpartition("/")
    if kind := MANIFESTS.get(name):
        return folder, kind
    if not name.endswith((".txt", ".in")):
        return None
    if folder == "requirements" or folder.endswith("/requirements"):
        return folder_of(folder), "Python"
    return (folder, "Python") if REQUIREMENTS.fullmatch(name) else None


def _rank(folder: str, kind: str) -> tuple[int, str, int]:
    depth = folder.count("/") + 1 if folder else 0
    return depth, folder, list(READERS).index(kind)


def _order(path: str) -> tuple[int, str]:
    names = list(MANIFESTS)
    name = path.rpartition("/")[2]
    return names.index(name) if name in names else len(names), path


def _component(documents: Documents, manifest: Manifest) -> Component:
    runtime, source = manifest.runtime, ""
    if not runtime:
        runtime, source = find_runtime(documents, manifest.platform, manifest.folder)
    framework = _framework(manifest)
    return Component(
        _name(manifest, framework),
        manifest.folder,
        manifest.language,
        manifest.sources[0],
        tuple(_versions(manifest, framework, runtime)),
        (*manifest.sources, source) if source else manifest.sources,
    )


def _framework(manifest: Manifest) -> Framework | None:
    library = manifest.makes.endswith("Library")
    return next(
        (
            one
            for one in FRAMEWORKS[manifest.platform]
            if one.package in manifest.needs and not (library and one.program)
        ),
        None,
    )


def _name(manifest: Manifest, framework: Framework | None) -> str:
    part = framework.part if framework else manifest.makes
    platform = "Node" if manifest.platform == "Node" else manifest.language
    filled = part.format(language=manifest.language, platform=platform)
    details = list(_details(manifest, framework, frontend=filled.endswith("Frontend")))
    return f"{filled} ({', '.join(details)})" if details else filled


def _details(manifest: Manifest, framework: Framework | None, *, frontend: bool) -> Iterable[str]:
    """Yield what stands in brackets: a frontend's language first, another's last."""
    typed = manifest.language == "TypeScript" and not (framework and framework.typed)
    typed = typed and not manifest.makes.startswith("TypeScript")
    if typed and frontend:
        yield "TypeScript"
    if framework:
        yield _told(framework.label, manifest.needs[framework.package], framework.digits)
    if frontend:
        packages = {**manifest.tools, **manifest.needs}
        for package in BUNDLERS.keys() & packages.keys():
            label, digits = BUNDLERS[package]
            yield _told(label, packages[package], digits)
    if typed and not frontend:
        yield "TypeScript"


def _told(label: str, version: str, digits: int) -> str:
    return f"{label} {short(version, digits)}".rstrip()


def _versions(
    manifest: Manifest, framework: Framework | None, runtime: str
) -> Iterable[tuple[str, str]]:
    """Yield what matters: the framework, the language, then the others as the tables have them."""
    packages = {**manifest.tools, **manifest.needs}
    if framework:
        yield framework.package, packages[framework.package]
    if runtime:
        yield RUNTIMES[manifest.platform], runtime
    others = (*(one.package for one in FRAMEWORKS[manifest.platform]), *MATTERS[manifest.platform])
    for package in dict.fromkeys(others):
        if package in packages and not (framework and package == framework.package):
            yield package, packages[package]


def _told_apart(components: Sequence[Component]) -> list[Component]:
    """Return the components, those of one name told apart by their folders."""
    counts = Counter(component.name for component in components)
    return [
        component._replace(name=_with_folder(component))
        if counts[component.name] > 1 and component.folder
        else component
        for component in components
    ]


def _with_folder(component: Component) -> str:
    folder = one_line(component.folder)
    if component.name.endswith(")"):
        name = f"{component.name[:-1]}; {folder})"
    else:
        name = f"{component.name} ({folder})"
    return name if len(name) <= LONGEST else component.name
