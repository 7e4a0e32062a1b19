"""Reads the TOML of a questionnaire and reports everything that is wrong with it at once.

A misspelt condition is an error here, never a question that silently disappears.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from interview.errors import ProblemsError, did_you_mean
from interview.files.bounds import bounded
from interview.questionnaire.cross_check import CrossCheck, QuestionPlace
from interview.questionnaire.extending import DEEPEST, extended, listed
from interview.questionnaire.iteration import ITERATION
from interview.questionnaire.kinds.all import KINDS
from interview.questionnaire.model import Questionnaire, Section
from interview.questionnaire.question import Question, Rejected
from interview.questionnaire.reserved import check_ids
from interview.questionnaire.role_check import check_roles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pydantic_core import ErrorDetails

LARGEST = 1_000_000
"""Characters in a questionnaire's file; a project's own is untrusted input."""

LONGEST_TEXT = 50_000
"""Characters in one text of a questionnaire: a help, an example, a pattern."""

OF_THE_QUESTION = frozenset({"id", "kind", "role", "variant", "renamed_from"})
"""The keys that a variant cannot change: they are of the question in all of its wordings."""

MOST_SECTIONS = 200
MOST_QUESTIONS = 1_000
"""In one file, and in what it becomes with what it extends."""

MOST_PROBLEMS = 100
"""Problems that are told at once; looking for more would take long and help nobody."""

_LONGEST_MESSAGE = 500
"""Characters of a problem that are told: what is wrong may be of any length."""

# Python's reader of TOML takes time by the square of the parts of one key.
_DOTTED = re.compile(
    r"""(?<![\w-]) (?: (?: [\w-]++ | "[^"\n]*+" | '[^'\n]*+' ) [ \t]*+ \. [ \t]*+ ){50}""",
    re.VERBOSE,
)

_ANOTHER_NAME = "Make it the same, or give the questionnaire a name other than 'iteration'."

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
    iteration: Callable[[], Questionnaire] | None = None,
) -> Questionnaire:
    """Return the questionnaire that a TOML text describes.

    Args:
        file: Its name in messages.
        has_document: Says whether a document template exists.
        sources: The names of suggestions that the program knows.
        find: Returns the questionnaire of a name that is extended, in none of some files.
        iteration: Returns the questionnaire whose answers are an iteration plan; None for that
            one itself.

    Raises:
        QuestionnaireError: With every problem.
    """
    loading = _Loading(file, find, iteration)
    questionnaire = None
    try:
        questionnaire = loading.read(text, has_document, sources)
    except RecursionError:
        loading.report("", "it is nested too deeply", "Flatten it: use fewer nested levels.")
    except _EnoughError:
        loading.problems.append(Problem(file, "", "there are more problems", "Fix these first."))
    if loading.problems or questionnaire is None:
        raise QuestionnaireError(
            f"{file} is not a valid questionnaire", loading.problems, "Fix the places listed above."
        )
    return questionnaire


class _EnoughError(Exception):
    """So much is wrong that nothing more is looked for."""


