"""Answers that are given all at once: answers files, and `--set` on the command line.

Every problem in them is found before anything is kept; each names its address.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from interview.address import Address, Group
from interview.errors import InterviewError, ProblemsError, did_you_mean
from interview.kinds import References
from interview.question import Question, Rejected, Value
from interview.session import Answered, Event, ItemAdded, Origin, SectionClosed
from interview.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from interview.engine import Engine
    from interview.questionnaire import Section

LARGEST = 16_000_000
"""Bytes in an answers file."""


@dataclass(frozen=True)
class Given:
    """A value that somebody gave, and by which way; `typed` text is read as at a prompt."""

    value: Value
    origin: Origin
    typed: bool = False


Answers = dict[str, Any]
"""By section: a mapping from question to Given, or a list of them, one per item."""


class AnswersError(ProblemsError):
    """Answers that cannot be taken, with every reason."""


def read_answers(path: Path) -> Answers:
    """Read an answers file, JSON when its name ends so and TOML otherwise.

    Raise InterviewError when it cannot be read at all.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InterviewError(f"{path} is larger than {LARGEST:,} bytes", "Give less at once.")
        read = _json if path.suffix.lower() == ".json" else tomllib.loads
        return _given(read(data.decode("utf-8-sig")))
    except OSError as failed:
        raise InterviewError(
            f"the answers file {path} cannot be read: {failed.strerror}", "Check its name."
        ) from None
    except (ValueError, RecursionError) as wrong:
        raise InterviewError(
            f"{path} is not {'JSON' if path.suffix.lower() == '.json' else 'TOML'}: "
            f"{one_line(str(wrong))}",
            "Mend the file; nothing was kept.",
        ) from None


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_no_twins)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key '{twin}' stands twice in one mapping")
    return table


def _given(data: Any) -> Answers:
    """Mark every answer of a file; what is not of the right form is left for the report."""

    def mark(table: Any) -> Any:
        if not isinstance(table, dict):
            return table
        return {name: Given(value, "file") for name, value in table.items()}

    if not isinstance(data, dict):
        raise ValueError("a mapping of sections is expected")
    return {
        name: [mark(item) for item in content] if isinstance(content, list) else mark(content)
        for name, content in data.items()
    }


def set_answers(answers: Answers, settings: Sequence[str], engine: Engine) -> Answers:
    """Put settings of the form ADDRESS=VALUE over the answers; items are named by position.

    Raise AnswersError with every setting that has no such form.
    """
    answers = {name: list(one) if isinstance(one, list) else one for name, one in answers.items()}
    problems = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        try:
            if not equals:
                raise ValueError(f"'{setting}' is not of the form ADDRESS=VALUE")
            _set(answers, Address.parse(name.strip()), Given(value, "flag", True), engine)
        except ValueError as wrong:
            problems.append(f"--set {name}: {wrong}")
    if problems:
        raise AnswersError("--set cannot be followed", problems, "Nothing was kept.")
    return answers


def _set(answers: Answers, address: Address, given: Given, engine: Engine) -> None:
    section = engine.questionnaire.sections.get(address.section)
    if section is None:
        names = engine.questionnaire.sections
        raise ValueError(
            f"there is no section '{address.section}'{did_you_mean(address.section, names)}"
        )
    if bool(address.item) != section.repeats:
        form = f"{section.id}.1.{address.question}" if section.repeats else (
            f"{section.id}.{address.question}")  # fmt: skip
        raise ValueError(f"write {form}")
    if not section.repeats:
        answers[section.id] = {**answers.get(section.id, {}), address.question: given}
        return
    items = answers.setdefault(section.id, [])
    place = int(address.item) if address.item.isdecimal() else 0
    if not 1 <= place <= len(items) + 1:
        raise ValueError(f"there is no {section.item} {address.item}; there are {len(items)}")
    if place > len(items):
        items.append({})
    items[place - 1] = {**items[place - 1], address.question: given}


def events_of(answers: Answers, engine: Engine, at: datetime) -> list[Event]:
    """Return the events that giving the answers in a new session amounts to.

    The engine is moved forward by them. Raise AnswersError with every problem.
    """
    taking = _Taking(engine, at)
    taking.take(answers)
    if taking.problems:
        raise AnswersError(
            "the answers cannot be taken", taking.problems, "Mend them all; nothing was kept."
        )
    return taking.events


