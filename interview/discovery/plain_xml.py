"""Reads XML without a DOCTYPE, which alone can declare entities that grow or lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from interview.discovery.documents import Documents


def read_xml(documents: Documents, path: str) -> Element | None:
    """Return what is in an XML file; None, and a note, when it cannot be read."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    text = documents.read(path)
    if text is None:
        return None
    try:
        element: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException:
        documents.complain(path, "it has a DOCTYPE, which is not read")
    except (ParseError, ValueError) as error:
        documents.complain(path, f"it is not XML: {error}")
    else:
        return element
    return None


def child(element: Element, name: str) -> str:
    """Return the text of a child, whatever its namespace; one without any is empty."""
    return (element.findtext(f"{{*}}{name}") or "").strip()
