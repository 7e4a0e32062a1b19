"""JSON Schemas of what people write by hand: answers files and questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, TypeAdapter

from interview.questionnaire.kinds.all import KINDS
from interview.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    from interview.questionnaire.model import Section
    from interview.questionnaire.question import Question

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(questionnaire: Questionnaire) -> Schema:
    """Return the JSON Schema of the answers files for a questionnaire.

    It describes the form of each answer; which answers go together the questionnaire's conditions
    say, and `interview start --answers` reports.
    """
    return {
        "$schema": DIALECT,
        "title": f"Answers for the questionnaire '{questionnaire.name}'",
        **_mapping({section.id: _section(section) for section in questionnaire.section}),
    }


def _section(section: Section) -> Schema:
    questions = _mapping({question.id: _question(question) for question in section.question})
    about = {"title": section.title, "description": section.help}
    return {**about, "type": "array", "items": questions} if section.repeats else {
        **about, **questions}  # fmt: skip


def _question(question: Question) -> Schema:
    return {"title": question.ask, "description": question.help, **question.answer_schema()}


def _mapping(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def questionnaire_schema() -> Schema:
    """Return the JSON Schema of a questionnaire's TOML, and of one that extends another."""
    one_of_all: Any = Annotated[_union(), Field(discriminator="kind")]
    schema = Questionnaire.model_json_schema()
    question = TypeAdapter(one_of_all).json_schema()
    definitions = {**schema.pop("$defs"), **question.pop("$defs")}
    definitions["Question"] = question
    definitions["Questionnaire"] = schema
    definitions |= _extension(definitions)
    return {
        "$schema": DIALECT,
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/Extension"},
        "else": {"$ref": "#/$defs/Questionnaire"},
        "$defs": definitions,
    }


def _extension(definitions: Schema) -> Schema:
    """Return the definitions of what an extension holds: any part of what it changes."""
    after = {"type": "string", "description": "The id of the section or question that it follows."}
    question: Schema = {}
    for kind in KINDS.values():
        for name, form in definitions[kind.__name__]["properties"].items():
            forms = question.setdefault(name, {"anyOf": []})["anyOf"]
            forms += [form] if form not in forms else []
    section = dict(definitions["Section"]["properties"])
    section["question"] = _list({"$ref": "#/$defs/ExtensionQuestion"})
    whole = dict(definitions["Questionnaire"]["properties"])
    whole["section"] = _list({"$ref": "#/$defs/ExtensionSection"})
    return {
        "Extension": {**_mapping(whole), "required": ["name", "version", "extends"]},
        "ExtensionSection": {**_mapping({**section, "after": after}), "required": ["id"]},
        "ExtensionQuestion": {**_mapping({**question, "after": after}), "required": ["id"]},
    }


def _union() -> Any:
    first, *others = KINDS.values()
    union: Any = first
    for kind in others:
        union = union | kind
    return union
