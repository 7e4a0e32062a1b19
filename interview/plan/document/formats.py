"""The formats that a plan is exported in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from interview.plan.build import plan_of
from interview.text.cleaning import written_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from interview.questionnaire.library import Template
    from interview.session.engine import Engine


class ExportFormat(NamedTuple):
    """A format of the plan.

    Attributes:
        suffix: How the name of its file ends; empty where the settings say it.
        text: Makes it from an interview, the document's template, and whether the document shows
            what the tasks wait for.
    """

    suffix: str
    text: Callable[[Engine, Template, bool], str]


def _markdown(engine: Engine, template: Template, mermaid: bool) -> str:
    from interview.plan.document.assemble import document_of

    return document_of(engine, template, mermaid)


def _json(engine: Engine, _template: Template, _mermaid: bool) -> str:
    of_iterations = engine.questionnaire.is_of_iterations
    data = plan_of(engine).model_dump(mode="json") if of_iterations else engine.answers()
    return written_json(data) + "\n"


FORMATS = {"markdown": ExportFormat("", _markdown), "json": ExportFormat(".json", _json)}
"""The formats by name, the usual one first."""