@dataclass(eq=False, repr=False)
class _Loading:
    file: str
    find: Callable[[str, Collection[str]], Text | None]
    iteration: Callable[[], Questionnaire] | None
    problems: list[Problem] = field(default_factory=list)
    broken: set[QuestionPlace] = field(default_factory=set)

    def report(self, where: str, message: str, hint: str) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise _EnoughError
        parts = (part[:_LONGEST_MESSAGE] for part in (where, message, hint))
        self.problems.append(Problem(self.file, *parts))

    def read(
        self, text: str, has_document: Callable[[str], bool], sources: Collection[str]
    ) -> Questionnaire | None:
        if (raw := self._whole(Text(text, self.file))) is None or not self._count(raw):
            return None
        self._look_at_lengths(raw, "")
        sections = [
            section
            for place, table in enumerate(self._tables(raw, "section", ""), 1)
            if (section := self._section(table, _label("section", table, place)))
        ]
        CrossCheck(sections, frozenset(self.broken), sources, self.report).run()
        check_roles(sections, self.report)
        check_ids(sections, self.report)
        self._look_at_plan(raw, sections)
        document = raw.get("document")
        if isinstance(document, str) and not has_document(document):
            self.report("", f"the document template '{document}' does not exist",
                        "Put it in the folder 'documents' beside 'questionnaires'.")  # fmt: skip
        return self._build(Questionnaire, {**raw, "section": sections}, "")

    def _look_at_plan(self, raw: Table, sections: list[Section]) -> None:
        """Report what keeps the answers from being an iteration plan, where they are to be one."""
        if ITERATION not in (raw.get("name"), raw.get("extends")) or self.iteration is None:
            return
        planned = self.iteration().sections
        for section in sections:
            if (known := planned.get(section.id)) is None:
                continue
            if section.repeats != known.repeats:
                self.report(f"section '{section.id}'", "in an iteration plan this section "
                            f"{'repeats' if known.repeats else 'is asked once'}",
                            _ANOTHER_NAME)  # fmt: skip
            for question in section.question:
                same = known.questions.get(question.id)
                if same is not None and (fault := _unlike(question, same)):
                    where = QuestionPlace(section.id, question.id).where
                    self.report(where, f"in an iteration plan {fault}", _ANOTHER_NAME)

    def _whole(self, text: Text, above: tuple[str, ...] = ()) -> Table | None:
        """Return what a file says, put into the place of what it extends; report what is wrong.

        Args:
            above: The files that extend this one.
        """
        raw = self._toml(text.text) if not above else self._other(text)
        if raw is None or "extends" not in raw:
            return raw
        name, files = raw["extends"], (*above, text.file)
        base = self.find(name, files) if isinstance(name, str) else None
        if base is None or len(files) > DEEPEST:
            message = f"there is no questionnaire '{name}' to extend"
            many = "too many questionnaires extend one another"
            hint = 'Name another one, for example extends = "iteration".'
            self.report("", message if base is None else many, hint)
            return None
        below = self._whole(base, files)
        return None if below is None else extended(below, raw, self.report)

    def _other(self, text: Text) -> Table | None:
        """Return what another file says that is extended; its problems are its own."""
        file, self.file = self.file, text.file
        raw = self._toml(text.text)
        self.file = file
        return raw

    def _toml(self, text: str) -> Table | None:
        if len(text) > LARGEST:
            self.report("", f"{len(text):,} characters are too many", f"{LARGEST:,} fit.")
            return None
        try:
            if _DOTTED.search(text):
                raise RecursionError
            raw: Table = tomllib.loads(text)
        except RecursionError:
            self.report("", "it is nested too deeply", "Flatten it: use fewer nested levels.")
        except ValueError as error:  # TOML's own errors, and numbers with thousands of digits
            self.report("", f"not TOML: {error}", "Fix that line; the rest was not read.")
        else:
            return self._bounded(raw)
        return None

    def _bounded(self, raw: Table) -> Table | None:
        try:
            raw = bounded(raw, finite=False)
        except ValueError as error:
            self.report("", str(error), "Flatten it: use fewer nested levels.")
            return None
        return raw if self._count(raw) else None

    def _count(self, raw: Table) -> bool:
        """Say whether there are as many sections and questions as can be asked, or fewer."""
        sections = listed(raw.get("section"))
        questions = sum(len(listed(section.get("question"))) for section in sections)
        for count, most, what in (
            (len(sections), MOST_SECTIONS, "sections"),
            (questions, MOST_QUESTIONS, "questions"),
        ):
            if count > most:
                self.report("", f"too many {what}: {count:,}; the limit is {most:,}",
                            "Split it into two questionnaires.")  # fmt: skip
                return False
        return True

    def _look_at_lengths(self, raw: Table, where: str) -> None:
        """Report the texts that are too long, but for those of what is looked at by itself."""
        for name, value in raw.items():
            longest = 0 if name in ("section", "question") else _longest(value)
            if longest > LONGEST_TEXT or len(name) > LONGEST_TEXT:
                self.report(where, f"{name[:40]}: a text of {max(longest, len(name)):,} characters "
                            f"is too long ({LONGEST_TEXT:,} fit)", "Shorten it.")  # fmt: skip
                raise _EnoughError

    def _tables(self, raw: Table, key: str, where: str) -> list[Table]:
        tables = raw.get(key)
        if isinstance(tables, list) and tables and all(isinstance(table, dict) for table in tables):
            return tables
        name = "section" if key == "section" else "section.question"
        self.report(where, f"there is no {key}", f"Add a [[{name}]].")
        return []

    def _section(self, raw: Table, where: str) -> Section | None:
        self._look_at_lengths(raw, where)
        questions = [
            question
            for place, table in enumerate(self._tables(raw, "question", where), 1)
            if (question := self._question(table, raw, f"{where}, "
                                           f"{_label('question', table, place)}"))
        ]  # fmt: skip
        return self._build(Section, {**raw, "question": questions}, where)

    def _question(self, raw: Table, section: Table, where: str) -> Question | None:
        self._look_at_lengths(raw, where)
        question = None
        kind = raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            text = f"unknown kind '{kind}'" if "kind" in raw else "the key 'kind' is missing"
            self.report(where, text + did_you_mean(str(kind), KINDS), f"Kinds: {', '.join(KINDS)}.")
        else:
            question = self._build(KINDS[kind], raw, where)
        if question is None:
            self.broken.add(QuestionPlace(str(section.get("id")), str(raw.get("id"))))
        elif not self._variants(question, where) or not self._default(question, where):
            return question  # the question has problems, but its id may be referred to
        return question

    def _variants(self, question: Question, where: str) -> bool:
        """Build what each variant makes of the question, so that a bad one is found now."""
        before = len(self.problems)
        names = question.model_fields_set - {"variant", "when"}
        plain = {name: getattr(question, name) for name in names} if question.variant else {}
        for place, variant in enumerate(question.variant, 1):
            at = f"{where}, variant {place}"
            if fixed := sorted(OF_THE_QUESTION & variant.changes.keys()):
                self.report(
                    at, f"a variant cannot change '{fixed[0]}'", "Add another question instead."
                )
            else:
                self._build(type(question), {**plain, **variant.changes}, at)
        return len(self.problems) == before

    def _default(self, question: Question, where: str) -> bool:
        try:
            if question.default is not None:
                question.accept(question.default)
        except Rejected as error:
            self.report(
                where,
                f"the default is not a valid answer: {error}",
                "Use a value that the question accepts.",
            )
            return False
        return True

    def _build(self, model: type[M], raw: Table, where: str) -> M | None:
        try:
            return model.model_validate(raw)
        except ValidationError as errors:
            for error in errors.errors(include_url=False, include_input=False):
                self._tell(model, error, where)
            return None

    def _tell(self, model: type[BaseModel], error: ErrorDetails, where: str) -> None:
        place = ["not" if part == "negated" else str(part) for part in error["loc"]]
        name = place[-1] if place else ""
        at = f"{where}, {'.'.join(place)}".strip(", ") if len(place) > 1 else where
        if error["type"] == "extra_forbidden":
            known = list(model.model_fields) if len(place) == 1 else []
            hint = f"Known here: {', '.join(known)}." if known else "Remove it."
            self.report(at, f"unknown key '{name}'{did_you_mean(name, known)}", hint)
        elif error["type"] == "missing":
            self.report(at, f"the key '{name}' is missing", f"Add {name} = ….")
        else:
            message = _message(error)
            text = f"{name}: {message}" if name else message
            self.report(
                at,
                text[:1].lower() + text[1:],
                "Use a valid value; see `interview help questionnaires`.",
            )


