"""Small questionnaires of our own, for what the built-in one does not show."""

from __future__ import annotations

from interview.questionnaire.loading import load
from interview.questionnaire.model import Questionnaire


def section(name: str, *questions: tuple[str, str, str]) -> str:
    """Return a section in TOML.

    Args:
        name: The id and the title of the section.
        questions: The id, the kind and further lines of each question, all of them required.
    """
    text = f'[[section]]\nid = "{name}"\ntitle = "{name}"\n'
    for ident, kind, more in questions:
        text += (
            f'[[section.question]]\nid = "{ident}"\nkind = "{kind}"\nask = "The {ident}?"\n'
            f'help = "h"\nrequired = true\n{more}\n'
        )
    return text


def one_section(*questions: tuple[str, str, str]) -> Questionnaire:
    """Return a questionnaire of one section, `a`, with questions as of `section`."""
    head = 'name = "small"\nversion = 1\ndocument = "iteration.md.j2"\n'
    return load(head + section("a", *questions), "small.toml")
