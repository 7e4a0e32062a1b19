"""A component of the system, as it is found."""

from __future__ import annotations

from typing import NamedTuple


class DetectedComponent(NamedTuple):
    """One part of the system, as a plan's stack section names it.

    Attributes:
        name: With the framework and its version, such as "Python Backend (FastAPI 0.115)".
        folder: Empty for the root.
        language: What people call it.
        source: The manifest that describes it.
        versions: Of what matters, the framework first, as (package, version) with the version in
            full: the one of the lock file, else the lowest that the manifest allows, or empty when
            nothing says one.
        evidence: Every file that says any of it.
    """

    name: str
    folder: str
    language: str
    source: str
    versions: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
