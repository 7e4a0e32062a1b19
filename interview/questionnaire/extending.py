"""A questionnaire that extends another: what it adds and changes, put into the other's place.

It works on what the TOML files say, before anything is checked: the loader checks the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.errors import did_you_mean
from interview.questionnaire.kinds.all import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.questionnaire.cross_check import Report

Table = dict[str, Any]

DEEPEST = 8
"""Questionnaires that extend one another; more is a mistake."""

FIXED = (
    "kind",
    *dict.fromkeys(key for kind in KINDS.values() for key in kind.fixed),
    "renamed_from",
)
"""What an extension cannot change of a question: answers are read by it."""


def extended(base: Table, extension: Table, report: Report) -> Table:
    """Return what a questionnaire says that extends another; report what has no place.

    A section or question with an id that already exists changes it, key by key. Any other is
    added: behind the one that its `after` names, else at the end.
    """
    merged = {**base, **{key: value for key, value in extension.items() if key != "section"}}
    # The questionnaire at the end of the chain of extensions.
    merged["extends"] = base.get("extends") or base.get("name")
    merged["section"] = _merged(
        listed(base.get("section")),
        listed(extension.get("section")),
        "section",
        "",
        report,
        lambda old, new: _section(old, new, report),
    )
    return merged


def _section(old: Table, new: Table, report: Report) -> Table:
    where = f"section '{old.get('id')}'"
    _look_at_role(old, new, where, report)
    questions = _merged(
        listed(old.get("question")),
        listed(new.get("question")),
        "question",
        where,
        report,
        lambda was, now: _question(was, now, where, report),
    )
    return {**old, **new, "question": questions}


def _question(old: Table, new: Table, section: str, report: Report) -> Table:
    where = f"{section}, question '{old.get('id')}'"
    _look_at_role(old, new, where, report)
    for key in FIXED:
        if key in new and new[key] != old.get(key):
            report(where, f"an extension cannot change '{key}'", "Add another question instead.")
    return {**old, **new}


def _look_at_role(old: Table, new: Table, where: str, report: Report) -> None:
    """Report a role that is taken from what has it; where there is none, one can be given."""
    if old.get("role") and new.get("role", old["role"]) != old["role"]:
        report(where, f"it has the role '{old['role']}', which an extension cannot change",
               "Take 'role' out.")  # fmt: skip


def _merged(
    old: list[Table],
    new: list[Table],
    what: str,
    where: str,
    report: Report,
    merge: Callable[[Table, Table], Table],
) -> list[Table]:
    merged = list(old)
    for table in new:
        place = {str(table.get("id")): at for at, table in enumerate(merged)}
        name, after = str(table.get("id")), table.get("after")
        rest = {key: value for key, value in table.items() if key != "after"}
        at = f"{where}, {what} '{name}'".lstrip(", ")
        if name in place:
            if after is not None:
                report(at, f"'after' has no effect: the {what} '{name}' already exists",
                       f"Remove 'after', or give the new {what} another id.")  # fmt: skip
            merged[place[name]] = merge(merged[place[name]], rest)
        elif after is None:
            merged.append(rest)
        elif str(after) in place:
            merged.insert(place[str(after)] + 1, rest)
        else:
            report(at, f"'after' names an unknown {what} '{after}'"
                   f"{did_you_mean(str(after), place)}", f"Name a {what} of it.")  # fmt: skip
    return merged


def listed(value: object) -> list[Table]:
    """Return the tables of a list; anything else the loader reports in its place."""
    if not isinstance(value, list):
        return []
    return [element for element in value if isinstance(element, dict)]
