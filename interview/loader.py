"""Reads the TOML of a questionnaire and reports everything that is wrong with it at once.

A misspelt condition is an error here, never a question that silently disappears.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from interview.cross_check import CrossCheck, Place
from interview.errors import ProblemsError, did_you_mean
from interview.extending import DEEPEST, extended
from interview.kinds import KINDS
from interview.question import Question, Rejected
from interview.questionnaire import Questionnaire, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pydantic_core import ErrorDetails

LARGEST = 1_000_000
"""Characters in a questionnaire's file; a project's own is untrusted input."""

M = TypeVar("M", bound=BaseModel)
Table = dict[str, Any]


class Problem(NamedTuple):
    """One thing wrong with a questionnaire: where, what, and what to do."""

    file: str
    where: str
    message: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}, {self.where}" if self.where else self.file
        return f"{place}: {self.message}. {self.hint}"


class QuestionnaireError(ProblemsError):
    """A questionnaire that cannot be asked, with every reason."""


class Text(NamedTuple):
    """What a file says, and its name in messages."""

    text: str
    file: str


def load(
    text: str,
    file: str,
    has_document: Callable[[str], bool] = lambda _: True,
    sources: Collection[str] = (),
    find: Callable[[str, Collection[str]], Text | None] = lambda *_: None,
) -> Questionnaire:
    """Return the questionnaire that a TOML text describes.

    file: its name in messages. has_document: says whether a document template exists. sources:
    the names of suggestions that the program knows. find: returns the questionnaire of a name that
    is extended, in none of some files. Raise QuestionnaireError with every problem.
    """
    loading = _Loading(file, find)
    questionnaire = loading.read(text, has_document, sources)
    if loading.problems or questionnaire is None:
        raise QuestionnaireError(
            f"{file} cannot be asked", loading.problems, "Mend the places named above."
        )
    return questionnaire


@dataclass(eq=False, repr=False)
class _Loading:
    file: str
    find: Callable[[str, Collection[str]], Text | None]
    problems: list[Problem] = field(default_factory=list)
    broken: set[Place] = field(default_factory=set)

    def report(self, where: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, where, message, hint))

    def read(
        self, text: str, has_document: Callable[[str], bool], sources: Collection[str]
    ) -> Questionnaire | None:
        if (raw := self._whole(Text(text, self.file))) is None:
            return None
        sections = [
            section
            for place, table in enumerate(self._tables(raw, "section", ""), 1)
            if (section := self._section(table, _label("section", table, place)))
        ]
        CrossCheck(sections, frozenset(self.broken), sources, self.report).run()
        document = raw.get("document")
        if isinstance(document, str) and not has_document(document):
            self.report("", f"the document template '{document}' does not exist",
                        "Put it into the folder 'documents' beside 'questionnaires'.")  # fmt: skip
        return self._build(Questionnaire, {**raw, "section": sections}, "")

    def _whole(self, said: Text, above: tuple[str, ...] = ()) -> Table | None:
        """Return what a file says, put into the place of what it extends; report what is wrong.

        above: the files that extend this one.
        """
        raw = self._toml(said.text) if not above else self._other(said)
        if raw is None or "extends" not in raw:
            return raw
        name, files = raw["extends"], (*above, said.file)
        base = self.find(name, files) if isinstance(name, str) else None
        if base is None or len(files) > DEEPEST:
            told = f"there is no questionnaire '{name}' to extend"
            self.report("", told if base is None else "too many extend one another",
                        'Name another one, such as extends = "iteration".')  # fmt: skip
            return None
        below = self._whole(base, files)
        return None if below is None else extended(below, raw, self.report)

    def _other(self, said: Text) -> Table | None:
        """Return what another file says that is extended; its problems are its own."""
        here, self.file = self.file, said.file
        raw = self._toml(said.text)
        self.file = here
        return raw

    def _toml(self, text: str) -> Table | None:
        if len(text) > LARGEST:
            self.report("", f"{len(text):,} characters are too many", f"{LARGEST:,} fit.")
            return None
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            self.report("", f"not TOML: {broken}", "Mend that line; the rest was not read.")
        except RecursionError:
            self.report("", "it is nested too deeply", "Flatten it; conditions need few levels.")
        return None

    def _tables(self, raw: Table, key: str, where: str) -> list[Table]:
        tables = raw.get(key)
        if isinstance(tables, list) and tables and all(isinstance(one, dict) for one in tables):
            return tables
        name = "section" if key == "section" else "section.question"
        self.report(where, f"there is no {key}", f"Add a [[{name}]].")
        return []

    def _section(self, raw: Table, where: str) -> Section | None:
        questions = [
            question
            for place, table in enumerate(self._tables(raw, "question", where), 1)
            if (question := self._question(table, raw, f"{where}, "
                                           f"{_label('question', table, place)}"))
        ]  # fmt: skip
        return self._build(Section, {**raw, "question": questions}, where)

    def _question(self, raw: Table, section: Table, where: str) -> Question | None:
        question = None
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            said = f"unknown kind '{kind}'" if "kind" in raw else "the key 'kind' is missing"
            self.report(where, said + did_you_mean(str(kind), KINDS), f"Kinds: {', '.join(KINDS)}.")
        else:
            question = self._build(KINDS[kind], raw, where)
        if question is None:
            self.broken.add(Place(str(section.get("id")), str(raw.get("id"))))
        elif not self._variants(question, raw, where) or not self._default(question, where):
            return question  # reported, and still good enough to be named by others
        return question

    def _variants(self, question: Question, raw: Table, where: str) -> bool:
        """Build what each variant makes of the question, so that a bad one is found now."""
        before = len(self.problems)
        plain = {key: value for key, value in raw.items() if key != "variant"}
        for place, variant in enumerate(question.variant, 1):
            at = f"{where}, variant {place}"
            if fixed := sorted({"id", "kind", "variant", "renamed_from"} & variant.changes.keys()):
                self.report(at, f"a variant cannot change '{fixed[0]}'", "Ask another question.")
            else:
                self._build(type(question), {**plain, **variant.changes}, at)
        return len(self.problems) == before

    def _default(self, question: Question, where: str) -> bool:
        try:
            if question.default is not None:
                question.accept(question.default)
        except Rejected as no:
            self.report(where, f"the default is no answer: {no}", "Give one that it takes.")
            return False
        return True

    def _build(self, model: type[M], raw: Table, where: str) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as errors:
            for error in errors.errors():
                self._tell(model, error, where)
            return None

    def _tell(self, model: type[BaseModel], error: ErrorDetails, where: str) -> None:
        place = [str(part) for part in error["loc"]]
        name = place[-1] if place else ""
        at = f"{where}, {'.'.join(place)}".strip(", ") if len(place) > 1 else where
        if error["type"] == "extra_forbidden":
            known = list(model.model_fields) if len(place) == 1 else []
            hint = f"Known here: {', '.join(known)}." if known else "Remove it."
            self.report(at, f"unknown key '{name}'{did_you_mean(name, known)}", hint)
        elif error["type"] == "missing":
            self.report(at, f"the key '{name}' is missing", f"Add {name} = ….")
        else:
            message = error["msg"].removeprefix("Value error, ")
            said = f"{name}: {message}" if name else message
            self.report(at, said[:1].lower() + said[1:], "Give a value of the right form.")


def _label(what: str, table: Table, place: int) -> str:
    name = table.get("id")
    return f"{what} '{name}'" if isinstance(name, str) and name else f"{what} {place}"
