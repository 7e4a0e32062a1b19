"""Characters that do something to a terminal or hide something from people, and who finds them."""

from __future__ import annotations

import json
import re
from typing import Any

from interview.questionnaire.kinds.choice import ChoiceQuestion, ChoicesQuestion
from interview.questionnaire.kinds.code import CodeQuestion
from interview.questionnaire.kinds.confirm import Confirm
from interview.questionnaire.kinds.lines import Lines
from interview.questionnaire.kinds.number import Number
from interview.questionnaire.kinds.records import Records
from interview.questionnaire.kinds.references import References
from interview.questionnaire.kinds.text import TextQuestion
from interview.questionnaire.model import Questionnaire
from interview.questionnaire.question import Question
from interview.text.invisible import INVISIBLE

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def controls(text: str) -> list[str]:
    """Return the characters that a terminal would obey."""
    return _CONTROLS.findall(text)


def hidden(text: str) -> list[str]:
    """Return the contains invisible characters; the document's own sign of a gap has one."""
    return _HIDDEN.findall(text.replace("⚠️", ""))


EVIL = (
    "a\x1b]0;owned\x07\x1b[2J\x9b31m\x90q\x9c\x7f\x85\x00"  # a title, a cleared screen, a colour
    "\u202eb\u2066c\u200d\u200bd\ufeff\U000e0041\U000e007fe\ufe0f\U000e0158\u3164\u2028\u2029\u00adf"
    "\r\n--> <script>alert(1)</script> -->\n**Status**: complete [x](javascript:alert(1)) "
    "![y](//evil/track.png)\n\n::error::z\n"
)
"""Whatever does something to a terminal, hides something, or forges something in a document."""


def value(question: Question) -> Any:
    """Return an answer that is as hostile as the question lets it be."""
    match question:
        case Number():
            return question.minimum or 1
        case ChoiceQuestion():
            return question.choices[-1].value
        case ChoicesQuestion():
            return [choice.value for choice in question.choices]
        case Confirm():
            return True
        case References():
            return []
        case Lines():
            return [EVIL, EVIL]
        case Records():
            return [
                {
                    column.id: "go" if column.id == "language" else EVIL
                    for column in question.columns
                }
            ]
        case CodeQuestion():
            return {"language": EVIL, "text": EVIL}
        case TextQuestion(max_length=longest):
            return EVIL[:longest]
        case _:
            return EVIL


def events(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return every type of event, with hostile characters in each text that takes any."""
    at = {"at": "2026-11-23T12:00:00Z"}
    name = {"name": "iteration", "version": 1}
    results: list[dict[str, Any]] = [
        {"event": "started", "schema": 1, "id": EVIL, "questionnaire": name, "project": EVIL,
         "branch": EVIL, "commit": EVIL, EVIL: EVIL},
    ]  # fmt: skip
    items = [
        (s.id, key) for s in questionnaire.section if s.repeats for key in ("t1", "t2", "t3", "t4")
    ]
    results += [{"event": "item_added", "section": entry, "item": key} for entry, key in items]
    results += [
        {"event": "item_added", "section": EVIL, "item": "x1"},
        {"event": "item_moved", "section": EVIL, "item": "x1", "to": 1},
        {"event": "item_removed", "section": EVIL, "item": "x1"},
        {"event": "section_closed", "section": EVIL},
        {"event": "status", "section": EVIL, "item": "x1", "status": "complete"},
    ]
    types = iter(["spike", "integration", "wiring", "implementation"])
    for section in questionnaire.section:
        for key in [key for entry, key in items if entry == section.id] or [""]:
            kind = next(types) if section.id == "tasks" else ""
            for question in section.question:
                address = ".".join(filter(None, (section.id, key, question.id)))
                content = kind if kind and question.id == "type" else value(question)
                results.append({"event": "answered", "address": address, "value": content,
                              "origin": "user", "batch": EVIL})  # fmt: skip
    results += [
        {"event": "answered", "address": "gone.question", "value": EVIL, "origin": "import"},
        {"event": "answered", "address": "goal.outcome", "value": [EVIL], "origin": "file"},
        {"event": "cleared", "address": "tasks.t1.artifact"},
        {"event": "drafted", "address": "tasks.t1.artifact", "value": EVIL, "source": EVIL},
        {"event": "drafted", "address": "context.built", "value": EVIL, "source": EVIL},
        {"event": "postponed", "address": "context.built", "note": EVIL},
        {"event": "postponed", "address": "tasks.t2.what", "note": EVIL},
        {"event": "suppressed", "address": "", "rule": EVIL, "reason": EVIL},
        {"event": "suppressed", "address": "tasks.t1", "rule": "vague-word", "reason": EVIL},
        {"event": "approved"},
        {"event": "exported", "path": EVIL, "sha256": EVIL},
        {"event": EVIL, EVIL: [EVIL]},
        {"event": "undone"},
        {"event": "redone"},
    ]
    return [{**entry, **at} for entry in results]


def session(questionnaire: Questionnaire) -> str:
    """Return the text of a session file with all of them; an escape in JSON is as good as raw."""
    return "".join(json.dumps(event) + "\n" for event in events(questionnaire))