_WANTED = {
    "string_type": "expected a text in quotes",
    "int_type": "expected a whole number",
    "int_parsing": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "float_parsing": "expected a number",
    "finite_number": "expected a finite number",
    "bool_type": "expected true or false, without quotes",
    "bool_parsing": "expected true or false, without quotes",
    "tuple_type": "expected a list in square brackets",
    "list_type": "expected a list in square brackets",
    "dict_type": "expected a table",
    "model_type": "expected a table",
    "string_too_short": "the text is empty",
    "too_short": "the list is empty",
    "too_long": "the list is too long; the limit is {max_length}",
    "greater_than_equal": "the number is too small: at least {ge}",
    "less_than_equal": "the number is too large: at most {le}",
    "greater_than": "the number must be greater than {gt}",
    "literal_error": "expected {expected}",
}
"""What is said for pydantic's kinds of error, whose own words speak of Python."""


_TEXTS = ("text", "paragraph")


def _unlike(question: Question, planned: Question) -> str:
    """Say what a question takes that its namesake of the iteration plan does not."""
    if planned.kind in _TEXTS and question.kind in (*_TEXTS, "choice"):
        return ""
    if question.kind != planned.kind:
        return f"this answer is of kind '{planned.kind}', not '{question.kind}'"
    known = [choice.value for choice in planned.offered]
    others = [choice.value for choice in question.offered if choice.value not in known]
    return f"'{others[0]}' is not one of {', '.join(known)}" if others else ""


def _message(error: ErrorDetails) -> str:
    """Return what is wrong with a value, in words for people who write questionnaires."""
    if wanted := _WANTED.get(error["type"]):
        return wanted.format(**error.get("ctx", {}))
    return error["msg"].removeprefix("Value error, ")


def _longest(value: object) -> int:
    """Return the number of characters in the longest text of plain data."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max(map(_longest, (*value, *value.values())), default=0)
    return max(map(_longest, value), default=0) if isinstance(value, list) else 0


def _label(what: str, table: Table, place: int) -> str:
    name = table.get("id")
    return f"{what} '{name}'" if isinstance(name, str) and name else f"{what} {place}"
