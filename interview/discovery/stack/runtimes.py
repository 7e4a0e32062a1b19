"""The version of a language, where a manifest does not say it.

From files that pin it, then from the image that the nearest Dockerfile ends in, then from what CI
sets up. A manifest comes before them: code has to run on the lowest version that it allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.ecosystems.all import ECOSYSTEMS, ecosystem_named
from interview.discovery.ecosystems.versions import lowest, order
from interview.discovery.lines import lines
from interview.discovery.paths import name_of, upwards, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents
    from interview.discovery.ecosystems.ecosystem import Pin

MOST_WORKFLOWS = 20

_FROM = re.compile(
    r"^[ \t]*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE | re.MULTILINE
)

_ARGUMENT = re.compile(r"^[ \t]*ARG\s+(\w+)=[\"']?([\w.:/@+-]+)", re.IGNORECASE | re.MULTILINE)

_USED = re.compile(r"\$\{?(\w+)(?::?-([\w.+-]*))?\}?")

_MATRIX = re.compile(r"\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*")


class Runtime(NamedTuple):
    """A version of a language, and the file that says it."""

    version: str = ""
    source: str = ""


def find_runtime(documents: Documents, platform: str, folder: str) -> Runtime:
    """Return the version of a platform's language that a folder's surroundings say."""
    for runtime in (
        _pinned(documents, platform, folder),
        _image(documents, platform, folder),
        documents.once(_set_up, platform),
    ):
        if runtime.version:
            return runtime
    return Runtime()


def _pinned(documents: Documents, platform: str, folder: str) -> Runtime:
    pins = {pin.file: pin for pin in ecosystem_named(platform).toolchain.pins}
    path = documents.nearest(folder, *pins)
    return Runtime(_pin(documents, path, pins[name_of(path)]), path) if path else Runtime()


def _pin(documents: Documents, path: str, pin: Pin) -> str:
    """Return the version that a file pins."""
    if pin.form:
        document = documents.load(path, pin.form)
        return lowest(document.text(*pin.keys)) if document else ""
    contents = (line.partition("#")[0].strip() for line in lines(documents.read(path) or ""))
    return lowest(next(filter(None, contents), "").removeprefix(pin.prefix))


def _image(documents: Documents, platform: str, folder: str) -> Runtime:
    for above in upwards(folder):
        for name in ("Dockerfile", "Containerfile"):
            if (path := within(above, name)) in documents.paths:
                version = documents.once(images, path).get(platform, "")
                return Runtime(version, path)
    return Runtime()


def images(documents: Documents, path: str) -> dict[str, str]:
    """Return the versions of languages that a Dockerfile builds on; the last stage counts."""
    text = documents.read(path)
    if text is None:
        return {}
    text = "\n".join(lines(text))
    first = _FROM.search(text)
    if not first:
        documents.complain(path, "it has no FROM line")
        return {}
    defaults = dict(_ARGUMENT.findall(text, 0, first.start()))  # a later ARG is its stage's own
    tags: dict[str, str] = {}
    for image, _ in _FROM.findall(text):
        given = _USED.sub(lambda used: defaults.get(used[1]) or used[2] or "", image)
        name, _, tag = given.partition("@")[0].rpartition("/")[2].partition(":")
        for ecosystem in ECOSYSTEMS:
            known = name in ecosystem.toolchain.images
            if known and (version := lowest(tag.split("-")[0])):
                tags[ecosystem.name] = version
    return tags


def _set_up(documents: Documents, platform: str) -> Runtime:
    """Return the lowest version that CI sets up."""
    action = ecosystem_named(platform).toolchain.action
    if action is None:
        return Runtime()
    runtimes: list[Runtime] = []
    for path in _workflows(documents):
        document = documents.load(path, "YAML")
        versions = _settings(document, *action) if document else ()
        runtimes.extend(Runtime(lowest(version), path) for version in versions)
    known = [runtime for runtime in runtimes if runtime.version]
    return min(known, key=lambda runtime: order(runtime.version), default=Runtime())


def _workflows(documents: Documents) -> list[str]:
    folder = ".github/workflows/"
    paths = [path for path in documents.paths if path.startswith(folder)]
    return sorted(path for path in paths if path.endswith((".yml", ".yaml")))[:MOST_WORKFLOWS]


def _settings(document: Document, action: str, setting: str) -> Iterator[str]:
    for name in document.table("jobs"):
        matrix = _matrix(document, name)
        for step in document.tables("jobs", name, "steps"):
            given = step.get("with")
            if _uses(step, action) and isinstance(given, dict):
                yield from _values(given.get(setting), matrix)


def _matrix(document: Document, job: str) -> dict[str, Any]:
    matrix = document.at("jobs", job, "strategy", "matrix")
    return matrix if isinstance(matrix, dict) else {}  # it may be computed while CI runs


def _uses(step: dict[str, Any], action: str) -> bool:
    uses = step.get("uses")
    return isinstance(uses, str) and uses.partition("@")[0] == action


def _values(value: object, matrix: dict[str, Any]) -> Iterator[str]:
    if isinstance(value, str):
        computed = _MATRIX.fullmatch(value)
        values = _varied(matrix, computed[1]) if computed else value.split("\n")
        yield from (value for value in values if isinstance(value, str))


def _varied(matrix: dict[str, Any], name: str) -> Iterator[object]:
    """Yield what a matrix runs through, and what it includes beside that."""
    values, included = matrix.get(name), matrix.get("include")
    yield from values if isinstance(values, list) else ()
    for entry in included if isinstance(included, list) else ():
        yield entry.get(name) if isinstance(entry, dict) else None
