"""Fields in braces, in paths that people set."""

import re


def unknown_fields(path: str) -> str:
    """Say which field in braces a path has that nothing is put in for; empty when it has none."""
    fields = [name for name in re.findall(r"\{[^{}]*\}", path) if name != "{number}"]
    return f"has {fields[0]}; only {{number}} is replaced" if fields else ""
