"""The components of a system, as the manifests in its repository tell them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from interview.discovery.documents import Documents
from interview.discovery.ecosystems.all import ecosystem_named
from interview.discovery.ecosystems.versions import short
from interview.discovery.places import stands_aside
from interview.discovery.stack.builds import Builds
from interview.discovery.stack.component import DetectedComponent
from interview.discovery.stack.runtimes import find_runtime
from interview.text.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interview.discovery.ecosystems.ecosystem import Build, Ecosystem, Framework
    from interview.discovery.ecosystems.manifest import Manifest
    from interview.discovery.repository import Repository

MOST = 50
"""Manifests that are looked at, the nearest to the root first."""

LONGEST = 120
"""Characters of a component's name; the questionnaire takes no more."""


def find_components(repository: Repository) -> list[DetectedComponent]:
    """Return the components of a project: those of the root first, then by depth and folder."""
    documents = Documents(repository)
    components: dict[tuple[str, str], DetectedComponent] = {}
    for folder, build, paths in _manifests(documents):
        manifest = build.read(documents, folder, paths)
        # Maven and Gradle beside each other build the same thing.
        if manifest and (folder, manifest.platform) not in components:
            components[folder, manifest.platform] = _component(documents, manifest)
    return _distinguished(list(components.values()))


def _manifests(documents: Documents) -> list[tuple[str, Build, list[str]]]:
    """Return the manifests by folder and build, as many as are looked at."""
    builds = Builds()
    groups: dict[tuple[int, str, int], list[str]] = {}
    for path in documents.paths:
        place = builds.place(path)
        if place and not stands_aside(path):
            folder, rank = place
            depth = folder.count("/") + 1 if folder else 0
            groups.setdefault((depth, folder, rank), []).append(path)
    kept, count = [], 0
    for (_, folder, rank), paths in sorted(groups.items()):
        count += len(paths)
        if count > MOST:
            documents.repository.note(".", f"only the first {MOST} manifests were read")
            break
        kept.append((folder, builds.known[rank], builds.in_order(rank, paths)))
    return kept


def _component(documents: Documents, manifest: Manifest) -> DetectedComponent:
    runtime, source = manifest.runtime, ""
    if not runtime:
        runtime, source = find_runtime(documents, manifest.platform, manifest.folder)
    ecosystem = ecosystem_named(manifest.platform)
    framework = _framework(ecosystem, manifest)
    return DetectedComponent(
        _name(ecosystem, manifest, framework),
        manifest.folder,
        manifest.language,
        manifest.sources[0],
        tuple(_versions(ecosystem, manifest, framework, runtime)),
        (*manifest.sources, source) if source else manifest.sources,
    )


def _framework(ecosystem: Ecosystem, manifest: Manifest) -> Framework | None:
    library = manifest.makes.endswith("Library")
    fitting = (
        framework
        for framework in ecosystem.frameworks
        if framework.package in manifest.needs and not (library and framework.program)
    )
    return next(fitting, None)


def _name(ecosystem: Ecosystem, manifest: Manifest, framework: Framework | None) -> str:
    part = framework.part if framework else manifest.makes
    filled = part.format(language=manifest.language)
    frontend = filled.endswith("Frontend")
    details = list(_details(ecosystem, manifest, framework, frontend=frontend))
    return f"{filled} ({', '.join(details)})" if details else filled


def _details(
    ecosystem: Ecosystem, manifest: Manifest, framework: Framework | None, *, frontend: bool
) -> Iterable[str]:
    """Yield what stands in brackets: a frontend's language first, another's last."""
    typed = manifest.language == "TypeScript" and not (framework and framework.typed)
    typed = typed and not manifest.makes.startswith("TypeScript")
    if typed and frontend:
        yield "TypeScript"
    if framework:
        yield _with_version(framework.label, manifest.needs[framework.package], framework.digits)
    packages = {**manifest.tools, **manifest.needs}
    for bundler in ecosystem.bundlers:
        if frontend and bundler.package in packages:
            yield _with_version(bundler.label, packages[bundler.package], bundler.digits)
    if typed and not frontend:
        yield "TypeScript"


def _with_version(label: str, version: str, digits: int) -> str:
    return f"{label} {short(version, digits)}".rstrip()


def _versions(
    ecosystem: Ecosystem, manifest: Manifest, framework: Framework | None, runtime: str
) -> Iterable[tuple[str, str]]:
    """Yield what matters: the framework, the language, then the others as the tables have them."""
    packages = {**manifest.tools, **manifest.needs}
    if framework:
        yield framework.package, packages[framework.package]
    if runtime:
        yield ecosystem.toolchain.name, runtime
    others = (*(framework.package for framework in ecosystem.frameworks), *ecosystem.matters)
    for package in dict.fromkeys(others):
        if package in packages and not (framework and package == framework.package):
            yield package, packages[package]


def _distinguished(components: Sequence[DetectedComponent]) -> list[DetectedComponent]:
    """Return the components, those of one name told apart by their folders."""
    counts = Counter(component.name for component in components)
    return [
        component._replace(name=_with_folder(component))
        if counts[component.name] > 1 and component.folder
        else component
        for component in components
    ]


def _with_folder(component: DetectedComponent) -> str:
    folder = one_line(component.folder)
    if component.name.endswith(")"):
        name = f"{component.name[:-1]}; {folder})"
    else:
        name = f"{component.name} ({folder})"
    return name if len(name) <= LONGEST else component.name
