"""The components of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview.plan.document.field_forms import COMPONENT_LEVEL
from interview.plan.document.markdown.blocks import embedded
from interview.plan.reader import values
from interview.plan.reader.blocks import blocks, items, outside_lists
from interview.plan.reader.fields import answered
from interview.plan.reader.texts import code_span, line, named, simplest

if TYPE_CHECKING:
    from interview.plan.reader.outline import DocumentPart
    from interview.plan.reader.state import ReadingState

_STANDARD = re.compile(r"\s*\(from\s+(?=`)")


def read_component(state: ReadingState, part: DocumentPart) -> None:
    """Read a component of the stack, with what holds in it."""
    key = f"c{len(state.answers['stack']) + 1}"
    component: dict[str, Any] = {"key": key, "name": answered(line(part.heading))}
    state.answers["stack"].append(component)
    state.lines[f"stack.{key}"] = state.lines[f"stack.{key}.name"] = part.line + 1
    text = state.outline.text(part)
    for number, item in items(text):
        kind, value = _standard(item)
        address = f"stack.{component['key']}.{kind}"
        if value is None:
            state.remark(part.first + number, item)
            continue
        component.setdefault(kind, []).append(value)
        state.lines.setdefault(address, part.first + number + 1)
        state.lines[f"{address}.{len(component[kind])}"] = part.first + number + 1
    for number, other in outside_lists(text):
        if answered(other):
            state.remark(part.first + number, other)


def _standard(item: str) -> tuple[str, dict[str, str] | None]:
    """Return what an item of a component is, and what it says; None when nobody knows."""
    definition = named(item)
    if definition is None:
        return "", None
    first, _, below = definition.rest.partition("\n")
    if match := _STANDARD.match(first):
        source, rest = code_span(first[match.end() :])
        mark = re.match(r",\s*sha256\s+(?=`)", rest)
        sha256 = code_span(rest[mark.end() :])[0] if mark else ""
        text = simplest(below.strip("\n"), lambda plain: embedded(plain, COMPONENT_LEVEL))
        return "standards", {
            "source": source, "heading": definition.name, "text": text, "sha256": sha256,
        }  # fmt: skip
    if first.strip() in (":", "") and any(paragraph.kind == "fence" for paragraph in blocks(below)):
        code = values.code(below).value
        name = definition.name.removesuffix(":")
        return "patterns", {"name": name, "language": code["language"], "code": code["text"]}
    return "rules", values.rule(item)
