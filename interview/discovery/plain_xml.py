"""Reads XML without a DOCTYPE, which alone can declare entities that grow or lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from interview.discovery.documents import Documents


def read_xml(documents: Documents, path: str) -> Element | None:
    """Return what is in an XML file; None, and a note, when it cannot be read."""
    from xml.etree import ElementTree

    text = documents.read(path)
    if text is None:
        return None
    if "<!DOCTYPE" in text:
        documents.complain(path, "it has a DOCTYPE, which is not read")
        return None
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - without a DOCTYPE there are no entities
    except (ElementTree.ParseError, ValueError) as error:
        documents.complain(path, f"it is not XML: {error}")
        return None


def child(element: Element, name: str) -> str:
    """Return the text of a child, whatever its namespace; one without any is empty."""
    return (element.findtext(f"{{*}}{name}") or "").strip()
