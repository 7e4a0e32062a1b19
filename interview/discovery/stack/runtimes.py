"""The version of a language, where a manifest does not say it.

From files that pin it, then from the image that the nearest Dockerfile ends in, then from what CI
sets up. A manifest comes before them: code has to run on the lowest version that it allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from interview.discovery.lines import lines
from interview.discovery.paths import upwards, within
from interview.discovery.stack.versions import lowest, order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interview.discovery.documents import Document, Documents

MOST_WORKFLOWS = 20

PINS = {
    "Python": (".python-version",), "Node": (".nvmrc", ".node-version"), "Go": (".go-version",),
    "Rust": ("rust-toolchain", "rust-toolchain.toml"), "JVM": (".java-version",),
    "Ruby": (".ruby-version",),
}  # fmt: skip
"""Files that hold a version and nothing else, but for Rust's in TOML."""

IMAGES = {
    "Python": ("python",), "Node": ("node",), "Go": ("golang",), "Rust": ("rust",),
    "JVM": ("eclipse-temurin", "openjdk", "amazoncorretto"), "Ruby": ("ruby",), "PHP": ("php",),
}  # fmt: skip
"""Images that bring a language along; their tags begin with its version."""

ACTIONS = {
    "Python": ("actions/setup-python", "python-version"),
    "Node": ("actions/setup-node", "node-version"),
    "Go": ("actions/setup-go", "go-version"),
    "JVM": ("actions/setup-java", "java-version"),
    "Ruby": ("ruby/setup-ruby", "ruby-version"),
    "PHP": ("shivammathur/setup-php", "php-version"),
}
"""GitHub's actions that set a language up, and their setting for its version."""

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
    for found in (
        _pinned(documents, platform, folder),
        _image(documents, platform, folder),
        documents.once(_set_up, platform),
    ):
        if found.version:
            return found
    return Runtime()


def _pinned(documents: Documents, platform: str, folder: str) -> Runtime:
    path = documents.nearest(folder, *PINS.get(platform, ()))
    if path.endswith(".toml"):
        document = documents.load(path, "TOML")
        return Runtime(lowest(document.text("toolchain", "channel")) if document else "", path)
    text = (documents.read(path) or "") if path else ""
    said = filter(None, (line.partition("#")[0].strip() for line in lines(text)))
    return Runtime(lowest(next(said, "").removeprefix("ruby-")), path)


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
    found: dict[str, str] = {}
    for image, _ in _FROM.findall(text):
        given = _USED.sub(lambda used: defaults.get(used[1]) or used[2] or "", image)
        name, _, tag = given.partition("@")[0].rpartition("/")[2].partition(":")
        for platform, names in IMAGES.items():
            if name in names and (version := lowest(tag.split("-")[0])):
                found[platform] = version
    return found


def _set_up(documents: Documents, platform: str) -> Runtime:
    """Return the lowest version that CI sets up."""
    if platform not in ACTIONS:
        return Runtime()
    found: list[Runtime] = []
    for path in _workflows(documents):
        document = documents.load(path, "YAML")
        said = _settings(document, *ACTIONS[platform]) if document else ()
        found.extend(Runtime(lowest(one), path) for one in said)
    known = [runtime for runtime in found if runtime.version]
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
        yield from (one for one in values if isinstance(one, str))


def _varied(matrix: dict[str, Any], name: str) -> Iterator[object]:
    """Yield what a matrix runs through, and what it includes beside that."""
    values, included = matrix.get(name), matrix.get("include")
    yield from values if isinstance(values, list) else ()
    for entry in included if isinstance(included, list) else ():
        yield entry.get(name) if isinstance(entry, dict) else None
