"""What runs in a process of its own: a stranger's template, and what it may see."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from interview.errors import InterviewError
from interview.plan.document.render import render, render_part
from interview.plan.document.rendering import MEMORY, unpacked
from interview.questionnaire.library import Template
from interview.sandbox.process import answer, limit, messages

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> None:
    """Render one template as the parent asks for it."""
    requests = messages()
    request = next(requests)
    limit(MEMORY, request["seconds"])
    answer(_reply(request, requests))


def _reply(request: dict[str, Any], others: Iterator[Any]) -> dict[str, Any]:
    @cache
    def find(name: str, above: tuple[str, ...]) -> Template:
        """Ask the parent for a template; where there is none, it lets this process end."""
        answer({"find": [name, above]})
        text, file = next(others)
        return Template(text, file, find)

    text, file = request["template"]
    template = Template(text, file, find if request["finds"] else None)
    view, names = unpacked(request["view"]), request["names"]
    try:
        if names is None:
            return {"text": render(view, template)}
        return {"text": render_part(view, template, names)}
    except InterviewError as error:
        return {"fault": [error.message, error.hint]}
