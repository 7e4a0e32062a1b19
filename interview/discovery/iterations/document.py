"""What an iteration document says, in the shape of an interview's answers.

Documents are edited by people and by programs: whatever is not found is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from interview.discovery.standards.sections import Part, bullets, parts
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    Answers = dict[str, Any]

STATUSES = {
    "complete": ("complete", "completed", "done", "✅", "âœ…", "☑"),
    "in_progress": ("in progress", "started", "🔄", "ðŸ”„"),
    "planned": ("planned", "todo", "open", "📋", "ðŸ“‹", "☐"),
}
"""How documents mark a task; of the icons, also what UTF-8 becomes when it is read as cp1252."""

TYPES = {
    "implementation": "implementation",
    "spike": "spike",
    "integration": "integration",
    "wiring": "wiring",
}
"""A word of the name of each type of task."""

_TITLE = re.compile(r"iteration\s+#?(?P<number>\d{1,5})\s*[:.–—-]?\s*(?P<title>.*)", re.IGNORECASE)
_TASK = re.compile(r"(?:task\s+)?(?P<number>\d{1,4})[.:)]?\s+(?P<name>\S.*)", re.IGNORECASE)
_LABEL = re.compile(r"\*\*(?P<label>[^*\n]{1,60}?):?\*\*[ \t]*:?[ \t]*")
_BOX = re.compile(r"\[(?P<box>[ xX])\]\s+")
_HOURS = re.compile(r"(?P<hours>\d{1,3}(?:[.,]\d)?)\s*h", re.IGNORECASE)


def read_document(text: str) -> Answers | None:
    """Return the answers that a document was made of; None when it is no iteration's."""
    found = list(parts(text))
    titles = [match for part in found if part.level == 1 and (match := _TITLE.match(part.heading))]
    if not titles:
        return None
    title = {"number": int(titles[0]["number"]), "title": titles[0]["title"].strip()}
    sections = {_kind(part.heading): part for part in found if part.level == 2}
    answers: Answers = {"iteration": title, "tasks": _tasks(found, _text(sections, "progress"))}
    answers["context"] = dict(_labelled(_text(sections, "context")))
    answers["stack"] = list(_stack(found))
    answers["gates"] = _gates(found)
    answers["assumptions"] = {"validates": _rows(_text(sections, "validates"), "name", "text")}
    answers["scope"] = {"excluded": _rows(_text(sections, "not in"), "feature", "reason")}
    return answers


_SECTIONS = {
    "context": "context", "progress": "progress", "validates": "validates", "not in": "not in",
    "scope control": "not in", "tech stack": "stack", "quality gates": "gates", "tasks": "tasks",
}  # fmt: skip


def _kind(heading: str) -> str:
    """Return which section a heading begins."""
    words = heading.lower()
    if words.startswith("task type"):
        return ""
    return next((kind for sign, kind in _SECTIONS.items() if sign in words), "")


def _text(sections: dict[str, Part], kind: str) -> str:
    return sections[kind].text if kind in sections else ""


def _under(found: list[Part], kind: str) -> Iterator[Part]:
    """Yield the parts one level below a section."""
    inside = False
    for part in found:
        if part.level <= 2:
            inside = part.level == 2 and _kind(part.heading) == kind
        elif part.level == 3 and inside:
            yield part


def _tasks(found: list[Part], progress: str) -> list[Answers]:
    ticked = dict(_ticked(progress))
    tasks = []
    for part in _under(found, "tasks"):
        if heading := _TASK.match(part.heading):
            name, status = _marked(heading["name"])
            status = status or ticked.get(int(heading["number"]), "") or "planned"
            tasks.append({"name": name, "status": status, "line": part.line, **_task(part.text)})
    return tasks


def _marked(heading: str) -> tuple[str, str]:
    """Return a heading without the mark of its status at the end, and the status."""
    words = heading.strip(" *-–()[]")
    status = ""
    while True:
        found = next(
            (
                (kind, sign)
                for kind, signs in STATUSES.items()
                for sign in signs
                if words.lower().endswith(sign.lower()) and _stands_alone(words, sign)
            ),
            None,
        )
        if found is None:
            return words, status
        status = status or found[0]
        words = words[: -len(found[1])].rstrip(" *-–()[]:\ufe0f")


def _stands_alone(words: str, sign: str) -> bool:
    """Return whether a sign at the end of some words is one of its own: no `undone`."""
    before = words[: -len(sign)]
    return not before or not before[-1].isalnum() or not sign[0].isalnum()


def _ticked(progress: str) -> Iterator[tuple[int, str]]:
    for item in bullets(progress):
        box = _BOX.match(item)
        task = _TASK.match(item[box.end() :]) if box else None
        if box and task:
            _, status = _marked(task["name"])
            yield int(task["number"]), "complete" if box["box"] in "xX" else status


def _task(text: str) -> Answers:
    answers: Answers = {}
    for label, value in _labels(text):
        words = label.lower()
        if words == "type":
            kinds = (kind for sign, kind in TYPES.items() if sign in value.lower())
            answers["type"] = next(kinds, "implementation")
        elif words.startswith("estimate") and (hours := _HOURS.search(value)):
            answers["hours"] = float(hours["hours"].replace(",", "."))
        elif words == "what to build" and value:
            answers["what"] = value
    return answers


def _labels(text: str) -> Iterator[tuple[str, str]]:
    """Yield what is in bold on a line, with the words up to the next one on it."""
    for line in text.split("\n"):
        found = list(_LABEL.finditer(line))
        for place, label in enumerate(found):
            end = found[place + 1].start() if place + 1 < len(found) else len(line)
            yield label["label"].strip(), line[label.end() : end].strip()


def _labelled(text: str) -> Iterator[tuple[str, str]]:
    for label, value in (
        (label, value) for item in bullets(text) for label, value in _labels(item)
    ):
        if value:
            yield label.lower().replace(" ", "_"), value


def _stack(found: list[Part]) -> Iterator[Answers]:
    for part in _under(found, "stack"):
        rules = [row for row in _rows(part.text, "name", "text") if row["text"]]
        yield {"name": one_line(part.heading), "rules": rules}


def _gates(found: list[Part]) -> Answers:
    gates: Answers = {}
    for part in _under(found, "gates"):
        words = part.heading.lower()
        if "completion" in words:
            lines = [_BOX.sub("", item, count=1) for item in bullets(part.text)]
            gates["completion"] = [line for line in lines if line]
        elif "standards" in words:
            key = "testing_standards" if "test" in words else "code_standards"
            gates[key] = [row for row in _rows(part.text, "name", "text") if row["text"]]
    return {key: value for key, value in gates.items() if value}


def _rows(text: str, first: str, second: str) -> list[dict[str, str]]:
    """Return the items of a list as rows: `**Name**: text`, or `name - text`."""
    rows = []
    for item in bullets(text):
        if label := _LABEL.match(item):
            name, said = label["label"], item[label.end() :]
        else:
            name, _, said = item.partition(" - ")
        if name.strip():
            rows.append({first: name.strip(), second: said.strip()})
    return rows
