"""A plan's JSON as an answers file: its keys are the ids of the questions, and it holds more."""

from __future__ import annotations

from typing import Any

PLAN = ("base", "suppressions", "own")
"""The parts of a plan's JSON beside the answers; no section can be called so."""

OF_ITEMS = ("key", "status")
"""What a plan's JSON tells of an item beside its answers."""


def is_plan(data: Any) -> bool:
    """Whether the content of a file is the JSON of a plan."""
    return isinstance(data, dict) and all(name in data for name in PLAN)


def answers_of_plan(data: dict[str, Any]) -> dict[str, Any]:
    """Return the answers in a plan's JSON as an answers file has them.

    What is open is left out, a team's own answers stand in their sections, and items are named by
    their positions. The state of the project, suppressed rules and statuses are no answers.
    """
    own = data["own"] if isinstance(data["own"], dict) else {}
    sections = {name: content for name, content in data.items() if name not in PLAN}
    merged = {name: _with(content, own.get(name)) for name, content in sections.items()}
    merged |= {name: content for name, content in own.items() if name not in sections}
    positions = {
        item["key"]: place
        for content in merged.values()
        for place, item in enumerate(content if isinstance(content, list) else (), 1)
        if isinstance(item, dict) and isinstance(item.get("key"), str)
    }
    return {name: _content(content, positions) for name, content in merged.items()}


def _with(content: Any, own: Any) -> Any:
    """Return a section with a team's own answers in it; items of both have the same keys."""
    if isinstance(content, dict) and isinstance(own, dict):
        return {**content, **own}
    if isinstance(content, list) and isinstance(own, list):
        more = {item.get("key"): item for item in own if isinstance(item, dict)}
        return [
            {**item, **more.get(item.get("key"), {})} if isinstance(item, dict) else item
            for item in content
        ]
    return content


def _content(content: Any, positions: dict[str, int]) -> Any:
    if isinstance(content, list):
        return [_content(item, positions) for item in content]
    if not isinstance(content, dict):
        return content
    return {
        name: _plain(value, positions)
        for name, value in content.items()
        if name not in OF_ITEMS and value not in (None, "", [])
    }


def _plain(value: Any, positions: dict[str, int]) -> Any:
    """Return an answer without the empty parts of its rows, and with positions for keys."""
    if not isinstance(value, list):
        return value
    if value and all(isinstance(entry, str) and entry in positions for entry in value):
        return [positions[entry] for entry in value]
    return [
        {name: part for name, part in row.items() if part not in ("", None)}
        if isinstance(row, dict)
        else row
        for row in value
    ]
