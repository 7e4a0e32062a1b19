"""The values that the stack is made of: what manifests say, and the component that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Component(NamedTuple):
    """One part of the system, as a plan's stack section names it.

    name: with the framework and its version, such as "Python Backend (FastAPI 0.115)". folder:
    empty for the root. source: its manifest. versions: of what matters, the framework first, as
    (package, version) with the version in full: the one of the lock file, else the lowest that the
    manifest allows, or empty when nothing says one. evidence: every file that says any of it.
    """

    name: str
    folder: str
    language: str
    source: str
    versions: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()


class Manifest(NamedTuple):
    """What a manifest says, or all those of a folder together, before it is judged what matters.

    platform: a key of the tables in `frameworks`. folder: empty for the root. sources: the
    manifest, then what was read with it. makes: the component's name where no framework gives one,
    such as "Python Library"; empty when nothing is described. needs, tools: packages and their
    versions, for running and for developing. runtime: the version of the language.
    """

    platform: str
    language: str
    folder: str
    sources: tuple[str, ...]
    makes: str
    needs: Mapping[str, str]
    tools: Mapping[str, str]
    runtime: str = ""
