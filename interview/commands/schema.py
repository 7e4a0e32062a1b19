"""`interview schema`: the JSON Schemas of the files that go in and come out."""

from __future__ import annotations

import click

from interview.project.workplace import Workplace
from interview.terminal import completion
from interview.text.cleaning import written_json


@click.command
@click.option(
    "--answers", is_flag=True, help="Print the schema of answers files for `start --answers`."
)
@click.option(
    "--of",
    "name",
    metavar="NAME",
    shell_complete=completion.questionnaire,
    help="The questionnaire that --answers is for.",
)
@click.option("--questionnaire", is_flag=True, help="Print the schema of questionnaires.")
def command(answers: bool, name: str | None, questionnaire: bool) -> int:
    """Print the JSON Schema of plans, as `export --format json` writes them."""
    from interview.plan.model import plan_schema
    from interview.questionnaire.json_schema import answers_schema, questionnaire_schema

    if answers and questionnaire:
        raise click.UsageError("Use --answers or --questionnaire, not both.")
    if answers:
        workplace = Workplace.here()
        wanted = name or workplace.project.settings["questionnaire"].value
        schema = answers_schema(workplace.library.questionnaire(wanted))
    else:
        schema = questionnaire_schema() if questionnaire else plan_schema()
    click.echo(written_json(schema))
    return 0