@dataclass
class _Taking:
    engine: Engine
    at: datetime
    events: list[Event] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def take(self, answers: Answers) -> None:
        sections = self.engine.questionnaire.sections
        for name in answers:
            if name not in sections:
                self.problems.append(f"{name}: there is no such section"
                                     f"{did_you_mean(name, sections)}")  # fmt: skip
        for section in sections.values():
            if section.id in answers:
                self._section(section, answers[section.id])

    def _section(self, section: Section, content: Any) -> None:
        if not section.repeats:
            if isinstance(content, dict):
                self._group(section, Group(section.id), section.id, content)
            else:
                self.problems.append(f"{section.id}: a mapping of questions to answers is expected")
        elif isinstance(content, list):
            for place, item in enumerate(content, 1):
                self._item(section, f"{section.id}.{place}", item)
            self._happen(SectionClosed(section=section.id, at=self.at))
        else:
            self.problems.append(f"{section.id}: a list of {section.item}s is expected")

    def _item(self, section: Section, where: str, item: Any) -> None:
        key = self.engine.new_key(section.id)
        self._happen(ItemAdded(section=section.id, item=key, at=self.at))
        if isinstance(item, dict):
            self._group(section, Group(section.id, key), where, item)
        else:
            self.problems.append(f"{where}: a mapping of questions to answers is expected")

    def _group(self, section: Section, group: Group, where: str, answers: dict[str, Given]) -> None:
        for name in answers:
            if name not in section.questions:
                self.problems.append(f"{where}.{name}: there is no such question"
                                     f"{did_you_mean(name, section.questions)}")  # fmt: skip
        doubtful: set[str] = set()
        for name, question in section.questions.items():
            if name in answers and not self._answer(
                question, group.at(name), f"{where}.{name}", answers[name], doubtful
            ):
                doubtful.add(name)

    def _answer(
        self, plain: Question, address: Address, where: str, given: Given, doubtful: set[str]
    ) -> bool:
        question = self.engine.question(address)
        if question is None:
            # Behind an answer that was refused nobody knows what applies.
            if not doubtful & _looked_at(plain) and not _empty(given):
                self.problems.append(f"{where}: {_why_not(plain)}")
            return False
        try:
            value = self._value(question, address, given)
        except Rejected as no:
            self.problems += [f"{where}: {reason}" for reason in no.reasons]
            return False
        self._happen(Answered(address=str(address), value=value, origin=given.origin, at=self.at))
        return True

    def _value(self, question: Question, address: Address, given: Given) -> Value:
        value = _untyped(question, given)
        if value in ("", [], None):
            if question.required:
                raise Rejected("an answer is required; leave the key out to leave it open")
            return None
        if isinstance(question, References) and isinstance(value, list):
            return question.accept([self._key(question, address, one) for one in value])
        return value if given.typed else question.accept(value)

    def _key(self, question: References, address: Address, named: Value) -> Value:
        """Return the key of an earlier item that is named by its number or its key."""
        items = self.engine.state.items.get(question.section, [])
        what = self.engine.questionnaire.sections[question.section].item
        if address.section == question.section:
            items = items[: items.index(address.item)]
        if isinstance(named, str) and named.isdecimal():
            named = int(named)
        if isinstance(named, int) and not isinstance(named, bool):
            if not 1 <= named <= len(items):
                raise Rejected(f"{what} {named} is not an earlier {what}")
            return items[named - 1]
        if isinstance(named, str) and named not in items:
            raise Rejected(f"'{named}' is not an earlier {what}")
        return named

    def _happen(self, event: Event) -> None:
        self.events.append(event)
        self.engine.apply(event)


def _untyped(question: Question, given: Given) -> Value:
    if not given.typed:
        return given.value
    if given.value.lstrip()[:1] in ("[", "{"):
        try:
            return question.accept(_json(given.value))
        except (ValueError, RecursionError):
            pass  # then it is text that begins with a bracket
    return question.read(given.value)


def _empty(given: Given) -> bool:
    return given.value in ("", [], None)


def _looked_at(question: Question) -> set[str]:
    return {name for one in question.conditions() for name, _ in one.mentions()}


def _why_not(question: Question) -> str:
    if isinstance(question, References):
        return "does not apply: there is no earlier one to name"
    return f"does not apply here; it is asked when {question.when}"


def defaults(engine: Engine, at: datetime) -> Iterator[Event]:
    """Yield the answers that a questionnaire itself proposes for what is still open."""
    for ask in list(engine.open()):
        if ask.question.default is not None and ask.address not in engine.state.postponed:
            yield Answered(
                address=str(ask.address), value=ask.question.default, origin="default", at=at
            )
