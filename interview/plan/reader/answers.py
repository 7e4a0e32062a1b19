"""What the document of an iteration says, in the shape of an interview's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from interview.plan.reader.document import read_document

if TYPE_CHECKING:
    from interview.plan.reader.reading import DocumentReading

    Answers = dict[str, Any]


def read_answers(text: str) -> Answers | None:
    """Return the answers that a document was made of; None when it is no iteration's.

    A task's `line` is where its heading stands, from 1.
    """
    try:
        reading = read_document(text)
    except ValueError:
        return None  # too long for a plan
    if reading.plan.iteration.number is None:
        return None
    answers: Answers = _filled(reading.plan.model_dump(mode="json"))
    answers["tasks"] = _tasks(reading)
    return answers


def _tasks(reading: DocumentReading) -> list[Answers]:
    """Return the tasks; the progress list says the status of those whose heading says none."""
    ticked = {line.number: line.status for line in reading.progress if line.status}
    places = enumerate(reading.plan.tasks, 1)
    return [
        {
            **_filled(task.model_dump(mode="json")),
            "status": status or ticked.get(number or place) or "planned",
            "line": reading.lines[f"tasks.{task.key}"],
        }
        for (place, task), number, status in zip(
            places, reading.numbers, reading.statuses, strict=True
        )
    ]


def _filled(data: Any) -> Any:
    """Return what says something."""
    if not isinstance(data, dict):
        return data
    kept = {name: _filled(value) for name, value in data.items()}
    return {name: value for name, value in kept.items() if value not in ("", None, [], {})}
