"""Questionnaires: what may be asked, as data. `loader` reads them from TOML."""

from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from interview.questionnaire.iteration import ITERATION
from interview.questionnaire.question import Id, Line, Model, Question
from interview.questionnaire.roles import SECTIONS, Role
from interview.text.placeholders import unknown_fields


def _printable(path: str) -> str:
    if not path.isprintable():
        raise ValueError(
            "a path cannot have line breaks, control characters or invisible characters"
        )
    if fault := unknown_fields(path):
        raise ValueError(f"the path {fault}")
    return path


class Section(Model):
    """A titled group of questions; with `item`, one that is asked once per item.

    Attributes:
        item: What one entry is called ("task").
        at_least: How many entries a plan needs.
        suggest: A source of entries that are proposed.
        role: What it is to the program, whatever its id is.
    """

    id: Id
    title: Line
    help: str = ""
    item: str = ""
    at_least: int = Field(default=0, ge=0, le=100)
    suggest: str = ""
    role: Annotated[str, Field(json_schema_extra={"enum": list(SECTIONS)})] = ""
    question: tuple[Question, ...]

    @property
    def repeats(self) -> bool:
        """Whether it is asked once per item."""
        return bool(self.item)

    @property
    def key_letter(self) -> str:
        """The letter that the keys of its items begin with."""
        return self.item[:1].lower()

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by id, in the order in which they are asked."""
        return {question.id: question for question in self.question}

    @property
    def naming(self) -> Question:
        """The question whose answer names an item: the first one."""
        return self.question[0]

    @cached_property
    def by_role(self) -> dict[str, Question]:
        """The questions that play a role, by it."""
        return {question.role: question for question in self.question if question.role}


class RoleHolder(NamedTuple):
    """What plays a role: a section, or one of its questions."""

    section: Section
    question: Question | None = None


class Questionnaire(Model):
    """Sections of questions with a name, a version, and the document they are asked for.

    Attributes:
        extends: The questionnaire that this one goes back to.
        document: The template of the document.
        path: Where the document goes, from the project's root; `{number}` is that of the session.
    """

    name: Id
    version: int = Field(ge=1)
    title: str = ""
    extends: str = ""
    document: Line
    path: Annotated[str, AfterValidator(_printable)] = ""
    section: tuple[Section, ...]

    def __repr__(self) -> str:
        return f"<Questionnaire {self.name} {self.version}>"

    @property
    def is_of_iterations(self) -> bool:
        """Whether its answers are an iteration plan, with or without more."""
        return (self.extends or self.name) == ITERATION

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The sections by id, in the order in which they are asked."""
        return {section.id: section for section in self.section}

    def playing(self, role: Role) -> RoleHolder | None:
        """Return what plays a role; None where nothing does."""
        return self._roles.get(role)

    @cached_property
    def _roles(self) -> dict[str, RoleHolder]:
        sections = {section.role: RoleHolder(section) for section in self.section if section.role}
        questions = {
            role: RoleHolder(section, question)
            for section in self.section
            for role, question in section.by_role.items()
        }
        return sections | questions
